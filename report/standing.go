package report

// stateWord says in a word or two how far the report has come.
func (b *book) stateWord() string {
	switch b.in.State {
	case ForAccuracy:
		return b.say("For factual accuracy")
	case Final:
		return b.say("Final")
	}
	return b.say("Draft")
}

// editionWord says in a word for whom the report is, where it is not whole.
func (b *book) editionWord() string {
	switch b.in.Edition {
	case Auditor:
		return b.say("Auditor's edition")
	case Redacted:
		return b.say("Redacted")
	}
	return ""
}

// standing is what stands in every running head.
func (b *book) standing() string { return joined(" · ", b.stateWord(), b.editionWord()) }

// stateWords say what the state means to a reader.
func (b *book) stateWords() string {
	switch b.in.State {
	case ForAccuracy:
		return b.say("For factual accuracy. The client is asked whether the facts are right; each finding has room for the answer. It is not the assessor's final word.")
	case Final:
		return b.say("Final.")
	}
	return b.say("Draft. It may still change; it is not the assessor's final word.")
}

// editionWords say what an edition holds and leaves out.
func (b *book) editionWords() string {
	switch b.in.Edition {
	case Auditor:
		return b.say("Auditor's edition: the evidence register is whole.")
	case Redacted:
		return b.say("Redacted: names are replaced by pseudonyms and free text is removed, as the chapter on redaction says.")
	}
	return ""
}

// issue says which version this is, for whom, and in whose place.
func (b *book) issue() []fact {
	e := b.engagement
	facts := []fact{{b.say("Version"), b.stated(e.ReportVersion)}}
	if b.editionWord() != "" {
		facts = append(facts, fact{b.say("Edition"), b.editionWords()})
	}
	if e.Firm != "" {
		facts = append(facts, fact{b.say("Firm"), e.Firm})
	}
	if e.Classification != "" {
		facts = append(facts, fact{b.say("Classification"), e.Classification})
	}
	return append(facts, fact{b.say("Distribution"), b.stated(joined("; ", e.Distribution...))}, fact{b.say("Supersedes"), b.stated(e.Supersedes)})
}

// ownLimits are the limitations that come from this report's own making: what a
// final one lacks, and the firm's disclaimer.
func (b *book) ownLimits() []string {
	var limits []string
	for _, omission := range b.in.Omissions {
		limits = append(limits, b.say("This report was made final with something missing: %s. The reason given: %s", omission.In(b.in.Language), b.in.OmissionReason))
	}
	if b.engagement.Disclaimer != "" {
		limits = append(limits, b.engagement.Disclaimer)
	}
	return limits
}

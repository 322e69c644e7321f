package report

import "demarc/words"

// Words says in a word or two how far the report has come.
func (s State) Words() words.Said {
	switch s {
	case ForAccuracy:
		return words.Say("For factual accuracy")
	case Final:
		return words.Say("Final")
	}
	return words.Say("Draft")
}

func (b *book) stateWord() string { return b.in.State.Words().In(b.in.Language) }

// Words says in a word for whom the report is.
func (e Edition) Words() words.Said {
	switch e {
	case Auditor:
		return words.Say("Auditor's edition")
	case Redacted:
		return words.Say("Redacted")
	}
	return words.Say("Full edition")
}

// editionWord is said where the edition is not the full one.
func (b *book) editionWord() string {
	if b.in.Edition == Auditor || b.in.Edition == Redacted {
		return b.in.Edition.Words().In(b.in.Language)
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
		if b.in.OmissionReason == "" {
			limits = append(limits, b.say("This report was made final with something missing: %s. The full edition gives the reason.", omission.In(b.in.Language)))
			continue
		}
		limits = append(limits, b.say("This report was made final with something missing: %s. The reason given: %s", omission.In(b.in.Language), b.in.OmissionReason))
	}
	if b.engagement.Disclaimer != "" {
		limits = append(limits, b.engagement.Disclaimer)
	}
	return limits
}

package engagement

import (
	"demarc/assess"
	"demarc/history"
)

// tellDispositions tells what was decided about findings.
func (n *narrator) tellDispositions(changes []history.Change) []string {
	if len(changes) > 3 {
		return []string{n.say("Decided about %s findings", n.language.Number(len(changes)))}
	}
	sentences := make([]string, len(changes))
	for i, change := range changes {
		sentences[i] = n.tellDisposition(change)
	}
	return sentences
}

func (n *narrator) tellDisposition(change history.Change) string {
	about := n.findingWords(change)
	if as := field(change, "as"); as != nil {
		if sentence := n.decided(assess.DispositionState(as.New), about); sentence != "" {
			if by := field(change, "by"); by != nil && by.New != "" {
				sentence = n.say("%s by %s", sentence, n.value("by", by.New))
			}
			if until := field(change, "until"); until != nil && until.New != "" {
				sentence = n.say("%s until %s", sentence, n.date(until.New))
			}
			return sentence
		}
	}
	if severity := field(change, "severity"); severity != nil && severity.New != "" {
		return n.say("Adjusted the severity of the finding %s to %s", about, n.language.Plain(severity.New))
	}
	return n.say("Changed what was decided about the finding %s", about)
}

// decided says what became of a finding, and nothing for a state that it does
// not know.
func (n *narrator) decided(as assess.DispositionState, about string) string {
	switch as {
	case assess.DispositionOpen:
		return n.say("Reopened the finding %s", about)
	case assess.DispositionInProgress:
		return n.say("Noted that work began on the finding %s", about)
	case assess.DispositionFixed:
		return n.say("Recorded the finding %s as fixed", about)
	case assess.DispositionDisputed:
		return n.say("Recorded that the finding %s is disputed", about)
	case assess.DispositionRiskAccepted:
		return n.say("Recorded that the risk of the finding %s is accepted", about)
	}
	return ""
}

// findingWords names a finding as its title does, one whose decision was taken
// back as the change that made or took it does.
func (n *narrator) findingWords(change history.Change) string {
	d := n.session.state.Dispositions[change.Ref.Key]
	if d == nil {
		d = &assess.Disposition{Kind: assess.FindingKind(eitherValue(change, "kind")), Asset: eitherValue(change, "asset"), Control: eitherValue(change, "control")}
	}
	if d.Kind == "" {
		return change.Ref.Key
	}
	named := n.say(d.Kind.Words())
	switch {
	case d.Control != "" && d.Asset != "":
		named = n.say("%s on %s: %s", n.control(d.Control), n.name(assess.KindAsset, d.Asset), named)
	case d.Control != "":
		named = n.say("%s: %s", n.control(d.Control), named)
	case d.Asset != "":
		named = n.say("%s: %s", n.name(assess.KindAsset, d.Asset), named)
	}
	return n.say("“%s”", named)
}

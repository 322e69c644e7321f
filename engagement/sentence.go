package engagement

import (
	"slices"
	"strings"

	"demarc/assess"
	"demarc/history"
)

// sentences say what a commit did, as a person would. They are made from the
// changes each time, never stored; names are those of today, or else those
// that the changes themselves carry.
func (s *Session) sentences(changes []history.Change) []string {
	n := narrator{session: s, names: map[assess.Ref]string{}}
	byKind := map[assess.RecordKind][]history.Change{}
	for _, change := range changes {
		byKind[change.Ref.Kind] = append(byKind[change.Ref.Kind], change)
		n.remember(change)
	}
	var sentences []string
	for _, kind := range assess.RecordKinds {
		if len(byKind[kind]) > 0 {
			sentences = append(sentences, n.tell(kind, byKind[kind])...)
		}
	}
	return sentences
}

type narrator struct {
	session *Session
	names   map[assess.Ref]string
}

// remember keeps the name that a change gives or takes, for records that are
// no more.
func (n *narrator) remember(change history.Change) {
	for _, f := range change.Fields {
		if f.Path == "name" || f.Path == "title" {
			name := f.New
			if name == "" {
				name = f.Old
			}
			n.names[change.Ref] = name
		}
	}
}

func (n *narrator) name(kind assess.RecordKind, key string) string {
	ref := assess.Ref{Kind: kind, Key: key}
	switch record := n.session.state.Get(ref).(type) {
	case *assess.Asset:
		return record.Name
	case *assess.Party:
		return record.Name
	case *assess.Evidence:
		return record.Name
	case *assess.Action:
		return record.Title
	}
	if name := n.names[ref]; name != "" {
		return name
	}
	return "somebody or something no longer on record"
}

func (n *narrator) control(id string) string {
	if control := n.session.catalogue.Control(id); control != nil {
		return control.Short
	}
	return id
}

func (n *narrator) tell(kind assess.RecordKind, changes []history.Change) []string {
	switch kind {
	case assess.KindEngagement:
		return n.tellEngagement(changes[0])
	case assess.KindCell:
		return n.tellAnswers(changes, n.cells)
	case assess.KindRule:
		return n.tellAnswers(changes, n.rules)
	case assess.KindDisposition:
		return n.tellDispositions(changes)
	}
	return n.tellThings(kind, changes)
}

func (n *narrator) tellEngagement(change history.Change) []string {
	if client := field(change, "client"); client != nil && client.Old == "" {
		return []string{"Began the engagement for " + client.New}
	}
	var sentences []string
	if packs := field(change, "packs"); packs != nil {
		sentences = append(sentences, n.tellPacks(packs))
	}
	if words := fieldWords(change.Fields, "packs"); len(words) > 0 {
		sentences = append(sentences, "Stated the "+list(words))
	}
	return sentences
}

// tellPacks names the packs that are used from now on and were not before.
func (n *narrator) tellPacks(packs *history.FieldChange) string {
	var adopted []string
	for _, sum := range strings.Fields(packs.New) {
		if slices.Contains(strings.Fields(packs.Old), sum) {
			continue
		}
		if pack, err := n.session.packBySum(sum, nil); err == nil {
			adopted = append(adopted, pack.Info.Name+" "+pack.Info.Version)
		}
	}
	if len(adopted) == 0 {
		return "Went back to an earlier catalogue"
	}
	return "Adopted the catalogue pack " + list(adopted)
}

// tellDispositions tells what was decided about findings.
func (n *narrator) tellDispositions(changes []history.Change) []string {
	if len(changes) > 3 {
		return []string{"Decided about " + number(len(changes)) + " findings"}
	}
	sentences := make([]string, len(changes))
	for i, change := range changes {
		sentences[i] = n.tellDisposition(change)
	}
	return sentences
}

var dispositionWords = map[assess.DispositionState]string{
	assess.DispositionOpen:         "Reopened the finding %s",
	assess.DispositionInProgress:   "Noted that work began on the finding %s",
	assess.DispositionFixed:        "Recorded the finding %s as fixed",
	assess.DispositionDisputed:     "Recorded that the finding %s is disputed",
	assess.DispositionRiskAccepted: "Recorded that the risk of the finding %s is accepted",
}

func (n *narrator) tellDisposition(change history.Change) string {
	about := n.findingWords(change.Ref.Key)
	if as := field(change, "as"); as != nil && dispositionWords[assess.DispositionState(as.New)] != "" {
		sentence := strings.Replace(dispositionWords[assess.DispositionState(as.New)], "%s", about, 1)
		if by := field(change, "by"); by != nil && by.New != "" {
			sentence += " by " + n.value("by", by.New)
		}
		if until := field(change, "until"); until != nil && until.New != "" {
			sentence += " until " + until.New
		}
		return sentence
	}
	if severity := field(change, "severity"); severity != nil && severity.New != "" {
		return "Adjusted the severity of the finding " + about + " to " + severity.New
	}
	return "Changed what was decided about the finding " + about
}

// findingWords names a finding as its title does.
func (n *narrator) findingWords(finding string) string {
	d := n.session.state.Dispositions[finding]
	if d == nil {
		return finding
	}
	var where []string
	if d.Control != "" {
		where = append(where, n.control(d.Control))
	}
	if d.Asset != "" {
		where = append(where, n.name(assess.KindAsset, d.Asset))
	}
	if len(where) == 0 {
		return "“" + d.Kind.Words() + "”"
	}
	return "“" + strings.Join(where, " on ") + ": " + d.Kind.Words() + "”"
}

package engagement

import (
	"slices"
	"strings"

	"demarc/assess"
	"demarc/history"
	"demarc/words"
)

// sentences say what a commit did, as a person would, in the reader's language.
// They are made from the changes each time, never stored; names are those of
// today, or else those that the changes themselves carry.
func (s *Session) sentences(l *words.Language, changes []history.Change) []string {
	n := s.narrator(l)
	byKind := map[assess.RecordKind][]history.Change{}
	var forgotten []history.Change
	for _, change := range changes {
		if change.Forgets() {
			if len(change.Fields) == 0 {
				forgotten = append(forgotten, change)
				continue
			}
			change.Fields = change.Fields[1:] // without the mark that it was forgotten before
		}
		byKind[change.Ref.Kind] = append(byKind[change.Ref.Kind], change)
		n.remember(change)
	}
	var sentences []string
	if len(forgotten) > 0 {
		sentences = append(sentences, n.forgot(forgotten))
	}
	for _, kind := range assess.RecordKinds {
		if len(byKind[kind]) > 0 {
			sentences = append(sentences, n.tell(kind, byKind[kind])...)
		}
	}
	return sentences
}

type narrator struct {
	language *words.Language
	session  *Session
	names    map[assess.Ref]string
}

func (s *Session) narrator(l *words.Language) *narrator {
	return &narrator{language: l, session: s, names: map[assess.Ref]string{}}
}

func (n *narrator) say(text string, args ...any) string { return n.language.T(text, args...) }

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
	return n.say("somebody or something no longer on record")
}

func (n *narrator) control(id string) string {
	if control := n.session.catalogue.Control(id); control != nil {
		return n.say(control.Short)
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
		return []string{n.say("Began the engagement for %s", client.New)}
	}
	var sentences []string
	if packs := field(change, "packs"); packs != nil {
		sentences = append(sentences, n.tellPacks(packs))
	}
	leaveOut := []string{"packs", "visit"}
	if beginsVisit([]history.Change{change}) {
		sentences = append(sentences, n.say("Began the next visit"))
		leaveOut = append(leaveOut, "as_of", "period_from", "period_to", "inventory_confirmed_by", "inventory_confirmed_on", "report_version", "reviewer", "supersedes")
	}
	if names := n.fieldWords(change.Fields, leaveOut...); len(names) > 0 {
		sentences = append(sentences, n.say("Stated the %s", n.list(names)))
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
		return n.say("Went back to an earlier catalogue")
	}
	return n.say("Adopted the catalogue pack %s", n.list(adopted))
}

package engagement

import (
	"slices"
	"strings"

	"demarc/assess"
	"demarc/history"
)

// births are the fields that give birth to records.
var births = map[assess.RecordKind]string{
	assess.KindAsset: "name", assess.KindParty: "name", assess.KindEvidence: "name", assess.KindAction: "title",
}

// deed is what was done to a thing.
type deed int

const (
	added deed = iota
	changed
	retired
	removed
)

// tellThings tells of assets, parties, evidence and actions: those added,
// those removed, those retired, and those changed; each by name, so that a
// sentence does not depend on how records are numbered.
func (n *narrator) tellThings(kind assess.RecordKind, changes []history.Change) []string {
	changes = slices.SortedStableFunc(slices.Values(changes), func(a, b history.Change) int {
		return strings.Compare(n.name(kind, a.Ref.Key), n.name(kind, b.Ref.Key))
	})
	var groups [removed + 1][]history.Change
	for _, change := range changes {
		done := deedOf(kind, change)
		groups[done] = append(groups[done], change)
	}
	var sentences []string
	for done, group := range groups {
		if len(group) > 0 {
			sentences = append(sentences, n.tellDeed(kind, deed(done), group))
		}
	}
	return sentences
}

func deedOf(kind assess.RecordKind, change history.Change) deed {
	born := field(change, births[kind])
	switch {
	case born != nil && born.Old == "":
		return added
	case born != nil && born.New == "":
		return removed
	case retires(change):
		return retired
	}
	return changed
}

func (n *narrator) tellDeed(kind assess.RecordKind, done deed, group []history.Change) string {
	switch which := n.which(kind, group); done {
	case added:
		return n.say("Added %s", which)
	case retired:
		if kind == assess.KindAsset { // other languages have a word of its own for it
			return n.say("Took %s out of use", which)
		}
		return n.say("Retired %s", which)
	case removed:
		return n.say("Removed %s", which)
	}
	return n.changed(kind, group)
}

func retires(change history.Change) bool {
	lifecycle, retired := field(change, "lifecycle"), field(change, "retired")
	return len(change.Fields) == 1 && (lifecycle != nil && lifecycle.New == string(assess.LifecycleRetired) || retired != nil && retired.New == "true")
}

func (n *narrator) which(kind assess.RecordKind, group []history.Change) string {
	if len(group) > 3 {
		return n.counted(kind, n.language.Number(len(group)))
	}
	names := make([]string, len(group))
	for i, change := range group {
		names[i] = n.name(kind, change.Ref.Key)
	}
	return n.named(kind, len(names), n.list(names))
}

func (n *narrator) counted(kind assess.RecordKind, count string) string {
	switch kind {
	case assess.KindAsset:
		return n.say("%s assets", count)
	case assess.KindParty:
		return n.say("%s parties", count)
	case assess.KindEvidence:
		return n.say("%s pieces of evidence", count)
	}
	return n.say("%s actions", count)
}

func (n *narrator) named(kind assess.RecordKind, count int, names string) string {
	one := count == 1
	switch {
	case kind == assess.KindAsset && one:
		return n.say("the asset %s", names)
	case kind == assess.KindAsset:
		return n.say("the assets %s", names)
	case kind == assess.KindParty && one:
		return n.say("the party %s", names)
	case kind == assess.KindParty:
		return n.say("the parties %s", names)
	case kind == assess.KindEvidence && one:
		return n.say("the evidence %s", names)
	case kind == assess.KindEvidence:
		return n.say("the pieces of evidence %s", names)
	case one:
		return n.say("the action %s", names)
	}
	return n.say("the actions %s", names)
}

// changed tells of one field with its values, of several by their names.
func (n *narrator) changed(kind assess.RecordKind, group []history.Change) string {
	what := n.which(kind, group)
	var all []history.FieldChange
	for _, change := range group {
		all = append(all, change.Fields...)
	}
	fields := n.fieldWords(all)
	if len(fields) > 1 || len(group) > 1 || len(all) > 1 || isProse(all[0].Path) {
		return n.say("Changed the %s of %s", n.list(fields), what)
	}
	switch f := all[0]; {
	case f.Old == "":
		return n.say("Set the %s of %s to %s", fields[0], what, n.value(f.Path, f.New))
	case f.New == "":
		return n.say("Removed the %s of %s, which was %s", fields[0], what, n.value(f.Path, f.Old))
	default:
		return n.say("Changed the %s of %s from %s to %s", fields[0], what, n.value(f.Path, f.Old), n.value(f.Path, f.New))
	}
}

// isProse reports fields whose values would drown the sentence, and elements
// of sets, whose values stand in their path.
func isProse(path string) bool {
	return path == "notes" || path == "note" || strings.Contains(path, "[")
}

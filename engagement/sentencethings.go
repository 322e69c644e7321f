package engagement

import (
	"fmt"
	"strings"

	"demarc/assess"
	"demarc/history"
)

// things say how records of a kind are called, and which field gives birth to
// one.
var things = map[assess.RecordKind]struct{ one, many, born string }{
	assess.KindAsset:    {"the asset", "assets", "name"},
	assess.KindParty:    {"the party", "parties", "name"},
	assess.KindEvidence: {"the evidence", "pieces of evidence", "name"},
	assess.KindAction:   {"the action", "actions", "title"},
}

// tellThings tells of assets, parties, evidence and actions: those added,
// those removed, those retired, and those changed.
func (n *narrator) tellThings(kind assess.RecordKind, changes []history.Change) []string {
	thing := things[kind]
	groups := map[string][]history.Change{}
	for _, change := range changes {
		verb := "Changed"
		if born := field(change, thing.born); born != nil && born.Old == "" {
			verb = "Added"
		} else if born != nil && born.New == "" {
			verb = "Removed"
		} else if retires(change) {
			verb = "Retired"
		}
		groups[verb] = append(groups[verb], change)
	}
	var sentences []string
	for _, verb := range []string{"Added", "Changed", "Retired", "Removed"} {
		switch group := groups[verb]; {
		case len(group) == 0:
		case verb == "Changed":
			sentences = append(sentences, n.changed(kind, group))
		default:
			sentences = append(sentences, verb+" "+n.which(kind, group))
		}
	}
	return sentences
}

func retires(change history.Change) bool {
	lifecycle, retired := field(change, "lifecycle"), field(change, "retired")
	return len(change.Fields) == 1 && (lifecycle != nil && lifecycle.New == string(assess.LifecycleRetired) || retired != nil && retired.New == "true")
}

func (n *narrator) which(kind assess.RecordKind, group []history.Change) string {
	thing := things[kind]
	switch {
	case len(group) == 1:
		return thing.one + " " + n.name(kind, group[0].Ref.Key)
	case len(group) <= 3:
		names := make([]string, len(group))
		for i, change := range group {
			names[i] = n.name(kind, change.Ref.Key)
		}
		return "the " + thing.many + " " + list(names)
	}
	return fmt.Sprintf("%s %s", number(len(group)), thing.many)
}

// changed tells of one field with its values, of several by their names.
func (n *narrator) changed(kind assess.RecordKind, group []history.Change) string {
	what := n.which(kind, group)
	var all []history.FieldChange
	for _, change := range group {
		all = append(all, change.Fields...)
	}
	words := fieldWords(all)
	if len(words) > 1 || len(group) > 1 || len(all) > 1 || isProse(all[0].Path) {
		return "Changed the " + list(words) + " of " + what
	}
	f, owned := all[0], "the "+words[0]+" of "+what
	switch {
	case f.Old == "":
		return "Set " + owned + " to " + n.value(f.Path, f.New)
	case f.New == "":
		return "Removed " + owned + ", which was " + n.value(f.Path, f.Old)
	}
	return "Changed " + owned + " from " + n.value(f.Path, f.Old) + " to " + n.value(f.Path, f.New)
}

// isProse reports fields whose values would drown the sentence, and elements
// of sets, whose values stand in their path.
func isProse(path string) bool {
	return path == "notes" || path == "note" || strings.Contains(path, "[")
}

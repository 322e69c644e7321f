package engagement

import (
	"slices"
	"strings"

	"demarc/assess"
	"demarc/history"
	"demarc/words"
)

// inTheWay says why a change cannot be replayed: the first of its fields that
// is not as the change left it, in which record, what it is now, and who made it
// so and when.
func (s *Session) inTheWay(l *words.Language, change history.Change, cause error) error {
	n := s.narrator(l)
	n.remember(change)
	record := s.state.Get(change.Ref)
	fields := history.Flatten(record)
	for _, f := range tellingFirst(change.Fields) {
		now := fields[f.Path]
		if now == f.Old {
			continue
		}
		what, by := n.record(change), s.lastChange(change.Ref, f.Path, now)
		if record == nil {
			return inTheWay(n, by, words.Say("%s is gone", what))
		}
		word := n.fieldWord(change.Ref.Kind, f.Path)
		if isProse(f.Path) {
			return inTheWay(n, by, words.Say("the %s of %s changed since", word, what))
		}
		return inTheWay(n, by, words.Say("the %s of %s is %s now", word, what, n.current(f.Path, now)))
	}
	return refused("this change stands in the way: %v", cause)
}

// tellingFirst puts who said something and when behind what was said.
func tellingFirst(fields []history.FieldChange) []history.FieldChange {
	besides := func(f history.FieldChange) int {
		if strings.HasSuffix(f.Path, ".at") || strings.HasSuffix(f.Path, ".by") || f.Path == "at" || f.Path == "recorder" {
			return 1
		}
		return 0
	}
	return slices.SortedStableFunc(slices.Values(fields), func(a, b history.FieldChange) int { return besides(a) - besides(b) })
}

func inTheWay(n *narrator, by *history.Entry, what words.Said) error {
	if by == nil {
		return refused("%s, which stands in the way", what)
	}
	at := by.Header.Time.Time().Local()
	return refused("%s, as %s changed it on %s at %s", what, by.Header.Author, n.language.Date(at), n.language.Time(at)).
		hint("change it back by hand, and try again")
}

// lastChange finds the commit that gave a field the value that it has. A merge is
// named only where it chose the value itself.
func (s *Session) lastChange(ref assess.Ref, path, now string) *history.Entry {
	t, err := s.trail()
	if err != nil {
		return nil
	}
	record, control, _ := strings.Cut(ref.Key, "/")
	var merge *history.Entry
	for _, at := range t.of(record, control, nil) {
		entry := t.commits[at]
		did, err := s.did(entry, s.read)
		if err != nil || !gives(did.changes, ref, path, now) {
			continue
		}
		if entry.Header.Kind != history.KindMerge {
			return &entry
		}
		merge = &entry
	}
	return merge
}

// gives reports whether changes give a field a value.
func gives(changes []history.Change, ref assess.Ref, path, value string) bool {
	for _, change := range changes {
		if f := field(change, path); change.Ref == ref && f != nil && f.New == value {
			return true
		}
	}
	return false
}

// record names the record that a change is about.
func (n *narrator) record(change history.Change) string {
	one := []history.Change{change}
	var words string
	switch change.Ref.Kind {
	case assess.KindEngagement:
		return n.say("the engagement")
	case assess.KindCell:
		words, _ = n.cells(one)
	case assess.KindRule:
		words, _ = n.rules(one)
	case assess.KindDisposition:
		return n.say("the finding %s", n.findingWords(change))
	default:
		words = n.which(change.Ref.Kind, one)
	}
	return words
}

// fieldWord names a field as a thing that changed.
func (n *narrator) fieldWord(kind assess.RecordKind, path string) string {
	if kind == assess.KindCell || kind == assess.KindRule || kind == assess.KindDisposition {
		path, _, _ = strings.Cut(path, "[")
		if part, ok := strings.CutPrefix(path, "provider."); ok {
			return n.say("%s on the provider's side", n.answerWord(part))
		}
		return n.answerWord(strings.TrimPrefix(path, "customer."))
	}
	return n.fieldWords([]history.FieldChange{{Path: path}})[0]
}

func (n *narrator) answerWord(path string) string {
	switch path {
	case "accountable":
		return n.say("accountable party")
	case "responsible":
		return n.say("responsible parties")
	case "consulted":
		return n.say("consulted parties")
	case "informed":
		return n.say("informed parties")
	case "boundary.owner":
		return n.say("boundary")
	case "declared.status":
		return n.say("declared status")
	case "concluded.status":
		return n.say("concluded status")
	case "rationale":
		return n.say("rationale")
	case "due":
		return n.say("due date")
	case "as":
		return n.say("disposition")
	case "severity":
		return n.say("severity")
	}
	if strings.HasPrefix(path, "reference") {
		return n.say("reference")
	}
	return n.say("answer")
}

// current words the value that a field has now.
func (n *narrator) current(path, value string) string {
	if value != "" && (path == "as" || strings.HasSuffix(path, ".status") || path == "boundary.owner") {
		return n.language.Plain(value)
	}
	return n.value(path, value)
}

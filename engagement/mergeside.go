package engagement

import (
	"maps"
	"slices"
	"strings"

	"demarc/assess"
	"demarc/history"
)

// mergeSide is what one side says in a merge that the other does not: the fields
// that go from it into the merge, and its say in each conflict. It is the same
// on both laptops, and knows nothing of what was forgotten.
type mergeSide struct {
	says map[assess.Ref][]history.FieldChange // sorted by path; New is this side's
	refs []assess.Ref                         // sorted
	// at is a record as it is on this side.
	at    func(assess.Ref) assess.Record
	index *sideIndex // once it was asked for
}

// attribute finds out which side says what.
func (m *Merging) attribute() error {
	answer := func(choice history.Choice) map[string]history.Answer {
		answers := map[string]history.Answer{}
		for _, c := range m.merge.Conflicts {
			answers[c.ID] = history.Answer{Choice: choice}
		}
		return answers
	}
	fromOurs, _, err := m.merge.Changes(answer(history.ChooseOurs))
	if err != nil {
		return err
	}
	takeTheirs, fromTheirs, err := m.merge.Changes(answer(history.ChooseTheirs))
	if err != nil {
		return err
	}
	m.changes = fromOurs
	m.sides[history.Ours] = newMergeSide(fromTheirs)
	m.sides[history.Theirs] = newMergeSide(fromOurs)
	for i := range m.merge.Conflicts {
		c := &m.merge.Conflicts[i]
		m.sides[history.Ours].inConflict(c, c.Ours, c.Theirs)
		m.sides[history.Theirs].inConflict(c, c.Theirs, c.Ours)
	}
	for _, side := range m.sides {
		side.sort()
	}
	toTheirs, back := byRecord(takeTheirs), byRecord(fromTheirs)
	m.sides[history.Ours].at = m.session.state.Get
	m.sides[history.Theirs].at = func(ref assess.Ref) assess.Record {
		return reachedBack(m.session.state.Get(ref), toTheirs[ref], back[ref])
	}
	return nil
}

// reachedBack goes from our record to the merged one, and back to theirs. A
// record that was forgotten is none.
func reachedBack(ours assess.Record, forth, back history.Change) assess.Record {
	merged := ours
	var err error
	if forth.Ref.Kind != "" {
		if merged, err = history.Apply(ours, forth); err != nil {
			return nil
		}
	}
	for _, change := range history.Invert([]history.Change{back}) {
		if back.Ref.Kind == "" || back.Forgets() {
			break
		}
		if merged, err = history.Apply(merged, change); err != nil {
			return nil
		}
	}
	return merged
}

func byRecord(changes []history.Change) map[assess.Ref]history.Change {
	found := make(map[assess.Ref]history.Change, len(changes))
	for _, change := range changes {
		found[change.Ref] = change
	}
	return found
}

// newMergeSide takes what leads the other side to the merge: that is what this
// one says.
func newMergeSide(changes []history.Change) *mergeSide {
	side := &mergeSide{says: make(map[assess.Ref][]history.FieldChange, len(changes))}
	for _, change := range changes {
		if !change.Forgets() {
			side.says[change.Ref] = change.Fields
		}
	}
	return side
}

// inConflict adds what a side says in a conflict, against the base, or where
// there is none, against the other side.
func (side *mergeSide) inConflict(c *history.Conflict, own, other history.Fields) {
	base := c.Base
	if c.BaseUnknown {
		base = other
	}
	fields := slices.Clone(side.says[c.Ref])
	for path, text := range own {
		if base[path] != text {
			fields = append(fields, history.FieldChange{Path: path, Old: base[path], New: text})
		}
	}
	for path, text := range base {
		if _, kept := own[path]; !kept {
			fields = append(fields, history.FieldChange{Path: path, Old: text})
		}
	}
	side.says[c.Ref] = fields
}

func (side *mergeSide) sort() {
	for _, fields := range side.says {
		slices.SortFunc(fields, func(a, b history.FieldChange) int { return strings.Compare(a.Path, b.Path) })
	}
	side.refs = slices.SortedFunc(maps.Keys(side.says), func(a, b assess.Ref) int {
		return strings.Compare(string(a.Kind)+" "+a.Key, string(b.Kind)+" "+b.Key)
	})
}

// said is what the side says of one field of a record.
func (side *mergeSide) said(ref assess.Ref, path string) (history.FieldChange, bool) {
	at, found := slices.BinarySearchFunc(side.says[ref], path, func(f history.FieldChange, path string) int { return strings.Compare(f.Path, path) })
	if !found {
		return history.FieldChange{}, false
	}
	return side.says[ref][at], true
}

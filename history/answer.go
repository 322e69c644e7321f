package history

import (
	"fmt"
	"maps"
	"slices"
)

// Choice says how a conflict is answered.
type Choice string

// The choices. ChooseOwn puts other fields in the place of either side's.
const (
	ChooseOurs   Choice = "ours"
	ChooseTheirs Choice = "theirs"
	ChooseOwn    Choice = "own"
)

// Answer answers one conflict.
type Answer struct {
	Choice Choice
	// Own are the fields of the unit with ChooseOwn, those left out absent.
	// Whether the values are ones that can be is for the caller to see.
	Own Fields
}

// Changes returns what leads from each side to the merge, sorted as a commit
// keeps them. It fails unless every conflict is answered, by its id, and
// nothing else is.
func (m *Merge) Changes(answers map[string]Answer) (ours, theirs []Change, err error) {
	if err := m.check(answers); err != nil {
		return nil, nil, err
	}
	for _, record := range m.records {
		if len(record.open) > 0 {
			if record, err = m.answered(record, answers); err != nil {
				return nil, nil, err
			}
		}
		if record.has[Ours] {
			ours = append(ours, record.to[Ours])
		}
		if record.has[Theirs] {
			theirs = append(theirs, record.to[Theirs])
		}
	}
	return ours, theirs, nil
}

func (m *Merge) check(answers map[string]Answer) error {
	left, known := 0, map[string]bool{}
	for _, c := range m.Conflicts {
		known[c.ID] = true
		if _, answered := answers[c.ID]; !answered {
			left++
		}
	}
	for _, id := range slices.Sorted(maps.Keys(answers)) {
		if !known[id] {
			return fmt.Errorf("there is no conflict %.40q: list them again", id)
		}
	}
	if left > 0 {
		return fmt.Errorf("%d of %d conflicts are not answered: say for each which side counts", left, len(m.Conflicts))
	}
	return nil
}

// answered closes the open units of a record. The merge itself stays as it is.
func (m *Merge) answered(record merged, answers map[string]Answer) (merged, error) {
	record.to[Ours].Fields, record.to[Theirs].Fields = slices.Clone(record.to[Ours].Fields), slices.Clone(record.to[Theirs].Fields)
	own := map[int]Fields{}
	for _, r := range record.open {
		conflict := &m.Conflicts[r.conflict]
		answer := answers[conflict.ID]
		switch {
		case answer.Choice == ChooseOurs:
			r.merged = r.side[Ours]
		case answer.Choice == ChooseTheirs:
			r.merged = r.side[Theirs]
		case answer.Choice == ChooseOwn && conflict.Unit != "":
			if own[r.conflict] == nil {
				own[r.conflict] = maps.Clone(answer.Own)
			}
			r.merged = answer.Own[r.path]
			delete(own[r.conflict], r.path)
		default:
			return record, fmt.Errorf("conflict %s cannot be answered with %.40q: say ours or theirs", conflict.ID, answer.Choice)
		}
		record.take(r)
	}
	for at, fields := range own {
		if err := record.takeOwn(&m.Conflicts[at], fields); err != nil {
			return record, err
		}
	}
	record.sort()
	return record, nil
}

// takeOwn takes the fields of an own answer that neither side has.
func (m *merged) takeOwn(c *Conflict, fields Fields) error {
	for path, text := range fields {
		if UnitOf(m.ref.Kind, path) != c.Unit {
			return fmt.Errorf("conflict %s is about %s, and %.80q is no part of it", c.ID, c.Unit, path)
		}
		m.take(row{path: path, merged: text})
	}
	return nil
}

package history

import (
	"maps"
	"slices"

	"demarc/assess"
)

// Touches knows which records one side of a merge touched, and which of its
// commits said what stands there now.
type Touches struct {
	by map[assess.Ref][]touch // oldest first
}

// touch is a field that a commit changed. A forgetting has no path.
type touch struct {
	path, to string
	by       *Entry
}

// Touched gathers what was touched by the commits that one head has and another
// lacks.
func (g *Graph) Touched(without, head ID, load Load) (*Touches, error) {
	t := &Touches{by: map[assess.Ref][]touch{}}
	for _, id := range g.Missing(without, head) {
		commit, err := load(id)
		if err != nil {
			return nil, err
		}
		by := g.entries[g.at[id]]
		for _, change := range commit.Changes {
			t.add(change, &by)
		}
	}
	return t, nil
}

func (t *Touches) add(change Change, by *Entry) {
	fields := change.Fields
	if len(fields) == 0 {
		fields = []FieldChange{{}}
	}
	for _, f := range fields {
		// What a merge passes on was said by the commit that it came from.
		if by.Header.Kind == KindMerge && slices.ContainsFunc(t.by[change.Ref], func(t touch) bool { return t.path == f.Path && t.to == f.New }) {
			continue
		}
		t.by[change.Ref] = append(t.by[change.Ref], touch{f.Path, f.New, by})
	}
}

// Refs lists the records that were touched, sorted.
func (t *Touches) Refs() []assess.Ref { return slices.SortedFunc(maps.Keys(t.by), compareRefs) }

// Has reports whether a record was touched.
func (t *Touches) Has(ref assess.Ref) bool { return len(t.by[ref]) > 0 }

// Last is the commit that last gave a unit of a record (see UnitOf; empty is
// the whole record) one of the texts that it has now on this side, or where none
// did, the last one that touched it. It reports false where none did: where
// merges crossed, one may have chosen what an older commit said.
func (t *Touches) Last(ref assess.Ref, unit string, now Fields) (Entry, bool) {
	var last *Entry
	for _, touch := range slices.Backward(t.by[ref]) {
		if unit != "" && touch.path != "" && UnitOf(ref.Kind, touch.path) != unit {
			continue
		}
		if touch.to == now[touch.path] {
			return *touch.by, true
		}
		if last == nil {
			last = touch.by
		}
	}
	if last == nil {
		return Entry{}, false
	}
	return *last, true
}

package history

import (
	"slices"

	"demarc/assess"
)

// Side is one of the two heads of a merge.
type Side int

// The sides. Which is whose depends on the laptop that asks.
const (
	Ours Side = iota
	Theirs
)

// Merge is what comes of two heads: three-way, field by field, sets by element,
// from where they parted. It is the same on both laptops, but for the sides.
type Merge struct {
	// Conflicts are what both sides changed, and not alike, sorted by record and
	// unit. Nothing is chosen beforehand.
	Conflicts []Conflict
	// Forgotten are the records, sorted, that one side forgot and the other did
	// not know of. They are gone, whatever the other side made of them; what a
	// side made anew after forgetting stays.
	Forgotten []assess.Ref

	records []merged
	erased  []assess.Ref
}

// merged is one record of a merge: how each side gets there, without what is
// in conflict.
type merged struct {
	ref  assess.Ref
	to   [2]Change
	has  [2]bool
	open []row
}

// row is one field of a record at the base and on both sides.
type row struct {
	path     string
	base     string
	side     [2]string
	merged   string
	conflict int // an index of Conflicts, or none
}

// take lets a field become what it is on both sides now.
func (m *merged) take(r row) {
	for side, have := range r.side {
		if have != r.merged {
			m.to[side].Fields = append(m.to[side].Fields, FieldChange{r.path, have, r.merged})
			m.has[side] = true
		}
	}
}

func (m *merged) sort() {
	for side := range m.to {
		m.to[side].Ref = m.ref
		slices.SortFunc(m.to[side].Fields, byPath)
	}
}

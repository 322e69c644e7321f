package history

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"

	"demarc/assess"
)

// Conflict is a unit of a record (see UnitOf) that two sides changed to
// different ends. Where Unit is empty it is the record as a whole, which one
// side removed and the other changed.
type Conflict struct {
	// ID is the same on both laptops.
	ID   string
	Ref  assess.Ref
	Unit string
	// The fields of the unit; none where it is absent.
	Base, Ours, Theirs Fields
	// BaseUnknown says that there is no one base: the sides had merged before,
	// and answered this differently.
	BaseUnknown bool
}

// conflictID is short enough to be typed, and tells apart what one merge can hold.
func conflictID(ref assess.Ref, unit string) string {
	sum := sha256.Sum256(appendText(appendText(appendText(nil, string(ref.Kind)), ref.Key), unit))
	return hex.EncodeToString(sum[:6])
}

// conflict lists a conflict and returns its rows.
func (w *threeWay) conflict(m *meeting, unit string, rows []row) []row {
	c := Conflict{ID: conflictID(m.ref, unit), Ref: m.ref, Unit: unit, BaseUnknown: m.isOpen(unit), Ours: Fields{}, Theirs: Fields{}}
	if !c.BaseUnknown {
		c.Base = Fields{}
	}
	for i := range rows {
		r := &rows[i]
		r.conflict = len(w.out.Conflicts)
		c.Base.put(r.path, r.base)
		c.Ours.put(r.path, r.side[Ours])
		c.Theirs.put(r.path, r.side[Theirs])
	}
	w.out.Conflicts = append(w.out.Conflicts, c)
	return rows
}

// removed reports a record that only one side has. It is taken or left as a
// whole, but a cell, which exists only as far as it says something: each of its
// units is removed by itself.
func (w *threeWay) removed(m *meeting, rows []row) (bool, error) {
	var gone [2]bool
	for side := range gone {
		gone[side] = !slices.ContainsFunc(rows, func(r row) bool { return r.side[side] != "" })
	}
	if m.ref.Kind == assess.KindCell || gone[Ours] == gone[Theirs] {
		return false, nil
	}
	err := w.readBase(m)
	return err == nil && len(m.untouched(rows, "")) == 0, err
}

package history

import (
	"errors"
	"maps"
	"slices"

	"demarc/assess"
)

// ErrErased says of a record that nobody knows any more what it was, or of a
// change that it is gone.
var ErrErased = errors.New("what it was is erased")

// threeWay merges two sides of one base.
type threeWay struct {
	// base gives a record where the sides parted, false where it is erased.
	base func(assess.Ref) (assess.Record, bool, error)
	// net is what each side changed since; forgot is what it forgot and the other
	// side did not know of.
	net    [2]Net
	forgot [2]map[assess.Ref]bool
	// open are the units of which the base is not known.
	open map[assess.Ref][]string
	// wrote is what each side wrote, where that does not follow from net: one of
	// them has merges that the other lacks.
	wrote [2]units
	out   *Merge
}

func (w *threeWay) merge() (*Merge, error) {
	w.out = &Merge{}
	for _, ref := range w.refs() {
		conflicts := len(w.out.Conflicts)
		switch err := w.record(ref); {
		case err == ErrErased:
			w.out.Conflicts = w.out.Conflicts[:conflicts]
			w.out.erased = append(w.out.erased, ref)
		case err != nil:
			return nil, err
		}
	}
	return w.out, nil
}

// refs are the records that either side touched, sorted.
func (w *threeWay) refs() []assess.Ref {
	var refs []assess.Ref
	for side := range w.net {
		for i := range w.net[side].Changes {
			refs = append(refs, w.net[side].Changes[i].Ref)
		}
		refs = slices.AppendSeq(append(refs, w.net[side].Erased...), maps.Keys(w.forgot[side]))
	}
	refs = slices.AppendSeq(refs, maps.Keys(w.open))
	slices.SortFunc(refs, compareRefs)
	return slices.Compact(refs)
}

func (w *threeWay) record(ref assess.Ref) error {
	if w.forgot[Ours][ref] || w.forgot[Theirs][ref] {
		w.forget(ref)
		return nil
	}
	if w.net[Ours].lost(ref) || w.net[Theirs].lost(ref) {
		return ErrErased
	}
	m := &meeting{ref: ref, open: w.open[ref]}
	var touched [2]bool
	for side := range w.net {
		change, differs := w.net[side].of(ref)
		m.fields[side], touched[side] = change.Fields, differs
		if !differs || !change.Forgets() {
			continue
		}
		if err := w.readBase(m); err != nil {
			return err
		}
		m.fields[side] = sinceBase(m.base, change.Fields)
	}
	if touched[Ours] != touched[Theirs] && m.base == nil && m.open == nil && w.wrote[Ours] == nil {
		w.alone(m, touched)
		return nil
	}
	return w.meet(m)
}

// forget passes a forgetting on to the side that did not know of it. Where both
// forgot, what either made anew is gone, too, as the other did not know of it.
func (w *threeWay) forget(ref assess.Ref) {
	m := merged{ref: ref}
	for side := range m.to {
		other := 1 - side
		if !w.forgot[other][ref] {
			continue
		}
		m.to[side], m.has[side] = Change{Ref: ref}, true
		if made, known := changeOf(w.net[other].made, ref); known && !w.forgot[side][ref] {
			m.to[side] = made
		}
	}
	w.out.Forgotten = append(w.out.Forgotten, ref)
	w.out.records = append(w.out.records, m)
}

// alone takes over a record that one side touched.
func (w *threeWay) alone(m *meeting, touched [2]bool) {
	to := merged{ref: m.ref}
	for side := range touched {
		other := 1 - side
		to.to[other], to.has[other] = Change{m.ref, m.fields[side]}, touched[side]
	}
	w.out.records = append(w.out.records, to)
}

// meet merges a record unit by unit.
func (w *threeWay) meet(m *meeting) error {
	rows := m.rows()
	removed, err := w.removed(m, rows)
	if err != nil {
		return err
	}
	to := merged{ref: m.ref}
	if !removed {
		err = w.units(m, rows, &to)
	} else {
		err = w.unit(m, "", rows, &to)
	}
	if err != nil {
		return err
	}
	to.sort()
	if to.has[Ours] || to.has[Theirs] || len(to.open) > 0 {
		w.out.records = append(w.out.records, to)
	}
	return nil
}

// units decides each unit that was touched.
func (w *threeWay) units(m *meeting, rows []row, to *merged) error {
	byUnit := map[string][]row{}
	for _, r := range rows {
		unit := UnitOf(m.ref.Kind, r.path)
		byUnit[unit] = append(byUnit[unit], r)
	}
	for _, unit := range slices.Sorted(maps.Keys(byUnit)) {
		if err := w.unit(m, unit, byUnit[unit], to); err != nil {
			return err
		}
	}
	return nil
}

// unit decides one unit, or with no name the record as a whole: it is in
// conflict where both sides changed it to different ends.
func (w *threeWay) unit(m *meeting, name string, rows []row, to *merged) error {
	changed := w.changed(m, name, rows)
	if changed[Ours] && changed[Theirs] && (name == "" || !onlyStamps(rows)) {
		if err := w.readBase(m); err != nil {
			return err
		}
		to.open = append(to.open, w.conflict(m, name, append(rows, m.untouched(rows, name)...))...)
		return nil
	}
	for _, r := range rows {
		switch {
		case r.side[Ours] == r.side[Theirs] || !changed[Theirs]:
			r.merged = r.side[Ours]
		case !changed[Ours]:
			r.merged = r.side[Theirs]
		default:
			r.merged = settle(r.path, r.side[Ours], r.side[Theirs])
		}
		to.take(r)
	}
	return nil
}

// onlyStamps reports that the sides differ in nothing but moments.
func onlyStamps(rows []row) bool {
	return !slices.ContainsFunc(rows, func(r row) bool {
		_, stamp := stampOf(r.path)
		return r.side[Ours] != r.side[Theirs] && !stamp
	})
}

// changed reports which sides changed a unit. With the base open both did, and
// where neither wrote it and yet they differ, either may be right.
func (w *threeWay) changed(m *meeting, unit string, rows []row) (changed [2]bool) {
	for side := range changed {
		if w.wrote[side] != nil {
			changed[side] = w.wrote[side].has(m.ref, unit)
		} else {
			changed[side] = slices.ContainsFunc(rows, func(r row) bool { return r.side[side] != r.base })
		}
	}
	if m.isOpen(unit) || !changed[Ours] && !changed[Theirs] {
		changed = [2]bool{true, true}
	}
	return changed
}

func (w *threeWay) readBase(m *meeting) error {
	if m.base != nil {
		return nil
	}
	record, known, err := w.base(m.ref)
	if err == nil && !known {
		err = ErrErased
	}
	m.base = Flatten(record)
	return err
}

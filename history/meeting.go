package history

import (
	"slices"
	"strings"

	"demarc/assess"
)

// meeting is one record that two sides may have changed.
type meeting struct {
	ref    assess.Ref
	fields [2][]FieldChange // of each side since the base, sorted by path
	open   []string         // the units of which the base is not known; "" is all
	base   Fields           // once it was needed
}

// isOpen is asked of one unit, or with no name of any.
func (m *meeting) isOpen(unit string) bool {
	return unit == "" && len(m.open) > 0 || slices.Contains(m.open, unit) || slices.Contains(m.open, "")
}

// rows puts what the sides changed side by side, sorted by path.
func (m *meeting) rows() []row {
	rows := make([]row, 0, len(m.fields[Ours])+len(m.fields[Theirs]))
	ours, theirs := m.fields[Ours], m.fields[Theirs]
	for len(ours) > 0 || len(theirs) > 0 {
		first := 0
		if len(ours) > 0 && len(theirs) > 0 {
			first = byPath(ours[0], theirs[0])
		} else if len(ours) == 0 {
			first = 1
		} else {
			first = -1
		}
		var r row
		if first <= 0 {
			r, ours = row{ours[0].Path, ours[0].Old, [2]string{ours[0].New, ours[0].Old}, "", none}, ours[1:]
		}
		if first > 0 {
			r = row{theirs[0].Path, theirs[0].Old, [2]string{theirs[0].Old}, "", none}
		}
		if first >= 0 {
			r.side[Theirs], theirs = theirs[0].New, theirs[1:]
		}
		rows = append(rows, r)
	}
	return rows
}

// untouched are the fields of a unit, or of the whole record, that are not among
// the rows: as they were on both sides.
func (m *meeting) untouched(rows []row, unit string) []row {
	var others []row
	for path, text := range m.base {
		if unit != "" && UnitOf(m.ref.Kind, path) != unit || slices.ContainsFunc(rows, func(r row) bool { return r.path == path }) {
			continue
		}
		others = append(others, row{path, text, [2]string{text, text}, text, none})
	}
	slices.SortFunc(others, func(a, b row) int { return strings.Compare(a.path, b.path) })
	return others
}

// sinceBase is how a record that was made anew differs from what it was at the
// base.
func sinceBase(base Fields, made []FieldChange) []FieldChange {
	since := make([]FieldChange, 0, len(base)+len(made))
	now := Fields{}
	for _, f := range made {
		now.put(f.Path, f.New)
		if base[f.Path] != f.New {
			since = append(since, FieldChange{f.Path, base[f.Path], f.New})
		}
	}
	for path, text := range base {
		if _, kept := now[path]; !kept {
			since = append(since, FieldChange{path, text, ""})
		}
	}
	slices.SortFunc(since, byPath)
	return since
}

// put sets a field that is not absent. In no fields at all it sets nothing.
func (f Fields) put(path, text string) {
	if f != nil && text != "" {
		f[path] = text
	}
}

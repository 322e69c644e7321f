package history

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"demarc/assess"
)

// FieldChange is what happened to one field. An empty text means that the
// field was, or now is, absent.
type FieldChange struct {
	Path string `json:"path"`
	Old  string `json:"old,omitempty"`
	New  string `json:"new,omitempty"`
}

// Change is what happened to one record: its changed fields, sorted by path.
// Changes may share their Fields: read only.
//
// A change without fields is the forgetting of its record: whatever it was, it
// is gone, and nothing says what it was. A change whose first field is the zero
// FieldChange is a forgetting, too, and makes the record anew of the fields
// behind it, all of which were absent; merging a laptop that forgot an asset
// and imported it again with one that kept it needs that. Forgets asks for both.
type Change struct {
	Ref    assess.Ref
	Fields []FieldChange
}

// Forgets reports whether the record before the change is forgotten.
func (c Change) Forgets() bool { return len(c.Fields) == 0 || c.Fields[0] == FieldChange{} }

// after returns the fields without the mark of a forgetting, and whether there
// was one.
func (c Change) after() (fields []FieldChange, forgets bool) {
	if c.Forgets() {
		return c.Fields[min(1, len(c.Fields)):], true
	}
	return c.Fields, false
}

// Diff compares two versions of one record; nil is the absent record. It
// reports false where they do not differ.
func Diff(old, new assess.Record) (Change, bool) {
	var change Change
	switch {
	case new != nil:
		change.Ref = new.Ref()
	case old != nil:
		change.Ref = old.Ref()
	}
	before, after := Flatten(old), Flatten(new)
	for path, text := range before {
		if after[path] != text {
			change.Fields = append(change.Fields, FieldChange{path, text, after[path]})
		}
	}
	for path, text := range after {
		if _, known := before[path]; !known {
			change.Fields = append(change.Fields, FieldChange{path, "", text})
		}
	}
	slices.SortFunc(change.Fields, byPath)
	return change, len(change.Fields) > 0
}

// Apply returns a new record: the old one (nil is the absent record), changed.
// It returns nil where no field is left, since a record without fields does
// not exist. It fails where the old record does not hold what the change says
// it held, and where the new one could not be. A forgetting expects nothing.
func Apply(old assess.Record, change Change) (assess.Record, error) {
	changed, forgets := change.after()
	if forgets {
		old = nil
	}
	fields := Flatten(old)
	for _, f := range changed {
		if have := fields[f.Path]; have != f.Old {
			return nil, fmt.Errorf("%s %s: %s is %s and not %s, as this change expects",
				change.Ref.Kind, change.Ref.Key, f.Path, shown(have), shown(f.Old))
		}
		if f.New == "" {
			delete(fields, f.Path)
		} else {
			fields[f.Path] = f.New
		}
	}
	if len(fields) == 0 {
		return nil, nil
	}
	return Unflatten(change.Ref, fields)
}

func shown(text string) string {
	if text == "" {
		return "empty"
	}
	if runes := []rune(text); len(runes) > 40 {
		text = string(runes[:40]) + "…"
	}
	return fmt.Sprintf("%q", text)
}

// Invert returns the changes that undo these. A forgetting cannot be undone: of
// a record that was made anew the fields go, and nothing comes back.
func Invert(changes []Change) []Change {
	inverted := make([]Change, 0, len(changes))
	for _, change := range changes {
		changed, _ := change.after()
		if len(changed) == 0 {
			continue
		}
		fields := make([]FieldChange, len(changed))
		for n, f := range changed {
			fields[n] = FieldChange{f.Path, f.New, f.Old}
		}
		inverted = append(inverted, Change{change.Ref, fields})
	}
	return inverted
}

func byPath(a, b FieldChange) int { return strings.Compare(a.Path, b.Path) }

func byRef(a, b Change) int { return compareRefs(a.Ref, b.Ref) }

func compareRefs(a, b assess.Ref) int {
	return cmp.Or(strings.Compare(string(a.Kind), string(b.Kind)), strings.Compare(a.Key, b.Key))
}

// Sorted returns the changes by kind and key, as a commit keeps them.
func Sorted(changes []Change) []Change { return slices.SortedFunc(slices.Values(changes), byRef) }

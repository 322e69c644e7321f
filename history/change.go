package history

import (
	"cmp"
	"fmt"
	"maps"
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
type Change struct {
	Ref    assess.Ref
	Fields []FieldChange
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
// it held, and where the new one could not be.
func Apply(old assess.Record, change Change) (assess.Record, error) {
	fields := Flatten(old)
	for _, f := range change.Fields {
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

// Invert returns the changes that undo these.
func Invert(changes []Change) []Change {
	inverted := make([]Change, len(changes))
	for i, change := range changes {
		fields := make([]FieldChange, len(change.Fields))
		for n, f := range change.Fields {
			fields[n] = FieldChange{f.Path, f.New, f.Old}
		}
		inverted[i] = Change{change.Ref, fields}
	}
	return inverted
}

// Compose nets changes that followed one another into what changed from before
// the first to after the last. What was changed and changed back is left out.
// The result is sorted by kind and key.
func Compose(steps ...[]Change) []Change {
	net := map[assess.Ref]map[string]FieldChange{}
	for _, step := range steps {
		for _, change := range step {
			fields := net[change.Ref]
			if fields == nil {
				fields = make(map[string]FieldChange, len(change.Fields))
				net[change.Ref] = fields
			}
			for _, f := range change.Fields {
				if earlier, known := fields[f.Path]; known {
					f.Old = earlier.Old
				}
				fields[f.Path] = f
			}
		}
	}
	var composed []Change
	for ref, fields := range net {
		maps.DeleteFunc(fields, func(_ string, f FieldChange) bool { return f.Old == f.New })
		if len(fields) > 0 {
			composed = append(composed, Change{ref, slices.SortedFunc(maps.Values(fields), byPath)})
		}
	}
	slices.SortFunc(composed, byRef)
	return composed
}

func byPath(a, b FieldChange) int { return strings.Compare(a.Path, b.Path) }

func byRef(a, b Change) int {
	return cmp.Or(strings.Compare(string(a.Ref.Kind), string(b.Ref.Kind)), strings.Compare(a.Ref.Key, b.Ref.Key))
}

// Sorted returns the changes by kind and key, as a commit keeps them.
func Sorted(changes []Change) []Change { return slices.SortedFunc(slices.Values(changes), byRef) }

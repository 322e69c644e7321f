package history

import (
	"testing"

	"demarc/assess"

	"github.com/google/go-cmp/cmp"
)

// In this history f forgets a record that b had changed beside it, and m brings
// both together. Then either line makes the record anew: g, and c.
const forgetting = "a f!<a g<f b<a m<bf c<m d<c"

func forgettingCommit(id ID) (Commit, error) {
	set := func(fields ...FieldChange) Commit { return Commit{Changes: []Change{{asset1, fields}}} }
	switch id[0] {
	case 'f', 'm':
		return set(), nil
	case 'g':
		return set(FieldChange{"name", "", "Gate"}), nil
	case 'c':
		return set(FieldChange{"name", "", "Chat"}, FieldChange{"notes", "", "n"}), nil
	case 'd':
		return set(FieldChange{"notes", "n", ""}), nil
	}
	return Commit{Erased: []assess.Ref{asset1}}, nil // a and b, which made and changed it
}

func TestNetsAcrossAForgetting(t *testing.T) {
	made := func(fields ...FieldChange) Net { return Net{Changes: []Change{{asset1, fields}}} }
	lost := Net{Erased: []assess.Ref{asset1}}
	tests := map[string]struct {
		from, to string
		want     Net
	}{
		"onto it":                              {"a", "f", made()},
		"back over it":                         {"f", "a", lost},
		"past it":                              {"b", "g", made(FieldChange{}, FieldChange{"name", "", "Gate"})},
		"past a merge that brought it":         {"b", "d", made(FieldChange{}, FieldChange{"name", "", "Chat"})},
		"back from what was made anew":         {"d", "b", lost},
		"among erased changes":                 {"a", "b", lost},
		"behind it":                            {"m", "c", made(FieldChange{"name", "", "Chat"}, FieldChange{"notes", "", "n"})},
		"from one side of it to the other":     {"c", "g", made(FieldChange{"name", "Chat", "Gate"}, FieldChange{"notes", "n", ""})},
		"and back":                             {"g", "d", made(FieldChange{"name", "Gate", "Chat"})},
		"where neither has the record":         {"m", "f", Net{}},
		"where the one that it leads to lacks": {"d", "f", made(FieldChange{"name", "Chat", ""})},
	}
	g := graphOf(t, forgetting)
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			net, err := g.Net(ID{test.from[0]}, ID{test.to[0]}, forgettingCommit)
			if err != nil {
				t.Fatal(err)
			}
			if net.made = nil; cmp.Diff(test.want, net, cmp.AllowUnexported(Net{})) != "" {
				t.Error(cmp.Diff(test.want, net, cmp.AllowUnexported(Net{})))
			}
		})
	}
	t.Run("to a commit that is not there", func(t *testing.T) {
		if _, err := g.Net(ID{'a'}, ID{'z'}, forgettingCommit); err == nil {
			t.Error("it has a net")
		}
	})
}

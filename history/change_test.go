package history

import (
	"reflect"
	"strings"
	"testing"

	"demarc/assess"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestDiff(t *testing.T) {
	team := &assess.Party{ID: "p1", Name: "Cloud Security", Type: assess.Team}
	renamed := &assess.Party{ID: "p1", Name: "Platform", Function: "run", Type: assess.Team}
	ref := team.Ref()
	tests := map[string]struct {
		old, new assess.Record
		want     []FieldChange
	}{
		"nothing":           {team, team, nil},
		"absent and absent": {nil, nil, nil},
		"made":              {nil, team, []FieldChange{{"kind", "", "team"}, {"name", "", "Cloud Security"}}},
		"gone":              {team, nil, []FieldChange{{"kind", "team", ""}, {"name", "Cloud Security", ""}}},
		"changed":           {team, renamed, []FieldChange{{"function", "", "run"}, {"name", "Cloud Security", "Platform"}}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			change, differs := Diff(test.old, test.new)
			if differs != (test.want != nil) || differs && change.Ref != ref {
				t.Errorf("reported %v of %v", differs, change.Ref)
			}
			if diff := cmp.Diff(test.want, change.Fields); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestApplyRefusesAnotherPast(t *testing.T) {
	team := &assess.Party{ID: "p1", Name: "Cloud Security"}
	tests := map[string]struct {
		old    assess.Record
		change FieldChange
		want   string
	}{
		"another text":     {team, FieldChange{"name", "Platform", "x"}, `party p1: name is "Cloud Security" and not "Platform"`},
		"not there":        {team, FieldChange{"email", "a@b", ""}, `party p1: email is empty and not "a@b"`},
		"there already":    {team, FieldChange{"name", "", "x"}, `party p1: name is "Cloud Security" and not empty`},
		"an absent record": {nil, FieldChange{"name", "x", ""}, "party p1: name is empty"},
		"no such field":    {team, FieldChange{"colour", "", "x"}, `party p1: there is no field "colour"`},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			_, err := Apply(test.old, Change{team.Ref(), []FieldChange{test.change}})
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("said %v", err)
			}
		})
	}
}

func TestDiffApplyInvert(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		ref := anyRef().Draw(t, "ref")
		old, new := orAbsent(recordAt(t, ref)), orAbsent(recordAt(t, ref))
		before := Flatten(old)
		change, differs := Diff(old, new)
		if !differs {
			if !reflect.DeepEqual(old, new) {
				t.Fatal("different records, no difference")
			}
			return
		}
		forth, err := Apply(old, change)
		if err != nil || !reflect.DeepEqual(forth, new) {
			t.Fatalf("%v: %s", err, cmp.Diff(new, forth))
		}
		back, err := Apply(forth, Invert([]Change{change})[0])
		if err != nil || !reflect.DeepEqual(back, old) {
			t.Fatalf("%v: %s", err, cmp.Diff(old, back))
		}
		if !reflect.DeepEqual(before, Flatten(old)) {
			t.Fatal("the old record was changed in place")
		}
	})
}

func TestComposeIsTheDifferenceOfTheEnds(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		refs := []assess.Ref{{Kind: assess.KindParty, Key: "p1"}, {Kind: assess.KindCell, Key: "a1/AI-SEC-001"}}
		first, now := map[assess.Ref]assess.Record{}, map[assess.Ref]assess.Record{}
		for _, ref := range refs {
			first[ref] = orAbsent(recordAt(t, ref))
			now[ref] = first[ref]
		}
		var steps [][]Change
		for range rapid.IntRange(0, 4).Draw(t, "steps") {
			ref := rapid.SampledFrom(refs).Draw(t, "ref")
			next := orAbsent(recordAt(t, ref))
			if rapid.Bool().Draw(t, "back") {
				next = first[ref]
			}
			if change, differs := Diff(now[ref], next); differs {
				steps = append(steps, []Change{change})
			}
			now[ref] = next
		}
		net := map[assess.Ref]Change{}
		for _, change := range Compose(steps...) {
			net[change.Ref] = change
		}
		for _, ref := range refs {
			want, _ := Diff(first[ref], now[ref])
			if diff := cmp.Diff(want.Fields, net[ref].Fields); diff != "" {
				t.Fatalf("%v: %s", ref, diff)
			}
		}
	})
}

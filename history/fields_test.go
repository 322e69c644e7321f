package history

import (
	"reflect"
	"testing"

	"demarc/assess"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestFlatten(t *testing.T) {
	day, _ := assess.ParseDate("2026-11-21")
	tests := map[string]struct {
		record assess.Record
		want   Fields
	}{
		"no record": {nil, Fields{}},
		"only a key": {
			&assess.Asset{ID: "a1"}, Fields{},
		},
		"texts, a set and a switch": {
			&assess.Party{ID: "p1", Name: "Cloud Security", Type: assess.Team, Retired: true},
			Fields{"name": "Cloud Security", "kind": "team", "retired": "true"},
		},
		"nested, embedded and dated": {
			&assess.Cell{Asset: "a1", Control: "AI-SEC-001", Reopened: "2", Answer: assess.Answer{
				Customer: &assess.Clause{Accountable: "p1", Responsible: []string{"p1", "p2"}, Reference: &assess.Reference{Expires: day}},
				Declared: &assess.Statement{Status: assess.Planned, At: 1},
				Due:      day,
			}},
			Fields{
				"customer.accountable": "p1", "customer.responsible[p1]": "true", "customer.responsible[p2]": "true",
				"customer.reference.expires": "2026-11-21", "declared.status": "planned",
				"declared.at": "1970-01-01T00:00:00.001Z", "due": "2026-11-21", "reopened": "2",
			},
		},
		"a struct within, not pointed to": {
			&assess.Rule{ID: "r1", Scope: assess.Scope{Kind: assess.ScopeTag, Value: "claims"}, Answer: assess.Answer{GapAddressed: assess.TraitYes}},
			Fields{"scope.kind": "tag", "scope.value": "claims", "gap_addressed": "yes"},
		},
		"a map of structs, and a number": {
			&assess.Engagement{ID: "e1", Exclusions: map[string]assess.Exclusion{"x.[1]": {What: "Pilot", Reason: "over"}, "y": {}}},
			Fields{`exclusions["x.[1]"].what`: "Pilot", `exclusions["x.[1]"].reason`: "over"},
		},
		"a size in bytes": {
			&assess.Evidence{ID: "v1", Size: -7}, Fields{"size": "-7"},
		},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, Flatten(test.record)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestKeySpelling(t *testing.T) {
	for key, want := range map[string]string{
		"p1":            "n[p1]",
		"a.b c":         "n[a.b c]",
		"Zürich":        "n[Zürich]",
		"":              `n[""]`,
		"a]":            `n["a]"]`,
		`say "x"`:       `n["say \"x\""]`,
		"line\nbreak":   `n["line\nbreak"]`,
		"Zürich]":       `n["Z\u00fcrich]"]`,
		"broken \xff":   `n["broken \xff"]`,
		"back\\slash.[": `n["back\\slash.["]`,
	} {
		t.Run(want, func(t *testing.T) {
			if got := keyed("n", key); got != want {
				t.Errorf("%q is spelled %s", key, got)
			}
			name, back, hasKey, rest, err := splitPath(want + ".x")
			if name != "n" || back != key || !hasKey || rest != "x" || err != nil {
				t.Errorf("%s is read as %q %q %v %q, %v", want, name, back, hasKey, rest, err)
			}
		})
	}
}

func TestUnflattenRefuses(t *testing.T) {
	asset := assess.Ref{Kind: assess.KindAsset, Key: "a1"}
	engagement := assess.Ref{Kind: assess.KindEngagement, Key: "e1"}
	tests := map[string]struct {
		ref        assess.Ref
		path, text string
	}{
		"an unknown kind":                 {assess.Ref{Kind: "thing", Key: "1"}, "name", "x"},
		"a cell without a control":        {assess.Ref{Kind: assess.KindCell, Key: "a1"}, "rationale", "x"},
		"an unknown field":                {asset, "colour", "x"},
		"the key as a field":              {asset, "-", "x"},
		"an empty text":                   {asset, "name", ""},
		"a set without an element":        {asset, "tags", "true"},
		"a set's element that is not":     {asset, "tags[x]", "false"},
		"a set's element with a field":    {asset, "tags[x].y", "true"},
		"a key where there is none":       {asset, "name[x]", "y"},
		"a key quoted without need":       {asset, `tags["x"]`, "true"},
		"a key that should be quoted":     {asset, `tags[x"]`, "true"},
		"an open bracket":                 {asset, "tags[x", "true"},
		"an open quote":                   {asset, `tags["x]`, "true"},
		"something behind the brackets":   {asset, "tags[x]y", "true"},
		"a dot and nothing":               {asset, "tags[x].", "true"},
		"a map's entry without a field":   {engagement, "exclusions[x]", "true"},
		"a map's entry, unknown field":    {engagement, "exclusions[x].y", "z"},
		"a date that is none":             {asset, "approved_until", "soon"},
		"a date spelled otherwise":        {engagement, "created", "2026-11-21T09:00:00+01:00"},
		"the zero date":                   {asset, "approved_until", "1970-01-01"},
		"a switch that is off":            {engagement, "sample", "false"},
		"a switch in another spelling":    {engagement, "sample", "TRUE"},
		"a number with a leading zero":    {assess.Ref{Kind: assess.KindEvidence, Key: "v"}, "size", "007"},
		"the number zero":                 {assess.Ref{Kind: assess.KindEvidence, Key: "v"}, "size", "0"},
		"a number past 64 bits":           {assess.Ref{Kind: assess.KindEvidence, Key: "v"}, "size", "99999999999999999999"},
		"half of a nested path":           {assess.Ref{Kind: assess.KindCell, Key: "a/c"}, "customer", "x"},
		"a nested path that goes too far": {assess.Ref{Kind: assess.KindCell, Key: "a/c"}, "rationale.x", "x"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			if record, err := Unflatten(test.ref, Fields{test.path: test.text}); err == nil {
				t.Errorf("accepted as %+v", record)
			}
		})
	}
}

func TestFlattenUnflatten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		record := anyRecord().Draw(t, "record")
		fields := Flatten(record)
		for path, text := range fields {
			if text == "" {
				t.Fatalf("%s is empty", path)
			}
		}
		again, err := Unflatten(record.Ref(), fields)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(record, again) {
			t.Fatal(cmp.Diff(record, again))
		}
	})
}

// Every field that a record has must have a path: none may be lost because
// the plan overlooks its type.
func TestEveryFieldHasAPath(t *testing.T) {
	for _, kind := range assess.RecordKinds {
		t.Run(string(kind), func(t *testing.T) {
			record, err := assess.NewRecord(assess.Ref{Kind: kind, Key: "a/b"})
			if err != nil {
				t.Fatal(err)
			}
			v := reflect.ValueOf(record).Elem()
			for i := range v.NumField() {
				field := v.Type().Field(i)
				if field.Tag.Get("json") == "-" || field.Anonymous {
					continue
				}
				if !hasPath(planOf(v.Type()), field.Index[0]) {
					t.Errorf("%s has no path", field.Name)
				}
			}
		})
	}
}

func hasPath(p *plan, index int) bool {
	for _, l := range p.leaves {
		if l.index[0] == index {
			return true
		}
	}
	return false
}

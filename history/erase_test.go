package history

import (
	"slices"
	"strings"
	"testing"

	"demarc/assess"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func cell(key string) assess.Ref {
	return assess.Ref{Kind: assess.KindCell, Key: key + "/AI-SEC-001"}
}

func TestErase(t *testing.T) {
	sealed := mustSeal(t)
	party := assess.Ref{Kind: assess.KindParty, Key: "p1"}
	all := []assess.Ref{cell("a1"), cell("a2"), party}
	tests := map[string]struct {
		refs   []assess.Ref
		erased []assess.Ref
		body   string
	}{
		"nothing":      {nil, nil, string(sealed.BodyBytes)},
		"no such":      {[]assess.Ref{cell("a9")}, nil, string(sealed.BodyBytes)},
		"one of a set": {[]assess.Ref{cell("a1")}, all[:1], `{"groups":[{"kind":"cell","fields":[{"path":"customer.accountable","new":"p1"}],"keys":["a2/AI-SEC-001"],"salts":"AgAAAAAAAAAAAAAAAAAAAA=="},{"kind":"party","fields":[{"path":"name","old":"Cloud","new":"Cloud \u0026 Data"}],"keys":["p1"],"salts":"AwAAAAAAAAAAAAAAAAAAAA=="}],"erased":[{"kind":"cell","keys":["a1/AI-SEC-001"]}]}`},
		"all":          {[]assess.Ref{party, cell("a2"), cell("a1")}, all, `{"groups":[],"erased":[{"kind":"cell","keys":["a1/AI-SEC-001","a2/AI-SEC-001"]},{"kind":"party","keys":["p1"]}]}`},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			body, n, err := Erase(sealed.BodyBytes, test.refs)
			if err != nil || n != len(test.erased) {
				t.Fatalf("%d erased, %v", n, err)
			}
			if diff := cmp.Diff(test.body, string(body)); diff != "" {
				t.Error(diff)
			}
			commit, err := Check(sealed.HeaderBytes, body)
			if err != nil || !slices.Equal(commit.Erased, test.erased) || len(commit.Changes)+n != len(sealed.Changes) {
				t.Errorf("%+v, %v", commit, err)
			}
		})
	}
}

// Erasing in two steps, in whatever order, is erasing at once, and what is left
// is still held against its digests.
func TestEraseInSteps(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var changes []Change
		for _, record := range rapid.SliceOfNDistinct(anyRecord(), 1, 8, assess.Record.Ref).Draw(t, "records") {
			if change, differs := Diff(nil, record); differs {
				changes = append(changes, change)
			}
		}
		h, _, _ := sample()
		sealed, err := Seal(h, changes, make([]Salt, len(changes)))
		if err != nil {
			t.Fatal(err)
		}
		var some, others []assess.Ref
		for _, change := range changes {
			if rapid.Bool().Draw(t, "some") {
				some = append(some, change.Ref)
			} else if rapid.Bool().Draw(t, "others") {
				others = append(others, change.Ref)
			}
		}
		erase := func(body []byte, refs []assess.Ref) []byte {
			left, n, err := Erase(body, refs)
			if err != nil || n != len(refs) {
				t.Fatalf("%d of %d erased, %v", n, len(refs), err)
			}
			return left
		}
		at1 := erase(sealed.BodyBytes, slices.Concat(some, others))
		steps := erase(erase(sealed.BodyBytes, others), some)
		if string(at1) != string(steps) {
			t.Fatalf("%s and %s", at1, steps)
		}
		if _, err := Check(sealed.HeaderBytes, at1); err != nil {
			t.Fatal(err)
		}
	})
}

func TestCheckOfWhatIsLeft(t *testing.T) {
	sealed := mustSeal(t)
	body, _, err := Erase(sealed.BodyBytes, []assess.Ref{cell("a2")})
	if err != nil {
		t.Fatal(err)
	}
	tests := map[string]struct{ from, to, want string }{
		"another value behind it":   {`"Cloud"`, `"Clout"`, "party p1"},
		"another value before it":   {`"new":"p1"`, `"new":"p2"`, "cell a1/AI-SEC-001"},
		"another place":             {`"keys":["a2/AI-SEC-001"]`, `"keys":["a0/AI-SEC-001"]`, "cell a1/AI-SEC-001"},
		"one more":                  {`"keys":["a2/AI-SEC-001"]`, `"keys":["a2/AI-SEC-001","a3/AI-SEC-001"]`, "4 changes and not 3"},
		"one that is not erased":    {`"keys":["a2/AI-SEC-001"]`, `"keys":["a1/AI-SEC-001"]`, "only in part"},
		"one twice":                 {`"keys":["a2/AI-SEC-001"]`, `"keys":["a2/AI-SEC-001","a2/AI-SEC-001"]`, "erased twice"},
		"a kind that there is not":  {`"erased":[{"kind":"cell"`, `"erased":[{"kind":"call"`, `"call"`},
		"no key":                    {`"keys":["a2/AI-SEC-001"]`, `"keys":[""]`, "no key"},
		"another writing":           {`,"erased"`, `, "erased"`, "not written as"},
		"an empty group":            {`"erased":[`, `"erased":[{"kind":"asset","keys":[]},`, "not written as"},
		"a value beside the erased": {`"keys":["a2/AI-SEC-001"]}]`, `"keys":["a2/AI-SEC-001"],"old":"x"}]`, "not written as"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			changed := strings.Replace(string(body), test.from, test.to, 1)
			if changed == string(body) {
				t.Fatal("nothing was changed")
			}
			if _, err := Check(sealed.HeaderBytes, []byte(changed)); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("said %v", err)
			}
		})
	}
}

// A forgetting is a change without fields, and only those commits hold one
// that are there to forget or to pass it on.
func TestForgettings(t *testing.T) {
	team := &assess.Party{ID: "p1", Name: "Cloud Security"}
	forgotten := Change{team.Ref(), nil}
	anew := Change{team.Ref(), []FieldChange{{}, {"name", "", "Platform"}}}
	for _, kind := range Kinds {
		t.Run("in a commit of kind "+string(kind), func(t *testing.T) {
			h, _, _ := sample()
			if h.Kind = kind; kind == KindUndo || kind == KindRedo {
				h.Target = ID{9}
			}
			for _, change := range []Change{forgotten, anew} {
				_, err := Seal(h, []Change{change}, make([]Salt, 1))
				if allowed := kind == KindForget || kind == KindMerge; (err == nil) != allowed {
					t.Errorf("said %v", err)
				}
				body, _ := EncodeBody([]Change{change}, make([]Salt, 1))
				h.Digests = digests([]Change{change}, make([]Salt, 1))
				header, _ := EncodeHeader(h)
				if _, err := Check(header, body); (err == nil) != (kind == KindForget || kind == KindMerge) {
					t.Errorf("checked, it said %v", err)
				}
			}
		})
	}
	for name, refused := range map[string][]FieldChange{
		"made anew of nothing":          {{}},
		"changed instead of made anew":  {{}, {"name", "Cloud", "Platform"}},
		"forgotten twice":               {{}, {}, {"name", "", "Platform"}},
		"made anew with a field absent": {{}, {"name", "", ""}},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := EncodeBody([]Change{{team.Ref(), refused}}, make([]Salt, 1)); err == nil {
				t.Error("accepted")
			}
		})
	}
	t.Run("whatever the record was", func(t *testing.T) {
		if record, err := Apply(team, forgotten); record != nil || err != nil {
			t.Errorf("%v, %v", record, err)
		}
		record, err := Apply(&assess.Party{ID: "p1", Email: "a@b"}, anew)
		if diff := cmp.Diff(assess.Record(&assess.Party{ID: "p1", Name: "Platform"}), record); diff != "" || err != nil {
			t.Error(diff, err)
		}
	})
	t.Run("what was before is in no sum", func(t *testing.T) {
		before := Change{team.Ref(), []FieldChange{{"name", "Cloud", "Cloud Security"}}}
		after := Change{team.Ref(), []FieldChange{{"name", "", "Platform"}}}
		if diff := cmp.Diff([]Change{forgotten}, Compose([]Change{before}, []Change{forgotten})); diff != "" {
			t.Error(diff)
		}
		if diff := cmp.Diff([]Change{anew}, Compose([]Change{before}, []Change{forgotten}, []Change{after})); diff != "" {
			t.Error(diff)
		}
	})
	t.Run("undone, nothing comes back", func(t *testing.T) {
		want := []Change{{team.Ref(), []FieldChange{{"name", "Platform", ""}}}}
		if diff := cmp.Diff(want, Invert([]Change{forgotten, anew})); diff != "" {
			t.Error(diff)
		}
	})
}

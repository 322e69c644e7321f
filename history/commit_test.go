package history

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"demarc/assess"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"
)

// sample is a commit that assigns two cells alike and names a party.
func sample() (Header, []Change, []Salt) {
	assign := []FieldChange{{"customer.accountable", "", "p1"}}
	changes := []Change{
		{assess.Ref{Kind: assess.KindParty, Key: "p1"}, []FieldChange{{"name", "Cloud", "Cloud & Data"}}},
		{assess.Ref{Kind: assess.KindCell, Key: "a2/AI-SEC-001"}, assign},
		{assess.Ref{Kind: assess.KindCell, Key: "a1/AI-SEC-001"}, assign},
	}
	h := Header{Parents: []ID{{1}}, Time: 1_763_715_600_000, Author: "Ada Example", Capacity: CapacityAssessor, Kind: KindEdit, Catalogue: "c0ffee"}
	return h, changes, []Salt{{1}, {2}, {3}}
}

func mustSeal(tb testing.TB) Sealed {
	tb.Helper()
	sealed, err := Seal(sample())
	if err != nil {
		tb.Fatal(err)
	}
	return sealed
}

// The encodings are kept for years: these texts may not change. The digests
// and the id were computed by another program, from the description alone.
func TestEncodings(t *testing.T) {
	sealed := mustSeal(t)
	header := `{"parents":["0100000000000000000000000000000000000000000000000000000000000000"],` +
		`"time":"2025-11-21T09:00:00Z","author":"Ada Example","capacity":"assessor","kind":"edit","catalogue":"c0ffee",` +
		`"state":"0000000000000000000000000000000000000000000000000000000000000000","digests":"GUBazmtvJEQiSjLCpSQfly0UvD8LIUuGM0JRgZTKO3RDT7iuBHj9KgiEvNxE0fCweTcVj3swDMvaSx0dV6pgVGXoIA6hN7DNACSf1c+gXP6Hubhp+SSWC9kRukcNoqAY"}`
	if diff := cmp.Diff(header, string(sealed.HeaderBytes)); diff != "" {
		t.Error(diff)
	}
	body := `{"groups":[` +
		`{"kind":"cell","fields":[{"path":"customer.accountable","new":"p1"}],"keys":["a1/AI-SEC-001","a2/AI-SEC-001"],` +
		`"salts":"AQAAAAAAAAAAAAAAAAAAAAIAAAAAAAAAAAAAAAAAAAA="},` +
		`{"kind":"party","fields":[{"path":"name","old":"Cloud","new":"Cloud \u0026 Data"}],"keys":["p1"],"salts":"AwAAAAAAAAAAAAAAAAAAAA=="}]}`
	if diff := cmp.Diff(body, string(sealed.BodyBytes)); diff != "" {
		t.Error(diff)
	}
	if want := "33e1ab3e9a18a40c480edde0e961fd42b0004eaa376a47f54fc0c4c8947ed9c9"; sealed.ID.String() != want {
		t.Errorf("the id is %s", sealed.ID)
	}
}

func TestSealRefuses(t *testing.T) {
	field := []FieldChange{{"name", "", "x"}}
	asset := func(key string) assess.Ref { return assess.Ref{Kind: assess.KindAsset, Key: key} }
	tests := map[string]struct {
		change func(*Header)
		add    []Change
		want   string
	}{
		"three parents":             {func(h *Header) { h.Parents = []ID{{1}, {2}, {3}} }, nil, "parents"},
		"parents out of order":      {func(h *Header) { h.Parents = []ID{{2}, {1}} }, nil, "parents"},
		"an unknown kind":           {func(h *Header) { h.Kind = "jump" }, nil, `"jump"`},
		"an unknown capacity":       {func(h *Header) { h.Capacity = "auditor" }, nil, `"auditor"`},
		"an undo of nothing":        {func(h *Header) { h.Kind = KindUndo }, nil, "undo"},
		"an edit with a target":     {func(h *Header) { h.Target = ID{9} }, nil, "undo"},
		"an endless author":         {func(h *Header) { h.Author = strings.Repeat("a", MaxAuthor+1) }, nil, "author"},
		"an author that is no text": {func(h *Header) { h.Author = "\xff" }, nil, "author"},
		"an endless catalogue":      {func(h *Header) { h.Catalogue = strings.Repeat("a", MaxCatalogue+1) }, nil, "catalogue"},
		"one record twice":          {nil, []Change{{asset("a"), field}, {asset("a"), field}}, "asset a: changed twice"},
		"no field":                  {nil, []Change{{asset("a"), nil}}, "changes nothing"},
		"one field twice":           {nil, []Change{{asset("a"), append(field, field...)}}, `"name" is changed twice`},
		"a field without a path":    {nil, []Change{{asset("a"), []FieldChange{{"", "", "x"}}}}, `"" is changed twice`},
		"a change to the same":      {nil, []Change{{asset("a"), []FieldChange{{"name", "x", "x"}}}}, "what it was"},
		"text that is no UTF-8":     {nil, []Change{{asset("a"), []FieldChange{{"name", "", "\xff"}}}}, "UTF-8"},
		"no key":                    {nil, []Change{{asset(""), field}}, "no key"},
		"an endless key":            {nil, []Change{{asset(strings.Repeat("k", MaxKey+1)), field}}, "no key"},
		"an unknown kind of record": {nil, []Change{{assess.Ref{Kind: "thing", Key: "a"}, field}}, `"thing"`},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			h, changes, _ := sample()
			if test.change != nil {
				test.change(&h)
			}
			changes = append(changes, test.add...)
			_, err := Seal(h, changes, make([]Salt, len(changes)))
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("said %v", err)
			}
		})
	}
	t.Run("a salt missing", func(t *testing.T) {
		h, changes, salts := sample()
		if _, err := Seal(h, changes, salts[1:]); err == nil {
			t.Error("accepted")
		}
	})
}

func TestSealCheck(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		h, _, _ := sample()
		h.Author = rapid.String().Draw(t, "author")
		var changes []Change
		var of []Salt
		for _, record := range rapid.SliceOfDistinct(anyRecord(), assess.Record.Ref).Draw(t, "records") {
			if change, differs := Diff(nil, record); differs {
				changes = append(changes, change)
				of = append(of, Salt(rapid.SliceOfN(rapid.Byte(), 16, 16).Draw(t, "salt")))
			}
		}
		sealed, err := Seal(h, changes, of)
		if err != nil {
			t.Fatal(err)
		}
		checked, err := Check(sealed.HeaderBytes, sealed.BodyBytes)
		if err != nil {
			t.Fatal(err)
		}
		if checked.ID != sealed.ID || checked.Header.State != sealed.Header.State || checked.Header.Author != h.Author {
			t.Fatalf("%+v became %+v", sealed.Entry, checked.Entry)
		}
		if diff := cmp.Diff(sealed.Changes, checked.Changes, cmpopts.EquateEmpty()); diff != "" {
			t.Fatal(diff)
		}
	})
}

// No byte of a body can be another without Check noticing, and no byte of a
// header without the commit getting another id.
func TestEveryByteCounts(t *testing.T) {
	sealed := mustSeal(t)
	for at := range sealed.BodyBytes {
		changed := bytes.Clone(sealed.BodyBytes)
		changed[at] ^= 1
		if _, err := Check(sealed.HeaderBytes, changed); err == nil {
			t.Errorf("byte %d of the body can be %q", at, changed[at])
		}
	}
	for at := range sealed.HeaderBytes {
		changed := bytes.Clone(sealed.HeaderBytes)
		changed[at] ^= 1
		if commit, err := Check(changed, sealed.BodyBytes); err == nil && commit.ID == sealed.ID {
			t.Errorf("byte %d of the header can be %q", at, changed[at])
		}
	}
}

func TestCheckNamesTheChange(t *testing.T) {
	sealed := mustSeal(t)
	tests := map[string]struct{ from, to, want string }{
		"another value":   {`"new":"p1"`, `"new":"p2"`, "cell a1/AI-SEC-001"},
		"another record":  {`"a2/AI-SEC-001"`, `"a3/AI-SEC-001"`, "cell a3/AI-SEC-001"},
		"another salt":    {`"AwAA`, `"BwAA`, "party p1"},
		"a change taken":  {`,{"kind":"party","fields":[{"path":"name","old":"Cloud","new":"Cloud \u0026 Data"}],"keys":["p1"],"salts":"AwAAAAAAAAAAAAAAAAAAAA=="}`, ``, "2 changes and not 3"},
		"another writing": {`{"groups"`, `{ "groups"`, "not written as"},
		"another case":    {`{"groups"`, `{"Groups"`, "not written as"},
		"a group more":    {`{"groups":[`, `{"groups":[{"kind":"cell","fields":[],"keys":[],"salts":""},`, "not written as"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			changed := strings.Replace(string(sealed.BodyBytes), test.from, test.to, 1)
			if changed == string(sealed.BodyBytes) {
				t.Fatal("nothing was changed")
			}
			if _, err := Check(sealed.HeaderBytes, []byte(changed)); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("said %v", err)
			}
		})
	}
}

// An assignment of many cells is one group, so that its body stays small.
func TestAlikeChangesShareAGroup(t *testing.T) {
	var changes []Change
	for i := range 1000 {
		ref := assess.Ref{Kind: assess.KindCell, Key: assess.CellKey(string(rune('a'+i%26))+string(rune('a'+i/26)), "AI-SEC-001")}
		changes = append(changes, Change{ref, []FieldChange{{"customer.accountable", "", "p1"}}})
	}
	slices.SortFunc(changes, byRef)
	encoded, err := EncodeBody(changes, make([]Salt, len(changes)))
	if err != nil {
		t.Fatal(err)
	}
	var read body
	if err := json.Unmarshal(encoded, &read); err != nil || len(read.Groups) != 1 {
		t.Errorf("%d groups, %v", len(read.Groups), err)
	}
}

func FuzzDecodeHeader(f *testing.F) {
	f.Add(mustSeal(f).HeaderBytes)
	f.Fuzz(func(t *testing.T, encoded []byte) {
		h, err := DecodeHeader(encoded)
		if err != nil {
			return
		}
		if again, err := EncodeHeader(h); err != nil || !bytes.Equal(again, encoded) {
			t.Errorf("%q is written as %q, %v", encoded, again, err)
		}
	})
}

func FuzzDecodeBody(f *testing.F) {
	sealed := mustSeal(f)
	f.Add(sealed.BodyBytes, uint8(0))
	erased, _, err := Erase(sealed.BodyBytes, []assess.Ref{sealed.Changes[0].Ref})
	if err != nil {
		f.Fatal(err)
	}
	f.Add(erased, uint8(1))
	f.Add([]byte(`{"groups":[{"kind":"party","fields":[{"path":""},{"path":"name","new":"x"}],"keys":["p1"],"salts":"AwAAAAAAAAAAAAAAAAAAAA=="}]}`), uint8(0))
	f.Add([]byte(`{"groups":[{"kind":"party","fields":null,"keys":["p1"],"salts":"AwAAAAAAAAAAAAAAAAAAAA=="}]}`), uint8(0))
	f.Fuzz(func(t *testing.T, encoded []byte, pick uint8) {
		b, err := DecodeBody(encoded)
		if err != nil {
			return
		}
		if again, err := b.encode(); err != nil || !bytes.Equal(again, encoded) {
			t.Errorf("%q is written as %q, %v", encoded, again, err)
		}
		for _, change := range b.Changes {
			if record, err := Apply(nil, change); err == nil && (record == nil) != (len(change.Fields) == 0) {
				t.Errorf("%+v makes %v", change, record)
			}
		}
		if len(b.Changes) > 0 {
			eraseOne(t, encoded, b, b.Changes[int(pick)%len(b.Changes)])
		}
	})
}

// eraseOne erases one change of a body, which leaves all the others, and
// nothing of it but which record it was of.
func eraseOne(t *testing.T, encoded []byte, b Body, change Change) {
	left, n, err := Erase(encoded, []assess.Ref{change.Ref})
	if err != nil || (n == 1) != (len(change.Fields) > 0) {
		t.Fatalf("%d erased of %q, %v", n, encoded, err)
	}
	after, err := DecodeBody(left)
	if err != nil || len(after.Changes)+n != len(b.Changes) || len(after.Erased) != len(b.Erased)+n {
		t.Fatalf("%q became %q, %v", encoded, left, err)
	}
	if again, n, err := Erase(left, []assess.Ref{change.Ref}); err != nil || n != 0 || !bytes.Equal(again, left) {
		t.Errorf("erased again it is %q, %v", again, err)
	}
}

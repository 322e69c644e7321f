package history

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"demarc/assess"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

func TestMergeHeader(t *testing.T) {
	a := Entry{ID: ID{1}, Header: Header{Time: 7, Author: "Ada", Capacity: CapacityClient, Catalogue: "x"}}
	b := Entry{ID: ID{2}, Header: Header{Time: 5, Author: "Bo", Kind: KindUndo, Target: ID{9}}}
	want := Header{Parents: []ID{{1}, {2}}, Time: 7, Author: "Ada; Bo", Capacity: CapacityAssessor, Kind: KindMerge, Catalogue: "c"}
	for _, got := range []Header{MergeHeader(a, b, "c"), MergeHeader(b, a, "c")} {
		if diff := cmp.Diff(want, got, cmp.AllowUnexported(Digest{})); diff != "" {
			t.Error(diff)
		}
	}
}

func TestTheLaterTimeOfTwo(t *testing.T) {
	early, late := Header{Time: 5}, Header{Time: 7}
	for _, h := range []Header{MergeHeader(Entry{ID{1}, early}, Entry{ID{2}, late}, ""), MergeHeader(Entry{ID{1}, late}, Entry{ID{2}, early}, "")} {
		if h.Time != 7 {
			t.Errorf("it is %d", h.Time)
		}
	}
}

// Other laptops, and later editions, have to make the same salts: these were
// computed by another program, from the description alone.
func TestMergeSaltsStayAsTheyAre(t *testing.T) {
	g := graphOf(t, "a b<a c<a")
	load := func(id ID) (Commit, error) {
		name := []FieldChange{{"name", "", "Bot"}}
		if id[0] == 'b' {
			return Commit{Changes: []Change{{asset1, name}}, Salts: []Salt{{1}}}, nil
		}
		return Commit{Changes: []Change{{asset1, name}, {asset2, name}}, Salts: []Salt{{2}, {3}}}, nil
	}
	salts, err := g.MergeSalts(ID{'c'}, ID{'b'}, load, []Change{{Ref: asset1}, {Ref: asset2}})
	if err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprintf("%x", salts); got != "[2a0d37c19f2963146f36237278308037 1f2e49cee0b445ef16842f71ced2a391]" {
		t.Error(got)
	}
}

func TestBothAuthors(t *testing.T) {
	long := strings.Repeat("y", MaxAuthor-2)
	for name, test := range map[string]struct{ a, b, want string }{
		"one":             {"Ada", "Ada", "Ada"},
		"two":             {"Bo", "Ada", "Ada; Bo"},
		"one unnamed":     {"", "Ada", "Ada"},
		"after a merge":   {"Ada; Cy", "Bo; Cy", "Ada; Bo; Cy"},
		"too long a list": {long, "Ada", "Ada"},
		"just long":       {long[4:], "Ad", "Ad; " + long[4:]},
	} {
		t.Run(name, func(t *testing.T) {
			if got := bothAuthors(test.a, test.b); got != test.want || bothAuthors(test.b, test.a) != got {
				t.Errorf("%.80q", got)
			}
		})
	}
}

// plain edits one record's fields.
func (l *laptop) set(ref assess.Ref, fields string) {
	change, _ := Diff(l.records[ref], recordOf(l.t, ref, fieldsOf(fields)))
	change.Ref = ref
	l.commit(KindEdit, ID{}, []Change{change})
}

// parted is two laptops that worked on their own, each with the other's commits.
func parted(t *rapid.T, work func(a, b *laptop)) (a, b *laptop) {
	a = begun(t)
	b = a.copied("Bo")
	work(a, b)
	copyOfA := a.copied("")
	a.fetch(b)
	b.fetch(copyOfA)
	return a, b
}

// once runs what needs no chance, on laptops that want a rapid.T.
func once(t *testing.T, holds func(*rapid.T)) {
	t.Helper()
	done := false
	rapid.Check(t, func(t *rapid.T) {
		if !done {
			holds(t)
		}
		done = !t.Failed()
	})
}

var (
	asset1 = assess.Ref{Kind: assess.KindAsset, Key: "k1"}
	asset2 = assess.Ref{Kind: assess.KindAsset, Key: "k2"}
)

// The salts of a merge are secret as long as those of the changes that it
// merges: when a record is forgotten, none is left from which its salt follows.
func TestMergeSaltsGoWithWhatIsForgotten(t *testing.T) {
	once(t, func(t *rapid.T) {
		a, b := parted(t, func(a, b *laptop) {
			a.set(asset1, "name=Bot")
			a.set(asset2, "name=Chat")
			b.set(cell("a1"), "rationale=r")
		})
		changes := []Change{{Ref: asset1, Fields: []FieldChange{{"name", "", "Bot"}}}, {Ref: asset2, Fields: []FieldChange{{"name", "", "Chat"}}}}
		before, err := a.graph.MergeSalts(a.head, b.head, a.load, changes)
		if err != nil {
			t.Fatal(err)
		}
		if mirror, _ := b.graph.MergeSalts(b.head, a.head, b.load, changes); !slices.Equal(before, mirror) || before[0] == before[1] {
			t.Fatalf("%x and %x", before, mirror)
		}
		for _, sealed := range a.stored {
			sealed.BodyBytes, _, _ = Erase(sealed.BodyBytes, []assess.Ref{asset1})
			a.stored[sealed.ID] = sealed
		}
		if _, err := a.graph.MergeSalts(a.head, b.head, a.load, changes[:1]); !errors.Is(err, ErrErased) {
			t.Fatalf("said %v", err)
		}
		left, err := a.graph.MergeSalts(a.head, b.head, a.load, changes[1:])
		if err != nil || left[0] != before[1] {
			t.Fatalf("the other record's salt is %x, %v", left, err)
		}
		if _, err := a.graph.MergeSalts(a.head, b.head, a.load, []Change{{Ref: cell("a9")}}); err == nil {
			t.Fatal("a salt was made of nothing")
		}
	})
}

func TestForgottenWinsOverChanges(t *testing.T) {
	tests := map[string]struct {
		work      func(a, b *laptop)
		forgotten []assess.Ref
		want      string
	}{
		"changed there":               {func(a, b *laptop) { b.set(asset1, "name=Chat") }, []assess.Ref{asset1}, ""},
		"untouched there":             {func(a, b *laptop) { b.set(asset2, "name=Chat") }, []assess.Ref{asset1}, ""},
		"removed there":               {func(a, b *laptop) { b.set(asset1, "") }, []assess.Ref{asset1}, ""},
		"made anew":                   {func(a, b *laptop) { a.set(asset1, "name=New"); b.set(asset1, "name=Chat") }, []assess.Ref{asset1}, "name=New"},
		"forgotten there, too":        {func(a, b *laptop) { b.commit(KindForget, ID{}, []Change{{Ref: asset1}}) }, []assess.Ref{asset1}, ""},
		"made anew, forgotten there":  {func(a, b *laptop) { a.set(asset1, "name=New"); b.commit(KindForget, ID{}, []Change{{Ref: asset1}}) }, []assess.Ref{asset1}, ""},
		"made anew, and changed anew": {func(a, b *laptop) { a.set(asset1, "name=New"); a.set(asset1, "name=New notes=n") }, []assess.Ref{asset1}, "name=New notes=n"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			once(t, func(t *rapid.T) {
				a := begun(t)
				a.set(asset1, "name=Bot notes=secret")
				b := a.copied("Bo")
				a.commit(KindForget, ID{}, []Change{{Ref: asset1}})
				a.erase()
				test.work(a, b)
				a.erase()
				copyOfA := a.copied("")
				a.fetch(b)
				b.fetch(copyOfA)
				for _, l := range []*laptop{a, b} {
					other := map[*laptop]*laptop{a: b, b: copyOfA}[l]
					if m := l.merge(other.head); !slices.Equal(m.Forgotten, test.forgotten) || len(m.Conflicts) > 0 {
						t.Fatalf("forgotten %v, in conflict %v", m.Forgotten, m.Conflicts)
					}
					if l == a {
						other = b.copied("")
					}
					l.pull(other, nil)
					if diff := cmp.Diff(fieldsOf(test.want), Flatten(l.records[asset1])); diff != "" {
						t.Fatal(diff)
					}
					for id := range l.stored {
						if strings.Contains(string(l.stored[id].BodyBytes), "secret") {
							t.Fatalf("%s still says it", id.Short())
						}
					}
				}
				if a.head != b.head {
					t.Fatal("the heads differ")
				}
			})
		})
	}
}

func TestMergeRefuses(t *testing.T) {
	once(t, func(t *rapid.T) {
		a, b := parted(t, func(a, b *laptop) { a.set(asset1, "name=Bot"); b.set(asset1, "name=Chat") })
		if _, err := a.graph.Merge(a.head, ID{7}, a.load, a.at); err == nil || !strings.Contains(err.Error(), "no commit") {
			t.Errorf("said %v", err)
		}
		stranger := begun(t)
		stranger.set(asset1, "name=Talk")
		other, _ := stranger.graph.Entry(stranger.graph.entries[0].ID)
		other.ID = ID{9}
		if err := a.graph.Add(other); !errors.Is(err, ErrUnrelated) {
			t.Errorf("said %v", err)
		}
		for _, sealed := range a.stored {
			sealed.BodyBytes, _, _ = Erase(sealed.BodyBytes, []assess.Ref{asset1})
			a.stored[sealed.ID] = sealed
		}
		if _, err := a.graph.Merge(a.head, b.head, a.load, a.at); !errors.Is(err, ErrErased) {
			t.Errorf("said %v", err)
		}
	})
}

func TestTouched(t *testing.T) {
	once(t, func(t *rapid.T) {
		a := begun(t)
		a.set(asset1, "name=Bot notes=n")
		start := a.head
		b := a.copied("Bo")
		b.set(asset2, "name=Chat")
		brought := b.head
		a.set(asset1, "name=Talk notes=n")
		named := a.head
		a.set(asset1, "name=Talk notes=m")
		noted := a.head
		a.pull(b, nil)
		a.set(asset1, "name=Talk notes=o")
		a.replay(KindUndo)
		touched, err := a.graph.Touched(start, a.head, a.load)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff([]assess.Ref{asset1, asset2}, touched.Refs()); diff != "" {
			t.Error(diff)
		}
		for name, test := range map[string]struct {
			ref   assess.Ref
			unit  string
			now   Fields
			by    ID
			known bool
		}{
			"a unit":                      {asset1, "name", fieldsOf("name=Talk notes=m"), named, true},
			"one that an undo put back":   {asset1, "notes", fieldsOf("name=Talk notes=m"), a.head, true},
			"one as it was":               {asset1, "notes", fieldsOf("notes=x"), a.head, true},
			"an earlier text of it":       {asset1, "notes", fieldsOf("notes=m"), a.head, true},
			"one that came with a merge":  {asset2, "name", fieldsOf("name=Chat"), brought, true},
			"the record as a whole":       {asset2, "", fieldsOf("name=Chat"), brought, true},
			"a unit that nobody touched":  {asset1, "approval", Fields{}, ID{}, false},
			"a record that nobody did":    {cell("a1"), "", Fields{}, ID{}, false},
			"the record, as it was later": {asset1, "", fieldsOf("name=Talk notes=m"), a.head, true},
		} {
			by, known := touched.Last(test.ref, test.unit, test.now)
			if by.ID != test.by || known != test.known || known != (touched.Has(test.ref) && name != "a unit that nobody touched") {
				t.Errorf("%s: by %s, %v (named %s, noted %s)", name, by.ID.Short(), known, named.Short(), noted.Short())
			}
		}
	})
}

func TestRemember(t *testing.T) {
	asked := 0
	load := Remember(func(id ID) (Commit, error) {
		if asked++; id == (ID{9}) {
			return Commit{}, ErrErased
		}
		return Commit{Entry: Entry{ID: id}}, nil
	})
	for range 3 {
		if commit, err := load(ID{1}); commit.ID != (ID{1}) || err != nil {
			t.Error(commit, err)
		}
	}
	for range 2 {
		if _, err := load(ID{9}); err != ErrErased {
			t.Error(err)
		}
	}
	if asked != 3 {
		t.Errorf("asked %d times", asked)
	}
}

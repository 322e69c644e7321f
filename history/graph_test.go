package history

import (
	"encoding/binary"
	"slices"
	"strings"
	"testing"

	"demarc/assess"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// drawn reads "a b<a c<a m<bc f!<m" as entries in that order, whose ids are the
// letters; one with an exclamation mark forgets.
func drawn(text string) []Entry {
	var entries []Entry
	for word := range strings.FieldsSeq(text) {
		name, parents, _ := strings.Cut(word, "<")
		entry := Entry{ID: ID{name[0]}, Header: Header{Kind: KindEdit}}
		if strings.HasSuffix(name, "!") {
			entry.Header.Kind = KindForget
		}
		for _, parent := range []byte(parents) {
			entry.Header.Parents = append(entry.Header.Parents, ID{parent})
		}
		entries = append(entries, entry)
	}
	return entries
}

func graphOf(t testing.TB, text string) *Graph {
	t.Helper()
	g, err := NewGraph(drawn(text))
	if err != nil {
		t.Fatal(err)
	}
	return g
}

const (
	crossed = "a b<a c<a d<bc e<bc f<d g<e" // d and e merge the same two
	visits  = "a b<a c<b x<a y<x m<cy d<m"  // c merged what x and y did
)

func TestGraphRefuses(t *testing.T) {
	tests := map[string]struct{ commits, want string }{
		"a commit twice":        {"a b<a b<a", "there twice"},
		"a child before it":     {"a c<b b<a", "which is missing"},
		"a merge before it":     {"a b<a m<bc c<a", "which is missing"},
		"another beginning":     {"a b<a x", "two engagements"},
		"three parents":         {"a b<a c<a d<a m<bcd", "more than two"},
		"parents out of order":  {"a b<a c<a m<cb", "not in order"},
		"a parent that is both": {"a b<a m<bb", "not in order"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			if _, err := NewGraph(drawn(test.commits)); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("said %v", err)
			}
		})
	}
}

func TestBasesAndMissing(t *testing.T) {
	tests := map[string]struct{ graph, heads, bases, missing string }{
		"one commit":           {"a", "aa", "a", ""},
		"one before the other": {"a b<a c<b", "ac", "a", "bc"},
		"one behind the other": {"a b<a c<b", "ca", "a", ""},
		"side by side":         {"a b<a c<b x<a y<x", "cy", "a", "xy"},
		"after a merge":        {visits + " z<y", "dz", "y", "z"},
		"after it, seen there": {visits + " z<y", "zd", "y", "bcmd"},
		"crossed":              {crossed, "fg", "bc", "eg"},
		"a head not there":     {"a b<a", "bz", "", ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			g := graphOf(t, test.graph)
			a, b := ID{test.heads[0]}, ID{test.heads[1]}
			if got := letters(g.Bases(a, b)); got != test.bases {
				t.Errorf("the bases are %q", got)
			}
			if got := letters(g.Missing(a, b)); got != test.missing {
				t.Errorf("%q are missing", got)
			}
		})
	}
}

func TestWalk(t *testing.T) {
	tests := map[string]struct{ graph, from, to, want string }{
		"nowhere":                {"a b<a", "b", "b", ""},
		"forth":                  {"a b<a c<b", "a", "c", "+b+c"},
		"back":                   {"a b<a c<b", "c", "a", "-c-b"},
		"back and forth":         {visits, "y", "c", "-y-x+b+c"},
		"over a merge":           {visits, "c", "d", "+m+d"},
		"to the other parent":    {visits, "d", "y", "-d-m-c-b+x+y"},
		"from the other parent":  {visits, "y", "m", "-y-x+b+c+m"},
		"from one not there":     {visits, "z", "m", ""},
		"across a crossed merge": {crossed, "f", "g", "-f-d+e+g"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			var got strings.Builder
			for _, step := range graphOf(t, test.graph).Walk(ID{test.from[0]}, ID{test.to[0]}) {
				got.WriteByte("+-"[map[bool]int{true: 1}[step.Back]])
				got.WriteByte(step.ID[0])
			}
			if got.String() != test.want {
				t.Errorf("went %s", &got)
			}
		})
	}
}

func TestNotAfter(t *testing.T) {
	for of, want := range map[string]string{"a": "", "b": "axy", "y": "abcx", "m": "abcxy", "d": "abcxym", "z": "abcxymd"} {
		t.Run(of, func(t *testing.T) {
			if got := letters(graphOf(t, visits).NotAfter(ID{of[0]})); got != want {
				t.Errorf("it is %q", got)
			}
		})
	}
}

// The line is what this laptop went through: in each of these histories the
// same commits came in another order.
func TestLine(t *testing.T) {
	tests := map[string]struct{ graph, head, line string }{
		"nothing merged":            {"a b<a c<b", "c", "abc"},
		"an earlier head":           {"a b<a c<b", "b", "ab"},
		"on the one laptop":         {"a b<a c<b x<a y<x m<cy d<m", "d", "abcmd"},
		"on the other":              {"a x<a y<x b<a c<b m<cy d<m", "d", "axymd"},
		"the first parent came in":  {"a x<a b<a m<bx", "m", "axm"},
		"merged twice":              {"a b<a x<a m<bx c<m y<x n<cy", "n", "abmcn"},
		"a head that is not there":  {"a b<a", "z", ""},
		"taken over without merges": {"a b<a c<b d<c", "d", "abcd"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			g := graphOf(t, test.graph)
			var got strings.Builder
			var before ID
			for _, entry := range g.Line(ID{test.head[0]}) {
				if id, known := g.Previous(entry.ID); id != before || known != (before != ID{}) {
					t.Errorf("before %c is %c", entry.ID[0], id[0])
				}
				before = entry.ID
				got.WriteByte(entry.ID[0])
			}
			if got.String() != test.line {
				t.Errorf("it is %s", &got)
			}
		})
	}
}

func TestStackOfALine(t *testing.T) {
	tests := map[string]struct{ graph, head, undo string }{
		"a merge is one":                     {visits, "d", "bcmd"},
		"on the other laptop too":            {"a x<a y<x b<a c<b m<cy d<m", "d", "xymd"},
		"a forget that came in is a wall":    {"a b<a x!<a m<bx c<m", "c", "c"},
		"the merge that brought it, as well": {"a b<a x!<a m<bx", "m", ""},
		"a forget of one's own":              {"a b!<a c<b x<a m<cx", "m", "cm"},
		"a forget known before":              {"a f!<a b<f x<f m<bx", "m", "bm"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			if undo, _ := graphOf(t, test.graph).Stack(ID{test.head[0]}); letters(undo) != test.undo {
				t.Errorf("undo %q", letters(undo))
			}
		})
	}
}

// anyGraph draws commits that follow any one or two before them.
func anyGraph(t *rapid.T) []Entry {
	entries := []Entry{{ID: numbered(0)}}
	for i := range rapid.IntRange(0, 25).Draw(t, "commits") {
		entry := Entry{ID: numbered(i + 1), Header: Header{Kind: rapid.SampledFrom([]Kind{KindEdit, KindEdit, KindUndo, KindForget}).Draw(t, "kind")}}
		some := rapid.IntRange(0, i)
		parents := []int{some.Draw(t, "parent"), some.Draw(t, "other")}
		slices.Sort(parents)
		for _, parent := range slices.Compact(parents) {
			entry.Header.Parents = append(entry.Header.Parents, numbered(parent))
		}
		entries = append(entries, entry)
	}
	return entries
}

func numbered(n int) (id ID) {
	binary.BigEndian.PutUint32(id[:], uint32(n+1))
	return id
}

// plainAncestors is every commit's ancestors and itself, by the definition.
func plainAncestors(entries []Entry) map[ID]map[ID]bool {
	before := map[ID]map[ID]bool{}
	for _, entry := range entries {
		all := map[ID]bool{entry.ID: true}
		for _, parent := range entry.Header.Parents {
			for id := range before[parent] {
				all[id] = true
			}
		}
		before[entry.ID] = all
	}
	return before
}

func TestGraphAnswersByTheDefinition(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		entries := anyGraph(t)
		g, err := NewGraph(entries)
		if err != nil {
			t.Fatal(err)
		}
		all := plainAncestors(entries)
		pick := rapid.Map(rapid.SampledFrom(entries), func(e Entry) ID { return e.ID })
		a, b := pick.Draw(t, "a"), pick.Draw(t, "b")
		var common, missing, bases, notAfter []ID
		for _, e := range entries {
			if all[a][e.ID] && all[b][e.ID] {
				common = append(common, e.ID)
			}
			if !all[a][e.ID] && all[b][e.ID] {
				missing = append(missing, e.ID)
			}
			if !all[e.ID][a] {
				notAfter = append(notAfter, e.ID)
			}
		}
		for _, id := range common {
			if !slices.ContainsFunc(common, func(other ID) bool { return other != id && all[other][id] }) {
				bases = append(bases, id)
			}
		}
		for name, pair := range map[string][2][]ID{
			"bases": {bases, g.Bases(a, b)}, "missing": {missing, g.Missing(a, b)}, "not after": {notAfter, g.NotAfter(a)},
		} {
			if !slices.Equal(pair[0], pair[1]) {
				t.Fatalf("%s of %s and %s: %s", name, a.Short(), b.Short(), cmp.Diff(pair[0], pair[1]))
			}
		}
		if g.Contains(a, b) != all[a][b] {
			t.Fatalf("contains says %v", !all[a][b])
		}
	})
}

// Whichever way it goes, a walk takes back what the way back makes, and its
// steps are each other's first parents.
func TestWalksAreTheirWaysBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		entries := anyGraph(t)
		g, _ := NewGraph(entries)
		pick := rapid.Map(rapid.SampledFrom(entries), func(e Entry) ID { return e.ID })
		a, b := pick.Draw(t, "a"), pick.Draw(t, "b")
		there, back := g.Walk(a, b), g.Walk(b, a)
		at := a
		for i, step := range there {
			entry, _ := g.Entry(step.ID)
			from, to := entry.Header.Parents[0], step.ID
			if step.Back {
				from, to = to, from
			}
			if from != at {
				t.Fatalf("step %d is from %s and not from %s", i, from.Short(), at.Short())
			}
			at = to
			if mirror := back[len(back)-1-i]; mirror.ID != step.ID || mirror.Back == step.Back {
				t.Fatalf("step %d is %v and on the way back %v", i, step, mirror)
			}
		}
		if at != b || len(there) != len(back) {
			t.Fatalf("the walk ends at %s", at.Short())
		}
	})
}

// long is n commits, every tenth of them beside the one before it and merged.
func long(n int) []Entry {
	entries := []Entry{{ID: numbered(0), Header: Header{Kind: KindImport, Digests: make(Digests, 1)}}}
	for i := 1; i < n; i++ {
		entry := Entry{ID: numbered(i), Header: Header{Kind: KindEdit, Parents: []ID{numbered(i - 1)}}}
		switch {
		case i%10 == 8:
			entry.Header.Parents = []ID{numbered(i - 2)}
		case i%10 == 9:
			entry.Header.Parents = []ID{numbered(i - 2), numbered(i - 1)}
		}
		entries = append(entries, entry)
	}
	return entries
}

func BenchmarkGraph(b *testing.B) {
	entries := long(100_000)
	g, err := NewGraph(entries)
	if err != nil {
		b.Fatal(err)
	}
	first, head := entries[0].ID, entries[len(entries)-1].ID
	for name, ask := range map[string]func(){
		"make":     func() { _, _ = NewGraph(entries) },
		"contains": func() { g.Contains(head, first) },
		"bases":    func() { g.Bases(head, numbered(50_008)) },
		"missing":  func() { g.Missing(first, head) },
		"walk":     func() { g.Walk(first, head) },
		"line":     func() { g.Line(head) },
		"stack":    func() { g.Stack(head) },
		"net": func() {
			_, _ = g.Net(first, head, func(id ID) (Commit, error) {
				return Commit{Changes: []Change{{assess.Ref{Kind: assess.KindParty, Key: "p1"}, []FieldChange{{"name", "a", "b"}}}}}, nil
			})
		},
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				ask()
			}
		})
	}
}

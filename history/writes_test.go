package history

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/google/go-cmp/cmp"
)

// A merge asks where two wrote what the other did not know of and they differ
// now; records and their base alone do not tell.
func TestWhoWroteDecidesAMerge(t *testing.T) {
	theirs := func(Conflict) Answer { return Answer{Choice: ChooseTheirs} }
	tests := map[string]struct {
		work      func(a, b, c *laptop) // then a merges b
		conflicts string
		want      string
	}{
		"what two said alike and one of them took back": {func(a, b, c *laptop) {
			a.set(asset1, "name=Bot notes=n")
			c.set(asset1, "name=Bot notes=n")
			b.pull(c, nil)
			b.replay(KindUndo)
			a.pull(c, nil)
		}, "notes", ""},
		"the same, before the two met": {func(a, b, c *laptop) {
			a.set(asset1, "name=Bot notes=n")
			c.set(asset1, "name=Bot notes=n")
			b.pull(c, nil)
			b.replay(KindUndo)
		}, "", "name=Bot notes=n"},
		"what one said, another took over and a third changed": {func(a, b, c *laptop) {
			b.set(asset1, "name=Bot notes=n")
			c.set(asset1, "name=Bot tags[c]")
			c.pull(b, nil)
			b.set(asset1, "name=Bot notes=m")
			a.pull(c, nil)
		}, "", "name=Bot notes=m tags[c]"},
		"an answer over what was answered about": {func(a, b, c *laptop) {
			b.set(asset1, "name=Bot notes=n")
			a.set(asset1, "name=Bot notes=m")
			c.pull(a, nil)
			a.pull(b, theirs)
			b.pull(c, func(Conflict) Answer { return Answer{Choice: ChooseOurs} })
			b.set(asset1, "name=Bot notes=n tags[b]")
		}, "", "name=Bot notes=n tags[b]"},
		"two answers that differ": {func(a, b, c *laptop) {
			b.set(asset1, "name=Bot notes=n")
			a.set(asset1, "name=Bot notes=m")
			c.pull(a, nil)
			a.pull(b, theirs)
			b.pull(c, theirs)
		}, "notes", ""},
		"changed and changed back": {func(a, b, c *laptop) {
			c.set(asset1, "name=Bot tags[c]")
			a.pull(c, nil)
			a.set(asset1, "name=Bot tags[c] notes=n")
			a.set(asset1, "name=Bot tags[c]")
			b.set(asset1, "name=Bot notes=m")
		}, "", "name=Bot tags[c] notes=m"},
		"changed back only after a merge": {func(a, b, c *laptop) {
			a.set(asset1, "name=Bot notes=n")
			c.set(asset1, "name=Bot tags[c]")
			a.pull(c, nil)
			a.set(asset1, "name=Bot tags[c]")
			b.set(asset1, "name=Bot notes=m")
		}, "notes", ""},
		"changed by one and changed back by another who had not met": {func(a, b, c *laptop) {
			a.set(asset2, "name=Chat")
			c.pull(a, nil)
			a.set(asset1, "name=Bot notes=n")
			c.set(asset1, "name=Bot notes=m")
			c.set(asset1, "name=Bot")
			a.pull(c, nil)
			b.set(asset1, "name=Bot notes=o")
		}, "notes", ""},
		"removed, and untouched by who merged": {func(a, b, c *laptop) {
			c.set(asset2, "name=Chat")
			a.pull(c, nil)
			b.set(asset1, "")
		}, "", ""},
		"removed, after two said the same of it": {func(a, b, c *laptop) {
			a.set(asset1, "name=Bot notes=n")
			c.set(asset1, "name=Bot notes=n")
			b.pull(c, nil)
			b.set(asset1, "")
			a.pull(c, nil)
		}, "whole", ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			once(t, func(t *rapid.T) {
				a := begun(t)
				a.set(asset1, "name=Bot")
				b, c := a.copied("Bo"), a.copied("Cy")
				test.work(a, b, c)
				a.fetch(b)
				m := a.merge(b.head)
				if units := unitsInConflict(m); units != test.conflicts {
					t.Fatalf("in conflict are %q", units)
				}
				if test.conflicts != "" {
					return
				}
				a.pull(b, nil)
				if diff := cmp.Diff(fieldsOf(test.want), Flatten(a.records[asset1])); diff != "" {
					t.Fatal(diff)
				}
			})
		})
	}
}

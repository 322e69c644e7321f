package assess

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// A cell's concern is the finding that it falls under, with the cell's own
// score, which the finding's is the largest of.
func TestAConcernIsTheFindingOfItsCell(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := drawEvaluation(t)
		worst := map[string]int{}
		byID := map[string]Finding{}
		of := map[CellRef][]string{}
		for _, f := range e.Findings() {
			byID[f.ID] = f
			for _, cell := range f.Cells {
				of[cell] = append(of[cell], f.ID)
			}
		}
		for _, asset := range e.Assets() {
			for _, view := range e.Row(asset.ID) {
				ref := CellRef{asset.ID, view.Control.ID}
				c, wrong := e.Concern(ref.Asset, ref.Control)
				if wrong != (len(of[ref]) > 0) {
					t.Fatalf("%v falls under %q, and its concern is %+v", ref, of[ref], c)
				}
				if !wrong {
					continue
				}
				f := byID[c.Finding]
				if !slices.Contains(of[ref], c.Finding) || f.Kind != c.Kind || c.Score > f.Score || c.SumSeverity.Rank() > f.SumSeverity.Rank() {
					t.Errorf("%v: %+v, of the finding %+v", ref, c, f)
				}
				if d := f.Disposition; d != nil && d.Severity != "" && c.Severity != d.Severity {
					t.Errorf("%v: adjusted to %s, it is %s", ref, d.Severity, c.Severity)
				}
				if (view.State == StateUnowned) != slices.Contains(UnownedKinds, c.Kind) {
					t.Errorf("%v is %s, and its concern is %s", ref, view.State, c.Kind)
				}
				worst[c.Finding] = max(worst[c.Finding], c.Score)
			}
		}
		for id, score := range worst {
			f := byID[id]
			other := slices.ContainsFunc(f.Cells, func(cell CellRef) bool { return len(of[cell]) > 1 }) // its ownership comes first
			if !other && score != f.Score {
				t.Errorf("the worst cell of %s has %d, the finding %d", f.Title(nil), score, f.Score)
			}
		}
		if _, wrong := e.Concern("nowhere", "nothing"); wrong {
			t.Error("what is no cell has a concern")
		}
	})
}

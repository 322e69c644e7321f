package assess

import (
	"cmp"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// Laws that hold for every engagement.

func checkTotals(t *rapid.T, what string, c Totals) {
	if c.Cells != c.Assets*c.Controls || c.Cells != c.Owned+c.Unowned+c.NotApplicable {
		t.Errorf("%s: the sum of cells does not close: %+v", what, c)
	}
	if c.Applicable != c.Owned+c.Unowned || c.Applicable != c.Compliant+c.Partial+c.Gaps {
		t.Errorf("%s: the sum of applicable cells does not close: %+v", what, c)
	}
	if c.HalfOwned+c.Undecided > c.Unowned || c.Presumed > c.Owned || c.NotAssessed > c.Gaps || c.Evidenced > c.Compliant || c.Weak > c.Applicable {
		t.Errorf("%s: a part is larger than its whole: %+v", what, c)
	}
}

func TestTheSumAlwaysCloses(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := drawEvaluation(t)
		checkTotals(t, "all", e.Totals())
		for _, a := range e.State().SortedAssets() {
			checkTotals(t, a.ID, e.AssetTotals(a.ID))
		}
		for i, c := range e.ByControl() {
			checkTotals(t, e.Catalogue().Controls[i].ID, c)
		}
		for _, c := range e.ByCategory() {
			checkTotals(t, c.Category, c.Totals)
		}
	})
}

func TestTotalsCountTheRows(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := drawEvaluation(t)
		counted := Totals{Controls: testControls}
		for _, a := range e.Assets() {
			counted.Assets++
			for _, view := range e.Row(a.ID) {
				countView(&counted, view)
			}
		}
		if counted != e.Totals() {
			t.Errorf("the rows count %+v\nthe totals say  %+v", counted, e.Totals())
		}
	})
}

// countView recounts a cell from what is shown of it, as an auditor would.
func countView(c *Totals, v CellView) {
	add := func(count *int, when bool) {
		if when {
			*count++
		}
	}
	add(&c.Cells, true)
	add(&c.Owned, v.State == StateOwned)
	add(&c.Unowned, v.State == StateUnowned)
	add(&c.NotApplicable, v.State == StateNotApplicable)
	add(&c.HalfOwned, v.Substate == SubstateHalfOwned)
	add(&c.Undecided, v.Substate == SubstateUndecided)
	add(&c.Presumed, v.Presumed && v.State == StateOwned)
	add(&c.Applicable, v.State != StateNotApplicable)
	add(&c.Compliant, v.Outcome == OutcomeCompliant)
	add(&c.Partial, v.Outcome == OutcomePartial)
	add(&c.Gaps, v.Outcome == OutcomeGap)
	add(&c.NotAssessed, v.State != StateNotApplicable && v.Status == NotAssessed)
	add(&c.Evidenced, v.Evidenced)
	add(&c.Weak, v.State != StateNotApplicable && v.Baseline != nil && v.Baseline.Confidence() == ConfidenceLow)
}

// TestEveryCellIsAsTheDesignSays compares with the naive reading.
func TestEveryCellIsAsTheDesignSays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := drawEvaluation(t)
		for _, a := range e.Assets() {
			for _, view := range e.Row(a.ID) {
				own := e.State().Cell(a.ID, view.Control.ID)
				got := naive{boundary: view.Boundary, state: view.State, substate: view.Substate, presumed: view.Presumed, outcome: view.Outcome}
				want := naiveCell(e.State(), e.Catalogue(), a, view.Control)
				for field := range fieldCount {
					switch rule := view.Answer.From[field]; {
					case rule != nil:
						got.from[field] = rule.ID
					case own != nil && entry{answer: &own.Answer}.says(field):
						got.from[field] = "cell"
					}
				}
				if got != want {
					t.Fatalf("%s/%s\n got %+v\nwant %+v", a.ID, view.Control.ID, got, want)
				}
			}
		}
	})
}

// picture is all that an evaluation says, without the order in which records
// happened to be put in.
func picture(e *Evaluation) []string {
	lines := []string{fmt.Sprintf("%+v", e.Totals())}
	for _, a := range e.Assets() {
		lines = append(lines, fmt.Sprintf("%s %+v", a.ID, e.AssetTotals(a.ID)))
		for _, v := range e.Row(a.ID) {
			line := fmt.Sprintf("%s/%s %s %s %s %s %s %s %v %v %q %t %t %t", a.ID, v.Control.ID, v.Boundary, v.Basis, v.State, v.Substate, v.Outcome, v.Status,
				v.Needs, v.Missing, v.ProviderOwner, v.Presumed, v.GapOpen, v.Evidenced)
			for _, rule := range v.Answer.From {
				if rule != nil {
					line += " " + rule.ID
				}
			}
			lines = append(lines, line)
		}
	}
	for _, f := range e.Findings() {
		lines = append(lines, fmt.Sprintf("%s %s %s %d %v %v %d %q %q %q %q", f.ID, f.Kind, f.Severity, f.Score, f.Sum, f.Cells, f.Assets, f.Party, f.Title(nil), f.Why(nil), f.Action(nil)))
	}
	for _, l := range e.ByParty() {
		l.Party = &Party{ID: l.Party.ID}
		lines = append(lines, fmt.Sprintf("%s %d %d %d %d %d %d %d %d %d", l.Party.ID, l.Accountable, l.Responsible, l.Consulted, l.Informed, l.Unfinished, l.Overdue, l.Assets, l.Client, l.Of))
	}
	return lines
}

func firstDifference(a, b []string) string {
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return a[i] + "\n" + b[i]
		}
	}
	return fmt.Sprintf("%d lines and %d", len(a), len(b))
}

func TestOrderOfInputDoesNotMatter(t *testing.T) {
	shuffled := func(t *rapid.T, set []string) []string { return rapid.Permutation(set).Draw(t, "set") }
	rapid.Check(t, func(t *rapid.T) {
		records := drawRecords(t)
		var other []Record
		for _, record := range rapid.Permutation(records).Draw(t, "order") {
			switch r := record.(type) {
			case *Asset:
				copied := *r
				copied.Tags, copied.Data = shuffled(t, r.Tags), shuffled(t, r.Data)
				record = &copied
			case *Evidence:
				copied := *r
				copied.Assets, copied.Controls = shuffled(t, r.Assets), shuffled(t, r.Controls)
				record = &copied
			}
			other = append(other, record)
		}
		if one, two := picture(evaluate(records...)), picture(evaluate(other...)); !slices.Equal(one, two) {
			t.Errorf("the order of input shows:\n%s", firstDifference(one, two))
		}
	})
}

// Evidence that is moved leaves one asset and comes to another.
func TestUpdateFollowsEvidenceFromAssetToAsset(t *testing.T) {
	records := []Record{person("dana"), asset("a", bedrock), asset("b", bedrock), shown("e", Inspection, "a")}
	for _, bot := range []string{"a", "b"} {
		records = append(records, cell(bot, systemPrompt, clientOwner("dana"), declared(Implemented)))
	}
	e := evaluate(records...)
	moved := shown("e", Inspection, "b")
	e.State().Put(moved)
	e.Update([]Ref{moved.Ref()})
	if e.AssetTotals("a").Evidenced != 0 || e.AssetTotals("b").Evidenced != 1 {
		t.Errorf("evidenced on a: %d, on b: %d", e.AssetTotals("a").Evidenced, e.AssetTotals("b").Evidenced)
	}
}

func TestUpdateSaysWhatEvaluateWouldSay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := drawEvaluation(t)
		for range rapid.IntRange(1, 6).Draw(t, "commits") {
			var changed []Ref
			for range rapid.IntRange(1, 5).Draw(t, "changes") {
				changed = append(changed, drawEdit(t, e.State()))
			}
			e.Update(changed)
			compareEvaluations(t, e, Evaluate(e.State(), e.Catalogue(), testDay))
		}
	})
}

func compareEvaluations(t *rapid.T, updated, fresh *Evaluation) {
	same := func(what string, a, b any) {
		if !reflect.DeepEqual(a, b) {
			t.Fatalf("%s\nupdated %+v\n  fresh %+v", what, a, b)
		}
	}
	same("totals", updated.Totals(), fresh.Totals())
	same("assets", updated.Assets(), fresh.Assets())
	for _, a := range fresh.State().SortedAssets() {
		same("totals of "+a.ID, updated.AssetTotals(a.ID), fresh.AssetTotals(a.ID))
		same("row of "+a.ID, updated.Row(a.ID), fresh.Row(a.ID))
		row := fresh.Row(a.ID)
		updated.EachState(a.ID, func(v *CellView) {
			whole := row[0]
			row = row[1:]
			same("states of "+a.ID, *v, CellView{Asset: whole.Asset, Control: whole.Control, State: whole.State, Substate: whole.Substate, Outcome: whole.Outcome, Status: whole.Status})
		})
		same("states left of "+a.ID, len(row), 0)
		if counted := fresh.assets[a.ID]; counted != nil {
			same("verdicts of "+a.ID, updated.assets[a.ID].verdicts, counted.verdicts)
		}
	}
	same("controls", updated.ByControl(), fresh.ByControl())
	same("categories", updated.ByCategory(), fresh.ByCategory())
	same("parties", updated.ByParty(), fresh.ByParty())
	findings := fresh.Findings()
	same("findings", updated.Findings(), findings)
	same("outline", updated.Outline(5), Outline{len(findings), SeverityCounts(findings), fresh.Urgent(findings, 5)})
	same("count of findings", updated.FindingCount(), len(findings))
	same("count of findings, afresh", fresh.FindingCount(), len(findings))
	same("urgent actions", updated.Urgent(findings, 5), fresh.Urgent(findings, 5))
}

func TestAnOwnerAddedNeverLowersOwned(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		records := append(drawRecords(t), person("valid"))
		state := engagement(records...)
		e := Evaluate(state, catalogueForTests(), testDay)
		before := e.Totals().Owned
		name := pick(t, []func(string) say{clientOwner, providerOwner})
		asset, control := pick(t, poolAssets), pick(t, poolControls)
		added := Record(cell(asset, control, name("valid")))
		if old := state.Cell(asset, control); old != nil {
			changed := *old
			side := map[bool]Side{true: CustomerSide, false: ProviderSide}[often(t, 5)]
			clause := Clause{}
			if known := map[Side]*Clause{CustomerSide: old.Customer, ProviderSide: old.Provider}[side]; known != nil {
				clause = *known
			}
			clause.Accountable = "valid"
			if side == CustomerSide {
				changed.Customer = &clause
			} else {
				changed.Provider = &clause
			}
			added = &changed
		}
		if often(t, 3) {
			added = rule("new", pick(t, []Scope{everywhere(), withTag("eu"), hostedOn(azure), ofProvider("AWS")}), pick(t, poolControls), 0, name("valid"))
		}
		state.Put(added)
		e.Update([]Ref{added.Ref()})
		if after := e.Totals().Owned; after < before {
			t.Errorf("%+v lowered owned from %d to %d", added, before, after)
		}
	})
}

func TestUnownedCellsAndTheirFindings(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := drawEvaluation(t)
		ownership, outcome, presumed := map[CellRef]int{}, map[CellRef]int{}, map[CellRef]int{}
		unowned := 0
		for _, f := range e.Findings() {
			for _, cell := range f.Cells {
				switch {
				case slices.Contains(UnownedKinds, f.Kind):
					ownership[cell]++
					unowned++
				case f.Kind == FindingProviderReference:
					presumed[cell]++
				default:
					outcome[cell]++
				}
			}
		}
		if unowned != e.Totals().Unowned || len(presumed) != e.Totals().Presumed {
			t.Errorf("findings name %d unowned cells and %d presumed ones, the totals say %d and %d", unowned, len(presumed), e.Totals().Unowned, e.Totals().Presumed)
		}
		for _, a := range e.Assets() {
			for _, view := range e.Row(a.ID) {
				cell := CellRef{a.ID, view.Control.ID}
				switch n, isUnowned := ownership[cell], view.State == StateUnowned; {
				case isUnowned && (n != 1 || outcome[cell]+presumed[cell] != 0):
					t.Errorf("the unowned cell %v is in %d findings about ownership, %d about outcome, %d about the provider's word", cell, n, outcome[cell], presumed[cell])
				case !isUnowned && n != 0:
					t.Errorf("the cell %v is %s and in %d findings about ownership", cell, view.State, n)
				case outcome[cell] > 1 || presumed[cell] > 1:
					t.Errorf("the cell %v is in %d findings about outcome, %d about the provider's word", cell, outcome[cell], presumed[cell])
				case view.State == StateNotApplicable && outcome[cell]+presumed[cell] > 0:
					t.Errorf("the cell %v is not applicable and in findings", cell)
				case view.State == StateOwned && view.Outcome != OutcomeCompliant && outcome[cell] != 1:
					t.Errorf("the owned cell %v is %s and in no finding", cell, view.Outcome)
				}
			}
		}
	})
}

// On one asset every unowned cell ranks above every owned but unfinished one.
// A finding on several assets carries the score of the worst hit, so the law
// is about each cell's own score, and about the findings whose worst hit the
// asset is.
func TestUnownedRanksAboveUnfinished(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := drawEvaluation(t)
		lowest, highest := map[*Asset]int{}, map[*Asset]int{}
		note := func(into map[*Asset]int, asset *Asset, score int, better func(a, b int) int) {
			if known, ok := into[asset]; ok {
				score = better(known, score)
			}
			into[asset] = score
		}
		smaller := func(a, b int) int { return min(a, b) }
		larger := func(a, b int) int { return max(a, b) }
		for _, f := range e.Findings() {
			isUnowned := slices.Contains(UnownedKinds, f.Kind)
			if f.Asset != nil && len(f.Cells) > 0 {
				if isUnowned {
					note(lowest, f.Asset, f.Score, smaller)
				} else {
					note(highest, f.Asset, f.Score, larger)
				}
			}
			for _, cell := range f.Cells {
				asset := e.State().Assets[cell.Asset]
				score := e.score(f.Kind, asset, e.Catalogue().Control(cell.Control))
				if isUnowned {
					note(lowest, asset, score, smaller)
				} else {
					note(highest, asset, score, larger)
				}
				if score > f.Score {
					t.Errorf("%s has the score %d, its cell %v %d", f.ID, f.Score, cell, score)
				}
			}
		}
		for asset, score := range lowest {
			if unfinished, ok := highest[asset]; ok && unfinished >= score {
				t.Errorf("on %s an owned cell scores %d, an unowned one %d", asset.ID, unfinished, score)
			}
		}
	})
}

func TestFindingsAddUpAndAreInOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		findings := drawEvaluation(t).Findings()
		seen := map[string]bool{}
		for i, f := range findings {
			total := 0
			for _, p := range f.Sum {
				total += p.Points
			}
			if total != f.Score || f.Score < 0 || f.Score > 100 {
				t.Errorf("%s: %s, but the score is %d", f.Kind, SumText(f.Sum), f.Score)
			}
			if seen[f.ID] || !strings.HasPrefix(f.ID, "f-") {
				t.Errorf("the id %q is no id of one finding", f.ID)
			}
			seen[f.ID] = true
			if i > 0 && cmp.Or(cmp.Compare(f.Severity.Rank(), findings[i-1].Severity.Rank()), cmp.Compare(f.Score, findings[i-1].Score)) > 0 {
				t.Errorf("%s (%d) comes after %s (%d)", f.Severity, f.Score, findings[i-1].Severity, findings[i-1].Score)
			}
			assets := map[string]bool{}
			for _, cell := range f.Cells {
				assets[cell.Asset] = true
			}
			if len(f.Cells) > 0 && len(assets) != f.Assets {
				t.Errorf("%s says %d assets, its cells are on %d", f.ID, f.Assets, len(assets))
			}
		}
	})
}

// An edit elsewhere leaves the ids of an asset's findings as they are.
func TestIDsAreStableUnderUnrelatedEdits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		state := engagement(drawRecords(t)...)
		state.Put(asset("mine", bedrock))
		state.Put(cell("mine", injection, clientOwner("nobody")))
		idsOn := func() map[string]FindingKind {
			kinds := map[string]FindingKind{}
			for _, f := range Evaluate(state, catalogueForTests(), testDay).Findings() {
				for _, cell := range f.Cells {
					if cell.Asset == "mine" {
						kinds[f.ID] = f.Kind
					}
				}
			}
			return kinds
		}
		before := idsOn()
		for range rapid.IntRange(1, 5).Draw(t, "edits") {
			record := pick(t, []func(*rapid.T) Record{drawAsset, drawCell})(t)
			state.Put(record)
		}
		if after := idsOn(); !reflect.DeepEqual(before, after) {
			t.Errorf("before %v\n after %v", before, after)
		}
	})
}

package report

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"demarc/assess"
	"demarc/marks"
)

func chapterPages(pages []setPage, chapter string) []setPage {
	return slices.DeleteFunc(slices.Clone(pages), func(p setPage) bool { return p.section() != chapter })
}

// after returns the text that was set next after one that says so.
func (p setPage) after(text string) string {
	for i, t := range p.texts {
		if t.text == text && i+1 < len(p.texts) {
			return p.texts[i+1].text
		}
	}
	return ""
}

func TestHeadline(t *testing.T) {
	for want, totals := range map[string]assess.Totals{
		"No cells are counted yet.":                       {},
		"Every duty has somebody accountable.":            {Cells: 52, Owned: 50, NotApplicable: 2},
		"Nobody is accountable for 1 of 52 cells.":        {Cells: 52, Owned: 51, Unowned: 1},
		"Nobody is accountable for 1,200 of 2,000 cells.": {Cells: 2000, Owned: 800, Unowned: 1200},
	} {
		if got := inEnglish.headline(totals); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
}

func TestSummaryShowsTheEvaluationsNumbers(t *testing.T) {
	for name, in := range map[string]Input{"nothing yet": emptyInput(t), "a few assets": smallInput(t), "an estate": syntheticInput(t, 26), "300 assets": syntheticInput(t, 300)} {
		t.Run(name, func(t *testing.T) {
			summary := chapterPages(readPages(t, mustWrite(t, in).PDF), "Summary")
			if len(summary) != 1 {
				t.Fatalf("the summary takes %d pages", len(summary))
			}
			p, totals := summary[0], in.Evaluation.Totals()
			if want := inEnglish.headline(totals); p.texts == nil || !strings.Contains(p.words(), want) {
				t.Errorf("it does not say %q", want)
			}
			if _, found := p.find(inEnglish.sumText(totals)); !found {
				t.Errorf("it lacks the sum %q", inEnglish.sumText(totals))
			}
			checkFigures(t, p, totals)
			checkRating(t, p, in)
			counts := assess.SeverityCounts(in.Findings)
			for _, row := range []struct {
				word  string
				value int
			}{
				{"Critical", counts[3]}, {"High", counts[2]}, {"Medium", counts[1]}, {"Low", counts[0]},
				{"Implemented", totals.Compliant}, {"Partial", totals.Partial}, {"Gap", totals.Gaps}, {"of these not assessed", totals.NotAssessed},
			} {
				if said := p.inSize(styleSmall.size).after(row.word); said != inEnglish.number(row.value) {
					t.Errorf("%s: it says %q, and the evaluation %d", row.word, said, row.value)
				}
			}
			checkNextThree(t, in, p)
		})
	}
}

// checkRating compares the one word and what is good.
func checkRating(t *testing.T, p setPage, in Input) {
	t.Helper()
	rating := assess.Rate(in.Evaluation.Totals(), assess.SeverityCounts(in.Findings))
	if said := p.after("OVERALL"); said != capital(string(rating.Grade)) {
		t.Errorf("it is rated %q, and the evaluation says %q", said, rating.Grade)
	}
	for _, reason := range append(rating.Reasons, in.Evaluation.Strengths()...) {
		if !strings.Contains(strings.ToLower(p.words()), strings.ToLower(reason.In(telling{}))) {
			t.Errorf("it does not say %q", reason)
		}
	}
}

// checkFigures compares the large figures, in their order.
func checkFigures(t *testing.T, p setPage, totals assess.Totals) {
	t.Helper()
	var said []string
	for _, text := range p.texts {
		if text.size == styleFigure.size {
			said = append(said, text.text)
		}
	}
	want := []string{inEnglish.number(totals.HalfOwned), inEnglish.number(totals.Undecided), inEnglish.number(totals.Presumed), inEnglish.number(totals.NotAssessed), fmt.Sprintf("%.1f %%", totals.ComplianceRate()*100)}
	if totals.Applicable == 0 {
		want[4] = "–" // there is no rate of nothing
	}
	if !slices.Equal(said, want) {
		t.Errorf("the figures are %q, and the evaluation says %q", said, want)
	}
	if !strings.Contains(p.words(), inEnglish.number(totals.Evidenced)+" of these") {
		t.Errorf("it does not say that %d are evidenced", totals.Evidenced)
	}
}

func checkNextThree(t *testing.T, in Input, p setPage) {
	t.Helper()
	for _, action := range in.Evaluation.Urgent(in.Findings, 3) {
		if score := fmt.Sprintf("%s %d", capital(string(action.Severity)), action.Score); !strings.Contains(p.words(), score) {
			t.Errorf("it lacks the urgent action %q, %q", score, action.Action)
		}
	}
}

// TestHeatMapCountsEveryCellOnce holds the only numbers that are gathered here
// against the evaluation's totals.
func TestHeatMapCountsEveryCellOnce(t *testing.T) {
	in := syntheticInput(t, 60)
	b := mustBook(t, in)
	b.takeSurvey()
	totals, states, outcomes := in.Evaluation.Totals(), map[string]int{}, 0
	for _, model := range b.survey.models {
		for _, group := range model.heat {
			for kind, n := range group {
				states[marks.Tile(kind).Words()] += n
				outcomes += n
			}
		}
	}
	if outcomes != totals.Cells {
		t.Errorf("it counts %d cells of %d", outcomes, totals.Cells)
	}
	if unowned := states["unowned"] + states["half owned"] + states["undecided"]; unowned != totals.Unowned || states["half owned"] != totals.HalfOwned || states["undecided"] != totals.Undecided {
		t.Errorf("it counts %d unowned, %d half owned, %d undecided; the evaluation says %+v", unowned, states["half owned"], states["undecided"], totals)
	}
	if states["not applicable"] != totals.NotApplicable {
		t.Errorf("it counts %d not applicable of %d", states["not applicable"], totals.NotApplicable)
	}
}

func mustBook(tb testing.TB, in Input) *book {
	tb.Helper()
	b, err := newBook(tb.Context(), in, nil)
	if err != nil {
		tb.Fatal(err)
	}
	return b
}

func TestHeatMapFoldsHostingModelsBeyondItsRoomIntoOneRow(t *testing.T) {
	b := mustBook(t, smallInput(t))
	for i := range heatRows + 3 {
		use := modelUse{id: fmt.Sprint(i), assets: 1}
		use.heat[0][marks.Gap] = i
		b.survey.models = append(b.survey.models, use)
	}
	rows := b.heatModels()
	rest := rows[len(rows)-1]
	if len(rows) != heatRows || rest.id != restOfModels || rest.assets != 4 || rest.heat[0][marks.Gap] != 13+14+15+16 {
		t.Errorf("%d rows, the last of %d assets and %d gaps", len(rows), rest.assets, rest.heat[0][marks.Gap])
	}
}

func TestEverySheetBearsItsOwnSum(t *testing.T) {
	in := syntheticInput(t, 26)
	sheets := map[string]string{}
	for _, p := range chapterPages(readPages(t, mustWrite(t, in).PDF), "Asset sheets") {
		sheets[p.after("ASSET")] += p.words()
	}
	for _, asset := range in.Evaluation.Assets() {
		if want := inEnglish.sumText(in.Evaluation.AssetTotals(asset.ID)); !strings.Contains(sheets[asset.Name], want) {
			t.Errorf("the sheet of %s lacks %q", asset.Name, want)
		}
	}
}

func TestMatrixCountsUnownedByAssetAndByControl(t *testing.T) {
	in := syntheticInput(t, 26)
	matrix := chapterPages(readPages(t, mustWrite(t, in).PDF), "Responsibility matrix")
	for _, asset := range in.Evaluation.Assets() {
		name := shorten(asset.Name, 30)
		name = strings.TrimSuffix(name, ellipsis)
		for i, text := range matrix[0].texts {
			if strings.HasPrefix(text.text, name) {
				if said := matrix[0].texts[i+1].text; said != inEnglish.number(in.Evaluation.AssetTotals(asset.ID).Unowned) {
					t.Errorf("%s: %s unowned, and the evaluation says %d", asset.Name, said, in.Evaluation.AssetTotals(asset.ID).Unowned)
				}
				break
			}
		}
	}
	at := slices.IndexFunc(matrix[0].texts, func(text setText) bool { return strings.HasPrefix(text.text, "Asset, and unowned") })
	said := matrix[0].texts[at+1:]
	if said[0].text != inEnglish.number(in.Evaluation.Totals().Unowned) {
		t.Errorf("%s unowned in all, and the evaluation says %d", said[0].text, in.Evaluation.Totals().Unowned)
	}
	for i, totals := range in.Evaluation.ByControl() {
		if said[i+1].text != inEnglish.number(totals.Unowned) {
			t.Errorf("%s: %s unowned, and the evaluation says %d", in.Evaluation.Catalogue().Controls[i].ID, said[i+1].text, totals.Unowned)
		}
	}
}

func TestEveryPageOfTheMatrixHasAllTurnedHeadsAndTheLegend(t *testing.T) {
	in := syntheticInput(t, 120)
	matrix := chapterPages(readPages(t, mustWrite(t, in).PDF), "Responsibility matrix")
	if len(matrix) < 3 {
		t.Fatalf("120 assets are set on %d pages", len(matrix))
	}
	for i, p := range matrix {
		var heads []string
		for _, text := range p.texts {
			if text.turned {
				heads = append(heads, text.text)
			}
		}
		for k, control := range in.Evaluation.Catalogue().Controls {
			if k >= len(heads) || heads[k] != control.Short {
				t.Errorf("page %d of the matrix: the heads are %q", i+1, heads)
				break
			}
		}
		for tile := range marks.Tiles {
			if _, found := p.find(tile.Words()); !found {
				t.Errorf("page %d of the matrix: the legend lacks %q", i+1, tile.Words())
			}
		}
		if p.width < p.height {
			t.Errorf("page %d of the matrix stands upright", i+1)
		}
	}
}

func TestFindingsShowTheSumBehindEachSeverity(t *testing.T) {
	in := smallInput(t)
	var words string
	for _, p := range chapterPages(readPages(t, mustWrite(t, in).PDF), "Findings") {
		words += p.words() + " "
	}
	for i := range in.Findings {
		f := &in.Findings[i]
		for _, says := range []string{assess.SumText(f.Sum), f.ID, f.Title(nil)} {
			if !strings.Contains(words, says) {
				t.Errorf("the findings lack %q", says)
			}
		}
	}
	for _, says := range []string{"(was ", "lab only", "Board paper 7", "Name an owner; M. Okafor; due 15 December 2026; in progress"} {
		if !strings.Contains(words, says) {
			t.Errorf("the findings lack %q", says)
		}
	}
}

// findingsOf joins what the chapter on findings says.
func findingsOf(t *testing.T, in Input) (string, int) {
	t.Helper()
	var words []string
	pages := chapterPages(readPages(t, mustWrite(t, in).PDF), "Findings")
	for _, p := range pages {
		words = append(words, p.words())
	}
	return strings.Join(words, " "), len(pages)
}

func TestTheGravestOfManyFindingsHaveABlockAndAllHaveTheirSum(t *testing.T) {
	many := syntheticInput(t, 60)
	mild := syntheticInput(t, 60)
	for i := range mild.Findings {
		mild.Findings[i].Severity, mild.Findings[i].SumSeverity = assess.SeverityMedium, assess.SeverityMedium
	}
	few := many
	few.Findings = many.Findings[:mostBlocks]
	mixed := syntheticInput(t, 60)
	for i := range mixed.Findings[20:] {
		f := &mixed.Findings[20+i]
		f.Severity, f.SumSeverity = assess.SeverityMedium, assess.SeverityMedium
	}
	all := len(many.Findings)
	for _, c := range []struct {
		name   string
		in     Input
		blocks int
		says   string
	}{
		{"more than have room", many, 150, fmt.Sprintf("%s findings: the 150 gravest are described one by one, the others are listed with their sums.", inEnglish.number(all))},
		{"as many as have room", few, 150, "All findings"},
		{"only some of them grave", mixed, 20, fmt.Sprintf("%s findings: the 20 gravest are described one by one", inEnglish.number(all))},
		{"none of them grave", mild, 0, fmt.Sprintf("%s findings, none of them high or critical: they are listed with their sums.", inEnglish.number(all))},
	} {
		t.Run(c.name, func(t *testing.T) {
			words, pages := findingsOf(t, c.in)
			if !strings.Contains(words, c.says) {
				t.Errorf("the findings do not say %q", c.says)
			}
			blocks := 0
			for i := range c.in.Findings {
				f := &c.in.Findings[i]
				if strings.Contains(words, f.ID) {
					blocks++
				}
				row := fmt.Sprintf("%s %d %s", capital(string(f.Severity)), f.Score, f.Title(nil))
				if !strings.Contains(words, f.ID) && !strings.Contains(words, row) {
					t.Errorf("neither a block nor a row has %q", row)
				}
				if !strings.Contains(words, assess.SumText(f.Sum)) {
					t.Errorf("the sum of %q is missing", f.Title(nil))
				}
			}
			if blocks != c.blocks || pages > blocks/4+len(c.in.Findings)/20+3 {
				t.Errorf("%d of %d findings have a block, on %d pages", blocks, len(c.in.Findings), pages)
			}
		})
	}
}

func TestTheMatrixesSumHasItsPlaceHoweverLargeItIs(t *testing.T) {
	for name, totals := range map[string]assess.Totals{
		"beside the heading": {Unowned: 123, Owned: 545, NotApplicable: 8, Cells: 676, Assets: 26, Controls: 26},
		"a large estate":     {Unowned: 1100, Owned: 24900, NotApplicable: 0, Cells: 26000, Assets: 1000, Controls: 26},
		"the largest":        {Unowned: 112345, Owned: 234567, NotApplicable: 110000, Cells: 456912, Assets: 10384, Controls: 44},
	} {
		t.Run(name, func(t *testing.T) {
			b := mustBook(t, emptyInput(t))
			b.cover()
			b.totals = totals
			b.matrix()
			b.addPage(upright)
			document, err := b.finish()
			if err != nil {
				t.Fatal(err)
			}
			pages := readPages(t, document.PDF)
			if _, found := pages[1].find(inEnglish.sumText(totals)); !found {
				t.Errorf("the matrix says %q", pages[1].words())
			}
			for _, fault := range layoutFaults(pages) {
				t.Error(fault)
			}
		})
	}
}

package report

import (
	"math"
	"slices"
	"strings"
	"testing"

	"demarc/assess"
)

// sheetOf is what an asset's sheet says, all of its pages.
func sheetOf(t *testing.T, in Input, name string) string {
	t.Helper()
	var said []string
	for _, p := range chapterPages(readPages(t, mustWrite(t, in).PDF), "Asset sheets") {
		if p.after("ASSET") == name || (p.after("ASSET") == "" && len(said) > 0) {
			said = append(said, p.words())
		} else if len(said) > 0 {
			break
		}
	}
	return strings.Join(said, " ")
}

func TestASheetSaysWhatLiesBehindItsCells(t *testing.T) {
	small, large := smallInput(t), syntheticInput(t, 26)
	for _, c := range []struct {
		name, asset, says string
		in                Input
	}{
		{"who declared it, and when", "Claims triage assistant", "Declared by M. Okafor, 2026-11-03 (T-001); Application Security, 2026-11-03 (T-002)", small},
		{"a boundary that was moved", "Lapse prediction", "Prompt injection provider, decided", small},
		{"why it was moved", "Lapse prediction", "Decided provider; baseline was client: The integrator runs it, Contract 4.2, M. Okafor (T-001)", small},
		{"a party that is not valid", "Claims triage assistant", "R. Gone (retired), not valid", small},
		{"a presumed provider", "Claims triage assistant", "Acme, presumed", small},
		{"nobody", "Lapse prediction", "Nobody", small},
		{"not applicable by nature", "Lapse prediction", "By its nature not applicable (T-002)", small},
		{"the rules it comes from", "Lapse prediction", "By rule R1 (T-003)", small},
		{"hosting unknown", "Meeting notes", "How it is hosted is unknown. Until somebody finds out, every cell is undecided.", small},
		{"what a provider's part rests on", "Broker FAQ chatbot", "Rests on AWS SOC 2 type II, 2025-10-01 to 2026-09-30, expires 2027-03-31 (011)", large},
		{"a rationale, once for all its cells", "Broker FAQ chatbot", "Rationale A gateway in front covers it (", large},
		{"when it is due", "Broker FAQ chatbot", "2027-01-31", large},
		{"its notes", "Fraud narrative model", "the vendor left in 2025", large},
	} {
		t.Run(c.name, func(t *testing.T) {
			// Lines are joined as they wrap.
			if said := sheetOf(t, c.in, c.asset); !strings.Contains(said, c.says) {
				t.Errorf("the sheet of %s lacks %q; it says\n%s", c.asset, c.says, said)
			}
		})
	}
}

func TestASheetTakesNoMoreThanTwoPages(t *testing.T) {
	in := syntheticInput(t, 60)
	pages := len(chapterPages(readPages(t, mustWrite(t, in).PDF), "Asset sheets"))
	if assets := len(in.Evaluation.Assets()); pages > assets*3/2 {
		t.Errorf("%d sheets take %d pages", assets, pages)
	}
}

// answerOf is a decision with what else takes room in a row.
func answerOf(d *assess.Decision) assess.Answer {
	return assess.Answer{Boundary: d, Due: date("2044-04-04"), Concluded: &assess.Statement{Status: assess.Implemented, By: "J. Weiss", At: at("2026-11-04")}}
}

func TestASheetWithDecidedBoundariesTakesOnePage(t *testing.T) {
	for _, c := range []struct {
		name string
		put  func(*assess.State, *assess.Decision)
	}{
		{"one rule for all controls", func(s *assess.State, d *assess.Decision) {
			s.Put(&assess.Rule{ID: "r", Scope: assess.Scope{Kind: assess.ScopeAll}, At: at("2026-11-02"), Answer: answerOf(d)})
		}},
		{"each cell by itself", func(s *assess.State, d *assess.Decision) {
			for _, control := range mustCatalogue(t).Controls {
				s.Put(&assess.Cell{Asset: "a", Control: control.ID, Answer: answerOf(d)})
			}
		}},
	} {
		for owner, said := range map[assess.Owner]string{assess.OwnerCustomer: "client, decided", assess.OwnerProvider: "provider, decided", assess.OwnerShared: "shared, decided", assess.OwnerNotApplicable: "n/a, decided"} {
			t.Run(c.name+", "+inEnglish.boundaryWord(owner), func(t *testing.T) {
				s := assess.NewState()
				s.Put(&assess.Engagement{ID: "e", Client: "Nordhaven Insurance"})
				s.Put(&assess.Asset{ID: "a", Name: "Claims triage assistant", Hosting: "azure_openai", Exposure: assess.ExposurePublic, Owner: "nobody known"})
				c.put(s, &assess.Decision{Owner: owner, Rationale: "By contract.", Reference: "MSA § 4"})
				pages := chapterPages(readPages(t, mustWrite(t, inputOf(t, s, mustCatalogue(t))).PDF), "Asset sheets")
				if len(pages) != 1 || strings.Count(pages[0].words(), said) != 26 {
					t.Errorf("26 cells that are %q take %d pages", said, len(pages))
				}
			})
		}
	}
}

func TestTheBoundaryRunsOnFromTheDrawingIntoTheTable(t *testing.T) {
	pages := chapterPages(readPages(t, mustWrite(t, smallInput(t)).PDF), "Asset sheets")
	var middles []float64
	for _, box := range pages[0].boxes {
		if box.colour == "1d5bb8" && box.w < 2 {
			middles = append(middles, box.x+box.w/2)
		}
	}
	if len(middles) != 1+3 { // in the drawing, and in each row
		t.Fatalf("the line is drawn %d times", len(middles))
	}
	for _, x := range middles[1:] {
		if math.Abs(x-middles[0]) > 0.5 {
			t.Errorf("the line is at %.1f in the drawing and at %.1f below it", middles[0], x)
		}
	}
}

func TestOnlyTheBaseCataloguesControlsAreShortened(t *testing.T) {
	for id, want := range map[string]string{"AI-SEC-001": "001", "KH-001": "KH-001", "AI-SEC-EXTRA-7": "EXTRA-7", "ACME-AI-SEC-001": "ACME-AI-SEC-001", "own": "own"} {
		if got := shortID(&assess.Control{ID: id}); got != want {
			t.Errorf("%s is shown as %s, not as %s", id, got, want)
		}
	}
}

func TestAnApprovalIsStatedAsItWasGiven(t *testing.T) {
	until := date("2027-01-01")
	for want, asset := range map[string]assess.Asset{
		"none":                       {},
		"not stated, to 2027-01-01":  {ApprovedUntil: until},
		"approved to 2027-01-01":     {Approval: assess.ApprovalApproved, ApprovedUntil: until},
		"under review":               {Approval: assess.ApprovalUnderReview},
		"under review to 2027-01-01": {Approval: assess.ApprovalUnderReview, ApprovedUntil: until},
	} {
		if got := inEnglish.approvalWords(&asset); got != want {
			t.Errorf("%q, not %q", got, want)
		}
	}
}

func TestTheBoundaryHasASeatForEveryClause(t *testing.T) {
	in := syntheticInput(t, 26)
	for _, asset := range in.Evaluation.Assets() {
		row := in.Evaluation.Row(asset.ID)
		all, needed, missing := seatingOf(row), 0, 0
		for i := range row {
			needed += len(row[i].Needs)
			missing += len(row[i].Missing)
		}
		seats := slices.Concat(all.whole[0], all.whole[1], all.half[0], all.half[1])
		empty := 0
		for _, s := range seats {
			if !s.held {
				empty++
			}
		}
		if len(seats) != needed || empty != missing || len(all.half[0]) != len(all.half[1]) || all.empty() != (needed == 0) {
			t.Errorf("%s: %d seats, %d of them empty, for %d clauses of which %d lack a party", asset.Name, len(seats), empty, needed, missing)
		}
	}
}

func TestOneTextStandsOnceWithAllItsControls(t *testing.T) {
	var r remarks
	r.add("by contract", &assess.Control{ID: "AI-SEC-004"})
	r.add("", &assess.Control{ID: "AI-SEC-005"})
	r.add("by law", &assess.Control{ID: "own"})
	r.add("by contract", &assess.Control{ID: "AI-SEC-019"})
	if got, want := r.words(26, "all"), "by contract (004, 019); by law (own)"; got != want {
		t.Errorf("%q, not %q", got, want)
	}
	if got, want := r.words(2, "all"), "by contract (all); by law (own)"; got != want {
		t.Errorf("%q, not %q", got, want)
	}
}

func TestEveryPageOfAHostingModelNamesItAndTheTwoSides(t *testing.T) {
	in := syntheticInput(t, 13)
	var model string
	for i, p := range chapterPages(readPages(t, mustWrite(t, in).PDF), "Catalogue") {
		offers, found := p.find("THE PROVIDER OFFERS")
		if !found {
			if model != "" {
				t.Errorf("page %d of the catalogue has no heads over the two sides", i+1)
			}
			continue
		}
		begun := p.inSize(14).texts
		_, further := p.find("continued")
		if further && !strings.Contains(p.words(), model) {
			t.Errorf("page %d of the catalogue does not name %s", i+1, model)
		}
		if len(begun) > 0 {
			model = begun[len(begun)-1].text
		} else if !further {
			t.Errorf("page %d of the catalogue names no hosting model", i+1)
		}
		if _, found := p.find("LEFT TO THE CLIENT"); !found || (further && offers.y > 160) {
			t.Errorf("page %d of the catalogue has no heads over the two sides", i+1)
		}
	}
	if model == "" {
		t.Error("the catalogue lists no hosting model")
	}
}

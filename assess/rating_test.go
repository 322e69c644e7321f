package assess

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestRatingIsTheWorstGradeOfWhichAConditionIsMet(t *testing.T) {
	for name, test := range map[string]struct {
		totals      Totals
		low, medium int
		high, crit  int
		want        Grade
		why         string
		provisional bool
	}{
		"nothing applicable":               {totals: Totals{NotApplicable: 3}, want: NotRated},
		"nothing wrong":                    {totals: Totals{Applicable: 100, Owned: 100}, want: GradeSound},
		"a low finding":                    {totals: Totals{Applicable: 100}, low: 4, want: GradeSound},
		"a medium finding":                 {totals: Totals{Applicable: 100}, medium: 1, want: GradeModerate, why: "findings of medium severity: 1"},
		"a cell not assessed":              {totals: Totals{Applicable: 100, NotAssessed: 1}, want: GradeModerate, why: "cells not assessed: 1 of 100 applicable ones"},
		"an unowned cell":                  {totals: Totals{Applicable: 100, Unowned: 1}, want: GradeModerate, why: "cells without an owner: 1 of 100 applicable ones"},
		"a tenth unowned":                  {totals: Totals{Applicable: 100, Unowned: 10}, want: GradeModerate, why: "cells without an owner: 10 of 100 applicable ones"},
		"more than a tenth unowned":        {totals: Totals{Applicable: 100, Unowned: 11}, want: GradeSerious, why: "cells without an owner: 11 of 100 applicable ones"},
		"a high finding":                   {totals: Totals{Applicable: 100, Unowned: 1}, high: 2, medium: 7, want: GradeSerious, why: "findings of high severity: 2"},
		"a quarter unowned":                {totals: Totals{Applicable: 100, Unowned: 25}, want: GradeSerious, why: "cells without an owner: 25 of 100 applicable ones"},
		"more than a quarter unowned":      {totals: Totals{Applicable: 100, Unowned: 26}, high: 2, want: GradeCritical, why: "cells without an owner: 26 of 100 applicable ones"},
		"a critical finding":               {totals: Totals{Applicable: 100}, crit: 1, want: GradeCritical, why: "critical findings: 1"},
		"all of it":                        {totals: Totals{Applicable: 100, Unowned: 100}, crit: 9, high: 9, want: GradeCritical, why: "critical findings: 9; cells without an owner: 100 of 100 applicable ones"},
		"half not assessed":                {totals: Totals{Applicable: 100, NotAssessed: 50}, want: GradeModerate, why: "cells not assessed: 50 of 100 applicable ones"},
		"more than half is not assessed":   {totals: Totals{Applicable: 100, NotAssessed: 51}, want: GradeModerate, why: "cells not assessed: 51 of 100 applicable ones", provisional: true},
		"nothing assessed, a finding high": {totals: Totals{Applicable: 2, NotAssessed: 2}, high: 1, want: GradeSerious, why: "findings of high severity: 1", provisional: true},
	} {
		t.Run(name, func(t *testing.T) {
			got := Rate(test.totals, [4]int{test.low, test.medium, test.high, test.crit})
			var why []string
			for _, reason := range got.Reasons {
				why = append(why, reason.String())
			}
			if got.Grade != test.want || strings.Join(why, "; ") != test.why || got.Provisional != test.provisional {
				t.Errorf("rated %s because of %q, provisional %t", got.Grade, why, got.Provisional)
			}
		})
	}
}

// More of what is bad never makes a better grade.
func TestRatingsNeverImproveByWhatIsBad(t *testing.T) {
	rank := map[Grade]int{}
	for i, grade := range Grades {
		rank[grade] = i
	}
	few := rapid.IntRange(0, 3)
	rapid.Check(t, func(t *rapid.T) {
		totals := Totals{Applicable: rapid.IntRange(1, 60).Draw(t, "applicable")}
		totals.Unowned = rapid.IntRange(0, totals.Applicable).Draw(t, "unowned")
		totals.NotAssessed = rapid.IntRange(0, totals.Applicable).Draw(t, "not assessed")
		severities := [4]int{few.Draw(t, "low"), few.Draw(t, "medium"), few.Draw(t, "high"), few.Draw(t, "critical")}
		before := Rate(totals, severities)
		switch rapid.IntRange(0, 2).Draw(t, "worse") {
		case 0:
			totals.Unowned = min(totals.Unowned+1, totals.Applicable)
		case 1:
			totals.NotAssessed = min(totals.NotAssessed+1, totals.Applicable)
		case 2:
			severities[rapid.IntRange(0, 3).Draw(t, "severity")]++
		}
		if after := Rate(totals, severities); rank[after.Grade] > rank[before.Grade] {
			t.Fatalf("%s became %s", before.Grade, after.Grade)
		}
		if (before.Grade == GradeSound) == (len(before.Reasons) > 0) {
			t.Fatalf("%s for the reasons %v", before.Grade, before.Reasons)
		}
	})
}

func strengthsOf(e *Evaluation) string {
	var all []string
	for _, good := range e.Strengths() {
		all = append(all, good.String())
	}
	return strings.Join(all, "\n")
}

func TestStrengthsAreSaidWithTheirNumbers(t *testing.T) {
	confirmed := &Engagement{ID: "eng", Client: "Harbour Mutual", ConfirmedBy: "M. Okafor", ConfirmedOn: today()}
	for name, test := range map[string]struct {
		records []Record
		says    string // nothing: no such sentence
		not     string
	}{
		"nobody is asked anything":    {nil, "", "of"},
		"nobody owns anything":        {[]Record{asset("bot", onPremises)}, "", "have an owner"},
		"a control owned everywhere":  {[]Record{person("dana"), asset("bot", onPremises), asset("chat", onPremises), rule("r", everywhere(), injection, 1, clientOwner("dana"))}, "1 of", "assets have an owner"},
		"one that is not everywhere":  {[]Record{person("dana"), asset("bot", onPremises), asset("chat", onPremises), cell("bot", injection, clientOwner("dana"))}, "", "controls have an owner"},
		"a confirmed inventory":       {[]Record{confirmed}, "The inventory was confirmed complete by M. Okafor on " + today().String() + ".", "assets"},
		"confirmed on nobody's day":   {[]Record{&Engagement{ID: "eng", ConfirmedBy: "M. Okafor"}}, "", "confirmed"},
		"a declaration is not enough": {[]Record{asset("bot", onPremises), cell("bot", injection, declared(Implemented))}, "", "by more than inquiry"},
		"one that is shown":           {[]Record{asset("bot", onPremises), cell("bot", injection, declared(Implemented)), shown("e", Inspection, "bot", injection)}, "1 of 1 implemented cells are shown by more than inquiry.", ""},
	} {
		t.Run(name, func(t *testing.T) {
			said := strengthsOf(evaluate(test.records...))
			if !strings.Contains(said, test.says) || test.not != "" && strings.Contains(said, test.not) {
				t.Errorf("it says\n%s", said)
			}
		})
	}
}

// Whatever is praised is counted again, cell by cell.
func TestStrengthsAreCountedFromCells(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		e := drawEvaluation(t)
		controls, assets, referenced, provider := map[*Control][2]int{}, 0, 0, 0
		for _, asset := range e.Assets() {
			open, applicable := 0, 0
			for _, c := range e.Row(asset.ID) {
				if c.State == StateNotApplicable {
					continue
				}
				count := controls[c.Control]
				count[0]++
				applicable++
				if c.State == StateUnowned {
					count[1]++
					open++
				}
				controls[c.Control] = count
				if c.State == StateOwned && slices.Contains(c.Needs, ProviderSide) {
					if provider++; !c.Presumed {
						referenced++
					}
				}
			}
			if applicable > 0 && open == 0 {
				assets++
			}
		}
		whole := 0
		for _, count := range controls {
			if count[1] == 0 {
				whole++
			}
		}
		said := strengthsOf(e)
		for text, n := range map[string]int{
			"%d of %d controls have": whole, "%d of %d assets have": assets, "%d of %d cells that a provider owns rest": referenced,
		} {
			of := map[string]int{"%d of %d controls have": len(e.Catalogue().Controls), "%d of %d assets have": len(e.Assets())}[text]
			if strings.HasPrefix(text, "%d of %d cells") {
				of = provider
			}
			if sentence := fmt.Sprintf(text, n, of); strings.Contains(said, sentence) != (n > 0) {
				t.Fatalf("%q is right, and it says\n%s", sentence, said)
			}
		}
	})
}

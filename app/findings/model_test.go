package findings

import (
	"strings"
	"testing"

	"demarc/app/desk"
	"demarc/app/desk/desktest"
	"demarc/assess"
	"demarc/engagement"
)

// Each grouping lists every finding once, under headings that count them.
func TestGroupsHoldEveryFindingOnce(t *testing.T) {
	d, _ := desktest.New(t)
	m := newModel(d)
	for _, c := range []struct {
		by    grouping
		first string
	}{
		{bySeverity, "Critical · "}, {byAsset, "Several assets · "}, {byControl, "No single control · "}, {byKind, "Undecided, nobody owns it · "},
	} {
		t.Run(string(c.by), func(t *testing.T) {
			items, listed := m.list(view{by: c.by})
			if listed != len(m.all) || !strings.HasPrefix(items[0].heading, c.first) {
				t.Fatalf("%d of %d findings, the first heading is %q", listed, len(m.all), items[0].heading)
			}
			seen := map[string]bool{}
			for _, r := range items {
				if r.finding != nil && seen[r.finding.ID] {
					t.Errorf("%s is listed twice", r.finding.Title(nil))
				} else if r.finding != nil {
					seen[r.finding.ID] = true
				}
			}
			if len(seen) != listed {
				t.Errorf("%d rows for %d findings", len(seen), listed)
			}
		})
	}
}

func TestAViewTakesWhatItsFiltersSay(t *testing.T) {
	d, _ := desktest.New(t)
	m := newModel(d)
	worst := &m.all[0]
	for _, c := range []struct {
		name  string
		place desk.Place
		right func(*assess.Finding) bool
	}{
		{"a severity", desk.Place{Filter: "critical"}, func(f *assess.Finding) bool { return f.Severity == assess.SeverityCritical }},
		{"a kind", desk.Place{Filter: "gap"}, func(f *assess.Finding) bool { return f.Kind == assess.FindingGap }},
		{"a disposition", desk.Place{Filter: "open"}, func(f *assess.Finding) bool { return f.State(m.today) == assess.DispositionOpen }},
		{"what nobody owns", desk.Place{Filter: "unowned"}, func(f *assess.Finding) bool {
			return f.Kind == assess.FindingAmbiguous || f.Kind == assess.FindingUnassigned || f.Kind == assess.FindingOwnerInvalid
		}},
		{"an asset", desk.Place{Asset: worst.Asset.ID}, func(f *assess.Finding) bool {
			for _, cell := range f.Cells {
				if cell.Asset == worst.Asset.ID {
					return true
				}
			}
			return false
		}},
		{"nothing", desk.Place{}, func(*assess.Finding) bool { return true }},
	} {
		t.Run(c.name, func(t *testing.T) {
			items, listed := m.list(view{by: bySeverity}.narrow(c.place))
			want := 0
			for i := range m.all {
				if c.right(&m.all[i]) {
					want++
				}
			}
			if listed != want || want == 0 {
				t.Errorf("%d findings, want %d", listed, want)
			}
			for _, r := range items {
				if r.finding != nil && !c.right(r.finding) {
					t.Errorf("%s is listed", r.finding.Title(nil))
				}
			}
		})
	}
}

// The points of the panel add up to the score, for every finding.
func TestTheSumOfThePanelAddsUp(t *testing.T) {
	d, _ := desktest.New(t)
	m := newModel(d)
	for i := range m.all {
		f := &m.all[i]
		x, total := m.detail(f), 0
		for _, p := range f.Sum {
			total += p.Points
		}
		if len(x.sum) != len(f.Sum) || x.sum[0].sign != "=" || d.Number(total) != x.total {
			t.Fatalf("%s: %v is said to be %s", x.title, x.sum, x.total)
		}
		if !strings.Contains(assess.SumText(f.Sum), x.total+" = "+x.sum[0].points) {
			t.Errorf("%s: %q does not say so", x.title, assess.SumText(f.Sum))
		}
	}
}

func TestADraftSaysWhatIsWrong(t *testing.T) {
	d, _ := desktest.New(t)
	for _, c := range []struct {
		name  string
		draft draft
		field fieldName // the first that is wrong
		says  string
	}{
		{"a fix needs somebody", draft{form: decisionForm, as: assess.DispositionFixed}, fieldBy, "verified"},
		{"a risk needs somebody", draft{form: decisionForm, as: assess.DispositionRiskAccepted}, fieldBy, "accepts"},
		{"a risk needs an end", draft{form: decisionForm, as: assess.DispositionRiskAccepted, values: map[fieldName]string{fieldBy: "x"}}, fieldUntil, "until when"},
		{"an end that has passed", draft{form: decisionForm, as: assess.DispositionRiskAccepted, values: map[fieldName]string{fieldBy: "x", fieldUntil: "2026-11-20"}}, fieldUntil, "passed"},
		{"a day that is none", draft{form: actionForm, values: map[fieldName]string{fieldTitle: "x", fieldDue: "soon"}}, fieldDue, "2027-01-31"},
		{"a risk needs a reason", draft{form: decisionForm, as: assess.DispositionRiskAccepted, values: map[fieldName]string{fieldBy: "x", fieldUntil: "2027-01-01"}}, fieldReason, "why"},
		{"a dispute needs a response", draft{form: decisionForm, as: assess.DispositionDisputed}, fieldReason, "response"},
		{"an adjustment needs a severity", draft{form: severityForm}, fieldSeverity, "Choose"},
		{"an adjustment needs a reason", draft{form: severityForm, values: map[fieldName]string{fieldSeverity: "low"}}, fieldReason, "reason"},
		{"going back to the sum needs none", draft{form: severityForm, values: map[fieldName]string{fieldSeverity: bySum}}, "", ""},
		{"an action needs a title", draft{form: actionForm, values: map[fieldName]string{fieldTitle: "  "}}, fieldTitle, "title"},
		{"an action may have no owner", draft{form: actionForm, values: map[fieldName]string{fieldTitle: "x"}}, "", ""},
		{"work may begin without more", draft{form: decisionForm, as: assess.DispositionInProgress}, "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			wrong := c.draft.firstWrong(d)
			if wrong != c.field || wrong != "" && !strings.Contains(c.draft.wrong(d, wrong), c.says) {
				t.Errorf("%q is wrong: %q", wrong, c.draft.wrong(d, wrong))
			}
		})
	}
}

// A decision carries the fields that its form shows, and no others that were
// filled in before another disposition was chosen.
func TestADecisionCarriesOnlyItsOwnFields(t *testing.T) {
	x := draft{form: decisionForm, as: assess.DispositionFixed, values: map[fieldName]string{fieldBy: "p", fieldUntil: "2027-01-01", fieldReason: "r", fieldEvidence: "e"}}
	want := engagement.DecisionFields{As: "fixed", By: "p", Evidence: "e"}
	if got := x.decision(); got != want {
		t.Errorf("it carries %+v", got)
	}
}

func TestNoFindingsAreNoPraise(t *testing.T) {
	d, _ := desktest.New(t)
	all := make([]assess.Finding, 3)
	for _, c := range []struct {
		name             string
		model            model
		view             view
		sentence, button string
	}{
		{"a filter", model{all: all, totals: assess.Totals{Cells: 9}}, view{text: "x"}, "Nothing matches in 3 findings.", "Clear filter"},
		{"no assets", model{}, view{}, "No findings, for there are no assets yet.", "New asset"},
		{"cells left", model{totals: assess.Totals{Cells: 676, Applicable: 676, NotAssessed: 64}}, view{}, "No findings in 612 assessed cells. 64 cells are not assessed.", ""},
		{"all done", model{totals: assess.Totals{Cells: 1, Applicable: 1}}, view{}, "No findings in 1 assessed cell.", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.model.desk = d
			if sentence, button := c.model.nothing(c.view); sentence != c.sentence || button != c.button {
				t.Errorf("%q with %q", sentence, button)
			}
		})
	}
}

// Whoever looks over the consultant's shoulder reads no person's name.
func TestPresentingHidesNames(t *testing.T) {
	d, _ := desktest.New(t)
	named := func() (texts string) {
		m := newModel(d)
		for i := range m.all {
			x := m.detail(&m.all[i])
			texts += x.title + x.why + x.advice + x.beside
			for _, a := range x.actions {
				texts += a.title + a.words
			}
		}
		return texts
	}
	if !strings.Contains(named(), "Okafor") {
		t.Fatal("the sample names nobody, so this test shows nothing")
	}
	d.Presenting = true
	if strings.Contains(named(), "Okafor") || strings.Contains(named(), "Brandvold") {
		t.Error("a name is shown")
	}
}

// What is kept for the next day is no client's word.
func TestAViewIsRememberedWithoutWords(t *testing.T) {
	memory := desktest.Memory{}
	v := view{severity: "high", kind: "gap", state: "open", unowned: true, asset: "a", control: "c", text: "secret", by: byKind}
	v.remember(memory)
	back := restore(memory)
	if v.text = ""; back != v {
		t.Errorf("%+v came back as %+v", v, back)
	}
	for key, value := range memory {
		if !strings.HasPrefix(key, "findings.") || value == "secret" {
			t.Errorf("%s is kept as %q", key, value)
		}
	}
}

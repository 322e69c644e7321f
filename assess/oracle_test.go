package assess

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// The simplest auditor of shared responsibility in the literature knows six
// controls of one provider and asks of each: implemented, and the known gap
// addressed? Its meanings of gap, partial, compliant and rate are the floor
// under the rules here; its faults are named below, one test each.

// practice is what an organisation says of one control.
type practice struct{ implemented, gapAddressed bool }

// duty is one line of the auditor's map.
type duty struct {
	control string
	owner   Owner
	gap     string
}

// auditedProviders is the auditor's knowledge, by hosting model: one map is
// filled, the others were left for later.
var auditedProviders = map[string][]duty{
	bedrock: {
		{provenance, OwnerShared, ""},
		{injection, OwnerCustomer, "The guardrails filter content and detect no injection"},
		{outputFilter, OwnerShared, ""},
		{apiAccess, OwnerShared, ""},
		{rateLimits, OwnerShared, ""},
		{interactions, OwnerShared, ""},
	},
	azure: {}, saas: {}, onPremises: {},
}

type audit struct {
	outcomes map[string]Outcome
	risks    map[string]string // of the gaps
	top      []string          // the gaps as it ranks them
	rate     float64
}

func auditOf(duties []duty, practices map[string]practice) audit {
	a := audit{outcomes: map[string]Outcome{}, risks: map[string]string{}}
	compliant := 0
	for _, d := range duties {
		switch p := practices[d.control]; {
		case !p.implemented:
			a.outcomes[d.control] = OutcomeGap
			a.risks[d.control] = "MEDIUM"
			if d.owner == OwnerCustomer || d.owner == OwnerShared {
				a.risks[d.control] = "HIGH"
			}
			a.top = append(a.top, d.control)
		case d.gap != "" && !p.gapAddressed:
			a.outcomes[d.control] = OutcomePartial
		default:
			a.outcomes[d.control] = OutcomeCompliant
			compliant++
		}
	}
	slices.SortStableFunc(a.top, func(x, y string) int { return strings.Compare(a.risks[y], a.risks[x]) })
	if n := len(a.outcomes); n > 0 {
		a.rate = float64(compliant) / float64(n)
	}
	return a
}

// auditedCatalogue is the auditor's map of one hosting model as a catalogue.
func auditedCatalogue(duties []duty) *Catalogue {
	full := catalogueForTests()
	c := &Catalogue{Version: "1.0.0", Models: full.Models, Providers: full.Providers, Scoring: full.Scoring}
	var baselines []Baseline
	for _, d := range duties {
		c.Controls = append(c.Controls, *full.Control(d.control))
		baselines = append(baselines, Baseline{Model: bedrock, Control: d.control, Owner: d.owner, Gap: d.gap})
	}
	c.Index(baselines)
	return c
}

// practised puts what the organisation says into records.
func practised(model string, practices map[string]practice) []Record {
	records := []Record{asset("bot", model)}
	for _, control := range slices.Sorted(maps.Keys(practices)) {
		var says []say
		if practices[control].implemented {
			says = append(says, declared(Implemented))
		}
		if practices[control].gapAddressed {
			says = append(says, gapAddressed, rationale("A classifier stands before the model."))
		}
		records = append(records, cell("bot", control, says...))
	}
	return records
}

func TestAuditorAgreesOnGapPartialCompliantAndRate(t *testing.T) {
	catalogue := auditedCatalogue(auditedProviders[bedrock])
	rapid.Check(t, func(t *rapid.T) {
		practices := map[string]practice{}
		for _, d := range auditedProviders[bedrock] {
			practices[d.control] = practice{rapid.Bool().Draw(t, "implemented"), rapid.Bool().Draw(t, "gap addressed")}
		}
		want := auditOf(auditedProviders[bedrock], practices)
		e := Evaluate(engagement(practised(bedrock, practices)...), catalogue, testDay)
		for _, view := range e.Row("bot") {
			if view.Outcome != want.outcomes[view.Control.ID] {
				t.Errorf("%s: %s, the auditor says %s", view.Control.ID, view.Outcome, want.outcomes[view.Control.ID])
			}
		}
		totals := e.Totals()
		if rate := float64(totals.Compliant) / float64(totals.Applicable); rate != want.rate {
			t.Errorf("rate %v, the auditor says %v", rate, want.rate)
		}
	})
}

func TestAuditorIsSilentOnOtherProviders(t *testing.T) {
	practices := map[string]practice{injection: {implemented: true}}
	for model := range auditedProviders {
		silent := len(auditOf(auditedProviders[model], practices).outcomes) == 0
		if silent != (model != bedrock) {
			t.Errorf("%s: the auditor's silence is %t", model, silent)
		}
		if totals := evaluate(practised(model, practices)...).Totals(); totals.Cells != testControls || totals.Gaps == 0 {
			t.Errorf("%s: %d cells with %d gaps, want all %d cells judged", model, totals.Cells, totals.Gaps, testControls)
		}
	}
}

func TestAuditorIsSilentOnControlsItDoesNotMap(t *testing.T) {
	told := auditOf(auditedProviders[bedrock], nil)
	for _, view := range evaluate(practised(bedrock, nil)...).Row("bot") {
		if view.Outcome != OutcomeGap {
			t.Errorf("%s is %s, want a gap: nobody said anything of it", view.Control.ID, view.Outcome)
		}
	}
	if len(told.outcomes) != 6 {
		t.Errorf("the auditor speaks of %d controls, want 6", len(told.outcomes))
	}
}

func TestAuditorRanksTheUnownedBelowTheOwned(t *testing.T) {
	duties := []duty{{provenance, OwnerUnassigned, ""}, {injection, OwnerCustomer, ""}}
	told := auditOf(duties, nil)
	if told.risks[provenance] != "MEDIUM" || told.risks[injection] != "HIGH" {
		t.Fatalf("the auditor's risks are %v", told.risks)
	}
	e := Evaluate(engagement(person("dana"), asset("bot", bedrock), cell("bot", injection, clientOwner("dana"))), auditedCatalogue(duties), testDay)
	unowned, owned := onlyFinding(t, e, "bot", provenance), onlyFinding(t, e, "bot", injection)
	if unowned.Score <= owned.Score {
		t.Errorf("unowned %s, owned %s: want the unowned one above, though its control weighs less", SumText(unowned.Sum), SumText(owned.Sum))
	}
}

func TestAuditorSortsMediumAboveHigh(t *testing.T) {
	if strings.Compare("MEDIUM", "HIGH") <= 0 {
		t.Fatal("as text, MEDIUM sorts above HIGH no more")
	}
	e := evaluate(asset("public", bedrock, exposed(ExposurePublic)), asset("planned", onPremises, at(LifecyclePlanned)))
	urgent := e.Urgent(e.Findings(), testControls*2)
	for i := 1; i < len(urgent); i++ {
		if urgent[i].Severity.Rank() > urgent[i-1].Severity.Rank() {
			t.Errorf("%s comes after %s", urgent[i].Severity, urgent[i-1].Severity)
		}
	}
	if first, last := urgent[0].Severity, urgent[len(urgent)-1].Severity; first != SeverityCritical || last == first {
		t.Errorf("from %s to %s: want the critical first, and others", first, last)
	}
}

func TestAuditorTakesAGapForAddressedOnAWord(t *testing.T) {
	practices := map[string]practice{injection: {implemented: true, gapAddressed: true}}
	if told := auditOf(auditedProviders[bedrock], practices); told.outcomes[injection] != OutcomeCompliant {
		t.Fatalf("the auditor says %s", told.outcomes[injection])
	}
	e := evaluate(asset("bot", bedrock), cell("bot", injection, declared(Implemented), gapAddressed))
	if view := look(t, e, "bot", injection); view.Outcome != OutcomePartial {
		t.Errorf("%s, want partial: neither rationale nor evidence says how the gap was addressed", view.Outcome)
	}
}

func TestAuditorNeverAsksWhoOwnsWhatIsImplemented(t *testing.T) {
	practices := map[string]practice{apiAccess: {implemented: true}}
	if told := auditOf(auditedProviders[bedrock], practices); told.outcomes[apiAccess] != OutcomeCompliant {
		t.Fatalf("the auditor says %s", told.outcomes[apiAccess])
	}
	e := evaluate(practised(bedrock, practices)...)
	view := look(t, e, "bot", apiAccess)
	if view.Outcome != OutcomeCompliant || view.State != StateUnowned || view.Substate != SubstateHalfOwned {
		t.Errorf("%s, %s %s; want compliant, yet unowned on the client's side", view.Outcome, view.State, view.Substate)
	}
	if f := onlyFinding(t, e, "bot", apiAccess); f.Kind != FindingUnassigned {
		t.Errorf("a finding of kind %s, want %s", f.Kind, FindingUnassigned)
	}
}

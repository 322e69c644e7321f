package assess

import (
	"slices"
	"testing"
)

func TestParseForgivesSpelling(t *testing.T) {
	for text, want := range map[string]Status{
		"not_assessed": NotAssessed, "Not Assessed": NotAssessed, "not-implemented": NotImplemented, " PARTIAL ": PartialStatus,
	} {
		if got, ok := Parse(text, Statuses); !ok || got != want {
			t.Errorf("%q was read as %q (%t)", text, got, ok)
		}
	}
	if got, ok := Parse("link seen", SourceChecks); !ok || got != "link-seen" {
		t.Errorf("a word with a hyphen was read as %q (%t)", got, ok)
	}
	for _, text := range []string{"", " ", "done", "partially"} {
		if got, ok := Parse(text, Statuses); ok {
			t.Errorf("%q was read as %s", text, got)
		}
	}
}

func TestWords(t *testing.T) {
	for want, known := range map[string][]Side{"": nil, "provider": Sides[:1], "provider or customer": Sides} {
		if got := Words(known); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if got := Words(Traits); got != "yes, no or unknown" {
		t.Errorf("%q", got)
	}
}

// The words of the design, spelt as there: in files, on the command line and
// in reports.
func TestVocabularyIsTheDesigns(t *testing.T) {
	for _, c := range []struct{ what, got, want string }{
		{"owners", Words(Owners), "provider, customer, shared, unassigned or not_applicable"},
		{"decisions", Words(Decisions), "provider, customer, shared, not_applicable or baseline"},
		{"statuses", Words(Statuses), "not_assessed, not_implemented, planned, partial or implemented"},
		{"exposures", Words(Exposures), "internal, partner, public or unknown"},
		{"data", Words(DataClasses), "public, internal, confidential, personal, special_category or unknown"},
		{"approvals", Words(Approvals), "proposed, under_review, approved or rejected"},
		{"lifecycle", Words(Lifecycles), "planned, development, test, production or retired"},
		{"traits", Words(Traits), "yes, no or unknown"},
		{"methods", Words(Methods), "inquiry, observation, inspection or reperformance"},
		{"parties", Words(PartyKinds), "person, team or provider"},
		{"scopes", Words(ScopeKinds), "all, provider, hosting or tag"},
		{"dispositions", Words(DispositionStates), "open, in_progress, fixed, disputed or risk_accepted"},
		{"severities", Words(Severities), "low, medium, high or critical"},
		{"findings", Words(FindingKinds), "ambiguous, owner_invalid, unassigned, provider_reference_missing, gap, partial, baseline_changed, evidence_missing, evidence_stale, review_overdue, low_confidence, approval_expired or concentration"},
	} {
		if c.got != c.want {
			t.Errorf("%s: %s", c.what, c.got)
		}
	}
}

// Every word that is kept of a cell as a number has a number of its own.
func TestVerdictsHoldEveryWord(t *testing.T) {
	for _, boundary := range Owners {
		if code(boundary, verdictOwners) == 0 {
			t.Errorf("%s is kept as nothing", boundary)
		}
	}
	for _, kind := range FindingKinds {
		if code(kind, verdictKinds) == 0 {
			t.Errorf("%s is kept as nothing", kind)
		}
	}
	if !slices.Equal(UnownedKinds, []FindingKind{FindingAmbiguous, FindingOwnerInvalid, FindingUnassigned}) {
		t.Errorf("unowned kinds are %v", UnownedKinds)
	}
}

package catalog

import (
	"slices"
	"testing"

	"demarc/assess"
)

// TestBaseCounts holds the embedded pack to the numbers its material states.
func TestBaseCounts(t *testing.T) {
	c := mustCompose(t, mustBase(t))
	counts := map[string]int{}
	for _, b := range c.Baselines() {
		counts["owner "+string(b.Owner)]++
		counts["confidence "+string(b.Declared)]++
		counts["check "+b.SourceCheck]++
		counts["verified "+b.VerifiedOn.String()]++
		for name, text := range map[string]string{
			"conditions": b.Conditions, "notes": b.Note, "gaps": b.Gap, "verification notes": b.VerificationNote,
			"changed since": b.ChangedSince, "basis": b.Basis, "sources": b.Source, "offers": b.ProviderOffers,
			"evidence": b.EvidenceToGet, "recommended": string(b.RecommendedOwner),
		} {
			if text != "" {
				counts[name]++
			}
		}
		if n := len(b.CustomerActions); n < 1 || n > 3 {
			t.Errorf("%s × %s has %d customer actions", b.Model, b.Control, n)
		}
		if b.Confidence() != b.Declared {
			t.Errorf("%s × %s declares a confidence that its source check does not bear", b.Model, b.Control)
		}
	}
	want := map[string]int{
		"owner customer": 181, "owner shared": 121, "owner provider": 17, "owner unassigned": 15, "owner not_applicable": 4,
		"confidence high": 166, "confidence medium": 171, "confidence low": 1,
		"check search": 244, "check repo": 94, "verified 2026-11-21": 338,
		"conditions": 115, "notes": 162, "gaps": 78, "verification notes": 254, "changed since": 51, "basis": 136,
		"sources": 338, "offers": 338, "evidence": 338, "recommended": 15,
	}
	for name, n := range want {
		if counts[name] != n {
			t.Errorf("%s: %d, want %d", name, counts[name], n)
		}
	}
	if len(counts) != len(want) {
		t.Errorf("counted %d kinds of fact, want %d: %v", len(counts), len(want), counts)
	}
	if len(c.Controls) != 26 || len(c.Models) != 13 || len(c.Baselines()) != 338 || len(c.Categories()) != 21 {
		t.Errorf("%d controls in %d categories, %d models, %d baselines", len(c.Controls), len(c.Categories()), len(c.Models), len(c.Baselines()))
	}
	if remarks := Remarks(mustBase(t)); len(remarks) != 0 {
		t.Errorf("the embedded pack draws remarks: %v", remarks)
	}
}

func TestBaseIdentity(t *testing.T) {
	p := mustBase(t)
	c := mustCompose(t, p)
	if p.Info.Name != "demarc-base" || c.Version != "1.1.0" || c.AsOf.String() != "2026-11-21" {
		t.Errorf("name %q, version %q, as of %s", p.Info.Name, c.Version, c.AsOf)
	}
	if len(c.Packs) != 1 || c.Packs[0] != p.Info || len(c.SHA256) != 64 || c.SHA256 == p.Info.SHA256 {
		t.Errorf("packs %v, hash %q", c.Packs, c.SHA256)
	}
	words := OwnerWords(p)
	for _, owner := range assess.Owners {
		if words[owner] == "" {
			t.Errorf("no words for the owner %s", owner)
		}
	}
	for _, check := range assess.SourceChecks {
		if c.SourceChecks[check] == "" {
			t.Errorf("no words for the source check %s", check)
		}
	}
}

// TestTwoAccountable: these templates name two, so the person is asked which.
func TestTwoAccountable(t *testing.T) {
	var two []string
	for _, control := range mustCompose(t, mustBase(t)).Controls {
		switch len(control.RACI.Accountable) {
		case 1:
		case 2:
			two = append(two, control.ID)
		default:
			t.Errorf("%s names %d accountable parties", control.ID, len(control.RACI.Accountable))
		}
	}
	want := []string{"AI-SEC-001", "AI-SEC-003", "AI-SEC-013", "AI-SEC-017", "AI-SEC-018", "AI-SEC-020", "AI-SEC-021", "AI-SEC-025"}
	if !slices.Equal(two, want) {
		t.Errorf("two accountable: %v, want %v", two, want)
	}
}

func TestBaseSpotFacts(t *testing.T) {
	c := mustCompose(t, mustBase(t))
	injection := c.Control("AI-SEC-002")
	if injection.Short != "Prompt injection" || injection.Weight != 10 || injection.ReviewMonths != 3 {
		t.Errorf("AI-SEC-002: short %q, weight %d, review %d months", injection.Short, injection.Weight, injection.ReviewMonths)
	}
	agents := c.Control("AI-SEC-010").Mappings
	if agents[0].Framework != "OWASP-LLM-2025" || agents[0].Refs[0] != "LLM06" || agents[1].Framework != "OWASP-LLM-2026" || agents[1].Refs[0] != "LLM03" {
		t.Errorf("excessive agency is LLM06 of 2025 and LLM03 of 2026, not %v", agents[:2])
	}
	for model, company := range map[string]string{
		"aws_bedrock": "AWS", "azure_openai": "Microsoft", "gcp_vertex_fm": "Google",
		"vendor_api": "", "self_hosted_cloud": "", "self_hosted_onprem": "", "saas_ai": "",
	} {
		if got := c.Model(model).Company; got != company {
			t.Errorf("%s is run by %q, want %q", model, got, company)
		}
	}
	for name, canonical := range map[string]string{"Amazon Web Services": "AWS", "azure": "Microsoft", "GCP": "Google", "openai": "OpenAI", "Nobody Ltd": "Nobody Ltd"} {
		if got := c.CanonicalProvider(name); got != canonical {
			t.Errorf("%s is %s, want %s", name, got, canonical)
		}
	}
	// The guardrail's injection filter is newer than the source text: the
	// owner stays the text's, and the change is told.
	b := c.Baseline("aws_bedrock", "AI-SEC-002")
	if b.Owner != assess.OwnerCustomer || b.Basis != "text-002" || b.Gap == "" || b.ChangedSince == "" {
		t.Errorf("aws_bedrock × AI-SEC-002: %+v", b)
	}
	if weak := c.Baseline("saas_ai", "AI-SEC-024"); weak.Confidence() != assess.ConfidenceLow {
		t.Errorf("saas_ai × AI-SEC-024 has %s confidence, want low", weak.Confidence())
	}
	watch := c.Baseline("aws_bedrock", "AI-SEC-017")
	if watch.Owner != assess.OwnerUnassigned || watch.RecommendedOwner != assess.OwnerCustomer {
		t.Errorf("aws_bedrock × AI-SEC-017: owner %s, recommended %s", watch.Owner, watch.RecommendedOwner)
	}
	rules := c.TraitRules
	if len(rules) != 2 || rules[0].Trait != "retrieval" || rules[0].Value != assess.TraitNo || rules[0].Control != "AI-SEC-009" || rules[1].Control != "AI-SEC-010" {
		t.Errorf("trait rules: %+v", rules)
	}
}

func TestBaseScoring(t *testing.T) {
	s := mustCompose(t, mustBase(t)).Scoring
	for score, band := range map[int]assess.Severity{
		0: assess.SeverityLow, 34: assess.SeverityLow, 35: assess.SeverityMedium, 60: assess.SeverityHigh, 75: assess.SeverityCritical, 100: assess.SeverityCritical,
	} {
		if got := s.Band(score); got != band {
			t.Errorf("a score of %d is %s, want %s", score, got, band)
		}
	}
	if len(s.Kinds) != len(assess.FindingKinds) || s.Kinds[assess.FindingUnassigned] != 40 || s.EvidenceMonths != 12 || s.ConcentrationShare != 40 || s.ConcentrationCells != 20 {
		t.Errorf("scoring: %+v", s)
	}
}

package catalog

import (
	"reflect"
	"runtime"
	"strings"
	"testing"

	"demarc/assess"
)

// insurer is what an assessor might bring: a control of the insurer's own, a
// platform that the base pack does not know, and second thoughts on some cells.
const insurer = `frameworks:
- id: INSURER-POLICY-3
  name: Insurer policy
  edition: '3'
controls:
- id: AI-SEC-002
  weight: 9
  raci:
    accountable: [Head of Application Security]
  mappings:
    INSURER-POLICY-3: {refs: [4.1], confidence: high}
    OWASP-LLM-2025: {refs: [LLM01, LLM07], confidence: medium}
- id: INS-01
  name: Actuarial sign-off
  short: Actuarial sign-off
  description: An actuary signs for every model that prices or reserves.
  category: assurance
  weight: 6
  lifecycle: model serving
  review: at least annually
  review_months: 12
  raci:
    responsible: [Actuarial Function]
    accountable: [Chief Actuary]
  origin: insurer
  source: policy 3, section 9
models:
- id: saas_ai
  name: SaaS AI, web chat and meeting tools
- id: broker_portal
  name: Broker portal AI
  provider: Portal AG
  company: Portal AG
  service_type: SaaS
  class: saas
providers:
- name: Portal AG
- name: OpenAI
  aliases: [open ai, oai]
baselines:
  aws_bedrock:
    AI-SEC-001:
      gap: Our register is not kept by anybody.
    AI-SEC-017:
      owner: customer
      source: policy 3, section 2
      source_check: none
      confidence: medium
  broker_portal:
    AI-SEC-001:
      owner: provider
      provider_offers: Portal AG vouches for its models.
      source: contract 7
      source_check: repo
      verified_on: 2026-11-30
      confidence: high
trait_rules:
- trait: agentic
  value: no
  control: AI-SEC-010
  boundary: not_applicable
  reason: Nothing acts here.
- trait: fine_tuned
  value: no
  control: AI-SEC-005
  boundary: provider
  reason: Only the provider trains.
scoring:
  kinds: {gap: 25}
`

func TestOwnPackAddsAndOverrides(t *testing.T) {
	base, own := mustBase(t), mustLoad(t, "insurer.yaml", own("insurer", insurer))
	old, c := mustCompose(t, base), mustCompose(t, base, own)

	if c.Version != "1.1.0+insurer 0.2" || c.AsOf != old.AsOf || c.SHA256 == old.SHA256 || len(c.Packs) != 2 {
		t.Errorf("version %q, as of %s, hash %s, %d packs", c.Version, c.AsOf, c.SHA256, len(c.Packs))
	}
	if c.SHA256 != hash([]byte(base.Info.SHA256+"\n"+own.Info.SHA256+"\n")) {
		t.Error("the catalogue's hash is not that of the packs' hashes")
	}

	t.Run("a control keeps what is not stated", func(t *testing.T) {
		got, was := *c.Control("AI-SEC-002"), *old.Control("AI-SEC-002")
		want := was
		want.Weight = 9
		want.RACI.Accountable = []string{"Head of Application Security"}
		want.Mappings = append([]assess.Mapping{{Framework: "OWASP-LLM-2025", Refs: []string{"LLM01", "LLM07"}, Confidence: "medium"}}, was.Mappings[1:]...)
		want.Mappings = append(want.Mappings, assess.Mapping{Framework: "INSURER-POLICY-3", Refs: []string{"4.1"}, Confidence: "high"})
		if !reflect.DeepEqual(got, want) {
			t.Errorf("\n got %+v\nwant %+v", got, want)
		}
	})
	t.Run("a new control comes last", func(t *testing.T) {
		if len(c.Controls) != 27 || c.Controls[26].ID != "INS-01" {
			t.Errorf("%d controls, the last is %s", len(c.Controls), c.Controls[len(c.Controls)-1].ID)
		}
		if b := c.Baseline("aws_bedrock", "INS-01"); b.Owner != assess.OwnerUnassigned || b.Confidence() != assess.ConfidenceLow {
			t.Errorf("its unmapped cell is %s with %s confidence", b.Owner, b.Confidence())
		}
	})
	t.Run("models and providers", func(t *testing.T) {
		if m := c.Model("saas_ai"); m.Name != "SaaS AI, web chat and meeting tools" || m.Class != "saas" {
			t.Errorf("saas_ai: %+v", m)
		}
		if m := c.Model("broker_portal"); len(c.Models) != 14 || m.Company != "Portal AG" {
			t.Errorf("broker_portal: %+v", m)
		}
		if c.CanonicalProvider("OAI") != "OpenAI" {
			t.Error("the new alias is unknown")
		}
	})
	t.Run("a baseline keeps what is not stated", func(t *testing.T) {
		got, want := *c.Baseline("aws_bedrock", "AI-SEC-001"), *old.Baseline("aws_bedrock", "AI-SEC-001")
		want.Gap = "Our register is not kept by anybody."
		if !reflect.DeepEqual(got, want) {
			t.Errorf("\n got %+v\nwant %+v", got, want)
		}
	})
	t.Run("another owner takes the old source's word back", func(t *testing.T) {
		got, was := c.Baseline("aws_bedrock", "AI-SEC-017"), old.Baseline("aws_bedrock", "AI-SEC-017")
		want := assess.Baseline{
			Model: was.Model, Control: was.Control, Owner: assess.OwnerCustomer, ProviderOffers: was.ProviderOffers, CustomerActions: was.CustomerActions,
			Gap: was.Gap, EvidenceToGet: was.EvidenceToGet, Conditions: was.Conditions, Note: was.Note,
			Source: "policy 3, section 2", SourceCheck: "none", Declared: assess.ConfidenceMedium,
		}
		if !reflect.DeepEqual(*got, want) {
			t.Errorf("\n got %+v\nwant %+v", *got, want)
		}
		if got.Confidence() != assess.ConfidenceLow {
			t.Errorf("a source nobody opened shows as %s", got.Confidence())
		}
	})
	t.Run("rules and scoring", func(t *testing.T) {
		if len(c.TraitRules) != 3 || c.TraitRules[1].Reason != "Nothing acts here." || c.TraitRules[2].Boundary != assess.OwnerProvider {
			t.Errorf("trait rules: %+v", c.TraitRules)
		}
		if c.Scoring.Kinds[assess.FindingGap] != 25 || c.Scoring.Kinds[assess.FindingPartial] != 16 {
			t.Errorf("scoring: %+v", c.Scoring.Kinds)
		}
	})
	t.Run("remarks", func(t *testing.T) {
		var got []string
		for _, p := range Remarks(base, own) {
			if p.File == "insurer.yaml" {
				got = append(got, p.String())
			}
		}
		want := []string{
			"insurer.yaml:33: the hosting model saas_ai has no baseline for INS-01: shown as unassigned, with low confidence",
			"insurer.yaml:35: the hosting model broker_portal has no baseline for AI-SEC-002, AI-SEC-003, AI-SEC-004, AI-SEC-005, AI-SEC-006, AI-SEC-007 and 20 more controls: shown as unassigned, with low confidence",
			`insurer.yaml:49: the confidence is declared medium, but the source check "none" shows it as low`,
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("\n got %s\nwant %s", strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	})
	t.Run("the base is untouched", func(t *testing.T) {
		if again := mustCompose(t, base); !reflect.DeepEqual(again, old) {
			t.Error("composing with an own pack changed the base pack")
		}
	})
}

func TestThreeLayers(t *testing.T) {
	base := mustBase(t)
	first := mustLoad(t, "a.yaml", own("first", "controls:\n- {id: AI-SEC-020, weight: 5, name: Watching the provider}\n"))
	second := mustLoad(t, "b.yaml", own("second", "controls:\n- {id: AI-SEC-020, weight: 6}\n"))
	c := mustCompose(t, base, first, second)
	if control := c.Control("AI-SEC-020"); control.Weight != 6 || control.Name != "Watching the provider" {
		t.Errorf("weight %d, name %q", control.Weight, control.Name)
	}
	if c.Version != "1.1.0+first 0.2+second 0.2" {
		t.Errorf("version %q", c.Version)
	}
	turned := mustCompose(t, base, second, first)
	if turned.Control("AI-SEC-020").Weight != 5 || turned.SHA256 == c.SHA256 {
		t.Error("the order of packs makes no difference")
	}
}

// TestEmptyingAText: an own pack can say that a gap is closed.
func TestEmptyingAText(t *testing.T) {
	base := mustBase(t)
	closed := mustLoad(t, "own.yaml", own("own", "baselines:\n  aws_bedrock:\n    AI-SEC-002: {gap: ''}\n"))
	if gap := mustCompose(t, base, closed).Baseline("aws_bedrock", "AI-SEC-002").Gap; gap != "" {
		t.Errorf("the gap is still %q", gap)
	}
}

// TestBrokenCompositions: packs that are well formed, each alone, and wrong
// together. The fault stands where its author can mend it.
func TestBrokenCompositions(t *testing.T) {
	for _, test := range []struct{ name, body, want string }{
		{"owner without a source", "baselines:\n  aws_bedrock:\n    AI-SEC-003:\n      owner: provider\n",
			"own.yaml:8: aws_bedrock × AI-SEC-003 gets another owner than before, so it needs a source of its own\n" +
				"own.yaml:8: aws_bedrock × AI-SEC-003 gets another owner than before, so it needs a source_check of its own\n" +
				"own.yaml:8: aws_bedrock × AI-SEC-003 gets another owner than before, so it needs a confidence of its own"},
		{"source without a check", "baselines:\n  aws_bedrock:\n    AI-SEC-003:\n      source: https://elsewhere.example\n",
			"own.yaml:8: aws_bedrock × AI-SEC-003 gets another source than before, so it needs a source_check of its own\n" +
				"own.yaml:8: aws_bedrock × AI-SEC-003 gets another source than before, so it needs a confidence of its own"},
		{"source checked, but when", "baselines:\n  aws_bedrock:\n    AI-SEC-003: {source: a contract, source_check: repo, confidence: high}\n",
			"own.yaml:8: aws_bedrock × AI-SEC-003 has no verified_on: its source was checked"},
		{"baseline of no model", "baselines:\n  aws_bedrok:\n    AI-SEC-003: {owner: not_applicable, source_check: none, confidence: low}\n",
			"own.yaml:8: there is no hosting model aws_bedrok"},
		{"half a new control", "controls:\n- id: OWN-1\n  name: Own\n  short: Own\n  weight: 3\n",
			"own.yaml:7: the control OWN-1 has no description\nown.yaml:7: the control OWN-1 has no category\nown.yaml:7: the control OWN-1 has no lifecycle\n" +
				"own.yaml:7: the control OWN-1 has no review\nown.yaml:7: the control OWN-1 has no review_months\nown.yaml:7: the control OWN-1 has no raci responsible\n" +
				"own.yaml:7: the control OWN-1 has no raci accountable\nown.yaml:7: the control OWN-1 has no origin\nown.yaml:7: the control OWN-1 has no source"},
		{"edition that is not there", "controls:\n- id: AI-SEC-001\n  mappings:\n    OWASP-LLM-2027: {refs: [LLM01], confidence: low}\n",
			"own.yaml:9: there is no framework OWASP-LLM-2027"},
		{"short name taken", "controls:\n- id: AI-SEC-001\n  short: Red teaming\n", `own.yaml:8: "Red teaming" already stands for AI-SEC-015`},
		{"alias taken", "providers:\n- name: Azure Ltd\n  aliases: [azure]\n", `own.yaml:8: "azure" already stands for Microsoft`},
		{"weight beyond the bound", "controls:\n- id: AI-SEC-001\n  weight: 12\n", "own.yaml:8: weight 12 of AI-SEC-001 is above max_control_weight, which is 10"},
		{"gap above the unowned", "scoring:\n  kinds: {gap: 31}\n", "own.yaml:7: gap has 31 points: with the largest control weight, 10, they reach the 40 of ambiguous, and an unowned cell has to rank above every owned one"},
		{"unowned below the gap", "scoring:\n  kinds: {unassigned: 33}\n",
			"own.yaml:7: gap has 24 points: with the largest control weight, 10, they reach the 33 of unassigned, and an unowned cell has to rank above every owned one\n" +
				"own.yaml:7: approval_expired has 24 points: with the largest control weight, 10, they reach the 33 of unassigned, and an unowned cell has to rank above every owned one"},
		{"beyond the scale", "scoring:\n  agentic: 9\n", "own.yaml:7: the largest possible sum is 103: severity ends at 100"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := Compose(mustBase(t), mustLoad(t, "own.yaml", own("own", test.body)))
			if err == nil {
				t.Fatal("the composition was accepted")
			}
			if got := allProblems(err); got != test.want {
				t.Errorf("\n got %s\nwant %s", got, test.want)
			}
		})
	}
	if _, err := Compose(); err == nil {
		t.Error("a catalogue was made of nothing")
	}
	_, err := Compose(mustLoad(t, "own.yaml", own("own", "")))
	want := "own.yaml:1: the catalogue has no owners\nown.yaml:1: the catalogue has no source_checks\nown.yaml:1: the catalogue has no controls\n" +
		"own.yaml:1: the catalogue has no models\nown.yaml:1: the catalogue has no scoring"
	if err == nil || allProblems(err) != want {
		t.Errorf("an own pack alone: %v", err)
	}
}

// BenchmarkLoad is what every command pays before it begins: reading and
// composing the embedded pack, which nobody has read before.
func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		known.forget()
		mustCompose(b, mustBase(b))
	}
}

// BenchmarkLoadAgain is what the next engagement pays that has the same pack.
func BenchmarkLoadAgain(b *testing.B) {
	first := mustBase(b)
	for b.Loop() {
		mustCompose(b, mustBase(b))
	}
	runtime.KeepAlive(first)
}

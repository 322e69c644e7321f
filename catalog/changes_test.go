package catalog

import (
	"reflect"
	"strings"
	"testing"
)

func TestChanges(t *testing.T) {
	base := mustBase(t)
	old := mustCompose(t, base)
	for _, test := range []struct {
		name, body string
		want       []Change
	}{
		{"nothing", "", nil},
		{"the same again", "controls:\n- {id: AI-SEC-002, weight: 10}\n", nil},
		{"owner", "baselines:\n  aws_bedrock:\n    AI-SEC-004: {owner: shared, source: contract 7, source_check: none, confidence: low}\n", []Change{
			{Model: "aws_bedrock", Control: "AI-SEC-004", Reopens: true, What: []string{
				"owner: customer -> shared",
				"source: https://docs.aws.amazon.com/bedrock/latest/userguide/guardra… -> contract 7",
				"source_check: search -> none",
				"verified_on: 2026-11-21 -> nothing",
				"verification_note: The leakage category and its Standard-tier limit were read; … -> nothing",
				"confidence: high -> low",
				"changed_since: The prompt-leakage category (Standard tier) is newer than th… -> nothing",
			}},
		}},
		{"looked up again", "baselines:\n  aws_bedrock:\n    AI-SEC-007: {verified_on: 2027-01-15}\n", []Change{
			{Model: "aws_bedrock", Control: "AI-SEC-007", What: []string{"verified_on: 2026-11-21 -> 2027-01-15"}},
		}},
		{"control", "controls:\n- id: AI-SEC-020\n  weight: 5\n  raci: {accountable: [CISO]}\n", []Change{
			{Control: "AI-SEC-020", What: []string{"weight: 4 -> 5", "raci accountable: CISO, AI Governance Board -> CISO"}},
		}},
		{"what a control asks for", "controls:\n- id: AI-SEC-004\n  description: Stop system prompts and instructions from being read.\n", []Change{
			{Control: "AI-SEC-004", Reopens: true, What: []string{"description: …ructions from being extracted or leaked. -> …ructions from being read."}},
		}},
		{"trait rule", "trait_rules:\n- {trait: agentic, value: no, control: AI-SEC-010, boundary: provider, reason: It is theirs.}\n", []Change{
			{Control: "AI-SEC-010", Reopens: true, What: []string{"trait rule withdrawn: agentic no: not_applicable"}},
			{Control: "AI-SEC-010", Reopens: true, What: []string{"new trait rule: agentic no: provider"}},
		}},
		{"model", "models:\n- {id: saas_ai, company: OpenAI}\n- {id: own, name: Own, provider: none, service_type: x, class: y}\n", []Change{
			{Model: "saas_ai", What: []string{"company: nothing -> OpenAI"}},
			{Model: "own", What: []string{"new hosting model: Own"}},
		}},
		{"scoring", "scoring:\n  kinds: {gap: 22}\n  evidence_months: 6\n", []Change{
			{What: []string{"kinds.gap: 24 -> 22", "evidence_months: 12 -> 6"}},
		}},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := Changes(old, mustCompose(t, base, mustLoad(t, "own.yaml", own("own", test.body))))
			if !reflect.DeepEqual(got, test.want) {
				t.Errorf("\n got %+v\nwant %+v", got, test.want)
			}
		})
	}
}

// TestChangesWithdrawn: what an own pack added goes when the pack goes.
func TestChangesWithdrawn(t *testing.T) {
	base := mustBase(t)
	old, with := mustCompose(t, base), mustCompose(t, base, mustLoad(t, "insurer.yaml", own("insurer", insurer)))
	var got []string
	for _, c := range Changes(with, old) {
		for _, what := range c.What {
			if strings.Contains(what, "withdrawn") {
				got = append(got, c.Model+c.Control+" "+what)
			}
		}
	}
	want := []string{
		"broker_portal hosting model withdrawn: Broker portal AI",
		"INS-01 control withdrawn: Actuarial sign-off",
		"AI-SEC-005 trait rule withdrawn: fine_tuned no: provider",
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("\n got %q\nwant %q", got, want)
	}
	if there, back := len(Changes(old, with)), len(Changes(with, old)); there != back {
		t.Errorf("%d changes one way, %d the other", there, back)
	}
}

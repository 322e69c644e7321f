package catalog

import (
	"slices"
	"strings"
	"testing"

	"demarc/assess"
)

const ownTexts = `# Made for Nordhaven
schema: demarc-pack/1
name: insurer
title: Nordhaven's own
version: '0.10'
as_of: 2026-11-01
providers:
- name: Karelia Managed Services # our friends
  aliases: [KMS, Karelia]
frameworks:
- id: OWN-1
  name: Nordhaven policy
  edition: '1'
models:
- id: own_gateway
  name: Nordhaven gateway
  provider: Karelia's people
  company: Karelia Managed Services
  service_type: gateway
  class: own
controls:
- id: OWN-001
  name: Okafor signs off
  short: Okafor
  description: Okafor looks at it.
  category: governance
  weight: 3
  lifecycle: operation
  review: monthly
  review_months: 1
  raci: {responsible: [Okafor's team, 'A team'], accountable: [Okafor]}
  mappings: {OWN-1: {refs: [Paragraph 7], confidence: high}}
  origin: Nordhaven
  source: Nordhaven's wiki
baselines:
  own_gateway:
    OWN-001: {owner: shared, provider_offers: Karelia logs., customer_actions: [Ask Okafor., Ask again.], source: wiki, source_check: article, verified_on: 2026-10-01, confidence: low}
trait_rules:
- {trait: retrieval, value: 'no', control: OWN-001, boundary: not_applicable, reason: Okafor says so}
`

func TestAPackSaysTheSameInOtherTexts(t *testing.T) {
	base := mustBase(t)
	own, err := LoadFile("nordhaven.yaml", []byte(ownTexts))
	if err != nil {
		t.Fatal(err)
	}
	before, err := Compose(base, own)
	if err != nil {
		t.Fatal(err)
	}
	rewritten, err := own.WithTexts(func(text Text) string {
		switch {
		case text.Key == "aliases":
			return ""
		case text.Section == sectionProviders || text.Key == "company":
			return "P"
		case text.Key == "name" || text.Key == "short":
			return text.ID
		}
		return "[removed]"
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, gone := range []string{"Nordhaven", "Okafor", "Karelia", "KMS", "nordhaven", "wiki", "Paragraph", "#"} {
		if strings.Contains(string(rewritten.Encode()), gone) {
			t.Errorf("%s is left in\n%s", gone, rewritten.Encode())
		}
	}
	after, err := Compose(base, rewritten)
	if err != nil {
		t.Fatal(err)
	}
	if after.Version != before.Version || after.SHA256 == before.SHA256 || len(after.Controls) != len(before.Controls) || after.Scoring.MaxControlWeight != before.Scoring.MaxControlWeight {
		t.Errorf("%s with %d controls became %s with %d", before.Version, len(before.Controls), after.Version, len(after.Controls))
	}
	b := after.Baseline("own_gateway", "OWN-001")
	if b == nil || b.Owner != assess.OwnerShared || !slices.Equal(b.CustomerActions, []string{"[removed]"}) || b.Gap != "" || b.VerifiedOn.String() != "2026-10-01" {
		t.Errorf("the baseline is %+v", b)
	}
	if m := after.Model("own_gateway"); m.Company != "P" || m.Name != "own_gateway" {
		t.Errorf("the hosting model is %+v", m)
	}
}

// TestTextsThatStayMakeTheSameCatalogue: nothing is lost on the way but comments
// and names of files.
func TestTextsThatStayMakeTheSameCatalogue(t *testing.T) {
	base := mustBase(t)
	texts := 0
	same, err := base.WithTexts(func(text Text) string { texts++; return text.Value })
	if err != nil {
		t.Fatal(err)
	}
	before, err := Compose(base)
	if err != nil {
		t.Fatal(err)
	}
	after, err := Compose(same)
	if err != nil {
		t.Fatal(err)
	}
	if changes := Changes(before, after); len(changes) > 0 || texts < 1000 || texts != len(base.Texts()) {
		t.Errorf("of %d texts (%d) these changed: %v", texts, len(base.Texts()), changes)
	}
}

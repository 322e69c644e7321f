package engagement

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"pgregory.net/rapid"

	"demarc/assess"
	"demarc/catalog"
)

// Whatever is done in whatever order: the sum closes, a restart shows the same,
// the file verifies, and undoing everything leads back to the first records.
func TestEveryMorningCanBeTakenBack(t *testing.T) {
	packs := morningPacks(t)
	rapid.Check(t, func(rt *rapid.T) {
		folder, err := os.MkdirTemp(t.TempDir(), "morning")
		if err != nil {
			rt.Fatal(err)
		}
		m := &morning{desk: newDeskIn(quietly{t, rt}, folder), draw: rt, packs: packs}
		first := m.digest()
		for range rapid.IntRange(2, 9).Draw(rt, "steps") {
			before := m.digest()
			step := rapid.SampledFrom(steps).Draw(rt, "step")
			if err := step.do(m); err != nil && m.digest() != before {
				rt.Fatalf("%s was refused (%v) and changed something", step.name, err)
			}
			m.sumCloses(step.name)
		}
		last, totals := m.digest(), m.Evaluation().Totals()
		m.intact()
		if m.Evaluation().Totals() != totals {
			rt.Fatalf("a restart shows %+v in the place of %+v", m.Evaluation().Totals(), totals)
		}
		undone := 0
		for _, err := m.Undo(nil); err == nil; _, err = m.Undo(nil) {
			undone++
			m.sumCloses("undo")
		}
		if m.digest() != first {
			rt.Fatalf("undoing all %d does not lead back to the beginning", undone)
		}
		m.reopen()
		for range undone {
			m.redo()
		}
		if m.digest() != last || m.Evaluation().Totals() != totals {
			rt.Fatalf("redoing all %d does not lead to the end again", undone)
		}
		m.intact()
		m.Session.Close()
	})
}

// quietly is the whole test for what has to be cleaned up, and the one draw
// for what fails.
type quietly struct {
	testing.TB
	draw *rapid.T
}

func (q quietly) Fatal(args ...any)                 { q.draw.Fatal(args...) }
func (q quietly) Fatalf(format string, args ...any) { q.draw.Fatalf(format, args...) }
func (q quietly) Cleanup(func())                    {}

type morning struct {
	*desk
	draw  *rapid.T
	packs []*catalog.Pack
}

func morningPacks(t *testing.T) []*catalog.Pack {
	d := &desk{t: t}
	var packs []*catalog.Pack
	for i, owner := range []string{"customer", "shared"} {
		packs = append(packs, d.pack("house.yaml", fmt.Sprintf(`schema: demarc-pack/1
name: house
title: Ours
version: 1.0.%d
as_of: 2026-11-20
baselines:
  aws_bedrock:
    AI-SEC-005: {owner: %s, source: "https://contracts.example", source_check: repo, verified_on: 2026-11-19, confidence: high}
`, i, owner)))
	}
	return packs
}

func (m *morning) sumCloses(after string) {
	c := m.Evaluation().Totals()
	counted := 0
	for _, asset := range m.State().SortedAssets() {
		if asset.Counted() {
			counted++
		}
	}
	if c.Assets != counted || c.Cells != counted*26 || c.Owned+c.Unowned+c.NotApplicable != c.Cells ||
		c.Compliant+c.Partial+c.Gaps != c.Applicable || c.Applicable+c.NotApplicable != c.Cells {
		m.draw.Fatalf("after %s the sum does not close: %+v with %d assets", after, c, counted)
	}
}

func (m *morning) one(label string, from ...string) string {
	return rapid.SampledFrom(from).Draw(m.draw, label)
}

func (m *morning) anAsset() string { return m.one("asset", "Triage", "Chat", "Search", "Robot") }
func (m *morning) aParty() string  { return m.one("party", "Anna", "Bert", "Cleo") }
func (m *morning) aControl() string {
	return m.one("control", "AI-SEC-002", "AI-SEC-004", "AI-SEC-005", "AI-SEC-009", "AI-SEC-017")
}
func (m *morning) aHosting() string {
	return m.one("hosting", "aws_bedrock", "self_hosted_onprem", "saas_ai", "unknown")
}

// steps are what a consultant does. Each may be refused; none may do a half.
var steps = []struct {
	name string
	do   func(*morning) error
}{
	{"adding an asset", func(m *morning) error {
		_, err := m.AddAsset(AssetFields{Name: given(m.anAsset()), Hosting: given(m.aHosting()), Retrieval: given(m.one("retrieval", "yes", "no", "unknown"))})
		return err
	}},
	{"editing an asset", func(m *morning) error {
		_, err := m.EditAsset(m.anAsset(), AssetFields{Hosting: given(m.aHosting()), Tags: &[]string{m.one("tag", "", "a", "b")}, Approval: given(m.one("approval", "", "approved", "rejected"))})
		return err
	}},
	{"retiring an asset", func(m *morning) error { _, err := m.RetireAsset(m.anAsset()); return err }},
	{"adding a party", func(m *morning) error { _, err := m.AddParty(PartyFields{Name: given(m.aParty())}); return err }},
	{"retiring a party", func(m *morning) error {
		_, err := m.RetireParty(m.aParty(), m.one("successor", "", "Anna", "Bert"))
		return err
	}},
	{"handing over", func(m *morning) error { _, err := m.HandOver(m.aParty(), m.aParty()); return err }},
	{"assigning cells", func(m *morning) error {
		_, err := m.Assign(Assignment{Assets: []string{m.anAsset()}, Controls: []string{m.aControl()}, Accountable: given(m.aParty()), Status: given(m.one("status", "", "implemented", "planned"))})
		return err
	}},
	{"assigning by a rule", func(m *morning) error {
		_, err := m.Assign(Assignment{Scopes: []assess.Scope{m.aScope()}, EveryControl: true, Accountable: given(m.one("accountable", "", "Anna", "Bert"))})
		return err
	}},
	{"deciding a boundary", func(m *morning) error {
		boundary := m.one("boundary", "provider", "customer", "shared", "not_applicable", "baseline", "")
		_, err := m.Assign(Assignment{Scopes: []assess.Scope{m.aScope()}, Controls: []string{m.aControl()}, Boundary: &boundary, Rationale: given(m.one("why", "", "because"))})
		return err
	}},
	{"taking the template", func(m *morning) error {
		_, err := m.Assign(Assignment{Assets: []string{m.anAsset()}, Controls: []string{m.aControl()}, Template: true})
		return err
	}},
	{"recording evidence", func(m *morning) error {
		_, err := m.AddEvidence(EvidenceFields{Note: "seen", Method: m.one("method", "inquiry", "inspection"), Assets: []string{m.anAsset()}, Controls: []string{m.aControl()}})
		return err
	}},
	{"deciding about a finding", (*morning).decide},
	{"importing a list", (*morning).importList},
	{"taking a pack", func(m *morning) error {
		_, err := m.Adopt(rapid.SampledFrom(m.packs).Draw(m.draw, "pack"), false)
		return err
	}},
	{"stating the scope", func(m *morning) error {
		_, err := m.SetScope(ScopeFields{Units: &[]string{m.one("unit", "Sales", "Claims")}, Exclude: []assess.Exclusion{{What: m.one("what", "Lab", "Toys"), Reason: "small"}}})
		return err
	}},
	{"undoing", func(m *morning) error { _, err := m.Undo(nil); return err }},
	{"redoing", func(m *morning) error { _, err := m.Redo(nil); return err }},
}

func (m *morning) aScope() assess.Scope {
	switch kind := assess.ScopeKind(m.one("scope", "all", "hosting", "tag", "provider")); kind {
	case assess.ScopeHosting:
		return assess.Scope{Kind: kind, Value: m.aHosting()}
	case assess.ScopeTag:
		return assess.Scope{Kind: kind, Value: m.one("tag", "a", "b")}
	case assess.ScopeProvider:
		return assess.Scope{Kind: kind, Value: "AWS"}
	}
	return assess.Scope{Kind: assess.ScopeAll}
}

func (m *morning) decide() error {
	findings := m.Evaluation().Findings()
	if len(findings) == 0 {
		return nil
	}
	finding := findings[rapid.IntRange(0, len(findings)-1).Draw(m.draw, "finding")]
	_, err := m.Decide(finding.ID, DecisionFields{As: m.one("as", "open", "in_progress", "risk_accepted"), By: m.aParty(), Until: "2027-01-01", Reason: "x"})
	return err
}

func (m *morning) importList() error {
	rows := "name,external_id,hosting_model,region\n"
	for i := range rapid.IntRange(1, 3).Draw(m.draw, "rows") {
		rows += fmt.Sprintf("%s,%s,%s,%s\n", m.anAsset(), m.one("id", "", fmt.Sprint(i), "7"), m.one("cell", "", m.aHosting(), "nowhere"), m.one("region", "", "eu", "us"))
	}
	path := filepath.Join(filepath.Dir(m.path), "list.csv")
	m.check(os.WriteFile(path, []byte(rows), 0o600))
	_, err := m.Import([]string{path}, ImportOptions{
		OnConflict: rapid.SampledFrom([]Choice{ChoiceNone, ChoiceMine, ChoiceTheirs}).Draw(m.draw, "choice"), SkipRejected: rapid.Bool().Draw(m.draw, "skip"),
	})
	return err
}

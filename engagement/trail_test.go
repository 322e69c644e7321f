package engagement

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"demarc/assess"
	"demarc/history"
)

// What Recent says of every asset and every cell is what Log says, without the
// changes and digests.
func recentSaysWhatLogSays(t *testing.T, s *Session, when string) {
	t.Helper()
	controls := []string{""}
	for _, control := range s.catalogue.Controls {
		controls = append(controls, control.ID)
	}
	told := 0
	for _, asset := range s.state.SortedAssets() {
		for _, control := range controls {
			log, err := s.Log(nil, LogFilter{Asset: asset.ID, Control: control, Most: 4})
			if err != nil {
				t.Fatal(err)
			}
			for i := range log {
				log[i].Changes, log[i].Header.Digests = nil, nil
			}
			recent, err := s.Recent(nil, asset.ID, control, 4)
			if err != nil {
				t.Fatal(err)
			}
			told += len(recent)
			if diff := cmp.Diff(log, recent, cmp.Comparer(func(a, b history.Digest) bool { return a == b })); diff != "" {
				t.Fatalf("%s, %s %s: %s", when, asset.Name, control, diff)
			}
		}
	}
	if told == 0 {
		t.Fatalf("%s: nothing was told", when)
	}
}

func TestRecentSaysWhatLogSays(t *testing.T) {
	d := newDesk(t)
	d.story()
	d.asset("Scoring", "aws_bedrock")
	recentSaysWhatLogSays(t, d.Session, "before anything was asked")
	for _, step := range []struct {
		name string
		do   func()
	}{
		{"a cell", func() {
			d.assign(Assignment{Assets: []string{"Scoring"}, Controls: []string{"AI-SEC-004"}, Status: given("planned")})
		}},
		{"several cells at once", func() {
			d.assign(Assignment{Assets: []string{"Scoring", "Triage"}, Controls: []string{"AI-SEC-002", "AI-SEC-004"}, Accountable: given("Cloud Security")})
		}},
		{"a rule", func() {
			d.assign(Assignment{Scopes: []assess.Scope{{Kind: assess.ScopeAll}}, Controls: []string{"AI-SEC-002"}, Accountable: given("Cloud Security")})
		}},
		{"a rule for one hosting model and every control", func() {
			d.assign(Assignment{Scopes: []assess.Scope{{Kind: assess.ScopeHosting, Value: "aws_bedrock"}}, EveryControl: true, Status: given("planned")})
		}},
		{"an undo", func() { d.undo() }},
		{"a redo", func() { d.redo() }},
		{"an undo of what was made again", func() { d.undo(); d.undo() }},
		{"another name of a party", func() {
			_, err := d.EditParty("Cloud Security", PartyFields{Name: given("Platform")})
			d.check(err)
		}},
		{"another name of an asset", func() {
			_, err := d.EditAsset("Scoring", AssetFields{Name: given("Grading")})
			d.check(err)
		}},
		{"another place of an asset, out of a rule's reach", func() {
			_, err := d.EditAsset("Grading", AssetFields{Hosting: given("self_hosted_onprem")})
			d.check(err)
		}},
		{"a retired asset", func() {
			_, err := d.RetireAsset("Grading")
			d.check(err)
		}},
		{"evidence", func() {
			_, err := d.AddEvidence(EvidenceFields{Note: "seen", Method: "inquiry", Assets: []string{"Triage"}, Controls: []string{"AI-SEC-002"}})
			d.check(err)
		}},
		{"a restart", func() { d.reopen() }},
	} {
		step.do()
		recentSaysWhatLogSays(t, d.Session, step.name)
	}
}

// The history of a cell has what was done about it elsewhere: evidence, what was
// decided about its finding, and the action on that; its neighbour's has not.
func TestACellsHistoryHasItsEvidenceAndFindings(t *testing.T) {
	d := newDesk(t)
	d.asset("Triage", "aws_bedrock")
	asset := d.find("Triage")
	_, err := d.AddEvidence(EvidenceFields{Note: "seen", Method: "inquiry", Assets: []string{"Triage"}, Controls: []string{"AI-SEC-004"}})
	d.check(err)
	var finding string
	for _, f := range d.Evaluation().Findings() {
		if f.Control != nil && f.Control.ID == "AI-SEC-004" {
			finding = f.ID
		}
	}
	_, err = d.Decide(finding, DecisionFields{Severity: "low", Reason: "a lab"})
	d.check(err)
	_, err = d.AddAction(ActionFields{Title: given("Ask the owner"), AddFindings: []string{finding}})
	d.check(err)
	for _, c := range []struct {
		name, asset, control string
		want                 int
	}{
		{"the cell", asset.ID, "AI-SEC-004", 3},
		{"its neighbour", asset.ID, "AI-SEC-005", 0},
		{"the asset, with its beginning", asset.ID, "", 4},
	} {
		t.Run(c.name, func(t *testing.T) {
			recent, err := d.Recent(nil, c.asset, c.control, 10)
			d.check(err)
			log, err := d.Log(nil, LogFilter{Asset: c.asset, Control: c.control})
			d.check(err)
			if len(recent) != c.want || len(log) != c.want {
				t.Errorf("%d commits are told, %d in the log", len(recent), len(log))
			}
		})
	}
}

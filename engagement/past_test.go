package engagement

import (
	"strings"
	"testing"
	"time"

	"demarc/assess"
	"demarc/history"
)

// story makes three edits and returns the digest of the records after each.
func (d *desk) story() []history.Digest {
	d.t.Helper()
	digests := []history.Digest{d.digest()}
	d.party("Cloud Security")
	digests = append(digests, d.digest())
	d.asset("Triage", "self_hosted_onprem")
	digests = append(digests, d.digest())
	d.assign(Assignment{Assets: []string{"Triage"}, Controls: []string{"AI-SEC-004"}, Accountable: given("Cloud Security"), Status: given("implemented")})
	return append(digests, d.digest())
}

func (d *desk) undo() string {
	d.t.Helper()
	sentence, err := d.Undo(nil)
	d.check(err)
	return sentence
}

func (d *desk) redo() string {
	d.t.Helper()
	sentence, err := d.Redo(nil)
	d.check(err)
	return sentence
}

func TestUndoAndRedoGoOnAfterARestart(t *testing.T) {
	d := newDesk(t)
	after := d.story()
	told := []string{"Made Cloud Security accountable", "Added the asset Triage", "Added the party Cloud Security"}
	for i, sentence := range told {
		d.reopen()
		if said := d.undo(); !strings.HasPrefix(said, sentence) {
			t.Errorf("undo %d undid %q, want %q", i+1, said, sentence)
		}
		if d.digest() != after[2-i] {
			t.Errorf("undo %d does not lead back to the records before", i+1)
		}
	}
	_, err := d.Undo(nil)
	refusedWith(t, err, CodeRefused, "nothing to undo")
	for i := range told {
		d.reopen()
		if said := d.redo(); !strings.HasPrefix(said, told[2-i]) {
			t.Errorf("redo %d redid %q", i+1, said)
		}
		if d.digest() != after[i+1] {
			t.Errorf("redo %d does not lead to the records after", i+1)
		}
	}
	_, err = d.Redo(nil)
	refusedWith(t, err, CodeRefused, "nothing to redo")
	d.intact()
}

// A redo takes an undo back, and can itself be undone again and again.
func TestUndoOfAnUndo(t *testing.T) {
	d := newDesk(t)
	after := d.story()
	for range 3 {
		d.undo()
		if d.digest() != after[2] {
			t.Fatal("undone to something else")
		}
		d.reopen()
		d.redo()
		if d.digest() != after[3] {
			t.Fatal("redone to something else")
		}
	}
	if d.commits() != 4+6 {
		t.Errorf("%d commits: an undo and a redo are each one, and none is ever taken away", d.commits())
	}
}

func TestAnEditEndsWhatCouldBeRedone(t *testing.T) {
	d := newDesk(t)
	d.story()
	d.undo()
	d.undo()
	d.party("Model Risk")
	_, err := d.Redo(nil)
	refusedWith(t, err, CodeRefused, "nothing to redo")
	if said := d.undo(); said != "Added the party Model Risk" {
		t.Errorf("undid %q", said)
	}
	if said := d.redo(); said != "Added the party Model Risk" {
		t.Errorf("redid %q", said)
	}
}

func TestAnEditThatChangesNothingIsNoCommit(t *testing.T) {
	d := newDesk(t)
	d.story()
	d.undo()
	before := d.commits()
	_, err := d.EditAsset("Triage", AssetFields{Name: given("Triage"), Tags: &[]string{}})
	d.check(err)
	_, err = d.SetScope(ScopeFields{Client: given(" Nordhaven ")})
	d.check(err)
	if d.commits() != before {
		t.Errorf("%d commits more", d.commits()-before)
	}
	d.redo() // nor does it end what can be redone
}

func TestLogTellsWhatAPersonWouldHaveWritten(t *testing.T) {
	d := newDesk(t)
	d.story()
	d.undo()
	d.redo()
	_, err := d.EditAsset("Triage", AssetFields{Region: given("eu-central-1")})
	d.check(err)
	_, err = d.RetireAsset("Triage")
	d.check(err)
	log, err := d.Log(nil, LogFilter{})
	d.check(err)
	want := []string{
		"Took the asset Triage out of use",
		"Set the region of the asset Triage to eu-central-1",
		"Redid: made Cloud Security accountable for System prompt on Triage; declared it implemented",
		"Undid: made Cloud Security accountable for System prompt on Triage; declared it implemented",
		"Made Cloud Security accountable for System prompt on Triage; declared it implemented",
		"Added the asset Triage",
		"Added the party Cloud Security",
		"Began the engagement for Nordhaven",
	}
	if len(log) != len(want) {
		t.Fatalf("%d entries, want %d", len(log), len(want))
	}
	for i, entry := range log {
		if said := strings.Join(entry.Sentences, "; "); said != want[i] {
			t.Errorf("entry %d says %q, want %q", i, said, want[i])
		}
	}
	for _, c := range []struct {
		name   string
		filter LogFilter
		want   int
	}{
		{"of an asset and its cells", LogFilter{Asset: "triage"}, 6},
		{"of a control", LogFilter{Control: "AI-SEC-004"}, 3},
		{"by an author", LogFilter{By: "j. weiss"}, 8},
		{"by nobody", LogFilter{By: "X"}, 0},
		{"at most", LogFilter{Most: 2}, 2},
	} {
		if log, err := d.Log(nil, c.filter); err != nil || len(log) != c.want {
			t.Errorf("%s: %d entries, want %d (%v)", c.name, len(log), c.want, err)
		}
	}
}

func TestDiffTellsTheNetChange(t *testing.T) {
	d := newDesk(t)
	d.party("Cloud Security")
	d.now = deskDay.AddDate(0, 0, 1)
	d.reopen()
	d.asset("Triage", "self_hosted_onprem")
	d.asset("Mistake", "saas_ai")
	d.undo()
	d.assign(Assignment{Assets: []string{"Triage"}, Controls: []string{"AI-SEC-004"}, Accountable: given("Cloud Security")})
	difference, err := d.Diff(nil, deskDay.In(time.Local).Format(time.DateOnly))
	d.check(err)
	if difference.Commits != 4 || len(difference.Changes) != 2 {
		t.Errorf("%d commits with %d net changes, want 4 with 2: what was undone is no change", difference.Commits, len(difference.Changes))
	}
	if difference.Before.Cells != 0 || difference.Now.Owned != 1 || len(difference.New) == 0 || len(difference.Settled) != 0 {
		t.Errorf("before %+v, now %+v, %d new, %d settled", difference.Before, difference.Now, len(difference.New), len(difference.Settled))
	}
	head, err := d.Head()
	d.check(err)
	difference, err = d.Diff(nil, head.ID.Short())
	d.check(err)
	if difference.Commits != 0 || len(difference.Sentences) != 0 {
		t.Errorf("since now: %d commits, %q", difference.Commits, difference.Sentences)
	}
	_, err = d.Diff(nil, "2001-01-01")
	refusedWith(t, err, CodeInput, "began on", "2001-01-01")
	_, err = d.Diff(nil, "zzzz")
	refusedWith(t, err, CodeInput, "no commit", "demarc log")
}

func TestAdoptReopensAnsweredCellsWhoseDutyMoves(t *testing.T) {
	d := newDesk(t)
	d.asset("Triage", "aws_bedrock")
	d.asset("Chat", "saas_ai")
	d.party("Cloud Security")
	everything := []assess.Scope{{Kind: assess.ScopeAll}}
	d.assign(Assignment{Scopes: everything, Controls: []string{"AI-SEC-005", "AI-SEC-004"}, Accountable: given("Cloud Security"), Status: given("implemented")})
	before := d.digest()
	pack := d.pack("house.yaml", `schema: demarc-pack/1
name: house
title: What our contract says
version: 1.0.0
as_of: 2026-11-20
baselines:
  aws_bedrock:
    AI-SEC-005: {owner: customer, source: "https://contracts.example", source_check: repo, verified_on: 2026-11-19, confidence: high}
`)
	preview, err := d.Adopt(pack, true)
	d.check(err)
	if preview.Reopened != 1 || len(preview.Changes) != 1 || d.digest() != before {
		t.Errorf("the preview reopens %d by %d changes, and changed something: %t", preview.Reopened, len(preview.Changes), d.digest() != before)
	}
	count := d.commits()
	taken, err := d.Adopt(pack, false)
	d.check(err)
	if taken.Reopened != 1 || d.commits() != count+1 {
		t.Errorf("%d reopened in %d commits", taken.Reopened, d.commits()-count)
	}
	d.reopen()
	moved, other := d.cell("Triage", "AI-SEC-005"), d.cell("Chat", "AI-SEC-005")
	if moved.Reopened == "" || moved.Baseline.Owner != assess.OwnerCustomer || other.Reopened != "" {
		t.Errorf("reopened %q and %q, owner %s", moved.Reopened, other.Reopened, moved.Baseline.Owner)
	}
	// Answered anew, it is closed.
	d.assign(Assignment{Assets: []string{"Triage"}, Controls: []string{"AI-SEC-005"}, Status: given("implemented")})
	if again := d.cell("Triage", "AI-SEC-005"); again.Reopened != "" {
		t.Error("an answer does not close a reopened cell")
	}
	// The base alone is what it was; undoing takes the old catalogue back.
	d.undo()
	d.undo()
	d.reopen()
	if d.digest() != before || d.cell("Triage", "AI-SEC-005").Baseline.Owner != assess.OwnerProvider {
		t.Error("the undo of a pack does not lead back")
	}
	d.intact()
}

// What was true then is told with the catalogue of then.
func TestDiffAcrossAPackCountsWithTheCatalogueOfThen(t *testing.T) {
	d := newDesk(t)
	d.asset("Triage", "aws_bedrock")
	head, err := d.Head()
	d.check(err)
	before := d.Evaluation().Totals()
	_, err = d.Adopt(d.pack("house.yaml", `schema: demarc-pack/1
name: house
title: What our contract says
version: 1.0.0
as_of: 2026-11-20
baselines:
  aws_bedrock:
    AI-SEC-005: {owner: customer, source: "https://contracts.example", source_check: repo, verified_on: 2026-11-19, confidence: high}
`), false)
	d.check(err)
	d.reopen()
	difference, err := d.Diff(nil, head.ID.String())
	d.check(err)
	if difference.Before != before || difference.Now.Unowned != before.Unowned+1 {
		t.Errorf("then %+v, now %+v", difference.Before, difference.Now)
	}
	if len(difference.Sentences) != 1 || !strings.Contains(difference.Sentences[0], "catalogue") {
		t.Errorf("told as %q", difference.Sentences)
	}
}

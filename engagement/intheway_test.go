package engagement

import (
	"testing"
	"time"

	"demarc/assess"
	"demarc/history"
)

// An undo that no longer applies names the record, the field and what it is now,
// and who changed it when, in words and not in ids.
func TestAnUndoSaysWhatStandsInItsWay(t *testing.T) {
	triage := func(fields AssetFields) func(*desk) {
		return func(d *desk) {
			_, err := d.EditAsset("Triage", fields)
			d.check(err)
		}
	}
	answer := func(a Assignment) func(*desk) {
		a.Assets, a.Controls = []string{"Triage"}, []string{"AI-SEC-004"}
		return func(d *desk) { d.assign(a) }
	}
	const by = ", as M. Okafor changed it on 22 November 2026 at 10:30"
	for name, c := range map[string]struct {
		change, later func(*desk)
		want          string
	}{
		"a name": {
			triage(AssetFields{Name: given("Triage"), Region: given("eu-west-1")}), triage(AssetFields{Region: given("us-east-1")}),
			"the region of the asset Triage is us-east-1 now" + by,
		},
		"an owner, by name": {
			triage(AssetFields{Owner: given("Cloud Security")}), triage(AssetFields{Owner: given("Model Risk")}),
			"the owner of the asset Triage is Model Risk now" + by,
		},
		"a field that is empty now": {
			triage(AssetFields{Region: given("eu-west-1")}), triage(AssetFields{Region: given("")}),
			"the region of the asset Triage is nothing now" + by,
		},
		"notes": {
			triage(AssetFields{Notes: given("one")}), triage(AssetFields{Notes: given("other")}),
			"the notes of the asset Triage changed since" + by,
		},
		"a tag": {
			triage(AssetFields{Tags: &[]string{"eu"}}), triage(AssetFields{Tags: &[]string{}}),
			"the tags of the asset Triage changed since" + by,
		},
		"who is accountable": {
			answer(Assignment{Accountable: given("Cloud Security")}), answer(Assignment{Accountable: given("Model Risk")}),
			"the accountable party of System prompt on Triage is Model Risk now" + by,
		},
		"a status": {
			answer(Assignment{Status: given("planned")}), answer(Assignment{Status: given("partial")}),
			"the declared status of System prompt on Triage is partial now" + by,
		},
		"the engagement": {
			func(d *desk) { d.scope(ScopeFields{Objective: given("one"), Title: given("First")}) },
			func(d *desk) { d.scope(ScopeFields{Title: given("Second")}) },
			"the title of the engagement is Second now" + by,
		},
		"a record that is gone": {
			func(d *desk) { d.action("Ask") }, func(d *desk) { d.undo() },
			"the action Ask is gone" + by,
		},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t)
			d.asset("Triage", "self_hosted_onprem")
			d.party("Cloud Security")
			d.party("Model Risk")
			c.change(d)
			target := d.headID()
			d.who, d.now = Who{Author: "M. Okafor", Capacity: Client}, time.Date(2026, 11, 22, 10, 30, 0, 0, time.Local)
			d.reopen()
			c.later(d)
			before := d.commits()
			_, err := d.replay(nil, history.KindUndo, target)
			refusedWith(t, err, CodeRefused, "change it back by hand")
			if err.Error() != c.want {
				t.Errorf("it says %q\n want %q", err, c.want)
			}
			if d.commits() != before {
				t.Error("and it made a commit")
			}
		})
	}
}

// What another laptop changed is said of whoever changed it, and not of the merge.
func TestWhoChangedItIsNotTheMerge(t *testing.T) {
	d, other := twoDesks(t)
	_, err := other.EditAsset("Triage", AssetFields{Region: given("us-east-1")})
	d.check(err)
	d.takes(other)
	by := d.lastChange(assess.Ref{Kind: assess.KindAsset, Key: d.find("Triage").ID}, "region", "us-east-1")
	if by == nil || by.Header.Author != "B. Schwarz" || by.Header.Kind != history.KindEdit {
		t.Errorf("found %+v", by)
	}
}

func (d *desk) scope(fields ScopeFields) {
	d.t.Helper()
	_, err := d.SetScope(fields)
	d.check(err)
}

func (d *desk) action(title string) {
	d.t.Helper()
	_, err := d.AddAction(ActionFields{Title: &title})
	d.check(err)
}

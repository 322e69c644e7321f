package engagement

import (
	"testing"

	"demarc/assess"
)

// adoptHousePack moves a boundary of AWS Bedrock, which makes findings without
// anything of the client's having changed.
func (d *desk) adoptHousePack() {
	d.t.Helper()
	_, err := d.Adopt(d.pack("house.yaml", `schema: demarc-pack/1
name: house
title: What our contract says
version: 1.0.0
as_of: 2026-11-20
baselines:
  aws_bedrock:
    AI-SEC-005: {owner: customer, source: "https://contracts.example", source_check: repo, verified_on: 2026-11-19, confidence: high}
`), false)
	d.check(err)
}

// became is what became of the one finding of a kind on a control, empty where it
// is neither here nor there.
func (d *desk) became(since string, kind assess.FindingKind, control string) (ChangeOfFinding, Cause) {
	d.t.Helper()
	difference, err := d.Diff(nil, since)
	d.check(err)
	for _, f := range difference.Findings {
		if f.Kind == kind && (f.Control == nil && control == "" || f.Control != nil && f.Control.ID == control) {
			return f.Change, f.Because
		}
	}
	return "", ""
}

func (d *desk) later(days int) {
	d.now = d.now.AddDate(0, 0, days)
	d.reopen()
}

// own makes or ends the ownership of one cell.
func (d *desk) own(party string) {
	d.assign(Assignment{Assets: []string{"Claims"}, Controls: []string{"AI-SEC-004"}, Side: assess.CustomerSide, Accountable: &party})
}

func (d *desk) fix(kind assess.FindingKind, control string) {
	d.t.Helper()
	for _, f := range d.Evaluation().Findings() {
		if f.Kind == kind && f.Control != nil && f.Control.ID == control {
			_, err := d.Decide(f.ID, DecisionFields{As: "fixed", By: "Cloud Security", Reason: "seen"})
			d.check(err)
			return
		}
	}
	d.t.Fatal("there is no such finding")
}

func TestWhatBecameOfAFindingAndWhy(t *testing.T) {
	const control, moved = "AI-SEC-004", "AI-SEC-005"
	for name, c := range map[string]struct {
		before, after func(*desk)
		kind          assess.FindingKind
		control       string
		change        ChangeOfFinding
		because       Cause
	}{
		"an owner was found": {func(d *desk) {}, func(d *desk) { d.own("Cloud Security") },
			assess.FindingUnassigned, control, FindingFixed, BecauseClient},
		"an owner was lost": {func(d *desk) { d.own("Cloud Security") }, func(d *desk) { d.own("") },
			assess.FindingUnassigned, control, FindingNew, BecauseClient},
		"nothing was done": {func(d *desk) {}, func(d *desk) { d.later(1) },
			assess.FindingUnassigned, control, FindingStillOpen, ""},
		"an approval ran out": {func(d *desk) {
			_, err := d.EditAsset("Claims", AssetFields{Approval: given("approved"), ApprovedUntil: given("2026-12-01")})
			d.check(err)
		}, func(d *desk) { d.later(30) },
			assess.FindingApprovalExpired, "", FindingNew, BecauseTime},
		"an approval that had run out was given anew": {func(d *desk) {
			_, err := d.EditAsset("Claims", AssetFields{Approval: given("approved"), ApprovedUntil: given("2026-11-01")})
			d.check(err)
		}, func(d *desk) {
			_, err := d.EditAsset("Claims", AssetFields{ApprovedUntil: given("2027-11-01")})
			d.check(err)
		}, assess.FindingApprovalExpired, "", FindingFixed, BecauseClient},
		"the catalogue gave the duty to the client": {func(d *desk) {}, (*desk).adoptHousePack,
			assess.FindingUnassigned, moved, FindingNew, BecauseCatalogue},
		"the catalogue gave the duty back": {(*desk).adoptHousePack, func(d *desk) { d.undo() },
			assess.FindingUnassigned, moved, FindingFixed, BecauseCatalogue},
		"fixed, and lost again": {func(d *desk) {
			d.fix(assess.FindingUnassigned, control)
			d.own("Cloud Security")
		}, func(d *desk) { d.own("") },
			assess.FindingUnassigned, control, FindingReopened, BecauseClient},
		"there when the earlier visit ended": {func(d *desk) {
			d.check(d.beginVisit(Visit{}))
			d.own("Cloud Security")
		}, func(d *desk) { d.own("") },
			assess.FindingUnassigned, control, FindingReopened, BecauseClient},
		"there before, within a visit": {func(d *desk) {
			d.scope(ScopeFields{Title: given("Second")})
			d.own("Cloud Security")
			d.check(d.beginVisit(Visit{}))
		}, func(d *desk) { d.own("") },
			assess.FindingUnassigned, control, FindingNew, BecauseClient},
		"there at the end of a later visit only": {func(d *desk) {
			d.own("Cloud Security")
			d.check(d.beginVisit(Visit{}))
		}, func(d *desk) {
			d.own("")
			d.check(d.beginVisit(Visit{}))
		}, assess.FindingUnassigned, control, FindingNew, BecauseClient},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t)
			d.party("Cloud Security")
			d.asset("Claims", "aws_bedrock")
			c.before(d)
			since := d.headID().String()
			c.after(d)
			if change, because := d.became(since, c.kind, c.control); change != c.change || because != c.because {
				t.Errorf("it is %q because of %q, want %q because of %q", change, because, c.change, c.because)
			}
		})
	}
}

// What was changed on another laptop counts as any other change, from whichever
// side one looks.
func TestDiffAcrossAMerge(t *testing.T) {
	d, other := twoDesks(t)
	ours, theirs := d.headID(), other.headID()
	before, beforeThere := d.Evaluation().Totals(), other.Evaluation().Totals()
	d.takes(other)
	for name, c := range map[string]struct {
		since  string
		before assess.Totals
		said   string
		count  int
	}{
		"from ours":   {ours.String(), before, "Added the party Model Risk; added the asset Scoring", 3},
		"from theirs": {theirs.String(), beforeThere, "Added the asset Chat", 2},
	} {
		difference, err := d.Diff(nil, c.since)
		d.check(err)
		if difference.Before != c.before || difference.Commits != c.count || OneSentence(nil, difference.Sentences) != c.said {
			t.Errorf("%s: %d commits, %+v: %q", name, difference.Commits, difference.Before, difference.Sentences)
		}
		for _, f := range difference.Findings {
			if f.Change == FindingFixed || f.Change == FindingNew && f.Because != BecauseClient {
				t.Errorf("%s: %s %s because of %s", name, f.Kind, f.Change, f.Because)
			}
		}
	}
}

// A day is the last commit of it on the local line: what a later merge brought
// was not here then, even if it was made that day.
func TestADayIsTheEndOfItOnTheLine(t *testing.T) {
	d, other := twoDesks(t)
	at := d.headID()
	other.later(2)
	other.asset("Later", "aws_bedrock")
	d.takes(other)
	entry, err := d.findPoint(deskDay.Local().Format("2006-01-02"))
	d.check(err)
	if entry.ID != at {
		t.Errorf("found %s, want %s", entry.ID.Short(), at.Short())
	}
}

package engagement

import (
	"strings"
	"testing"

	"demarc/history"
)

const whatTheyBrought = "Merged 2 commits by B. Schwarz: added the party Model Risk; added the asset Scoring"

// A merge is taken back as a whole and made again as a whole, on either laptop,
// whichever of its parents the changes of the commit are relative to, and
// whether or not the program was closed between.
func TestAMergeIsUndoneAndRedoneAsAWhole(t *testing.T) {
	for _, restarts := range []bool{false, true} {
		d, other := twoDesks(t)
		copied := d.copyOn("copied.demarc")
		for name, c := range map[string]struct {
			here, there *desk
			said        string
		}{
			"ours takes theirs": {d, other, whatTheyBrought},
			"theirs takes ours": {other, copied, "Merged 1 commit by J. Weiss: added the asset Chat"},
		} {
			before := c.here.digest()
			c.here.takes(c.there)
			after := c.here.digest()
			again := func() {
				if restarts {
					c.here.reopen()
				}
			}
			for range 2 {
				again()
				if !c.here.CanUndo() {
					t.Fatalf("%s: it cannot be undone", name)
				}
				if said := c.here.undo(); said != c.said {
					t.Errorf("%s: undid %q, want %q", name, said, c.said)
				}
				if c.here.digest() != before {
					t.Errorf("%s: undone to something else", name)
				}
				again()
				if said := c.here.redo(); said != c.said || c.here.digest() != after {
					t.Errorf("%s: redid %q", name, said)
				}
			}
			c.here.intact()
		}
		if d.digest() != other.digest() {
			t.Error("the two laptops differ")
		}
	}
}

// What this laptop did before is undone after the merge; what the merge brought
// is not undone one by one.
func TestUndoGoesBackAlongTheLocalLine(t *testing.T) {
	d, other := twoDesks(t)
	d.takes(other)
	for _, want := range []string{"Merged 2 commits", "Added the asset Chat", "Made Cloud Security accountable", "Added the asset Triage", "Added the party Cloud Security"} {
		if said := d.undo(); !strings.HasPrefix(said, want) {
			t.Errorf("undid %q, want %q", said, want)
		}
	}
	_, err := d.Undo(nil)
	refusedWith(t, err, CodeRefused, "nothing to undo")
	d.intact()
}

// Two laptops that did the same have a merge that changes nothing, and it is
// undone like any other.
func TestAMergeThatBroughtNothingNewIsUndone(t *testing.T) {
	d := newDesk(t)
	d.story()
	other := d.copyOn("other.demarc")
	other.who.Author = "B. Schwarz"
	other.reopen()
	for _, laptop := range []*desk{d, other} {
		_, err := laptop.EditAsset("Triage", AssetFields{Region: given("eu-west-1")})
		laptop.check(err)
	}
	d.takes(other)
	if said := d.undo(); said != "Merged 1 commit by B. Schwarz, which changed nothing here" {
		t.Errorf("undid %q", said)
	}
	if said := d.undo(); !strings.Contains(said, "region") {
		t.Errorf("undid %q", said)
	}
	d.intact()
}

func TestTheLogTellsWhatAMergeBrought(t *testing.T) {
	d, other := twoDesks(t)
	d.takes(other)
	log, err := d.Log(nil, LogFilter{Most: 5})
	d.check(err)
	want := []struct {
		said, author string
		onLine       bool
	}{
		{whatTheyBrought, "B. Schwarz; J. Weiss", true},
		{"Added the party Model Risk", "B. Schwarz", false},
		{"Added the asset Scoring", "B. Schwarz", false},
		{"Added the asset Chat", "J. Weiss", true},
		{"Made Cloud Security accountable for System prompt on Triage; declared it implemented", "J. Weiss", true},
	}
	for i, entry := range log {
		if said := strings.Join(entry.Sentences, "; "); said != want[i].said || entry.Header.Author != want[i].author || entry.OnLine != want[i].onLine {
			t.Errorf("entry %d says %q by %s, on the line %t; want %+v", i, said, entry.Header.Author, entry.OnLine, want[i])
		}
	}
	if len(log[0].Changes) != 2 {
		t.Errorf("the merge shows %d changes: %+v", len(log[0].Changes), log[0].Changes)
	}
	recentSaysWhatLogSays(t, d.Session, "after a merge")
	d.asset("Later", "aws_bedrock")
	d.undo()
	recentSaysWhatLogSays(t, d.Session, "after a change on top of a merge")
}

// A report's head is held against everything that it does not contain, on
// whichever laptop it was made.
func TestWhatChangedSinceAReport(t *testing.T) {
	d, other := twoDesks(t)
	ours, theirs := d.headID(), other.headID()
	d.takes(other)
	for name, c := range map[string]struct {
		head  history.ID
		since []string
	}{
		"the head itself": {d.headID(), nil},
		"ours":            {ours, []string{"Added the asset Scoring", "Added the party Model Risk", "Merged 2 commits by B. Schwarz"}},
		"theirs":          {theirs, []string{"Added the asset Chat", "Merged 2 commits by B. Schwarz"}},
	} {
		v := &VerifiedPDF{Head: c.head.String()}
		d.check(d.HoldAgainst(nil, v))
		if !*v.Found || strings.Join(v.ChangedSince, "|") != strings.Join(c.since, "|") || v.CommitsSince != len(c.since) {
			t.Errorf("%s: found %t, %d commits: %q", name, *v.Found, v.CommitsSince, v.ChangedSince)
		}
	}
	v := &VerifiedPDF{Head: strings.Repeat("ab", 32)}
	if d.check(d.HoldAgainst(nil, v)); *v.Found {
		t.Error("a head that nobody has was found")
	}
}

// An import that came with a merge counts as one, until the merge is undone.
func TestAnImportThatAMergeBroughtIsUndoneWithIt(t *testing.T) {
	d, other := twoDesks(t)
	other.imports(other.table("name,hosting_model,region", "Listed,aws_bedrock,eu-west-1"), ImportOptions{})
	d.takes(other)
	for _, step := range []struct {
		do   func() string
		want int
	}{
		{func() string { return "taken" }, 1}, {d.undo, 0}, {d.redo, 1},
	} {
		said := step.do()
		values, err := d.importedValues()
		d.check(err)
		if len(values) != step.want {
			t.Errorf("%s: %d records have imported values, want %d", said, len(values), step.want)
		}
	}
}

// takes merges what another laptop has, without conflicts, into a session that
// has looked at its history before.
func (d *desk) takes(other *desk) {
	d.t.Helper()
	_, err := d.trail()
	d.check(err)
	_, err = d.line()
	d.check(err)
	if _, asked := d.pulls(other, history.ChooseOurs); len(asked) > 0 {
		d.t.Fatalf("conflicts: %+v", asked)
	}
}

// twoDesks are two laptops with one engagement: the other one, of B. Schwarz,
// has two commits, and this one has one of its own.
func twoDesks(t *testing.T) (d, other *desk) {
	t.Helper()
	d = newDesk(t)
	d.story()
	other = d.copyOn("other.demarc")
	other.who.Author = "B. Schwarz"
	other.reopen()
	other.asset("Scoring", "aws_bedrock")
	other.party("Model Risk")
	d.asset("Chat", "azure_openai")
	return d, other
}

func (d *desk) headID() history.ID {
	d.t.Helper()
	head, err := d.Head()
	d.check(err)
	return head.ID
}

// A merge that was redone after something else was changed is undone first, and
// the change before it then.
func TestAMergeThatWasRedoneLateIsUndoneFirst(t *testing.T) {
	d, other := twoDesks(t)
	d.takes(other)
	d.undo()
	d.asset("Later", "aws_bedrock")
	before := d.digest()
	d.looks(other, func(m *Merging) {
		_, err := m.Redo(nil)
		d.check(err)
	})
	after := d.digest()
	if said := d.undo(); said != whatTheyBrought || d.digest() != before {
		t.Errorf("undid %q", said)
	}
	if said := d.redo(); said != whatTheyBrought || d.digest() != after {
		t.Errorf("redid %q", said)
	}
	d.undo()
	if said := d.undo(); said != "Added the asset Later" {
		t.Errorf("undid %q", said)
	}
	d.intact()
}

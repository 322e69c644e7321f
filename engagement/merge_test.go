package engagement

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"demarc/history"
	"demarc/words"
)

// looks prepares a merge of another laptop's engagement, which is closed for
// the time.
func (d *desk) looks(other *desk, work func(*Merging)) {
	d.t.Helper()
	d.check(other.Session.Close())
	m, err := d.PrepareMerge(other.path, other.options())
	d.check(err)
	work(m)
	d.check(m.Close())
	s, err := Open(other.path, other.options())
	d.check(err)
	other.Session = s
}

// pulls merges another laptop's engagement, unless there is nothing to merge,
// and answers every conflict alike where it has that choice.
func (d *desk) pulls(other *desk, choice history.Choice) (merged *Merged, asked []MergeConflict) {
	d.t.Helper()
	d.looks(other, func(m *Merging) {
		asked = m.Conflicts
		if m.Nothing {
			return
		}
		var err error
		merged, err = m.Merge(context.Background(), alike(m, choice), nil)
		d.check(err)
	})
	return merged, asked
}

func alike(m *Merging, choice history.Choice) map[string]history.Answer {
	answers := map[string]history.Answer{}
	for _, c := range m.Conflicts {
		answer := choice
		if !slices.Contains(c.Choices, answer) {
			answer = history.ChooseOurs
		}
		if choice == likewise {
			answer = agreed(&c)
		}
		answers[c.ID] = history.Answer{Choice: answer}
	}
	return answers
}

// likewise answers as everybody would who does.
const likewise history.Choice = "likewise"

func agreed(c *MergeConflict) history.Choice {
	switch ours, theirs := fmt.Sprint(c.Ours.Fields), fmt.Sprint(c.Theirs.Fields); {
	case c.Kind == MeaningConflict:
		return ChooseBoth
	case ours < theirs:
		return history.ChooseTheirs
	}
	return history.ChooseOurs
}

// laptops are two copies of one engagement with two assets and three parties.
func laptops(t *testing.T) (ada, bo *desk) {
	t.Helper()
	ada = newDesk(t)
	ada.who.Author = "Ada"
	ada.reopen()
	for _, name := range []string{"Anna", "Bert", "Cleo"} {
		ada.party(name)
	}
	ada.asset("Triage", "aws_bedrock")
	ada.asset("Chat", "saas_ai")
	bo = ada.copyOn("bo.demarc")
	bo.who.Author = "Bo"
	bo.reopen()
	return ada, bo
}

func (d *desk) accountable(asset, control, party string) {
	d.t.Helper()
	d.assign(Assignment{Assets: []string{asset}, Controls: []string{control}, Accountable: given(party)})
}

// owner names the accountable party of a cell of its own.
func (d *desk) owner(asset, control string) string {
	d.t.Helper()
	cell := d.State().Cell(d.find(asset).ID, control)
	if cell == nil || cell.Customer == nil || cell.Customer.Accountable == "" {
		return ""
	}
	if party := d.State().Parties[cell.Customer.Accountable]; party != nil {
		return party.Name
	}
	return "nobody on record"
}

func TestTwoLaptopsMergeToOneHead(t *testing.T) {
	ada, bo := laptops(t)
	ada.accountable("Triage", "AI-SEC-002", "Anna")
	bo.accountable("Chat", "AI-SEC-002", "Bert")
	bo.party("Dora")
	before := bo.copyOn("before.demarc")
	ada.looks(bo, func(m *Merging) {
		if m.Nothing || m.Forward || len(m.Conflicts) > 0 || len(m.Commits) != 2 || !slices.Equal(m.By, []string{"Bo"}) {
			t.Errorf("%+v", m)
		}
		if said := m.Sentences(nil); !slices.Equal(said, []string{"Added the party Dora", "Made Bert accountable for Prompt injection on Chat"}) {
			t.Errorf("it says %q", said)
		}
	})
	if _, err := ada.FindParty("Dora"); err == nil {
		t.Error("looking changed something")
	}
	ada.pulls(before, "")
	bo.pulls(ada, "") // has the merge, and takes it over
	if ada.headID() != bo.headID() {
		t.Errorf("the heads are %s and %s", ada.headID().Short(), bo.headID().Short())
	}
	before.pulls(ada, "")
	for _, d := range []*desk{ada, bo, before} {
		if d.owner("Chat", "AI-SEC-002") != "Bert" {
			t.Error("what Bo assigned is lost")
		}
		d.intact()
	}
	head := ada.headID()
	ada.looks(bo, func(m *Merging) {
		if !m.Nothing || m.Undone != nil {
			t.Errorf("there is something to merge again: %+v", m)
		}
		_, err := m.Merge(t.Context(), nil, nil)
		refusedWith(t, err, CodeRefused, "has everything that bo.demarc has already")
	})
	if ada.headID() != head {
		t.Error("merging twice made a commit")
	}
}

func TestBothLaptopsMakeTheSameMerge(t *testing.T) {
	for _, c := range []struct {
		name   string
		ada    func(*desk)
		secret string
	}{
		{"of both", func(d *desk) { d.accountable("Triage", "AI-SEC-002", "Anna") }, ""},
		{"sealed", func(d *desk) { d.accountable("Triage", "AI-SEC-002", "Anna") }, "correct horse"},
		{"of the same", func(d *desk) { d.accountable("Chat", "AI-SEC-002", "Bert") }, ""},
		{"with a pack", func(d *desk) { _, err := d.Adopt(morningPacks(t)[0], false); d.check(err) }, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			ada, bo := laptops(t)
			if c.secret != "" {
				for _, d := range []*desk{ada, bo} {
					_, err := d.SetPassphrase(t.Context(), c.secret+d.who.Author, false)
					d.check(err)
					d.secret = c.secret + d.who.Author
				}
			}
			c.ada(ada)
			bo.accountable("Chat", "AI-SEC-002", "Bert")
			ofBo := bo.copyOn("before.demarc")
			bo.pulls(ada, "")
			ada.pulls(ofBo, "")
			if ada.headID() != bo.headID() {
				t.Errorf("the heads are %s and %s", ada.headID().Short(), bo.headID().Short())
			}
			if ada.Evaluation().Totals() != bo.Evaluation().Totals() || ada.Catalogue().SHA256 != bo.Catalogue().SHA256 {
				t.Error("the two show different things")
			}
			ada.intact()
			bo.intact()
		})
	}
}

func (d *desk) retires(party string) {
	d.t.Helper()
	_, err := d.RetireParty(party, "")
	d.check(err)
}

// shownIn is what a person is told of one conflict.
type shownIn struct{ kind, record, name, unit, ours, theirs string }

func conflictsShown(m *Merging, l *words.Language) []shownIn {
	var all []shownIn
	for i := range m.Conflicts {
		c := &m.Conflicts[i]
		w := m.Words(l, c)
		all = append(all, shownIn{string(c.Kind), w.Record, w.Name, w.Unit, c.Ours.Said.Header.Author, c.Theirs.Said.Header.Author})
	}
	return all
}

func TestConflictsAreShownAndAnswered(t *testing.T) {
	const control = "AI-SEC-002"
	owner := func(d *desk) string { return d.owner("Triage", control) }
	retired := func(d *desk) string {
		party, err := d.FindParty("Anna")
		d.check(err)
		if party.Retired {
			return "retired " + owner(d)
		}
		return "active " + owner(d)
	}
	for _, c := range []struct {
		name               string
		ada, bo            func(*desk)
		shown              shownIn
		state              func(*desk) string
		ours, theirs, both string
	}{
		{"a field", func(d *desk) { d.accountable("Triage", control, "Anna") }, func(d *desk) { d.accountable("Triage", control, "Bert") },
			shownIn{"field", "cell", "Prompt injection on Triage", "accountable party", "Ada", "Bo"}, owner, "Anna", "Bert", ""},
		{"a retired party that was assigned", func(d *desk) { d.retires("Anna") }, func(d *desk) { d.accountable("Triage", control, "Anna") },
			shownIn{"meaning", "party", "Anna", "one side retired this party, and the other assigned it", "Ada", "Bo"},
			retired, "retired ", "active Anna", "retired Anna"},
		{"a retired asset that was worked on", func(d *desk) { _, err := d.RetireAsset("Triage"); d.check(err) }, func(d *desk) { d.accountable("Triage", control, "Anna") },
			shownIn{"meaning", "asset", "Triage", "one side retired this asset, and the other worked on its cells or evidence", "Ada", "Bo"},
			func(d *desk) string {
				asset := d.find("Triage")
				answered := ""
				if d.State().Cell(asset.ID, control) != nil {
					answered = " answered"
				}
				return string(asset.Lifecycle) + answered
			}, "retired", " answered", "retired answered"},
		{"two parties of one name", func(d *desk) { d.party("Dora") }, func(d *desk) { d.party("dora"); d.accountable("Triage", control, "dora") },
			shownIn{"meaning", "party", "Dora", "both sides have a party of this name, and they are two", "Ada", "Bo"}, func(d *desk) string {
				count := ""
				for _, party := range d.State().SortedParties() {
					if party.Name == "Dora" || party.Name == "dora" {
						count += party.Name + " "
					}
				}
				return count + owner(d)
			}, "Dora Dora", "dora dora", "Dora dora dora"},
		{"two assets of one name", func(d *desk) { d.asset("Robot", "aws_bedrock") }, func(d *desk) { d.asset("Robot", "saas_ai"); d.accountable("Robot", control, "Anna") },
			shownIn{"meaning", "asset", "Robot", "both sides have an asset of this name, and they are two", "Ada", "Bo"}, func(d *desk) string {
				count := ""
				for _, asset := range d.State().SortedAssets() {
					if asset.Name == "Robot" {
						count += asset.Hosting + " "
						for range d.State().Cells(asset.ID) {
							count += "cell "
						}
					}
				}
				return count
			}, "aws_bedrock ", "saas_ai cell ", "aws_bedrock saas_ai cell "},
		{"an accepted risk under which something changed", func(d *desk) { d.accepts("Triage", control) }, func(d *desk) { d.accountable("Triage", control, "Anna") },
			shownIn{"meaning", "finding", "Prompt injection on Triage", "one side accepted the risk, and the other changed the cells that it is about", "Ada", "Bo"},
			func(d *desk) string {
				accepted := owner(d)
				for range d.State().Dispositions {
					accepted += " accepted"
				}
				return accepted
			}, " accepted", "Anna", "Anna accepted"},
	} {
		t.Run(c.name, func(t *testing.T) {
			for _, answer := range []struct {
				choice history.Choice
				want   string
			}{{history.ChooseOurs, c.ours}, {history.ChooseTheirs, c.theirs}, {ChooseBoth, c.both}} {
				ada, bo := laptops(t)
				c.ada(ada)
				c.bo(bo)
				var id string
				ada.looks(bo, func(m *Merging) {
					if shown := conflictsShown(m, nil); len(shown) != 1 || shown[0] != c.shown {
						t.Fatalf("shown is %+v", shown)
					}
					id = m.Conflicts[0].ID
					_, err := m.Merge(t.Context(), nil, nil)
					refusedWith(t, err, CodeRefused, "1 of 1 conflicts are not answered")
				})
				bo.looks(ada, func(m *Merging) {
					if len(m.Conflicts) != 1 || m.Conflicts[0].ID != id {
						t.Errorf("the other laptop lists %+v", m.Conflicts)
					}
				})
				if answer.choice == ChooseBoth && c.shown.kind != "meaning" {
					continue
				}
				ada.pulls(bo, answer.choice)
				if got := c.state(ada); got != answer.want {
					t.Errorf("%s gives %q, want %q", answer.choice, got, answer.want)
				}
				ada.intact()
				bo.pulls(ada, "")
				if bo.headID() != ada.headID() || c.state(bo) != answer.want {
					t.Errorf("the other laptop has %q", c.state(bo))
				}
			}
		})
	}
}

func (d *desk) accepts(asset, control string) {
	d.t.Helper()
	for _, f := range d.Evaluation().Findings() {
		if f.Asset != nil && f.Asset.Name == asset && f.Control != nil && f.Control.ID == control {
			_, err := d.Decide(f.ID, DecisionFields{As: "risk_accepted", By: "Bert", Until: "2027-01-01", Reason: "small"})
			d.check(err)
			return
		}
	}
	d.t.Fatal("there is no such finding")
}

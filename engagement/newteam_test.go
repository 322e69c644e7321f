package engagement

import (
	"slices"
	"testing"

	"demarc/assess"
)

// A name that nobody knows yet comes in with what it is named for: one commit,
// and one undo takes back both.
func TestANewTeamComesInWithWhatItIsNamedFor(t *testing.T) {
	cell := Assignment{Assets: []string{"Triage"}, Controls: []string{"AI-SEC-004"}, NewTeam: given(" Night  desk ")}
	for _, c := range []struct {
		name string
		do   func(*desk) error
		has  func(*desk, string) bool
	}{
		{"accountable for a cell", func(d *desk) error { _, err := d.Assign(cell); return err },
			func(d *desk, id string) bool {
				return d.cell("Triage", "AI-SEC-004").Answer.Customer.Accountable == id
			}},
		{"accountable by a rule", func(d *desk) error {
			_, err := d.Assign(Assignment{Scopes: []assess.Scope{{Kind: assess.ScopeAll}}, Controls: []string{"AI-SEC-004"}, NewTeam: given("Night desk")})
			return err
		}, func(d *desk, id string) bool {
			return d.cell("Triage", "AI-SEC-004").Answer.Customer.Accountable == id
		}},
		{"the owner of an asset", func(d *desk) error {
			_, err := d.EditAsset("Triage", AssetFields{NewOwner: given("Night desk")})
			return err
		}, func(d *desk, id string) bool { return d.find("Triage").Owner == id }},
		{"the owner of an action", func(d *desk) error {
			_, err := d.AddAction(ActionFields{Title: given("Watch it"), NewOwner: given("Night desk")})
			return err
		}, func(d *desk, id string) bool {
			return slices.ContainsFunc(d.state.SortedActions(), func(a *assess.Action) bool { return a.Owner == id })
		}},
		{"the owner of a new asset", func(d *desk) error {
			_, err := d.AddAsset(AssetFields{Name: given("Search"), NewOwner: given("Night desk")})
			return err
		}, func(d *desk, id string) bool { return d.find("Search").Owner == id }},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := newDesk(t)
			d.asset("Triage", "self_hosted_onprem")
			before, commits := d.digest(), d.commits()
			d.check(c.do(d))
			team, err := d.FindParty("Night desk")
			d.check(err)
			if team.Type != assess.Team || !c.has(d, team.ID) || d.commits() != commits+1 {
				t.Errorf("%+v after %d commits", team, d.commits()-commits)
			}
			_, err = d.Undo(nil)
			d.check(err)
			if d.digest() != before {
				t.Error("one undo does not take it back")
			}
		})
	}
}

func TestANewTeamIsNoSecondOneOfItsName(t *testing.T) {
	d := newDesk(t)
	d.asset("Triage", "self_hosted_onprem")
	d.party("Night desk")
	before := d.digest()
	for name, do := range map[string]func() error{
		"on a cell": func() error {
			_, err := d.Assign(Assignment{Assets: []string{"Triage"}, Controls: []string{"AI-SEC-004"}, NewTeam: given("night desk")})
			return err
		},
		"on an asset": func() error {
			_, err := d.EditAsset("Triage", AssetFields{NewOwner: given("night desk")})
			return err
		},
		"without a name": func() error {
			_, err := d.EditAsset("Triage", AssetFields{NewOwner: given(" ")})
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			refusedWith(t, do(), CodeInput, "party")
			if d.digest() != before {
				t.Error("it changed something")
			}
		})
	}
}

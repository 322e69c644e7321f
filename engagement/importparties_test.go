package engagement

import (
	"slices"
	"testing"

	"demarc/assess"
)

// Owners whom nobody knows come in with the rows that name them: one commit, one
// undo. Who stands in rejected rows alone is not taken in.
func TestImportTakesUnknownOwnersIn(t *testing.T) {
	for _, c := range []struct {
		name, table string
		options     ImportOptions
		unknown     []string
		added       []string
		owner       string // of Triage
	}{
		{"nobody asked for it", "name,owner\nTriage,Anna\n", ImportOptions{SkipRejected: true}, []string{"Anna"}, nil, ""},
		{"an owner", "name,owner\nTriage,Anna\nSearch, anna\n", ImportOptions{AddOwners: true}, []string{"Anna"}, []string{"Anna"}, "Anna"},
		{"who is accountable", "name,AI-SEC-002\nTriage,Night desk\n", ImportOptions{AddOwners: true}, []string{"Night desk"}, []string{"Night desk"}, ""},
		{"beside one who is known", "name,owner\nTriage,CISO\nSearch,Anna\n", ImportOptions{AddOwners: true}, []string{"Anna"}, []string{"Anna"}, "CISO"},
		{"a rejected row", "name,owner,exposure\nTriage,CISO,\nSearch,Anna,everybody\n", ImportOptions{AddOwners: true, SkipRejected: true}, []string{"Anna"}, nil, "CISO"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := newDesk(t)
			d.party("CISO")
			before, commits := d.digest(), d.commits()
			done := d.imports(d.table(c.table), c.options)
			var unknown []string
			for _, id := range done.Preview.UnknownIDs {
				unknown = append(unknown, done.Preview.Unknown[id])
			}
			if !slices.Equal(unknown, c.unknown) || !slices.Equal(done.NewParties, c.added) || len(d.state.Parties) != 1+len(c.added) {
				t.Errorf("unknown %q, added %q, of %d parties", unknown, done.NewParties, len(d.state.Parties))
			}
			if asset, err := d.FindAsset("Triage"); err == nil && c.owner != "" {
				if party := d.state.Parties[asset.Owner]; party == nil || party.Name != c.owner {
					t.Errorf("the owner is %+v", party)
				}
			}
			if d.commits() > commits+1 {
				t.Errorf("%d commits", d.commits()-commits)
			}
			if d.commits() > commits {
				_, err := d.Undo(nil)
				d.check(err)
			}
			if d.digest() != before {
				t.Error("one undo does not take it back")
			}
		})
	}
}

// The next version of the table finds the party again, also where it was given
// another name here.
func TestImportFindsANewOwnerAgain(t *testing.T) {
	d := newDesk(t)
	list := d.table("name,owner,AI-SEC-002", "Triage,Anna,Anna")
	d.imports(list, ImportOptions{AddOwners: true})
	if view := d.cell("Triage", "AI-SEC-002"); d.state.Parties[view.Answer.Customer.Accountable] == nil {
		t.Errorf("accountable is %q", view.Answer.Customer.Accountable)
	}
	_, err := d.EditParty("Anna", PartyFields{Name: given("A. Berg"), Kind: given(string(assess.Person))})
	d.check(err)
	commits := d.commits()
	done := d.imports(list, ImportOptions{AddOwners: true})
	if len(done.NewParties) > 0 || d.commits() != commits || len(d.state.Parties) != 1 {
		t.Errorf("the second time it adds %q in %d commits", done.NewParties, d.commits()-commits)
	}
	d.intact()
}

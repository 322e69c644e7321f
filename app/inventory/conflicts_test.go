package inventory

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"demarc/app/desk/desktest"
	"demarc/engagement"
)

// Two assets were changed by hand, the client's table says otherwise of both,
// and of one it says two things: all of it is decided by keys alone.
func TestConflictsAreDecidedByKeysAlone(t *testing.T) {
	s, w := open(t)
	d, here := s.desk, "swedencentral"
	rows := "name,external_id,region,account\n"
	for i, name := range []string{"Broker FAQ chatbot", "Claims triage assistant", "Copilot for M365"} {
		asset, err := d.Session.FindAsset(name)
		if err == nil && i < 2 {
			_, err = d.Session.EditAsset(asset.ID, engagement.AssetFields{Region: &here, Account: &here})
		}
		if err != nil {
			t.Fatal(err)
		}
		rows += name + "," + asset.ExternalID + ",northeurope," + []string{"other", "", "third"}[i] + "\n"
	}
	s.Drop([]string{table(t, "list.csv", rows)}, fyne.Position{})
	m := s.imports
	if m.view != kindConflicting || m.pending.undecided() < 2 {
		t.Fatalf("the conflicts are not shown first: %d lines, %d undecided", len(m.lines), m.pending.undecided())
	}
	if w.Canvas().Focused() != m.table.Focusable() || m.table.Current() != 0 {
		t.Error("the first conflict does not have the keyboard")
	}
	for _, line := range m.lines {
		if line.Choice != engagement.ChoiceNone {
			t.Errorf("%q is decided beforehand", line.Cells)
		}
	}
	first := m.lines[0].row
	press(w, fyne.KeyReturn, fyne.KeyReturn) // into the panel, keep mine
	if m.pending.Choices[placeOf(first)] != engagement.ChoiceMine {
		t.Fatal("enter does not keep mine")
	}
	if w.Canvas().Focused() != m.table.Focusable() || m.lines[m.table.Current()].row.Name == first.Name {
		t.Errorf("the next one does not have the keyboard: line %d", m.table.Current())
	}
	second := m.lines[m.table.Current()].row
	press(w, fyne.KeyReturn)
	w.Canvas().FocusNext()
	press(w, fyne.KeyReturn) // take theirs
	if m.pending.Choices[placeOf(second)] != engagement.ChoiceTheirs {
		t.Error("the second is not taken as theirs")
	}
	if slices.ContainsFunc(m.lines, func(l importLine) bool { return l.Loud && l.row.Name == second.Name }) {
		t.Error("it is asked for still")
	}
	if !reaches(w, button(t, m.box, "Import 3 rows")) {
		t.Fatal("the keyboard does not come to the button")
	}
	commits := d.Session.Commits()
	press(w, fyne.KeyReturn)
	for name, want := range map[string]string{"Broker FAQ chatbot": here, "Claims triage assistant": "northeurope"} {
		if asset, err := d.Session.FindAsset(name); err != nil || asset.Region != want || d.Session.Commits() != commits+1 {
			t.Errorf("%s is in %q after %d commits: %v", name, asset.Region, d.Session.Commits()-commits, err)
		}
	}
}

// reaches goes on from the list with tab, a few times, until a button has the
// keyboard.
func reaches(w *desktest.Window, button fyne.Focusable) bool {
	for range 4 {
		if w.Canvas().FocusNext(); w.Canvas().Focused() == button {
			return true
		}
	}
	return false
}

package people

import (
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"demarc/app/desk"
	"demarc/app/desk/desktest"
	"demarc/app/look"
	"demarc/engagement"
)

// press presses the button of a text in a part of the window.
func press(t *testing.T, in fyne.CanvasObject, text string) {
	t.Helper()
	var found *look.Button
	var walk func(fyne.CanvasObject)
	walk = func(object fyne.CanvasObject) {
		switch o := object.(type) {
		case *look.Button:
			if o.Text == text {
				found = o
			}
		case *fyne.Container:
			for _, child := range o.Objects {
				walk(child)
			}
		case *container.Scroll:
			walk(o.Content)
		}
	}
	walk(in)
	if found == nil {
		t.Fatalf("there is no button %q", text)
	}
	test.Tap(found)
}

func key(w *desktest.Window, name fyne.KeyName) {
	w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: name})
}

// retype replaces the text of a field that has the keyboard.
func retype(w *desktest.Window, field *look.Entry, text string) {
	w.Canvas().Focus(field)
	field.SetText("")
	test.Type(field, text)
}

func selectParty(t *testing.T, s *Screen, name string) {
	t.Helper()
	if rowOf(s, name) < 0 {
		t.Fatalf("%s is not listed", name)
	}
	s.table.Select(rowOf(s, name))
}

// A field is saved when the keyboard moves on, and the next field keeps the
// keyboard meanwhile.
func TestFieldsAreSavedOnLeaving(t *testing.T) {
	d, w := desktest.New(t)
	s := show(t, d, w)
	selectParty(t, s, "M. Okafor")
	key(w, fyne.KeyReturn)
	form := s.sheet.form
	if w.Canvas().Focused() != form.name {
		t.Fatal("enter does not go to the panel's first field")
	}
	retype(w, form.name, "A. Okafor")
	w.Canvas().Focus(form.what.Focus)
	if party := d.Session.State().Parties[s.selected]; party.Name != "A. Okafor" || w.Said[0] != "Saved: A. Okafor" || rowOf(s, "A. Okafor") < 0 {
		t.Fatalf("stored is %q, said %q", party.Name, w.Said)
	}
	if w.Canvas().Focused() != s.sheet.form.what.Focus {
		t.Error("the next field lost the keyboard")
	}
	key(w, fyne.KeyEscape)
	if w.Canvas().Focused() != s.table.Focusable() {
		t.Error("escape does not go back to the list")
	}
	if _, err := d.Session.Undo(nil); err != nil {
		t.Fatal(err)
	}
	s.Refresh()
	if rowOf(s, "M. Okafor") < 0 || s.sheet.form.name.Text != "M. Okafor" {
		t.Error("undo does not come back in list and field")
	}
}

func TestAWrongNameStaysAndSaysWhy(t *testing.T) {
	d, w := desktest.New(t)
	s := show(t, d, w)
	selectParty(t, s, "M. Okafor")
	form := s.sheet.form
	retype(w, form.name, "Cloud Security")
	w.Canvas().Focus(form.email.Focus)
	if form.names.Whole() || form.name.Text != "Cloud Security" || len(w.Said)+len(w.Failed) != 0 {
		t.Fatal("the name was taken, or does not say what is wrong")
	}
	retype(w, form.name, "A. Okafor")
	w.Canvas().Focus(form.email.Focus)
	if !form.names.Whole() || d.Session.State().Parties[s.selected].Name != "A. Okafor" {
		t.Error("a name that was mended is not taken")
	}
}

// The fields of the panel are always those of the party that is selected.
func TestThePanelFollowsTheSelection(t *testing.T) {
	d, w := desktest.New(t)
	s := show(t, d, w)
	for _, name := range []string{"Claims IT", "AWS", "T. Brandvold"} {
		selectParty(t, s, name)
		if s.sheet.form.name.Text != name || s.sheet.form.id != s.selected {
			t.Errorf("the fields of %s are those of %s", name, s.sheet.form.name.Text)
		}
	}
}

func TestAPartyIsRetiredAndTakenBack(t *testing.T) {
	d, w := desktest.New(t)
	s := show(t, d, w)
	selectParty(t, s, "Cloud Security")
	before := d.Session.Evaluation().Totals().Unowned
	press(t, w.Side, "Retire…")
	press(t, w.Side, "Retire Cloud Security")
	if d.Session.Evaluation().Totals().Unowned != before+62 || w.Said[0] != "Cloud Security is retired; 62 cells became unowned" {
		t.Fatalf("said %q, failed %v", w.Said, w.Failed)
	}
	if !s.rows[rowOf(s, "Cloud Security")].retired {
		t.Error("the list does not follow")
	}
	press(t, w.Side, "Take back into service")
	if d.Session.Evaluation().Totals().Unowned != before {
		t.Error("taking it back does not give it its cells")
	}
}

func TestAPartyHandsOver(t *testing.T) {
	d, w := desktest.New(t)
	s := show(t, d, w)
	selectParty(t, s, "Claims IT")
	load, _ := s.model.load(s.selected)
	press(t, w.Side, "Hand over…")
	if w.Canvas().Focused() != s.going.to {
		t.Error("the keyboard is not where the other party is named")
	}
	press(t, w.Side, "Hand over") // to nobody yet: nothing happens
	to, err := d.Session.FindParty("AI Platform")
	if err != nil {
		t.Fatal(err)
	}
	already, _ := s.model.load(to.ID)
	w.Canvas().Focus(s.going.to)
	test.Type(s.going.to, "ai pl")
	key(w, fyne.KeyReturn) // picks
	key(w, fyne.KeyReturn) // presses the button with the verb
	after, _ := s.model.load(to.ID)
	if left, _ := s.model.load(s.selected); left.Accountable != 0 || after.Accountable != already.Accountable+load.Accountable || len(w.Said) != 1 {
		t.Errorf("said %q, failed %v", w.Said, w.Failed)
	}
}

func TestANewPartyIsAdded(t *testing.T) {
	d, w := desktest.New(t)
	s := show(t, d, w)
	s.Show(desk.Place{Do: "new"})
	if w.Canvas().Focused() != s.adding.name {
		t.Fatal("the name does not have the keyboard")
	}
	press(t, w.Side, "Add party")
	if s.adding == nil || s.adding.names.Whole() {
		t.Fatal("a party without a name was added")
	}
	test.Type(s.adding.name, "Red Team")
	key(w, fyne.KeyReturn)
	party, err := d.Session.FindParty("Red Team")
	if err != nil || s.selected != party.ID || w.Said[0] != "Added Red Team" || s.adding != nil {
		t.Fatalf("said %q, failed %v, %v", w.Said, w.Failed, err)
	}
}

func TestEveryFigureLeadsToItsCells(t *testing.T) {
	d, w := desktest.New(t)
	s := show(t, d, w)
	selectParty(t, s, "Data Governance")
	press(t, w.Side, "48")
	if len(w.Went) != 1 || w.Went[0].Party != s.selected || w.Went[0].Screen != desk.Responsibilities {
		t.Fatalf("it goes to %+v", w.Went)
	}
	cells, _ := s.model.cells(s.selected, 1)
	if !cells[0].late || cells[0].place.Asset == "" || cells[0].place.Control == "" {
		t.Errorf("the first cell is %+v", cells[0])
	}
}

func TestAHeadSorts(t *testing.T) {
	d, w := desktest.New(t)
	s := show(t, d, w)
	s.sort(accountable)
	first := s.rows[1].name
	s.sort(accountable)
	if first != "M. Okafor" || s.rows[1].name == first || d.Memory.Get("people.sorted") != "accountable" {
		t.Errorf("first is %s, then %s", first, s.rows[1].name)
	}
}

func TestPresentingShowsNoAddress(t *testing.T) {
	d, w := desktest.New(t)
	d.Presenting = true
	s := show(t, d, w)
	s.table.Select(1)
	for _, object := range test.LaidOutObjects(w.Side) {
		if entry, ok := object.(*look.Entry); ok && (strings.Contains(entry.Text, "@") || strings.Contains(entry.Text, "Okafor")) {
			t.Errorf("%q is shown", entry.Text)
		}
	}
}

func TestAFilterWithoutAHitSaysSo(t *testing.T) {
	d, w := desktest.New(t)
	s := show(t, d, w)
	s.Search()
	test.Type(s.search, "nobody")
	if len(s.rows) != 0 {
		t.Fatalf("%d rows are listed", len(s.rows))
	}
	press(t, s.holder, "Clear filter")
	if len(s.rows) == 0 {
		t.Error("the list stays empty")
	}
}

// Names that other people wrote may be anything, and there may be none.
func TestAHostileEngagementIsShown(t *testing.T) {
	path := filepath.Join(t.TempDir(), "hostile.demarc")
	session, err := engagement.Create(path, engagement.Beginning{Client: "x"}, engagement.Options{Library: desktest.Library(t), Now: desktest.Now})
	if err != nil {
		t.Fatal(err)
	}
	session.Close()
	d, w := desktest.Open(t, path)
	s := show(t, d, w)
	press(t, s.holder, "New party")
	s.adding.cancel()
	for _, name := range []string{strings.Repeat("long", 2500), "\u202eevil \u2066%s%d", "🦊🦊 مرحبا"} {
		if _, err := d.Session.AddParty(engagement.PartyFields{Name: &name, Function: &name, Email: &name}); err != nil {
			t.Fatal(err)
		}
	}
	s.Refresh()
	for i := range s.rows {
		if s.rows[i].heading != "" {
			continue
		}
		s.table.Select(i)
		press(t, w.Side, "Retire…")
		if strings.ContainsAny(s.rows[i].name, "\u202e\u2066\n") {
			t.Errorf("%q is shown", s.rows[i].name)
		}
	}
	w.Canvas().Capture()
	if min := s.Content().MinSize(); min.Width > 400 {
		t.Errorf("the screen asks for a width of %g", min.Width)
	}
}

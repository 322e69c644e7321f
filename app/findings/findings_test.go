package findings

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"demarc/app/desk"
	"demarc/app/desk/desktest"
	"demarc/app/look"
	"demarc/assess"
	"demarc/engagement"
)

// buttons lists the buttons in a part of the window by their text.
func buttons(in fyne.CanvasObject) map[string]*look.Button {
	found := map[string]*look.Button{}
	var walk func(fyne.CanvasObject)
	walk = func(object fyne.CanvasObject) {
		switch o := object.(type) {
		case *look.Button:
			found[strings.TrimSpace(o.Text)] = o
		case *fyne.Container:
			for _, child := range o.Objects {
				walk(child)
			}
		case *container.Scroll:
			walk(o.Content)
		}
	}
	walk(in)
	return found
}

func press(t *testing.T, in fyne.CanvasObject, text string) {
	t.Helper()
	all := buttons(in)
	button := all[text]
	if button == nil {
		t.Fatalf("there is no button %q among %v", text, slices.Collect(func(yield func(string) bool) {
			for name := range all {
				if !yield(name) {
					return
				}
			}
		}))
	}
	test.Tap(button)
}

// fill types into a field of the open form, and for a picker takes the first
// that matches.
func fill(t *testing.T, s *Screen, w *desktest.Window, name fieldName, text string) {
	t.Helper()
	field := s.fields[name]
	if field == nil {
		t.Fatalf("the form has no field %s", name)
	}
	w.Canvas().Focus(field.Focus)
	test.Type(field.Focus, text)
	if _, ok := field.Focus.(*look.Picker); ok {
		field.Focus.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	}
}

func key(w *desktest.Window, name fyne.KeyName) {
	w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: name})
}

func TestArrowsMoveAndEnterGoesToTheCell(t *testing.T) {
	d, w := desktest.New(t)
	s := show(t, d, w)
	if s.selected != s.model.all[0].ID {
		t.Fatal("the worst finding is not selected at first")
	}
	key(w, fyne.KeyDown)
	f := s.current()
	if f.ID != s.model.all[1].ID || d.Memory.Get("findings.selected") != f.ID {
		t.Fatalf("down selects %s", f.Title(nil))
	}
	key(w, fyne.KeyReturn)
	if len(w.Went) != 1 || w.Went[0].Screen != desk.Responsibilities || w.Went[0].Asset != f.Asset.ID || w.Went[0].Control != f.Control.ID {
		t.Errorf("enter goes to %+v", w.Went)
	}
}

func TestAPlaceNarrowsAndSelects(t *testing.T) {
	d, w := desktest.New(t)
	s := show(t, d, w)
	s.Show(desk.Place{Filter: "low"})
	if s.listed != s.model.severity[0] || s.current() == nil || s.current().Severity != assess.SeverityLow {
		t.Errorf("%d low findings are listed", s.listed)
	}
	worst := s.model.all[0].ID
	s.Show(desk.Place{Finding: worst})
	if s.selected != worst || s.view.filters() {
		t.Error("a finding outside the filter is not shown")
	}
	s.Show(desk.Place{Do: "action"})
	if s.draft.form != actionForm {
		t.Error("a place cannot begin an action")
	}
}

// Accepting a risk asks for what it has to carry, records it, and comes back
// with undo.
func TestARiskIsAcceptedAndTakenBack(t *testing.T) {
	d, w := desktest.New(t)
	s := show(t, d, w)
	id := s.selected
	s.beginDecision(assess.DispositionRiskAccepted, s.model.detail(s.current()))
	press(t, w.Side, "Record the accepted risk")
	if len(w.Said)+len(w.Failed) != 0 || s.fields[fieldBy].Whole() || w.Canvas().Focused() != s.fields[fieldBy].Focus {
		t.Fatal("a form that is not whole was sent, or does not say what it lacks")
	}
	fill(t, s, w, fieldBy, "Cloud Sec")
	fill(t, s, w, fieldAuthority, "Risk committee")
	fill(t, s, w, fieldUntil, "2027-01-31")
	fill(t, s, w, fieldReason, "Lab only")
	press(t, w.Side, "Record the accepted risk")
	decision := d.Session.State().Dispositions[id]
	if decision == nil || decision.Authority != "Risk committee" || d.Person(decision.By) != "Cloud Security" || decision.Until.String() != "2027-01-31" {
		t.Fatalf("recorded is %+v, failed %v", decision, w.Failed)
	}
	if !strings.HasSuffix(w.Said[0], "Risk accepted") || s.model.row(s.model.find(id)).state != "Risk accepted" || s.draft.form != noForm {
		t.Errorf("it says %q", w.Said)
	}
	if _, err := d.Session.Undo(nil); err != nil {
		t.Fatal(err)
	}
	s.Refresh()
	if s.model.row(s.model.find(id)).state != "Open" {
		t.Error("undo does not reopen it")
	}
}

func TestASeverityIsAdjustedAndTakenBack(t *testing.T) {
	d, w := desktest.New(t)
	s := show(t, d, w)
	id := s.selected
	press(t, w.Side, "Adjust severity")
	fill(t, s, w, fieldSeverity, "Medium")
	fill(t, s, w, fieldReason, "Lab only")
	press(t, w.Side, "Set the severity")
	f := s.model.find(id)
	if f.Severity != assess.SeverityMedium || f.SumSeverity != assess.SeverityCritical || s.selected != id {
		t.Fatalf("it is %s: %v", f.Severity, w.Failed)
	}
	both := s.model.detail(f).adjusted
	if both[0] != "Medium (was Critical 86)" || both[1] != "J. Weiss: Lab only" {
		t.Errorf("both severities are said as %q", both)
	}
	press(t, w.Side, "Adjust severity")
	fill(t, s, w, fieldSeverity, "as the sum")
	press(t, w.Side, "Set the severity")
	if f := s.model.find(id); f.Severity != assess.SeverityCritical {
		t.Errorf("it stays %s", f.Severity)
	}
}

// One action may answer several findings that were marked.
func TestAnActionAnswersWhatIsMarked(t *testing.T) {
	d, w := desktest.New(t)
	s := show(t, d, w)
	before := d.Session.Commits()
	press(t, w.Side, "Mark")
	key(w, fyne.KeyDown)
	s.Mark()
	s.BeginAction()
	if entry, ok := s.fields[fieldTitle].Focus.(*look.Entry); !ok || !strings.HasPrefix(entry.Text, "Decide who holds it") || w.Canvas().Focused() != s.fields[fieldTitle].Focus {
		t.Fatal("the action does not begin with what the finding advises")
	}
	fill(t, s, w, fieldOwner, "Cloud Sec")
	fill(t, s, w, fieldDue, "2026-12-24")
	press(t, w.Side, "Add the action · 2 marked findings")
	actions := s.model.actions[s.selected]
	if len(actions) != 1 || len(actions[0].Findings) != 2 || d.Session.Commits() != before+1 || len(s.marked) != 0 {
		t.Fatalf("there are %v, failed %v", actions, w.Failed)
	}
	if row := s.model.row(s.current()); row.action != "24 Dec · Cloud Security" || row.overdue {
		t.Errorf("the list says %q", row.action)
	}
	press(t, w.Side, "Close")
	if s.model.actions[s.selected][0].State != assess.ActionDone {
		t.Error("closing leaves it open")
	}
}

// An owner whom nobody knows comes in with the action: one commit, one undo.
func TestTheOwnerOfAnActionMayBeNew(t *testing.T) {
	d, w := desktest.New(t)
	s := show(t, d, w)
	commits, parties := d.Session.Commits(), len(d.Session.State().Parties)
	s.BeginAction()
	owner := s.fields[fieldOwner].Focus.(*look.Picker)
	w.Canvas().Focus(owner)
	test.Type(owner, "CISO Office")
	press(t, w.Side, "Add the action")
	if d.Session.Commits() != commits || s.fields[fieldOwner].Whole() || owner.Text != "CISO Office" {
		t.Fatalf("an owner who was not picked is left out: %q", owner.Text)
	}
	owner.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	s.showPanel()
	if got := s.fields[fieldOwner].Focus.(*look.Picker).Text; got != "CISO Office" {
		t.Errorf("drawn anew, it says %q", got)
	}
	press(t, w.Side, "Add the action")
	action := s.model.actions[s.selected]
	if len(action) != 1 || d.Person(action[0].Owner) != "CISO Office" || d.Session.Commits() != commits+1 {
		t.Fatalf("%d actions after %d commits, failed %v", len(action), d.Session.Commits()-commits, w.Failed)
	}
	if _, err := d.Session.Undo(nil); err != nil || len(d.Session.State().Parties) != parties {
		t.Errorf("one undo leaves %d parties, %v", len(d.Session.State().Parties), err)
	}
}

// Where a name cannot be added, one that nobody has is kept and said.
func TestWhoVerifiedIsOnRecord(t *testing.T) {
	d, w := desktest.New(t)
	s := show(t, d, w)
	commits := d.Session.Commits()
	s.beginDecision(assess.DispositionFixed, s.model.detail(s.current()))
	by := s.fields[fieldBy].Focus.(*look.Picker)
	w.Canvas().Focus(by)
	test.Type(by, "Nobody Atall")
	press(t, w.Side, "Record as fixed")
	if got := s.fields[fieldBy].Problem(); d.Session.Commits() != commits || by.Text != "Nobody Atall" || got != "Nobody is called “Nobody Atall”: choose from the list." {
		t.Errorf("it holds %q and says %q", by.Text, got)
	}
}

func TestADraftOutlivesAChange(t *testing.T) {
	d, w := desktest.New(t)
	s := show(t, d, w)
	press(t, w.Side, "Adjust severity")
	fill(t, s, w, fieldReason, "Lab only")
	s.Refresh()
	if entry := s.fields[fieldReason].Focus.(*look.Entry); entry.Text != "Lab only" {
		t.Errorf("the field holds %q", entry.Text)
	}
	w.Canvas().Focus(s.fields[fieldSeverity].Focus)
	key(w, fyne.KeyEscape)
	if s.draft.form != noForm || w.Canvas().Focused() != s.table.Focusable() {
		t.Error("escape does not go back to the list")
	}
}

func TestAFilterWithoutAHitSaysSo(t *testing.T) {
	d, w := desktest.New(t)
	s := show(t, d, w)
	s.Search()
	test.Type(s.search, "nothing has this")
	if s.listed != 0 || s.current() != nil || len(w.Side.Objects) != 0 {
		t.Fatalf("%d findings are listed", s.listed)
	}
	press(t, s.holder, "Clear filter")
	if s.listed != len(s.model.all) || s.search.Text != "" {
		t.Errorf("%d findings are listed after that", s.listed)
	}
}

func TestTheListGivesUpColumnsForRoom(t *testing.T) {
	d, w := desktest.New(t)
	s := show(t, d, w)
	for _, c := range []struct {
		width float32
		room  room
	}{{1440, wide}, {1100, medium}, {820, narrow}, {1440, wide}} {
		w.Shown.Resize(fyne.NewSize(c.width, 720))
		if s.room != c.room || s.table.Current() != s.indexOf(s.selected) {
			t.Errorf("at %g the list has room %d, row %d is selected", c.width, s.room, s.table.Current())
		}
	}
}

// Names that other people wrote may be anything.
func TestAHostileEngagementIsShown(t *testing.T) {
	path := filepath.Join(t.TempDir(), "hostile.demarc")
	session, err := engagement.Create(path, engagement.Beginning{Client: "x"}, engagement.Options{Library: desktest.Library(t), Now: desktest.Now})
	if err != nil {
		t.Fatal(err)
	}
	hosting := "aws_bedrock"
	for _, name := range []string{strings.Repeat("long", 2500), "\u202eevil \u2066%s%d", "🦊🦊 مرحبا", "one\ntwo"} {
		if _, err := session.AddAsset(engagement.AssetFields{Name: &name, Hosting: &hosting}); err != nil {
			t.Fatal(err)
		}
	}
	session.Close()
	d, w := desktest.Open(t, path)
	s := show(t, d, w)
	for i := range s.items {
		if s.items[i].finding == nil {
			continue
		}
		s.table.Select(i)
		if row := s.model.row(s.items[i].finding); strings.ContainsAny(row.title+row.asset, "\u202e\u2066\n") {
			t.Fatalf("%q is shown", row.title)
		}
	}
	w.Canvas().Capture()
	if min := s.Content().MinSize(); min.Width > 400 {
		t.Errorf("the screen asks for a width of %g", min.Width)
	}
}

func TestAnEmptyEngagementOffersAnAsset(t *testing.T) {
	path := filepath.Join(t.TempDir(), "empty.demarc")
	session, err := engagement.Create(path, engagement.Beginning{Client: "x"}, engagement.Options{Library: desktest.Library(t), Now: desktest.Now})
	if err != nil {
		t.Fatal(err)
	}
	session.Close()
	d, w := desktest.Open(t, path)
	s := show(t, d, w)
	s.BeginAction() // of nothing
	s.Mark()
	press(t, s.holder, "New asset")
	if len(w.Went) != 1 || w.Went[0].Screen != desk.Assets || w.Went[0].Do != "new" {
		t.Errorf("it goes to %+v", w.Went)
	}
}

// A severity that was adjusted stands beside the sum's, and an accepted risk
// with all that it carries; an action past its day is loud.
func TestThePanelSaysWhatWasDecided(t *testing.T) {
	d, w := desktest.New(t)
	s := show(t, d, w)
	by := d.Parties()[0]
	_, err := d.Session.Decide(s.selected, engagement.DecisionFields{As: "risk_accepted", By: by.Value, Authority: "Board", Until: "2027-01-31", Reason: "Lab only"})
	title, due := "Name an owner", "2026-11-19"
	if err == nil {
		_, err = d.Session.AddAction(engagement.ActionFields{Title: &title, Due: &due, AddFindings: []string{s.selected}})
	}
	if err != nil {
		t.Fatal(err)
	}
	s.Refresh()
	x, said := s.model.detail(s.current()), ""
	for _, line := range x.decided {
		said += line.name + ": " + line.value + "; "
	}
	if want := "Accepted by: " + by.Text + "; Authority: Board; Until: 31 January 2027; Reason: Lab only; Recorded: 21 November 2026 · J. Weiss; "; said != want {
		t.Errorf("it says %s", said)
	}
	if row := s.model.row(s.current()); !row.overdue || row.action != "19 Nov · nobody" || !x.actions[0].overdue || x.actions[0].words != "nobody owns it · due 19 November 2026 · open" {
		t.Errorf("the action is %+v, in the list %q", x.actions, row.action)
	}
}

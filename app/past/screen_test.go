package past

import (
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

func (s *story) put() *screen {
	s.Helper()
	made := New(s.desk).(*screen)
	s.window.Put(made)
	return made
}

func (s *story) typed(keys ...fyne.KeyName) {
	for _, key := range keys {
		s.window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: key})
	}
}

// shown is every text in the panel.
func (s *story) shown() string {
	var texts []string
	var walk func(fyne.CanvasObject)
	walk = func(object fyne.CanvasObject) {
		switch part := object.(type) {
		case *look.Label:
			texts = append(texts, part.Text)
		case *look.Button:
			texts = append(texts, part.Text)
		case *fyne.Container:
			for _, inner := range part.Objects {
				walk(inner)
			}
		case *container.Scroll:
			walk(part.Content)
		}
	}
	walk(s.window.Side)
	return strings.Join(texts, "\n")
}

func (s *story) asserts(text string, wanted ...string) {
	s.Helper()
	for _, want := range wanted {
		if !strings.Contains(text, want) {
			s.Errorf("%q is not in\n%s", want, text)
		}
	}
}

func TestTheNewestIsSelectedAndShown(t *testing.T) {
	s := told(t)
	made := s.put()
	if made.table.Current() != newest || made.table.Offset() != 0 {
		t.Errorf("row %d, scrolled by %g", made.table.Current(), made.table.Offset())
	}
	s.asserts(s.shown(), "Changed the data classes", "J. Weiss, assessor", made.past.entries[0].ID.Short(), "nothing → public", "added confidential; removed personal", "Undo this change")
	s.typed(fyne.KeyDown)
	s.asserts(s.shown(), "Made Dana Lund accountable", "nobody → Dana Lund", "1 later change has to be taken back first")
}

func TestUndoAndRedoByButton(t *testing.T) {
	s := told(t)
	made := s.put()
	if !made.redo.Disabled() {
		t.Error("there is nothing to redo")
	}
	test.Tap(made.undo)
	if got := s.desk.Session.State().Assets[s.asset].Exposure; got != "" {
		t.Fatalf("the exposure is still %q", got)
	}
	if got := made.past.told[0].sentence; !strings.HasPrefix(got, "Undid: changed the data classes") {
		t.Errorf("the list begins with %q", got)
	}
	s.asserts(strings.Join(s.window.Said, "\n"), "Undid: changed the data classes")
	if made.redo.Disabled() {
		t.Error("the undo can be redone")
	}
	test.Tap(made.redo)
	if got := s.desk.Session.State().Assets[s.asset].Exposure; got != assess.ExposurePublic {
		t.Errorf("the exposure is %q", got)
	}
	if len(s.window.Failed) > 0 {
		t.Error(s.window.Failed)
	}
}

// The keyboard alone: Enter goes to the panel, where the first part is Undo.
func TestUndoByKeyboard(t *testing.T) {
	s := told(t)
	s.put()
	s.typed(fyne.KeyReturn, fyne.KeyReturn)
	if got := s.desk.Session.State().Assets[s.asset].Exposure; got != "" {
		t.Errorf("the exposure is still %q", got)
	}
	s.typed(fyne.KeyReturn) // the same place now offers Redo
	if got := s.desk.Session.State().Assets[s.asset].Exposure; got != assess.ExposurePublic {
		t.Errorf("the exposure is %q", got)
	}
}

func TestTheFirstDayIsSeenWithItsHeading(t *testing.T) {
	d, w := desktest.New(t)
	s := &story{T: t, desk: d, window: w}
	made := s.put()
	s.typed(fyne.KeyEnd)
	if made.table.Offset() == 0 || made.selected != made.past.at(len(made.past.entries)-1).ID {
		t.Fatal("the oldest commit is not in view")
	}
	s.typed(fyne.KeyHome)
	if made.table.Offset() != 0 {
		t.Errorf("scrolled by %g", made.table.Offset())
	}
}

func TestUndoToTheBeginning(t *testing.T) {
	s := told(t)
	made := s.put()
	for range 4 {
		test.Tap(made.undo)
	}
	if !made.undo.Disabled() {
		t.Error("the beginning cannot be undone")
	}
	if n := len(s.desk.Session.State().Assets); n != 0 {
		t.Errorf("%d assets are left", n)
	}
}

func TestAFilterIsPickedAndCleared(t *testing.T) {
	s := told(t)
	made := s.put()
	s.desk.Focus(made.control)
	for _, letter := range "prompt i" {
		s.window.Canvas().Focused().TypedRune(letter)
	}
	s.typed(fyne.KeyReturn)
	if made.past.shown != 1 || made.count.Text != "showing 1 of 5 commits" || made.clear.Hidden {
		t.Errorf("%d shown, %q", made.past.shown, made.count.Text)
	}
	if s.window.Canvas().Focused() != made.table.Focusable() {
		t.Error("the list did not get the keyboard back")
	}
	again := New(s.desk).(*screen)
	if again.past.filter.control != "AI-SEC-002" || again.control.Text != "Prompt injection" {
		t.Errorf("the filter was forgotten: %+v", again.past.filter)
	}
	test.Tap(made.clear)
	if made.past.shown != 5 || made.control.Text != "" {
		t.Errorf("%d shown, picker %q", made.past.shown, made.control.Text)
	}
}

func TestAFilterWithoutAHitSaysSo(t *testing.T) {
	s := told(t)
	made := s.put()
	made.pick(filter{control: "AI-SEC-003"})
	if made.table.Visible() || len(made.none.Objects) == 0 {
		t.Fatal("an empty list is shown")
	}
	made.clearFilter()
	if !made.table.Visible() || len(made.none.Objects) > 0 {
		t.Error("the list did not come back")
	}
}

func TestPlaces(t *testing.T) {
	s := told(t)
	made := s.put()
	oldest := made.past.at(4).ID
	made.Show(desk.Place{Screen: desk.History, Asset: s.asset})
	if made.past.shown != 3 {
		t.Errorf("%d commits of the asset", made.past.shown)
	}
	made.Show(desk.Place{Screen: desk.History, Commit: oldest.Short()})
	if made.selected != oldest || made.past.filter.on() {
		t.Error("a commit that the filter hides is not gone to")
	}
	s.asserts(s.shown(), "Began the engagement for Halden Bank", "it cannot be taken back")
}

// What the screen remembers are ids, never names.
func TestMemoryHoldsIdsOnly(t *testing.T) {
	s := told(t)
	made := s.put()
	made.pick(filter{author: "J. Weiss", asset: s.asset})
	for _, key := range []string{keyCommit, keyAuthor, keyAsset, keyControl} {
		if value := s.desk.Memory.Get(key); strings.ContainsAny(value, " .") {
			t.Errorf("%s holds %q", key, value)
		}
	}
	if again := New(s.desk).(*screen); again.past.filter != (filter{author: "J. Weiss", asset: s.asset}) {
		t.Errorf("remembered %+v", again.past.filter)
	}
}

// Names of ten thousand letters, of no letters, right to left.
func TestHostileNames(t *testing.T) {
	s := told(t)
	for _, name := range []string{strings.Repeat("Wörter", 2000), strings.Repeat("سلام ", 300), "👩‍👩‍👧‍👦\u202eevil\u2066", strings.Repeat("a b ", 2500)} {
		_, err := s.desk.Session.EditAsset(s.asset, engagement.AssetFields{Name: given(name), Notes: given(strings.Repeat(name, 3))})
		s.check(err)
	}
	made := s.put()
	width := s.window.Side.MinSize().Width
	for range len(made.past.entries) {
		s.typed(fyne.KeyDown)
		if got := s.window.Side.MinSize().Width; got > desk.PanelWidth+1 {
			t.Errorf("the panel needs %g (%g at first)", got, width)
		}
	}
	if strings.ContainsRune(s.shown(), '\u202e') {
		t.Error("a character that turns the direction round is shown")
	}
}

// A commit of many records is shown in part, and more of it when asked for.
func TestManyRecords(t *testing.T) {
	s := told(t)
	_, err := s.desk.Session.Assign(engagement.Assignment{Assets: []string{s.asset}, EveryControl: true, Due: given("2027-01-31")})
	s.check(err)
	c := s.chronicle()
	d := c.detail(c.at(0).ID, 10)
	if len(d.records) != 10 || d.more != len(c.at(0).Changes)-10 {
		t.Errorf("%d records and %d more", len(d.records), d.more)
	}
	s.put()
	s.asserts(s.shown(), "Show 1 more record")
}

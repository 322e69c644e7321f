package overview

import (
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

func put(d *desk.Desk, w *desktest.Window) *screen {
	s := New(d).(*screen)
	w.Put(s)
	return s
}

func typed(w *desktest.Window, keys ...fyne.KeyName) {
	for _, key := range keys {
		w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: key})
	}
}

// texts are all that can be read below an object.
func texts(object fyne.CanvasObject) []string {
	switch part := object.(type) {
	case *look.Label:
		return []string{part.Text}
	case *look.Button:
		return []string{part.Text}
	case *press:
		return texts(part.content)
	case *container.Scroll:
		return texts(part.Content)
	case *fyne.Container:
		var all []string
		for _, inner := range part.Objects {
			all = append(all, texts(inner)...)
		}
		return all
	}
	return nil
}

func TestTheKeyboardBeginsAtTheFirstStep(t *testing.T) {
	d, w := desktest.New(t)
	s := put(d, w)
	if w.Canvas().Focused() != fyne.Focusable(s.steps[0]) {
		t.Fatal("something else has the keyboard")
	}
	typed(w, fyne.KeyDown, fyne.KeyDown, fyne.KeyUp, fyne.KeyReturn)
	if want := s.view.next[1].to; len(w.Went) != 1 || w.Went[0].Asset != want.Asset || w.Went[0].Control != want.Control {
		t.Errorf("went to %+v, want %+v", w.Went, want)
	}
}

func TestATileLeadsToItsCells(t *testing.T) {
	d, w := desktest.New(t)
	s := put(d, w)
	d.Focus(s.heat)
	typed(w, fyne.KeyDown, fyne.KeyDown, fyne.KeyRight, fyne.KeyReturn)
	want := s.view.heat.rows[2].tiles[1]
	if len(w.Went) != 1 || w.Went[0].Hosting != want.to.Hosting || !slices.Equal(w.Went[0].Category, want.to.Category) {
		t.Fatalf("went to %+v, want %+v", w.Went, want.to)
	}
	if s.said.Text != want.words {
		t.Errorf("says %q, want %q", s.said.Text, want.words)
	}
	l := d.Look
	test.TapAt(s.heat, fyne.NewPos(s.heat.nameWidth()+2.5*s.heat.tileWidth(), l.S(heatHead)+3.5*s.heat.rowHeight()))
	if got, want := w.Went[1], s.view.heat.rows[3].tiles[2].to; got.Hosting != want.Hosting || got.Category[0] != want.Category[0] {
		t.Errorf("went to %+v, want %+v", got, want)
	}
	test.TapAt(s.heat, fyne.NewPos(4, l.S(heatHead)+4))
	if len(w.Went) != 2 {
		t.Error("a name leads somewhere")
	}
}

func TestPressedFigures(t *testing.T) {
	d, w := desktest.New(t)
	s := put(d, w)
	var all func(fyne.CanvasObject)
	all = func(object fyne.CanvasObject) {
		switch part := object.(type) {
		case *press:
			test.Tap(part)
		case *container.Scroll:
			all(part.Content)
		case *fyne.Container:
			for _, inner := range part.Objects {
				all(inner)
			}
		}
	}
	all(s.root)
	// One headline each for unowned and in place, two figures of what is known,
	// four severities, five steps.
	if len(w.Went) != 1+1+2+4+5 {
		t.Errorf("%d places", len(w.Went))
	}
	for _, place := range w.Went {
		if place.Screen == "" {
			t.Errorf("%+v leads nowhere", place)
		}
	}
}

// A change is followed, and so is its undo.
func TestTheScreenFollows(t *testing.T) {
	d, w := desktest.New(t)
	s := put(d, w)
	before := s.view.unowned.figure.text
	place := s.view.next[0].to
	team := d.Session.State().SortedParties()[0]
	for _, party := range d.Session.State().SortedParties() {
		if party.Type == assess.Team && !party.Retired {
			team = party
		}
	}
	if !d.Do(func() (string, error) {
		_, err := d.Session.Assign(engagement.Assignment{Assets: []string{place.Asset}, Controls: []string{place.Control}, Accountable: &team.ID})
		return "Done", err
	}) {
		t.Fatal(w.Failed)
	}
	after := s.view.unowned.figure.text
	if after == before || !strings.Contains(strings.Join(texts(s.root), "\n"), after) {
		t.Errorf("%s unowned before, %s after", before, after)
	}
	if w.Canvas().Focused() != fyne.Focusable(s.steps[0]) {
		t.Error("the keyboard was lost")
	}
	if _, err := d.Session.Undo(nil); err != nil {
		t.Fatal(err)
	}
	s.Refresh()
	if s.view.unowned.figure.text != before {
		t.Errorf("%s unowned after the undo", s.view.unowned.figure.text)
	}
}

func TestTheEmptyScreenBegins(t *testing.T) {
	d, w := small(t)
	s := put(d, w)
	if got := strings.Join(texts(s.root), "\n"); !strings.Contains(got, "No assets yet. Import a CSV or add the first by hand.") {
		t.Errorf("shows\n%s", got)
	}
	typed(w, fyne.KeyReturn)
	if len(w.Went) != 1 || w.Went[0].Do != "new" {
		t.Errorf("went to %+v", w.Went)
	}
	if _, err := d.Session.AddAsset(engagement.AssetFields{Name: given("Claims bot")}); err != nil {
		t.Fatal(err)
	}
	s.Refresh()
	if s.heat == nil || s.begin != nil {
		t.Error("an asset was added, and the screen is still empty")
	}
}

// Nothing needs more room than there is: in the smallest window, at the
// largest text, with names that are out of all measure.
func TestItFits(t *testing.T) {
	for _, c := range []struct {
		name  string
		scale float32
		size  fyne.Size
		whole bool // to be seen without scrolling
	}{
		{"the design's window", 1, fyne.NewSize(1264, 826), true},
		{"the smallest window", 1, fyne.NewSize(1048, 646), true},
		{"large text", 1.5, fyne.NewSize(1242, 789), false},
		{"large text in the smallest window", 1.5, fyne.NewSize(982, 609), false},
		{"small text", 0.9, fyne.NewSize(1264, 826), true},
	} {
		t.Run(c.name, func(t *testing.T) {
			d, w := desktest.New(t)
			d.Look = look.New(desktest.Fonts(t), false, c.scale)
			rename(t, d)
			s := New(d).(*screen)
			w.Shown.SetPadded(false)
			w.Shown.SetContent(s.Content())
			w.Shown.Resize(c.size)
			if got := s.scroll.Content.MinSize(); got.Width > c.size.Width || c.whole && got.Height > s.scroll.Size().Height {
				t.Errorf("needs %v of %v", got, s.scroll.Size())
			}
			for _, step := range s.steps {
				if step.MinSize().Width > step.Size().Width {
					t.Errorf("a step needs %g of %g", step.MinSize().Width, step.Size().Width)
				}
			}
		})
	}
}

// rename gives some assets names that are out of all measure.
func rename(t *testing.T, d *desk.Desk) {
	t.Helper()
	names := []string{strings.Repeat("Wörter", 1700), strings.Repeat("سلام ", 400), "👩‍👩‍👧‍👦\u202eevil"}
	for _, step := range newView(d).next[:3] {
		if _, err := d.Session.EditAsset(step.to.Asset, engagement.AssetFields{Name: &names[0]}); err != nil {
			t.Fatal(err)
		}
		names = append(names[1:], names[0]+"2")
	}
}

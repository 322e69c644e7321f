package handover

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

// window is the test's window, with what the screen asked of it.
type window struct {
	*desktest.Window
	revealed []string
	saving   string // the name that was proposed
}

func (w *window) Reveal(path string) { w.revealed = append(w.revealed, path) }

func (w *window) SaveFile(title, name string, chosen func(string)) {
	w.saving = name
	w.Window.SaveFile(title, name, chosen)
}

// open puts the screen of the sample, or of a file, into a window.
func open(t *testing.T, paths ...string) (*Screen, *window) {
	t.Helper()
	path := ""
	if len(paths) > 0 {
		path = paths[0]
	} else {
		path = desktest.SampleFile(t)
	}
	d, base := desktest.Open(t, path)
	return put(d, base)
}

func put(d *desk.Desk, base *desktest.Window) (*Screen, *window) {
	return putWith(d, base, nil)
}

func putWith(d *desk.Desk, base *desktest.Window, r renderer) (*Screen, *window) {
	w := &window{Window: base}
	d.Window = w
	s := newScreen(d, r)
	s.later = func(do func()) { do() }
	w.Put(s)
	return s, w
}

// texts lists every text that an object shows.
func texts(object fyne.CanvasObject) []string {
	var all []string
	each(object, func(o fyne.CanvasObject) {
		switch o := o.(type) {
		case *look.Label:
			all = append(all, o.Text)
		case *look.Button:
			all = append(all, o.Text)
		}
	})
	return all
}

func says(object fyne.CanvasObject, text string) bool {
	return strings.Contains(strings.Join(texts(object), " "), text)
}

// each visits an object and all that is shown in it.
func each(object fyne.CanvasObject, visit func(fyne.CanvasObject)) {
	if object == nil || !object.Visible() {
		return
	}
	visit(object)
	switch o := object.(type) {
	case *fyne.Container:
		for _, part := range o.Objects {
			each(part, visit)
		}
	case *container.Scroll:
		each(o.Content, visit)
	case *look.Label, *look.Button, *look.Entry:
	case fyne.Widget:
		for _, part := range test.WidgetRenderer(o).Objects() {
			each(part, visit)
		}
	}
}

// press presses the button of a name within an object.
func press(t *testing.T, within fyne.CanvasObject, name string) {
	t.Helper()
	var found *look.Button
	each(within, func(o fyne.CanvasObject) {
		if b, ok := o.(*look.Button); ok && found == nil && b.Text == name {
			found = b
		}
	})
	if found == nil {
		t.Fatalf("there is no %q among %q", name, texts(within))
	}
	test.Tap(found)
}

// focusedEntry is the field that has the keyboard.
func focusedEntry(t *testing.T, w *window) fyne.Focusable {
	t.Helper()
	focused := w.Canvas().Focused()
	if _, ok := focused.(*look.Entry); !ok {
		t.Fatalf("%T has the keyboard, not a field", focused)
	}
	return focused
}

// TestPictures draws the screen for people to look at.
func TestPictures(t *testing.T) {
	for name, a := range map[string]struct {
		dark  bool
		scale float32
		wide  bool
	}{"light": {}, "dark": {dark: true}, "light-wide": {wide: true}, "light-150": {scale: 1.5}, "dark-wide-150": {dark: true, scale: 1.5, wide: true}} {
		t.Run(name, func(t *testing.T) {
			d, base := desktest.New(t)
			if a.scale == 0 {
				a.scale = 1
			}
			desktest.Dress(t, d, a.dark, a.scale)
			s, w := putWith(d, base, findRenderer())
			if a.wide {
				w.Shown.SetContent(container.NewStack(d.Look.On(look.Surface, s.Content()), d.Look.Float.Box))
				w.Shown.Resize(fyne.NewSize(1440-176*a.scale, 900-74*a.scale))
			}
			desktest.Picture(t, w.Canvas(), name+"-begin")
			identity := filepath.Join(t.TempDir(), "jana-weiss.p12")
			w.Chosen = identity
			s.identity.offerNew()
			desktest.Picture(t, w.Canvas(), name+"-new-identity")
			s.identity.writeNew(draft{name: "Jana Weiss", organisation: "Weiss & Partner", email: "jw@weiss.example", passphrase: "x"}, identity, nil)
			w.Chosen = filepath.Join(t.TempDir(), "nordhaven-insurance-2026-11-21.pdf")
			s.sign()
			s.showScope("objective")
			desktest.Picture(t, w.Canvas(), name+"-signed")
			s.verify(w.Chosen)
			desktest.Picture(t, w.Canvas(), name+"-verified")
		})
	}
}

// TestPicturesOfStates draws what the screen is like in between, for people to
// look at.
func TestPicturesOfStates(t *testing.T) {
	t.Run("new engagement, making a report", func(t *testing.T) {
		d, base := desktest.Open(t, begun(t, "Halden Bank"))
		s, w := putWith(d, base, findRenderer())
		s.making.busy = true
		s.making.progress("compose", 0, 1, true)
		s.making.progress("pages", 43, 100, true)
		s.list.selectLine("assets")
		desktest.Picture(t, w.Canvas(), "new-making")
	})
	t.Run("wrong passphrase and date, changed since, no program that draws", func(t *testing.T) {
		s, w := open(t)
		path := makeIdentity(t, s, w, "Jana Weiss")
		s.identity.choose(path)
		s.identity.passphrase.entry.SetText("wrong")
		s.identity.unlock(nil)
		form := newScopeForm(s)
		s.show(form.panel(), form.follow)
		w.Canvas().Focus(form.fields["period"].entry)
		typeInto(t, w, "last spring")
		if _, err := s.d.Session.SetScope(engagement.ScopeFields{Title: text("AI estate 2027")}); err != nil {
			t.Fatal(err)
		}
		w.Changed()
		desktest.Picture(t, w.Canvas(), "wrong")
	})
	t.Run("hostile, small window", func(t *testing.T) {
		client := strings.Repeat("Nordhaven ", 1000)
		d, base := desktest.Open(t, begun(t, client))
		s, w := putWith(d, base, findRenderer())
		w.Shown.Resize(fyne.NewSize(1180-44, 720-74))
		w.Chosen = filepath.Join(t.TempDir(), strings.Repeat("report", 30)+".pdf")
		s.draft()
		s.verify(w.Chosen)
		desktest.Picture(t, w.Canvas(), "hostile")
	})
}

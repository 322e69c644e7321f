package app

import (
	"testing"

	"fyne.io/fyne/v2"

	"demarc/app/desk"
	"demarc/app/look"
)

// At every width all of a screen can be seen beside its panel, or the panel has
// a cross to close it.
func TestTheFrameFollowsTheWidth(t *testing.T) {
	w := openSample(t)
	w.show(desk.Responsibilities)
	for _, c := range []struct {
		name   string
		width  float32
		nav    float32
		floats bool
	}{
		{"the size of the design", 1440, navWidth, false},
		{"just wide enough for names", narrowBelow, navWidth, false},
		{"icons", narrowBelow - 1, navNarrow, false},
		{"the least that it is made for", 1180, navNarrow, false},
		{"less", 900, navNarrow, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			w.shown.Resize(fyne.NewSize(c.width, 720))
			f := w.frame
			f.layout.Layout(nil, fyne.NewSize(c.width, 660))
			if got := f.nav.box.Size().Width; got != c.nav || f.nav.icons.Visible() != (c.nav == navNarrow) {
				t.Errorf("the navigation is %g wide; icons: %t", got, f.nav.icons.Visible())
			}
			covered := f.layout.middle.Position().X+f.layout.middle.Size().Width > f.panel.box.Position().X
			if covered != c.floats || f.panel.head.Visible() != c.floats {
				t.Errorf("the panel covers the screen: %t; it has a cross: %t", covered, f.panel.head.Visible())
			}
		})
	}
}

// Whoever closes the panel is told how to have it back.
func TestAPanelThatIsShutCanBeOpenedAgain(t *testing.T) {
	w := openSample(t)
	w.show(desk.Responsibilities)
	f := w.frame
	if f.reopen.Visible() {
		t.Error("it offers to open what is open")
	}
	w.run("panel")
	if f.panel.box.Visible() || !f.reopen.Visible() {
		t.Errorf("open: %t; offered: %t", f.panel.box.Visible(), f.reopen.Visible())
	}
	w.show(desk.Overview)
	if f.reopen.Visible() {
		t.Error("it offers a panel that has nothing in it")
	}
	w.show(desk.Responsibilities)
	f.reopen.OnTapped()
	if !f.panel.box.Visible() || f.reopen.Visible() {
		t.Errorf("open: %t; offered: %t", f.panel.box.Visible(), f.reopen.Visible())
	}
}

// The status line says what the keys do, until there is something else to say.
func TestTheStatusLineIsNeverEmpty(t *testing.T) {
	w := openSample(t)
	seen := map[string]bool{}
	for _, name := range screenOrder {
		w.show(name)
		if hint := w.frame.hint; hint.Hidden || hint.Text == "" || seen[hint.Text] {
			t.Errorf("%s says %q; hidden: %t", name, hint.Text, hint.Hidden)
		}
		seen[w.frame.hint.Text] = true
	}
	w.Say("Something was done.", true)
	if !w.frame.hint.Hidden || w.frame.undoLink.Hidden {
		t.Error("the hint stands over what is said")
	}
	w.show(desk.Assets)
	if w.frame.hint.Hidden || !w.frame.undoLink.Hidden {
		t.Error("what was said is still there on the next screen")
	}
}

func TestTheIconsLeadToTheScreens(t *testing.T) {
	w := openSample(t)
	for _, name := range screenOrder {
		for _, entry := range w.frame.nav.entries[name] {
			if icon, ok := entry.(*look.NavIcon); ok {
				icon.Tapped(nil)
			}
		}
		if w.current != name {
			t.Errorf("%s leads to %s", name, w.current)
		}
	}
}

// Tab from nowhere begins in the screen: on Undo, the next enter would take back
// what nobody wanted to.
func TestTheKeyboardBeginsInTheScreen(t *testing.T) {
	w := openSample(t)
	w.Say("Saved", true) // and Undo stands in the status line
	for _, name := range screenOrder {
		t.Run(string(name), func(t *testing.T) {
			w.show(name)
			w.Canvas().Unfocus()
			w.Canvas().FocusNext()
			first, ok := w.Canvas().Focused().(fyne.CanvasObject)
			if !ok {
				t.Fatal("nothing takes the keyboard")
			}
			driver := fyne.CurrentApp().Driver()
			at := driver.AbsolutePositionForObject(first)
			middle, screen := driver.AbsolutePositionForObject(w.frame.centre), w.frame.centre.Size()
			if at.X < middle.X || at.X > middle.X+screen.Width || at.Y < middle.Y || at.Y > middle.Y+screen.Height {
				t.Errorf("the first is a %T at %v", first, at)
			}
		})
	}
}

// What a strip asks can be answered whatever floats over the screen.
func TestNothingCoversTheStrip(t *testing.T) {
	w := openSample(t)
	w.show(desk.Responsibilities)
	w.shown.Resize(fyne.NewSize(900, 720))
	w.frame.offer("This was being typed", "Copy", func() {}, "Discard", func() {})
	driver := fyne.CurrentApp().Driver()
	strip, panel := driver.AbsolutePositionForObject(w.frame.strip), driver.AbsolutePositionForObject(w.frame.panel.box)
	if bottom := strip.Y + w.frame.strip.Size().Height; bottom > panel.Y || w.frame.strip.Size().Width < 900 {
		t.Errorf("the strip ends at %g, the panel begins at %g", bottom, panel.Y)
	}
}

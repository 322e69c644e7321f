package app

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"demarc/app/desk"
	"demarc/app/look"
)

// Whoever goes through a panel by keys sees each field that they come to.
func TestThePanelFollowsTheKeyboard(t *testing.T) {
	for _, screen := range []desk.ScreenName{desk.Assets, desk.Responsibilities, desk.People} {
		t.Run(string(screen), func(t *testing.T) {
			w := openSample(t)
			w.Go(desk.Place{Screen: screen})
			p := w.frame.panel
			parts := focusables(p.inside)
			if p.inside.MinSize().Height <= p.scroll.Size().Height {
				t.Fatal("all of the panel is in view already")
			}
			for _, back := range []bool{false, true} {
				for i := range parts {
					part := parts[i]
					if back {
						part = parts[len(parts)-1-i]
					}
					w.Canvas().Focus(part)
					object := part.(fyne.CanvasObject)
					top := fyne.CurrentApp().Driver().AbsolutePositionForObject(object).Y - fyne.CurrentApp().Driver().AbsolutePositionForObject(p.scroll).Y
					if bottom := top + object.Size().Height; top < 0 || bottom > p.scroll.Size().Height {
						t.Errorf("%s is at %g to %g of %g", kindOf(part), top, bottom, p.scroll.Size().Height)
					}
				}
			}
		})
	}
}

// The wheel moves the panel wherever the pointer is, and a long text first.
func TestTheWheelMovesThePanelOverAField(t *testing.T) {
	w := openSample(t)
	w.Go(desk.Place{Screen: desk.Assets})
	p := w.frame.panel
	middle := func(part fyne.CanvasObject) fyne.Position {
		return fyne.CurrentApp().Driver().AbsolutePositionForObject(part).AddXY(part.Size().Width/2, part.Size().Height/2)
	}
	var line, notes *look.Entry
	for _, part := range focusables(p.inside) {
		if entry, ok := part.(*look.Entry); ok && entry.MultiLine {
			notes = entry
		} else if ok && line == nil {
			line = entry
		}
	}
	test.Scroll(w.Canvas(), middle(line), 0, -40)
	if p.scroll.Offset.Y != 40 {
		t.Errorf("over a field of one line the panel is at %g", p.scroll.Offset.Y)
	}
	notes.SetText("one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\nnine\nten\neleven\ntwelve")
	p.bringIntoView(notes)
	before := p.scroll.Offset.Y
	turn := func(down float32) { // the test driver does not say where the pointer is
		event := &fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, down)}
		event.AbsolutePosition = middle(notes)
		newWheel(p).Scrolled(event)
	}
	turn(-20)
	if p.scroll.Offset.Y != before {
		t.Error("the panel moves while the notes have more to show")
	}
	turn(20)
	turn(20)
	if p.scroll.Offset.Y >= before {
		t.Error("the panel stands still once the notes are at their beginning")
	}
}

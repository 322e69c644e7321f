package page

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"demarc/app/desk"
)

// Reveal scrolls the side panel so far that an object in it can be seen.
func Reveal(d *desk.Desk, object fyne.CanvasObject) {
	scroll := scrollAround(d.Window.Canvas().Content(), object)
	if scroll == nil {
		return
	}
	// What was put there just now has not got its height yet.
	scroll.Content.Resize(scroll.Content.Size().Max(scroll.Content.MinSize()))
	driver := fyne.CurrentApp().Driver()
	above := driver.AbsolutePositionForObject(object).Y - driver.AbsolutePositionForObject(scroll).Y
	below := above + object.Size().Height + d.Look.S(gap) - scroll.Size().Height
	switch {
	case above < 0:
		scroll.ScrollToOffset(scroll.Offset.AddXY(0, above))
	case below > 0:
		scroll.ScrollToOffset(scroll.Offset.AddXY(0, min(below, above)))
	}
}

// scrollAround is the innermost scroller that holds an object, or nil.
func scrollAround(in, object fyne.CanvasObject) *container.Scroll {
	switch box := in.(type) {
	case *fyne.Container:
		for _, child := range box.Objects {
			if found := scrollAround(child, object); found != nil {
				return found
			}
		}
	case *container.Scroll:
		if found := scrollAround(box.Content, object); found != nil {
			return found
		}
		if holds(box.Content, object) {
			return box
		}
	}
	return nil
}

func holds(in, object fyne.CanvasObject) bool {
	if in == object {
		return true
	}
	box, ok := in.(*fyne.Container)
	if !ok {
		return false
	}
	for _, child := range box.Objects {
		if holds(child, object) {
			return true
		}
	}
	return false
}

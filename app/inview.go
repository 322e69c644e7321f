package app

import (
	"image/color"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"
)

// arrived brings the part that the keyboard has come to into view, so that
// nobody types into a field below the panel's edge.
func (w *Window) arrived() {
	if w.frame == nil || !w.frame.panel.box.Visible() {
		return
	}
	focused := w.Canvas().Focused()
	if part, ok := focused.(fyne.CanvasObject); ok && slices.Contains(focusables(w.frame.panel.inside), focused) {
		w.frame.panel.bringIntoView(part)
	}
}

// bringIntoView scrolls the panel until all of a part of it is to be seen.
func (p *panel) bringIntoView(part fyne.CanvasObject) {
	driver, room := fyne.CurrentApp().Driver(), p.w.look.S(16)
	top := driver.AbsolutePositionForObject(part).Y - driver.AbsolutePositionForObject(p.scroll).Y
	bottom := top + part.Size().Height
	switch height := p.scroll.Size().Height; {
	case top < room:
		p.scrollBy(top - room)
	case bottom > height-room:
		p.scrollBy(bottom - height + room)
	}
}

func (p *panel) scrollBy(distance float32) {
	p.scroll.ScrollToOffset(p.scroll.Offset.AddXY(0, distance))
}

// wheel lies over the panel and takes the mouse wheel alone: the toolkit's
// fields would swallow it, even those of one line.
type wheel struct {
	widget.BaseWidget
	panel *panel
}

func newWheel(p *panel) *wheel {
	w := &wheel{panel: p}
	w.ExtendBaseWidget(w)
	return w
}

// Scrolled moves the text of the field below the pointer, and the panel where
// that has no way to go.
func (w *wheel) Scrolled(event *fyne.ScrollEvent) {
	driver := fyne.CurrentApp().Driver()
	for _, part := range focusables(w.panel.inside) {
		field, ok := part.(interface {
			fyne.CanvasObject
			Wheel(*fyne.ScrollEvent) bool
		})
		if !ok {
			continue
		}
		at, size := event.AbsolutePosition.Subtract(driver.AbsolutePositionForObject(field)), field.Size()
		if at.X >= 0 && at.Y >= 0 && at.X < size.Width && at.Y < size.Height && field.Wheel(event) {
			return
		}
	}
	w.panel.scroll.Scrolled(event)
}

// CreateRenderer is part of the toolkit's contract.
func (w *wheel) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(canvas.NewRectangle(color.Transparent))
}

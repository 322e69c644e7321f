package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"demarc/app/look"
)

// scrolls are how far the parts of the screen and the panel are scrolled, in the
// order in which they stand.
func scrolls(f *frame) (offsets []float32) {
	scrolled(f, func(at float32, _ func(float32)) { offsets = append(offsets, at) })
	return offsets
}

// scrollAs scrolls the parts of the screen and the panel as they were.
func scrollAs(f *frame, offsets []float32) {
	scrolled(f, func(_ float32, to func(float32)) {
		if len(offsets) > 0 {
			to(offsets[0])
			offsets = offsets[1:]
		}
	})
}

func scrolled(f *frame, visit func(at float32, to func(float32))) {
	var within func(fyne.CanvasObject)
	within = func(object fyne.CanvasObject) {
		switch o := object.(type) {
		case *fyne.Container:
			for _, inner := range o.Objects {
				within(inner)
			}
		case *container.Scroll:
			visit(o.Offset.Y, func(y float32) { o.ScrollToOffset(fyne.NewPos(o.Offset.X, y)) })
			within(o.Content)
		case *look.Table:
			visit(o.Offset(), o.SetOffset)
		}
	}
	within(f.centre)
	within(f.panel.box)
}

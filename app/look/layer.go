package look

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// Layer lies over the content and shows things at places of their own. Unlike
// the toolkit's overlays it leaves the keyboard where it is.
type Layer struct{ Box *fyne.Container }

func newLayer() *Layer { return &Layer{Box: container.NewWithoutLayout()} }

// Show puts an object at a place.
func (f *Layer) Show(object fyne.CanvasObject, at fyne.Position, size fyne.Size) {
	f.Hide(object)
	object.Resize(size)
	object.Move(at)
	f.Box.Add(object)
	f.Box.Refresh()
}

// Hide takes an object away; one that is not shown is no matter.
func (f *Layer) Hide(object fyne.CanvasObject) {
	f.Box.Remove(object)
	f.Box.Refresh()
}

// Shows reports whether an object is shown.
func (f *Layer) Shows(object fyne.CanvasObject) bool {
	for _, shown := range f.Box.Objects {
		if shown == object {
			return true
		}
	}
	return false
}

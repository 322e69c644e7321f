package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"demarc/app/look"
)

// forget lets go of everything that shows or holds what the engagement holds.
// What the toolkit keeps of it for a while longer is emptied.
func (w *Window) forget() {
	for _, screen := range w.screens {
		empty(screen.Content())
		if lists, ok := screen.(emptied); ok {
			lists.Empty()
		}
	}
	if w.frame != nil {
		empty(w.frame.whole)
	}
	w.desk, w.frame, w.screens, w.stale = nil, nil, nil, nil
	w.draft, w.missed, w.tasks = draft{}, nil, tasks{}
	w.palette, w.asking, w.question = nil, nil, nil
}

// empty takes the texts from everything below an object, and from its fields
// what they would take back.
func empty(object fyne.CanvasObject) {
	switch o := object.(type) {
	case *fyne.Container:
		for _, inner := range o.Objects {
			empty(inner)
		}
	case *container.Scroll:
		empty(o.Content)
	case *look.Label:
		o.Set("", look.Text)
	case *look.Button:
		o.Text, o.OnTapped = "", nil
		o.Refresh()
	case *look.Entry:
		o.Erase()
	case *look.Picker:
		o.Erase()
	case *look.Table:
		o.Erase()
	}
}

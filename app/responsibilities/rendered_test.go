package responsibilities

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// rendered are the objects that a widget is drawn with.
func rendered(w fyne.Widget) []fyne.CanvasObject { return test.WidgetRenderer(w).Objects() }

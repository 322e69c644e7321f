package app

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"demarc/app/look"
)

// walk visits an object and everything that is shown below it.
func walk(object fyne.CanvasObject, visit func(fyne.CanvasObject)) {
	if object == nil || !object.Visible() {
		return
	}
	visit(object)
	switch o := object.(type) {
	case *fyne.Container:
		for _, inner := range o.Objects {
			walk(inner, visit)
		}
	case fyne.Widget:
		for _, inner := range test.WidgetRenderer(o).Objects() {
			walk(inner, visit)
		}
	}
}

// said are all texts below an object.
func said(object fyne.CanvasObject) string {
	var all []string
	walk(object, func(object fyne.CanvasObject) {
		switch o := object.(type) {
		case *look.Label:
			all = append(all, o.Text)
		case *look.Button:
			all = append(all, o.Text)
		}
	})
	return strings.Join(all, " ")
}

// press presses the button with a text.
func press(t *testing.T, object fyne.CanvasObject, text string) {
	t.Helper()
	var found *look.Button
	walk(object, func(object fyne.CanvasObject) {
		if b, ok := object.(*look.Button); ok && b.Text == text && found == nil {
			found = b
		}
	})
	if found == nil {
		t.Fatalf("there is no button %q", text)
	}
	test.Tap(found)
}

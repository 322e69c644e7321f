package inventory

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"demarc/app/desk/desktest"
	"demarc/app/look"
	"demarc/assess"
)

// open shows the sample's assets.
func open(t testing.TB) (*screen, *desktest.Window) {
	t.Helper()
	d, w := desktest.New(t)
	s := New(d).(*screen)
	w.Put(s)
	return s, w
}

// pick selects an asset by name.
func (s *screen) pick(t testing.TB, name string) *assess.Asset {
	t.Helper()
	asset, err := s.desk.Session.FindAsset(name)
	if err != nil {
		t.Fatal(err)
	}
	i := at(s.list.lines, asset.ID)
	if i < 0 {
		t.Fatalf("%s is not listed", name)
	}
	s.list.table.Select(i)
	return asset
}

// stored is an asset as the engagement has it.
func (s *screen) stored(id string) *assess.Asset { return s.desk.Session.State().Assets[id] }

// input finds a field of the form.
func (s *screen) input(t testing.TB, key string) input {
	t.Helper()
	i := 0
	for _, g := range groups(s.desk) {
		for _, f := range g.Fields {
			if f.Key == key {
				return s.list.form.inputs[i]
			}
			i++
		}
	}
	t.Fatalf("there is no field %s", key)
	return nil
}

// typeInto gives a field the keyboard and types into it.
func typeInto(w *desktest.Window, field fyne.Focusable, text string) {
	w.Canvas().Focus(field)
	for _, r := range text {
		w.Canvas().Focused().TypedRune(r)
	}
}

func press(w *desktest.Window, keys ...fyne.KeyName) {
	for _, key := range keys {
		w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: key})
	}
}

// button finds a button that can be seen below an object.
func button(t testing.TB, below fyne.CanvasObject, text string) *look.Button {
	t.Helper()
	if b := findButton(below, text); b != nil {
		return b
	}
	t.Fatalf("there is no button %q", text)
	return nil
}

func findButton(below fyne.CanvasObject, text string) *look.Button {
	if below == nil || !below.Visible() {
		return nil
	}
	switch o := below.(type) {
	case *look.Button:
		if o.Text == text {
			return o
		}
	case *fyne.Container:
		for _, inner := range o.Objects {
			if b := findButton(inner, text); b != nil {
				return b
			}
		}
	case *container.Scroll:
		return findButton(o.Content, text)
	}
	return nil
}

// says reports whether a text can be read below an object.
func says(below fyne.CanvasObject, text string) bool {
	if below == nil || !below.Visible() {
		return false
	}
	switch o := below.(type) {
	case *look.Label:
		return strings.Contains(o.Text, text)
	case *widget.Label:
		return strings.Contains(o.Text, text)
	case *fyne.Container:
		for _, inner := range o.Objects {
			if says(inner, text) {
				return true
			}
		}
	}
	return false
}

func (s *screen) lastSaid(w *desktest.Window) string {
	if len(w.Said) == 0 {
		return ""
	}
	return w.Said[len(w.Said)-1]
}

package handover

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"

	"demarc/app/desk"
	"demarc/app/look"
)

// formField is a field with its name, and a sentence beneath it where what was
// typed cannot be taken.
type formField struct {
	screen *Screen
	entry  *look.Entry
	edge   *canvas.Rectangle // red where the text cannot be taken
	wrong  *fyne.Container
	said   string
	box    fyne.CanvasObject
}

func (s *Screen) newField(name, text, hint string, lines int, save func(string)) *formField {
	f := &formField{screen: s, edge: canvas.NewRectangle(nil), wrong: container.NewStack()}
	f.edge.CornerRadius = s.d.Look.S(4)
	if lines > 0 {
		f.entry = s.d.Look.TextArea("", hint, lines, save)
		if slowToWrap(text) {
			f.entry.Wrapping, f.entry.Scroll = fyne.TextWrapOff, fyne.ScrollBoth
		}
		f.entry.Put(text)
	} else {
		f.entry = s.d.Look.Entry(text, hint, save)
	}
	f.entry.Keys = func(event *fyne.KeyEvent) bool { return s.fieldKey(f.entry, event) }
	f.wrong.Hide()
	f.box = s.d.Look.Column(2, s.d.Field(name, container.NewStack(f.entry, f.edge)), f.wrong)
	return f
}

// slowToWrap reports whether the toolkit would take seconds to break a text
// into lines.
func slowToWrap(text string) bool {
	const longText, longWord = 2000, 200
	return len(text) > longText || slices.ContainsFunc(strings.Fields(text), func(word string) bool { return len(word) > longWord })
}

// fieldKey moves on with tab, which a field of several lines would keep, and
// goes back to the checklist with escape.
func (s *Screen) fieldKey(entry *look.Entry, event *fyne.KeyEvent) bool {
	switch event.Name {
	case fyne.KeyTab:
		if driver, ok := fyne.CurrentApp().Driver().(desktop.Driver); ok && driver.CurrentKeyModifiers()&fyne.KeyModifierShift != 0 {
			s.d.Window.Canvas().FocusPrevious()
		} else {
			s.d.Window.Canvas().FocusNext()
		}
		return true
	case fyne.KeyEscape:
		if !entry.Changed() {
			s.d.Focus(s.list.table.Focusable())
			return true
		}
	}
	return false
}

// conceal makes the field show dots, and no way to see what is typed.
func (f *formField) conceal() *formField {
	f.entry.Password = true
	f.entry.ActionItem = look.Space()
	return f
}

// say puts a sentence under the field; an empty one takes it away.
func (f *formField) say(text string) {
	f.said = text
	f.edge.StrokeColor, f.edge.StrokeWidth = f.screen.d.Look.Colour(look.Alarm), 0
	if text != "" {
		f.edge.StrokeWidth = f.screen.d.Look.S(1.5)
	}
	f.wrong.RemoveAll()
	if f.wrong.Hidden = text == ""; text != "" {
		l := f.screen.d.Look
		f.wrong.Add(l.Pad(l.Paragraph(text, look.Small, look.Alarm, desk.PanelWidth-96), 0, 0, 4, 96))
	}
	f.box.Refresh()
	f.screen.content.Refresh()
	if f.screen.panel != nil {
		f.screen.panel.Refresh()
	}
}

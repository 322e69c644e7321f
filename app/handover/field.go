package handover

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"demarc/app/look"
	"demarc/app/page"
)

// formField is a field of the panel or of what stands beneath the checklist.
type formField struct {
	*page.Field
	entry *look.Entry
}

func (s *Screen) newField(name, text, hint string, lines int) *formField {
	f := &formField{}
	if lines > 0 {
		f.entry = s.d.Look.TextArea("", hint, lines, nil)
		if slowToWrap(text) {
			f.entry.Wrapping, f.entry.Scroll = fyne.TextWrapOff, fyne.ScrollBoth
		}
		f.entry.Put(text)
	} else {
		f.entry = s.d.Look.Entry(text, hint, nil)
	}
	f.entry.Keys = func(event *fyne.KeyEvent) bool { return s.fieldKey(f.entry, event) }
	f.Field = page.NewField(s.d, name, f.entry, s.grown)
	return f
}

// grown lays out again what fields stand in.
func (s *Screen) grown() {
	s.content.Refresh()
	if s.panel != nil {
		s.panel.Refresh()
	}
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

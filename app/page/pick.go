package page

import (
	"strings"

	"fyne.io/fyne/v2"

	"demarc/app/desk"
	"demarc/app/look"
)

// Pick sets a picker into a form, with its name.
func Pick(d *desk.Desk, name string, picker *look.Picker, grown func()) fyne.CanvasObject {
	return NewField(d, name, picker, grown).Box
}

// followPicker says of a text that was not picked what is wrong with it. The
// text stays until something is picked, or escape brings back what was.
func (f *Field) followPicker(p *look.Picker) {
	f.picker = p
	picked, keys := p.Picked, p.Keys
	p.Picked = func(value string) {
		f.Wrong("")
		picked(value)
	}
	p.Keys = func(event *fyne.KeyEvent) bool {
		if event.Name == fyne.KeyEscape && !f.Whole() && p.Pending() {
			p.Restore()
			f.Wrong("")
			return true
		}
		return keys(event)
	}
	p.Unpicked = func() { f.Wrong(f.unpicked()) }
}

// Pends says beneath a picker, and reports, that a text stands in it by which
// nothing was picked: the form cannot be sent with it.
func (f *Field) Pends() bool {
	if f.picker == nil || !f.picker.Pending() {
		return false
	}
	f.Wrong(f.unpicked())
	return true
}

// unpicked says what enter would make of the text, or that it is in no list.
func (f *Field) unpicked() string {
	d, typed := f.desk, strings.TrimSpace(f.picker.Text)
	text := desk.OneLine(typed)
	would, ok := f.picker.Would()
	switch {
	case ok && f.picker.Free != nil && would.Text == f.picker.Free(typed):
		return d.T("“%s” is new: press Enter to add it, or choose from the list.", text)
	case ok:
		return d.T("Nothing is picked yet: Enter takes %s.", would.Text)
	case f.picker.People:
		return d.T("Nobody is called “%s”: choose from the list.", text)
	}
	return d.T("Nothing in the list is called “%s”: choose from it.", text)
}

package inventory

import (
	"fyne.io/fyne/v2"

	"demarc/app/desk"
	"demarc/app/look"
	"demarc/app/page"
	"demarc/assess"
	"demarc/engagement"
)

// input is one field of the form as it stands in the panel.
type input interface {
	object() fyne.CanvasObject
	focusable() fyne.Focusable
	// show puts what is stored into the field, unless it holds a text that was
	// refused.
	show(a *assess.Asset)
	// leave hands an unsaved text on, if there is still an asset to have it, and
	// lets go of a refused one, before the form turns to another asset.
	leave(save bool)
	// Wrong says under the field what is wrong; an empty text takes it back.
	Wrong(sentence string)
}

// textInput is a field for any text.
type textInput struct {
	*page.Field
	desk  *desk.Desk
	field field
	entry *look.Entry
}

func newTextInput(f *form, spec field) *textInput {
	in := &textInput{desk: f.desk, field: spec}
	save := func(text string) { f.save(in, func(to *engagement.AssetFields) { spec.set(to, &text) }, spec.saved) }
	if spec.Prose {
		in.entry = f.desk.Look.TextArea("", spec.Hint, 5, save)
	} else {
		in.entry = f.desk.Look.Entry("", spec.Hint, save)
	}
	page.Back(in.entry, f.list.focus)
	in.Field = page.NewField(f.desk, spec.Label, in.entry, f.grown)
	return in
}

func (in *textInput) object() fyne.CanvasObject { return in.Box }
func (in *textInput) focusable() fyne.Focusable { return in.entry }

func (in *textInput) show(a *assess.Asset) {
	stored := in.field.get(a)
	if !in.entry.Changed() && in.entry.Text != stored {
		in.wrap(len(stored) <= longestWrapped)
	}
	in.Show(stored)
}

// longestWrapped is how much text a field wraps in no time that is felt; longer
// notes keep their own lines and scroll sideways.
const longestWrapped = 1500

func (in *textInput) wrap(wraps bool) {
	switch {
	case !in.field.Prose:
	case wraps:
		in.entry.Wrapping, in.entry.Scroll = fyne.TextWrapWord, fyne.ScrollVerticalOnly
	default:
		in.entry.Wrapping, in.entry.Scroll = fyne.TextWrapOff, fyne.ScrollBoth
	}
}

func (in *textInput) leave(save bool) {
	if text := in.entry.Text; save && in.entry.Changed() {
		in.entry.Put(text)
		in.entry.Save(text)
	}
	if save && !in.Whole() {
		in.desk.Window.Say(in.desk.T("%s was not saved: %s", in.field.Label, in.Problem()), false)
	}
	in.Restore()
}

// wordInput is a field with words to choose from.
type wordInput struct {
	*page.Field
	field  field
	picker *look.Picker
	desk   *desk.Desk
}

func newWordInput(f *form, spec field) *wordInput {
	in := &wordInput{field: spec, desk: f.desk}
	hint := spec.Hint
	if hint == "" {
		hint = f.desk.T("not stated")
	}
	in.picker = f.desk.Look.Picker("", hint, spec.words, func(value string) {
		if spec.Key == "owner" {
			f.saveOwner(in, value)
			return
		}
		f.save(in, func(to *engagement.AssetFields) { spec.set(to, &value) }, spec.saved)
	})
	if spec.free {
		in.picker.Free = func(text string) string { return f.desk.T("add ‘%s’ as a team", text) }
		in.picker.People = true
	}
	escapes(in.picker, f.list.focus)
	in.Field = page.NewField(f.desk, spec.Label, in.picker, f.grown)
	return in
}

func (in *wordInput) object() fyne.CanvasObject { return in.Box }
func (in *wordInput) focusable() fyne.Focusable { return in.picker }

func (in *wordInput) show(a *assess.Asset) {
	l := in.desk.Look
	text := l.Cut(shorten(in.field.textOf(in.desk, in.field.get(a)), 80), look.Body, l.S(pickerText))
	if in.picker.Text != text && (!in.picker.Changed() || in.Whole()) {
		putQuietly(in.picker, text)
	}
}

// nameWidth is the width that a field's name has.
const nameWidth = 96

// pickerText is the room for a text in a picker of the form.
const pickerText = desk.PanelWidth - nameWidth - 44

func (in *wordInput) leave(save bool) { letGo(in.desk, in.Field, in.picker, in.field.Label, save) }

// letGo brings a picker back to what was picked before its form turns to another
// asset, and says what was typed and not taken.
func letGo(d *desk.Desk, f *page.Field, picker *look.Picker, label string, save bool) {
	if save && f.Pends() {
		d.Window.Say(d.T("%s was not saved: %s", label, f.Problem()), false)
	}
	if picker.Changed() {
		picker.Restore()
	}
	f.Wrong("")
}

// putQuietly shows a text in a picker without opening its list.
func putQuietly(p *look.Picker, text string) {
	changed := p.OnChanged
	p.OnChanged = nil
	p.Put(text)
	p.OnChanged = changed
}

// escapes makes escape lead back to the list once a picker has no use for it.
func escapes(p *look.Picker, back func()) {
	keys := p.Keys
	p.Keys = func(event *fyne.KeyEvent) bool {
		if keys(event) {
			return true
		}
		if event.Name == fyne.KeyEscape && !p.Changed() {
			back()
			return true
		}
		return false
	}
}

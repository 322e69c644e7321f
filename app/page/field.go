package page

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"demarc/app/desk"
	"demarc/app/look"
)

// Field is a field of a form with its name. Once something is wrong with its
// text it has a red edge and, beneath it, a sign and the sentence that says what;
// the text stays.
type Field struct {
	Box   *fyne.Container
	Focus fyne.Focusable
	// Check says what is wrong with a text, or nothing. A field of which something
	// is said asks it with every letter, so that the sentence goes as soon as the
	// text is right; without it, any other text takes the sentence back.
	Check func(text string) (wrong string)

	desk    *desk.Desk
	look    *look.Look
	grown   func()
	entry   *look.Entry  // nil where nothing is typed
	picker  *look.Picker // nil where nothing is picked
	edge    *redEdge
	beneath *fyne.Container
	room    float32 // for the sentence

	wrong   string
	refused string // the text that it is said of
	stored  string
	saving  bool
}

// nameWidth is the width that desk.Field gives to a name.
const nameWidth = 96

// NewField sets a field into a form; one without a name has the whole width.
// grown is told when the field needs more or less height than before.
func NewField(d *desk.Desk, name string, field fyne.CanvasObject, grown func()) *Field {
	f := &Field{desk: d, look: d.Look, grown: grown, edge: newRedEdge(d.Look), beneath: container.NewStack(), room: desk.PanelWidth}
	f.Focus, _ = field.(fyne.Focusable)
	f.beneath.Hide()
	line, indent := named(d, name, container.NewStack(field, f.edge)), float32(0)
	if name != "" {
		indent = nameWidth
		f.room -= indent
	}
	f.Box = d.Look.Column(0, line, d.Look.Pad(f.beneath, 0, 0, 0, indent))
	switch typed := field.(type) {
	case *look.Entry:
		f.follow(typed)
	case *look.Picker:
		f.follow(&typed.Entry)
		f.followPicker(typed)
	}
	return f
}

// Narrow leaves less width for what is said beneath the field.
func (f *Field) Narrow(by float32) *Field {
	f.room -= by
	return f
}

// named sets a field beside its name; the name of a high one stands at its top.
func named(d *desk.Desk, name string, field fyne.CanvasObject) fyne.CanvasObject {
	switch {
	case name == "":
		return field
	case field.MinSize().Height < d.Look.S(60):
		return d.Field(name, field)
	}
	top := d.Look.Pad(d.Look.Column(0, d.Look.Shrinking(name, look.Small, look.Text2)), 6, 0, 0, 0)
	return look.Border(nil, nil, d.Look.Sized(nameWidth, 0, top), nil, field)
}

// follow listens to what is typed, and gives escape a use while a text is
// refused.
func (f *Field) follow(entry *look.Entry) {
	f.entry, f.stored = entry, entry.Text
	changed, keys := entry.OnChanged, entry.Keys
	entry.OnChanged = func(text string) {
		if changed != nil {
			changed(text)
		}
		f.typed(text)
	}
	entry.Keys = func(event *fyne.KeyEvent) bool {
		if event.Name == fyne.KeyEscape && f.picker == nil && !f.Whole() && entry.Text != f.stored {
			f.Restore()
			return true
		}
		return keys != nil && keys(event)
	}
}

// typed takes back what is said of another text.
func (f *Field) typed(text string) {
	switch {
	case f.Whole() || text == f.refused:
	case f.Check != nil:
		f.Wrong(f.Check(text))
	default:
		f.Wrong("")
	}
}

// Wrong says what is wrong with the field; an empty sentence takes that back.
func (f *Field) Wrong(sentence string) {
	if f.entry != nil {
		f.refused = f.entry.Text
	}
	if sentence == f.wrong {
		return
	}
	f.wrong = sentence
	f.edge.show(sentence != "")
	f.beneath.RemoveAll()
	if f.beneath.Hidden = sentence == ""; !f.beneath.Hidden {
		f.beneath.Add(f.said(sentence))
	}
	f.Box.Refresh()
	f.grown()
}

func (f *Field) said(sentence string) fyne.CanvasObject {
	const sign, gap = 14, 4
	l := f.look
	text := l.Paragraph(sentence, look.Small, look.Alarm, f.room-sign-gap)
	return l.Pad(look.Border(nil, nil, l.Pad(l.Column(0, l.WarningSign(sign)), 1, gap, 0, 0), nil, text), 2, 0, 4, 0)
}

// Problem is what is said to be wrong, or nothing.
func (f *Field) Problem() string { return f.wrong }

// Whole reports whether nothing is said to be wrong.
func (f *Field) Whole() bool { return f.wrong == "" }

// Saves hands a changed text on when the field is left, and says beneath it
// what was wrong with it.
func (f *Field) Saves(save func(text string) (wrong string)) {
	f.entry.Save = func(text string) {
		before := f.stored
		f.saving, f.stored = true, text
		wrong := save(text)
		f.saving = false
		if f.Wrong(wrong); wrong != "" {
			f.stored = before
		}
		f.Show(f.stored)
	}
}

// Show brings the field to what is stored, unless it holds a text that was
// refused or is not saved yet.
func (f *Field) Show(stored string) {
	f.stored = stored
	if !f.saving && f.Whole() && !f.entry.Changed() && f.entry.Text != stored {
		f.Put(stored)
	}
}

// Put shows a text that is stored, whatever was typed.
func (f *Field) Put(stored string) {
	f.stored = stored
	f.Wrong("")
	f.entry.Put(stored)
}

// Restore brings back what is stored.
func (f *Field) Restore() { f.Put(f.stored) }

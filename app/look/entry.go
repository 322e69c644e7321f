package look

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Entry is a field for text. What is typed is handed on when the field is left
// or enter is pressed, if it changed; escape brings the old text back.
type Entry struct {
	widget.Entry
	// Save takes a changed text. An error is shown by whoever made the field.
	Save func(text string)
	// Name says what is typed, for finding the place again.
	Name string
	// Unsent says that the text is kept with a form that a button sends.
	Unsent bool
	// Keys gets keys before the field does; it reports whether it used one.
	Keys func(*fyne.KeyEvent) bool
	// Tabs reports whether the field has a use for tab now; where it has none, tab
	// goes on to the next field.
	Tabs func() bool
	// Left and Entered are told when the keyboard goes and comes.
	Left, Entered func()

	look    *Look
	saved   string
	whole   bool // typing into it by keys replaces the text
	pressed bool // the keyboard comes with the mouse
	inside  *container.Scroll
}

// CreateRenderer is part of the toolkit's contract.
func (e *Entry) CreateRenderer() fyne.WidgetRenderer {
	renderer := e.Entry.CreateRenderer()
	for _, object := range renderer.Objects() {
		if scroll, ok := object.(*container.Scroll); ok {
			e.inside = scroll
		}
	}
	return renderer
}

// Wheel scrolls the text within the field and reports whether it moved.
func (e *Entry) Wheel(event *fyne.ScrollEvent) bool {
	if e.inside == nil || !e.MultiLine {
		return false
	}
	before := e.inside.Offset
	e.inside.Scrolled(event)
	return e.inside.Offset != before
}

// Entry makes a field of one line.
func (l *Look) Entry(text, hint string, save func(string)) *Entry {
	e := &Entry{look: l, saved: text, Save: save, whole: true}
	e.ExtendBaseWidget(e)
	e.Text = text
	e.SetPlaceHolder(hint)
	e.Wrapping = fyne.TextWrap(fyne.TextTruncateClip)
	e.OnSubmitted = func(string) { e.save() }
	return e
}

// TextArea makes a field of several lines.
func (l *Look) TextArea(text, hint string, lines int, save func(string)) *Entry {
	e := l.Entry(text, hint, save)
	e.MultiLine, e.whole = true, false
	e.Wrapping = fyne.TextWrapWord
	e.Scroll = fyne.ScrollVerticalOnly
	e.SetMinRowsVisible(lines)
	return e
}

// Put shows a text that is saved already.
func (e *Entry) Put(text string) {
	e.saved = text
	e.SetText(text)
}

// SetText shows a text with nothing of it selected: the toolkit would keep what
// was selected before, and the next letters would go into its place one by one.
func (e *Entry) SetText(text string) {
	if e.SelectedText() != "" {
		e.Entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyRight})
	}
	e.Entry.SetText(text)
}

// Propose marks the text as a proposal: what is typed takes its place.
func (e *Entry) Propose() { e.whole = true }

// Changed reports whether there is text that was not handed on.
func (e *Entry) Changed() bool { return e.Text != e.saved }

func (e *Entry) save() {
	if e.Changed() && e.Save != nil {
		e.saved = e.Text
		e.Save(e.Text)
		e.typed()
	}
}

// typed tells of text that is typed and not handed on yet, or no more.
func (e *Entry) typed() {
	if e.look.Typing != nil && (e.Save != nil || e.Unsent) && !e.Password {
		e.look.Typing(e)
	}
}

// TypedRune types a letter.
func (e *Entry) TypedRune(r rune) {
	e.look.Stir()
	e.Entry.TypedRune(r)
	e.typed()
}

// MouseDown puts the cursor where the mouse points.
func (e *Entry) MouseDown(event *desktop.MouseEvent) {
	e.look.Stir()
	e.pressed = true
	e.Entry.MouseDown(event)
	e.pressed = false
}

// FocusGained selects a text that the keyboard comes to, as forms do everywhere:
// the next letter takes its place. What was typed and not handed on yet stays.
func (e *Entry) FocusGained() {
	e.Entry.FocusGained()
	if e.whole && !e.pressed && e.Text != "" && !e.Changed() {
		e.Entry.TypedShortcut(&fyne.ShortcutSelectAll{})
	}
	if e.Entered != nil {
		e.Entered()
	}
	if !e.pressed {
		e.look.arrived()
	}
}

// FocusLost hands a changed text on.
func (e *Entry) FocusLost() {
	e.Entry.FocusLost()
	e.save()
	if e.Left != nil {
		e.Left()
	}
}

// TappedSecondary opens the field's menu.
func (e *Entry) TappedSecondary(event *fyne.PointEvent) { e.openMenu(e, event) }

// openMenu opens the menu of a field, as it is shown, if it is still there once
// the field before was left: what that one hands on may make all fields anew,
// and the toolkit cannot open the menu of a field that is gone.
func (e *Entry) openMenu(shown fyne.CanvasObject, event *fyne.PointEvent) {
	driver := fyne.CurrentApp().Driver()
	c := driver.CanvasForObject(shown)
	if c == nil {
		return
	}
	if focused, ok := c.Focused().(fyne.CanvasObject); !ok || focused != shown {
		c.Unfocus()
	}
	if driver.CanvasForObject(shown) != nil {
		e.Entry.TappedSecondary(event)
	}
}

// AcceptsTab is part of the toolkit's contract.
func (e *Entry) AcceptsTab() bool { return e.Tabs != nil && e.Tabs() }

// TypedKey passes on what a field has no use for.
func (e *Entry) TypedKey(event *fyne.KeyEvent) {
	e.look.Stir()
	if e.Keys != nil && e.Keys(event) {
		return
	}
	switch event.Name {
	case fyne.KeyEscape:
		if e.Changed() {
			e.SetText(e.saved)
			e.typed()
			return
		}
		e.look.unusedKey(event)
	case fyne.KeyF1, fyne.KeyF2, fyne.KeyF3, fyne.KeyF4, fyne.KeyF5, fyne.KeyF6, fyne.KeyF7, fyne.KeyF8, fyne.KeyF9, fyne.KeyF10, fyne.KeyF11, fyne.KeyF12:
		e.look.unusedKey(event)
	default:
		e.Entry.TypedKey(event)
		e.typed()
	}
}

// TypedShortcut edits the text, or, where that has no effect, is the window's:
// undo takes back typing first and commits afterwards.
func (e *Entry) TypedShortcut(shortcut fyne.Shortcut) {
	e.look.Stir()
	switch shortcut.(type) {
	case *fyne.ShortcutCopy, *fyne.ShortcutCut, *fyne.ShortcutPaste, *fyne.ShortcutSelectAll:
		e.Entry.TypedShortcut(shortcut)
		e.typed()
		return
	case *fyne.ShortcutUndo, *fyne.ShortcutRedo:
		before := e.Text
		e.Entry.TypedShortcut(shortcut)
		if e.Text != before {
			e.typed()
			return
		}
	}
	e.look.unusedShortcut(shortcut)
}

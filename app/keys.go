package app

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"demarc/words"
)

// addShortcuts makes the canvas hear every shortcut while nothing that edits
// text has the keyboard; what edits text passes on what it does not use.
func (w *Window) addShortcuts() {
	canvas := w.shown.Canvas()
	for _, c := range w.commands() {
		if c.key != nil {
			canvas.AddShortcut(c.key, w.typedShortcut)
		}
	}
	for _, s := range []fyne.Shortcut{&fyne.ShortcutUndo{}, &fyne.ShortcutRedo{}} {
		canvas.AddShortcut(s, w.typedShortcut)
	}
	canvas.AddShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyF8, Modifier: fyne.KeyModifierShift}, w.typedShortcut)
}

func (w *Window) typedShortcut(shortcut fyne.Shortcut) {
	w.stirred()
	switch s := shortcut.(type) {
	case *fyne.ShortcutUndo:
		w.run("undo")
	case *fyne.ShortcutRedo:
		w.run("redo")
	case *desktop.CustomShortcut:
		for _, c := range w.commands() {
			if c.key != nil && c.key.KeyName == s.KeyName && c.key.Modifier == s.Modifier {
				w.run(c.id)
				return
			}
		}
	}
}

// typedKey gets the keys that nothing else had a use for.
func (w *Window) typedKey(event *fyne.KeyEvent) {
	w.stirred()
	if event.Name == fyne.KeyEscape {
		w.escape()
		return
	}
	if marker, ok := w.screens[w.current].(interface{ Mark() }); ok && event.Name == fyne.KeySpace && w.desk != nil {
		marker.Mark()
		return
	}
	shift := false
	if driver, ok := w.app.Driver().(desktop.Driver); ok {
		shift = driver.CurrentKeyModifiers()&fyne.KeyModifierShift != 0
	}
	for _, c := range w.commands() {
		if c.bare == event.Name && c.bare != "" && c.shift == shift {
			w.run(c.id)
			return
		}
	}
}

// typedRune gets letters that nothing else had a use for.
func (w *Window) typedRune(r rune) {
	w.stirred()
	if r == '/' && w.desk != nil {
		w.run("search")
	}
}

// escape closes what floats, and otherwise goes back to the screen.
func (w *Window) escape() {
	switch {
	case w.closeFloating():
	case w.desk == nil:
		w.start.goBack()
	default:
		if screen, ok := w.screens[w.current].(interface{ Escape() bool }); ok && screen.Escape() {
			return
		}
		w.screens[w.current].Enter()
	}
}

// closeFloating closes the palette or a question; it reports whether one was
// open.
func (w *Window) closeFloating() bool {
	open := w.palette != nil || w.asking != nil || w.question != nil
	if w.palette != nil {
		w.palette.close()
	}
	if w.asking != nil {
		w.asking.close()
	}
	if w.question != nil {
		w.question.close()
	}
	return open
}

// Canvas is the window's canvas.
func (w *Window) Canvas() fyne.Canvas { return w.shown.Canvas() }

// firstFocusable finds the first part below an object that takes the keyboard.
func firstFocusable(object fyne.CanvasObject) fyne.Focusable {
	if !object.Visible() {
		return nil
	}
	if focusable, ok := object.(fyne.Focusable); ok {
		return focusable
	}
	if box, ok := object.(*fyne.Container); ok {
		for _, inner := range box.Objects {
			if found := firstFocusable(inner); found != nil {
				return found
			}
		}
	}
	return nil
}

// focusIn reports whether the keyboard is below an object.
func (w *Window) focusIn(object fyne.CanvasObject) bool {
	focused, ok := w.Canvas().Focused().(fyne.CanvasObject)
	return ok && contains(object, focused)
}

func contains(object, wanted fyne.CanvasObject) bool {
	if object == wanted {
		return true
	}
	if box, ok := object.(*fyne.Container); ok {
		for _, inner := range box.Objects {
			if contains(inner, wanted) {
				return true
			}
		}
	}
	return false
}

// keyName writes a command's key as it is printed on keyboards.
func (c *command) keyName(l *words.Language) string {
	name := strings.ToUpper(string(c.bare))
	if c.shift {
		name = "Shift " + name
	}
	if c.key != nil {
		name = strings.ToUpper(string(c.key.KeyName))
		if c.key.Modifier&fyne.KeyModifierShift != 0 {
			name = "Shift " + name
		}
		name = modifierName(l) + " " + name
	}
	return name
}

func modifierName(l *words.Language) string {
	if fyne.KeyModifierShortcutDefault == fyne.KeyModifierSuper {
		return l.T("Cmd")
	}
	return l.T("Ctrl")
}

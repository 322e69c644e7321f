package app

import (
	"errors"
	"path/filepath"

	"fyne.io/fyne/v2"

	"demarc/app/desk"
	"demarc/app/look"
	"demarc/app/page"
	"demarc/engagement"
	"demarc/store"
)

// askToUnlock asks for the passphrase of a file, in the place of what is open.
func (w *Window) askToUnlock(file *sealed) {
	w.letGo()
	w.sealed = file
	w.build()
}

// unlocking is the question for the passphrase of a sealed file. It shows of it
// the name alone.
type unlocking struct {
	w     *Window
	file  *sealed
	entry *look.Entry
	field *page.Field
	busy  *look.Label
	open  bool // it is being opened
}

// unlock shows the question.
func (s *startScreen) unlock(file *sealed) {
	w, l, t := s.w, s.w.look, s.w.language.T
	u := &unlocking{w: w, file: file, entry: w.secret(""), busy: l.Label("", look.Small, look.Text3)}
	u.entry.OnSubmitted = func(string) { u.try() }
	u.entry.Keys = func(event *fyne.KeyEvent) bool {
		if event.Name == fyne.KeyEscape {
			s.goBack()
			return true
		}
		return false
	}
	u.field = w.newField(t("Passphrase"), u.entry, s.grown)
	said, verb, back := t("Sealed. Its passphrase opens it."), t("Open file"), t("Back")
	if file.locked {
		said, verb, back = t("Locked. Its passphrase goes on where you were."), t("Unlock"), t("Close")
	}
	leave := func() { s.choose(); s.focus() }
	if s.back = leave; file.locked {
		s.back = nil // a key that is pressed in passing ends nothing
	}
	s.unlocks, s.repairs, s.first = u, nil, u.entry
	s.put(l.Column(12, l.Shrinking(desk.OneLine(filepath.Base(file.path)), look.ScreenTitle, look.Text), l.Label(said, look.Body, look.Text2),
		l.Pad(u.field.Box, 8, 0, 0, 0), l.Row(8, l.Button(verb, look.Primary, u.try), l.Button(back, look.Plain, leave), u.busy)))
}

// try opens the file with what was typed. Making the key of it takes a while.
func (u *unlocking) try() {
	if u.open {
		return
	}
	passphrase := u.entry.Text
	if passphrase == "" {
		u.wrong(u.w.language.T("Type the passphrase."))
		return
	}
	u.open = true
	u.busy.Set(u.w.language.T("Opening…"), look.Text3)
	u.w.read(u.file.path, passphrase, func(session *engagement.Session, err error) { u.tried(passphrase, session, err) })
}

// tried shows what was opened, or says why it was not.
func (u *unlocking) tried(passphrase string, session *engagement.Session, err error) {
	u.open = false
	u.busy.Set("", look.Text3)
	switch {
	case u.w.unwatched == nil || u.w.start == nil || u.w.start.unlocks != u:
		if session != nil {
			session.Close() // nobody waits for it any more
		}
	case err == nil:
		u.entry.Erase()
		u.w.use(session, u.file.path)
	case errors.Is(err, store.ErrPassphrase):
		u.wrong(u.w.language.T("The passphrase does not open this file."))
	case errors.Is(err, store.ErrDamaged):
		u.w.start.damaged(u.file.path, err, &passphrase)
	default:
		u.wrong(desk.Sentence(u.w.language, err))
	}
}

// wrong says why it was not opened; what is typed next takes the place of what
// was typed.
func (u *unlocking) wrong(sentence string) {
	u.field.Wrong(sentence)
	u.w.Canvas().Focus(u.entry)
	u.entry.TypedShortcut(&fyne.ShortcutSelectAll{})
}

// read opens a sealed file beside the toolkit's goroutine.
func (w *Window) read(path, passphrase string, done func(*engagement.Session, error)) {
	options := w.options(&passphrase)
	w.glances++
	w.background(func() {
		w.glancing.Lock()
		session, err := engagement.Open(path, options)
		w.glancing.Unlock()
		fyne.Do(func() { done(session, err) })
	})
}

package app

import (
	"fyne.io/fyne/v2"

	"demarc/app/desk"
	"demarc/app/look"
	"demarc/app/page"
)

// secret makes a field that shows dots, and no way to see what is typed.
func (w *Window) secret(hint string) *look.Entry {
	entry := w.look.Entry("", hint, nil)
	entry.Password = true
	entry.ActionItem = look.Space()
	return entry
}

// newField sets a field into a form outside of any engagement.
func (w *Window) newField(name string, entry fyne.CanvasObject, grown func()) *page.Field {
	return page.NewField(&desk.Desk{Look: w.look, Language: w.language}, name, entry, grown)
}

// shortPassphrase is below what is worth a hint, in characters.
const shortPassphrase = 12

// twice asks for a new passphrase, and for the same again.
type twice struct {
	w             *Window
	entry, repeat *look.Entry
	first, again  *page.Field
	hint          *look.Label
	unsealed      string // the hint while nothing is typed
	box           *fyne.Container
}

// newTwice makes the two fields; done follows enter, unsealed is what is said
// while nothing is typed.
func (w *Window) newTwice(name, unsealed string, grown, done func()) *twice {
	t := w.language.T
	p := &twice{w: w, entry: w.secret(""), repeat: w.secret(""), unsealed: unsealed, hint: w.look.Shrinking(unsealed, look.Small, look.Text3)}
	p.entry.OnChanged = func(string) { p.advise() }
	for _, entry := range []*look.Entry{p.entry, p.repeat} {
		entry.OnSubmitted = func(string) { done() }
	}
	p.first, p.again = w.newField(name, p.entry, grown), w.newField(t("Once more"), p.repeat, grown)
	p.box = w.look.Column(8, p.first.Box, p.again.Box, w.look.Pad(p.hint, 0, 0, 0, 96))
	return p
}

// advise says quietly that a passphrase is short. It is taken all the same.
func (p *twice) advise() {
	switch n := len([]rune(p.entry.Text)); {
	case n == 0:
		p.hint.Set(p.unsealed, look.Text3)
	case n < shortPassphrase:
		p.hint.Set(p.w.language.T("Fewer than %s characters are soon guessed.", p.w.language.Number(shortPassphrase)), look.Text3)
	default:
		p.hint.Set(p.w.language.T("It cannot be recovered: without it nobody reads the file."), look.Text3)
	}
}

// agree reports whether both fields hold the same, and says so where they do not.
func (p *twice) agree() bool {
	if p.entry.Text == p.repeat.Text {
		return true
	}
	p.again.Wrong(p.w.language.T("The two passphrases differ."))
	p.w.Canvas().Focus(p.repeat)
	return false
}

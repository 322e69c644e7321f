package app

import (
	"errors"
	"path/filepath"

	"fyne.io/fyne/v2"

	"demarc/app/desk"
	"demarc/app/look"
	"demarc/engagement"
	"demarc/store"
)

// showDamaged says that a file is damaged, in the place of what is open.
func (w *Window) showDamaged(path string, trouble error) {
	w.letGo()
	w.sealed = nil
	w.build()
	w.start.damaged(path, trouble, nil)
}

// repair is the page of a damaged file: what is wrong, and the backup that can
// take its place.
type repair struct {
	w          *Window
	path       string
	passphrase *string         // nil until it is known
	below      *fyne.Container // what can be done
}

// damaged shows the page and looks for a backup that is good.
func (s *startScreen) damaged(path string, trouble error, passphrase *string) {
	w, l, t := s.w, s.w.look, s.w.language.T
	r := &repair{w: w, path: path, passphrase: passphrase, below: l.Column(12)}
	back := l.Button(t("Back"), look.Plain, func() { s.choose(); s.focus() })
	s.back, s.unlocks, s.repairs, s.first = back.OnTapped, nil, r, back
	page := l.Column(12, l.Shrinking(desk.OneLine(filepath.Base(path)), look.ScreenTitle, look.Text),
		l.Paragraph(desk.Sentence(w.language, trouble), look.Body, look.Alarm, startWidth-80), r.below, l.Row(8, back))
	s.put(page)
	w.Canvas().Focus(back)
	r.search()
}

// search looks for a good backup, which takes a while where they are sealed.
func (r *repair) search() {
	w := r.w
	r.show(w.look.Label(w.language.T("Looking for a good backup…"), look.Small, look.Text3))
	options := w.options(r.passphrase)
	w.background(func() {
		good, found := engagement.GoodBackup(r.path, options)
		var shut error
		if backups := engagement.Backups(r.path); !found && len(backups) > 0 {
			_, shut = engagement.GlanceAt(backups[0].Path, options)
		}
		fyne.Do(func() {
			if w.start != nil && w.start.repairs == r {
				r.found(good, found, shut)
			}
		})
	})
}

// found offers the backup, or says that there is none. Sealed ones are opened
// before they are called good.
func (r *repair) found(good engagement.Backup, found bool, shut error) {
	w, l, t := r.w, r.w.look, r.w.language.T
	switch {
	case found:
		restore := l.Button(t("Restore the backup of %s", w.dated(good)), look.Primary, func() { w.askToRestore(r.path, good, r.passphrase) })
		r.show(l.Row(8, restore))
		w.Canvas().Focus(restore)
	case errors.Is(shut, store.ErrSealed), errors.Is(shut, store.ErrPassphrase):
		r.askPassphrase(errors.Is(shut, store.ErrPassphrase))
	default:
		r.show(l.Paragraph(t("There is no good backup beside it. Look for a copy elsewhere, and open that."), look.Body, look.Text2, startWidth-80))
	}
}

// askPassphrase asks for what opens the backups.
func (r *repair) askPassphrase(refused bool) {
	w, l, t := r.w, r.w.look, r.w.language.T
	entry := w.secret("")
	field := w.newField(t("Passphrase"), entry, w.start.grown)
	try := func() {
		passphrase := entry.Text
		r.passphrase = &passphrase
		r.search()
	}
	entry.OnSubmitted = func(string) { try() }
	r.show(l.Label(t("Its backups are sealed. The passphrase opens them."), look.Body, look.Text2), field.Box,
		l.Row(8, l.Button(t("Look for a good backup"), look.Primary, try)))
	if refused {
		field.Wrong(t("The passphrase opens none of the backups."))
	}
	w.Canvas().Focus(entry)
}

func (r *repair) show(parts ...fyne.CanvasObject) {
	r.below.Objects = parts
	r.below.Refresh()
	r.w.start.grown()
}

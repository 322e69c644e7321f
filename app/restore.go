package app

import (
	"context"
	"errors"
	"path/filepath"

	"fyne.io/fyne/v2"

	"demarc/app/desk"
	"demarc/app/look"
	"demarc/app/page"
	"demarc/engagement"
	"demarc/store"
)

// askToRestore asks before a backup takes the place of a damaged file.
func (w *Window) askToRestore(path string, backup engagement.Backup, passphrase *string) {
	t := w.language.T
	w.ask(asked{
		title: t("Restore the backup of %s?", w.dated(backup)), verb: t("Restore"),
		text: t("It takes the place of %s, which is kept beside it under another name.", desk.OneLine(filepath.Base(path))),
		do:   func() { w.question.close(); w.restore(path, backup, passphrase) },
	})
}

// restore puts a backup in the place of a file and opens it.
func (w *Window) restore(path string, backup engagement.Backup, passphrase *string) {
	options, start := w.options(passphrase), w.start
	start.tell(w.language.T("Restoring the backup of %s…", w.dated(backup)))
	w.background(func() {
		aside, err := engagement.Restore(context.Background(), backup.Path, path, options)
		var session *engagement.Session
		if err == nil {
			session, err = engagement.Open(path, options)
		}
		fyne.Do(func() { w.restored(path, backup, aside, session, err) })
	})
}

func (w *Window) restored(path string, backup engagement.Backup, aside string, session *engagement.Session, err error) {
	switch {
	case err != nil && w.desk == nil:
		w.start.fail(desk.Sentence(w.language, err))
	case err != nil:
		w.Fail(err, nil)
	case w.desk != nil:
		session.Close() // another one was opened meanwhile
	default:
		w.use(session, path)
		text := w.language.T("This is the backup of %s.", w.dated(backup))
		if aside != "" {
			text += " " + w.language.T("The file that was there is kept as %s.", desk.OneLine(filepath.Base(aside)))
		}
		w.Say(text, false)
	}
}

// chooseBackup offers the backups of the open engagement, newest first.
func (w *Window) chooseBackup() {
	t, d := w.language.T, w.desk
	backups := engagement.Backups(d.Path)
	if len(backups) == 0 {
		w.Say(t("There is no backup beside it yet. One is made on closing where something was changed."), false)
		return
	}
	chosen := backups[0]
	var options []look.Option
	for _, backup := range backups {
		options = append(options, look.Option{Value: backup.Path, Text: w.dated(backup), Note: t("%s bytes", w.language.Number(int(backup.Size)))})
	}
	picker := w.look.Choice(chosen.Path, options, func(path string) {
		for _, backup := range backups {
			if backup.Path == path {
				chosen = backup
			}
		}
	})
	a := asked{title: t("Restore a backup"), verb: t("Restore"), parts: []fyne.CanvasObject{w.newField(t("Backup of"), picker, w.grown).Box}}
	a.text = t("The backup is opened in the place of the engagement as it is now, which is kept beside it under another name.")
	if !d.Session.Sealed() {
		a.do = func() { w.question.close(); w.replace(chosen, nil) }
		w.ask(a)
		return
	}
	entry := w.secret("")
	field := w.newField(t("Passphrase"), entry, w.grown)
	a.do = func() { w.replaceSealed(chosen, entry.Text, field) }
	entry.OnSubmitted = func(string) { a.do() }
	a.parts, a.first = append(a.parts, field.Box), entry
	w.ask(a)
}

// replaceSealed opens the backup before anything is closed for it.
func (w *Window) replaceSealed(backup engagement.Backup, passphrase string, field *page.Field) {
	asking, options := w.question, w.options(&passphrase)
	w.background(func() {
		_, err := engagement.GlanceAt(backup.Path, options)
		fyne.Do(func() {
			switch {
			case w.question != asking: // it was closed meanwhile
			case errors.Is(err, store.ErrPassphrase):
				field.Wrong(w.language.T("The passphrase does not open this backup."))
				w.Canvas().Focus(field.Focus)
			case err != nil:
				field.Wrong(desk.Sentence(w.language, err))
			default:
				asking.close()
				w.replace(backup, &passphrase)
			}
		})
	})
}

// replace closes the engagement and puts a backup in its place.
func (w *Window) replace(backup engagement.Backup, passphrase *string) {
	path := w.desk.Path
	w.leave(func() {
		w.letGo()
		w.build()
		w.restore(path, backup, passphrase)
	})
}

// dated says when a backup was made.
func (w *Window) dated(backup engagement.Backup) string {
	at := backup.At.Local()
	return w.language.Date(at) + " " + w.language.Time(at)
}

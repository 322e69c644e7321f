package app

import (
	"context"
	"errors"
	"strings"

	"fyne.io/fyne/v2"

	"demarc/app/desk"
	"demarc/app/look"
)

// askPassphrase asks for a passphrase to set, or for another one.
func (w *Window) askPassphrase(title, verb string, sealed bool) {
	t, anew := w.language.T, false
	var fields *twice
	set := func() {
		if fields.entry.Text == "" {
			fields.first.Wrong(t("An empty passphrase seals nothing."))
			w.Canvas().Focus(fields.entry)
			return
		}
		if fields.agree() {
			passphrase := fields.entry.Text
			w.question.close()
			w.setPassphrase(passphrase, anew)
		}
	}
	fields = w.newTwice(t("Passphrase"), t("It cannot be recovered: without it nobody reads the file."), w.grown, set)
	a := asked{title: title, verb: verb, first: fields.entry, do: set, parts: []fyne.CanvasObject{fields.box}}
	a.text = t("The file and the backups beside it are written anew, sealed. Copies elsewhere stay as they are.")
	if sealed {
		var chip *look.Button
		chip = w.look.Chip(t("Seal everything with a new key"), false, func() {
			anew = !anew
			chip.Selected = anew
			chip.Refresh()
		})
		a.parts = append(a.parts, w.look.Row(8, chip, look.Grow(look.Middle(w.look.Shrinking(t("against old copies of the file"), look.Small, look.Text3)))))
	}
	w.ask(a)
}

func (w *Window) setAPassphrase() {
	if w.desk.Session.Sealed() {
		w.changePassphrase()
		return
	}
	w.askPassphrase(w.language.T("Set a passphrase"), w.language.T("Set the passphrase"), false)
}

func (w *Window) changePassphrase() {
	if !w.desk.Session.Sealed() {
		w.setAPassphrase()
		return
	}
	w.askPassphrase(w.language.T("Change the passphrase"), w.language.T("Change the passphrase"), true)
}

func (w *Window) removePassphrase() {
	t := w.language.T
	if !w.desk.Session.Sealed() {
		w.Say(t("It has no passphrase."), false)
		return
	}
	w.ask(asked{
		title: t("Remove the passphrase?"), verb: t("Remove the passphrase"),
		text: t("Everybody who has the file, or one of the backups beside it, can read it then."),
		do:   func() { w.question.close(); w.setPassphrase("", false) },
	})
}

// setPassphrase writes the file anew with another passphrase or none, and says
// what that means.
func (w *Window) setPassphrase(passphrase string, newKey bool) {
	t, d := w.language.T, w.desk
	done := t("Its passphrase is set: without it nobody reads the file.")
	switch was := d.Session.Sealed(); {
	case passphrase == "":
		done = t("Its passphrase is removed: everybody who has the file can read it.")
	case was:
		done = t("Its passphrase is changed: the old one opens neither the file nor its backups.")
	}
	var left []string
	w.rewrite(t("Writing the file anew"), func(ctx context.Context) (err error) {
		left, err = d.Session.SetPassphrase(ctx, passphrase, newKey)
		return err
	}, func() {
		w.Say(done, false)
		if len(left) > 0 {
			w.frame.fail(t("Backups that could not be opened are as they were: %s", desk.OneLine(strings.Join(left, ", "))), nil)
		}
	})
}

// rewrite does something with the file as a whole. What is typed meanwhile is
// kept once that is done.
func (w *Window) rewrite(title string, work func(context.Context) error, done func()) {
	d := w.desk
	begun := w.Work(title, func(ctx context.Context, _ func(int, int)) error { return work(ctx) }, func(err error) {
		switch {
		case w.desk != d: // it was closed meanwhile
		case errors.Is(err, context.Canceled):
			w.Say(w.language.T("Cancelled: the file is as it was."), false)
		case err != nil:
			w.Fail(err, func() { w.rewrite(title, work, done) })
		default:
			w.frame.refresh()
			done()
		}
	})
	if begun && w.tasks.stop != nil {
		w.tasks.rewriting = true
		w.frame.progress(title, w.tasks.stop)
	}
}

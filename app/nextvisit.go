package app

import (
	"context"
	"errors"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"demarc/app/desk"
	"demarc/app/look"
	"demarc/assess"
	"demarc/engagement"
)

// askNextVisit asks for what a next visit begins with, and then for its file.
func (w *Window) askNextVisit() {
	t, sealed := w.language.T, w.desk.Session.Sealed()
	day := w.look.Entry(assess.DateOf(w.now()).String(), t("year-month-day"), nil)
	field := w.newField(t("As-of date"), day, w.grown)
	a := asked{
		title: t("Begin the next visit"), verb: t("Choose its file…"), first: day,
		text:  t("It begins in a new file: a copy with the whole history. The inventory is to be confirmed anew, and your own conclusions are to be reached anew. This file stays as it is."),
		parts: []fyne.CanvasObject{field.Box},
	}
	var secret *look.Entry
	if sealed {
		secret = w.secret("")
		a.parts = append(a.parts, w.newField(t("Passphrase"), secret, w.grown).Box)
	}
	a.do = func() {
		asOf := strings.TrimSpace(day.Text)
		if _, err := assess.ParseDate(asOf); err != nil {
			field.Wrong(t("A date is written year-month-day, such as 2027-03-01."))
			w.Canvas().Focus(day)
			return
		}
		var passphrase *string
		if secret != nil {
			passphrase = new(secret.Text)
		}
		w.question.close()
		w.SaveFile(t("Begin the next visit"), w.nextName(asOf), func(path string) { w.rollForward(path, asOf, passphrase) })
	}
	for _, entry := range []*look.Entry{day, secret} {
		if entry != nil {
			entry.OnSubmitted = func(string) { a.do() }
		}
	}
	w.ask(a)
}

// nextName proposes a name for the file of a visit.
func (w *Window) nextName(asOf string) string {
	name := desk.FileWords(w.desk.Session.State().Engagement.Client)
	if name == "" {
		name = "engagement"
	}
	return name + "-" + asOf + ".demarc"
}

// rollForward begins the visit beside everything else, and offers to open it.
func (w *Window) rollForward(path, asOf string, passphrase *string) {
	t, d, still, options := w.language.T, w.desk, w.desk.Session.Still(), w.options(passphrase)
	w.Work(t("Beginning the next visit"), func(ctx context.Context, _ func(int, int)) error {
		return still.RollForward(ctx, path, engagement.Visit{AsOf: &asOf}, func(path string) (*engagement.Session, error) {
			return engagement.Open(path, options)
		})
	}, func(err error) {
		switch {
		case w.desk != d: // it was closed meanwhile
		case errors.Is(err, context.Canceled):
			w.Say(t("Cancelled. No file was written"), false)
		case err != nil:
			w.Fail(err, func() { w.rollForward(path, asOf, passphrase) })
		default:
			w.frame.offer(t("The next visit begins in %s.", desk.OneLine(filepath.Base(path))), t("Open it"), func() { w.openEngagement(path) }, t("Stay here"), func() {})
		}
	})
}

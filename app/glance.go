package app

import (
	"errors"

	"fyne.io/fyne/v2"

	"demarc/app/desk"
	"demarc/app/look"
	"demarc/engagement"
	"demarc/store"
)

// glanced is a row of the start screen whose file is looked into after the
// screen is there. What a file holds is remembered nowhere else.
type glanced struct {
	path   string
	name   *look.Button
	figure *look.Label
	line   *fyne.Container
}

// glance looks into one file after the other. Opening an engagement waits for
// the one that is being looked into, and ends the rest.
func (w *Window) glance(rows []glanced) {
	w.glances++
	round := w.glances
	w.background(func() {
		for _, row := range rows {
			w.glancing.Lock()
			found, err := engagement.GlanceAt(row.path, w.options(nil))
			w.glancing.Unlock()
			current := true
			fyne.DoAndWait(func() {
				if current = round == w.glances && w.desk == nil; current {
					w.glancedAt(row, found, err)
				}
			})
			if !current {
				return
			}
		}
	})
}

func (w *Window) glancedAt(row glanced, found engagement.Glance, err error) {
	switch {
	case errors.Is(err, store.ErrSealed):
		row.figure.Set(w.language.T("sealed"), look.Text3)
	case err != nil:
		row.figure.Set(w.language.T("cannot be opened now"), look.Text3)
	default:
		name := found.Client
		if found.Title != "" {
			name += " · " + found.Title
		}
		row.name.Text = clip(desk.OneLine(name), 48)
		row.name.Refresh()
		role := look.Alarm
		if found.Totals.Unowned == 0 {
			role = look.Text3
		}
		row.figure.Set(w.language.N(found.Totals.Unowned, "%s unowned", "%s unowned"), role)
	}
	row.line.Refresh()
}

// background does something beside the toolkit's goroutine.
func (w *Window) background(work func()) {
	if w.program.Background != nil {
		w.program.Background(work)
		return
	}
	go work()
}

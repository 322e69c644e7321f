package app

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"demarc/app/desk"
	"demarc/engagement"
)

// Say shows a quiet sentence.
func (w *Window) Say(text string, undo bool) {
	if w.frame != nil {
		w.frame.say(text, undo)
	}
}

// unpicked says that a text was not taken, where there is no room beneath its
// field.
func (w *Window) unpicked(text string) {
	w.Say(w.language.T("“%s” was not taken: it is nothing in the list.", desk.OneLine(text)), false)
}

// Fail shows what went wrong until it is read.
func (w *Window) Fail(err error, retry func()) {
	text := desk.Sentence(w.language, err)
	if w.desk == nil {
		w.start.fail(text)
		return
	}
	w.frame.fail(text, worthwhile(err, retry))
}

// worthwhile leaves a retry out where the same call would fail in the same way.
func worthwhile(err error, retry func()) func() {
	if !engagement.MayPass(err) {
		return nil
	}
	return retry
}

// tasks is the one long work that is under way.
type tasks struct {
	stop   context.CancelFunc
	title  string
	failed string // the title of the last one that failed
	// rewriting says that it is about the file itself, which nothing else is
	// written to meanwhile.
	rewriting bool
}

func (t *tasks) cancel() {
	if t.stop != nil {
		t.stop()
	}
}

const (
	quiet  = 300 * time.Millisecond // a work that ends sooner is not spoken of
	redraw = 100 * time.Millisecond
)

// Work does something long beside everything else, unless something else is
// being done already.
func (w *Window) Work(title string, work func(context.Context, func(done, total int)) error, done func(error)) (begun bool) {
	if w.tasks.stop != nil {
		w.Say(w.language.T("Still busy: %s", w.tasks.title), false)
		return false
	}
	ctx, stop := context.WithCancel(context.Background())
	w.tasks.stop, w.tasks.title = stop, title
	started, last := time.Now(), time.Time{}
	progress := func(n, total int) {
		now := time.Now()
		if now.Sub(started) < quiet || now.Sub(last) < redraw {
			return
		}
		last = now
		fyne.Do(func() { w.progress(title, n, total, now.Sub(started)) })
	}
	w.background(func() {
		err := work(ctx, progress)
		fyne.Do(func() {
			stop()
			w.ended(title, err)
			if w.frame != nil {
				w.frame.progress("", nil)
			}
			done(err)
		})
	})
	return true
}

// ended takes note of how a work ended. One that fails and then succeeds is no
// trouble any more.
func (w *Window) ended(title string, err error) {
	failed := w.tasks.failed
	w.tasks = tasks{failed: failed}
	switch {
	case err != nil:
		w.tasks.failed = title
	case failed == title:
		w.tasks.failed = ""
		w.succeeded()
	}
}

// moment says when something was: today by its time, else with its day.
func (w *Window) moment(at time.Time) string {
	now, clock := w.now().In(at.Location()), w.language.Time(at)
	switch {
	case now.Format(time.DateOnly) == at.Format(time.DateOnly):
		return clock
	case now.Year() == at.Year():
		return w.language.ShortDate(at) + " " + clock
	}
	return w.language.Date(at) + " " + clock
}

// progress says how far a work is, and how long it will still take once that
// can be known.
func (w *Window) progress(title string, n, total int, spent time.Duration) {
	if w.frame == nil || w.tasks.stop == nil {
		return
	}
	text := title
	if total > 0 {
		text = w.language.T("%s: %s of %s", title, w.language.Number(n), w.language.Number(total))
		if left := time.Duration(float64(spent) * float64(total-n) / float64(max(n, 1))); n > 0 && left > 2*time.Second {
			text += " · " + w.language.N(int(left/time.Second), "%s second left", "%s seconds left")
		}
	}
	w.frame.progress(text, w.tasks.stop)
}

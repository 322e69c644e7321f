package app

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"demarc/app/look"
)

// idle is since when nobody has touched the window.
type idle struct{ since time.Time }

// idleMinutes are the times after which a sealed engagement may be locked; 0 is
// never.
var idleMinutes = []int{0, 5, 15, 60}

func (w *Window) clock() time.Time {
	if w.program.Clock != nil {
		return w.program.Clock()
	}
	return time.Now()
}

// stirred takes note of a key, a press or a drop. One that comes too late, on
// waking the computer say, does not keep the engagement open.
func (w *Window) stirred() {
	if !w.overdue() {
		w.idle.since = w.clock()
	}
}

// overdue reports whether nobody was here for so long that the engagement is to
// be locked.
func (w *Window) overdue() bool {
	after := w.lockAfter()
	if after == 0 || w.idle.since.IsZero() || w.desk == nil || !w.desk.Session.Sealed() {
		return false
	}
	return elapsed(w.idle.since, w.clock()) >= after
}

// elapsed is how long something took. A clock that stands still while the
// computer sleeps counts too little, one that was set back as well: the longer
// time counts.
func elapsed(from, to time.Time) time.Duration {
	return max(to.Sub(from), to.Round(0).Sub(from.Round(0)))
}

// lockIfIdle locks an engagement that nobody has touched for long. What is under
// way is waited for, and nothing is locked in front of the client: the time counts
// anew once presenting ends.
func (w *Window) lockIfIdle() {
	switch {
	case w.presenting || w.idle.since.IsZero():
		w.idle.since = w.clock()
	case w.overdue() && w.tasks.stop == nil:
		if w.lock(); w.desk != nil {
			w.idle.since = w.clock().Add(lockAgain - w.lockAfter())
		}
	}
}

// lockAgain is when a lock that could not keep what is typed is tried again,
// unless somebody comes before.
const lockAgain = time.Minute

func (w *Window) lockAfter() time.Duration {
	return time.Duration(w.settings.lockAfter()) * time.Minute
}

// bare lies beneath everything and is told of presses where nothing else is.
type bare struct {
	widget.BaseWidget
	look *look.Look
}

func newBare(l *look.Look) *bare {
	b := &bare{look: l}
	b.ExtendBaseWidget(b)
	return b
}

// MouseDown and MouseUp are part of the toolkit's contract.
func (b *bare) MouseDown(*desktop.MouseEvent) { b.look.Stir() }
func (b *bare) MouseUp(*desktop.MouseEvent)   {}

// CreateRenderer is part of the toolkit's contract.
func (b *bare) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(container.NewWithoutLayout())
}

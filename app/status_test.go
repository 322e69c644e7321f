package app

import (
	"errors"
	"strings"
	"testing"
	"time"

	"demarc/engagement"
	"demarc/words"
)

func TestWhenItWasSaved(t *testing.T) {
	w := openSample(t)
	now := w.now()
	today := time.Date(now.Year(), now.Month(), now.Day(), 9, 12, 0, 0, now.Location())
	for name, c := range map[string]struct {
		at   time.Time
		want string
	}{
		"today":        {today, "09:12"},
		"yesterday":    {today.AddDate(0, 0, -1), today.AddDate(0, 0, -1).Format("2 Jan") + " 09:12"},
		"another year": {today.AddDate(-1, 0, 0), today.AddDate(-1, 0, 0).Format("2 January 2006") + " 09:12"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := w.moment(c.at); got != c.want {
				t.Errorf("it says %q, not %q", got, c.want)
			}
		})
	}
}

func TestUndoIsGreyWhereThereIsNothingToTakeBack(t *testing.T) {
	w := openSample(t)
	for w.desk.Session.CanUndo() {
		w.run("undo")
	}
	if !w.frame.undo.Disabled() {
		t.Fatal("it can be pressed with nothing to take back")
	}
	rename(t, w, "Another client")
	if w.frame.undo.Disabled() {
		t.Fatal("it cannot be pressed after a change")
	}
	w.run("undo")
	if !w.frame.undo.Disabled() {
		t.Error("it can be pressed after the only change was taken back")
	}
}

// rename makes a change.
func rename(t *testing.T, w *Window, client string) {
	t.Helper()
	done := w.desk.Do(func() (string, error) {
		_, err := w.desk.Session.SetScope(engagement.ScopeFields{Client: &client})
		return "Renamed", err
	})
	if !done {
		t.Fatal("the change was not made")
	}
}

func TestASuccessEndsWhatIsSaidOfAFailure(t *testing.T) {
	full := &engagement.Error{Code: engagement.CodeUnavailable, Message: words.Say("the disk is full")}
	for name, c := range map[string]struct {
		before func(*Window)
		stays  bool
	}{
		"a failure that left nothing unsaved": {func(w *Window) { w.Fail(errors.New("no such file"), nil) }, false},
		"a change that is not saved":          {func(w *Window) { w.NotSaved(full, func() {}) }, true},
		"an offer":                            {func(w *Window) { w.frame.offer("Text", "Copy", func() {}, "Discard", func() {}) }, true},
	} {
		t.Run(name, func(t *testing.T) {
			w := openSample(t)
			c.before(w)
			if !w.frame.strip.Visible() {
				t.Fatal("nothing is said")
			}
			rename(t, w, "Another client")
			if got := w.frame.strip.Visible(); got != c.stays {
				t.Errorf("still said: %t: %q", got, said(w.frame.strip))
			}
		})
	}
}

// Of two changes that are tried again the second succeeds: what is wrong with
// the first stays said.
func TestWhatFailsAgainStaysSaid(t *testing.T) {
	w := openSample(t)
	full := &engagement.Error{Code: engagement.CodeUnavailable, Message: words.Say("the disk is full")}
	w.NotSaved(full, func() { w.NotSaved(errors.New("the party is gone"), nil) })
	w.NotSaved(full, func() { rename(t, w, "Another client") })
	press(t, w.frame.strip, "Retry")
	if got := said(w.frame.strip); !w.frame.strip.Visible() || !strings.Contains(got, "The party is gone") {
		t.Errorf("it says %q", got)
	}
}

package app

import (
	"strings"
	"time"

	"demarc/app/desk"
	"demarc/app/look"
)

// draft keeps text that is being typed on disk, in case the program or the
// machine ends before the field is left. Each keystroke is written while that is
// fast; on a slow disk as many as do not hold the typing up, and the rest within
// a second.
type draft struct {
	field   *look.Entry // typed into last
	written string
	offered string // what was left behind, until somebody has seen to it
	place   string // where that was
	locked  bool   // it was left behind by a lock
	last    time.Time
	cost    time.Duration
}

// pace is how much longer than a write the pause between two is.
const pace = 3

func (w *Window) typing(e *look.Entry) {
	w.draft.field = e
	if !e.Changed() || time.Since(w.draft.last) >= pace*w.draft.cost {
		w.keepDraft()
	}
}

// keepDraft writes what is not on disk yet.
func (w *Window) keepDraft() {
	if w.desk == nil || w.tasks.rewriting {
		return
	}
	d, text := &w.draft, w.unsaved()
	if text == d.written {
		return
	}
	begun := time.Now()
	w.desk.Session.KeepDraft(string(w.current), text)
	d.written, d.last, d.cost = text, time.Now(), time.Since(begun)
}

// unsaved is all that is typed and not saved: what was left behind the last
// time, what forms hold, and the field that is being typed into.
func (w *Window) unsaved() string {
	parts := []string{w.draft.offered, w.desk.Unsent.Text()}
	if e := w.draft.field; e != nil && e.Save != nil && e.Changed() {
		parts = append(parts, e.Text)
	}
	return joined(parts...)
}

// findDraft finds text that was being typed when the program ended.
func (w *Window) findDraft() {
	if place, text, err := w.desk.Session.Draft(); err == nil {
		w.draft.place, w.draft.offered, w.draft.written = place, w.unpacked(text), text
	}
}

// offerDraft shows that text. It stays until somebody has seen to it.
func (w *Window) offerDraft() {
	text := w.draft.offered
	if w.desk == nil || text == "" {
		return
	}
	where := w.screenTitle(desk.ScreenName(w.draft.place))
	typed := clip(desk.OneLine(strings.TrimSpace(text)), 300)
	sentence := w.language.T("When Demarc ended, this was being typed in %s: “%s”", where, typed)
	if w.draft.locked {
		sentence = w.language.T("When it was locked, this was being typed in %s and was not taken: “%s”", where, typed)
	}
	done := func() {
		w.draft.offered = ""
		w.keepDraft()
	}
	w.frame.offer(sentence, w.language.T("Copy"), func() {
		w.app.Clipboard().SetContent(text)
		done()
		w.Say(w.language.T("Copied; paste it where it belongs"), false)
	}, w.language.T("Discard"), done)
}

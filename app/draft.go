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
	kept    bool
	waiting *look.Entry // its text is not all on disk
	last    time.Time
	cost    time.Duration
}

// pace is how much longer than a write the pause between two is.
const pace = 3

func (w *Window) typing(e *look.Entry) {
	if w.desk == nil || !e.Changed() && !w.draft.kept && w.draft.waiting == nil {
		return
	}
	w.draft.waiting = e
	if !e.Changed() || time.Since(w.draft.last) >= pace*w.draft.cost {
		w.keepDraft()
	}
}

// keepDraft writes what is not on disk yet.
func (w *Window) keepDraft() {
	d := &w.draft
	if w.desk == nil || d.waiting == nil {
		return
	}
	text := ""
	if d.waiting.Changed() {
		text = d.waiting.Text
	}
	begun := time.Now()
	err := w.desk.Session.KeepDraft(string(w.current), text)
	d.waiting, d.last, d.cost, d.kept = nil, time.Now(), time.Since(begun), text != "" && err == nil
}

// offerDraft shows text that was being typed when the program ended. It stays
// until somebody has seen to it.
func (w *Window) offerDraft() {
	place, text, err := w.desk.Session.Draft()
	if err != nil || text == "" {
		return
	}
	where := w.screenTitle(desk.ScreenName(place))
	sentence := w.language.T("When Demarc ended, this was being typed in %s: “%s”", where, clip(desk.OneLine(strings.TrimSpace(text)), 300))
	done := func() { w.desk.Session.KeepDraft("", "") }
	w.frame.offer(sentence, w.language.T("Copy"), func() {
		w.app.Clipboard().SetContent(text)
		done()
		w.Say(w.language.T("Copied; paste it where it belongs"), false)
	}, w.language.T("Discard"), done)
}

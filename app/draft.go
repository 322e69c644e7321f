package app

import (
	"strings"
	"time"

	"demarc/app/desk"
	"demarc/app/look"
)

// draft keeps text that is being typed on disk, in case the program or the
// machine ends before the field is left. Each keystroke is written while that is
// fast; on a slow disk as many as do not hold the typing up.
type draft struct {
	kept bool
	last time.Time
	cost time.Duration
}

// pace is how much longer than a write the pause between two is.
const pace = 3

func (w *Window) typing(e *look.Entry) {
	d := &w.draft
	if w.desk == nil || !e.Changed() && !d.kept {
		return
	}
	if e.Changed() && time.Since(d.last) < pace*d.cost {
		return
	}
	text := ""
	if e.Changed() {
		text = e.Text
	}
	begun := time.Now()
	err := w.desk.Session.KeepDraft(string(w.current), text)
	d.last, d.cost, d.kept = time.Now(), time.Since(begun), text != "" && err == nil
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

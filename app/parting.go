package app

import (
	"errors"
	"path/filepath"

	"demarc/app/desk"
	"demarc/engagement"
)

// parted takes note of what went wrong while an engagement was closed. It is
// said where it can still be seen: on what is shown next, or the next time.
func (w *Window) parted(err error, path string) {
	if err == nil {
		return
	}
	w.parting = desk.Sentence(w.language, err)
	if errors.Is(err, engagement.ErrNoBackup) {
		w.settings.setUnbacked(path)
	}
}

// sayParting says it.
func (w *Window) sayParting() {
	text := w.parting
	if path := w.settings.unbacked(); text == "" && path != "" && !w.presenting {
		text = w.language.T("When %s was closed, no backup of it could be made. Everything is saved; keep a copy elsewhere.", desk.OneLine(filepath.Base(path)))
	}
	if text == "" {
		return
	}
	w.parting = ""
	w.settings.setUnbacked("")
	switch {
	case w.desk == nil:
		w.start.fail(text)
	case w.frame.strip.Visible(): // it offers what was being typed
		w.Say(text, false)
	default:
		w.frame.fail(text, nil)
	}
}

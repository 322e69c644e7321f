package app

// sealed is a file whose passphrase is asked for. Of one that was locked it is
// kept how far its screen was scrolled, and nothing of what it holds.
type sealed struct {
	path    string
	locked  bool
	scrolls []float32
}

// lockNow is the command: it says why it cannot.
func (w *Window) lockNow() {
	switch {
	case !w.desk.Session.Sealed():
		w.Say(w.language.T("Without a passphrase there is nothing to lock with: set one first."), false)
	case w.tasks.stop != nil:
		w.Say(w.language.T("Still busy: %s", w.tasks.title), false)
	default:
		w.lock()
	}
}

// lock closes a sealed engagement and asks for its passphrase. What is typed is
// on disk before: where it cannot be kept, the lock waits.
func (w *Window) lock() {
	w.closeFloating()
	refused := w.leaveField()
	if len(w.missed) > 0 {
		return // the strip says so
	}
	if err := w.keepWhole(refused); err != nil {
		w.Fail(err, w.lock)
		return
	}
	w.sealed = &sealed{path: w.desk.Path, locked: true, scrolls: scrolls(w.frame)}
	w.desk.LookAway()
	w.parted(w.desk.Session.Close(), w.desk.Path)
	w.forget()
	w.build()
}

// leaveField leaves the field that is typed into, which saves what is in it. It
// returns a text that was not taken.
func (w *Window) leaveField() (refused string) {
	field, commits := w.draft.field, w.desk.Session.Commits()
	if field != nil && field.Save != nil && field.Changed() {
		refused = field.Text
	}
	w.Canvas().Unfocus()
	if w.desk.Session.Commits() > commits {
		return ""
	}
	return refused
}

package app

import "demarc/app/desk"

// missed are the changes that could not be kept, first things first. They are
// tried again in that order, and nobody leaves them behind without saying so.
type missed []func()

// NotSaved is Fail for a change that could not be kept: the bar says so too,
// until it is.
func (w *Window) NotSaved(err error, retry func()) {
	again := worthwhile(err, retry)
	if again == nil || w.frame == nil {
		w.Fail(err, retry)
		return
	}
	w.missed = append(w.missed, again)
	text := desk.Sentence(w.language, err)
	if n := len(w.missed); n > 1 {
		text += " " + w.language.N(n, "%s change is not saved.", "%s changes are not saved.")
	}
	w.frame.say("", false)
	w.frame.fail(text, w.retry)
	w.frame.notSaved()
}

// retry tries everything again that was missed. What fails once more is missed
// once more.
func (w *Window) retry() {
	list := w.missed
	w.missed = nil
	w.frame.hideStrip()
	w.frame.refresh()
	w.retrying = true
	for _, again := range list {
		again()
	}
	w.retrying = false
}

// succeeded takes away what was said of an action that failed, once nothing is
// left unsaved. What failed while all is tried again stays said.
func (w *Window) succeeded() {
	if w.frame != nil && w.frame.failed && len(w.missed) == 0 && !w.retrying {
		w.frame.hideStrip()
	}
}

// leave goes on once nothing is left behind, or whoever sits here says that it
// may be. What was typed is saved on leaving its field.
func (w *Window) leave(then func()) {
	if w.desk == nil {
		then()
		return
	}
	w.Canvas().Unfocus()
	if len(w.missed) == 0 {
		then()
		return
	}
	t := w.language
	w.frame.offer(t.N(len(w.missed), "%s change is not saved.", "%s changes are not saved."),
		t.T("Retry"), w.retry, t.T("Close without saving"), func() {
			w.missed = nil
			then()
		})
}

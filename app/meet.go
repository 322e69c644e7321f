package app

import (
	"path/filepath"

	"fyne.io/fyne/v2"

	"demarc/app/desk"
)

// dropEngagement takes a file that was dropped: another copy of the engagement
// that is open may be merged, and anything else is opened.
func (w *Window) dropEngagement(paths []string) {
	path, d := paths[0], w.desk
	if d == nil {
		w.openEngagement(path)
		return
	}
	if w.current == desk.History && w.screens[w.current].Drop(paths, fyne.Position{}) {
		return // a copy is asked for
	}
	still := d.Session.Still()
	w.background(func() {
		copied, sealed := still.IsCopy(path)
		fyne.Do(func() {
			switch {
			case w.desk != d: // it was closed meanwhile
			case copied:
				w.offerMerge(path, w.language.T("%s is another copy of this engagement.", w.fileSaid(path)))
			case sealed != nil:
				w.offerMerge(path, w.language.T("%s is sealed: is it another copy of this engagement?", w.fileSaid(path)))
			default:
				w.openEngagement(path)
			}
		})
	})
}

// offerMerge asks what a file was dropped for.
func (w *Window) offerMerge(path, text string) {
	w.frame.offer(text, w.language.T("Merge…"), func() {
		w.Go(desk.Place{Screen: desk.History, Do: "merge", Path: path})
	}, w.language.T("Open it instead"), func() { w.openEngagement(path) })
}

// fileSaid is the name of a file as it may be seen now.
func (w *Window) fileSaid(path string) string {
	if w.presenting {
		return w.language.T("the other file")
	}
	return clip(desk.OneLine(filepath.Base(path)), 60)
}

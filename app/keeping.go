package app

import (
	"context"
	"path/filepath"

	"demarc/app/desk"
)

// compact writes the file anew, without what was taken away.
func (w *Window) compact() {
	t := w.language
	w.ask(asked{
		title: t.T("Compact the file?"), verb: t.T("Compact"),
		text: t.T("The file is written anew without what was taken away. Its history stays."),
		do: func() {
			w.question.close()
			var before, after int64
			session := w.desk.Session
			w.rewrite(t.T("Writing the file anew"), func(ctx context.Context) (err error) {
				before, after, err = session.Compact(ctx)
				return err
			}, func() {
				w.Say(t.T("Written anew: %s bytes, before %s", t.Number(int(after)), t.Number(int(before))), false)
			})
		},
	})
}

// backUp copies the engagement to a folder.
func (w *Window) backUp() {
	w.askFolder(w.language.T("Back up to a folder"), func(folder string) {
		var path string
		session := w.desk.Session
		w.rewrite(w.language.T("Copying the file"), func(ctx context.Context) (err error) {
			path, err = session.Backup(ctx, folder)
			return err
		}, func() { w.Say(w.language.T("Copied to %s", desk.OneLine(w.tellable(path))), false) })
	})
}

// tellable is a path as it may be seen now.
func (w *Window) tellable(path string) string {
	if w.presenting {
		return filepath.Base(path)
	}
	return short(path)
}

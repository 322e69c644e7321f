package app

import (
	"os"
	"path/filepath"

	"demarc/app/desk"
	"demarc/engagement"
)

// askNew goes to the four questions of a new engagement.
func (w *Window) askNew() {
	w.leave(func() {
		if w.desk != nil || w.sealed != nil {
			w.letGo()
			w.sealed = nil
			w.build()
		}
		w.start.begin()
	})
}

func (w *Window) askOpen() {
	w.OpenFile(w.language.T("Open an engagement"), []string{".demarc"}, w.openEngagement)
}

// create begins an engagement in a file.
func (w *Window) create(path string, beginning engagement.Beginning) error {
	if filepath.Ext(path) == "" {
		path += ".demarc"
	}
	session, err := engagement.Create(path, beginning, w.options(nil))
	if err != nil {
		return err
	}
	w.use(session, path)
	return nil
}

// openSample opens the sample, and makes it the first time.
func (w *Window) openSample() {
	folder, err := os.UserHomeDir()
	if err != nil {
		folder = os.TempDir()
	}
	w.openSampleIn(folder)
}

func (w *Window) openSampleIn(folder string) {
	path := filepath.Join(folder, "nordhaven-sample.demarc")
	if exists(path) {
		w.openEngagement(path)
		return
	}
	w.leave(func() {
		if err := w.create(path, engagement.Beginning{Client: "Nordhaven Insurance", Title: "AI estate 2026", Assessor: "J. Weiss", Sample: true}); err != nil {
			w.Fail(err, nil)
		}
	})
}

// fileName proposes a file's name for a client.
func fileName(client string) string {
	name := desk.FileWords(client)
	if name == "" {
		name = "engagement"
	}
	return name + ".demarc"
}

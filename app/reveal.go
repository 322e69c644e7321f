package app

import (
	"errors"
	"net/url"
	"path/filepath"
)

// Reveal shows the folder of a file in the system's file manager.
func (w *Window) Reveal(path string) {
	folder := &url.URL{Scheme: "file", Path: filepath.ToSlash(filepath.Dir(path))}
	if err := w.app.OpenURL(folder); err != nil {
		w.Fail(errors.New(w.language.T("the folder cannot be opened from here: it is %s", filepath.Dir(path))), nil)
	}
}

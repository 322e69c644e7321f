package responsibilities

import (
	"context"
	"errors"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"demarc/app/desk"
	"demarc/app/look"
	"demarc/assess"
)

// copyLine offers to write out a piece of evidence whose file is kept.
func (s *screen) copyLine(e *assess.Evidence) fyne.CanvasObject {
	l := s.desk.Look
	return l.Row(0, l.Link(s.desk.T("Save a copy…"), look.Accent, func() { s.saveCopy(e) }), look.Space())
}

// saveCopy asks for a name and writes the file there, beside everything else.
func (s *screen) saveCopy(e *assess.Evidence) {
	d, session := s.desk, s.desk.Session
	d.Window.SaveFile(d.T("Save a copy"), copyName(e.Name), func(path string) {
		name := desk.OneLine(filepath.Base(path))
		d.Window.Work(d.T("Writing %s", name), func(ctx context.Context, progress func(done, total int)) error {
			return session.SaveEvidence(ctx, e, path, progress)
		}, func(err error) {
			switch {
			case errors.Is(err, context.Canceled):
			case err != nil:
				d.Window.Fail(err, nil)
			default:
				d.Window.Say(d.T("Saved: %s", name), false)
			}
		})
	})
}

// copyName is a name for a file: evidence may be called anything, and may come
// from somebody else's engagement.
func copyName(name string) string {
	ending := filepath.Ext(name)
	stem := desk.FileWords(strings.TrimSuffix(name, ending))
	if stem == "" {
		stem = "evidence"
	}
	if ending = desk.FileWords(ending); ending != "" {
		stem += "." + ending
	}
	return stem
}

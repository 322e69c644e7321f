package engagement

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"demarc/store"
)

// placing is a file on its way to its name.
type placing struct {
	path, staged string
	former       string // what had the name before, put aside
	placed       bool
}

// stage writes a file under a temporary name beside its own.
func stage(f namedFile) (_ *placing, err error) {
	name := filepath.Base(f.path)
	if head, err := readStart(f.path, 32); err == nil && store.Resembles(head) {
		return nil, wrongInput("%s is an engagement, which nothing is written over", name).hint("choose another name")
	}
	file, err := os.CreateTemp(filepath.Dir(f.path), ".demarc-*")
	if err != nil {
		return nil, unavailable(err, "%s cannot be written: %s", name, reason(err))
	}
	_, err = file.Write(f.data)
	if err = errors.Join(err, file.Chmod(f.mode), file.Sync(), file.Close()); err != nil {
		os.Remove(file.Name())
		return nil, unavailable(err, "%s cannot be written: %s", name, reason(err))
	}
	return &placing{path: f.path, staged: file.Name()}, nil
}

// place gives the file its name. Where that may have to be taken back, what had
// the name is put aside.
func (p *placing) place(mayReturn bool) error {
	if mayReturn {
		aside := p.staged + "-former"
		switch err := os.Rename(p.path, aside); {
		case err == nil:
			p.former = aside
		case !errors.Is(err, fs.ErrNotExist):
			return err
		}
	}
	if err := os.Rename(p.staged, p.path); err != nil {
		return err
	}
	p.placed = true
	return nil
}

// end clears away what is no longer needed, and where the whole did not come
// about, puts back what was there.
func (p *placing) end(done bool) {
	if !p.placed {
		os.Remove(p.staged)
	}
	switch {
	case done && p.former != "":
		os.Remove(p.former)
	case !done && p.former != "":
		os.Rename(p.former, p.path)
	case !done && p.placed:
		os.Remove(p.path)
	}
}

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
	path   string
	staged *besideFile
	former *former // what had the name before, where that may have to come back
	placed bool
}

// stage writes a file beside its name.
func stage(f namedFile) (*placing, error) {
	name := filepath.Base(f.path)
	if head, err := readStart(f.path, 32); err == nil && store.Resembles(head) {
		return nil, wrongInput("%s is an engagement, which nothing is written over", name).hint("choose another name")
	}
	file, err := createBeside(f.path)
	if err != nil {
		return nil, unavailable(err, "%s cannot be written: %s", name, reason(err))
	}
	_, err = file.Write(f.data)
	if err = errors.Join(err, file.Chmod(f.mode), file.Sync(), file.Close()); err != nil {
		file.discard()
		return nil, unavailable(err, "%s cannot be written: %s", name, reason(err))
	}
	return &placing{path: f.path, staged: file}, nil
}

// place gives the file its name, in one step: what had the name has it until
// then. Where that may have to be taken back, it is kept under another name, too.
func (p *placing) place(mayReturn bool) (err error) {
	if mayReturn {
		if p.former, err = keepFormer(p.path); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	if err = os.Rename(p.staged.Name(), p.path); err == nil {
		p.placed = true
	}
	return err
}

// end clears away what is no longer needed, and where the whole did not come
// about, puts back what was there.
func (p *placing) end(done bool) {
	switch {
	case !p.placed:
		p.staged.discard()
	case !done && p.former == nil:
		os.Remove(p.path)
	case !done:
		p.former.putBack(p.path)
	}
	if p.placed {
		p.staged.release()
	}
	if p.former != nil {
		p.former.drop()
	}
}

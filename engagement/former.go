package engagement

import (
	"errors"
	"io"
	"io/fs"
	"os"
)

// former is a file that is about to be replaced, kept beside until it is known
// that it need not come back.
type former struct {
	path    string
	copied  bool
	mode    fs.FileMode
	release func()
}

// keepFormer keeps a file under a second name, and where it cannot have one or
// somebody else holds it, a copy.
func keepFormer(path string) (*former, error) {
	info, err := os.Lstat(path)
	if err != nil {
		return nil, err
	}
	if kept := linkFormer(path); kept != nil {
		return kept, nil
	}
	return copyFormer(path, info.Mode().Perm())
}

// linkFormer is nil where there is no link that can be held.
func linkFormer(path string) *former {
	name, err := createBeside(path)
	if err != nil {
		return nil
	}
	defer name.discard()
	link := name.Name() + "-former"
	if os.Link(path, link) != nil {
		return nil
	}
	release, err := tryHold(link)
	if err != nil {
		os.Remove(link)
		return nil
	}
	return &former{path: link, release: release}
}

func copyFormer(path string, mode fs.FileMode) (*former, error) {
	from, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer from.Close()
	to, err := createBeside(path)
	if err != nil {
		return nil, err
	}
	_, err = io.Copy(to, from)
	if err = errors.Join(err, to.Sync(), to.Close()); err != nil {
		to.discard()
		return nil, err
	}
	return &former{to.Name(), true, mode, to.release}, nil
}

// putBack gives the file its name again.
func (f *former) putBack(path string) {
	if os.Rename(f.path, path) == nil && f.copied {
		os.Chmod(path, f.mode)
	}
}

// drop lets go of what is no longer needed.
func (f *former) drop() {
	os.Remove(f.path)
	f.release()
}

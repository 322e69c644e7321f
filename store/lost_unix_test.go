//go:build unix

package store

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
)

// Elsewhere the system keeps a file that is open where it is.
func TestNothingIsSavedInAFileThatNobodyFinds(t *testing.T) {
	folder := t.TempDir()
	path, aside := filepath.Join(folder, "acme.demarc"), filepath.Join(folder, "aside")
	if err := createAt(path); err != nil {
		t.Fatal(err)
	}
	f, err := Open(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for i, step := range []struct {
		name string
		do   func() error
		lost bool
	}{
		{"it is there", func() error { return nil }, false},
		{"it was moved", func() error { return os.Rename(path, aside) }, true},
		{"another lies in its place", func() error { return os.WriteFile(path, readFile(t, aside), 0o600) }, true},
		{"it is back", func() error { return os.Rename(aside, path) }, false},
		{"it was deleted", func() error { return os.Remove(path) }, true},
	} {
		if err := step.do(); err != nil {
			t.Fatal(err)
		}
		head, err := f.Head()
		if err != nil {
			t.Fatal(err)
		}
		_, _, err = f.Commit(header(1, head), made(party(i+1)))
		if step.name == "it is back" && err != nil {
			t.Errorf("%s: %v", step.name, err)
		}
		if errors.Is(err, ErrMissing) != step.lost {
			t.Errorf("%s: said %v", step.name, err)
		}
	}
}

//go:build unix

package store

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	bolterrors "go.etcd.io/bbolt/errors"
)

// Somebody who had the lock may have put another file in the place of this
// one: what is written to the old one, nobody would find.
func TestAFileThatWasReplacedWhileWeWaited(t *testing.T) {
	folder := t.TempDir()
	path, newer := filepath.Join(folder, "acme.demarc"), filepath.Join(folder, "newer")
	for n, at := range []string{path, newer} {
		if err := createAt(at, party(n)); err != nil {
			t.Fatal(err)
		}
	}
	old, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer old.Close()
	soon := time.Now().Add(time.Hour)
	if info, err := settle(old, path, true, soon); info == nil || err != nil {
		t.Fatalf("the file that is there: %v, %v", info, err)
	}
	if _, _, err := openLocked(path, os.O_RDWR, 0, true); !errors.Is(err, bolterrors.ErrTimeout) {
		t.Errorf("while it is locked: %v", err)
	}
	if err := os.Rename(newer, path); err != nil {
		t.Fatal(err)
	}
	if info, err := settle(old, path, true, soon); info != nil || err != nil {
		t.Errorf("the file that was replaced: %v, %v", info, err)
	}
	if info, err := settle(old, path, true, time.Time{}.Add(time.Hour)); info != nil || err == nil {
		t.Errorf("when the time is over: %v, %v", info, err)
	}
	file, info, err := openLocked(path, os.O_RDWR, 0, true)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if there, err := os.Stat(path); err != nil || !os.SameFile(there, info) {
		t.Errorf("opened is not what lies there: %v", err)
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if info, err := settle(file, path, true, soon); info != nil || !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the file that is gone: %v, %v", info, err)
	}
}

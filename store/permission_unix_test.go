//go:build unix

package store

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// A pipe would let whoever opens it wait for a writer.
func TestAPipeIsNoEngagement(t *testing.T) {
	path := filepath.Join(t.TempDir(), "acme.demarc")
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, readOnly := range []bool{true, false} {
		if err := openAndRead(path, readOnly); !errors.Is(err, ErrNotDemarc) {
			t.Errorf("said %v", err)
		}
	}
}

// asAnybody lets anybody write the folder where we are, and becomes somebody
// for whom permissions count.
func asAnybody(t *testing.T) {
	t.Helper()
	mustChmod(t, ".", 0o777)
	if os.Getuid() != 0 {
		return
	}
	const nobody = 65534
	if err := errors.Join(syscall.Setgroups(nil), syscall.Setgid(nobody), syscall.Setuid(nobody)); err != nil {
		t.Fatal(err)
	}
}

func mustChmod(t *testing.T, path string, mode os.FileMode) {
	t.Helper()
	if err := os.Chmod(path, mode); err != nil {
		t.Fatal(err)
	}
}

func TestAReadOnlyFile(t *testing.T) {
	alone(t, func(t *testing.T) {
		asAnybody(t)
		if err := createAt("acme.demarc"); err != nil {
			t.Fatal(err)
		}
		mustChmod(t, "acme.demarc", 0o400)
		err := openAndRead("acme.demarc", false)
		if want := "acme.demarc is read-only: copy it to a folder that you may write to"; !errors.Is(err, ErrReadOnly) || err.Error() != want {
			t.Errorf("to write it: %v", err)
		}
		if err := openAndRead("acme.demarc", true); err != nil {
			t.Errorf("to read it: %v", err)
		}
		mustChmod(t, "acme.demarc", 0)
		for _, readOnly := range []bool{true, false} {
			err := openAndRead("acme.demarc", readOnly)
			if want := "you may not open acme.demarc: ask whoever owns it for access"; !errors.Is(err, ErrPermission) || err.Error() != want {
				t.Errorf("without permission: %v", err)
			}
		}
	})
}

func TestAReadOnlyFolder(t *testing.T) {
	alone(t, func(t *testing.T) {
		asAnybody(t)
		if err := errors.Join(os.Mkdir("visit", 0o700), createAt("visit/first.demarc")); err != nil {
			t.Fatal(err)
		}
		mustChmod(t, "visit", 0o500)
		defer mustChmod(t, "visit", 0o700)
		err := createAt("visit/acme.demarc")
		if want := "the folder visit may not be written: choose another for acme.demarc"; !errors.Is(err, ErrReadOnly) || err.Error() != want {
			t.Errorf("to make one: %v", err)
		}
		f, err := Open("visit/first.demarc", Options{})
		if err != nil {
			t.Fatalf("a file in it needs nothing of the folder: %v", err)
		}
		mustCommit(t, f, 1, made(party(1)))
		err = f.Compact(t.Context())
		if want := "the folder visit may not be written, where first.demarc has to be written anew: copy it to another"; !errors.Is(err, ErrReadOnly) || err.Error() != want {
			t.Errorf("to write it anew: %v", err)
		}
		f.Close()
		if names := namesIn(t, "visit"); len(names) != 1 {
			t.Errorf("the folder holds %q", names)
		}
	})
}

// In a folder that may be written and not read, a new name cannot be made to
// last: the file is not left there as if it had been.
func TestAFolderThatCannotBeSynced(t *testing.T) {
	alone(t, func(t *testing.T) {
		asAnybody(t)
		if err := os.Mkdir("visit", 0o300); err != nil {
			t.Fatal(err)
		}
		if err := createAt("visit/acme.demarc"); !errors.Is(err, ErrReadOnly) {
			t.Errorf("said %v", err)
		}
		mustChmod(t, "visit", 0o700)
		if names := namesIn(t, "visit"); len(names) > 0 {
			t.Errorf("it leaves %q", names)
		}
	})
}

// A file that was opened to be read is not written.
func TestAFileOpenedForReadingStays(t *testing.T) {
	path := filepath.Join(t.TempDir(), "acme.demarc")
	if err := createAt(path); err != nil {
		t.Fatal(err)
	}
	before := readFile(t, path)
	f, err := Open(path, Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	head, err := f.Head()
	if err != nil || !f.ReadOnly() {
		t.Fatalf("read-only %v, %v", f.ReadOnly(), err)
	}
	if _, _, err := f.Commit(header(1, head), made(party(1))); !errors.Is(err, ErrReadOnly) {
		t.Errorf("a commit: %v", err)
	}
	if err := f.SetDraft(Draft{Text: "x"}); !errors.Is(err, ErrReadOnly) {
		t.Errorf("a draft: %v", err)
	}
	if string(readFile(t, path)) != string(before) {
		t.Error("the file was changed")
	}
}

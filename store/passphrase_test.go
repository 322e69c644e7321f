package store

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// changing a passphrase: what a file had, what it is to have, and with a new
// key or not.
var changes = map[string]struct {
	was, is string
	newKey  bool
}{
	"set":                    {"", passphrase, false},
	"changed":                {"old", passphrase, false},
	"changed with a new key": {"old", passphrase, true},
	"a new key alone":        {passphrase, passphrase, true},
	"removed":                {"old", "", false},
	"removed where none was": {"", "", false},
}

// withBackups makes a file and two backups of it.
func withBackups(tb testing.TB, path, passphrase string) *File {
	tb.Helper()
	f := plantedFile(tb, path, passphrase)
	for n := range 2 {
		mustCommit(tb, f, 3+n, made(party(n)))
		if err := f.KeepBackup(tb.Context(), time.UnixMilli(int64(n)).Add(365*24*time.Hour)); err != nil {
			tb.Fatal(err)
		}
	}
	return f
}

func TestAfterAPassphraseIsChanged(t *testing.T) {
	for name, test := range changes {
		t.Run(name, func(t *testing.T) {
			folder, temporary := t.TempDir(), t.TempDir()
			t.Setenv("TMPDIR", temporary)
			path := filepath.Join(folder, "acme.demarc")
			f := withBackups(t, path, test.was)
			key := ""
			if f.seal != nil {
				key = string(f.seal.key)
			}
			head, _ := f.Head()
			left, err := f.SetPassphrase(t.Context(), test.is, test.newKey)
			if err != nil || len(left) > 0 {
				t.Fatal(left, err)
			}
			mustCommit(t, f, 9, made(party(9))) // it goes on
			if f.seal != nil && key != "" && (string(f.seal.key) != key) != test.newKey {
				t.Error("the key is not the one it should be")
			}
			f.Close()
			if found := readable(t, folder); test.is != "" && len(found) > 0 {
				t.Errorf("anybody reads %q", found)
			}
			if names := namesIn(t, temporary); len(names) > 0 {
				t.Errorf("the temporary folder holds %q", names)
			}
			for _, name := range append(namesOf(Backups(path)), path) {
				if test.was != test.is {
					if f, err := opened(name, test.was); err == nil {
						if f.Close(); test.is != "" {
							t.Errorf("the old passphrase opens %s", name)
						}
					}
				}
				f := mustOpen(t, name, test.is)
				if f.Sealed() != (test.is != "") {
					t.Errorf("%s is sealed: %v", name, f.Sealed())
				}
				mustVerify(t, f)
				if log := logOf(t, f); len(log) < 4 || name == path && log[len(log)-2].ID != head {
					t.Errorf("%s has %d commits", name, len(log))
				}
				f.Close()
			}
		})
	}
}

func namesOf(backups []Backup) (paths []string) {
	for _, backup := range backups {
		paths = append(paths, backup.Path)
	}
	return paths
}

// Nothing is left that an old passphrase could open, in the file's unused pages
// either.
func TestAnOldHeaderIsGone(t *testing.T) {
	folder := t.TempDir()
	f := withBackups(t, filepath.Join(folder, "acme.demarc"), "old")
	old := base64.StdEncoding.EncodeToString(f.seal.header.Wrapped)
	if _, err := f.SetPassphrase(t.Context(), passphrase, false); err != nil {
		t.Fatal(err)
	}
	f.Close()
	for _, path := range append(namesOf(Backups(f.path)), f.path) {
		if strings.Contains(string(readFile(t, path)), old) {
			t.Errorf("%s holds the old header", path)
		}
	}
}

// A program that ends after the file has its new form and before its backups
// have goes on with these.
func TestBackupsLeftBehindAreBroughtUnderThePassphrase(t *testing.T) {
	for name, test := range changes {
		if test.is == "" {
			continue // then the backups come first
		}
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "acme.demarc")
			f := withBackups(t, path, test.was)
			var old []byte
			if f.seal != nil {
				old = []byte(string(f.seal.key))
			}
			next, err := f.nextSeal(test.is, test.newKey)
			if err != nil {
				t.Fatal(err)
			}
			if err := f.rewrite(t.Context(), next, func(v values) error { return v.put(metaBucket, keyUnfinished, old) }); err != nil {
				t.Fatal(err)
			}
			f.Close()
			mustOpen(t, path, test.is).Close()
			for _, backup := range Backups(path) {
				f := mustOpen(t, backup.Path, test.is)
				if !f.Sealed() {
					t.Errorf("%s is not sealed", backup.Path)
				}
			}
		})
	}
}

func TestAPassphraseThatIsNotSetAfterAll(t *testing.T) {
	for name, test := range changes {
		if test.was == test.is && !test.newKey {
			continue
		}
		t.Run(name, func(t *testing.T) {
			ended, end := context.WithCancel(t.Context())
			end()
			folder := t.TempDir()
			f := withBackups(t, filepath.Join(folder, "acme.demarc"), test.was)
			before, head := namesIn(t, folder), mustVerify(t, f).Head
			if _, err := f.SetPassphrase(ended, test.is, test.newKey); !errors.Is(err, context.Canceled) {
				t.Errorf("said %v", err)
			}
			if after := namesIn(t, folder); strings.Join(after, " ") != strings.Join(before, " ") {
				t.Errorf("there is %q", after)
			}
			mustCommit(t, f, 9, made(party(9)))
			f.Close()
			for _, path := range append(namesOf(Backups(f.path)), f.path) {
				again := mustOpen(t, path, test.was)
				if mustVerify(t, again); path == f.path && logOf(t, again)[4].ID != head {
					t.Error("it is another file")
				}
			}
		})
	}
}

// A file without a passphrase does not show the key that older copies of it are
// sealed with.
func TestARemovedPassphraseLeavesNoKey(t *testing.T) {
	folder := t.TempDir()
	f := withBackups(t, filepath.Join(folder, "acme.demarc"), "old")
	key := bytes.Clone(f.seal.key)
	if _, err := f.SetPassphrase(t.Context(), "", false); err != nil {
		t.Fatal(err)
	}
	f.Close()
	for _, path := range append(namesOf(Backups(f.path)), f.path) {
		if bytes.Contains(readFile(t, path), key) {
			t.Errorf("%s holds the key", path)
		}
	}
}

func TestCompactTakesWhatWasTakenAway(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "acme.demarc")
	f := plantedFile(t, path, "")
	if err := f.SetDraft(Draft{}); err != nil {
		t.Fatal(err)
	}
	before := strings.Join(readable(t, folder), " ")
	if err := f.Compact(t.Context()); err != nil {
		t.Fatal(err)
	}
	after := strings.Join(readable(t, folder), " ")
	if !strings.Contains(before, planted[2]) || strings.Contains(after, planted[2]) || !strings.Contains(after, planted[0]) {
		t.Errorf("before %q, after %q", before, after)
	}
	mustVerify(t, f)
	mustCommit(t, f, 5, made(party(5)))
	if _, err := opened(path, ""); !errors.Is(err, ErrInUse) {
		t.Errorf("the lock is gone: %v", err)
	}
}

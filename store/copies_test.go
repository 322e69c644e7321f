package store

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"demarc/assess"
)

// Whoever gives an engagement the name that another one had finds the other
// one's backups beside it. They are not theirs to change.
func TestBackupsOfAnotherEngagementStayAsTheyAre(t *testing.T) {
	work := map[string]func(*testing.T, *File){
		"a passphrase is set": func(t *testing.T, f *File) {
			if left, err := f.SetPassphrase(t.Context(), passphrase, false); err != nil || len(left) > 0 {
				t.Fatal(left, err)
			}
		},
		"something is forgotten": func(t *testing.T, f *File) { mustForget(t, f, 2, party(1).Ref()) },
	}
	for name, do := range work {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "acme.demarc")
			withBackups(t, path, "").Close()
			if err := os.Remove(path); err != nil {
				t.Fatal(err)
			}
			scope := &assess.Engagement{ID: id("another", 1), Client: "Another", Created: at(0)}
			f, err := Create(path, scope.ID, "", header(0), made(scope, party(1)))
			if err != nil {
				t.Fatal(err)
			}
			defer f.Close()
			var were []string
			for _, backup := range Backups(path) {
				were = append(were, string(readFile(t, backup.Path)))
			}
			do(t, f)
			for i, backup := range Backups(path) {
				if string(readFile(t, backup.Path)) != were[i] {
					t.Errorf("%s was changed", filepath.Base(backup.Path))
				}
				mustVerify(t, mustOpen(t, backup.Path, ""))
			}
		})
	}
}

// What Restore put aside is sealed and forgets as backups do; where it does not
// open, it is named.
func TestWhatWasPutAsideGoesWithTheFile(t *testing.T) {
	restored := func(t *testing.T, damage bool) (f *File, secret *assess.Party, aside string) {
		f, secret, _ = withSecret(t, filepath.Join(t.TempDir(), "acme.demarc"), "")
		f.Close()
		if damage {
			if err := os.WriteFile(f.path, []byte("damaged "+planted[0]), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		aside, err := Restore(t.Context(), Backups(f.path)[0].Path, f.path, Options{}, time.Now())
		if err != nil {
			t.Fatal(err)
		}
		return mustOpen(t, f.path, ""), secret, aside
	}
	t.Run("sealed", func(t *testing.T) {
		f, _, aside := restored(t, false)
		if left, err := f.SetPassphrase(t.Context(), passphrase, false); err != nil || len(left) > 0 {
			t.Fatal(left, err)
		}
		if found := readable(t, filepath.Dir(f.path)); len(found) > 0 {
			t.Errorf("anybody reads %q", found)
		}
		mustVerify(t, mustOpen(t, aside, passphrase))
	})
	t.Run("forgotten", func(t *testing.T) {
		f, secret, aside := restored(t, false)
		mustForget(t, f, 7, secret.Ref())
		if strings.Contains(string(readFile(t, aside)), "Barnaby") {
			t.Error("it is still there")
		}
		mustVerify(t, mustOpen(t, aside, ""))
	})
	t.Run("damaged", func(t *testing.T) {
		f, _, aside := restored(t, true)
		left, err := f.SetPassphrase(t.Context(), passphrase, false)
		if err != nil || strings.Join(left, " ") != filepath.Base(aside) {
			t.Errorf("left are %q: %v", left, err)
		}
	})
}

// A backup that was half written when the program ended holds what the file
// held, before it had a passphrase too.
func TestAHalfWrittenBackupIsSwept(t *testing.T) {
	f := withBackups(t, filepath.Join(t.TempDir(), "acme.demarc"), "")
	half := filepath.Join(BackupFolder(f.path), halfWritten+"1")
	write := func() {
		if err := os.WriteFile(half, []byte(planted[0]), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write()
	if _, err := f.SetPassphrase(t.Context(), passphrase, false); err != nil {
		t.Fatal(err)
	}
	if found := readable(t, filepath.Dir(f.path)); len(found) > 0 {
		t.Errorf("anybody reads %q", found)
	}
	f.Close()
	write()
	mustOpen(t, f.path, passphrase)
	if found := readable(t, filepath.Dir(f.path)); len(found) > 0 {
		t.Errorf("after opening anybody reads %q", found)
	}
}

// The file of somebody who means harm says of itself that work on its passphrase
// is unfinished, and has none.
func TestAnUnsealedFileHasNoUnfinishedPassphrase(t *testing.T) {
	f := newFile(t)
	putRaw(t, f, spot{metaBucket, string(keyUnfinished)}, []byte("x"))
	f.Close()
	if v := mustOpen(t, f.path, ""); v.Sealed() {
		t.Error("it is sealed")
	}
}

// A new engagement never takes over the backups of an earlier one that had its
// name: offered or thinned, they would be another client's.
func TestANewFileLeavesTheBackupsOfItsName(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "acme.demarc")
	old := withBackups(t, path, "")
	old.Close()
	before := Backups(path)
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	f := mustCreate(t, path, engagement())
	if found := Backups(f.path); len(found) > 0 {
		t.Errorf("it has %d backups", len(found))
	}
	kept, err := filepath.Glob(filepath.Join(folder, "acme.earlier-backups-*", "*.demarc"))
	if err != nil || len(kept) != len(before) {
		t.Errorf("%q are kept of %d: %v", kept, len(before), err)
	}
}

func TestRestoreReplacesFilesAlone(t *testing.T) {
	f := withBackups(t, filepath.Join(t.TempDir(), "acme.demarc"), "")
	place := filepath.Join(t.TempDir(), "place.demarc")
	if err := os.Mkdir(place, 0o700); err != nil {
		t.Fatal(err)
	}
	if _, err := Restore(t.Context(), Backups(f.path)[0].Path, place, Options{}, time.Now()); !errors.Is(err, ErrNotDemarc) {
		t.Errorf("said %v", err)
	}
	if names := namesIn(t, filepath.Dir(place)); len(names) != 1 || names[0] != "place.demarc" {
		t.Errorf("there is %q", names)
	}
}

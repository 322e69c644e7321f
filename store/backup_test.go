package store

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestWhichBackupsAreKept(t *testing.T) {
	now := time.Date(2026, 11, 21, 18, 0, 0, 0, time.Local)
	day := 24 * time.Hour
	tests := map[string]struct {
		every time.Duration
		n     int
		kept  int
	}{
		"ten in one day":                 {time.Minute, 10, 10},
		"thirty in one day":              {time.Minute, 30, 10},
		"one a day for a month":          {day, 30, 14},
		"two a day for a month":          {day / 2, 60, 10 + 9}, // ten of the last five days, one of each of nine more
		"one a week for a year":          {7 * day, 52, 10},
		"one in the future does no harm": {-day, 3, 3},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			var list []Backup
			for n := range test.n {
				list = append(list, Backup{At: now.Add(-time.Duration(n) * test.every)})
			}
			if gone := len(overdue(list, now)); test.n-gone != test.kept {
				t.Errorf("%d are kept", test.n-gone)
			}
		})
	}
}

func TestBackupsAreWholeFiles(t *testing.T) {
	for _, passphrase := range []string{"", passphrase} {
		f := withBackups(t, filepath.Join(t.TempDir(), "acme.demarc"), passphrase)
		backups := Backups(f.path)
		if len(backups) != 2 || !backups[0].At.After(backups[1].At) {
			t.Fatalf("%+v", backups)
		}
		for i, backup := range backups {
			copied := mustOpen(t, backup.Path, passphrase)
			if v := mustVerify(t, copied); v.Commits != 5-i {
				t.Errorf("%d commits in backup %d", v.Commits, i)
			}
		}
	}
}

func TestAFileWithTheNameOfTheFolderForBackups(t *testing.T) {
	f := newFile(t)
	if err := os.WriteFile(BackupFolder(f.path), []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	err := f.KeepBackup(t.Context(), at(1).Time())
	if want := "acme.backups is a file, and has the name of the folder for backups: call it something else"; err == nil || err.Error() != want {
		t.Errorf("said %v", err)
	}
	if string(readFile(t, BackupFolder(f.path))) != "mine" {
		t.Error("it was written over")
	}
}

func TestRestore(t *testing.T) {
	for _, passphrase := range []string{"", passphrase} {
		f := withBackups(t, filepath.Join(t.TempDir(), "acme.demarc"), passphrase)
		f.Close()
		damaged := append([]byte("damaged"), readFile(t, f.path)[7:5000]...)
		if err := os.WriteFile(f.path, damaged, 0o600); err != nil {
			t.Fatal(err)
		}
		options := Options{Passphrase: func() (string, error) { return passphrase, nil }}
		aside, err := Restore(t.Context(), Backups(f.path)[0].Path, f.path, options, time.Now())
		if err != nil {
			t.Fatal(err)
		}
		if string(readFile(t, aside)) != string(damaged) || !strings.HasPrefix(filepath.Base(aside), "acme.replaced-") {
			t.Errorf("%s does not hold the damaged file", aside)
		}
		if v := mustVerify(t, mustOpen(t, f.path, passphrase)); v.Commits != 5 {
			t.Errorf("%d commits", v.Commits)
		}
	}
}

func TestRestoreRefuses(t *testing.T) {
	f := withBackups(t, filepath.Join(t.TempDir(), "acme.demarc"), "")
	good := Backups(f.path)[0].Path
	other := filepath.Join(t.TempDir(), "bad.demarc")
	bad, err := Create(other, engagementID, "", header(0), made(engagement(), party(1)))
	if err != nil {
		t.Fatal(err)
	}
	edit(t, bad, func(v values) error { return remove(v, bodiesBucket, number(1)) })
	bad.Close()
	for name, test := range map[string]struct {
		backup string
		kind   error
	}{
		"a file that is in use":          {good, ErrInUse},
		"a backup that is not there":     {good + "x", ErrMissing},
		"a backup that is not intact":    {other, ErrDamaged},
		"a backup that is no engagement": {"backup_test.go", ErrNotDemarc},
	} {
		t.Run(name, func(t *testing.T) {
			before := namesIn(t, filepath.Dir(f.path))
			if _, err := Restore(t.Context(), test.backup, f.path, Options{}, time.Now()); !errors.Is(err, test.kind) {
				t.Errorf("said %v", err)
			}
			if after := namesIn(t, filepath.Dir(f.path)); strings.Join(after, " ") != strings.Join(before, " ") {
				t.Errorf("there is %q", after)
			}
		})
	}
	mustVerify(t, f)
}

func TestABackupIsMadeBeforeAMigration(t *testing.T) {
	path, old := filepath.Join(t.TempDir(), "acme.demarc"), readFile(t, "testdata/schema-1.demarc")
	if err := os.WriteFile(path, old, 0o600); err != nil {
		t.Fatal(err)
	}
	mustOpen(t, path, "")
	backups := Backups(path)
	if len(backups) != 1 {
		t.Fatalf("%+v", backups)
	}
	f, err := Open(backups[0].Path, Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if schema, _ := schemaOf(t, f); schema != 1 {
		t.Errorf("the backup has schema %d", schema)
	}
}

// A file that was made and not yet in place when the program ended is removed.
func TestWhatAKilledProgramLeftIsSwept(t *testing.T) {
	path := filepath.Join(t.TempDir(), "acme.demarc")
	plantedFile(t, path, "").Close()
	if err := os.WriteFile(path+rewriting, []byte("half"), 0o600); err != nil {
		t.Fatal(err)
	}
	mustOpen(t, path, "")
	if names := namesIn(t, filepath.Dir(path)); strings.Join(names, " ") != "acme.demarc" {
		t.Errorf("there is %q", names)
	}
}

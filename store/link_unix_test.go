//go:build unix

package store

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

// linked makes a file in one folder and a link to it in another.
func linked(t *testing.T) (path, link string) {
	folder := t.TempDir()
	path, link = filepath.Join(folder, "real", "acme.demarc"), filepath.Join(folder, "desk", "client.demarc")
	for _, made := range []string{path, link} {
		if err := os.Mkdir(filepath.Dir(made), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink(path, link); err != nil {
		t.Fatal(err)
	}
	withBackups(t, path, "").Close()
	return path, link
}

// Whoever seals a file through a link seals the file, and its backups.
func TestAPassphraseIsSetThroughALink(t *testing.T) {
	path, link := linked(t)
	f := mustOpen(t, link, "")
	if left, err := f.SetPassphrase(t.Context(), passphrase, false); err != nil || len(left) > 0 {
		t.Fatal(left, err)
	}
	if found := readable(t, filepath.Dir(path)); len(found) > 0 {
		t.Errorf("anybody reads %q", found)
	}
	if f.Name() != "client.demarc" {
		t.Errorf("it is called %s", f.Name())
	}
	if err := f.KeepBackup(t.Context(), at(9).Time()); err != nil {
		t.Fatal(err)
	}
	f.Close()
	if info, err := os.Lstat(link); err != nil || info.Mode()&os.ModeSymlink == 0 {
		t.Errorf("the link is %v, %v", info, err)
	}
	if len(Backups(path)) != 3 || len(Backups(link)) != 3 {
		t.Errorf("there are %d backups, and by the link %d", len(Backups(path)), len(Backups(link)))
	}
}

// A backup that is restored to a link takes the place of the file.
func TestABackupIsRestoredThroughALink(t *testing.T) {
	path, link := linked(t)
	old := Backups(path)[1].Path
	aside, err := Restore(t.Context(), old, link, Options{}, time.Now())
	if err != nil || filepath.Dir(aside) != filepath.Dir(path) {
		t.Fatal(aside, err)
	}
	if string(readFile(t, path)) != string(readFile(t, old)) {
		t.Error("the file is not the backup")
	}
	mustVerify(t, mustOpen(t, link, ""))
}

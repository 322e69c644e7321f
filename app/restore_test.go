package app

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"demarc/app/desk/desktest"
	"demarc/engagement"
)

// addAsset is a change, so that closing makes a backup.
func addAsset(t *testing.T, w *Window, name string) {
	t.Helper()
	if _, err := w.desk.Session.AddAsset(engagement.AssetFields{Name: &name}); err != nil {
		t.Fatal(err)
	}
}

func damage(t *testing.T, path string) {
	t.Helper()
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, whole[:len(whole)/2], 0o600); err != nil {
		t.Fatal(err)
	}
}

// aside are the files that were replaced.
func aside(t *testing.T, path string) []string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(filepath.Dir(path), "*.replaced-*"))
	if err != nil {
		t.Fatal(err)
	}
	return found
}

func TestADamagedFileOffersItsNewestGoodBackup(t *testing.T) {
	for name, sealed := range map[string]bool{"unsealed": false, "sealed": true} {
		t.Run(name, func(t *testing.T) {
			w := openSample(t)
			if sealed {
				w.setPassphrase(rightPassphrase, false)
			}
			addAsset(t, w, "Kept in the backup")
			path := w.desk.Path
			w.closeEngagement()
			damage(t, path)
			w.openEngagement(path)
			if sealed {
				enter(t, w, "another")
				if !strings.Contains(said(w.shown.Content()), "opens none of the backups") {
					t.Errorf("a wrong passphrase leads to %q", said(w.shown.Content()))
				}
				enter(t, w, rightPassphrase)
			}
			desktest.Picture(t, w.Canvas(), "window-damaged-"+name)
			if got := said(w.shown.Content()); !strings.Contains(got, "is damaged") {
				t.Errorf("it says %q", got)
			}
			w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn}) // Restore the backup of …
			if w.desk != nil || w.question == nil {
				t.Fatal("it is restored unasked")
			}
			press(t, w.question.box, "Restore")
			if w.desk == nil {
				t.Fatalf("it is not opened: %q", said(w.shown.Content()))
			}
			if _, err := w.desk.Session.FindAsset("Kept in the backup"); err != nil {
				t.Error(err)
			}
			kept := aside(t, path)
			if len(kept) != 1 || !strings.Contains(said(w.frame.whole), filepath.Base(kept[0])) {
				t.Errorf("kept are %q, and it says %q", kept, w.frame.status.Text)
			}
		})
	}
}

func TestADamagedFileWithoutABackupSaysSo(t *testing.T) {
	path := desktest.SampleFile(t)
	damage(t, path)
	w := openSample(t)
	w.openEngagement(path)
	if got := said(w.shown.Content()); !strings.Contains(got, "There is no good backup") {
		t.Errorf("it says %q", got)
	}
	w.escape()
	if got := said(w.shown.Content()); !strings.Contains(got, "New engagement") {
		t.Errorf("escape leads to %q", got)
	}
}

func TestABackupIsOpenedInThePlaceOfTheEngagement(t *testing.T) {
	for name, sealed := range map[string]bool{"unsealed": false, "sealed": true} {
		t.Run(name, func(t *testing.T) {
			w := openSample(t)
			w.run("restore")
			if w.question != nil {
				t.Fatal("it offers backups although there are none")
			}
			passphrase := rightPassphrase
			if sealed {
				w.setPassphrase(passphrase, false)
			}
			path := w.desk.Path
			addAsset(t, w, "First")
			w.closeEngagement()
			session, err := engagement.Open(path, w.options(&passphrase))
			if err != nil {
				t.Fatal(err)
			}
			w.use(session, path)
			addAsset(t, w, "Second")
			w.Changed()
			w.run("restore")
			desktest.Picture(t, w.Canvas(), "window-restore-"+name)
			if sealed {
				enter(t, w, "another")
				if w.desk == nil || w.question == nil || !strings.Contains(said(w.question.box), "does not open this backup") {
					t.Fatal("it is closed although the passphrase is wrong")
				}
				enter(t, w, passphrase)
			} else {
				press(t, w.question.box, "Restore")
			}
			if w.desk == nil {
				t.Fatalf("it is not opened: %q", said(w.shown.Content()))
			}
			if _, err := w.desk.Session.FindAsset("First"); err != nil {
				t.Error(err)
			}
			if _, err := w.desk.Session.FindAsset("Second"); err == nil {
				t.Error("what came after the backup is still there")
			}
			if len(aside(t, path)) != 1 {
				t.Error("what was replaced is not kept")
			}
		})
	}
}

func TestABackupThatFailsIsSaidWhereItIsSeen(t *testing.T) {
	block := func(w *Window) {
		path := strings.TrimSuffix(w.desk.Path, ".demarc") + ".backups"
		if err := os.WriteFile(path, []byte("in the way"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	t.Run("on the start screen", func(t *testing.T) {
		w := openSample(t)
		block(w)
		addAsset(t, w, "Changed")
		w.closeEngagement()
		if got := said(w.shown.Content()); w.desk != nil || !strings.Contains(got, "no backup of nordhaven.demarc could be made") {
			t.Errorf("it says %q", got)
		}
		w.build()
		if got := said(w.shown.Content()); strings.Contains(got, "could be made") {
			t.Errorf("it is said again: %q", got)
		}
	})
	t.Run("the next time", func(t *testing.T) {
		w := openSample(t)
		block(w)
		addAsset(t, w, "Changed")
		w.letGo()
		w.parting = "" // the program ends
		w.build()
		if got := said(w.shown.Content()); !strings.Contains(got, "When nordhaven.demarc was closed, no backup of it") {
			t.Errorf("it says %q", got)
		}
	})
}

package app

import (
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"demarc/app/desk"
	"demarc/app/desk/desktest"
	"demarc/app/look"
	"demarc/engagement"
)

// copied is another copy of the engagement that is open, in which the other
// side and this one have changed the same.
func copied(t *testing.T, w *Window, passphrase *string) string {
	t.Helper()
	if passphrase != nil {
		w.setPassphrase(*passphrase, false)
	}
	asset, err := w.desk.Session.AddAsset(engagement.AssetFields{Name: new("Plantedasset")})
	if err != nil {
		t.Fatal(err)
	}
	path, err := w.desk.Session.Backup(t.Context(), t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	options := w.options(passphrase)
	options.Who = engagement.Who{Author: "Bo Adler"}
	theirs, err := engagement.Open(path, options)
	if err != nil {
		t.Fatal(err)
	}
	for side, s := range map[string]*engagement.Session{"Plantedours": w.desk.Session, "Plantedtheirs": theirs} {
		if _, err := s.EditAsset(asset.ID, engagement.AssetFields{Region: new(side)}); err != nil {
			t.Fatal(err)
		}
	}
	if err := theirs.Close(); err != nil {
		t.Fatal(err)
	}
	w.Changed()
	return path
}

func TestADroppedCopyIsOfferedToBeMerged(t *testing.T) {
	other := func(t *testing.T, w *Window) string {
		path := filepath.Join(t.TempDir(), "halden.demarc")
		s, err := engagement.Create(path, engagement.Beginning{Client: "Halden Bank"}, w.options(nil))
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		return path
	}
	for name, c := range map[string]struct {
		file   func(*testing.T, *Window) string
		press  string // nothing is asked where it is empty
		merges bool
	}{
		"a copy is merged":              {func(t *testing.T, w *Window) string { return copied(t, w, nil) }, "Merge…", true},
		"a copy is opened instead":      {func(t *testing.T, w *Window) string { return copied(t, w, nil) }, "Open it instead", false},
		"another engagement is opened":  {other, "", false},
		"the other screens are no stop": {func(t *testing.T, w *Window) string { w.show(desk.Findings); return copied(t, w, nil) }, "Merge…", true},
	} {
		t.Run(name, func(t *testing.T) {
			w := openSample(t)
			before, path := w.desk.Path, c.file(t, w)
			w.drop([]string{path}, fyne.Position{})
			if c.press != "" {
				if w.desk.Path != before || !strings.Contains(said(w.frame.strip), "is another copy of this engagement") {
					t.Fatalf("it asks %q", said(w.frame.strip))
				}
				press(t, w.frame.strip, c.press)
			}
			switch {
			case !c.merges && w.desk.Path != path:
				t.Errorf("open is %s", w.desk.Path)
			case c.merges && (w.desk.Path != before || w.current != desk.History || !strings.Contains(said(w.frame.centre), "0 of 1 answered")):
				t.Errorf("it shows %q", said(w.frame.centre))
			}
		})
	}
}

// Theme, size and language make all content anew, and the answers stand.
func TestAnswersOutliveTheAppearance(t *testing.T) {
	w := openSample(t)
	w.Go(desk.Place{Screen: desk.History, Do: "merge", Path: copied(t, w, nil)})
	desktest.Picture(t, w.Canvas(), "window-merge")
	press(t, w.frame.centre, "Theirs counts")
	for _, change := range []func(){func() { w.setTheme(darkTheme) }, func() { w.setTextSize(125) }, func() { w.show(desk.Assets); w.show(desk.History) }} {
		change()
		if got := said(w.frame.centre); !strings.Contains(got, "1 of 1 answered") {
			t.Errorf("it shows %q", got)
		}
	}
	press(t, w.frame.centre, "Merge")
	if got := w.frame.status.Text; got != "Merged 1 commit" {
		t.Errorf("it says %q", got)
	}
	w.run("undo")
	asset, err := w.desk.Session.FindAsset("Plantedasset")
	if err != nil || asset.Region != "Plantedours" {
		t.Errorf("after undo: %v, %v", asset, err)
	}
}

// A lock forgets what was looked at, and keeps the answers in the sealed file.
func TestALockForgetsTheOtherCopy(t *testing.T) {
	w, _ := openSealed(t)
	passphrase := rightPassphrase
	path := copied(t, w, &passphrase)
	w.Go(desk.Place{Screen: desk.History, Do: "merge", Path: path})
	enter(t, w, rightPassphrase)
	press(t, w.frame.centre, "Theirs counts")
	before := everything(w.shown.Content())
	if !holds(before, "Plantedtheirs") {
		t.Fatal("the words that were planted are not shown even before")
	}
	w.run("lock")
	for _, word := range []string{"Plantedtheirs", "Plantedours", "Bo Adler"} {
		if holds(everything(w.shown.Content()), word) || holds(textParts(before), word) {
			t.Errorf("%s is left", word)
		}
	}
	free, err := engagement.Open(path, w.options(&passphrase))
	if err != nil {
		t.Fatalf("the other file is still held: %v", err)
	}
	if err := free.Close(); err != nil {
		t.Fatal(err)
	}
	enter(t, w, rightPassphrase)
	if entry, ok := w.Canvas().Focused().(*look.Entry); !ok || !entry.Password || w.current != desk.History {
		t.Fatalf("it goes on at %s", w.current)
	}
	enter(t, w, rightPassphrase) // of the other file
	if got := said(w.frame.centre); !strings.Contains(got, "1 of 1 answered") {
		t.Errorf("it shows %q", got)
	}
}

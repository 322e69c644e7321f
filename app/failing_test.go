package app

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2/container"

	"demarc/engagement"
	"demarc/words"
)

// The bar says that something was not saved when a change was not kept, and not
// when a file could not be read.
func TestNotSavedIsSaidOfChangesAlone(t *testing.T) {
	w := openSample(t)
	marked := func() bool { return w.frame.savedTo.Objects[0] != w.frame.saved }
	path := filepath.Join(t.TempDir(), "notes.demarc")
	if err := os.WriteFile(path, []byte("not an engagement"), 0o600); err != nil {
		t.Fatal(err)
	}
	w.openEngagement(path)
	if !w.frame.strip.Visible() || marked() {
		t.Errorf("said: %t; marked as not saved: %t", w.frame.strip.Visible(), marked())
	}
	if strings.Contains(said(w.frame.strip), "Retry") {
		t.Error("a file that is no engagement can be tried again")
	}
	kept := false
	full := &engagement.Error{Code: engagement.CodeUnavailable, Message: words.Say("the disk is full")}
	w.NotSaved(full, func() { kept = true })
	if !w.frame.strip.Visible() || !marked() {
		t.Fatalf("said: %t; marked as not saved: %t", w.frame.strip.Visible(), marked())
	}
	press(t, container.NewStack(w.frame.savedTo.Objects[0]), "Not saved · Retry")
	if !kept || w.frame.strip.Visible() {
		t.Errorf("tried again: %t; still said: %t", kept, w.frame.strip.Visible())
	}
}

// What could not be kept is tried again in the order in which it was done, and
// closing asks for it first.
func TestWhatWasMissedIsNotLeftBehind(t *testing.T) {
	w := openSample(t)
	full := &engagement.Error{Code: engagement.CodeUnavailable, Message: words.Say("the disk is full")}
	var kept []string
	room := false
	var change func(name string) func()
	change = func(name string) func() {
		return func() {
			if !room {
				w.NotSaved(full, change(name))
				return
			}
			kept = append(kept, name)
		}
	}
	change("first")()
	change("second")()
	if got := said(w.frame.strip); !strings.Contains(got, "2 changes are not saved") {
		t.Errorf("said: %q", got)
	}
	w.setTheme(darkTheme)
	if w.frame.savedTo.Objects[0] == w.frame.saved {
		t.Error("the bar says Saved")
	}
	w.close()
	if w.desk == nil {
		t.Fatal("it closed, and two changes are lost")
	}
	press(t, w.frame.strip, "Retry")
	if len(w.missed) != 2 || len(kept) != 0 {
		t.Fatalf("missed are %d, kept is %q", len(w.missed), kept)
	}
	room = true
	w.closeEngagement()
	press(t, w.frame.strip, "Retry")
	if !slices.Equal(kept, []string{"first", "second"}) || w.frame.savedTo.Objects[0] != w.frame.saved {
		t.Errorf("kept is %q", kept)
	}
	w.NotSaved(full, func() {})
	w.closeEngagement()
	press(t, w.frame.strip, "Close without saving")
	if w.desk != nil || len(w.missed) != 0 {
		t.Error("it does not close")
	}
}

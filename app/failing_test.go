package app

import (
	"os"
	"path/filepath"
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

// A sentence begins with a capital letter, a file's name as it is.
func TestAFilesNameKeepsItsLetters(t *testing.T) {
	for text, want := range map[string]string{
		"the disk is full":              "The disk is full",
		"notes.demarc is no engagement": "notes.demarc is no engagement",
		"":                              "",
	} {
		if got := capital(text); got != want {
			t.Errorf("%q becomes %q", text, got)
		}
	}
}

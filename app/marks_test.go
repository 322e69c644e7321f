package app

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"demarc/app/desk"
)

// Space in the list of findings marks the one that is selected, escape takes the
// marks back: both come to the screen through the window's keys.
func TestFindingsAreMarkedBySpaceAndUnmarkedByEscape(t *testing.T) {
	w := openSample(t)
	w.show(desk.Findings)
	marked := func() bool { return strings.Contains(said(w.shown.Content()), "1 finding is marked") }
	for _, step := range []struct {
		key  fyne.KeyName
		want bool
	}{{fyne.KeySpace, true}, {fyne.KeyEscape, false}, {fyne.KeyEscape, false}, {fyne.KeySpace, true}, {fyne.KeySpace, false}} {
		w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: step.key})
		if marked() != step.want {
			t.Errorf("after %s it is marked: %t", step.key, marked())
		}
	}
}

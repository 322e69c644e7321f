package app

import (
	"strings"
	"testing"

	"demarc/app/desk/desktest"
)

// A search without a hit says so, where an empty list would look broken.
func TestThePaletteSaysThatItFoundNothing(t *testing.T) {
	w := openSample(t)
	const sentence = "Nothing is called ‘zzz’."
	w.openPalette("zzz")
	desktest.Picture(t, w.Canvas(), "palette-nothing")
	if got := said(w.palette.box); !strings.Contains(got, sentence) || w.palette.choices.Visible() {
		t.Errorf("it says %q, a list shown: %t", got, w.palette.choices.Visible())
	}
	w.palette.entry.SetText("claims")
	if got := said(w.palette.box); strings.Contains(got, "Nothing") || !w.palette.choices.Visible() {
		t.Errorf("with hits it says %q", got)
	}
}

package responsibilities

import (
	"testing"

	"demarc/app/desk/desktest"
)

// TestLook draws the screen in both appearances.
func TestLook(t *testing.T) {
	for name, dark := range map[string]bool{"light": false, "dark": true} {
		t.Run(name, func(t *testing.T) {
			d, w := desktest.New(t)
			desktest.Dress(t, d, dark, 1)
			w.Put(New(d))
			desktest.Picture(t, w.Canvas(), "responsibilities-"+name)
		})
	}
}

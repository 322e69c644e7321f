package responsibilities

import (
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"demarc/app/desk/desktest"
	"demarc/app/look"
)

// TestLook draws the screen into the folder that DEMARC_LOOK names.
func TestLook(t *testing.T) {
	folder := os.Getenv("DEMARC_LOOK")
	if folder == "" {
		folder = t.TempDir()
	}
	for name, l := range map[string]*look.Look{
		"light": look.New(desktest.Fonts(t), false, 1), "dark": look.New(desktest.Fonts(t), true, 1),
	} {
		d, w := desktest.New(t)
		d.Look = l
		w.Put(New(d))
		file, err := os.Create(filepath.Join(folder, "responsibilities-"+name+".png"))
		if err != nil {
			t.Fatal(err)
		}
		if err := png.Encode(file, w.Canvas().Capture()); err != nil {
			t.Error(err)
		}
		file.Close()
	}
}

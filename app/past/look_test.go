package past

import (
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"

	"demarc/app/desk/desktest"
	"demarc/app/look"
)

// TestLook renders the screen for somebody to look at, where DEMARC_LOOK names
// a folder.
func TestLook(t *testing.T) {
	folder := os.Getenv("DEMARC_LOOK")
	if folder == "" {
		t.Skip("DEMARC_LOOK names no folder")
	}
	for _, c := range []struct {
		dark  bool
		scale float32
		row   int
	}{{false, 1, 1}, {true, 1, 20}, {false, 1.5, 60}, {true, 0.9, 8}} {
		d, w := desktest.New(t)
		d.Look = look.New(desktest.Fonts(t), c.dark, c.scale)
		fyne.CurrentApp().Settings().SetTheme(d.Look.Theme())
		s := New(d).(*screen)
		w.Put(s)
		s.table.Select(c.row)
		file, err := os.Create(filepath.Join(folder, fmt.Sprintf("history-%t-%g.png", c.dark, c.scale)))
		if err != nil {
			t.Fatal(err)
		}
		if err := png.Encode(file, w.Shown.Canvas().Capture()); err != nil {
			t.Fatal(err)
		}
		file.Close()
	}
}

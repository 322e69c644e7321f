package overview

import (
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"demarc/app/desk"
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
		dark   bool
		scale  float32
		width  float32
		height float32
	}{
		{false, 1, 1440 - 176, 826}, {true, 1, 1440 - 176, 826}, {false, 1, 1180 - 132, 646}, {false, 1.5, 1440 - 198, 789}, {true, 0.9, 1264, 830}, {false, 1.5, 982, 609},
	} {
		d, w := desktest.New(t)
		d.Look = look.New(desktest.Fonts(t), c.dark, c.scale)
		fyne.CurrentApp().Settings().SetTheme(d.Look.Theme())
		d.Memory.Set(keyVisit, "20760")
		shot(t, d, w, New(d), fyne.NewSize(c.width, c.height), filepath.Join(folder, fmt.Sprintf("overview-%t-%g-%g.png", c.dark, c.scale, c.width)))
	}
}

func shot(t *testing.T, d *desk.Desk, w *desktest.Window, screen desk.Screen, size fyne.Size, path string) {
	t.Helper()
	w.Shown.SetPadded(false)
	w.Shown.SetContent(container.NewStack(d.Look.On(look.Surface, screen.Content())))
	w.Shown.Resize(size)
	screen.Enter()
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if err := png.Encode(file, w.Shown.Canvas().Capture()); err != nil {
		t.Fatal(err)
	}
}

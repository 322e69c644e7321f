package overview

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"demarc/app/desk"
	"demarc/app/desk/desktest"
	"demarc/app/look"
)

// TestLook draws the screen, in sizes and appearances that people look at.
func TestLook(t *testing.T) {
	for _, c := range []struct {
		dark   bool
		scale  float32
		width  float32
		height float32
	}{
		{false, 1, 1440 - 176, 826}, {true, 1, 1440 - 176, 826}, {false, 1, 1180 - 132, 646}, {false, 1.5, 1440 - 198, 789}, {true, 0.9, 1264, 830}, {false, 1.5, 982, 609},
	} {
		d, w := desktest.New(t)
		desktest.Dress(t, d, c.dark, c.scale)
		d.Memory.Set(keyVisit, "20760")
		shot(t, d, w, New(d), fyne.NewSize(c.width, c.height), fmt.Sprintf("overview-%t-%g-%g", c.dark, c.scale, c.width))
	}
}

func shot(t *testing.T, d *desk.Desk, w *desktest.Window, screen desk.Screen, size fyne.Size, name string) {
	t.Helper()
	w.Shown.SetPadded(false)
	w.Shown.SetContent(container.NewStack(d.Look.On(look.Surface, screen.Content())))
	w.Shown.Resize(size)
	screen.Enter()
	desktest.Picture(t, w.Canvas(), name)
}

package desktest

import (
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"

	"demarc/app/desk"
	"demarc/app/look"
)

// Dress gives a desk another appearance. Screens are made after it.
func Dress(t testing.TB, d *desk.Desk, dark bool, scale float32) {
	t.Helper()
	d.Look = look.New(Fonts(t), dark, scale)
	fyne.CurrentApp().Settings().SetTheme(d.Look.Theme())
}

// Picture draws what a canvas shows, which fails where a part cannot be drawn,
// and keeps the picture in the folder that DEMARC_LOOK names, if it names one,
// for a person to look at.
func Picture(t testing.TB, canvas fyne.Canvas, name string) {
	t.Helper()
	drawn := canvas.Capture()
	folder := os.Getenv("DEMARC_LOOK")
	if folder == "" {
		return
	}
	file, err := os.Create(filepath.Join(folder, name+".png"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if err := png.Encode(file, drawn); err != nil {
		t.Fatal(err)
	}
}

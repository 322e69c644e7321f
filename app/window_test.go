package app

import (
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"demarc/app/desk"
	"demarc/app/desk/desktest"
	"demarc/engagement"
)

func program(t testing.TB) Program {
	return Program{
		Options: engagement.Options{Library: desktest.Library(t), Who: engagement.Who{Author: "J. Weiss"}, Now: desktest.Now},
		Fonts:   desktest.Fonts(t),
	}
}

// openSample opens the window on the sample.
func openSample(t testing.TB) *Window {
	t.Helper()
	a := test.NewTempApp(t)
	w := Open(a, program(t), desktest.SampleFile(t))
	w.shown.Resize(fyne.NewSize(1440, 900))
	t.Cleanup(w.letGo)
	return w
}

// picture keeps what the window looks like in the folder that DEMARC_LOOK names.
func picture(t testing.TB, w *Window, name string) {
	t.Helper()
	folder := os.Getenv("DEMARC_LOOK")
	if folder == "" {
		folder = t.TempDir()
	}
	file, err := os.Create(filepath.Join(folder, name+".png"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if err := png.Encode(file, w.Canvas().Capture()); err != nil {
		t.Error(err)
	}
}

func TestEveryScreenShows(t *testing.T) {
	w := openSample(t)
	for _, theme := range []string{lightTheme, darkTheme} {
		w.setTheme(theme)
		for _, name := range screenOrder {
			if _, ok := screenMakers[name]; !ok {
				continue
			}
			w.show(name)
			picture(t, w, "window-"+string(name)+"-"+theme)
		}
	}
	w.show(desk.Responsibilities)
	w.openPalette("re")
	picture(t, w, "window-palette")
}

func TestStart(t *testing.T) {
	a := test.NewTempApp(t)
	w := Open(a, program(t), "")
	w.shown.Resize(fyne.NewSize(1440, 900))
	picture(t, w, "window-start")
	w.run("new")
	picture(t, w, "window-new")
}

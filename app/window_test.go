package app

import (
	"image/png"
	"os"
	"path/filepath"
	"strings"
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
		Fonts:   desktest.Fonts(t), Background: func(work func()) { work() },
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

func TestTheStartScreenSaysWhatTheLastEngagementsSay(t *testing.T) {
	w := openSample(t)
	want := w.language.Number(w.desk.Session.Evaluation().Totals().Unowned) + " unowned"
	path := w.desk.Path
	w.closeEngagement()
	if got := said(w.shown.Content()); !strings.Contains(got, "Nordhaven Insurance") || !strings.Contains(got, want) {
		t.Errorf("it says %q, not %q", got, want)
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	w.build()
	if got := said(w.shown.Content()); !strings.Contains(got, "file not found") {
		t.Errorf("it says %q", got)
	}
	press(t, w.shown.Content(), "Remove")
	if got := w.settings.recent(); len(got) != 0 {
		t.Errorf("still listed: %q", got)
	}
}

func TestStart(t *testing.T) {
	a := test.NewTempApp(t)
	w := Open(a, program(t), "")
	w.shown.Resize(fyne.NewSize(1440, 900))
	picture(t, w, "window-start")
	w.run("new")
	picture(t, w, "window-new")
}

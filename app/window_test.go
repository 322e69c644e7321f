package app

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"demarc/app/desk"
	"demarc/app/desk/desktest"
	"demarc/app/look"
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

func TestEveryScreenShows(t *testing.T) {
	w := openSample(t)
	for _, theme := range []string{lightTheme, darkTheme} {
		w.setTheme(theme)
		for _, name := range screenOrder {
			if _, ok := screenMakers[name]; !ok {
				continue
			}
			w.show(name)
			desktest.Picture(t, w.Canvas(), "window-"+string(name)+"-"+theme)
		}
	}
	w.show(desk.Responsibilities)
	w.openPalette("re")
	desktest.Picture(t, w.Canvas(), "window-palette")
}

func TestTheStartScreenSaysWhatTheLastEngagementsSay(t *testing.T) {
	w := openSample(t)
	want := w.language.Number(w.desk.Session.Evaluation().Totals().Unowned) + " unowned"
	path := w.desk.Path
	w.closeEngagement()
	if got := said(w.shown.Content()); !strings.Contains(got, "Nordhaven Insurance") || !strings.Contains(got, want) {
		t.Errorf("it says %q, not %q", got, want)
	}
	if got := said(w.shown.Content()); !strings.Contains(got, "today ") || !strings.Contains(got, filepath.Base(path)) {
		t.Errorf("it does not say when and where: %q", got)
	}
	if first, ok := w.Canvas().Focused().(*look.Button); !ok || !strings.HasPrefix(first.Text, "Nordhaven") {
		t.Error("enter does not go on where the last day ended")
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

// Closing an engagement in front of the client does not show who the others are.
func TestTheStartScreenIsDiscreetWhilePresenting(t *testing.T) {
	w := openSample(t)
	path := w.desk.Path
	w.run("present")
	w.closeEngagement()
	if got := said(w.shown.Content()); strings.Contains(got, "Nordhaven") || strings.Contains(got, filepath.Base(path)) {
		t.Errorf("it says %q", got)
	}
	w.run("present")
	if got := said(w.shown.Content()); !strings.Contains(got, filepath.Base(path)) {
		t.Errorf("after it, it says %q", got)
	}
}

func TestStart(t *testing.T) {
	a := test.NewTempApp(t)
	w := Open(a, program(t), "")
	w.shown.Resize(fyne.NewSize(1440, 900))
	desktest.Picture(t, w.Canvas(), "window-start")
	w.run("new")
	desktest.Picture(t, w.Canvas(), "window-new")
}

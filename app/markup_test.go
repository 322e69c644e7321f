package app

import (
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"demarc/app/desk"
	"demarc/engagement"
)

var update = flag.Bool("update", false, "write the screens of testdata/screens anew")

// TestScreens holds every screen of the sample against the one in testdata:
// what stands where, in which size and colour. What the pictures cannot be held
// against, as they differ from one renderer to the next, is here line by line.
func TestScreens(t *testing.T) {
	inUTC(t)
	w := openSample(t)
	w.shown.Resize(fyne.NewSize(1440, 900))
	for _, name := range screenOrder {
		t.Run(string(name), func(t *testing.T) {
			w.show(name)
			holdMarkup(t, w, string(name))
		})
	}
	for _, panel := range []string{"document", "details", "characters", "omissions"} {
		t.Run("report "+panel, func(t *testing.T) {
			w.run("report." + panel)
			holdMarkup(t, w, "report-"+panel)
		})
	}
	t.Run("report details where the client signs, too", func(t *testing.T) {
		w.show(desk.Report)
		press(t, w.shown.Content(), "signs it, too")
		w.run("report.details")
		holdMarkup(t, w, "report-details-client")
		press(t, w.shown.Content(), "signs it, too")
	})
	t.Run("palette", func(t *testing.T) {
		w.show(desk.Overview)
		w.openPalette(">")
		holdMarkup(t, w, "palette")
		w.closeFloating()
	})
}

// TestScreensWithoutAnEngagement and TestScreensOfAnEmptyEngagement: what is
// seen first.
func TestScreensWithoutAnEngagement(t *testing.T) {
	inUTC(t)
	w := Open(test.NewTempApp(t), program(t), "")
	w.shown.Resize(fyne.NewSize(1440, 900))
	holdMarkup(t, w, "start")
	w.run("new")
	holdMarkup(t, w, "start-new")
}

func TestScreensOfAnEmptyEngagement(t *testing.T) {
	inUTC(t)
	w := Open(test.NewTempApp(t), program(t), "")
	w.shown.Resize(fyne.NewSize(1440, 900))
	beginning := engagement.Beginning{Client: "Halden Bank", Title: "AI estate 2026", Assessor: "J. Weiss"}
	if err := w.create(filepath.Join(t.TempDir(), "halden.demarc"), beginning); err != nil {
		t.Fatal(err)
	}
	for _, name := range []desk.ScreenName{desk.Overview, desk.Responsibilities, desk.Findings} {
		t.Run(string(name), func(t *testing.T) {
			w.show(name)
			holdMarkup(t, w, "empty-"+string(name))
		})
	}
}

// inUTC shows times of day as they are on a computer in Greenwich.
func inUTC(t *testing.T) {
	t.Helper()
	local := time.Local
	time.Local = time.UTC
	t.Cleanup(func() { time.Local = local })
}

// commitName is the short name of a commit, which is another for each sample
// that is made.
var commitName = regexp.MustCompile(`>[0-9a-f]{12}<`)

func holdMarkup(t *testing.T, w *Window, name string) {
	t.Helper()
	got := strings.ReplaceAll(test.RenderToMarkup(w.Canvas()), "\t", " ")
	got = commitName.ReplaceAllString(got, ">commit<")
	path := filepath.Join("testdata", "screens", name+".xml")
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if line, one, other := firstDifference(string(want), got); line > 0 {
		t.Errorf("%s:%d holds\n%s\nand it is now\n%s\n-update writes it anew", path, line, one, other)
	}
}

// firstDifference is the first line, counted from 1, in which two texts differ;
// 0 if none does.
func firstDifference(one, other string) (line int, inOne, inOther string) {
	a, b := strings.Split(one, "\n"), strings.Split(other, "\n")
	for i := range max(len(a), len(b)) {
		inOne, inOther = "nothing", "nothing"
		if i < len(a) {
			inOne = a[i]
		}
		if i < len(b) {
			inOther = b[i]
		}
		if inOne != inOther {
			return i + 1, strings.TrimSpace(inOne), strings.TrimSpace(inOther)
		}
	}
	return 0, "", ""
}

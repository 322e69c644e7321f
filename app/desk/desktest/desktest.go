// Package desktest sets up a desk with the sample engagement, for tests.
package desktest

import (
	"context"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"demarc/app/desk"
	"demarc/app/look"
	"demarc/engagement"
	"demarc/report"
)

// Now is the day on which the tests' engagements are looked at.
var Now = time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC)

var (
	once   sync.Once
	sample []byte
)

// root is the project's folder.
func root() string {
	_, file, _, _ := runtime.Caller(0)
	return filepath.Join(filepath.Dir(file), "..", "..", "..")
}

var fonts sync.Map // of name -> []byte; read once, as the program carries them

func font(t testing.TB, name string) []byte {
	t.Helper()
	if known, ok := fonts.Load(name); ok {
		return known.([]byte)
	}
	data, err := os.ReadFile(filepath.Join(root(), "assets", "fonts", name))
	if err != nil {
		t.Fatal(err)
	}
	known, _ := fonts.LoadOrStore(name, data)
	return known.([]byte)
}

// Library is what the program carries.
func Library(t testing.TB) *engagement.Library {
	t.Helper()
	languages, err := engagement.ReadLanguages(os.DirFS(filepath.Join(root(), "assets", "translations")))
	if err != nil {
		t.Fatal(err)
	}
	return &engagement.Library{
		Languages: languages,
		Catalogue: os.DirFS(filepath.Join(root(), "assets", "catalogue")), Sample: os.DirFS(filepath.Join(root(), "assets", "sample")), Version: "test",
		Fonts: report.Fonts{Regular: font(t, "Inter-Regular.ttf"), Medium: font(t, "Inter-Medium.ttf"), SemiBold: font(t, "Inter-SemiBold.ttf")},
	}
}

// Fonts are the window's faces.
func Fonts(t testing.TB) look.Fonts {
	return look.Fonts{Regular: font(t, "Inter-Regular.ttf"), Medium: font(t, "Inter-Medium.ttf"), SemiBold: font(t, "Inter-SemiBold.ttf")}
}

func options(library *engagement.Library) engagement.Options {
	return engagement.Options{Library: library, Who: engagement.Who{Author: "J. Weiss"}, Now: Now}
}

// SampleFile writes the sample engagement to a file of the test's own.
func SampleFile(t testing.TB) string {
	t.Helper()
	library := Library(t)
	once.Do(func() {
		folder, err := os.MkdirTemp("", "desktest")
		if err != nil {
			t.Fatal(err)
		}
		defer os.RemoveAll(folder)
		path := filepath.Join(folder, "sample.demarc")
		session, err := engagement.Create(path, engagement.Beginning{Client: "Nordhaven Insurance", Title: "AI estate 2026", Assessor: "J. Weiss", Sample: true}, options(library))
		if err != nil {
			t.Fatal(err)
		}
		if err := session.Close(); err != nil {
			t.Fatal(err)
		}
		if sample, err = os.ReadFile(path); err != nil {
			t.Fatal(err)
		}
	})
	path := filepath.Join(t.TempDir(), "nordhaven.demarc")
	if err := os.WriteFile(path, sample, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// Window records what screens ask of the window around them.
type Window struct {
	Desk   *desk.Desk
	Screen desk.Screen // follows changes, where it is set
	Shown  fyne.Window
	Side   *fyne.Container // what is in the panel
	Said   []string
	Failed []error
	Went   []desk.Place
	Chosen string // what OpenFile and SaveFile answer
	Busy   bool   // another work is under way
}

// New opens the sample at a desk, in a window of 1440 × 900.
func New(t testing.TB) (*desk.Desk, *Window) {
	t.Helper()
	return Open(t, SampleFile(t))
}

// Open opens an engagement at a desk.
func Open(t testing.TB, path string) (*desk.Desk, *Window) {
	t.Helper()
	application := test.NewTempApp(t)
	library := Library(t)
	session, err := engagement.Open(path, options(library))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { session.Close() })
	l := look.New(Fonts(t), false, 1)
	application.Settings().SetTheme(l.Theme())
	w := &Window{Side: container.NewStack()}
	w.Desk = &desk.Desk{Look: l, Session: session, Library: library, Path: path, Memory: Memory{}, Computer: Memory{}, Window: w}
	w.Shown = test.NewWindow(nil)
	t.Cleanup(w.Shown.Close)
	return w.Desk, w
}

// Put shows a screen beside its panel, as the window does.
func (w *Window) Put(screen desk.Screen) {
	w.Screen = screen
	l := w.Desk.Look
	side := l.Sized(desk.PanelWidth+32, 0, l.On(look.Surface, l.Pad(container.NewVScroll(w.Side), 16, 16, 16, 16)))
	content := look.Border(nil, nil, nil, side, l.On(look.Surface, screen.Content()))
	w.Shown.SetContent(container.NewStack(content, l.Float.Box))
	w.Shown.SetPadded(false)
	w.Shown.Resize(fyne.NewSize(1440-176, 900-44-30))
	screen.Enter()
}

// Changed brings the screen to what is stored.
func (w *Window) Changed() {
	if w.Screen != nil {
		w.Screen.Refresh()
	}
}

// Say keeps the sentence.
func (w *Window) Say(text string, _ bool) { w.Said = append(w.Said, text) }

// Fail keeps the error.
func (w *Window) Fail(err error, _ func()) { w.Failed = append(w.Failed, err) }

// NotSaved keeps the error as well.
func (w *Window) NotSaved(err error, retry func()) { w.Fail(err, retry) }

// Go keeps the place.
func (w *Window) Go(place desk.Place) { w.Went = append(w.Went, place) }

// Panel shows an object at the side.
func (w *Window) Panel(object fyne.CanvasObject) {
	w.Side.RemoveAll()
	if object != nil {
		w.Side.Add(object)
	}
	w.Side.Refresh()
}

// Canvas is the window's canvas.
func (w *Window) Canvas() fyne.Canvas { return w.Shown.Canvas() }

// Work does the work at once, unless the window is busy.
func (w *Window) Work(_ string, work func(context.Context, func(done, total int)) error, done func(error)) (begun bool) {
	if w.Busy {
		return false
	}
	done(work(context.Background(), func(int, int) {}))
	return true
}

// OpenFile and SaveFile choose what the test says, and nothing otherwise.
func (w *Window) OpenFile(_ string, _ []string, chosen func(string)) { w.choose(chosen) }

// SaveFile is like OpenFile.
func (w *Window) SaveFile(_, _ string, chosen func(string)) { w.choose(chosen) }

func (w *Window) choose(chosen func(string)) {
	if w.Chosen != "" {
		chosen(w.Chosen)
	}
}

// Reveal does nothing.
func (w *Window) Reveal(string) {}

// Memory is kept as long as the test.
type Memory map[string]string

// Get reads a text.
func (m Memory) Get(key string) string { return m[key] }

// Set keeps a text.
func (m Memory) Set(key, value string) { m[key] = value }

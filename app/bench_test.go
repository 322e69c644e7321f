package app

import (
	"runtime"
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"demarc/app/desk"
	"demarc/app/desk/desktest"
	"demarc/engagement"
)

// These measure what a person waits for with 10,000 assets, each against
// something that the same computer does in the same run, taking turns with it.

// laps gathers how long each of several things took, and compares medians.
type laps map[string][]time.Duration

func (l laps) time(name string, do func()) {
	start := time.Now()
	do()
	l[name] = append(l[name], time.Since(start))
}

func (l laps) median(name string) float64 {
	times := slices.Sorted(slices.Values(l[name]))
	return times[len(times)/2].Seconds()
}

var benchSize = fyne.NewSize(1440, 900)

// openOn opens the window on a file.
func openOn(b *testing.B, path string) *Window {
	b.Helper()
	w := Open(test.NewTempApp(b), program(b), path)
	w.shown.Resize(benchSize)
	return w
}

// emptyWindow is what a frame costs at least.
func emptyWindow(b *testing.B) fyne.Window {
	empty := test.NewTempWindow(b, container.NewWithoutLayout())
	empty.SetPadded(false)
	empty.Resize(benchSize)
	return empty
}

// BenchmarkScrollInWindow draws the whole window after each step of scrolling
// the matrix, against drawing an empty one: the bar is 1.3. The software
// renderer draws every text and edge of the window anew each time, which the
// screen's does not: still is the same window drawn without a step, and what is
// left between the two is the step's own.
func BenchmarkScrollInWindow(b *testing.B) {
	w, l := openOn(b, largeFile(b)), laps{}
	defer w.letGo()
	w.show(desk.Responsibilities)
	empty := emptyWindow(b)
	for b.Loop() {
		l.time("empty", func() { empty.Canvas().Capture() })
		l.time("still", func() { w.Canvas().Capture() })
		l.time("step", func() {
			test.Scroll(w.Canvas(), fyne.NewPos(700, 500), 0, -40)
			w.Canvas().Capture()
		})
	}
	b.ReportMetric(l.median("step")/l.median("empty"), "x_empty")
	b.ReportMetric(l.median("step")/l.median("still"), "x_still")
}

// BenchmarkKeyToTile takes an owner away by one key: the commit on disk, every
// part of the window brought up to it, the changed tile drawn. The bar is 1: of
// two bare updates of the same file and one empty frame. What the software
// renderer adds to an empty frame is in it once more with the frame, and left
// out without.
func BenchmarkKeyToTile(b *testing.B) {
	w, l := openOn(b, largeFile(b)), laps{}
	defer w.letGo()
	w.show(desk.Responsibilities)
	empty, session, round := emptyWindow(b), w.desk.Session, 0
	for b.Loop() {
		round++
		made := session.Commits()
		l.time("update", func() {
			if err := session.KeepDraft("bench", strconv.Itoa(round)); err != nil {
				b.Fatal(err)
			}
		})
		l.time("empty", func() { empty.Canvas().Capture() })
		toOwned(w)
		l.time("key", func() { w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyDelete}) })
		l.time("frame", func() { w.Canvas().Capture() })
		if session.Commits() != made+1 {
			b.Fatal("the key made no commit")
		}
	}
	bar := 2*l.median("update") + l.median("empty")
	b.ReportMetric(l.median("key")/bar, "key/bar")
	b.ReportMetric((l.median("key")+l.median("frame"))/bar, "key+frame/bar")
	b.ReportMetric(l.median("key")/l.median("update"), "key/update")
}

// toOwned moves the cursor down to a cell that its owner can be taken from.
func toOwned(w *Window) {
	for {
		w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
		asset, control := w.desk.Memory.Get("responsibilities.asset"), w.desk.Memory.Get("responsibilities.control")
		if view, ok := w.desk.Session.Evaluation().Cell(asset, control); ok && view.Answer.Customer.Accountable != "" {
			return
		}
	}
}

// BenchmarkPalette opens the palette, which lists every asset, and types a
// letter into it, each against drawing an empty window.
func BenchmarkPalette(b *testing.B) {
	w, l := openOn(b, largeFile(b)), laps{}
	defer w.letGo()
	empty := emptyWindow(b)
	for b.Loop() {
		l.time("empty", func() { empty.Canvas().Capture() })
		l.time("open", func() { w.openPalette("") })
		for _, letter := range "sys" {
			l.time("letter", func() { w.Canvas().Focused().TypedRune(letter) })
		}
		w.closeFloating()
	}
	b.ReportMetric(l.median("open")/l.median("empty"), "open/empty")
	b.ReportMetric(l.median("letter")/l.median("empty"), "letter/empty")
}

// BenchmarkStart goes from nothing to a screen that is drawn, against the same
// with the sample and opening the file beside it: the bar is 1.5.
func BenchmarkStart(b *testing.B) {
	path, l := largeFile(b), laps{}
	sample := desktest.SampleFile(b)
	for b.Loop() {
		for _, start := range []struct{ name, path string }{{"sample", sample}, {"large", path}} {
			runtime.GC()
			var w *Window
			l.time(start.name, func() {
				w = openOn(b, start.path)
				w.Canvas().Capture()
			})
			w.letGo()
			w.shown.Close()
		}
		runtime.GC()
		l.time("open", func() {
			session, err := engagement.Open(path, program(b).Options)
			if err != nil {
				b.Fatal(err)
			}
			session.Close()
		})
	}
	b.ReportMetric(l.median("large")/(l.median("sample")+l.median("open")), "x_sample+open")
}

// BenchmarkHeapAfterUse is what lives after 2,000 steps of scrolling, moving
// and filtering on every screen, two of them in a second by the toolkit's clock,
// against just after opening: the bar is 1.3.
func BenchmarkHeapAfterUse(b *testing.B) {
	path := largeFile(b)
	large.data, large.once = nil, sync.Once{}
	for first := true; b.Loop(); first = false {
		if !first { // it would be held against what the toolkit still has of the first
			continue
		}
		none := heap()
		w := openOn(b, path)
		w.Canvas().Capture()
		fyne.MeasureText("a field's", 13, fyne.TextStyle{}) // the toolkit reads its fallback faces once
		opened := heap()
		useAll(w, 2000)
		w.show(desk.Overview)
		b.ReportMetric(float64(heap()-none)/float64(opened-none), "x_opened")
		b.ReportMetric(float64(opened-none)/1e6, "MB_opened")
		w.letGo()
		w.shown.Close()
	}
}

// useAll goes round the screens, scrolls, moves and types into the filters.
func useAll(w *Window, steps int) {
	event := atHandsPace(500 * time.Millisecond)
	for step := range steps {
		if step%(steps/len(screenOrder)) == 0 {
			w.show(screenOrder[min(step/(steps/len(screenOrder)), len(screenOrder)-1)])
		}
		test.Scroll(w.Canvas(), fyne.NewPos(700, 500), 0, float32(-300+step%5*100))
		event()
		if step%20 == 0 {
			w.Canvas().Capture()
		}
		if focused := w.Canvas().Focused(); focused != nil && step%4 == 0 {
			focused.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
		}
		if step%50 == 25 {
			w.run("search")
			if focused := w.Canvas().Focused(); focused != nil {
				test.Type(focused, strconv.Itoa(step%10))
			}
			w.typedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
		}
	}
}

package app

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strconv"
	"testing"
	"time"
	"weak"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"demarc/app/desk/desktest"
	"demarc/engagement"
)

// The monkey's number of events and its seed; make long asks for more of them
// and for another seed every time.
const (
	monkeyEvents = "DEMARC_MONKEY_EVENTS"
	monkeySeed   = "DEMARC_MONKEY_SEED"
)

func numberFrom(variable string, otherwise int) int {
	if n, err := strconv.Atoi(os.Getenv(variable)); err == nil {
		return n
	}
	return otherwise
}

// Whatever is pressed, typed, dragged and dropped in whatever order: nothing
// panics or stops, memory stays bounded, and the engagement still verifies.
func TestMonkey(t *testing.T) {
	m := newMonkey(t, uint64(numberFrom(monkeySeed, 1)))
	events := numberFrom(monkeyEvents, 1200)
	if testing.Short() {
		events = min(events, 300)
	}
	defer func() {
		if stopped := recover(); stopped != nil {
			t.Errorf("%v\n%s", stopped, debug.Stack())
		}
		if t.Failed() {
			t.Logf("%s=%d, after %d events; the last: %v", monkeySeed, m.seed, m.done, m.last)
		}
	}()
	var held samples
	pause := atHandsPace(300 * time.Millisecond)
	// The start screen takes less than any that follows it. Like is held against
	// like, so that a run goes on until enough was seen of open engagements.
	for due := false; m.done < events || len(held) < samplesTaken && m.done < 2*events; {
		pause()
		m.act()
		m.remember()
		due = due || m.done%max(1, events/samplesTaken) == 0
		if due && m.w.desk != nil {
			held.take(m)
			due = false
		}
	}
	held.check(t)
	m.w.letGo()
	for _, path := range m.engagements() {
		found, err := engagement.VerifyEngagement(context.Background(), path, engagement.Options{})
		if err != nil || found.Verdict != engagement.Intact {
			t.Errorf("%s: %v, %+v", filepath.Base(path), err, found)
		}
	}
}

// samplesTaken is how often a monkey's run is looked at.
const samplesTaken = 16

// sample is how much memory and disk a run took at a time, and how many closed
// engagements something still led to.
type sample struct {
	heap, files uint64
	held        int
}

type samples []sample

func (s *samples) take(m *monkey) {
	m.forget()
	heap := heap()
	*s = append(*s, sample{heap, m.onDisk(), m.held()})
}

// check holds the end of a run against its beginning. What is in view at a time
// takes more or less, so that the least of each counts: however many events, it
// may have grown by a screen, and by what the engagements' files have grown. Of
// engagements that are closed the last may still be held, as where the mouse was.
func (s samples) check(t *testing.T) {
	if len(s) < samplesTaken {
		return
	}
	const screen, last = 12 << 20, 1
	early, late := least(s[samplesTaken/8:samplesTaken*3/8]), least(s[samplesTaken*3/4:])
	t.Logf("the heap took %d MB early and %d MB late, the files %d and %d KB", early.heap>>20, late.heap>>20, early.files>>10, late.files>>10)
	if late.heap > early.heap+screen+4*(late.files-early.files) {
		t.Errorf("the heap grew from %d to %d bytes, the files by %d: %v", early.heap, late.heap, late.files-early.files, s)
	}
	if late.held > last {
		t.Errorf("%d engagements that were closed are held: %v", late.held, s)
	}
}

// least is the least that some samples took, with the most on disk.
func least(of samples) sample {
	found := of[0]
	for _, s := range of {
		found.heap, found.files, found.held = min(found.heap, s.heap), max(found.files, s.files), min(found.held, s.held)
	}
	return found
}

// forget lets the toolkit forget what it drew of parts that are gone: it does so
// while it draws, after a minute in which it drew the rest.
func (m *monkey) forget() {
	for range 3 {
		ahead += 25 * time.Second
		m.w.Canvas().Capture()
	}
}

// remember takes note of an engagement that is open, without holding it.
func (m *monkey) remember() {
	if m.w.desk == nil {
		return
	}
	open := weak.Make(m.w.desk.Session)
	if n := len(m.opened); n == 0 || m.opened[n-1] != open {
		m.opened = append(m.opened, open)
	}
}

// held counts the closed engagements that are still in memory, once what is dead
// was collected.
func (m *monkey) held() (held int) {
	for _, opened := range m.opened {
		if session := opened.Value(); session != nil && (m.w.desk == nil || session != m.w.desk.Session) {
			held++
		}
	}
	return held
}

// onDisk is how large the engagements are.
func (m *monkey) onDisk() (size uint64) {
	for _, path := range m.engagements() {
		if file, err := os.Stat(path); err == nil {
			size += uint64(file.Size())
		}
	}
	return size
}

// heap is how much lives after everything that is dead was collected.
func heap() uint64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// monkey sends random events to a window.
type monkey struct {
	*rand.Rand
	t      *testing.T
	w      *Window
	seed   uint64
	folder string // its home, and where it keeps its files
	drops  []string
	done   int
	last   []string // events, the newest last
	opened []weak.Pointer[engagement.Session]
}

func newMonkey(t *testing.T, seed uint64) *monkey {
	m := &monkey{Rand: rand.New(rand.NewPCG(seed, seed)), t: t, seed: seed, folder: t.TempDir()}
	t.Chdir(m.folder)
	for _, home := range []string{"HOME", "USERPROFILE"} {
		t.Setenv(home, m.folder)
	}
	for name, text := range map[string]string{
		"assets.csv": "name,hosting_model\nDropped,aws_bedrock\nTwice,aws_bedrock\nTwice,nowhere\n", "notes.txt": "said so", "broken.pdf": "%PDF-1.7", "broken.demarc": "none",
	} {
		path := filepath.Join(m.folder, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		m.drops = append(m.drops, path)
	}
	m.open()
	return m
}

// open opens the window on the sample, which lies in the monkey's folder.
func (m *monkey) open() {
	path := filepath.Join(m.folder, "nordhaven-sample.demarc")
	if !exists(path) {
		if err := os.Rename(desktest.SampleFile(m.t), path); err != nil {
			m.t.Fatal(err)
		}
		m.drops = append(m.drops, path, path, path)
	}
	at := program(m.t)
	at.Background = func(work func()) { work() }
	m.w = Open(test.NewTempApp(m.t), at, path)
	m.w.shown.Resize(fyne.NewSize(1440, 900))
}

func (m *monkey) engagements() []string {
	found, err := filepath.Glob(filepath.Join(m.folder, "*.demarc"))
	if err != nil {
		m.t.Fatal(err)
	}
	var whole []string
	for _, path := range found {
		if filepath.Base(path) != "broken.demarc" {
			whole = append(whole, path)
		}
	}
	return whole
}

// act does one thing.
func (m *monkey) act() {
	m.done++
	if m.w.unwatched == nil { // it found Quit
		m.note("open anew")
		m.open()
	}
	switch n := m.IntN(100); {
	case n < 25:
		m.key()
	case n < 40:
		m.letters()
	case n < 52:
		m.shortcut()
	case n < 80:
		m.press()
	case n < 86:
		m.drag()
	case n < 93:
		m.scroll()
	case n < 95:
		m.drop()
	case n < 96:
		m.resize()
	case n < 98:
		m.run()
	default:
		m.note("look")
		m.w.Canvas().Capture()
	}
}

func (m *monkey) note(format string, args ...any) {
	m.last = append(m.last, fmt.Sprintf(format, args...))
	m.last = m.last[max(0, len(m.last)-12):]
}

func one[T any](m *monkey, of []T) T { return of[m.IntN(len(of))] }

var monkeyKeys = []fyne.KeyName{
	fyne.KeyUp, fyne.KeyDown, fyne.KeyLeft, fyne.KeyRight, fyne.KeyDown, fyne.KeyRight, fyne.KeyHome, fyne.KeyEnd, fyne.KeyPageUp, fyne.KeyPageDown,
	fyne.KeyReturn, fyne.KeyReturn, fyne.KeyEscape, fyne.KeyDelete, fyne.KeyBackspace, fyne.KeySpace, desktop.KeyMenu,
	fyne.KeyF1, fyne.KeyF6, fyne.KeyF8, fyne.KeyF9, fyne.KeyTab, fyne.KeyTab,
}

func (m *monkey) key() {
	key := one(m, monkeyKeys)
	m.note("key %s", key)
	canvas := m.w.Canvas()
	focused := canvas.Focused()
	takes, ok := focused.(fyne.Tabbable)
	switch {
	case key == fyne.KeyTab && !(ok && takes.AcceptsTab()):
		test.FocusNext(canvas)
	case focused != nil:
		focused.TypedKey(&fyne.KeyEvent{Name: key})
	default:
		canvas.OnTypedKey()(&fyne.KeyEvent{Name: key})
	}
}

var monkeyTexts = []string{"a", "s", "ai platform", "2027-01-31", "/", ">", " ", "ß漢\u202e😀", "0", "..", "Otter", "no such thing", "-1", "x,y;z\n"}

func (m *monkey) letters() {
	text := one(m, monkeyTexts)
	m.note("type %q", text)
	test.TypeOnCanvas(m.w.Canvas(), text)
	if focused := m.w.Canvas().Focused(); focused != nil {
		test.Type(focused, text)
	}
}

func (m *monkey) shortcut() {
	var known []fyne.Shortcut
	for _, c := range m.w.commands() {
		if c.key != nil && c.id != "quit" && c.id != "close" {
			known = append(known, c.key)
		}
	}
	known = append(known, ctrl(fyne.KeySpace), ctrl(fyne.KeyHome), ctrl(fyne.KeyEnd), ctrl(fyne.KeyA),
		&fyne.ShortcutUndo{}, &fyne.ShortcutRedo{}, &fyne.ShortcutSelectAll{}, &fyne.ShortcutCopy{Clipboard: m.w.app.Clipboard()}, &fyne.ShortcutPaste{Clipboard: m.w.app.Clipboard()})
	shortcut := one(m, known)
	if m.IntN(60) == 0 {
		shortcut = ctrl(fyne.KeyW)
	}
	m.note("%s", shortcut.ShortcutName())
	if focused, ok := m.w.Canvas().Focused().(fyne.Shortcutable); ok {
		focused.TypedShortcut(shortcut)
		return
	}
	m.w.typedShortcut(shortcut)
}

// place is anywhere in the window.
func (m *monkey) place() fyne.Position {
	size := m.w.Canvas().Size()
	return fyne.NewPos(m.Float32()*size.Width, m.Float32()*size.Height)
}

// press presses with the mouse what lies at a place.
func (m *monkey) press() {
	at := m.place()
	m.note("press %v", at)
	test.MoveMouse(m.w.Canvas(), at)
	if object, corner := topmost(m.w.Canvas(), at, pressable); object != nil {
		m.down(object, at.Subtract(corner), one(m, []desktop.MouseButton{desktop.MouseButtonPrimary, desktop.MouseButtonPrimary, desktop.MouseButtonPrimary, desktop.MouseButtonSecondary}))
		return
	}
	test.TapCanvas(m.w.Canvas(), at)
}

func pressable(object fyne.CanvasObject) bool {
	_, mouse := object.(desktop.Mouseable)
	_, tap := object.(fyne.Tappable)
	return mouse || tap
}

func (m *monkey) down(object fyne.CanvasObject, at fyne.Position, button desktop.MouseButton) {
	event := &desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at}, Button: button, Modifier: one(m, []fyne.KeyModifier{0, 0, 0, fyne.KeyModifierShift, fyne.KeyModifierControl})}
	mouse, ok := object.(desktop.Mouseable)
	if ok {
		mouse.MouseDown(event)
		mouse.MouseUp(event)
	}
	if tap, ok := object.(fyne.Tappable); ok && button == desktop.MouseButtonPrimary {
		tap.Tapped(&event.PointEvent)
	}
	if tap, ok := object.(fyne.SecondaryTappable); ok && button == desktop.MouseButtonSecondary {
		tap.TappedSecondary(&event.PointEvent)
	}
	if twice, ok := object.(fyne.DoubleTappable); ok && m.IntN(6) == 0 {
		twice.DoubleTapped(&event.PointEvent)
	}
}

func (m *monkey) drag() {
	at, to := m.place(), m.place()
	m.note("drag %v %v", at, to)
	object, corner := topmost(m.w.Canvas(), at, func(object fyne.CanvasObject) bool { _, ok := object.(fyne.Draggable); return ok })
	if mouse, ok := object.(desktop.Mouseable); ok {
		mouse.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at.Subtract(corner)}, Button: desktop.MouseButtonPrimary})
	}
	test.Drag(m.w.Canvas(), at, to.X-at.X, to.Y-at.Y)
}

func (m *monkey) scroll() {
	at, across, down := m.place(), float32(m.IntN(3)-1)*40, float32(m.IntN(400)-200)
	m.note("scroll %v by %v, %v", at, across, down)
	test.Scroll(m.w.Canvas(), at, across, down)
}

func (m *monkey) drop() {
	path, at := one(m, m.drops), m.place()
	m.note("drop %s at %v", filepath.Base(path), at)
	m.w.drop([]string{path}, at)
}

func (m *monkey) resize() {
	size := fyne.NewSize(900+float32(m.IntN(800)), 500+float32(m.IntN(600)))
	m.note("resize %v", size)
	m.w.shown.Resize(size)
}

// run does anything that the palette offers, but leave.
func (m *monkey) run() {
	c := one(m, m.w.commands())
	if c.id == "quit" {
		return
	}
	m.note("command %s", c.id)
	m.w.run(c.id)
}

// topmost finds what is drawn last at a place among what is wanted, and its
// corner.
func topmost(canvas fyne.Canvas, at fyne.Position, wanted func(fyne.CanvasObject) bool) (found fyne.CanvasObject, corner fyne.Position) {
	var visit func(fyne.CanvasObject, fyne.Position)
	visit = func(object fyne.CanvasObject, origin fyne.Position) {
		here := origin.Add(object.Position())
		size, off := object.Size(), at.Subtract(here)
		if !object.Visible() || off.X < 0 || off.Y < 0 || off.X >= size.Width || off.Y >= size.Height {
			return
		}
		if wanted(object) {
			found, corner = object, here
		}
		inner := []fyne.CanvasObject{}
		switch o := object.(type) {
		case *fyne.Container:
			inner = o.Objects
		case fyne.Widget:
			inner = test.WidgetRenderer(o).Objects()
		}
		for _, object := range inner {
			visit(object, here)
		}
	}
	root := canvas.Content()
	if top := canvas.Overlays().Top(); top != nil {
		root = top
	}
	visit(root, fyne.Position{})
	return found, corner
}

package app

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"demarc/app/desk/desktest"
	"demarc/app/look"
	"demarc/engagement"
)

const rightPassphrase = "four quiet herons"

// hand is a clock that tests set on.
type hand struct{ at time.Time }

func (h *hand) now() time.Time             { return h.at }
func (h *hand) after(passed time.Duration) { h.at = h.at.Add(passed) }

// openSealed opens the window on a sealed engagement with one asset.
func openSealed(t testing.TB) (*Window, *hand) {
	t.Helper()
	clock := &hand{desktest.Now}
	p := program(t)
	p.Clock = clock.now
	p.State = filepath.Join(t.TempDir(), "interface.json")
	w := Open(test.NewTempApp(t), p, "")
	w.shown.Resize(fyne.NewSize(1440, 900))
	t.Cleanup(w.letGo)
	path := filepath.Join(t.TempDir(), "quiet.demarc")
	if err := w.create(path, engagement.Beginning{Client: "Plantedclient", Title: "AI estate", Assessor: "J. Weiss", Passphrase: rightPassphrase}); err != nil {
		t.Fatal(err)
	}
	return w, clock
}

// field is the field of the start screen that has the keyboard.
func passphraseField(t testing.TB, w *Window) *look.Entry {
	t.Helper()
	entry, ok := w.Canvas().Focused().(*look.Entry)
	if !ok || !entry.Password {
		t.Fatalf("the keyboard is not in the passphrase's field but in %T", w.Canvas().Focused())
	}
	return entry
}

func enter(t testing.TB, w *Window, passphrase string) {
	t.Helper()
	entry := passphraseField(t, w)
	entry.SetText(passphrase)
	entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
}

func TestASealedFileIsOpenedByItsPassphraseInPlace(t *testing.T) {
	w, _ := openSealed(t)
	path := w.desk.Path
	w.closeEngagement()
	if got := said(w.shown.Content()); strings.Contains(got, "Plantedclient") || !strings.Contains(got, "quiet") || !strings.Contains(got, "sealed") {
		t.Errorf("of a sealed file the start screen says %q", got)
	}
	w.openEngagement(path)
	desktest.Picture(t, w.Canvas(), "window-unlock")
	enter(t, w, "another")
	if got := said(w.shown.Content()); w.desk != nil || !strings.Contains(got, "does not open this file") {
		t.Errorf("after a wrong passphrase it says %q", got)
	}
	passphraseField(t, w) // which keeps the keyboard
	enter(t, w, rightPassphrase)
	if w.desk == nil || w.desk.Session.State().Engagement.Client != "Plantedclient" {
		t.Fatal("the right passphrase does not open it")
	}
	w.closeEngagement()
	w.openEngagement(path)
	passphraseField(t, w).TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if got := said(w.shown.Content()); !strings.Contains(got, "New engagement") {
		t.Errorf("escape leads to %q", got)
	}
}

func TestANewEngagementMayBeSealed(t *testing.T) {
	for name, c := range map[string]struct {
		passphrase, again string
		begun, sealed     bool
	}{
		"none":            {"", "", true, false},
		"a short one":     {"heron", "heron", true, true},
		"a long one":      {rightPassphrase, rightPassphrase, true, true},
		"two that differ": {rightPassphrase, "heron", false, false},
	} {
		t.Run(name, func(t *testing.T) {
			w := Open(test.NewTempApp(t), program(t), "")
			w.shown.Resize(fyne.NewSize(1440, 900))
			t.Cleanup(w.letGo)
			w.run("new")
			path := filepath.Join(t.TempDir(), "new.demarc")
			entries := entriesIn(w.shown.Content())
			for i, text := range []string{"Halden Bank", "", "J. Weiss", path, c.passphrase, c.again} {
				entries[i].SetText(text)
			}
			if short := strings.Contains(said(w.shown.Content()), "soon guessed"); short != (name == "a short one") {
				t.Errorf("the hint for a short passphrase is shown: %v", short)
			}
			press(t, w.shown.Content(), "Begin")
			if w.desk == nil == c.begun || c.begun && w.desk.Session.Sealed() != c.sealed {
				t.Errorf("begun: %v", w.desk != nil)
			}
			if got := said(w.shown.Content()); !c.begun && !strings.Contains(got, "The two passphrases differ.") {
				t.Errorf("it says %q", got)
			}
		})
	}
}

func entriesIn(object fyne.CanvasObject) (list []*look.Entry) {
	walk(object, func(object fyne.CanvasObject) {
		if e, ok := object.(*look.Entry); ok {
			list = append(list, e)
		}
	})
	return list
}

func TestThePassphraseIsSetChangedAndRemovedFromThePalette(t *testing.T) {
	w := openSample(t)
	answer := func(passphrase string, verb string) {
		t.Helper()
		for i, entry := range entriesIn(w.question.box) {
			if i < 2 {
				entry.SetText(passphrase)
			}
		}
		press(t, w.question.box, verb)
	}
	opens := func(passphrase string) bool {
		path := w.desk.Path
		w.closeEngagement()
		w.openEngagement(path)
		if w.desk == nil {
			enter(t, w, passphrase)
		}
		return w.desk != nil
	}
	w.run("passphrase.set")
	desktest.Picture(t, w.Canvas(), "window-passphrase")
	answer("", "Set the passphrase")
	if w.desk.Session.Sealed() || w.question == nil {
		t.Fatal("nothing typed seals it")
	}
	answer("first of all", "Set the passphrase")
	if !w.desk.Session.Sealed() || !strings.Contains(said(w.frame.whole), "Its passphrase is set") || w.question != nil {
		t.Fatalf("it says %q", said(w.frame.whole))
	}
	w.run("passphrase.change")
	press(t, w.question.box, "Seal everything with a new key")
	answer("second to none", "Change the passphrase")
	if !opens("second to none") {
		t.Fatal("the new passphrase does not open it")
	}
	w.run("passphrase.remove")
	if _, ok := w.Canvas().Focused().(*look.Button); !ok || w.Canvas().Focused().(*look.Button).Text != "Cancel" {
		t.Error("enter removes the passphrase unasked")
	}
	press(t, w.question.box, "Remove the passphrase")
	if w.desk.Session.Sealed() || !opens("") {
		t.Error("it is still sealed")
	}
}

func TestTheFileIsCompactedAndCopied(t *testing.T) {
	w := openSample(t)
	w.run("compact")
	press(t, w.question.box, "Compact")
	if got := said(w.frame.whole); !strings.Contains(got, "Written anew:") {
		t.Errorf("it says %q", got)
	}
	folder := t.TempDir()
	w.run("backup")
	w.asking.entry.SetText(filepath.Join(folder, "nowhere"))
	w.asking.take()
	if w.asking == nil || !strings.Contains(said(w.asking.box), "no such folder") {
		t.Fatal("a folder that is not there is taken")
	}
	w.asking.entry.SetText(folder)
	w.asking.take()
	if found, _ := filepath.Glob(filepath.Join(folder, "nordhaven *.demarc")); len(found) != 1 {
		t.Errorf("copied are %q, and it says %q", found, said(w.frame.whole))
	}
}

func TestOnlyASealedEngagementIsLocked(t *testing.T) {
	w := openSample(t)
	w.run("lock")
	if w.desk == nil || !strings.Contains(said(w.frame.whole), "set one first") {
		t.Error("it is locked without a passphrase")
	}
}

// The list of these is the table of what keeps a person from being locked out
// while they work.
func TestTheLockWaitsForSomebodyWhoIsThere(t *testing.T) {
	for name, c := range map[string]struct {
		setting string
		during  func(*Window, *hand)
		locked  bool
	}{
		"nobody, for long":         {"lock.after.5", func(_ *Window, h *hand) { h.after(5 * time.Minute) }, true},
		"nobody, not yet":          {"lock.after.5", func(_ *Window, h *hand) { h.after(5*time.Minute - time.Second) }, false},
		"the setting is longer":    {"lock.after.60", func(_ *Window, h *hand) { h.after(16 * time.Minute) }, false},
		"never":                    {"lock.after.0", func(_ *Window, h *hand) { h.after(48 * time.Hour) }, false},
		"a key":                    {"lock.after.5", func(w *Window, h *hand) { twiceFour(h, func() { w.typedKey(&fyne.KeyEvent{Name: fyne.KeyHome}) }) }, false},
		"a press on bare ground":   {"lock.after.5", func(w *Window, h *hand) { twiceFour(h, func() { newBare(w.look).MouseDown(nil) }) }, false},
		"a drop":                   {"lock.after.5", func(w *Window, h *hand) { twiceFour(h, func() { w.dropped(fyne.Position{}, nil) }) }, false},
		"a key on waking too late": {"lock.after.5", func(w *Window, h *hand) { h.after(time.Hour); w.typedKey(&fyne.KeyEvent{Name: fyne.KeyHome}) }, true},
		"presenting":               {"lock.after.5", func(w *Window, h *hand) { w.run("present"); h.after(time.Hour) }, false},
		"just after presenting": {"lock.after.5", func(w *Window, h *hand) {
			w.run("present")
			h.after(time.Hour)
			w.lockIfIdle() // the tick of a second
			w.run("present")
		}, false},
		"a long work":            {"lock.after.5", func(w *Window, h *hand) { w.tasks.stop = func() {}; h.after(time.Hour) }, false},
		"the clock was set back": {"lock.after.5", func(_ *Window, h *hand) { h.after(-time.Hour) }, false},
	} {
		t.Run(name, func(t *testing.T) {
			w, clock := openSealed(t)
			w.run(c.setting)
			w.lockIfIdle()
			c.during(w, clock)
			w.lockIfIdle()
			if locked := w.desk == nil; locked != c.locked {
				t.Errorf("locked: %v", locked)
			}
		})
	}
}

func twiceFour(h *hand, touch func()) {
	for range 2 {
		h.after(4 * time.Minute)
		touch()
	}
}

func TestPartsTellThatSomebodyIsThere(t *testing.T) {
	w := openSample(t)
	told := 0
	touches := func(object fyne.CanvasObject, touch func()) {
		t.Helper()
		told = 0
		w.look.Stirred = func() { told++ }
		if touch(); told == 0 {
			t.Errorf("%s: %T tells nobody", w.current, object)
		}
	}
	key := &fyne.KeyEvent{Name: fyne.KeyF12} // of which nobody has a use
	for _, name := range screenOrder {
		w.show(name)
		kinds := map[string]bool{}
		var parts []fyne.CanvasObject
		walk(w.shown.Content(), func(object fyne.CanvasObject) {
			if kind := fmt.Sprintf("%T", object); !kinds[kind] && !strings.Contains(kind, "widget.") && !strings.Contains(kind, "container.") {
				kinds[kind] = true
				parts = append(parts, object)
			}
		})
		for _, part := range parts {
			if focusable, ok := part.(fyne.Focusable); ok {
				touches(part, func() { focusable.TypedKey(key) })
				touches(part, func() { focusable.TypedRune('€') })
			}
		}
	}
}

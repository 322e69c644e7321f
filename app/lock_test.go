package app

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"
	"weak"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"demarc/app/desk"
	"demarc/app/desk/desktest"
	"demarc/app/look"
	"demarc/engagement"
)

// planted are words that only the engagement holds, or only what is being typed.
var planted = []string{"Plantedclient", "Plantedasset", "Plantedform"}

// halfWritten opens a sealed engagement with an asset, and a form for another
// one that nobody sent.
func halfWritten(t *testing.T) (*Window, *hand) {
	t.Helper()
	w, clock := openSealed(t)
	if _, err := w.desk.Session.AddAsset(engagement.AssetFields{Name: new("Plantedasset")}); err != nil {
		t.Fatal(err)
	}
	w.Changed()
	w.run("asset.new")
	test.Type(w.Canvas().Focused(), "Plantedform")
	return w, clock
}

func TestALockedWindowShowsAndHoldsNothingOfTheClient(t *testing.T) {
	pause := atHandsPace(2 * time.Minute)
	w, _ := halfWritten(t)
	before := append(everything(w.shown.Content()), everything(w.screens[desk.Assets].Content())...)
	session, frame, unsent := weak.Make(w.desk.Session), weak.Make(w.frame), weak.Make(w.desk)
	if !holds(before, "Plantedclient") || !holds(before, "Plantedform") {
		t.Fatal("the words that were planted are not shown even before")
	}
	w.run("lock")
	if w.desk != nil {
		t.Fatal("it is not locked")
	}
	desktest.Picture(t, w.Canvas(), "window-locked")
	everywhere := everything(w.shown.Content())
	for _, over := range w.Canvas().Overlays().List() {
		everywhere = append(everywhere, everything(over)...)
	}
	w.openPalette("")
	everywhere = append(everywhere, everything(w.shown.Content())...)
	w.closeFloating()
	for _, word := range planted {
		if holds(everywhere, word) || strings.Contains(w.shown.Title(), word) {
			t.Errorf("the locked window still shows %s", word)
		}
		if holds(textParts(before), word) {
			t.Errorf("%s is left in what was shown before", word)
		}
	}
	if !holds(everywhere, "quiet.demarc") {
		t.Error("it does not say which file is locked")
	}
	before = nil
	pause()
	w.build()
	pause()
	test.WidgetRenderer(widget.NewLabel("")) // the toolkit lets go of what it drew
	w.Canvas().Capture()
	runtime.GC()
	runtime.GC()
	if session.Value() != nil || frame.Value() != nil || unsent.Value() != nil {
		t.Errorf("still in memory: session %v, frame %v, unsent texts %v", session.Value() != nil, frame.Value() != nil, unsent.Value() != nil)
	}
	w.settings.kept.save()
	state, err := os.ReadFile(w.program.State)
	if err != nil {
		t.Fatal(err)
	}
	for _, word := range planted {
		if strings.Contains(string(state), word) {
			t.Errorf("the state of the interface holds %s", word)
		}
	}
}

// everything are all parts below an object, whether they are shown or not.
func everything(object fyne.CanvasObject) (list []fyne.CanvasObject) {
	walk(object, func(object fyne.CanvasObject) { list = append(list, object) })
	return list
}

// textParts are the parts among them that keep a text.
func textParts(list []fyne.CanvasObject) []fyne.CanvasObject {
	return slices.DeleteFunc(slices.Clone(list), func(object fyne.CanvasObject) bool {
		switch object.(type) {
		case *look.Entry, *look.Picker, *look.Label, *look.Button:
			return false
		}
		return true
	})
}

func holds(list []fyne.CanvasObject, word string) bool {
	return slices.ContainsFunc(list, func(object fyne.CanvasObject) bool {
		for _, text := range shownTexts(object) {
			if strings.Contains(text, word) {
				return true
			}
		}
		if entry, ok := object.(*look.Entry); ok {
			entry.Entry.TypedShortcut(&fyne.ShortcutUndo{})
			return strings.Contains(entry.Text+entry.PlaceHolder, word)
		}
		return false
	})
}

func TestUnlockingGoesOnWhereOneWas(t *testing.T) {
	w, clock := halfWritten(t)
	w.run("lock.after.5")
	w.lockIfIdle()
	clock.after(5 * time.Minute)
	w.lockIfIdle()
	enter(t, w, "another")
	if w.desk != nil {
		t.Fatal("a wrong passphrase unlocks it")
	}
	enter(t, w, rightPassphrase)
	if w.desk == nil || w.current != desk.Assets {
		t.Fatalf("it goes on at %s", w.current)
	}
	panelField(t, w, "Plantedform") // the form, and not its text alone
	if w.frame.strip.Visible() {
		t.Errorf("the strip says %q", said(w.frame.strip))
	}
	w.lockIfIdle()
	if w.desk == nil {
		t.Error("it is locked again at once")
	}
}

// A program that ends while the engagement is locked loses nothing either.
func TestAFormOutlivesALockAndTheProgram(t *testing.T) {
	w, _ := halfWritten(t)
	path := w.desk.Path
	w.run("lock")
	passphrase := rightPassphrase
	session, err := engagement.Open(path, w.options(&passphrase))
	if err != nil {
		t.Fatal(err)
	}
	w.use(session, path)
	panelField(t, w, "Plantedform")
}

// A draft that only looks like one of whole forms is a text like any other.
func TestADraftIsNeverLostForItsShape(t *testing.T) {
	w, _ := openSealed(t)
	for name, c := range map[string]struct{ draft, want string }{
		"a text":          {"Half a thought", "Half a thought"},
		"whole forms":     {forms + `{"text":"left over","forms":{"a":{"texts":{"b":"c"}}}}`, "left over"},
		"no JSON":         {forms + "{", forms + "{"},
		"forms of no use": {forms + `{"text":"left over","forms":[1]}`, forms + `{"text":"left over","forms":[1]}`},
	} {
		if got := w.unpacked(c.draft); got != c.want {
			t.Errorf("%s: %q", name, got)
		}
	}
}

func TestUnlockingScrollsAsBefore(t *testing.T) {
	w, _ := openSealed(t)
	for range 60 {
		if _, err := w.desk.Session.AddAsset(engagement.AssetFields{Name: new("One of many")}); err != nil {
			t.Fatal(err)
		}
	}
	w.show(desk.Assets)
	w.Changed()
	table := firstTable(t, w)
	table.SetOffset(500)
	want := table.Offset()
	w.run("lock")
	enter(t, w, rightPassphrase)
	if got := firstTable(t, w).Offset(); want == 0 || got != want {
		t.Errorf("the list is scrolled to %v, not %v", got, want)
	}
}

func firstTable(t *testing.T, w *Window) (found *look.Table) {
	t.Helper()
	walk(w.frame.centre, func(object fyne.CanvasObject) {
		if table, ok := object.(*look.Table); ok && found == nil {
			found = table
		}
	})
	if found == nil {
		t.Fatal("the screen has no list")
	}
	return found
}

func TestALockSavesTheFieldThatIsTypedInto(t *testing.T) {
	w, _ := openSealed(t)
	if _, err := w.desk.Session.AddAsset(engagement.AssetFields{Name: new("Plantedasset")}); err != nil {
		t.Fatal(err)
	}
	w.show(desk.Assets)
	w.Changed()
	entry := panelField(t, w, "Plantedasset")
	w.Canvas().Focus(entry)
	entry.TypedShortcut(&fyne.ShortcutSelectAll{})
	test.Type(entry, "Renamed")
	w.run("lock")
	enter(t, w, rightPassphrase)
	if _, err := w.desk.Session.FindAsset("Renamed"); err != nil {
		t.Error(err)
	}
}

// A field may refuse what is typed into it: that is no reason to lose it.
func TestALockKeepsWhatAFieldDoesNotTake(t *testing.T) {
	w, _ := openSealed(t)
	w.Go(desk.Place{Screen: desk.Report, Filter: "scope.period"})
	w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	entry, ok := w.Canvas().Focused().(*look.Entry)
	if !ok {
		t.Fatalf("the keyboard is in %T", w.Canvas().Focused())
	}
	test.Type(entry, "the day after")
	w.run("lock")
	enter(t, w, rightPassphrase)
	if got := said(w.frame.strip); !w.frame.strip.Visible() || !strings.Contains(got, "When it was locked") || !strings.Contains(got, "the day after") {
		t.Errorf("the strip says %q", got)
	}
}

func TestALockThatCannotKeepWhatIsTypedWaits(t *testing.T) {
	w, _ := halfWritten(t)
	session := w.desk.Session
	if err := session.Close(); err != nil { // as if the disk were gone
		t.Fatal(err)
	}
	w.run("lock")
	if w.desk == nil || !w.frame.strip.Visible() {
		t.Fatalf("it is locked and what was typed is lost; the strip: %v", w.frame != nil && w.frame.strip.Visible())
	}
	panelField(t, w, "Plantedform")
	w.desk = nil // it is closed
}

// Every part that takes a key or a press tells of it, or the window would be
// locked under the hands of whoever works in it.
func TestEveryKeyAndPressIsTold(t *testing.T) {
	handsOn := []string{"Picker", "tap", "turner"} // to a part or a function that tells
	handlers := []string{"Tapped", "TypedKey", "TypedRune", "TypedShortcut", "MouseDown", "Dragged"}
	seen := 0
	err := filepath.WalkDir(".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		source, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		files := token.NewFileSet()
		file, err := parser.ParseFile(files, path, source, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		for _, declaration := range file.Decls {
			f, ok := declaration.(*ast.FuncDecl)
			if !ok || f.Recv == nil || !slices.Contains(handlers, f.Name.Name) {
				continue
			}
			of := string(source[f.Recv.List[0].Type.Pos()-1 : f.Recv.List[0].Type.End()-1])
			body := string(source[f.Body.Pos()-1 : f.Body.End()-1])
			seen++
			if !strings.Contains(body, "Stir()") && !strings.Contains(body, "stirred()") && !slices.Contains(handsOn, strings.TrimPrefix(of, "*")) {
				t.Errorf("%s: %s of %s tells nobody", path, f.Name.Name, of)
			}
		}
		return nil
	})
	if err != nil || seen < 20 {
		t.Fatalf("%d handlers were found: %v", seen, err)
	}
}

package app

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"demarc/app/desk"
	"demarc/app/look"
	"demarc/assess"
	"demarc/words"
)

// left are the buttons that are not pressed, by the words they begin with: what
// goes on beside the window, or takes back what the others did. Their own words
// are looked at all the same.
var left = []string{
	"Set the pages", "Set again", "Draft PDF", "Sign and export", "Undo", "Redo", "Browse…", "Show the file", "Open folder", "Next", "Previous",
	"Mark", "Verify a PDF…",
}

// TestNothingIsShownInEnglish: with every translation in brackets, what stands
// outside them is the engagement's or the catalogue's.
func TestNothingIsShownInEnglish(t *testing.T) {
	w := openSample(t)
	w.program.Library.Languages = []*words.Language{pseudo(t)}
	w.setLanguage("xx")
	r := &reader{t: t, w: w, others: outline(t, w), told: map[string]bool{}}
	r.data = dataOf(t, w, r.others)
	for _, name := range screenOrder {
		w.show(name)
		r.read(string(name))
		r.rows(string(name))
		if name != desk.Overview { // there all buttons lead to other screens
			r.buttons(string(name))
		}
	}
	r.cells()
	w.build()
	r.comparison()
	w.openPalette(">")
	r.read("palette")
	w.closeFloating()
	w.askOpen()
	r.read("question for a path")
	w.closeFloating()
	r.imports()
	r.meets()
	r.questions()
	w.closeEngagement()
	r.read("start")
	w.run("new")
	r.read("new engagement")
}

// questions asks what is asked about the file, and what a lock says.
func (r *reader) questions() {
	for _, command := range []string{"passphrase.set", "backup", "compact", "passphrase.remove", "restore", "forget", "visit.next", "lock", "lock.after.0", "lock.after.5"} {
		r.w.run(command)
		r.read(command)
		r.w.closeFloating()
	}
	path := r.w.desk.Path
	r.w.setPassphrase(rightPassphrase, false)
	r.read("with a passphrase")
	for _, command := range []string{"passphrase.change", "passphrase.remove", "lock.after.15"} {
		r.w.run(command)
		r.read(command)
		r.w.closeFloating()
	}
	r.w.run("lock")
	r.read("locked")
	enter(r.t, r.w, "another")
	r.read("a wrong passphrase")
	r.w.openEngagement(path)
	r.read("sealed")
	enter(r.t, r.w, rightPassphrase)
}

// reader reads what is shown, and tells what is in English, once.
type reader struct {
	t      *testing.T
	w      *Window
	data   *data
	told   map[string]bool
	others []string // what else is data: the report's headings, an imported table
	known  int      // commits whose sentences are data
}

func (r *reader) commits() int {
	if r.w.desk == nil {
		return r.known
	}
	return r.w.desk.Session.Commits()
}

func (r *reader) read(where string) {
	r.t.Helper()
	for _, text := range shownTexts(r.w.Canvas().Content()) {
		rest := unwrapped(text)
		if r.told[rest] || r.data.explains(rest) {
			continue
		}
		if commits := r.commits(); commits != r.known { // what was done since is data, too
			r.known, r.data = commits, dataOf(r.t, r.w, r.others)
		}
		if !r.data.explains(rest) {
			r.told[rest] = true
			r.t.Errorf("%s: %q shows %q", where, text, rest)
		}
	}
}

// rows selects some rows of every table that is shown.
func (r *reader) rows(where string) {
	var tables []*look.Table
	walk(r.w.Canvas().Content(), func(object fyne.CanvasObject) {
		if table, ok := object.(*look.Table); ok {
			tables = append(tables, table)
		}
	})
	for _, table := range tables {
		for row := 0; row < table.Len(); row += 1 + table.Len()/8 {
			table.Select(row)
			r.read(fmt.Sprintf("%s, row %d", where, row))
		}
	}
}

// buttons presses each button of a screen once. When none is left, the screen is
// made anew, for some come and go.
func (r *reader) buttons(where string) {
	done := map[string]bool{}
	for fresh := false; ; {
		button := r.nextButton(done)
		switch {
		case button != nil:
			fresh = false
			test.Tap(button)
			r.read(where + ", " + button.Text)
			r.w.closeFloating()
			if r.w.current != desk.ScreenName(where) {
				r.w.show(desk.ScreenName(where))
			}
		case fresh:
			return
		default:
			fresh = true
			r.w.build()
			r.selectSomething()
		}
	}
}

func (r *reader) selectSomething() {
	walk(r.w.Canvas().Content(), func(object fyne.CanvasObject) {
		if table, ok := object.(*look.Table); ok && table.Current() < 0 {
			for row := range min(3, table.Len()) {
				table.Select(row)
			}
		}
	})
}

// nextButton is one that was not pressed. Those whose words are data, or change
// with a figure alone, count as one.
func (r *reader) nextButton(done map[string]bool) *look.Button {
	var found *look.Button
	walk(r.w.frame.whole, func(object fyne.CanvasObject) {
		button, ok := object.(*look.Button)
		if !ok || found != nil || button.Disabled() || button.OnTapped == nil {
			return
		}
		kind := strings.Join(wrappedText.FindAllString(button.Text, -1), "")
		if done[kind] || slices.ContainsFunc(left, func(words string) bool { return strings.HasPrefix(kind, "⟦"+words) }) {
			return
		}
		done[kind] = true
		found = button
	})
	return found
}

// cells goes to a cell of each kind.
func (r *reader) cells() {
	kinds := map[string]bool{}
	evaluation := r.w.desk.Session.Evaluation()
	for _, asset := range evaluation.Assets() {
		for _, view := range evaluation.Row(asset.ID) {
			kind := fmt.Sprint(view.State, view.Substate, view.Basis, view.Boundary, view.Status, len(view.Needs))
			if kinds[kind] {
				continue
			}
			kinds[kind] = true
			r.w.Go(desk.Place{Screen: desk.Responsibilities, Asset: asset.ID, Control: view.Control.ID})
			r.read("cell " + kind)
		}
	}
}

// imports reads a table in which something is new, changed, rejected and left out.
func (r *reader) imports() {
	path := filepath.Join(r.t.TempDir(), "more.csv")
	table := "name,hosting,owner,approval,colour\n" +
		"Claims triage assistant,aws_bedrock,Nobody Known,approved,red\nNew bot,azure_openai,,proposed,blue\nAnother,no such model,,,\n"
	if err := os.WriteFile(path, []byte(table), 0o600); err != nil {
		r.t.Fatal(err)
	}
	r.others = append(r.others, strings.FieldsFunc(table, func(r rune) bool { return r == ',' || r == '\n' })...)
	columns := map[string]bool{} // as the table may name them
	flatten(reflect.TypeFor[assess.Asset](), "", columns)
	r.others = slices.AppendSeq(append(r.others, filepath.Base(path)), maps.Keys(columns))
	r.data = dataOf(r.t, r.w, r.others)
	r.w.show(desk.Assets)
	r.w.drop([]string{path}, fyne.Position{})
	done := map[string]bool{}
	for range 6 { // the kinds of rows, each a chip
		r.read("import")
		r.rows("import")
		walk(r.w.Canvas().Content(), func(object fyne.CanvasObject) {
			if chip, ok := object.(*look.Button); ok && chip.Kind == look.Chip && !done[chip.Text] {
				done[chip.Text] = true
				test.Tap(chip)
			}
		})
	}
}

// meets looks at another copy, with a conflict and without, and merges it.
func (r *reader) meets() {
	path, none := copied(r.t, r.w, nil), filepath.Join(r.t.TempDir(), "none.demarc")
	r.others = append(r.others, none, filepath.Base(none), filepath.Base(path), "Bo Adler", "Plantedours", "Plantedtheirs", "Plantedasset")
	r.data = dataOf(r.t, r.w, r.others)
	r.w.run("merge")
	r.read("another copy is asked for")
	r.w.drop([]string{none}, fyne.Position{})
	r.read("another copy that is none")
	r.w.Go(desk.Place{Screen: desk.History, Do: "merge", Path: path})
	r.read("another copy")
	press(r.t, r.w.frame.centre, "⟦Theirs counts⟧")
	press(r.t, r.w.frame.centre, "⟦Merge⟧")
	r.data = dataOf(r.t, r.w, r.others)
	r.read("merged")
	r.w.run("undo")
	r.data = dataOf(r.t, r.w, r.others)
	r.w.Go(desk.Place{Screen: desk.History, Do: "merge", Path: path})
	r.read("a merge that was undone")
	press(r.t, r.w.frame.centre, "⟦Redo the merge⟧")
	r.w.Go(desk.Place{Screen: desk.History, Do: "merge", Path: path})
	r.read("a copy that is merged")
	r.w.show(desk.Assets)
	r.w.drop([]string{path}, fyne.Position{})
	r.read("a copy that was dropped")
	r.w.Go(desk.Place{Screen: desk.History, Do: "all"})
}

// comparison compares an asset's hosting with another.
func (r *reader) comparison() {
	r.w.show(desk.Assets)
	r.selectSomething()
	press(r.t, r.w.frame.whole, "⟦Compare hosting…⟧")
	walk(r.w.frame.whole, func(object fyne.CanvasObject) {
		if picker, ok := object.(*look.Picker); ok && strings.Contains(picker.PlaceHolder, "pick a hosting model") {
			picker.Picked("vendor_api")
		}
	})
	r.read("comparison")
	r.rows("comparison")
}

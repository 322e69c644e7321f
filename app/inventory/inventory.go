// Package inventory is the Assets screen: the list of the client's AI assets,
// the form of the one that is selected, the import of a table, and the
// comparison of hosting models.
package inventory

import (
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"demarc/app/desk"
	"demarc/assess"
)

// part is what the screen shows at a time: the list, an import, a comparison.
type part interface {
	object() fyne.CanvasObject
	refresh()
	// enter shows the part's panel and gives its list the keyboard.
	enter()
	// home reports whether its list has the keyboard.
	home() bool
}

type screen struct {
	desk    *desk.Desk
	box     *fyne.Container
	front   part
	list    *list
	imports *importing // nil until it is first wanted; an unfinished one is kept
}

// New makes the Assets screen.
func New(d *desk.Desk) desk.Screen {
	s := &screen{desk: d, box: container.NewStack()}
	s.list = newList(s)
	s.put(s.list)
	return s
}

// Content is the screen.
func (s *screen) Content() fyne.CanvasObject { return s.box }

// Refresh follows a change of the engagement.
func (s *screen) Refresh() { s.front.refresh() }

// Enter goes to the list in front. Escape leads here too: pressed in the list of
// an import or a comparison it goes back to the assets.
func (s *screen) Enter() {
	if s.front != part(s.list) && s.front.home() {
		s.back()
		return
	}
	s.front.enter()
}

// Show goes to an asset or a filter, or begins something.
func (s *screen) Show(place desk.Place) {
	switch place.Do {
	case "import":
		s.beginImport(nil)
		return
	case "new":
		s.back()
		s.list.add()
		return
	case "whatif", "retire":
		s.about(place)
		return
	case "all":
		s.back()
		s.list.clear()
		s.list.focus()
		return
	}
	s.back()
	s.list.show(place)
}

// about begins something about an asset: the one that the place names, or else
// the selected one.
func (s *screen) about(place desk.Place) {
	s.back()
	if place.Asset != "" {
		s.list.show(desk.Place{Asset: place.Asset})
	}
	asset, d := s.list.form.stored(), s.desk
	switch {
	case asset == nil || at(s.list.lines, asset.ID) < 0:
		d.Window.Say(d.T("Select an asset first: none is listed here."), false)
	case place.Do == "whatif":
		s.whatIf(asset.ID)
	case asset.Lifecycle == assess.LifecycleRetired:
		d.Window.Say(d.T("The asset %s is retired already.", shorten(desk.OneLine(asset.Name), 60)), false)
	default:
		s.list.askRetire()
	}
}

// Hint says what the keys do in an import or a comparison; the list's are the
// screen's own.
func (s *screen) Hint() string {
	t := s.desk.T
	switch front := s.front.(type) {
	case *importing:
		if front.pending == nil {
			return t("Enter reads the table · Esc back to the assets · F1 all keys")
		}
		return t("Enter goes to the row's panel · Esc back to the assets · F1 all keys")
	case *comparison:
		return t("Type a hosting model, Enter compares · Esc back to the assets · F1 all keys")
	}
	return ""
}

// Selected is the asset that is shown.
func (s *screen) Selected() assess.Ref {
	asset := s.list.form.stored()
	if s.front != part(s.list) || asset == nil || at(s.list.lines, asset.ID) < 0 {
		return assess.Ref{}
	}
	return asset.Ref()
}

// Search gives the filter the keyboard.
func (s *screen) Search() {
	if s.front != part(s.list) {
		s.back()
	}
	s.desk.Focus(s.list.filter)
}

// Drop reads tables, and a map while there is a table to apply it to.
func (s *screen) Drop(paths []string, _ fyne.Position) bool {
	var tables []string
	for _, path := range paths {
		switch strings.ToLower(filepath.Ext(path)) {
		case ".csv", ".tsv", ".txt":
			tables = append(tables, path)
		case ".yaml", ".yml":
			if s.front == part(s.imports) && s.imports.takeMap(path) {
				return true
			}
		}
	}
	if len(tables) == 0 {
		return false
	}
	s.beginImport(tables)
	return true
}

func (s *screen) put(p part) {
	s.front = p
	s.box.RemoveAll()
	s.box.Add(p.object())
	s.box.Refresh()
}

// back goes to the list of assets.
func (s *screen) back() {
	if s.front == part(s.list) {
		return
	}
	s.put(s.list)
	s.list.refresh()
	s.list.enter()
}

// beginImport opens the import, with tables to read at once where there are
// any.
func (s *screen) beginImport(paths []string) {
	if s.imports == nil {
		s.imports = newImporting(s)
	}
	s.put(s.imports)
	if len(paths) > 0 {
		s.imports.read(paths)
	}
	s.imports.refresh()
	s.imports.enter()
}

// whatIf opens the comparison of an asset with itself elsewhere.
func (s *screen) whatIf(asset string) {
	c := newComparison(s, asset)
	s.put(c)
	c.enter()
}

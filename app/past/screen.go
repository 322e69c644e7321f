package past

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"demarc/app/desk"
	"demarc/app/look"
	"demarc/engagement"
	"demarc/history"
)

// What is kept from one day to the next: ids of commits, assets and controls.
const (
	keyCommit  = "history.commit"
	keyAuthor  = "history.author" // the first commit that the author made
	keyAsset   = "history.asset"
	keyControl = "history.control"
)

// screen is the list of commits and the panel of the selected one.
type screen struct {
	desk  *desk.Desk
	past  chronicle
	box   *fyne.Container // the history, or the other copy that is looked at
	root  fyne.CanvasObject
	meet  *meeting
	table *look.Table
	body  *fyne.Container // the table, or what stands in its place
	none  *fyne.Container

	count                  *look.Label
	undo, redo, clear      *look.Button
	author, asset, control *look.Picker
	// The options of the pickers, made once for each reading of the log.
	authors, assets, controls []look.Option

	selected history.ID
	panel    panel
	entered  bool
}

// New makes the history.
func New(d *desk.Desk) desk.Screen {
	s := &screen{desk: d, past: chronicle{desk: d}}
	s.past.filter.asset, s.past.filter.control = remembered(d)
	s.panel = panel{screen: s}
	s.make()
	s.meet = newMeeting(s)
	s.box = container.NewStack(s.root, s.meet.box)
	s.refreshList()
	if author := s.past.authorOf(d.Memory.Get(keyAuthor)); author != "" {
		f := s.past.filter
		f.author = author
		s.pick(f)
	}
	s.selected, _ = s.past.entry(d.Memory.Get(keyCommit))
	s.selectRow()
	s.turn()
	return s
}

// remembered are the asset and the control of the filter, where they still are.
func remembered(d *desk.Desk) (asset, control string) {
	if id := d.Memory.Get(keyAsset); d.Session.State().Assets[id] != nil {
		asset = id
	}
	if id := d.Memory.Get(keyControl); d.Session.Catalogue().Control(id) != nil {
		control = id
	}
	return asset, control
}

func (s *screen) make() {
	d, l := s.desk, s.desk.Look
	s.count = l.Shrinking("", look.Small, look.Text2)
	s.undo = l.Button(d.T("Undo last change"), look.Plain, s.undoLast)
	s.redo = l.Button(d.T("Redo"), look.Plain, s.redoLast)
	merge := l.Button(d.T("Merge…"), look.Plain, func() { s.meet.begin() })
	title := d.Heading(d.T("History"), look.Grow(look.Middle(s.count)), merge, s.undo, s.redo)

	s.author = s.picker(d.T("Author: all"), func() []look.Option { return s.authors }, func(f *filter, value string) { f.author = value })
	s.asset = s.picker(d.T("Asset: all"), func() []look.Option { return s.assets }, func(f *filter, value string) { f.asset = value })
	s.control = s.picker(d.T("Control: all"), func() []look.Option { return s.controls }, func(f *filter, value string) { f.control = value })
	s.clear = l.Link(d.T("Clear filter"), look.Accent, s.clearFilter)
	filters := l.Row(8, sharing(l, s.author), sharing(l, s.asset), sharing(l, s.control), s.clear, look.Space())

	s.makeTable()
	s.none = container.NewStack()
	s.body = container.NewStack(s.table, s.none)
	s.root = d.Screen(title, filters, s.body)
}

// sharing lets a picker take its share of the line.
func sharing(l *look.Look, picker *look.Picker) fyne.CanvasObject {
	return look.Grow(l.Sized(112, 0, look.Middle(picker)))
}

func (s *screen) picker(hint string, options func() []look.Option, set func(*filter, string)) *look.Picker {
	return s.desk.Look.Picker("", hint, options, func(value string) {
		f := s.past.filter
		set(&f, value)
		s.pick(f)
		s.focusList()
	})
}

func (s *screen) makeTable() {
	d := s.desk
	s.table = d.Look.Table([]look.Column{
		{Title: d.T("Time"), Width: 44}, {Title: d.T("What was done")}, {Title: d.T("Author"), Width: 116}, {Title: d.T("As"), Width: 104},
	})
	s.table.Len = func() int { return len(s.past.lines) }
	s.table.Row = s.row
	s.table.Find = s.past.find
	s.table.Selected = func(i int) {
		if i == newest {
			s.table.SetOffset(0) // the heading of the day belongs to it
		}
		s.choose(s.past.lines[i].commit)
	}
	s.table.Opened = func(int) { s.panel.focus() }
}

// row draws one line from ready words.
func (s *screen) row(i int) look.Row {
	line := s.past.lines[i]
	if line.heading != "" {
		return look.Row{Heading: line.heading}
	}
	role := look.Text
	if line.faint {
		role = look.Text3
	}
	as := line.role
	if line.signed {
		as += ", " + s.desk.T("signed")
	}
	return look.Row{Cells: []look.Cell{
		{Text: line.time, Style: look.Small, Role: look.Text3}, {Text: line.sentence, Role: role},
		{Text: line.who, Style: look.Small, Role: look.Text2}, {Text: as, Style: look.Small, Role: look.Text3},
	}}
}

// choose shows a commit at the side.
func (s *screen) choose(id history.ID) {
	s.selected = id
	s.desk.Memory.Set(keyCommit, id.String())
	s.panel.show(id)
}

// pick lists what a filter lets through.
func (s *screen) pick(f filter) {
	if err := s.past.pick(f); err != nil {
		s.desk.Window.Fail(err, func() { s.pick(f) })
		return
	}
	s.desk.Memory.Set(keyAuthor, s.past.firstOf(f.author))
	s.desk.Memory.Set(keyAsset, f.asset)
	s.desk.Memory.Set(keyControl, f.control)
	s.follow()
}

func (s *screen) clearFilter() {
	s.pick(filter{})
	s.focusList()
}

// follow shows the list as it is picked.
func (s *screen) follow() {
	f := s.past.filter
	put(s.author, textOf(s.authors, f.author))
	put(s.asset, textOf(s.assets, f.asset))
	put(s.control, textOf(s.controls, f.control))
	s.clear.Hidden = !f.on()
	s.count.Set(s.past.countWords(), look.Text2)
	s.undo.SetDisabled(len(s.past.undo) == 0)
	s.redo.SetDisabled(len(s.past.redo) == 0)
	s.none.RemoveAll()
	if s.past.shown == 0 && f.on() {
		d := s.desk
		sentence := d.T("Nothing matches in %s.", d.N(len(s.past.entries), "%s commit", "%s commits"))
		s.none.Add(d.Empty(sentence, container.NewCenter(d.Look.Button(d.T("Clear filter"), look.Plain, s.clearFilter))))
	}
	s.table.Hidden = s.past.shown == 0
	s.table.Refresh()
	s.body.Refresh()
	s.root.Refresh()
	s.selectRow()
}

// put shows what a filter is set to without picking it.
func put(picker *look.Picker, text string) {
	changed := picker.OnChanged
	picker.OnChanged = nil
	picker.Put(text)
	picker.OnChanged = changed
}

// newest is the row of the newest commit, below the heading of its day.
const newest = 1

// selectRow marks the selected commit in the list, or else the newest one.
func (s *screen) selectRow() {
	at := s.past.row(s.selected)
	if at < 0 && s.past.shown > 0 {
		at = newest
	}
	s.table.Select(at)
}

func (s *screen) focusList() {
	if s.table.Visible() {
		s.desk.Focus(s.table.Focusable())
	}
}

func (s *screen) undoLast() {
	s.desk.Do(func() (string, error) {
		sentence, err := s.desk.Session.Undo(s.desk.Language)
		return s.desk.T("Undid: %s", engagement.GoingOn(s.desk.Language, s.past.discreet(sentence))), err
	})
}

func (s *screen) redoLast() {
	s.desk.Do(func() (string, error) {
		sentence, err := s.desk.Session.Redo(s.desk.Language)
		return s.desk.T("Redid: %s", engagement.GoingOn(s.desk.Language, s.past.discreet(sentence))), err
	})
}

// Content is the screen.
func (s *screen) Content() fyne.CanvasObject { return s.box }

// turn brings the history to the front, or the other copy that is looked at.
func (s *screen) turn() {
	meets := s.meet.wanted()
	s.root.(*fyne.Container).Hidden, s.meet.box.Hidden = meets, !meets
	if meets {
		s.meet.follow()
	} else {
		s.meet.draw() // what was looked at goes
	}
	s.box.Refresh()
}

// Refresh follows a change of the engagement. After a merge the history comes
// back, at the commit that it made.
func (s *screen) Refresh() {
	met, made := !s.meet.box.Hidden, s.desk.Memory.Get(keyCommit)
	s.refreshList()
	s.turn()
	if met && s.meet.box.Hidden {
		if id, ok := s.past.entry(made); ok {
			s.open(id)
		}
		s.enterList()
	}
}

// refreshList reads the log again.
func (s *screen) refreshList() {
	if err := s.past.read(); err != nil {
		s.desk.Window.Fail(err, s.refreshList)
		return
	}
	s.authors, s.assets, s.controls = s.past.authors(), s.past.assets(), s.past.controls()
	s.follow()
}

// Empty drops what was read of the log; nothing is shown after it.
func (s *screen) Empty() {
	s.past = chronicle{desk: s.desk, discreet: desk.OneLine}
	s.meet.disputes = nil
	s.authors, s.assets, s.controls = nil, nil, nil
}

// Enter goes to what is in front. Escape leads here too: pressed where the
// keyboard begins it goes back from another copy to the history.
func (s *screen) Enter() {
	switch {
	case s.meet.box.Hidden:
		s.enterList()
	case s.meet.home():
		s.meet.end()
	default:
		s.meet.enter()
	}
}

// enterList shows the selected commit and takes the keyboard. The first time
// the list has only now got its height, by which a row is brought into view.
func (s *screen) enterList() {
	if !s.entered {
		s.entered = true
		s.table.SetOffset(0)
		if s.past.row(s.selected) > newest {
			s.selectRow()
		}
	}
	if s.past.row(s.selected) >= 0 {
		s.panel.show(s.selected)
	}
	s.focusList()
}

// Show goes to a commit, or lists what concerns an asset or a control.
func (s *screen) Show(place desk.Place) {
	switch place.Do {
	case "merge":
		if place.Path != "" {
			s.meet.beginWith(place.Path)
		} else {
			s.meet.begin()
		}
		return
	case "handoff":
		s.handOff()
		return
	}
	if s.meet.wanted() {
		s.meet.end()
	}
	if place.Do == "all" {
		s.clearFilter()
		return
	}
	if place.Asset != "" || place.Control != "" {
		s.pick(filter{asset: place.Asset, control: place.Control})
	}
	if id, ok := s.past.entry(place.Commit); ok {
		s.open(id)
	}
}

// open selects a commit; a filter that hides it is cleared.
func (s *screen) open(id history.ID) {
	s.selected = id
	if s.past.row(id) < 0 {
		s.pick(filter{})
		return
	}
	s.selectRow()
}

// Search gives the filter by asset the keyboard.
func (s *screen) Search() {
	if s.meet.wanted() {
		s.meet.end()
	}
	s.desk.Focus(s.asset)
}

// Hint says what the keys do while another copy is looked at.
func (s *screen) Hint() string {
	if s.meet.box.Hidden {
		return ""
	}
	return s.desk.T("Tab and Space answer · Esc back to the history · F1 all keys")
}

// Drop takes another copy of the engagement while one is asked for.
func (s *screen) Drop(paths []string, _ fyne.Position) bool { return s.meet.drop(paths) }

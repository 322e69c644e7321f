// Package people is the screen of the parties: who carries what, what is
// overdue, and what becomes of it when somebody leaves.
package people

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"demarc/app/desk"
	"demarc/app/look"
	"demarc/app/page"
	"demarc/assess"
)

// Screen is the people's screen.
type Screen struct {
	desk  *desk.Desk
	model *model // nil until the screen is first in front
	view  view

	root   *fyne.Container
	sum    *fyne.Container
	holder *fyne.Container // the table, or the sentence of an empty list
	search *look.Entry
	table  *look.Table
	room   room

	rows     []row
	selected string // a party's id
	at       int    // the row that was selected last
	quiet    bool   // the selection is moved by the screen itself
	adding   *newParty
	leaving  leaving
	going    goingForm
	sheet    *sheet // the panel of the selected party
	more     int    // how many cells the panel shows beyond the first
}

// New makes the screen.
func New(d *desk.Desk) desk.Screen {
	l := d.Look
	s := &Screen{desk: d, view: restore(d.Memory), selected: d.Memory.Get("people.selected")}
	s.search = l.Entry("", d.T("Filter by name"), nil)
	s.search.OnChanged = func(text string) {
		if s.view.text = text; s.model != nil {
			s.list()
		}
	}
	page.Back(s.search, s.focusList)
	s.sum, s.holder = container.NewStack(), container.NewStack()
	s.makeTable(wide)
	title := d.Heading(d.T("People"), look.Space(), l.Button(d.T("New party"), look.Plain, s.beginNew))
	s.root = page.New(l, s.fit, s.holder, title, s.sum, page.Flow(l, l.Sized(220, 0, s.search)))
	return s
}

// restore has the order of the list back. What was typed is a client's word and
// is not kept.
func restore(memory desk.Memory) view {
	v := view{sorted: byName, downward: memory.Get("people.downward") != ""}
	for _, f := range figures {
		if string(f) == memory.Get("people.sorted") {
			v.sorted = f
		}
	}
	return v
}

func (v view) remember(memory desk.Memory) {
	memory.Set("people.sorted", string(v.sorted))
	memory.Set("people.downward", map[bool]string{true: "1"}[v.downward])
}

// Content is the screen.
func (s *Screen) Content() fyne.CanvasObject { return s.root }

// Enter shows the selected party at the side and gives the list the keyboard.
func (s *Screen) Enter() {
	if s.adding == nil && s.desk.Unsent.IsOpen(newPartyForm) {
		s.openNew()
	}
	if s.model == nil {
		s.Refresh()
	} else {
		s.showPanel()
	}
	s.focusList()
}

// Refresh follows a change of the engagement.
func (s *Screen) Refresh() {
	s.model = newModel(s.desk)
	s.list()
}

// Empty drops what the parties carry; nothing is shown after it.
func (s *Screen) Empty() { s.model, s.rows, s.sheet = &model{desk: s.desk}, nil, nil }

// list fills the list anew and keeps the selection where it was.
func (s *Screen) list() {
	s.rows = s.model.rows(s.view)
	s.sum.Objects = []fyne.CanvasObject{page.Sum(s.desk, s.desk.Session.Evaluation().Totals(), s.model.showing(s.rows))}
	s.drawList()
	at := s.indexOf(s.selected)
	if at < 0 {
		at = s.nearest(s.at)
	}
	s.selectRow(at)
	s.root.Refresh()
}

func (s *Screen) selectRow(at int) {
	s.quiet = true
	s.table.Select(-1)
	s.table.Select(at)
	s.quiet = false
	s.follow(at)
}

// follow takes note of the row that is selected.
func (s *Screen) follow(at int) {
	id := ""
	if at >= 0 && at < len(s.rows) {
		id, s.at = s.rows[at].id, at
	}
	if id != s.selected {
		s.selected, s.leaving, s.more, s.sheet = id, leaving{}, 0, nil
		s.desk.Memory.Set("people.selected", id)
	}
	s.showPanel()
}

func (s *Screen) indexOf(id string) int {
	for i := range s.rows {
		if s.rows[i].id == id && id != "" {
			return i
		}
	}
	return -1
}

// nearest is the row of a party that is closest below a place, or above it.
func (s *Screen) nearest(at int) int {
	for i := max(at, 0); i < len(s.rows); i++ {
		if s.rows[i].heading == "" {
			return i
		}
	}
	for i := min(at, len(s.rows)-1); i >= 0; i-- {
		if s.rows[i].heading == "" {
			return i
		}
	}
	return -1
}

// Show goes to a party, or begins a new one.
func (s *Screen) Show(place desk.Place) {
	if s.model == nil {
		s.Refresh()
	}
	if place.Party != "" {
		if s.indexOf(place.Party) < 0 {
			s.search.SetText("")
		}
		s.adding = nil
		s.desk.Unsent.Close(newPartyForm)
		s.selectRow(s.indexOf(place.Party))
	}
	switch place.Do {
	case "new":
		s.beginNew()
	case "retire", "handover":
		s.begin(place.Do == "retire")
	default:
		s.focusList()
	}
}

// Selected is the party that is shown.
func (s *Screen) Selected() assess.Ref {
	if s.indexOf(s.selected) < 0 {
		return assess.Ref{}
	}
	return assess.Ref{Kind: assess.KindParty, Key: s.selected}
}

// Search gives the field for names the keyboard.
func (s *Screen) Search() { s.desk.Focus(s.search) }

// Drop has no use for files.
func (s *Screen) Drop([]string, fyne.Position) bool { return false }

// focusList gives the list the keyboard; where nothing is listed, the filter.
func (s *Screen) focusList() {
	if len(s.rows) == 0 {
		s.Search()
		return
	}
	s.desk.Focus(s.table.Focusable())
}

// Package findings is the screen of what the rules say is wrong: a list in
// groups, and beside it the sum behind a severity, what was decided, and what
// is to be done.
package findings

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"demarc/app/desk"
	"demarc/app/look"
	"demarc/app/page"
	"demarc/assess"
)

// Screen is the findings' screen.
type Screen struct {
	desk  *desk.Desk
	model *model // nil until the screen is first in front
	view  view

	root    *fyne.Container
	sum     *fyne.Container
	chips   *fyne.Container
	pickers *fyne.Container
	holder  *fyne.Container // the table, or the sentence of an empty list
	search  *look.Entry
	table   *look.Table
	room    room

	items    []item
	listed   int
	marked   map[string]bool // by a finding's id
	selected string          // a finding's id
	at       int             // the row that was selected last
	quiet    bool            // the selection is moved by the screen itself
	draft    draft
	drafted  string       // the finding that the draft is about
	decided  *look.Picker // the panel's choice of a disposition
	more     int          // how many places the panel shows beyond the first
	panel    *fyne.Container
	fields   map[fieldName]*page.Field
	opened   fyne.CanvasObject // the form in the panel
}

// New makes the screen.
func New(d *desk.Desk) desk.Screen {
	s := &Screen{desk: d, view: restore(d.Memory), marked: map[string]bool{}, selected: d.Memory.Get("findings.selected")}
	s.search = d.Look.Entry("", d.T("Filter by words"), nil)
	s.search.OnChanged = func(text string) { s.look(func(v *view) { v.text = text }) }
	page.Back(s.search, s.focusList)
	s.sum, s.holder = container.NewStack(), container.NewStack()
	s.chips, s.pickers = page.Flow(d.Look), page.Flow(d.Look)
	s.makeTable(wide)
	s.root = page.New(d.Look, s.fit, s.holder, d.Heading(d.T("Findings")), s.sum, s.chips, s.pickers)
	return s
}

// Content is the screen.
func (s *Screen) Content() fyne.CanvasObject { return s.root }

// Enter shows the selected finding at the side and gives the list the keyboard.
func (s *Screen) Enter() {
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
	for id := range s.marked {
		if s.model.find(id) == nil {
			delete(s.marked, id)
		}
	}
	s.list()
}

// Empty drops the findings; nothing is shown after it.
func (s *Screen) Empty() {
	s.model, s.items = &model{desk: s.desk}, nil
	s.panel, s.fields, s.opened = nil, nil, nil
}

// look changes what is listed.
func (s *Screen) look(change func(*view)) {
	change(&s.view)
	s.view.remember(s.desk.Memory)
	if s.model != nil {
		s.list()
	}
}

// list fills the list anew and keeps the selection where it was, or, where that
// finding is gone, on the one in its place.
func (s *Screen) list() {
	s.items, s.listed = s.model.list(s.view)
	s.drawSum()
	s.drawChips()
	s.drawList()
	at := s.indexOf(s.selected)
	if at < 0 {
		at = s.nearest(s.at)
	}
	s.selectRow(at)
	s.root.Refresh()
}

// selectRow selects a row of the list and shows it at the side.
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
	if at >= 0 && at < len(s.items) && s.items[at].finding != nil {
		id, s.at = s.items[at].finding.ID, at
	}
	if id != s.selected {
		s.selected, s.more = id, 0
		s.desk.Memory.Set("findings.selected", id)
	}
	s.turns()
	s.showPanel()
}

func (s *Screen) indexOf(id string) int {
	for i := range s.items {
		if s.items[i].finding != nil && s.items[i].finding.ID == id {
			return i
		}
	}
	return -1
}

// nearest is the row of a finding that is closest below a place, or above it.
func (s *Screen) nearest(at int) int {
	for i := max(at, 0); i < len(s.items); i++ {
		if s.items[i].finding != nil {
			return i
		}
	}
	for i := min(at, len(s.items)-1); i >= 0; i-- {
		if s.items[i].finding != nil {
			return i
		}
	}
	return -1
}

// current is the finding that is selected, or nil. It is a copy: what is made
// of it must not keep all of them.
func (s *Screen) current() *assess.Finding {
	if s.model == nil || s.selected == "" {
		return nil
	}
	found := s.model.find(s.selected)
	if found == nil {
		return nil
	}
	alone := *found
	return &alone
}

// Show goes to a finding, or to those that a place narrows the list down to.
func (s *Screen) Show(place desk.Place) {
	if s.model == nil {
		s.model = newModel(s.desk)
	}
	s.look(func(v *view) { *v = v.narrow(place) })
	if place.Finding != "" {
		if s.indexOf(place.Finding) < 0 {
			s.look(func(v *view) { *v = v.cleared() })
		}
		s.selectRow(s.indexOf(place.Finding))
	}
	s.act(place.Do)
}

// act begins what a place's word says with the selected finding, or goes to the
// list.
func (s *Screen) act(word string) {
	begin := map[string]func(){
		"action": s.BeginAction, "severity": func() { s.begin(severityForm) }, "decide": s.reachDecision, "mark": s.Mark,
	}[word]
	switch {
	case word == "all":
		s.clear()
	case begin == nil:
		s.focusList()
	case s.current() == nil:
		s.desk.Window.Say(s.desk.T("Select a finding first: none is listed here."), false)
	default:
		begin()
	}
}

func (s *Screen) reachDecision() {
	if s.draft.form != decisionForm {
		s.draft = draft{}
	}
	s.showPanel()
	s.desk.Focus(s.decided)
}

// Search gives the field for words the keyboard.
func (s *Screen) Search() { s.desk.Focus(s.search) }

// Drop has no use for files.
func (s *Screen) Drop([]string, fyne.Position) bool { return false }

// focusList gives the list the keyboard; where nothing is listed, the filter.
func (s *Screen) focusList() {
	if len(s.items) == 0 {
		s.Search()
		return
	}
	s.desk.Focus(s.table.Focusable())
}

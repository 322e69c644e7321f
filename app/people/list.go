package people

import (
	"strings"

	"fyne.io/fyne/v2"

	"demarc/app/desk"
	"demarc/app/look"
	"demarc/app/page"
)

// room is how many columns the list has room for.
type room int

const (
	narrow room = iota // what counts most
	medium             // the function, too
	wide               // all four letters of RACI, and the share
)

func roomFor(width float32) room {
	switch {
	case width >= 780:
		return wide
	case width >= 560:
		return medium
	}
	return narrow
}

// shownIn are the columns of numbers in each room.
var shownIn = map[room][]figure{
	narrow: {accountable, unfinished, overdue},
	medium: {accountable, responsible, unfinished, overdue},
	wide:   {accountable, responsible, consulted, informed, unfinished, overdue, share},
}

// fit follows the width of the screen.
func (s *Screen) fit(width float32) {
	wanted := roomFor(width)
	if wanted == s.room {
		return
	}
	focused := s.desk.Window.Canvas().Focused() == s.table.Focusable()
	s.makeTable(wanted)
	s.drawList()
	s.quiet = true
	s.table.Select(s.indexOf(s.selected))
	s.quiet = false
	if focused {
		s.focusList()
	}
}

// column is one column of the list: its head, what it sorts by, and its cell.
type column struct {
	look.Column
	by   figure
	cell func(*row) look.Cell
}

func (s *Screen) columns(r room) []column {
	d := s.desk
	columns := []column{{look.Column{Title: d.T("Name"), Sorts: true}, byName, nameCell}}
	if r != narrow {
		columns = append(columns, column{look.Column{Title: d.T("Function")}, "", functionCell})
	}
	for _, f := range shownIn[r] {
		columns = append(columns, column{look.Column{Title: s.figureName(f), Width: widths[f], Right: true, Sorts: true}, f, figureCell(f)})
	}
	return columns
}

var widths = map[figure]float32{
	accountable: 92, responsible: 80, consulted: 64, informed: 58, unfinished: 70, overdue: 56, share: 44,
}

func (s *Screen) figureName(f figure) string {
	d := s.desk
	switch f {
	case accountable:
		return d.T("Accountable")
	case responsible:
		return d.T("Responsible")
	case consulted:
		return d.T("Consulted")
	case informed:
		return d.T("Informed")
	case unfinished:
		return d.T("Unfinished")
	case overdue:
		return d.T("Overdue")
	}
	return d.T("Share")
}

func nameCell(r *row) look.Cell {
	if r.retired {
		return look.Cell{Text: r.name, Role: look.Text3}
	}
	return look.Cell{Text: r.name, Style: look.BodyMedium, Role: look.Text}
}

func functionCell(r *row) look.Cell { return look.Cell{Text: r.function, Role: faint(r, look.Text2)} }

func faint(r *row, role look.Role) look.Role {
	if r.retired {
		return look.Text3
	}
	return role
}

// figureCell shows a number: one that is overdue is loud, none at all is quiet.
func figureCell(f figure) func(*row) look.Cell {
	return func(r *row) look.Cell {
		text := r.figures[f]
		switch {
		case f == overdue && r.late:
			return look.Cell{Text: text, Style: look.BodyStrong, Role: look.Alarm}
		case text == "0" || strings.HasPrefix(text, "0 "):
			return look.Cell{Text: "–", Role: look.Text3}
		}
		return look.Cell{Text: text, Role: faint(r, look.Text)}
	}
}

func (s *Screen) makeTable(r room) {
	s.room = r
	columns := s.columns(r)
	heads := make([]look.Column, len(columns))
	sorted := -1
	for i, c := range columns {
		if heads[i] = c.Column; c.by == s.view.sorted {
			sorted = i
		}
	}
	s.table = s.desk.Look.Table(heads)
	if s.view.sorted != byName || s.view.downward {
		s.table.SetSorted(sorted, s.view.downward)
	}
	s.table.Len = func() int { return len(s.rows) }
	s.table.Row = func(i int) look.Row {
		if i >= len(s.rows) {
			return look.Row{}
		}
		if s.rows[i].heading != "" {
			return look.Row{Heading: s.rows[i].heading}
		}
		cells := make([]look.Cell, len(columns))
		for j, c := range columns {
			cells[j] = c.cell(&s.rows[i])
		}
		return look.Row{Cells: cells}
	}
	s.table.Selected = func(i int) {
		if !s.quiet {
			s.adding = nil
			s.follow(i)
		}
	}
	s.table.Opened = func(int) { s.focusPanel() }
	s.table.Sorted = func(i int) { s.sort(columns[i].by) }
	s.table.Find = s.find
}

// sort orders by a column: numbers begin with the largest, and a second press
// turns the order round.
func (s *Screen) sort(by figure) {
	v := &s.view
	if v.sorted == by {
		v.downward = !v.downward
	} else {
		v.sorted, v.downward = by, by != byName
	}
	v.remember(s.desk.Memory)
	s.makeTable(s.room)
	s.list()
	s.focusList()
}

// find is the row whose name begins with what is typed, or -1.
func (s *Screen) find(text string) int {
	for i := range s.rows {
		if s.rows[i].heading == "" && strings.HasPrefix(strings.ToLower(s.rows[i].name), text) {
			return i
		}
	}
	return -1
}

// drawList shows the table, or why there is nothing in it.
func (s *Screen) drawList() {
	d := s.desk
	s.holder.Objects = []fyne.CanvasObject{s.table}
	switch {
	case len(s.rows) > 0 || s.model == nil:
	case len(s.model.loads) == 0:
		s.holder.Objects = []fyne.CanvasObject{d.Empty(d.T("No parties yet. Add the first by hand, or name one while assigning."),
			page.Middle(d.Look.Button(d.T("New party"), look.Plain, s.beginNew)))}
	default:
		s.holder.Objects = []fyne.CanvasObject{d.Empty(d.T("Nothing matches in %s.", d.N(len(s.model.loads), "%s party", "%s parties")),
			page.Middle(d.Look.Button(d.T("Clear filter"), look.Plain, func() { s.search.SetText(""); s.focusList() })))}
	}
	s.table.Refresh()
	s.holder.Refresh()
}

// showing says how many of the parties are listed.
func (m *model) showing(rows []row) string {
	d, listed := m.desk, 0
	for _, r := range rows {
		if r.heading == "" {
			listed++
		}
	}
	if listed == len(m.loads) {
		return d.N(listed, "%s party", "%s parties")
	}
	return d.T("showing %s of %s", d.Number(listed), d.N(len(m.loads), "%s party", "%s parties"))
}

// owns is the place of the cells of a party.
func owns(party string) desk.Place {
	return desk.Place{Screen: desk.Responsibilities, Party: party}
}

package findings

import (
	"strings"

	"fyne.io/fyne/v2"

	"demarc/app/desk"
	"demarc/app/look"
	"demarc/app/page"
	"demarc/assess"
)

// room is how many columns the list has room for.
type room int

const (
	narrow room = iota // what is wrong, in one line
	medium             // its asset and control in columns of their own
	wide               // what is decided and done about it, too
)

func roomFor(width float32) room {
	switch {
	case width >= 800:
		return wide
	case width >= 560:
		return medium
	}
	return narrow
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
	if at := s.indexOf(s.selected); at >= 0 {
		s.quiet = true
		s.table.Select(at)
		s.quiet = false
	}
	if focused {
		s.focusList()
	}
}

// column is one column of the list: its head, and its cell in a row.
type column struct {
	look.Column
	cell func(*Screen, *row) look.Cell
}

func (s *Screen) columns(r room) []column {
	d := s.desk
	severity := column{look.Column{Title: d.T("Severity"), Width: 86}, (*Screen).severityCell}
	score := column{look.Column{Title: d.T("Sum"), Width: 32, Right: true}, plain(func(r *row) string { return r.score }, look.Text2)}
	if r == narrow {
		title := column{look.Column{Title: d.T("Finding")}, plain(func(r *row) string { return r.title }, look.Text)}
		return []column{severity, score, title}
	}
	columns := []column{
		severity, score,
		{look.Column{Title: d.T("Finding"), Fits: true}, plain(func(r *row) string { return r.what }, look.Text)},
		{look.Column{Title: d.T("Asset"), Fits: true}, plain(func(r *row) string { return r.asset }, look.Text)},
		{look.Column{Title: d.T("Control"), Fits: true}, plain(func(r *row) string { return r.control }, look.Text2)},
	}
	if r == wide {
		columns = append(columns,
			column{look.Column{Title: d.T("Disposition"), Fits: true}, stateCell},
			column{look.Column{Title: d.T("Action"), Fits: true}, actionCell})
	}
	return columns
}

func plain(text func(*row) string, role look.Role) func(*Screen, *row) look.Cell {
	return func(_ *Screen, r *row) look.Cell { return look.Cell{Text: text(r), Role: role} }
}

func (s *Screen) severityCell(r *row) look.Cell {
	l, severity := s.desk.Look, r.finding.Severity
	return look.Cell{
		Text: r.severity, Style: look.BodyMedium, Colour: l.SeverityColour(severity),
		Draw: func() fyne.CanvasObject {
			if s.marked[r.finding.ID] {
				return l.Row(2, tick(l), l.SeverityMark(severity, 14))
			}
			return l.SeverityMark(severity, 14)
		},
	}
}

// tick stands before what is marked for a common action.
func tick(l *look.Look) fyne.CanvasObject { return l.Label("✓", look.SmallStrong, look.Accent) }

func stateCell(_ *Screen, r *row) look.Cell {
	if r.open {
		return look.Cell{Text: r.state, Role: look.Text3}
	}
	return look.Cell{Text: r.state, Style: look.BodyMedium, Role: look.Text}
}

func actionCell(_ *Screen, r *row) look.Cell {
	if r.overdue {
		return look.Cell{Text: r.action, Style: look.BodyMedium, Role: look.Alarm}
	}
	return look.Cell{Text: r.action, Role: look.Text2}
}

func (s *Screen) makeTable(r room) {
	s.room = r
	columns := s.columns(r)
	heads := make([]look.Column, len(columns))
	for i, c := range columns {
		heads[i] = c.Column
	}
	s.table = s.desk.Look.Table(heads)
	s.table.Len = func() int { return len(s.items) }
	s.table.Row = func(i int) look.Row {
		if i >= len(s.items) {
			return look.Row{}
		}
		if s.items[i].finding == nil {
			return look.Row{Heading: s.items[i].heading}
		}
		line := s.model.row(s.items[i].finding)
		cells := make([]look.Cell, len(columns))
		for j, c := range columns {
			cells[j] = c.cell(s, &line)
		}
		return look.Row{Cells: cells}
	}
	s.table.Selected = func(i int) {
		if !s.quiet {
			s.follow(i)
		}
	}
	s.table.Opened = func(i int) { s.open(s.items[i].finding) }
	s.table.Find = s.find
}

// find is the row whose title or asset begins with what is typed, or -1.
func (s *Screen) find(text string) int {
	for i := range s.items {
		f := s.items[i].finding
		if f != nil && (begins(s.model.hidden(f.Title(s.model.desk.Language)), text) || f.Asset != nil && begins(f.Asset.Name, text)) {
			return i
		}
	}
	return -1
}

func begins(name, text string) bool { return strings.HasPrefix(strings.ToLower(name), text) }

// open goes to the cell behind a finding.
func (s *Screen) open(f *assess.Finding) {
	if place, ok := target(f); ok {
		s.desk.Window.Go(place)
	}
}

// drawList shows the table, or why there is nothing in it.
func (s *Screen) drawList() {
	s.holder.Objects = []fyne.CanvasObject{s.table}
	if len(s.items) == 0 {
		s.holder.Objects = []fyne.CanvasObject{s.empty()}
	}
	s.table.Refresh()
	s.holder.Refresh()
}

// empty says why nothing is listed. No findings is no praise: what nobody
// assessed is said with it.
func (s *Screen) empty() fyne.CanvasObject {
	d := s.desk
	if s.model == nil {
		return d.Look.Label("", look.Body, look.Text2)
	}
	sentence, button := s.model.nothing(s.view)
	switch {
	case button == "":
		return d.Empty(sentence)
	case s.view.filters():
		return d.Empty(sentence, page.Middle(d.Look.Button(button, look.Plain, s.clear)))
	}
	return d.Empty(sentence, page.Middle(d.Look.Button(button, look.Plain, func() { d.Window.Go(desk.Place{Screen: desk.Assets, Do: "new"}) })))
}

func (s *Screen) clear() {
	s.view = s.view.cleared()
	s.search.Put("")
	s.look(func(*view) {})
	s.focusList()
}

func (s *Screen) drawSum() {
	s.sum.Objects = []fyne.CanvasObject{page.Sum(s.desk, s.model.totals, s.model.showing(s.listed))}
	s.sum.Refresh()
}

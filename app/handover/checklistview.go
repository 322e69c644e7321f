package handover

import (
	"strings"

	"fyne.io/fyne/v2"

	"demarc/app/desk"
	"demarc/app/look"
	"demarc/assess"
	"demarc/marks"
)

// checklistView lists what stands in the way of a final report.
type checklistView struct {
	screen   *Screen
	table    *look.Table
	rows     []checkRow
	selected string // the id of the line that the panel is about
	moving   bool   // the selection follows the lines and was not made by anybody
}

// checkRow is a heading or a line.
type checkRow struct {
	heading string
	line    line
}

func newChecklistView(s *Screen) *checklistView {
	v := &checklistView{screen: s, selected: s.d.Memory.Get(lineKey)}
	v.table = s.d.Look.Table([]look.Column{{}, {Title: s.d.T("Mend in"), Width: 92}})
	v.table.Len = func() int { return len(v.rows) }
	v.table.Row = v.row
	v.table.Selected = v.choose
	v.table.Opened = v.open
	v.table.Find = v.find
	return v
}

// refresh reads the lines anew and keeps the selection where it was.
func (v *checklistView) refresh() {
	v.rows = nil
	heads, lines := headings(v.screen.d), checklist(v.screen.d)
	for i, l := range lines {
		if i > 0 && lines[i-1].mark != l.mark {
			v.rows = append(v.rows, checkRow{heading: heads[l.mark]})
		}
		v.rows = append(v.rows, checkRow{line: l})
	}
	// The first part is headed by the table's own head.
	v.table.Columns[0].Title = heads[lines[0].mark]
	v.table.SetSorted(-1, false)
	v.moving = true
	v.table.Select(v.at(v.selected))
	v.moving = false
	v.table.Refresh()
}

// at is the row of a line, or -1.
func (v *checklistView) at(id string) int {
	for i, row := range v.rows {
		if id != "" && row.line.id == id {
			return i
		}
	}
	return -1
}

func (v *checklistView) row(i int) look.Row {
	if v.rows[i].heading != "" {
		return look.Row{Heading: v.rows[i].heading}
	}
	l, text := v.rows[i].line, look.Text
	style := look.Body
	switch {
	case l.loud:
		text, style = look.Alarm, look.BodyStrong
	case l.mark == settled:
		text = look.Text2
	}
	link := func() fyne.CanvasObject {
		return v.screen.d.Look.Link(l.where, look.Accent, func() { v.follow(l.id) })
	}
	return look.Row{Cells: []look.Cell{{Text: l.text, Role: text, Style: style, Draw: func() fyne.CanvasObject { return v.mark(l) }}, {Draw: link}}}
}

func (v *checklistView) mark(l line) fyne.CanvasObject {
	k := v.screen.d.Look
	switch {
	case l.loud:
		return k.Tile(marks.Unowned, false, 18, 16)
	case l.mark == blocks:
		return k.Sized(18, 16, k.SeverityMark(assess.SeverityHigh, 16))
	case l.mark == limits:
		return k.Tile(marks.NotAssessed, false, 18, 16)
	}
	return k.Tile(marks.Implemented, false, 18, 16)
}

// choose shows what a line is about.
func (v *checklistView) choose(i int) {
	l := v.rows[i].line
	if v.moving {
		return
	}
	v.selected = l.id
	v.screen.d.Memory.Set(lineKey, l.id)
	if l.topic != "" {
		v.screen.showScope("")
		return
	}
	v.showLine()
}

// follow is a press on a line's link. Pressing it leaves a field, which may
// have moved the lines.
func (v *checklistView) follow(id string) {
	if at := v.at(id); at >= 0 {
		v.selectLine(id)
		v.open(at)
	}
}

// open goes to where a line is mended.
func (v *checklistView) open(i int) {
	l := v.rows[i].line
	if l.topic != "" {
		v.screen.showScope(l.topic)
		return
	}
	v.screen.d.Window.Go(l.place)
}

// find finds a line by its beginning, figures left out.
func (v *checklistView) find(text string) int {
	for i, row := range v.rows {
		if row.heading == "" && strings.HasPrefix(strings.ToLower(strings.TrimLeft(row.line.text, "0123456789,. ")), text) {
			return i
		}
	}
	return -1
}

// selectLine selects a line by its id.
func (v *checklistView) selectLine(id string) {
	if at := v.at(id); at >= 0 {
		v.table.Select(at)
		v.choose(at)
	}
}

// enter takes the keyboard and shows what was last looked at.
func (v *checklistView) enter() {
	v.screen.d.Focus(v.table.Focusable())
	if at := v.at(v.selected); at >= 0 {
		v.choose(at)
		return
	}
	v.screen.show(nil, nil)
}

// showLine puts what a line means into the panel.
func (v *checklistView) showLine() {
	at := v.at(v.selected)
	if at < 0 {
		v.screen.show(nil, nil)
		return
	}
	d, l, line := v.screen.d, v.screen.d.Look, v.rows[at].line
	panel := l.Column(12,
		d.Overline(strings.ToUpper(headings(d)[line.mark])),
		l.Paragraph(line.text, look.PanelTitle, look.Text, desk.PanelWidth),
		l.Paragraph(line.why, look.Body, look.Text2, desk.PanelWidth),
		l.Row(8, l.Button(d.T("Show in %s", placeName(d, line.place.Screen)), look.Plain, func() { d.Window.Go(line.place) })),
	)
	v.screen.show(panel, v.showLine)
}

// placeName names a screen as the navigation does.
func placeName(d *desk.Desk, name desk.ScreenName) string {
	switch name {
	case desk.Responsibilities:
		return d.T("Responsibilities")
	case desk.Findings:
		return d.T("Findings")
	}
	return d.T("Assets")
}

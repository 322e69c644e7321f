package inventory

import (
	"demarc/app/desk"
	"demarc/app/look"
	"demarc/engagement"
)

// newTable is the table of a view.
func (m *importing) newTable() *look.Table {
	t := m.desk.Look.Table(m.columns())
	t.Len = func() int { return len(m.lines) }
	t.Row = m.row
	t.Selected = func(i int) {
		m.side = m.panel(&m.lines[i])
		m.desk.Window.Panel(m.side)
	}
	t.Opened = func(i int) {
		switch {
		case m.lines[i].column > 0:
			m.toColumn(m.lines[i].column)
		case m.first != nil:
			m.desk.Focus(m.first)
		}
	}
	return t
}

func (m *importing) columns() []look.Column {
	d := m.desk
	where := []look.Column{{Title: d.T("Line"), Width: 44, Right: true}, {Title: d.T("Name")}}
	switch m.view {
	case kindNew:
		return append(where, look.Column{Title: d.T("What the table says"), Width: 420})
	case kindRejected:
		return []look.Column{where[0], {Title: d.T("Name"), Width: 140}, {Title: d.T("Column"), Width: 120}, {Title: d.T("Value"), Width: 130}, {Title: d.T("Reason")}}
	case kindNotes:
		return []look.Column{{Title: d.T("Note")}}
	case kindColumns:
		return []look.Column{{Title: d.T("No."), Width: 36, Right: true}, {Title: d.T("Their column")}, {Title: d.T("Our field"), Width: 260}}
	case kindConflicting:
		return append(where, look.Column{Title: d.T("Field"), Width: 128}, look.Column{Title: d.T("Mine: here")}, look.Column{Title: d.T("Theirs: the table")}, look.Column{Title: d.T("Choice"), Width: 76})
	}
	return append(where, look.Column{Title: d.T("Field"), Width: 128}, look.Column{Title: d.T("Here")}, look.Column{Title: d.T("The table")})
}

// row dresses a line: the last column asks for the eye, what is replaced is
// fainter than what takes its place.
func (m *importing) row(i int) look.Row {
	line := m.lines[i]
	cells := make([]look.Cell, len(line.Cells))
	for c, text := range line.Cells {
		cells[c] = look.Cell{Text: text, Role: m.role(line, c)}
	}
	if len(cells) > 1 {
		cells[1].Style = look.BodyMedium
	}
	if line.Loud {
		cells[len(cells)-1].Style = look.BodyMedium
	}
	for len(cells) < len(m.columns()) {
		cells = append(cells, look.Cell{})
	}
	return look.Row{Cells: cells}
}

func (m *importing) role(line importLine, column int) look.Role {
	last := column == len(line.Cells)-1
	switch {
	case column == 0 && m.view != kindNotes:
		return look.Text3
	case line.Loud && last:
		return look.Alarm
	case m.view == kindConflicting && column == 3 && line.Choice == engagement.ChoiceTheirs,
		m.view == kindConflicting && column == 4 && line.Choice == engagement.ChoiceMine,
		m.view == kindChanged && column == 3,
		m.view == kindColumns && last && line.pair.Field == "":
		return look.Text3
	case column == 2, m.view == kindNew && last:
		return look.Text2
	}
	return look.Text
}

// selectFirst marks the first line, so that its panel is there.
func (m *importing) selectFirst() {
	if len(m.lines) > 0 {
		m.table.Select(0)
	}
}

// fieldOptions are what a column can fill.
func fieldOptions(d *desk.Desk) []look.Option {
	options := []look.Option{{Text: d.T("not used")}}
	for _, g := range groups(d) {
		for _, f := range g.Fields {
			options = append(options, look.Option{Value: f.Key, Text: f.Label, Note: f.Key})
		}
	}
	for i := range d.Session.Catalogue().Controls {
		control := &d.Session.Catalogue().Controls[i]
		options = append(options, look.Option{Value: control.ID, Text: d.T("Accountable: %s", d.ControlShort(control)), Note: control.ID})
	}
	return options
}

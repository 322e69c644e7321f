package inventory

import (
	"strconv"

	"fyne.io/fyne/v2"

	"demarc/app/desk"
	"demarc/app/look"
	"demarc/assess"
	"demarc/marks"
)

func (l *list) newTable() *look.Table {
	d := l.desk
	t := d.Look.Table([]look.Column{
		byName:     {Title: d.T("Name"), Fits: true, Sorts: true},
		byHosting:  {Title: d.T("Hosting"), Fits: true, Sorts: true},
		byApproval: {Title: d.T("Approval"), Fits: true, Sorts: true},
		byData:     {Title: d.T("Data"), Fits: true, Sorts: true},
		byExposure: {Title: d.T("Exposure"), Fits: true, Sorts: true},
		byOwner:    {Title: d.T("Owner"), Fits: true, Sorts: true},
		byUnowned:  {Title: d.T("Unowned"), Width: 72, Sorts: true, Right: true},
	})
	t.Len = func() int { return len(l.lines) }
	t.Row = l.tableRow
	t.Selected = l.selectLine
	t.Opened = func(i int) {
		l.selectLine(i)
		l.form.enter()
	}
	t.Sorted = l.sortBy
	t.Find = func(text string) int { return find(l.lines, text) }
	return t
}

func (l *list) tableRow(i int) look.Row {
	d := l.desk
	if l.lines[i].heading {
		return look.Row{Heading: d.T("Not counted: retired or rejected")}
	}
	r := l.lines[i].row
	text, soft := look.Text, look.Text2
	if !r.Counted {
		text, soft = look.Text3, look.Text3
	}
	cells := make([]look.Cell, columns)
	cells[byName] = look.Cell{Text: r.Name, Role: text, Style: look.BodyMedium}
	cells[byHosting] = look.Cell{Text: r.Hosting, Role: soft}
	cells[byApproval] = l.approvalCell(r, soft)
	cells[byData] = blankCell(r.Data, soft, d.T("not stated"))
	cells[byExposure] = blankCell(r.Exposure, soft, d.T("not stated"))
	cells[byOwner] = blankCell(r.Owner, soft, d.T("nobody"))
	cells[byUnowned] = unownedCell(d, r)
	return look.Row{Cells: cells}
}

func blankCell(text string, role look.Role, blank string) look.Cell {
	if text == "" {
		return look.Cell{Text: blank, Role: look.Text3}
	}
	return look.Cell{Text: text, Role: role}
}

// approvalCell marks what nobody's approval holds for.
func (l *list) approvalCell(r *row, role look.Role) look.Cell {
	if !r.Unapproved || !r.Counted {
		return look.Cell{Text: r.Approval, Role: role}
	}
	return look.Cell{
		Text: r.Approval, Colour: l.desk.Look.SeverityColour(assess.SeverityHigh),
		Draw: func() fyne.CanvasObject { return l.desk.Look.SeverityMark(assess.SeverityHigh, 11) },
	}
}

func unownedCell(d *desk.Desk, r *row) look.Cell {
	switch {
	case !r.Counted:
		return look.Cell{Text: "–", Role: look.Text3}
	case r.Unowned == 0:
		return look.Cell{Text: "0", Role: look.Text3}
	}
	cell := d.Look.TileCell(marks.Unowned, false, d.Number(r.Unowned), look.Alarm)
	cell.Style = look.BodyStrong
	return cell
}

// sortBy sorts by a column, or turns its order round. Most unowned comes first.
func (l *list) sortBy(column int) {
	if l.criteria.Sort == column {
		l.criteria.Down = !l.criteria.Down
	} else {
		l.criteria.Sort, l.criteria.Down = column, column == byUnowned
	}
	l.remember()
	l.arrange()
}

// remember keeps how the list stands: ids and numbers alone.
func (l *list) remember() {
	m, c := l.desk.Memory, l.criteria
	m.Set("assets.selected", l.selected)
	m.Set("assets.hosting", c.Hosting)
	m.Set("assets.approval", c.Approval)
	m.Set("assets.data", c.Data)
	m.Set("assets.unowned", strconv.FormatBool(c.Unowned))
	m.Set("assets.sort", strconv.Itoa(c.Sort))
	m.Set("assets.down", strconv.FormatBool(c.Down))
}

func (l *list) recall() {
	m := l.desk.Memory
	l.selected = m.Get("assets.selected")
	c := criteria{Hosting: m.Get("assets.hosting"), Approval: m.Get("assets.approval"), Data: m.Get("assets.data")}
	c.Unowned, _ = strconv.ParseBool(m.Get("assets.unowned"))
	c.Down, _ = strconv.ParseBool(m.Get("assets.down"))
	if sort, err := strconv.Atoi(m.Get("assets.sort")); err == nil && sort >= 0 && sort < columns {
		c.Sort = sort
	}
	l.criteria = c
}

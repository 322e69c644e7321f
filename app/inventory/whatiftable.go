package inventory

import (
	"fyne.io/fyne/v2"

	"demarc/app/desk"
	"demarc/app/look"
)

func (c *comparison) newTable() *look.Table {
	d := c.desk
	t := d.Look.Table([]look.Column{
		{Title: d.T("Control")}, {Title: d.T("Now"), Width: 116}, {Title: d.T("Then"), Width: 116},
		{Title: d.T("What the client would have to do")},
	})
	t.Len = func() int { return len(c.lines) }
	t.Row = c.row
	t.Selected = func(i int) {
		if c.lines[i].move == nil {
			return
		}
		c.side = c.panel(c.lines[i].move)
		if c.screen.front == part(c) {
			d.Window.Panel(c.side)
		}
	}
	return t
}

func (c *comparison) row(i int) look.Row {
	l, line := c.desk.Look, c.lines[i]
	if line.heading != "" {
		return look.Row{Heading: line.heading}
	}
	m := line.move
	return look.Row{Cells: []look.Cell{
		{Text: m.Name, Role: look.Text},
		l.TileCell(m.Now.Tile, m.Now.Weak, m.Now.Text, look.Text2),
		l.TileCell(m.Then.Tile, m.Then.Weak, m.Then.Text, look.Text2),
		{Text: shorten(desk.Prose(m.duty(c.desk)), 300), Role: look.Text2},
	}}
}

// panel tells one cell in full.
func (c *comparison) panel(m *move) fyne.CanvasObject {
	d, l := c.desk, c.desk.Look
	box := l.Column(8, l.Label(m.Control, look.Small, look.Text3), l.Paragraph(m.Name, look.PanelTitle, look.Text, desk.PanelWidth))
	if m.Lands {
		box.Add(l.Paragraph(d.T("A duty that the client does not have now."), look.BodyMedium, look.Alarm, desk.PanelWidth))
	}
	for _, of := range []struct {
		name string
		side side
	}{{d.T("Now"), m.Now}, {d.T("Then"), m.Then}} {
		text := d.Plain(of.side.Tile.Words())
		if text != of.side.Text {
			text = d.T("%s: %s", of.side.Text, text)
		}
		box.Add(d.Field(of.name, l.Row(8, l.Tile(of.side.Tile, of.side.Weak, 26, 23), look.Grow(l.Shrinking(text, look.Body, look.Text)))))
	}
	if len(m.Duties) > 0 {
		c.told(box, d.T("THE CLIENT WOULD HAVE TO"), m.Duties...)
	}
	if m.Provider != "" {
		c.told(box, d.T("THE PROVIDER WOULD OFFER"), m.Provider)
	}
	if m.Gap != "" {
		c.told(box, d.T("KNOWN GAP"), m.Gap)
	}
	return box
}

func (c *comparison) told(box *fyne.Container, title string, texts ...string) {
	d, l := c.desk, c.desk.Look
	box.Add(l.Pad(l.Column(8, l.Hairline(), d.Overline(title)), 4, 0, 0, 0))
	for _, text := range texts {
		box.Add(l.Paragraph(desk.Prose(d.T(text)), look.Body, look.Text2, desk.PanelWidth))
	}
}

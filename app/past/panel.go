package past

import (
	"fyne.io/fyne/v2"

	"demarc/app/desk"
	"demarc/app/look"
	"demarc/history"
)

// mostRecords is how many changed records the panel shows before the rest is
// asked for.
const mostRecords = 25

// panel shows one commit at the side.
type panel struct {
	screen *screen
	first  fyne.Focusable // its first part that takes the keyboard
}

// focus gives the keyboard to the panel, whose parts are new for every commit.
func (p *panel) focus() {
	if p.first != nil {
		p.screen.desk.Focus(p.first)
	}
}

// show words a commit and puts it at the side.
func (p *panel) show(id history.ID) { p.showRecords(id, mostRecords) }

func (p *panel) showRecords(id history.ID, most int) {
	s := p.screen
	detail := s.past.detail(id, most)
	l := s.desk.Look
	p.first = nil
	column := l.Column(12, p.head(&detail), l.Hairline(), p.about(&detail), l.Hairline(), p.undoing(&detail), l.Hairline(), p.changes(&detail))
	if detail.more > 0 {
		more := l.Link(s.desk.N(detail.more, "Show %s more record", "Show %s more records"), look.Accent, func() { p.showRecords(id, most+4*mostRecords); p.focus() })
		column.Add(l.Row(0, more))
	}
	s.desk.Window.Panel(column)
}

func (p *panel) head(c *detail) fyne.CanvasObject {
	l := p.screen.desk.Look
	column := l.Column(6, l.Label(c.when, look.Small, look.Text3))
	for _, sentence := range c.sentences {
		column.Add(l.Paragraph(sentence, look.BodyStrong, look.Text, desk.PanelWidth))
	}
	return column
}

// about says who committed, and under which hash.
func (p *panel) about(c *detail) fyne.CanvasObject {
	d, l := p.screen.desk, p.screen.desk.Look
	text := func(value string) fyne.CanvasObject { return l.Shrinking(value, look.Body, look.Text) }
	copyHash := l.Link(d.T("Copy"), look.Accent, func() {
		fyne.CurrentApp().Clipboard().SetContent(c.id.String())
		d.Window.Say(d.T("The whole hash is on the clipboard."), false)
	})
	hash := l.Row(4, l.Label(c.hash, look.Hash, look.Text2), look.Space(), copyHash)
	p.first = copyHash
	signed := text(c.signed)
	if c.forged {
		signed = l.Paragraph(c.signed, look.Body, look.Alarm, desk.PanelWidth-96)
	}
	return l.Column(2,
		d.Field(d.T("Author"), l.Sized(0, 24, look.Middle(text(c.who+", "+c.role)))),
		d.Field(d.T("Signed by"), l.Sized(0, 24, look.Middle(signed))),
		d.Field(d.T("Kind"), l.Sized(0, 24, look.Middle(text(c.kind)))),
		d.Field(d.T("Commit"), hash))
}

// undoing says whether the commit can be taken back, and what is in the way.
func (p *panel) undoing(c *detail) fyne.CanvasObject {
	s, d, l := p.screen, p.screen.desk, p.screen.desk.Look
	u := &c.undoing
	column := l.Column(6, d.Overline(d.T("UNDO")), l.Paragraph(u.words, look.Body, look.Text2, desk.PanelWidth))
	if u.now || u.again {
		button := l.Button(d.T("Undo this change"), look.Plain, func() { s.undoLast(); p.focus() })
		if u.again {
			button = l.Button(d.T("Redo this change"), look.Plain, func() { s.redoLast(); p.focus() })
		}
		p.first = button
		column.Add(l.Row(0, button))
	}
	if u.same != "" {
		column.Add(l.Paragraph(u.same, look.Body, look.Text2, desk.PanelWidth))
	}
	links := l.Column(0)
	for i, to := range u.links {
		link := l.Link(l.Cut(to.text, look.SmallMedium, l.S(desk.PanelWidth-8)), look.Accent, func() { s.open(to.commit); p.focus() })
		if i == 0 && !u.now {
			p.first = link
		}
		links.Add(l.Row(0, l.Pad(link, 0, 0, 0, -4)))
	}
	if u.more > 0 {
		links.Add(l.Label(d.N(u.more, "and %s more", "and %s more"), look.Small, look.Text3))
	}
	if len(links.Objects) > 0 {
		column.Add(links)
	}
	return column
}

// changes are the fields of the changed records, before and after.
func (p *panel) changes(c *detail) fyne.CanvasObject {
	d, l := p.screen.desk, p.screen.desk.Look
	count := l.Label(d.N(len(c.records)+c.more, "%s record", "%s records"), look.Small, look.Text3)
	column := l.Column(14, d.Overline(d.T("BEFORE → AFTER"), count))
	for _, record := range c.records {
		column.Add(p.record(&record))
	}
	return column
}

func (p *panel) record(r *record) fyne.CanvasObject {
	l := p.screen.desk.Look
	const name, gap = 90, 6 // as fields have it
	column := l.Column(4, l.Paragraph(r.title, look.SmallStrong, look.Text, desk.PanelWidth))
	for _, f := range r.fields {
		left := l.Sized(name+gap, 0, l.Paragraph(f.name, look.Small, look.Text3, name))
		column.Add(look.Border(nil, nil, left, nil, l.Paragraph(f.text, look.Small, look.Text, desk.PanelWidth-name-gap)))
	}
	return column
}

package inventory

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"demarc/app/desk"
	"demarc/app/look"
	"demarc/app/page"
	"demarc/engagement"
	"demarc/exchange"
)

// panel tells a line in full, with what can be decided about it.
func (m *importing) panel(line *importLine) fyne.CanvasObject {
	m.first, m.words = nil, nil
	switch {
	case line.pair != nil:
		return m.columnPanel(line.pair)
	case line.row != nil:
		return m.rowPanel(line.row)
	}
	return m.notePanel(line)
}

// notePanel tells a note in full. One about a column leads there.
func (m *importing) notePanel(line *importLine) fyne.CanvasObject {
	d, l := m.desk, m.desk.Look
	box := l.Column(8, d.Overline(d.T("NOTE")), l.Paragraph(shorten(line.note, 4000), look.Body, look.Text, desk.PanelWidth))
	if line.column > 0 {
		link := l.Link(d.T("Say what it means"), look.Accent, func() { m.toColumn(line.column) })
		box.Add(l.Pad(l.Row(0, link), 0, 0, 0, -4))
	}
	return box
}

// columnPanel lets a person say what a column fills.
func (m *importing) columnPanel(p *pair) fyne.CanvasObject {
	d, l := m.desk, m.desk.Look
	shown := d.T("not used")
	if p.Field != "" {
		shown = labelOf(d, fieldLabels(d), p.Field)
	}
	picker := l.Picker(shown, "", func() []look.Option { return fieldOptions(d) }, func(field string) { m.assign(p, field) })
	escapes(picker, m.enter)
	m.first = picker
	fills := page.NewField(d, d.T("Fills"), picker, m.grown)
	box := l.Column(10, d.Overline(d.T("COLUMN %s", d.Number(p.Number))),
		l.Paragraph(shorten(desk.OneLine(squeezed(p.Column)), 300), look.PanelTitle, look.Text, desk.PanelWidth),
		fills.Box)
	if p.Joined {
		box.Add(l.Paragraph(d.T("Other columns fill this field, too. Picking again keeps them for notes, data and tags alone."), look.Small, look.Text2, desk.PanelWidth))
	}
	box.Add(m.values(p))
	return box
}

// rowPanel shows a row with all of its fields.
func (m *importing) rowPanel(r *engagement.ImportRow) fyne.CanvasObject {
	d, l := m.desk, m.desk.Look
	box := l.Column(8, d.Overline(d.T("LINE %s", d.Number(r.Line))),
		l.Paragraph(shorten(nameOf(r), 300), look.PanelTitle, look.Text, desk.PanelWidth))
	labels := fieldLabels(d)
	if m.view == kindConflicting {
		m.addChoice(box, r)
	}
	for _, problem := range r.Problems {
		m.addProblem(box, problem)
	}
	if m.view == kindNew {
		box.Add(l.Pad(l.Hairline(), 4, 0, 4, 0))
		for _, f := range r.Fields {
			m.addValue(box, labelOf(d, labels, f.Field), m.pending.valueText(f.Field, f.New))
		}
		return box
	}
	for _, f := range slices.Concat(r.Conflicts, r.Fields) {
		box.Add(l.Pad(l.Column(6, l.Hairline(), l.Shrinking(labelOf(d, labels, f.Field), look.SmallStrong, look.Text)), 4, 0, 0, 0))
		if f.Old != "" {
			m.addValue(box, d.T("Here"), m.pending.valueText(f.Field, f.Old))
		}
		m.addValue(box, d.T("The table"), m.pending.valueText(f.Field, f.New))
		if m.view == kindConflicting && !r.Repeats && !slices.Contains(r.Conflicts, f) {
			box.Add(l.Paragraph(d.T("Comes in either way: only the table changed it."), look.Small, look.Text2, desk.PanelWidth))
		}
	}
	return box
}

// addProblem tells what is wrong with a row, and what may have been meant.
func (m *importing) addProblem(box *fyne.Container, p exchange.Problem) {
	d, l := m.desk, m.desk.Look
	box.Add(l.Pad(l.Hairline(), 4, 0, 4, 0))
	if p.Column != "" {
		m.addValue(box, d.T("Column"), desk.OneLine(p.Column))
	}
	if p.Value != "" {
		m.addValue(box, d.T("Value"), desk.OneLine(p.Value))
	}
	m.addValue(box, d.T("Reason"), desk.OneLine(p.Reason.In(d.Language)))
	if len(p.Nearest) > 0 {
		m.addValue(box, d.T("Nearest"), desk.OneLine(strings.Join(p.Nearest, ", ")))
	}
}

func (m *importing) addValue(box *fyne.Container, name, text string) {
	l := m.desk.Look
	text = shorten(text, 600)
	box.Add(look.Border(nil, nil, l.Sized(nameWidth, 0, l.Column(0, l.Shrinking(name, look.Small, look.Text3))), nil,
		l.Paragraph(text, look.Body, look.Text, desk.PanelWidth-nameWidth)))
}

// addChoice asks whose values count, with nothing chosen beforehand.
func (m *importing) addChoice(box *fyne.Container, r *engagement.ImportRow) {
	d, l := m.desk, m.desk.Look
	chosen := m.pending.Choices[placeOf(r)]
	mine := l.Chip(d.T("Keep mine"), chosen == engagement.ChoiceMine, func() { m.decide(r, engagement.ChoiceMine) })
	theirs := l.Chip(d.T("Take theirs"), chosen == engagement.ChoiceTheirs, func() { m.decide(r, engagement.ChoiceTheirs) })
	m.first = mine
	box.Add(l.Row(8, mine, theirs))
	if r.Repeats {
		box.Add(l.Paragraph(d.T("Several rows are about this asset; of those taken, the last one counts."), look.Small, look.Text2, desk.PanelWidth))
	}
}

package findings

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"demarc/app/desk"
	"demarc/app/look"
	"demarc/app/page"
)

// placesAtFirst is how many links a panel begins with, placesMore how many each
// press adds.
const placesAtFirst, placesMore = 8, 50

// showPanel shows the selected finding at the side.
func (s *Screen) showPanel() {
	s.fields = map[fieldName]*page.Field{}
	f := s.current()
	if f == nil {
		s.desk.Window.Panel(nil)
		return
	}
	x := s.model.detail(f)
	l := s.desk.Look
	s.panel = l.Column(12)
	if len(s.marked) > 0 {
		s.panel.Objects = []fyne.CanvasObject{s.panelMarks(), l.Hairline()}
	}
	s.panel.Objects = append(s.panel.Objects,
		s.panelHead(x), l.Hairline(), s.panelSum(x), l.Hairline(), s.panelDecision(x), l.Hairline(), s.panelActions(x))
	if len(x.places) > 0 {
		s.panel.Add(l.Hairline())
		s.panel.Add(s.panelPlaces(x))
	}
	s.desk.Window.Panel(s.panel)
}

func (s *Screen) panelHead(x detail) fyne.CanvasObject {
	d, l := s.desk, s.desk.Look
	beside := l.Shrinking(x.beside, look.Small, look.Text3)
	beside.Align = fyne.TextAlignTrailing
	head := l.Column(8,
		l.Row(12, l.Label(x.over, look.Small, look.Text3), look.Grow(look.Middle(beside))),
		l.Paragraph(x.title, look.PanelTitle, look.Text, desk.PanelWidth),
		s.badges(x),
		l.Paragraph(x.why, look.Body, look.Text, desk.PanelWidth))
	mark := d.T("Mark")
	if s.marked[x.finding.ID] {
		mark = d.T("Unmark")
	}
	buttons := l.Row(8, look.Space(), l.Button(mark, look.Ghost, s.Mark))
	if _, ok := target(x.finding); ok {
		buttons = l.Row(8, l.Button(openWords(s.desk, x), look.Plain, func() { s.open(x.finding) }), look.Space(), l.Button(mark, look.Ghost, s.Mark))
	}
	head.Add(buttons)
	return head
}

func openWords(d *desk.Desk, x detail) string {
	switch place, _ := target(x.finding); place.Screen {
	case desk.People:
		return d.T("Go to party")
	case desk.Assets:
		return d.T("Go to asset")
	}
	if len(x.finding.Cells) > 1 {
		return d.T("Go to the worst cell")
	}
	return d.T("Go to cell")
}

// badges show the severity that counts and, where it was adjusted, the sum's.
func (s *Screen) badges(x detail) fyne.CanvasObject {
	l, f := s.desk.Look, x.finding
	words := x.score
	if len(x.adjusted) > 0 {
		words = x.adjusted[0]
	}
	text := l.Label(words, look.SmallStrong, look.Text)
	text.Colour = l.SeverityColour(f.Severity)
	badge := l.Box(look.Surface, look.Hairline, l.Pad(l.Row(6, l.SeverityMark(f.Severity, 14), text), 3, 8, 3, 6))
	line := l.Row(8, badge, l.Label(stateName(s.desk, x.state), look.Small, look.Text2))
	if len(x.adjusted) == 0 {
		return line
	}
	return l.Column(6, line, l.Paragraph(x.adjusted[1], look.Small, look.Text2, desk.PanelWidth))
}

// panelSum shows the points as a column that adds up.
func (s *Screen) panelSum(x detail) fyne.CanvasObject {
	d, l := s.desk, s.desk.Look
	adjust := l.Link(d.T("Adjust severity"), look.Accent, func() { s.begin(severityForm) })
	sum := l.Column(3)
	add := func(points, sign, what string, style look.Style, role look.Role) {
		figure := l.Label(points, style, role)
		figure.Align = fyne.TextAlignTrailing
		sum.Add(l.Row(8, l.Sized(12, 0, l.Label(sign, look.Small, look.Text3)), l.Sized(24, 0, figure), look.Grow(l.Shrinking(what, style, role))))
	}
	add(x.total, "", d.SeverityName(x.finding.SumSeverity), look.BodyStrong, look.Text)
	for _, line := range x.sum {
		add(line.points, line.sign, line.what, look.Body, look.Text2)
	}
	part := l.Column(8, d.Overline(d.T("SUM"), adjust), sum)
	if s.draft.form == severityForm {
		part.Add(s.severityFields(x))
	}
	return part
}

func (s *Screen) panelDecision(x detail) fyne.CanvasObject {
	d, l := s.desk, s.desk.Look
	part := l.Column(8, d.Overline(d.T("DISPOSITION")))
	for _, said := range x.decided {
		const name = 96
		part.Add(look.Border(nil, nil, l.Sized(name, 0, l.Column(0, l.Shrinking(said.name, look.Small, look.Text2))), nil,
			l.Paragraph(said.value, look.Body, look.Text, desk.PanelWidth-name)))
	}
	part.Add(s.decisionFields(x))
	return part
}

func (s *Screen) panelActions(x detail) fyne.CanvasObject {
	d, l := s.desk, s.desk.Look
	add := l.Link(d.T("+ Add action"), look.Accent, s.BeginAction)
	part := l.Column(8, d.Overline(d.T("WHAT TO DO"), add), l.Paragraph(x.advice, look.Body, look.Text2, desk.PanelWidth))
	for _, action := range x.actions {
		part.Add(s.actionLine(action))
	}
	if s.draft.form == actionForm {
		part.Add(s.actionFields(x))
	}
	return part
}

func (s *Screen) actionLine(a actionLine) fyne.CanvasObject {
	d, l := s.desk, s.desk.Look
	role := look.Text2
	if a.overdue {
		role = look.Alarm
	}
	const button = 60
	text := l.Column(1,
		l.Paragraph(a.title, look.BodyMedium, look.Text, desk.PanelWidth-button-24),
		l.Paragraph(a.words, look.Small, role, desk.PanelWidth-button-24))
	line := l.Row(8, look.Grow(text))
	if a.open {
		line.Add(l.Link(d.T("Close"), look.Accent, func() { s.closeAction(a) }))
	}
	return l.Box(look.Surface, look.Hairline, l.Pad(line, 6, 6, 6, 10))
}

func (s *Screen) panelPlaces(x detail) fyne.CanvasObject {
	d, l := s.desk, s.desk.Look
	part := l.Column(0, l.Pad(d.Overline(d.T("ASSETS"), l.Label(x.reach, look.Small, look.Text3)), 0, 0, 6, 0))
	shown := min(len(x.places), placesAtFirst+s.more)
	for _, line := range x.places[:shown] {
		part.Add(s.placeLine(line))
	}
	if left := len(x.places) - shown; left > 0 {
		part.Add(l.Row(0, l.Link(page.More(d, left, placesMore), look.Accent, func() {
			s.more += placesMore
			s.showPanel()
		})))
	}
	return part
}

func (s *Screen) placeLine(line placeLine) fyne.CanvasObject {
	l := s.desk.Look
	text := l.Cut(line.text, look.SmallMedium, l.S(desk.PanelWidth-80))
	link := l.Link(text, look.Accent, func() { s.desk.Window.Go(line.place) })
	// A link has room around its text; here the text stands on the panel's edge.
	return container.NewStack(l.Pad(l.Row(0, link, look.Space(), l.Label(line.note, look.Small, look.Text3)), 0, 0, 0, -4))
}

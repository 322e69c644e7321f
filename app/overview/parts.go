package overview

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"demarc/app/desk"
	"demarc/app/look"
	"demarc/marks"
)

// Lengths of the screen.
const (
	side       = 16 // the room at both sides
	headHeight = 52
	wide       = 960 // from here on the next steps stand beside the map
	nextWide   = 348
	nextLeast  = 316 // where the screen is not much wider than that
	apart      = 28  // the room between the two
	actionsAt  = 2   // lines of an action that are shown
)

// parts are the screen for a width between its sides.
func (s *screen) parts(width float32) fyne.CanvasObject {
	d, l := s.desk, s.desk.Look
	s.steps, s.heat, s.begin, s.scroll = nil, nil, nil, nil
	if s.view.empty != "" {
		s.begin = l.Button(s.view.begin.text, look.Primary, func() { d.Window.Go(s.view.begin.to) })
		title := l.Pad(d.Heading(d.T("Overview")), 12, side, 8, side)
		ways := l.Row(8, s.begin)
		if s.view.begin.to.Do == "new" {
			ways.Add(l.Button(d.T("Import…"), look.Plain, func() { d.Window.Go(desk.Place{Screen: desk.Assets, Do: "import"}) }))
		}
		return look.Border(title, nil, nil, nil, d.Empty(s.view.empty, container.NewCenter(ways)))
	}
	head := l.Pad(s.head(width), 12, side, 8, side)
	var below fyne.CanvasObject
	if width >= l.S(wide) {
		next := min(l.S(nextWide), max(l.S(nextLeast), width*0.3))
		where := width - next - l.S(apart)
		below = container.New(&split{gap: l.S(apart), right: next}, s.where(where), s.next(next))
	} else {
		below = l.Column(24, s.next(width), s.where(width))
	}
	column := l.Column(16, s.blocks(width), below)
	s.scroll = container.NewVScroll(l.Pad(column, 8, side, 10, side))
	return look.Border(head, nil, nil, nil, s.scroll)
}

// head is the title with the sum that closes, beneath it where both do not fit.
func (s *screen) head(width float32) fyne.CanvasObject {
	d, l := s.desk, s.desk.Look
	sum := d.SumLine(s.view.totals, -1)
	heading := d.Heading(d.T("Overview"), look.Grow(sum))
	if heading.MinSize().Width <= width {
		return heading
	}
	return l.Column(0, d.Heading(d.T("Overview")), s.outdent(sum))
}

// blocks are the figures, beside each other or, where they do not fit, two and
// two.
func (s *screen) blocks(width float32) fyne.CanvasObject {
	blocks := []fyne.CanvasObject{s.unowned(), s.known(), s.inPlace(), s.findings()}
	row := s.beside([]float32{1, 1.1, 1, 1.55}, blocks...)
	if row.MinSize().Width <= width {
		return s.ruled(row)
	}
	left, right := s.alike(blocks[0], blocks[2]), s.alike(blocks[3], blocks[1])
	weights := []float32{1, 1.4}
	return s.ruled(s.desk.Look.Column(16, s.beside(weights, left[0], right[0]), s.beside(weights, left[1], right[1])))
}

// alike gives blocks that stand beneath each other the same least width.
func (s *screen) alike(blocks ...fyne.CanvasObject) (same []fyne.CanvasObject) {
	l, widest := s.desk.Look, float32(0)
	for _, block := range blocks {
		widest = max(widest, block.MinSize().Width)
	}
	for _, block := range blocks {
		same = append(same, l.Sized(widest/l.Scale, 0, block))
	}
	return same
}

// beside sets blocks beside each other, a hairline between two of them.
func (s *screen) beside(weights []float32, blocks ...fyne.CanvasObject) fyne.CanvasObject {
	var parts []fyne.CanvasObject
	for i, block := range blocks {
		if i > 0 {
			parts = append(parts, canvas.NewRectangle(s.desk.Look.Colour(look.Hairline)))
		}
		parts = append(parts, block)
	}
	return container.New(&shares{look: s.desk.Look, weights: weights}, parts...)
}

// ruled sets figures between two hairlines.
func (s *screen) ruled(figures fyne.CanvasObject) fyne.CanvasObject {
	l := s.desk.Look
	return look.Border(l.Hairline(), l.Hairline(), nil, nil, l.Pad(figures, 14, 0, 12, 0))
}

func (s *screen) block(title string, main, foot fyne.CanvasObject) fyne.CanvasObject {
	l := s.desk.Look
	return l.Column(2, l.Label(title, look.Overline, look.Text3), l.Sized(0, 40, look.Middle(main)), foot)
}

func (s *screen) unowned() fyne.CanvasObject {
	return s.headline(s.desk.T("NOBODY IS ACCOUNTABLE"), s.view.unowned)
}

func (s *screen) inPlace() fyne.CanvasObject { return s.headline(s.desk.T("IN PLACE"), s.view.inPlace) }

// headline sets a figure large, with what it means beside it.
func (s *screen) headline(title string, h headline) fyne.CanvasObject {
	l, role := s.desk.Look, look.Text
	if h.loud {
		role = look.Alarm
	}
	figure := s.link(l.Label(h.figure.text, look.Figure, role), h.figure.to)
	return s.block(title, l.Row(6, s.outdent(figure), l.Paragraph(h.of, look.Small, look.Text2, 92)), s.foot(h.parts))
}

func (s *screen) known() fyne.CanvasObject {
	row := s.desk.Look.Row(8)
	for _, c := range s.view.known {
		row.Add(s.count(c))
	}
	return s.block(s.desk.T("KNOWN"), s.outdent(row), s.foot(s.view.rests))
}

func (s *screen) findings() fyne.CanvasObject {
	d, l := s.desk, s.desk.Look
	row := l.Row(4)
	for _, c := range s.view.severity {
		row.Add(s.count(c))
	}
	foot := s.foot([]figure{s.view.findings})
	if s.view.fresh != "" {
		foot.Add(l.Label("· "+s.view.fresh, look.Small, look.Text3))
	}
	return s.block(d.T("FINDINGS"), s.outdent(row), foot)
}

// count is a number with its word, and its mark where it has one.
func (s *screen) count(c count) fyne.CanvasObject {
	l := s.desk.Look
	number := l.Label(c.n, look.PanelTitle, look.Text)
	parts := []fyne.CanvasObject{number, l.Label(c.word, look.Small, look.Text2)}
	if c.severity != "" {
		number.Colour = l.SeverityColour(c.severity)
		if c.none {
			number.Colour = l.Colour(look.Text3)
		}
		parts = append([]fyne.CanvasObject{l.SeverityMark(c.severity, 16)}, parts...)
	}
	return s.link(l.Row(5, parts...), c.to)
}

// foot is a line of links below a figure.
func (s *screen) foot(figures []figure) *fyne.Container {
	l := s.desk.Look
	row := l.Row(2)
	for _, f := range figures {
		row.Add(l.Link(f.text, look.Text2, func() { s.desk.Window.Go(f.to) }))
	}
	return l.Row(0, s.outdent(row))
}

func (s *screen) link(content fyne.CanvasObject, to desk.Place) fyne.CanvasObject {
	return newPress(s.desk.Look, s.desk.Look.Pad(content, 2, 4, 2, 4), func() { s.desk.Window.Go(to) })
}

// outdent makes the text of a link, not its room, stand on the edge.
func (s *screen) outdent(object fyne.CanvasObject) fyne.CanvasObject {
	return s.desk.Look.Pad(object, 0, 0, 0, -4)
}

// where is the map with its legend.
func (s *screen) where(width float32) fyne.CanvasObject {
	d, l := s.desk, s.desk.Look
	hint := d.T("the worst state in each place, and how many of its cells")
	s.said = l.Shrinking(hint, look.Small, look.Text3)
	say := func(words string) {
		if words == "" {
			s.said.Set(hint, look.Text3)
			return
		}
		s.said.Set(words, look.Text)
	}
	of := func(all string) string { return d.T("of %s", all) }
	s.heat = newHeatMap(l, s.view.heat, s.high, of, d.T("none"), d.Window.Go, say)
	title := l.Label(d.T("WHERE"), look.Overline, look.Text3)
	return l.Column(4, l.Sized(0, 20, l.Row(12, title, look.Grow(look.Middle(s.said)))), s.heat, l.Pad(s.legend(width), 8, 0, 0, 0))
}

// legend names the states that the map shows, in lines of the width.
func (s *screen) legend(width float32) fyne.CanvasObject {
	l := s.desk.Look
	lines, line := l.Column(4), l.Row(14)
	for tile := range marks.Tiles {
		if !s.view.heat.shows(tile) {
			continue
		}
		item := l.Row(6, l.Tile(tile, false, 16, 14), l.Label(s.desk.T(tile.Words()), look.Caption, look.Text2))
		if len(line.Objects) > 0 && line.MinSize().Width+l.S(14)+item.MinSize().Width > width {
			lines.Add(line)
			line = l.Row(14)
		}
		line.Add(item)
	}
	lines.Add(line)
	return lines
}

// next lists what to do first.
func (s *screen) next(width float32) fyne.CanvasObject {
	d, l := s.desk, s.desk.Look
	heading := d.T("NEXT FIVE")
	if len(s.view.next) < nextFive {
		heading = d.T("NEXT")
	}
	title := l.Sized(0, 20, look.Middle(l.Label(heading, look.Overline, look.Text3)))
	list := l.Column(0, title, l.Pad(l.Hairline(), 4, 0, 0, 0))
	for i, step := range s.view.next {
		part := newPress(l, s.step(step, width), func() { d.Window.Go(step.to) })
		part.step = func(by int) { s.focusStep(i + by) }
		s.steps = append(s.steps, part)
		list.Add(part)
		list.Add(l.Hairline())
	}
	if s.view.nothing != "" {
		list.Add(l.Pad(l.Paragraph(s.view.nothing, look.Body, look.Text2, width/l.Scale), 12, 0, 0, 0))
	}
	return list
}

// step is one thing to do: what it is about, and in two lines what to do.
func (s *screen) step(step step, width float32) fyne.CanvasObject {
	l := s.desk.Look
	const mark, room = 26, 8
	word := l.Label(step.word, look.Small, look.Text)
	word.Colour = l.SeverityColour(step.severity)
	about := l.Shrinking(step.about, look.BodyMedium, look.Text)
	column := l.Column(2, look.Border(nil, nil, nil, l.Pad(word, 0, 0, 0, 8), about))
	if step.action != "" {
		free := max(l.S(60), width-l.S(mark+2*room))
		lines := l.Wrap(step.action, look.Small, free)
		if len(lines) > actionsAt {
			lines = append(lines[:actionsAt-1], l.Cut(lines[actionsAt-1]+" "+lines[actionsAt], look.Small, free))
		}
		column.Add(l.Lines(lines, look.Small, look.Text2))
	}
	if step.reach != "" {
		column.Add(l.Shrinking(step.reach, look.Caption, look.Text3))
	}
	sign := container.New(topLeft{}, l.Pad(l.SeverityMark(step.severity, 16), 1, 0, 0, 0))
	return l.Pad(look.Border(nil, nil, l.Sized(mark, 0, sign), nil, column), 7, room, 7, room)
}

package people

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"demarc/app/desk"
	"demarc/app/look"
	"demarc/app/page"
	"demarc/assess"
)

// cellsAtFirst is how many cells a panel begins with, cellsMore how many each
// press adds.
const cellsAtFirst, cellsMore = 12, 50

// sheet is the panel of one party. Its fields outlive a change, so that the
// keyboard can move from one to the next while the first is being saved; what
// stands beneath them is made anew.
type sheet struct {
	whole *fyne.Container
	head  *fyne.Container
	form  *partyForm
	rest  *fyne.Container
}

// showPanel shows the selected party, or the form of a new one.
func (s *Screen) showPanel() {
	if s.adding != nil {
		s.desk.Window.Panel(s.adding.box)
		return
	}
	load, ok := s.model.load(s.selected)
	if !ok {
		s.sheet = nil
		s.desk.Window.Panel(nil)
		return
	}
	l := s.desk.Look
	if s.sheet == nil {
		s.sheet = &sheet{head: container.NewStack(), rest: container.NewStack(), form: s.newForm(load.Party.ID)}
		s.sheet.whole = l.Column(12, s.sheet.head, s.sheet.form.box, s.sheet.rest)
	}
	s.sheet.form.follow(load.Party)
	s.sheet.head.Objects = []fyne.CanvasObject{s.panelHead(load)}
	s.sheet.rest.Objects = []fyne.CanvasObject{s.panelRest(load)}
	s.sheet.whole.Refresh()
	s.desk.Window.Panel(s.sheet.whole)
}

// focusPanel gives the panel's first field the keyboard.
func (s *Screen) focusPanel() {
	if s.sheet != nil && s.sheet.form.first() != nil {
		s.desk.Focus(s.sheet.form.first())
	}
}

func (s *Screen) panelHead(load assess.PartyLoad) fyne.CanvasObject {
	d, l := s.desk, s.desk.Look
	kind := l.Label(strings.ToUpper(kindName(d, load.Party.Type)), look.Overline, look.Text3)
	line := l.Row(8, kind, look.Space())
	if load.Party.Retired {
		line.Add(l.Label(d.T("Retired"), look.SmallStrong, look.Text2))
	}
	return l.Column(8, line, l.Paragraph(brief(d.Person(load.Party.ID), longest), look.PanelTitle, look.Text, desk.PanelWidth))
}

func kindName(d *desk.Desk, kind assess.PartyKind) string {
	switch kind {
	case assess.Person:
		return d.T("Person")
	case assess.Team:
		return d.T("Team")
	case assess.ProviderParty:
		return d.T("Provider")
	}
	return d.Plain(string(kind))
}

func (s *Screen) panelRest(load assess.PartyLoad) fyne.CanvasObject {
	l, id := s.desk.Look, load.Party.ID
	rest := l.Column(12, l.Hairline(), s.panelFigures(load), s.panelLeaving(load.Party), l.Hairline(), s.panelCells(id))
	for _, part := range []struct {
		title string
		lines []line
	}{{s.desk.T("ASSETS"), s.model.assets(id)}, {s.desk.T("ACTIONS"), s.model.actions(id)}} {
		if len(part.lines) > 0 {
			rest.Add(l.Hairline())
			rest.Add(s.panelLines(part.title, part.lines))
		}
	}
	return rest
}

// panelFigures are what the party carries, each figure a link to its cells.
func (s *Screen) panelFigures(load assess.PartyLoad) fyne.CanvasObject {
	d, l := s.desk, s.desk.Look
	one := func(f figure) fyne.CanvasObject {
		role := look.Accent
		if f == overdue && load.Overdue > 0 {
			role = look.Alarm
		}
		name := l.Shrinking(s.figureName(f), look.Small, look.Text2)
		return look.Grow(l.Row(0, look.Grow(look.Middle(name)), l.Link(d.Number(f.of(&load)), role, func() { d.Window.Go(owns(load.Party.ID)) })))
	}
	column := func(figures ...figure) fyne.CanvasObject {
		box := l.Column(0)
		for _, f := range figures {
			box.Add(one(f))
		}
		return l.Sized(desk.PanelWidth/2-12, 0, box)
	}
	grid := l.Row(24, column(accountable, unfinished, overdue), column(responsible, consulted, informed))
	if load.Party.Type == assess.ProviderParty || load.Of == 0 {
		return grid
	}
	words := d.T("Holds %s of the %s on the client's side that have an owner: %s", d.Number(load.Client), d.N(load.Of, "%s duty", "%s duties"), s.model.share(&load))
	return l.Column(6, grid, l.Paragraph(words, look.Small, look.Text3, desk.PanelWidth))
}

func (s *Screen) panelCells(id string) fyne.CanvasObject {
	d, l := s.desk, s.desk.Look
	lines, all := s.model.cells(id, cellsAtFirst+s.more)
	if all == 0 {
		return l.Column(8, d.Overline(d.T("CELLS")), l.Label(d.T("Accountable for no cell."), look.Body, look.Text2))
	}
	figure := l.Link(d.Number(all), look.Accent, func() { d.Window.Go(owns(id)) })
	part := l.Column(0, d.Overline(d.T("CELLS"), figure))
	for _, line := range lines {
		part.Add(s.line(line))
	}
	if left := all - len(lines); left > 0 {
		part.Add(s.flush(d.More(left, cellsMore, func() {
			s.more += cellsMore
			s.showPanel()
		})))
	}
	return part
}

func (s *Screen) panelLines(title string, lines []line) fyne.CanvasObject {
	d, l := s.desk, s.desk.Look
	part := l.Column(0, l.Pad(d.Overline(title, l.Label(d.Number(len(lines)), look.Small, look.Text3)), 0, 0, 4, 0))
	shown := min(len(lines), cellsAtFirst+s.more)
	for _, line := range lines[:shown] {
		part.Add(s.line(line))
	}
	if left := len(lines) - shown; left > 0 {
		part.Add(s.flush(d.More(left, cellsMore, func() {
			s.more += cellsMore
			s.showPanel()
		})))
	}
	return part
}

// line is one link of the panel, its state before it and a word at its right.
func (s *Screen) line(x line) fyne.CanvasObject {
	l := s.desk.Look
	role, left := look.Text3, float32(desk.PanelWidth)
	if x.late {
		role = look.Alarm
	}
	note := l.Label(l.Cut(x.note, look.Small, l.S(120)), look.Small, role)
	left -= note.MinSize().Width/l.Scale + 20
	row := l.Row(4)
	if x.tiled {
		row.Add(l.Tile(x.tile, x.weak, 18, 16))
		left -= 22
	}
	link := l.Link(l.Cut(x.text, look.SmallMedium, l.S(left)), look.Accent, func() { s.desk.Window.Go(x.place) })
	row.Objects = append(row.Objects, link, look.Space(), note)
	if x.tiled {
		return row
	}
	return s.flush(row)
}

// flush sets a link's text on the panel's edge: a link has room around it.
func (s *Screen) flush(object fyne.CanvasObject) fyne.CanvasObject {
	l := s.desk.Look
	return l.Pad(l.Row(0, look.Grow(left(l, object))), 0, 0, 0, -4)
}

func left(l *look.Look, object fyne.CanvasObject) fyne.CanvasObject {
	if _, wide := object.(*fyne.Container); wide {
		return object
	}
	return l.Row(0, object)
}

// panelLeaving offers to hand over and to retire, and shows what comes of it
// before it is done.
func (s *Screen) panelLeaving(p *assess.Party) fyne.CanvasObject {
	d, l := s.desk, s.desk.Look
	if s.leaving.party == p.ID {
		return s.leavingForm()
	}
	begin := func(retire bool) func() { return func() { s.begin(retire) } }
	if p.Retired {
		return page.Flow(l, l.Button(d.T("Take back into service"), look.Plain, func() { s.unretire(p) }),
			l.Button(d.T("Hand over…"), look.Ghost, begin(false)))
	}
	return page.Flow(l, l.Button(d.T("Hand over…"), look.Plain, begin(false)), l.Button(d.T("Retire…"), look.Plain, begin(true)))
}

// begin asks who takes over from the selected party, with it retired or not.
func (s *Screen) begin(retire bool) {
	s.adding = nil
	d, party := s.desk, s.desk.Session.State().Parties[s.selected]
	switch {
	case party == nil || s.indexOf(s.selected) < 0:
		d.Window.Say(d.T("Select a party first: none is listed here."), false)
		return
	case retire && party.Retired:
		d.Window.Say(d.T("%s is retired already.", brief(d.Person(party.ID), longestInList)), false)
		return
	}
	s.leaving = leaving{party: party.ID, retire: retire}
	s.showPanel()
	if s.going.box != nil {
		page.Reveal(d, s.going.box)
		d.Focus(s.going.to)
	}
}

// goingForm is the form of a party that leaves.
type goingForm struct {
	box fyne.CanvasObject
	to  *look.Picker
	do  *look.Button
}

func (s *Screen) leavingForm() fyne.CanvasObject {
	d, l := s.desk, s.desk.Look
	o, err := s.model.outlook(s.leaving)
	if err != nil {
		s.leaving, s.going = leaving{}, goingForm{}
		d.Window.Fail(err, nil)
		return l.Column(0)
	}
	title := d.T("HAND OVER")
	if s.leaving.retire {
		title = d.T("RETIRE")
	}
	role := look.Text
	if o.loud {
		role = look.Alarm
	}
	const inside = desk.PanelWidth - 24
	box := l.Column(8, d.Overline(title), l.Paragraph(o.sentence, look.BodyMedium, role, inside))
	if o.also != "" {
		box.Add(l.Paragraph(o.also, look.Small, look.Text2, inside))
	}
	box.Add(s.leavingCells(o, inside))
	box.Add(s.leavingTo())
	do := l.Button(o.verb, look.Primary, s.leave)
	do.SetDisabled(!o.ready)
	box.Add(page.Flow(l, do, l.Button(d.T("Cancel"), look.Ghost, func() {
		s.leaving = leaving{}
		s.showPanel()
		s.focusList()
	})))
	s.going.do = do
	s.going.box = l.Box(look.Surface, look.Edge, l.Pad(box, 10, 12, 10, 12))
	return s.going.box
}

func (s *Screen) leavingCells(o outlook, width float32) fyne.CanvasObject {
	d, l := s.desk, s.desk.Look
	cells := l.Column(2)
	for _, cell := range o.cells {
		cells.Add(l.Label(l.Cut(cell.text, look.Small, l.S(width)), look.Small, look.Text2))
	}
	if o.left > 0 {
		cells.Add(l.Label(d.T("and %s more", d.Number(o.left)), look.Small, look.Text3))
	}
	return cells
}

func (s *Screen) leavingTo() fyne.CanvasObject {
	d := s.desk
	options := func() []look.Option {
		var others []look.Option
		for _, option := range d.Parties() {
			if option.Value != s.leaving.party {
				others = append(others, option)
			}
		}
		return others
	}
	picker := d.Look.Picker(d.Person(s.leaving.to), d.T("Nobody: type a name"), options, func(to string) {
		s.leaving.to = to
		s.showPanel()
		if s.going.do != nil {
			d.Focus(s.going.do)
		}
	})
	picker.People = true
	page.Back(&picker.Entry, s.focusList)
	s.going.to = picker
	const margin = 24
	return page.NewField(d, d.T("To"), picker, func() { s.sheet.whole.Refresh() }).Narrow(margin).Box
}

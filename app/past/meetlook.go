package past

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"demarc/app/desk"
	"demarc/app/look"
	"demarc/app/page"
	"demarc/engagement"
	"demarc/history"
)

// sentencesFirst is how many sentences are read before the rest is asked for.
const sentencesFirst = 12

// looking shows what merging would do.
func (m *meeting) looking(other *desk.Other) fyne.CanvasObject {
	d, l := m.desk, m.desk.Look
	column := l.Column(12)
	switch {
	case other.Merging.Undone != nil:
		column.Add(l.Paragraph(d.T("Everything in %s came here before, and was taken back since.", m.name()), look.BodyStrong, look.Text, textWidth))
		column.Add(l.Paragraph(desk.Told(m.screen.past.discreet(other.Merging.Undone.Said().In(d.Language))), look.Body, look.Text, textWidth))
	case other.Merging.Nothing:
		column.Add(l.Paragraph(d.T("This engagement has everything of %s already.", m.name()), look.BodyStrong, look.Text, textWidth))
	default:
		m.addCommits(column, other.Merging)
		m.addDisputes(column, other.Merging)
	}
	m.scroll = container.NewVScroll(l.Pad(column, 12, 16, 16, 0))
	foot := look.Border(l.Hairline(), nil, nil, nil, l.Pad(m.foot(other), 8, 0, 10, 0))
	name := l.Shrinking(m.name(), look.Body, look.Text2)
	return m.framed(name, look.Border(nil, foot, nil, nil, m.scroll))
}

// addCommits says how much comes, by whom, and what it is.
func (m *meeting) addCommits(column *fyne.Container, coming *engagement.Merging) {
	d, l := m.desk, m.desk.Look
	by := make([]string, len(coming.By))
	for i, name := range coming.By {
		by[i] = m.screen.past.author(name)
	}
	head := d.T("%s, by %s", d.N(len(coming.Commits), "%s commit comes", "%s commits come"), some(d, by))
	column.Add(l.Paragraph(head, look.BodyStrong, look.Text, textWidth))
	if coming.Forward {
		column.Add(l.Paragraph(d.T("Nothing was changed here since: the commits are taken over as they are."), look.Small, look.Text2, textWidth))
	}
	sentences := coming.Sentences(d.Language)
	shown := min(len(sentences), sentencesFirst+m.more)
	list := l.Column(4)
	for _, sentence := range sentences[:shown] {
		list.Add(l.Paragraph(shorten(m.screen.past.discreet(sentence), 400), look.Body, look.Text, textWidth))
	}
	if left := len(sentences) - shown; left > 0 {
		list.Add(l.Row(0, d.More(left, 4*sentencesFirst, func() {
			m.more += 4 * sentencesFirst
			m.draw()
		})))
	}
	column.Add(list)
	if n := len(coming.Forgotten); n > 0 {
		column.Add(l.Paragraph(d.N(n, "%s record was forgotten on one side, and goes on both.", "%s records were forgotten on one side, and go on both."), look.Body, look.Text, textWidth))
	}
}

// addDisputes asks about the conflicts, one below the other.
func (m *meeting) addDisputes(column *fyne.Container, coming *engagement.Merging) {
	d, l := m.desk, m.desk.Look
	if len(coming.Conflicts) == 0 {
		return
	}
	column.Add(l.Pad(l.Hairline(), 8, 0, 0, 0))
	count := l.Label(d.Number(len(coming.Conflicts)), look.Small, look.Text3)
	column.Add(l.Row(0, l.Sized(textWidth+24, 0, d.Overline(d.T("CHANGED ON BOTH SIDES"), count))))
	column.Add(l.Paragraph(d.T("Say for each what counts. Where neither is right, take one and correct it afterwards."), look.Small, look.Text2, textWidth))
	for i := range coming.Conflicts {
		dispute := newDispute(m, coming, &coming.Conflicts[i])
		m.disputes = append(m.disputes, dispute)
		column.Add(l.Row(0, dispute.box))
	}
}

// foot says what is missing, and holds the one button.
func (m *meeting) foot(other *desk.Other) fyne.CanvasObject {
	d, l := m.desk, m.desk.Look
	m.noted = l.Shrinking("", look.Body, look.Text2)
	switch {
	case other.Merging.Undone != nil:
		m.verb = l.Button(d.T("Redo the merge"), look.Primary, m.redo)
	case other.Merging.Nothing:
		m.verb = l.Button(d.T("Back to history"), look.Primary, m.end)
	default:
		m.verb = l.Button(d.T("Merge"), look.Primary, m.merge)
	}
	m.note()
	line := l.Row(12, look.Grow(look.Middle(m.noted)), m.verb)
	if other.Trouble == nil {
		return line
	}
	return l.Column(8, l.Paragraph(d.Sentence(other.Trouble), look.Body, look.Alarm, textWidth), line)
}

// note says how far the answering is. The keyboard begins at what is next.
func (m *meeting) note() {
	d, other := m.desk, m.desk.Other
	next, given := m.next(0), len(m.answers())
	m.first = m.verb
	if next != nil {
		m.first = next.buttons[0]
	}
	text := ""
	switch {
	case other.Busy:
		text = d.T("Merging…")
	case len(m.disputes) > 0:
		text = d.T("%s of %s answered", d.Number(given), d.Number(len(m.disputes)))
	case other.Merging.Nothing, other.Merging.Forward:
	default:
		text = d.T("One commit, taken back with one undo.")
	}
	m.noted.Set(text, look.Text2)
	m.verb.SetDisabled(other.Busy || next != nil)
}

// next is the first conflict without an answer, from one on and round.
func (m *meeting) next(from int) *dispute {
	for i := range m.disputes {
		if c := m.disputes[(from+i)%len(m.disputes)]; c.answer() == "" {
			return c
		}
	}
	return nil
}

// choose keeps an answer and goes on to what is next.
func (m *meeting) choose(c *dispute, choice history.Choice) {
	if m.desk.Other.Busy {
		return
	}
	m.desk.Unsent.Pick(formMerge, c.key, string(choice))
	c.show()
	m.note()
	for i := range m.disputes {
		if m.disputes[i] != c {
			continue
		}
		if next := m.next(i); next != nil {
			page.Reveal(m.desk, next.box)
			m.desk.Focus(next.buttons[0])
		} else {
			m.desk.Focus(m.verb)
		}
	}
}

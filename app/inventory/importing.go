package inventory

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"demarc/app/desk"
	"demarc/app/look"
	"demarc/engagement"
)

// importing is the screen of an import: a table is chosen, looked at, decided,
// and taken in as one commit.
type importing struct {
	screen  *screen
	desk    *desk.Desk
	box     *fyne.Container
	pending *pending // nil before a table is read
	view    kind
	lines   []importLine
	table   *look.Table
	path    *look.Entry
	problem string // why the last table was not read
	side    fyne.CanvasObject
	first   fyne.Focusable // the panel's first field
	words   []wordPicker   // the panel's pickers of what values mean
}

func newImporting(s *screen) *importing {
	m := &importing{screen: s, desk: s.desk, box: container.NewStack()}
	m.draw()
	return m
}

func (m *importing) object() fyne.CanvasObject { return m.box }

func (m *importing) home() bool {
	focused := m.desk.Window.Canvas().Focused()
	return m.pending != nil && focused == m.table.Focusable() || m.pending != nil && len(m.lines) == 0 && focused == nil || m.pending == nil && focused == fyne.Focusable(m.path)
}

func (m *importing) enter() {
	m.desk.Window.Panel(m.side)
	if m.pending == nil {
		m.desk.Focus(m.path)
		return
	}
	if len(m.lines) == 0 {
		m.desk.Window.Canvas().Unfocus() // there is no list to have the keyboard
		return
	}
	m.desk.Focus(m.table.Focusable())
}

// refresh looks at the tables again: what they would change depends on what is
// stored.
func (m *importing) refresh() {
	if m.pending != nil {
		if err := m.pending.again(); err != nil {
			m.problem, m.pending = m.desk.Sentence(err), nil
		}
	}
	m.draw()
}

// read begins with tables.
func (m *importing) read(paths []string) {
	p, err := readTables(m.desk, paths)
	m.problem, m.pending = "", nil
	if err != nil {
		m.problem = m.desk.Sentence(err)
		m.draw()
		return
	}
	m.pending = p
	m.view = firstView(p)
	m.draw()
}

// firstView is what a person looks at first: a guess, what asks for a decision,
// what is new.
func firstView(p *pending) kind {
	switch {
	case p.Guessed:
		return kindColumns
	case len(p.Preview.Rejected) > 0:
		return kindRejected
	case len(p.Preview.Conflicting) > 0:
		return kindConflicting
	case len(p.Preview.New) == 0 && len(p.Preview.Changed) > 0:
		return kindChanged
	}
	return kindNew
}

// draw shows the import as it stands.
func (m *importing) draw() {
	m.box.RemoveAll()
	m.side, m.first = nil, nil
	if m.pending == nil {
		m.box.Add(m.choosing())
	} else {
		m.box.Add(m.looking())
	}
	m.box.Refresh()
	if m.screen.front == part(m) {
		m.desk.Window.Panel(m.side)
	}
}

func (m *importing) back() *look.Button {
	return m.desk.Look.Button(m.desk.T("Back to assets"), look.Plain, m.screen.back)
}

// choosing asks for a table.
func (m *importing) choosing() fyne.CanvasObject {
	d, l := m.desk, m.desk.Look
	read := func(path string) {
		if path != "" {
			m.read([]string{desk.ExpandHome(path)})
			m.enter()
		}
	}
	typed := ""
	if m.path != nil {
		typed = m.path.Text
	}
	m.path = l.Entry(typed, d.T("path of the table"), nil)
	m.path.OnSubmitted = read
	choose := l.Button(d.T("Choose a file…"), look.Primary, func() {
		d.Window.OpenFile(d.T("Import a table of assets"), []string{".csv", ".tsv", ".txt"}, read)
	})
	form := l.Column(10,
		l.Label(d.T("Choose a table of assets (CSV), type or paste its path, or drop it here."), look.Body, look.Text),
		l.Row(8, look.Grow(look.Middle(m.path)), l.Button(d.T("Read"), look.Plain, func() { read(m.path.Text) }), choose))
	if m.problem != "" {
		form.Add(l.Paragraph(m.problem, look.Body, look.Alarm, 620))
	}
	form.Add(l.Paragraph(d.T("Any headers will do: columns that are not named as here are guessed, and shown before anything is taken. Reading changes nothing."), look.Small, look.Text2, 620))
	return d.Screen(d.Heading(d.T("Import"), look.Space(), m.back()), nil, look.Border(l.Pad(l.Row(0, l.Sized(640, 0, form)), 24, 0, 0, 0), nil, nil, nil, look.Space()))
}

// looking shows what the import would do.
func (m *importing) looking() fyne.CanvasObject {
	d, l, p := m.desk, m.desk.Look, m.pending
	m.lines = p.linesOf(m.view)
	m.table = m.newTable()
	other := l.Button(d.T("Another table…"), look.Plain, m.forget)
	heading := d.Heading(d.T("Import"), look.Grow(l.Shrinking(p.name()+" · "+d.N(p.Preview.Rows(), "%s row", "%s rows"), look.Body, look.Text2)), other, m.back())
	var body fyne.CanvasObject = m.table
	if len(m.lines) == 0 {
		body = d.Empty(m.nothing())
	}
	if tools := m.tools(); tools != nil {
		body = look.Border(l.Pad(tools, 0, 0, 6, 0), nil, nil, nil, body)
	}
	foot := look.Border(l.Hairline(), nil, nil, nil, l.Pad(m.footLine(), 8, 0, 10, 0))
	m.selectFirst()
	chips := m.chips()
	if owners := m.owners(); owners != nil {
		chips = l.Column(8, chips, owners)
	}
	return d.Screen(heading, chips, look.Border(nil, foot, nil, nil, body))
}

// forget goes back to the question for a table.
func (m *importing) forget() {
	m.pending, m.problem = nil, ""
	m.draw()
	m.enter()
}

// chips are the views with their counts.
func (m *importing) chips() fyne.CanvasObject {
	d, v := m.desk, m.pending.Preview
	row := d.Look.Row(8)
	add := func(k kind, text string) {
		row.Add(d.Look.Chip(text, m.view == k, func() { m.turn(k) }))
	}
	add(kindNew, d.T("New %s", d.Number(len(v.New))))
	add(kindChanged, d.T("Changed %s", d.Number(len(v.Changed))))
	add(kindConflicting, d.T("Conflicting %s", d.Number(len(v.Conflicting))))
	add(kindRejected, d.T("Rejected %s", d.Number(len(v.Rejected))))
	row.Add(d.Look.Label(d.T("%s unchanged", d.Number(v.Unchanged)), look.Small, look.Text2))
	row.Add(look.Space())
	add(kindNotes, d.T("Notes %s", d.Number(len(notesOf(d, v)))))
	if m.pending.Mapping != nil {
		add(kindColumns, d.T("Columns %s of %s", d.Number(m.pending.Mapping.used()), d.Number(len(m.pending.Mapping.Columns))))
	}
	return row
}

// turn shows another view.
func (m *importing) turn(k kind) {
	m.view = k
	m.draw()
	m.enter()
}

// tools are what can be done in a view as a whole.
func (m *importing) tools() fyne.CanvasObject {
	d, l := m.desk, m.desk.Look
	switch {
	case m.view == kindConflicting && len(m.lines) > 0:
		all := func(c engagement.Choice) func() {
			return func() {
				m.pending.decideAll(c)
				m.redraw()
			}
		}
		return l.Row(8, l.Button(d.T("All mine"), look.Plain, all(engagement.ChoiceMine)), l.Button(d.T("All theirs"), look.Plain, all(engagement.ChoiceTheirs)),
			look.Grow(l.Shrinking(d.T("Mine keeps what is here, theirs takes what the table says."), look.Small, look.Text2)))
	case m.view == kindRejected && len(m.lines) > 0:
		return l.Row(8, l.Chip(d.T("Leave rejected rows out"), m.pending.Skip, func() {
			m.pending.Skip = !m.pending.Skip
			m.redraw()
		}), look.Grow(l.Shrinking(d.T("Or correct them in the table and read it again."), look.Small, look.Text2)),
			l.Button(d.T("Read again"), look.Plain, m.again))
	case m.view == kindColumns:
		return l.Row(8, look.Grow(l.Shrinking(m.guessText(), look.Small, look.Text2)),
			l.Button(d.T("Load map…"), look.Plain, m.loadMap), l.Button(d.T("Save map…"), look.Plain, m.saveMap))
	}
	return nil
}

func (m *importing) guessText() string {
	if m.pending.Guessed {
		return m.desk.T("Guessed from the headers and values. Look through it and correct what is wrong.")
	}
	return m.desk.T("What each column of the table fills.")
}

// nothing says why a view is blank.
func (m *importing) nothing() string {
	d := m.desk
	switch m.view {
	case kindNew:
		return d.T("No row is a new asset.")
	case kindChanged:
		return d.T("No row changes an asset.")
	case kindConflicting:
		return d.T("Nothing was changed both here and in the table.")
	case kindRejected:
		return d.T("No row is rejected.")
	}
	return d.T("Nothing is left out of the table, and nothing is left to say.")
}

// footLine says what is missing, and holds the one button.
func (m *importing) footLine() fyne.CanvasObject {
	d, l, p := m.desk, m.desk.Look, m.pending
	hindrance := p.hindrance()
	role := look.Alarm
	if p.rows() == 0 {
		role = look.Text2
	}
	text := hindrance
	if text == "" {
		text, role = d.T("One commit, taken back with one undo."), look.Text2
	}
	button := l.Button(d.N(p.rows(), "Import %s row", "Import %s rows"), look.Primary, m.run)
	button.SetDisabled(hindrance != "")
	return l.Row(12, look.Grow(l.Shrinking(text, look.Body, role)), button)
}

// redraw shows what was decided and stays at the same line.
func (m *importing) redraw() {
	at, offset := m.table.Current(), m.table.Offset()
	m.draw()
	m.table.SetOffset(offset)
	m.table.Select(min(at, len(m.lines)-1))
	m.enter()
}

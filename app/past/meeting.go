package past

import (
	"errors"
	"path/filepath"
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"demarc/app/desk"
	"demarc/app/look"
	"demarc/app/page"
	"demarc/history"
	"demarc/store"
)

// meeting is what the screen shows while another copy of the engagement is
// looked at: what it would bring, and what has to be answered before. All that
// is to outlive the screen is kept by the desk.
type meeting struct {
	screen *screen
	desk   *desk.Desk
	box    *fyne.Container
	scroll *container.Scroll // nil unless there is something to read

	path     *look.Entry // typed before a file is chosen
	entry    *look.Entry // of the passphrase, while it is asked for
	first    fyne.Focusable
	disputes []*dispute
	more     int // sentences shown beyond the first
	noted    *look.Label
	verb     *look.Button
	// waiting is what had the keyboard before there was nothing to have it.
	waiting fyne.CanvasObject
}

// formMerge is under what the answers are kept, and formPath the file that they
// are about.
const formMerge, formPath = "history/merge", "path"

func newMeeting(s *screen) *meeting {
	m := &meeting{screen: s, desk: s.desk, box: container.NewStack()}
	m.box.Hide()
	return m
}

// wanted reports whether another copy is to be seen, and not the history.
func (m *meeting) wanted() bool { return m.desk.Unsent.IsOpen(formMerge) }

// begin shows what is looked at, or asks for a file.
func (m *meeting) begin() {
	m.desk.Unsent.Open(formMerge)
	m.screen.turn()
	m.enter()
}

// beginWith looks at a file at once.
func (m *meeting) beginWith(path string) {
	if kept, ok := m.desk.Unsent.Get(formMerge, formPath); !ok || kept != path {
		m.desk.Unsent.Drop(formMerge)
	}
	m.desk.LookAway()
	m.desk.Unsent.Pick(formMerge, formPath, path)
	m.begin()
}

// end goes back to the history. The other file is let go of; answers are kept
// for when it is looked at again.
func (m *meeting) end() {
	m.desk.Unsent.Close(formMerge)
	m.desk.LookAway()
	m.screen.turn()
	m.screen.enterList()
}

// follow brings the part to what the desk keeps. A copy that was read before
// something was changed here, or before a lock, is read again.
func (m *meeting) follow() {
	d := m.desk
	other := d.Other
	path, kept := d.Unsent.Get(formMerge, formPath)
	switch {
	case other == nil && kept:
		m.look(path, nil)
		return
	case other != nil && !other.Busy && other.Merging != nil && m.moved():
		m.look(other.Path, other.Passphrase)
		return
	case other != nil:
		other.Follow = m.draw
	}
	m.draw()
}

// moved reports whether something was committed since the copy was read.
func (m *meeting) moved() bool {
	head, err := m.desk.Session.Head()
	if err != nil {
		return false // merging says what is wrong
	}
	ours, _ := m.desk.Other.Merging.Heads()
	return ours != head.ID
}

func (m *meeting) enter() {
	m.desk.Window.Panel(nil)
	if m.first != nil {
		m.desk.Focus(m.first)
	}
}

// home reports whether the keyboard is where entering brings it.
func (m *meeting) home() bool {
	return m.desk.Window.Canvas().Focused() == m.first
}

// draw shows how far the looking is, and brings the keyboard along.
func (m *meeting) draw() {
	before, mine := m.offset(), m.hasKeyboard()
	m.fill()
	m.box.Refresh()
	if m.scroll != nil {
		m.scroll.ScrollToOffset(before)
	}
	switch {
	case !mine:
		m.waiting = nil
	case m.first != nil:
		m.waiting = nil
		m.desk.Focus(m.first)
	default:
		m.waiting, _ = m.desk.Window.Canvas().Focused().(fyne.CanvasObject)
	}
}

// hasKeyboard reports whether the keyboard is on a part that drawing replaces.
func (m *meeting) hasKeyboard() bool {
	focused, ok := m.desk.Window.Canvas().Focused().(fyne.CanvasObject)
	return ok && !m.box.Hidden && (focused == m.waiting || within(m.box, focused))
}

// within reports whether a part stands somewhere below an object.
func within(object, part fyne.CanvasObject) bool {
	switch box := object.(type) {
	case *fyne.Container:
		return slices.ContainsFunc(box.Objects, func(inner fyne.CanvasObject) bool { return within(inner, part) })
	case *container.Scroll:
		return within(box.Content, part)
	}
	return object == part
}

func (m *meeting) fill() {
	m.box.RemoveAll()
	m.path, m.entry, m.first, m.scroll, m.disputes, m.noted, m.verb = nil, nil, nil, nil, nil, nil, nil
	other := m.desk.Other
	switch {
	case other == nil:
		m.box.Add(m.choosing(""))
	case other.Busy && other.Merging == nil:
		m.box.Add(m.framed(nil, m.saying(m.desk.T("Looking at %s…", m.name()))))
	case other.Merging != nil:
		m.box.Add(m.looking(other))
	case errors.Is(other.Trouble, store.ErrSealed), errors.Is(other.Trouble, store.ErrPassphrase):
		m.box.Add(m.unlocking(other))
	default:
		m.box.Add(m.choosing(m.desk.Sentence(other.Trouble)))
	}
}

func (m *meeting) offset() fyne.Position {
	if m.scroll == nil {
		return fyne.Position{}
	}
	return m.scroll.Offset
}

// name is what the other file is called, as it may be seen now.
func (m *meeting) name() string {
	if m.desk.Presenting {
		return m.desk.T("the other file")
	}
	return shorten(desk.OneLine(filepath.Base(m.desk.Other.Path)), 60)
}

// framed sets a body under the part's title.
func (m *meeting) framed(beside, body fyne.CanvasObject) fyne.CanvasObject {
	d, l := m.desk, m.desk.Look
	if beside == nil {
		beside = look.Space()
	}
	parts := []fyne.CanvasObject{look.Grow(look.Middle(beside))}
	if d.Other != nil {
		parts = append(parts, l.Button(d.T("Another file…"), look.Plain, m.another))
	}
	parts = append(parts, l.Button(d.T("Back to history"), look.Plain, m.end))
	return d.Screen(d.Heading(d.T("Merge another copy"), parts...), nil, body)
}

// another asks for another file.
func (m *meeting) another() {
	m.desk.Unsent.Drop(formMerge)
	m.desk.Unsent.Open(formMerge)
	m.desk.LookAway()
	m.draw()
	m.enter()
}

// textWidth is the width of what is read, in lengths of the design.
const textWidth = 640

func (m *meeting) saying(text string) fyne.CanvasObject {
	l := m.desk.Look
	return look.Border(l.Pad(l.Paragraph(text, look.Body, look.Text, textWidth), 24, 0, 0, 0), nil, nil, nil, look.Space())
}

// choosing asks for the other file, and says what was wrong with the last.
func (m *meeting) choosing(problem string) fyne.CanvasObject {
	d, l := m.desk, m.desk.Look
	typed := ""
	if d.Other != nil && !d.Presenting {
		typed = d.Other.Path
	}
	m.path = l.Entry(typed, d.T("path of the other copy"), nil)
	read := func(path string) {
		if path != "" {
			m.look(desk.ExpandHome(path), nil)
		}
	}
	m.path.OnSubmitted = read
	m.first = m.path
	choose := l.Button(d.T("Choose a file…"), look.Primary, func() {
		d.Window.OpenFile(d.T("Merge another copy"), []string{".demarc"}, func(path string) { m.look(path, nil) })
	})
	form := l.Column(10,
		l.Paragraph(d.T("Choose another copy of this engagement, or a handoff of it, type or paste its path, or drop it here."), look.Body, look.Text, textWidth),
		l.Row(8, look.Grow(look.Middle(m.path)), l.Button(d.T("Look"), look.Plain, func() { read(m.path.Text) }), choose))
	if problem != "" {
		form.Add(l.Paragraph(problem, look.Body, look.Alarm, textWidth))
	}
	form.Add(l.Paragraph(d.T("Looking changes nothing, and the other file stays as it is."), look.Small, look.Text2, textWidth))
	form.Add(l.Pad(l.Hairline(), 8, 0, 8, 0))
	form.Add(l.Paragraph(d.T("For the way back, a handoff is one sealed file with what the other side lacks."), look.Body, look.Text, textWidth))
	form.Add(l.Row(0, l.Button(d.T("Hand off…"), look.Plain, m.screen.handOff)))
	return m.framed(nil, look.Border(l.Pad(l.Row(0, l.Sized(textWidth, 0, form)), 24, 0, 0, 0), nil, nil, nil, look.Space()))
}

// unlocking asks for the passphrase of the other file.
func (m *meeting) unlocking(other *desk.Other) fyne.CanvasObject {
	d, l := m.desk, m.desk.Look
	m.entry = l.Entry("", "", nil)
	m.entry.Password = true
	m.entry.ActionItem = look.Space()
	m.first = m.entry
	field := page.NewField(d, d.T("Passphrase"), m.entry, func() { m.box.Refresh() })
	open := func() {
		if m.entry.Text == "" {
			field.Wrong(d.T("Type the passphrase."))
			d.Focus(m.entry)
			return
		}
		passphrase := m.entry.Text
		m.entry.Erase()
		m.look(other.Path, &passphrase)
	}
	m.entry.OnSubmitted = func(string) { open() }
	if other.Passphrase != nil {
		field.Wrong(d.T("The passphrase does not open this file."))
	}
	form := l.Column(12, l.Paragraph(d.T("%s is sealed. Its passphrase may be another one than here.", m.name()), look.Body, look.Text, textWidth),
		l.Row(0, l.Sized(480, 0, field.Box)), l.Row(8, l.Button(d.T("Look"), look.Primary, open)))
	return m.framed(nil, look.Border(l.Pad(form, 24, 0, 0, 0), nil, nil, nil, look.Space()))
}

// answers are those that were given so far.
func (m *meeting) answers() map[string]history.Answer {
	answers := map[string]history.Answer{}
	for _, c := range m.disputes {
		if choice := c.answer(); choice != "" {
			answers[c.of.ID] = history.Answer{Choice: choice}
		}
	}
	return answers
}

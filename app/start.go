package app

import (
	"os"
	"path/filepath"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"demarc/app/desk"
	"demarc/app/look"
	"demarc/app/page"
	"demarc/engagement"
)

// startScreen is what is shown while no engagement is open: begin, open, or
// take up one of the last ones.
type startScreen struct {
	w       *Window
	strip   *fyne.Container
	body    *fyne.Container
	centred *fyne.Container // holds body, and gives it its size
	first   fyne.Focusable
	back    func()     // what escape does; nil is nothing
	unlocks *unlocking // nil unless a passphrase is asked for
	repairs *repair    // nil unless a file is damaged
	glanced []glanced
}

func newStart(w *Window) *startScreen {
	return &startScreen{w: w, strip: container.NewStack(), body: container.NewStack()}
}

const startWidth = 760

func (s *startScreen) content() fyne.CanvasObject {
	if s.w.sealed != nil {
		s.unlock(s.w.sealed)
	} else {
		s.choose()
	}
	l := s.w.look
	page := l.Sized(startWidth, 0, l.Box(look.Surface, look.Hairline, l.Pad(s.body, 36, 40, 36, 40)))
	s.centred = container.New(&upperCentre{}, page)
	return look.Border(s.strip, nil, nil, nil, container.NewVScroll(s.centred))
}

// choose shows the ways to begin.
func (s *startScreen) choose() {
	w, l, t := s.w, s.w.look, s.w.language.T
	s.back, s.unlocks, s.repairs, w.sealed = nil, nil, nil, nil
	begin := l.Button(t("New engagement"), look.Primary, func() { w.run("new") })
	s.first = begin
	title := l.Row(12, l.Sized(36, 36, container.NewStack(rounded(l, look.Accent, 8), container.NewCenter(l.Label("D", look.PanelTitle, look.OnAccent)))),
		l.Label("Demarc", look.Style{Size: 26, Weight: look.SemiBold}, look.Text))
	page := l.Column(8, title, l.Label(t("Find what nobody owns."), look.Style{Size: 15}, look.Text2),
		l.Pad(l.Row(8, begin, l.Button(t("Open…"), look.Plain, func() { w.run("open") }), l.Button(t("Open the sample"), look.Plain, w.openSample)), 16, 0, 20, 0),
		s.recent())
	s.put(page)
}

func (s *startScreen) put(page fyne.CanvasObject) {
	s.body.Objects = []fyne.CanvasObject{page}
	s.grown()
}

// grown gives the page the height that it has now.
func (s *startScreen) grown() {
	s.body.Refresh()
	if s.centred != nil {
		s.centred.Refresh()
	}
}

// goBack goes from a page that leads no further to the ways to begin.
func (s *startScreen) goBack() {
	if s.back != nil {
		s.back()
	}
}

func (s *startScreen) focus() {
	if s.first != nil {
		s.w.Canvas().Focus(s.first)
	}
}

// recent lists the engagements that were open last. What a file holds is read
// from the file, and remembered nowhere else.
func (s *startScreen) recent() fyne.CanvasObject {
	w, l, t := s.w, s.w.look, s.w.language.T
	list := w.settings.recent()
	if len(list) == 0 {
		return l.Label(t("An engagement's file, or a report to check, can be dropped anywhere."), look.Small, look.Text3)
	}
	if w.presenting {
		return l.Label(t("Recent engagements are hidden while presenting. F9 ends it."), look.Small, look.Text3)
	}
	s.glanced = nil
	column := l.Column(0, l.Pad(l.Label(t("RECENT"), look.Overline, look.Text3), 0, 0, 6, 0), l.Hairline())
	for _, path := range list {
		column.Add(s.recentRow(path))
		column.Add(l.Hairline())
	}
	w.glance(s.glanced)
	return column
}

func (s *startScreen) recentRow(path string) fyne.CanvasObject {
	w, l, t := s.w, s.w.look, s.w.language.T
	name := strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
	folder := l.Shrinking(desk.OneLine(short(path)), look.Small, look.Text3)
	if !exists(path) {
		missing := l.Shrinking(desk.OneLine(name), look.Body, look.Text3)
		line := l.Row(12, look.Grow(look.Middle(missing)), l.Label(t("file not found"), look.Small, look.Alarm),
			l.Link(t("Locate"), look.Accent, w.askOpen), l.Link(t("Remove"), look.Accent, func() { w.settings.forget(path); s.choose() }))
		return l.Sized(0, 36, line)
	}
	figure := l.Label("", look.SmallMedium, look.Text3)
	open := l.Link(desk.OneLine(name), look.Text, func() { w.openEngagement(path) })
	if len(s.glanced) == 0 {
		s.first = open // whoever comes back goes on where they were
	}
	line := l.Row(12, open, look.Grow(look.Middle(folder)), figure, l.Label(w.day(w.settings.openedAt(path)), look.Small, look.Text3))
	s.glanced = append(s.glanced, glanced{path, open, figure, line})
	return l.Sized(0, 36, line)
}

// day says when something was: today by its time, else by its date, and nothing
// where that is not known.
func (w *Window) day(at time.Time) string {
	at, now := at.Local(), w.now().Local()
	switch {
	case at.IsZero():
		return ""
	case at.YearDay() == now.YearDay() && at.Year() == now.Year():
		return w.language.T("today %s", w.language.Time(at))
	}
	return w.language.ShortDate(at)
}

// short writes a path below the home folder with a tilde.
func short(path string) string {
	if home, err := os.UserHomeDir(); err == nil {
		if rest, ok := strings.CutPrefix(path, home); ok {
			return "~" + rest
		}
	}
	return path
}

// begin asks what a new engagement has to know; the rest can wait.
func (s *startScreen) begin() {
	w, l, t := s.w, s.w.look, s.w.language.T
	var client, title, assessor, place *look.Entry
	var whose, where *page.Field
	var secret *twice
	placed := false
	create := func() {
		if whose.Wrong(whose.Check(client.Text)); !whose.Whole() {
			w.Canvas().Focus(client)
			return
		}
		if !secret.agree() {
			return
		}
		path := strings.TrimSpace(desk.ExpandHome(place.Text))
		err := w.create(path, engagement.Beginning{Client: client.Text, Title: title.Text, Assessor: assessor.Text, Passphrase: secret.entry.Text})
		if err != nil {
			where.Wrong(desk.Sentence(w.language, err))
		}
	}
	client = l.Entry("", t("Name of the client"), nil)
	title = l.Entry("", t("for example: AI estate 2026"), nil)
	assessor = l.Entry(w.program.Who.Author, "", nil)
	place = l.Entry("", "", nil)
	client.OnChanged = func(text string) {
		if !placed {
			place.SetText(short(filepath.Join(w.folder(), fileName(text))))
			placed = false
		}
	}
	place.Entered = func() { placed = true }
	for _, entry := range []*look.Entry{client, title, assessor, place} {
		entry.OnSubmitted = func(string) { create() }
	}
	field := func(name string, entry *look.Entry) *page.Field { return w.newField(name, entry, s.grown) }
	secret = w.newTwice(t("Passphrase"), t("Optional. Without one, everybody who has the file can read it."), s.grown, create)
	whose, where = field(t("Client"), client), field(t("File"), place)
	whose.Check = func(text string) string {
		if strings.TrimSpace(text) == "" {
			return t("An engagement needs a client.")
		}
		return ""
	}
	buttons := l.Row(8, l.Button(t("Begin"), look.Primary, create), l.Button(t("Back"), look.Plain, func() { s.choose(); s.focus() }))
	s.back, s.unlocks, s.repairs = nil, nil, nil
	s.put(l.Column(12, l.Pad(l.Label(t("New engagement"), look.ScreenTitle, look.Text), 0, 0, 8, 0),
		whose.Box, field(t("Title"), title).Box, field(t("Assessor"), assessor).Box, where.Box, secret.box,
		buttons, l.Label(t("One client, one file. Nothing leaves this computer."), look.Small, look.Text3)))
	w.Canvas().Focus(client)
}

// fail says what went wrong, until the next thing is done.
func (s *startScreen) fail(text string) {
	l := s.w.look
	hide := func() { s.strip.Objects = nil; s.strip.Refresh() }
	line := l.Row(8, look.Grow(look.Middle(l.Paragraph(text, look.BodyMedium, look.OnAlarm, startWidth))), l.Link(s.w.language.T("Close"), look.OnAlarm, hide))
	s.strip.Objects = []fyne.CanvasObject{l.On(look.Alarm, l.Pad(line, 8, 16, 8, 16))}
	s.strip.Refresh()
}

// tell says something quietly.
func (s *startScreen) tell(text string) {
	l := s.w.look
	s.strip.Objects = []fyne.CanvasObject{l.On(look.Raised, l.Pad(l.Paragraph(text, look.Body, look.Text, startWidth), 8, 16, 8, 16))}
	s.strip.Refresh()
}

// verify checks a report that was dropped while no engagement is open.
func (s *startScreen) verify(path string) {
	found, err := engagement.VerifyPDF(s.w.language, path, nil, nil)
	if err != nil {
		s.fail(desk.Sentence(s.w.language, err))
		return
	}
	s.tell(s.w.verdict(filepath.Base(path), found))
}

// upperCentre sets a page of its own width in the middle, somewhat above the
// middle of the height.
type upperCentre struct{}

func (upperCentre) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }

func (upperCentre) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	page := objects[0].MinSize()
	page.Width = min(page.Width, size.Width)
	objects[0].Resize(page)
	objects[0].Move(fyne.NewPos((size.Width-page.Width)/2, max(24, (size.Height-page.Height)/3)))
}

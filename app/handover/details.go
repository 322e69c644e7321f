package handover

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"demarc/app/desk"
	"demarc/app/look"
)

// What is asked more seldom: the words signed are kept under statementForm, for
// they may name people; the form for archives is remembered.
const (
	statementForm  = "report/statement"
	statementField = "words"
	archiveKey     = "report.archive"
)

// statement is what is signed in place of the usual words.
func (s *Screen) statement() string {
	text, _ := s.d.Unsent.Get(statementForm, statementField)
	return oneParagraph(text)
}

// details say in one line what is asked for besides the chips, and open the
// panel in which it is.
func (v *optionsView) details() fyne.CanvasObject {
	d, l := v.screen.d, v.screen.d.Look
	var asked []string
	if part := v.partWords(); part != "" {
		asked = append(asked, part)
	}
	if n := v.released(); v.redacted() && len(n) > 0 {
		asked = append(asked, d.N(len(n), "%s field shown", "%s fields shown"))
	}
	if v.archives() {
		asked = append(asked, d.T("for archives"))
	}
	if v.screen.statement() != "" {
		asked = append(asked, d.T("words of your own"))
	}
	text, role := strings.Join(asked, " · "), look.Text
	if text == "" {
		text, role = d.T("the whole, with its data"), look.Text3
	}
	return l.Row(6,
		l.Sized(choiceName, 24, look.Middle(l.Shrinking(d.T("Extent"), look.Small, look.Text2))),
		look.Grow(look.Middle(l.Shrinking(text, look.Small, role))),
		l.Link(d.T("More…"), look.Accent, v.screen.offerDetails))
}

func (v *optionsView) archives() bool { return v.chosen(archiveKey) != "" }

// offerDetails puts what is asked more seldom into the panel.
func (s *Screen) offerDetails() {
	s.showDetails()
	s.enterPanel()
}

// showDetails is offerDetails without the keyboard; it returns the field for the
// words that are signed.
func (s *Screen) showDetails() fyne.Focusable {
	d, l := s.d, s.d.Look
	part, form, release := container.NewStack(), container.NewStack(), newReleaseForm(s)
	drawn := "not yet"
	draw := func() {
		if now := s.options.kind(); now != drawn { // a field in it may be typed into
			drawn = now
			fill(part, s.partForm())
			fill(form, s.archiveForm())
			release.draw()
		}
	}
	draw()
	words := s.statementEntry()
	column := l.Column(8,
		l.Label(d.T("What is handed over"), look.PanelTitle, look.Text),
		d.Overline(d.T("EXTENT")), part,
		release.box,
		s.apart(d.T("FORM")), form,
		s.apart(d.T("WORDS SIGNED")), words.Box,
		l.Paragraph(d.T("Left empty, you sign that you prepared the report, and from which commit."), look.Small, look.Text2, desk.PanelWidth),
		s.apart(d.T("CHARACTERS")),
		l.Row(0, l.Link(d.T("Characters and fonts…"), look.Accent, s.offerGaps)),
	)
	s.showForm(statementForm, column, draw)
	return words.entry
}

func (s *Screen) statementEntry() *formField {
	usual := s.d.T("I prepared this report; it reflects the engagement at commit %s.", "…")
	field := s.newField("", "", strings.Replace(usual, "….", "…", 1), 3)
	s.d.Keep(statementForm, statementField, field.entry, true)
	typed := field.entry.OnChanged
	field.entry.OnChanged = func(text string) {
		typed(text)
		s.options.refresh()
	}
	return field
}

func (s *Screen) archiveForm() fyne.CanvasObject {
	d, l, v := s.d, s.d.Look, s.options
	chip := l.Chip(d.T("For archives"), v.archives(), func() {
		v.choose(archiveKey, "yes")
		s.followUp()
	})
	part, _ := v.part()
	text := d.T("The data is attached: whoever has the report can count its numbers again.")
	switch {
	case v.archives() && part != wholeReport:
		text = d.T("PDF/A-1b, with nothing attached.")
	case v.archives():
		text = d.T("PDF/A-1b, with nothing attached: the data is written beside it.")
	case part != wholeReport:
		text = d.T("Nothing is attached.")
	}
	return l.Column(6, s.lines(desk.PanelWidth, chip), l.Paragraph(text, look.Small, look.Text2, desk.PanelWidth))
}

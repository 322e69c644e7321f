package handover

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"demarc/app/desk"
	"demarc/app/look"
)

// archiveKey remembers the form for archives.
const archiveKey = "report.archive"

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
	if v.clientStatement() != "" {
		asked = append(asked, d.T("words for whoever countersigns"))
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
	part, form, release, client := container.NewStack(), container.NewStack(), newReleaseForm(s), container.NewStack()
	drawn, proposes := "not yet", "not yet"
	draw := func() {
		if now := s.options.kind(); now != drawn { // a field in it may be typed into
			drawn = now
			fill(part, s.partForm())
			fill(form, s.archiveForm())
			release.draw()
		}
		if now := s.options.proposing(); now != proposes {
			proposes = now
			fill(client, s.clientWordsForm())
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
		client,
		s.apart(d.T("CHARACTERS")),
		l.Row(0, l.Link(d.T("Characters and fonts…"), look.Accent, s.offerGaps)),
	)
	s.showForm(statementForm, column, draw)
	return words.entry
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

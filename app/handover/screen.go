package handover

import (
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"demarc/app/desk"
	"demarc/app/look"
	"demarc/engagement"
	"demarc/report"
)

// leftWidth is the width of the checklist and what stands beneath it.
const leftWidth = 400

// Screen is the screen.
type Screen struct {
	d *desk.Desk
	// later runs something on the toolkit's goroutine.
	later func(func())

	content  fyne.CanvasObject
	subtitle *look.Label
	list     *checklistView
	options  *optionsView
	fonts    *fonts
	identity *identityView
	making   *makingView
	pages    *pagesView
	split    *splitLayout
	// panel is what is at the side, or nil; follow, which may be nil, brings it to
	// what is stored now.
	panel  fyne.CanvasObject
	follow func()
	// regap draws the characters that lack anew while they are in the panel.
	regap func()
}

// New makes the screen.
func New(d *desk.Desk) desk.Screen { return newScreen(d, findRenderer()) }

func newScreen(d *desk.Desk, r renderer) *Screen {
	s := &Screen{d: d, later: fyne.Do}
	s.subtitle = d.Look.Shrinking("", look.Small, look.Text3)
	s.list = newChecklistView(s)
	s.fonts = newFonts(s)
	s.options = newOptionsView(s)
	s.identity = newIdentityView(s)
	s.making = newMakingView(s)
	s.pages = newPagesView(s, r)
	s.content = s.compose()
	s.Refresh()
	return s
}

func (s *Screen) compose() fyne.CanvasObject {
	d, l := s.d, s.d.Look
	title := d.Heading(d.T("Report"), look.Grow(look.Middle(s.subtitle)))
	actions := l.Row(8,
		l.Button(d.T("Sign and export"), look.Primary, s.sign),
		l.Button(d.T("Draft PDF"), look.Plain, s.draft),
		look.Space(),
		l.Button(d.T("Verify a PDF…"), look.Ghost, s.chooseToVerify),
	)
	below := l.Column(0, s.making.box, l.Pad(s.options.box, 12, 0, 0, 0), l.Pad(s.identity.box, 12, 0, 12, 0))
	split, content := newSplit(l, s.list.table, below, s.pages.box)
	s.split = split
	return d.Screen(title, actions, content)
}

// Content is the screen; it is made once.
func (s *Screen) Content() fyne.CanvasObject { return s.content }

// Refresh follows a change of the engagement.
func (s *Screen) Refresh() {
	s.subtitle.Set(subtitle(s.d), look.Text3)
	s.list.refresh()
	s.options.refresh()
	s.pages.refresh()
	if s.follow != nil {
		s.follow()
	}
	s.content.Refresh()
}

// subtitle says of what the report would be.
func subtitle(d *desk.Desk) string {
	scope := d.Session.State().Engagement
	parts := []string{desk.OneLine(scope.Client)}
	if scope.Title != "" {
		parts = append(parts, desk.OneLine(scope.Title))
	}
	if scope.AsOf != 0 {
		parts = append(parts, d.T("as of %s", d.Date(scope.AsOf.Time())))
	}
	return shortened(strings.Join(parts, " · "))
}

// Enter is called when the screen comes to the front.
func (s *Screen) Enter() {
	again := s.putAside()
	s.list.enter()
	if again != nil {
		again()
	}
	s.pages.enter()
}

// Show goes to what a place names here: a line of the checklist, or something
// to begin.
func (s *Screen) Show(place desk.Place) {
	switch place.Do {
	case "sign":
		s.sign()
	case "draft":
		s.draft()
	case "verify":
		s.chooseToVerify()
	case "identity":
		s.identity.offerNew()
	case "choose":
		s.identity.chooseFile()
	case "characters":
		s.offerGaps()
	case "document":
		s.offerDocument()
	case "details":
		s.offerDetails()
	case "omissions":
		if !s.options.final() {
			s.options.choose(stateKey, string(report.Final))
		}
		s.offerOmissions()
	}
	if place.Filter != "" {
		s.list.selectLine(place.Filter)
	}
}

// Search has no field here: the checklist takes the keyboard.
func (s *Screen) Search() { s.d.Focus(s.list.table.Focusable()) }

// Drop checks a PDF, and takes an identity.
func (s *Screen) Drop(paths []string, _ fyne.Position) bool {
	for _, path := range paths {
		switch {
		case isIdentity(path):
			s.identity.choose(path)
			return true
		case strings.EqualFold(filepath.Ext(path), ".pdf") || engagement.IsPDF(path):
			s.verify(path)
			return true
		}
	}
	return false
}

// show puts something into the panel; follow, which may be nil, brings it to
// what is stored after a change.
func (s *Screen) show(panel fyne.CanvasObject, follow func()) {
	s.leavePanel()
	for _, form := range s.forms() {
		s.d.Unsent.Close(form.name)
	}
	s.panel, s.follow, s.regap = panel, follow, nil
	s.d.Window.Panel(panel)
}

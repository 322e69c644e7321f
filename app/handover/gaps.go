package handover

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"demarc/app/desk"
	"demarc/app/look"
	"demarc/engagement"
)

// gaps says how many characters of what is on record the pages could not show as
// they are written; nil where there is none, or none is known of.
func (v *optionsView) gaps() fyne.CanvasObject {
	pages := v.screen.pages
	if pages == nil || pages.shown == nil || len(pages.shown.gaps) == 0 {
		return nil
	}
	d := v.screen.d
	n := len(pages.shown.gaps)
	return v.aside(d.N(n, "%s character cannot be set as written", "%s characters cannot be set as written"), look.Text2, d.T("Show…"), v.screen.offerGaps)
}

// mostGaps is how many characters are listed at first.
const mostGaps = 40

// offerGaps shows the characters, and gives the panel the keyboard.
func (s *Screen) offerGaps() {
	s.showGaps()
	s.enterPanel()
}

// showGaps lists the characters in the panel, each with where it stands, and the
// fonts that may have them.
func (s *Screen) showGaps() {
	d, l := s.d, s.d.Look
	list, fonts, most := container.NewStack(), container.NewStack(), mostGaps
	var draw func()
	more := func() {
		most += mostGaps
		draw()
	}
	draw = func() {
		fill(list, s.gapList(most, more))
		fill(fonts, s.fonts.list())
	}
	draw()
	s.show(l.Column(10,
		l.Label(d.T("Characters"), look.PanelTitle, look.Text),
		list,
		l.Pad(l.Hairline(), 8, 0, 4, 0),
		d.Overline(d.T("FONTS FOR WHAT IS MISSING")),
		l.Paragraph(d.T("TrueType files on this computer, asked in this order. They are remembered for every engagement."), look.Small, look.Text2, desk.PanelWidth),
		fonts,
	), draw)
	s.regap = draw
}

func (s *Screen) gapList(most int, more func()) fyne.CanvasObject {
	d, l := s.d, s.d.Look
	var gaps []engagement.TypeGap
	if s.pages.shown != nil {
		gaps = s.pages.shown.gaps
	}
	var boxes, unshaped []engagement.TypeGap
	for _, gap := range gaps[:min(len(gaps), most)] {
		if gap.Unshaped {
			unshaped = append(unshaped, gap)
		} else {
			boxes = append(boxes, gap)
		}
	}
	column := l.Column(10)
	part := func(what string, gaps []engagement.TypeGap) {
		if len(gaps) == 0 {
			return
		}
		column.Add(l.Paragraph(what, look.Small, look.Text2, desk.PanelWidth))
		for _, gap := range gaps {
			column.Add(s.gapPart(gap))
		}
	}
	part(d.T("No font here has these; the report shows a box in their place:"), boxes)
	part(d.T("These are set one by one, not joined as their readers write them:"), unshaped)
	if left := len(gaps) - most; left > 0 {
		column.Add(d.More(left, mostGaps, more))
	}
	if len(gaps) == 0 {
		column.Add(l.Paragraph(d.T("Every character on the pages that are shown has its shape."), look.Body, look.Text, desk.PanelWidth))
	}
	return column
}

// gapPart is one character, and the records and fields that have it.
func (s *Screen) gapPart(gap engagement.TypeGap) fyne.CanvasObject {
	d, l := s.d, s.d.Look
	discreet := d.Discreet()
	places := make([]string, len(gap.Places))
	for i, place := range gap.Places {
		places[i] = discreet(place)
	}
	where := strings.Join(places, "; ")
	if gap.More > 0 {
		where += "; " + d.T("and %s more", d.Number(gap.More))
	}
	head := l.Row(8, l.Label(desk.OneLine(string(gap.Rune)), look.BodyStrong, look.Text), l.Label(fmt.Sprintf("U+%04X", gap.Rune), look.Hash, look.Text3))
	return l.Column(2, head, l.Paragraph(where, look.Small, look.Text, desk.PanelWidth))
}

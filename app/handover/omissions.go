package handover

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"demarc/app/desk"
	"demarc/app/look"
)

// omissionsForm is under what the reason is kept why a report is final although
// something is missing. It goes into reports alone and is on record nowhere else.
const (
	omissionsForm = "report/omissions"
	reasonField   = "reason"
)

// reason is why a report is final although something is missing.
func (s *Screen) reason() string {
	text, _ := s.d.Unsent.Get(omissionsForm, reasonField)
	return strings.TrimSpace(text)
}

// waiting says what a final report is refused for, or that it states it; nil
// where there is nothing to say.
func (v *optionsView) waiting() fyne.CanvasObject {
	if !v.final() {
		return nil
	}
	d := v.screen.d
	omissions := d.Session.Omissions()
	n := len(omissions)
	if n == 0 {
		return nil
	}
	if v.screen.reason() != "" {
		return v.aside(d.N(n, "It states %s omission, and your reason.", "It states %s omissions, and your reason."), look.Text2, d.T("Reason…"), v.screen.offerOmissions)
	}
	refused := d.T("Refused: %s omissions", d.Number(n))
	if n == 1 {
		refused = d.T("Refused: %s", omissions[0].What.In(d.Language))
	}
	return v.aside(refused, look.Alarm, d.T("Anyway…"), v.screen.offerOmissions)
}

// offerOmissions asks in the panel why the report is final all the same.
func (s *Screen) offerOmissions() { s.d.Focus(s.showOmissions()) }

// showOmissions is offerOmissions without the keyboard; it returns the field.
func (s *Screen) showOmissions() fyne.Focusable {
	d, l := s.d, s.d.Look
	missing := container.NewStack()
	list := func() { fill(missing, s.omissionList()) }
	list()
	field := s.newField("", "", d.T("Why it is final all the same"), 5)
	d.Keep(omissionsForm, reasonField, field.entry, true)
	typed := field.entry.OnChanged
	field.entry.OnChanged = func(text string) {
		typed(text)
		s.options.refresh()
		s.pages.refresh()
	}
	field.entry.Left = s.pages.enter
	column := l.Column(8,
		l.Label(d.T("Final, although something is missing"), look.PanelTitle, look.Text),
		missing,
		l.Paragraph(d.T("With a reason it can be handed over. What is missing and the reason then stand among the report's limitations."), look.Small, look.Text2, desk.PanelWidth),
		field.Box,
	)
	s.showForm(omissionsForm, column, list)
	return field.entry
}

// omissionList names what is missing, one beneath the other.
func (s *Screen) omissionList() fyne.CanvasObject {
	d, l := s.d, s.d.Look
	column := l.Column(4)
	for _, omission := range s.d.Session.Omissions() {
		column.Add(l.Paragraph("– "+desk.Told(omission.What.In(d.Language)), look.Body, look.Text, desk.PanelWidth))
	}
	if len(column.Objects) == 0 {
		column.Add(l.Paragraph(d.T("Nothing is missing any more: the report can be final without a reason."), look.Body, look.Text, desk.PanelWidth))
	}
	return column
}

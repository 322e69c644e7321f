package handover

import (
	"strings"

	"fyne.io/fyne/v2"

	"demarc/app/desk"
	"demarc/app/look"
	"demarc/report"
)

// The words that are signed, and those that are proposed to whoever
// countersigns, are kept under statementForm, for they may name people.
const (
	statementForm  = "report/statement"
	statementField = "words"
	proposedField  = "client"
)

// statement is what is signed in place of the usual words.
func (s *Screen) statement() string { return s.wordsIn(statementField) }

// clientStatement is what is proposed to the client in place of the usual words;
// empty where they are not to sign.
func (v *optionsView) clientStatement() string {
	if !v.countersigned() {
		return ""
	}
	return v.screen.wordsIn(proposedField)
}

func (s *Screen) wordsIn(field string) string {
	text, _ := s.d.Unsent.Get(statementForm, field)
	return oneParagraph(text)
}

func (v *optionsView) countersigned() bool { return v.chosen(clientKey) != "" }

// proposing tells one set of usual words for whoever countersigns from another.
func (v *optionsView) proposing() string {
	part, _ := v.part()
	return strings.Join([]string{v.chosen(clientKey), v.chosen(languageKey), part}, "\n")
}

func (s *Screen) statementEntry() *formField {
	usual := s.d.T("I prepared this report; it reflects the engagement at commit %s.", "…")
	return s.wordsEntry(statementField, strings.Replace(usual, "….", "…", 1))
}

// wordsEntry is a field for words, which are kept as they are typed.
func (s *Screen) wordsEntry(name, usual string) *formField {
	field := s.newField("", "", usual, 3)
	s.d.Keep(statementForm, name, field.entry, true)
	typed := field.entry.OnChanged
	field.entry.OnChanged = func(text string) {
		typed(text)
		s.options.refresh()
	}
	return field
}

// clientWordsForm asks what is proposed to whoever countersigns; nil where nobody
// is to.
func (s *Screen) clientWordsForm() fyne.CanvasObject {
	d, l := s.d, s.d.Look
	if !s.options.countersigned() {
		return nil
	}
	title, part := d.T("PROPOSED TO THE CLIENT"), report.Input{Language: s.options.language()}
	if chosen, about := s.options.part(); chosen == oneOwner {
		title, part.Slice.Party = d.T("PROPOSED TO THE OWNER"), about
	}
	return l.Column(8, s.apart(title), s.wordsEntry(proposedField, part.ProposedStatement()).Box,
		l.Paragraph(d.T("They are drawn into the block to be signed. Left empty, the usual ones are."), look.Small, look.Text2, desk.PanelWidth))
}

package responsibilities

import (
	"fyne.io/fyne/v2"

	"demarc/app/desk"
	"demarc/app/look"
	"demarc/assess"
	"demarc/engagement"
)

// decision is why: the rationale, and whose duty it is in this engagement.
func (s *screen) decision(view *assess.CellView) []fyne.CanvasObject {
	d, l := s.desk, s.desk.Look
	text := view.Answer.Rationale
	if view.Answer.Boundary != nil && view.Answer.Boundary.Rationale != "" {
		text = view.Answer.Boundary.Rationale
	}
	s.reason = l.TextArea(text, d.T("why this is so"), 2, nil)
	reason := s.saves("", s.reason, s.rationale)
	decided := string(assess.OwnerBaseline)
	if view.Answer.Boundary != nil {
		decided = string(view.Answer.Boundary.Owner)
	}
	options := make([]look.Option, 0, len(assess.Decisions))
	for _, owner := range assess.Decisions {
		name := s.boundaryWord(owner)
		if owner == assess.OwnerBaseline {
			name = d.T("as the baseline says")
		}
		options = append(options, look.Option{Value: string(owner), Text: name})
	}
	s.duty = l.Choice(decided, options, func(value string) {
		if value != "" {
			s.boundary(value)
		}
	})
	return []fyne.CanvasObject{d.Overline(d.T("RATIONALE AND BOUNDARY")), reason, s.pick(d.T("Whose duty"), s.duty), l.Hairline()}
}

// rules lists the scope rules that apply to the cell, the one that counts
// first.
func (s *screen) rules(view *assess.CellView) []fyne.CanvasObject {
	d, l := s.desk, s.desk.Look
	rules := d.Session.Evaluation().Rules(view.Asset, view.Control)
	if len(rules) == 0 {
		return nil
	}
	parts := []fyne.CanvasObject{d.Overline(d.T("SCOPE RULES"))}
	for _, rule := range rules {
		text := s.scopeWords(rule.Scope) + " × " + s.targetWords(rule) + s.ruleSays(rule)
		parts = append(parts, l.Paragraph(text, look.Small, look.Text2, desk.PanelWidth))
	}
	return append(parts, l.Hairline())
}

func (s *screen) ruleSays(rule *assess.Rule) string {
	d, text := s.desk, ""
	for _, clause := range []*assess.Clause{rule.Customer, rule.Provider} {
		if clause != nil && clause.Accountable != "" {
			text += " → " + d.Person(clause.Accountable)
		}
	}
	if rule.Boundary != nil {
		text += " → " + s.boundaryWord(rule.Boundary.Owner)
	}
	if rule.Declared != nil {
		text += " · " + d.Plain(string(rule.Declared.Status))
	}
	return text
}

// scopeWords names what a scope rule reaches: "all AWS assets".
func (s *screen) scopeWords(scope assess.Scope) string {
	d := s.desk
	switch scope.Kind {
	case assess.ScopeProvider:
		return d.T("all %s assets", desk.OneLine(scope.Value))
	case assess.ScopeHosting:
		return d.T("all assets on %s", d.HostingName(scope.Value))
	case assess.ScopeTag:
		return d.T("all assets tagged %s", desk.OneLine(scope.Value))
	}
	return d.T("all assets")
}

// targetWords names the controls that a rule is about.
func (s *screen) targetWords(rule *assess.Rule) string {
	d := s.desk
	switch {
	case rule.Control != "":
		return rule.Control
	case rule.Category != "":
		return d.T("every %s control", d.Plain(rule.Category))
	}
	return d.T("every control")
}

// past shows the last changes of the cell.
func (s *screen) past(view *assess.CellView) []fyne.CanvasObject {
	d, l := s.desk, s.desk.Look
	log, err := d.Session.Recent(d.Language, view.Asset.ID, view.Control.ID, 4)
	if err != nil || len(log) == 0 {
		return nil
	}
	parts := []fyne.CanvasObject{d.Overline(d.T("HISTORY"), l.Link(d.T("All"), look.Accent, func() {
		d.Window.Go(desk.Place{Screen: desk.History, Asset: view.Asset.ID, Control: view.Control.ID})
	}))}
	for _, entry := range log {
		at := entry.Header.Time.Time().Local()
		when := d.ShortDate(at) + " " + d.Time(at)
		told := engagement.OneSentence(d.Language, entry.Sentences)
		if d.Presenting {
			told = d.Plain(string(entry.Header.Kind))
		}
		parts = append(parts, look.Border(nil, nil, l.Sized(86, 0, l.Label(when, look.Small, look.Text3)), nil,
			l.Paragraph(desk.OneLine(told), look.Small, look.Text2, desk.PanelWidth-90)))
	}
	return parts
}

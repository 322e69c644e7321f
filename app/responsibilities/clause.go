package responsibilities

import (
	"slices"

	"fyne.io/fyne/v2"

	"demarc/app/desk"
	"demarc/app/look"
	"demarc/app/page"
	"demarc/assess"
	"demarc/engagement"
)

// clauses are the fields of each half that needs an owner.
func (s *screen) clauses(view *assess.CellView) []fyne.CanvasObject {
	d, l := s.desk, s.desk.Look
	var parts []fyne.CanvasObject
	if needs(view, assess.CustomerSide) || len(view.Needs) == 0 && view.State != assess.StateNotApplicable {
		parts = append(parts, d.Overline(d.T("CLIENT'S CLAUSE"), l.Label(d.T("type a name to assign"), look.Small, look.Text3), l.Link(d.T("Template"), look.Accent, s.template)))
		parts = append(parts, s.clause(view, assess.CustomerSide)...)
		parts = append(parts, l.Hairline())
	}
	if needs(view, assess.ProviderSide) {
		parts = append(parts, d.Overline(d.T("PROVIDER'S CLAUSE")))
		parts = append(parts, s.clause(view, assess.ProviderSide)...)
		parts = append(parts, s.referenceField(view))
		parts = append(parts, l.Hairline())
	}
	return parts
}

func (s *screen) clause(view *assess.CellView, side assess.Side) []fyne.CanvasObject {
	d := s.desk
	clause := view.Answer.Clause(side)
	owner := s.ownerPicker(d.Person(clause.Accountable), side)
	if side == assess.ProviderSide && clause.Accountable == "" && view.Presumed {
		owner.SetPlaceHolder(d.T("%s, presumed", desk.OneLine(view.ProviderOwner)))
	}
	if s.owner == nil {
		s.owner = owner
	}
	parts := []fyne.CanvasObject{s.pick(d.T("Accountable"), owner)}
	if rule := view.Answer.AccountableFrom(side); rule != nil && clause.Accountable != "" {
		parts = append(parts, s.fromRule(rule))
	}
	if side == assess.ProviderSide {
		return parts
	}
	for _, role := range []struct {
		name    string
		parties []string
		set     func(*engagement.Assignment, *[]string)
	}{
		{d.T("Responsible"), clause.Responsible, func(a *engagement.Assignment, ids *[]string) { a.Responsible = ids }},
		{d.T("Consulted"), clause.Consulted, func(a *engagement.Assignment, ids *[]string) { a.Consulted = ids }},
		{d.T("Informed"), clause.Informed, func(a *engagement.Assignment, ids *[]string) { a.Informed = ids }},
	} {
		if role.name != d.T("Responsible") && len(role.parties) == 0 {
			continue
		}
		parts = append(parts, d.Field(role.name, s.several(side, role.parties, role.set)))
	}
	return parts
}

func (s *screen) fromRule(rule *assess.Rule) fyne.CanvasObject {
	d, l := s.desk, s.desk.Look
	return l.Pad(l.Shrinking(d.T("from a rule: %s", s.scopeWords(rule.Scope)), look.Small, look.Text3), 0, 0, 0, 100)
}

// ownerPicker picks who is accountable. A name that nobody has is offered as a
// new team.
func (s *screen) ownerPicker(name string, side assess.Side) *look.Picker {
	d := s.desk
	p := d.Look.Picker(name, d.T("Nobody yet: type a name"), d.Parties, func(value string) {
		s.own(side, value)
		s.assigned()
	})
	p.Free, p.People = s.asTeam, true
	return p
}

// pick sets a picker into the panel.
func (s *screen) pick(name string, picker *look.Picker) fyne.CanvasObject {
	return page.Pick(s.desk, name, picker, s.grown)
}

// grown follows a field that needs more or less room.
func (s *screen) grown() {
	if s.sheet != nil {
		s.sheet.Refresh()
	}
}

// asTeam offers to take a new name in.
func (s *screen) asTeam(name string) string { return s.desk.T("add “%s” as a team", name) }

// several shows parties, each with a way to take it out, and a field to add
// one.
func (s *screen) several(side assess.Side, parties []string, set func(*engagement.Assignment, *[]string)) fyne.CanvasObject {
	d, l := s.desk, s.desk.Look
	column := l.Column(2)
	for _, id := range parties {
		remove := l.Link("×", look.Text2, func() {
			s.involve(side, set, slices.DeleteFunc(slices.Clone(parties), func(p string) bool { return p == id }))
		})
		column.Add(look.Border(nil, nil, nil, remove, look.Middle(l.Shrinking(d.Person(id), look.Body, look.Text))))
	}
	picker := l.Picker("", d.T("add"), d.Parties, func(value string) {
		if value != "" {
			s.involve(side, set, append(slices.Clone(parties), value))
		}
	})
	picker.People = true
	const name = 96
	column.Add(page.NewField(d, "", picker, s.grown).Narrow(name).Box)
	return column
}

// referenceField keeps the contract clause that a provider's half stands on.
func (s *screen) referenceField(view *assess.CellView) fyne.CanvasObject {
	d := s.desk
	text := ""
	if r := view.Answer.Provider.Reference; r != nil {
		text = r.Text
	}
	return s.field(d.T("Reference"), text, d.T("contract clause or report"), func(text string) error {
		return s.reference(engagement.ReferenceFields{Text: text})
	})
}

// field is a field that says beneath itself what is wrong with its text.
func (s *screen) field(name, text, hint string, save func(string) error) fyne.CanvasObject {
	return s.saves(name, s.desk.Look.Entry(text, hint, nil), save)
}

// saves sets an entry into the panel, whose text is saved when it is left.
func (s *screen) saves(name string, entry *look.Entry, save func(string) error) fyne.CanvasObject {
	field := page.NewField(s.desk, name, entry, s.grown)
	field.Saves(func(text string) (wrong string) {
		if err := save(text); err != nil {
			return s.desk.Sentence(err)
		}
		return ""
	})
	return field.Box
}

// progress is how far the duty is, and by when.
func (s *screen) progress(view *assess.CellView) []fyne.CanvasObject {
	d, l := s.desk, s.desk.Look
	if view.State == assess.StateNotApplicable {
		return nil
	}
	declared := assess.NotAssessed
	if view.Answer.Declared != nil {
		declared = view.Answer.Declared.Status
	}
	s.status = l.Choice(string(declared), desk.Options(d, assess.Statuses), func(value string) { s.declare(value) })
	due := ""
	if view.Answer.Due != 0 {
		due = view.Answer.Due.String()
	}
	parts := []fyne.CanvasObject{s.pick(d.T("Status"), s.status)}
	concluded := []look.Option{{Value: "", Text: d.T("as declared")}}
	concluded = append(concluded, desk.Options(d, assess.Statuses)...)
	own := ""
	if view.Answer.Concluded != nil {
		own = string(view.Answer.Concluded.Status)
	}
	parts = append(parts, s.pick(d.T("Concluded"), l.Choice(own, concluded, s.conclude)))
	if said := s.saidBy(view); said != "" {
		parts = append(parts, l.Pad(l.Paragraph(said, look.Small, look.Text3, desk.PanelWidth-100), 0, 0, 0, 100))
	}
	return append(parts, s.field(d.T("Due"), due, d.T("YYYY-MM-DD"), s.due), l.Hairline())
}

// declare sets the status and goes back to the matrix.
func (s *screen) declare(status string) {
	if status == "" {
		return
	}
	s.declared(status)
	s.assigned()
}

// saidBy says on whose word the status stands.
func (s *screen) saidBy(view *assess.CellView) string {
	d := s.desk
	said := view.Answer.Declared
	if said == nil || said.Status == assess.NotAssessed {
		return ""
	}
	who := d.Person(said.By)
	if who == "" {
		who = d.T("the client")
	}
	text := d.T("declared by %s on %s", who, d.Date(said.At.Time()))
	if !view.Evidenced {
		text += "; " + d.T("nothing shown yet")
	}
	return text
}

package engagement

import (
	"slices"
	"strings"

	"demarc/assess"
	"demarc/words"
)

// applyTemplate sets a control's default RACI, finding each role among the
// parties by name or function, and bringing it in as a team where it is new.
func (w *assigning) applyTemplate(clause *assess.Clause, control *assess.Control) error {
	template := control.RACI
	accountable, err := w.templateAccountable(control)
	if err != nil {
		return err
	}
	clause.Accountable = accountable
	if party := w.state.Parties[clause.Accountable]; party != nil && party.Retired {
		return wrongInput("%s is retired and cannot become accountable", party.Name).hint("choose another with --accountable")
	}
	clause.Responsible = w.roleIDs(template.Responsible)
	clause.Consulted = w.roleIDs(template.Consulted)
	clause.Informed = w.roleIDs(template.Informed)
	return nil
}

// templateAccountable is the party whom a template, or the choice made, makes
// accountable. A choice among the roles that templates offer decides where one
// names several; any other choice is a party of the engagement, and counts
// everywhere.
func (w *assigning) templateAccountable(control *assess.Control) (string, error) {
	named, chosen := control.RACI.Accountable, w.wish.Chosen[control.ID]
	if chosen == "" && w.wish.Accountable != nil {
		chosen = clean(*w.wish.Accountable)
	}
	offered := func(roles []string) bool {
		return slices.ContainsFunc(roles, func(role string) bool { return strings.EqualFold(role, chosen) })
	}
	anywhere := slices.ContainsFunc(w.controls, func(c *assess.Control) bool { return len(c.RACI.Accountable) > 1 && offered(c.RACI.Accountable) })
	switch {
	case chosen != "" && offered(named):
		return w.role(chosen), nil
	case chosen != "" && !anywhere:
		party, err := w.validParty(chosen)
		if err != nil {
			return "", err
		}
		return party.ID, nil
	case len(named) == 1:
		return w.role(named[0]), nil
	}
	return "", wrongInput("the template of %s names %s as accountable, and only one can be", control.ID, words.And(named)).hint("choose one with --accountable")
}

// LacksOwner reports whether a template that keeps owners fills a cell: it is
// unowned, and not for the provider's side alone.
func (s *Session) LacksOwner(asset, control string) bool {
	view, ok := s.evaluation.Cell(asset, control)
	if !ok || view.State != assess.StateUnowned {
		return false
	}
	owner := s.state.Parties[view.Answer.Customer.Accountable]
	return (owner == nil || owner.Retired) && (len(view.Needs) == 0 || slices.Contains(view.Needs, assess.CustomerSide))
}

// countReplaced counts a cell in which a template puts another in the place of
// who was accountable, by the cell's own answer or by a rule.
func (w *assigning) countReplaced(before *assess.CellView, after *assess.Answer, side assess.Side) {
	now := after.Customer
	if side == assess.ProviderSide {
		now = after.Provider
	}
	was := before.Answer.Clause(side).Accountable
	if w.wish.Template && was != "" && now != nil && now.Accountable != was {
		w.replaced++
	}
}

// noteOwners says what a template did to owners who were there before.
func (w *assigning) noteOwners() {
	if w.kept > 0 {
		w.done.Notes = append(w.done.Notes, words.Say("cells that had an owner and keep it: %s", number(w.kept)))
	}
	if w.replaced > 0 {
		w.done.Notes = append(w.done.Notes, words.Say("cells in which another was accountable before: %s", number(w.replaced)))
	}
}

func (w *assigning) roleIDs(roles []string) []string {
	ids := make([]string, len(roles))
	for i, role := range roles {
		ids[i] = w.role(role)
	}
	return set(ids)
}

func (w *assigning) role(name string) string {
	folded := strings.ToLower(name)
	if id, known := w.roles[folded]; known {
		return id
	}
	parties := w.state.SortedParties()
	for _, retired := range []bool{false, true} { // who is in service comes first
		for _, party := range parties {
			if party.Retired == retired && (strings.EqualFold(party.Name, name) || strings.EqualFold(party.Function, name)) {
				w.roles[folded] = party.ID
				return party.ID
			}
		}
	}
	party := &assess.Party{ID: w.derivedID("party", folded), Name: name, Type: assess.Team}
	w.roles[folded] = party.ID
	w.change.put(party)
	w.done.NewParties = append(w.done.NewParties, name)
	return party.ID
}

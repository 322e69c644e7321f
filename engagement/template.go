package engagement

import (
	"slices"
	"strings"

	"demarc/assess"
)

// applyTemplate sets a control's default RACI, finding each role among the
// parties by name or function, and bringing it in as a team where it is new.
func (w *assigning) applyTemplate(clause *assess.Clause, control *assess.Control) error {
	template := control.RACI
	chosen := ""
	if w.wish.Accountable != nil {
		chosen = clean(*w.wish.Accountable)
	}
	switch {
	case chosen != "":
		if err := w.mayChoose(chosen, template.Accountable); err != nil {
			return err
		}
	case len(template.Accountable) == 1:
		chosen = template.Accountable[0]
	default:
		return wrongInput("the template of %s names %s as accountable, and only one can be", control.ID, strings.Join(template.Accountable, " and ")).
			hint("choose one with --accountable")
	}
	clause.Accountable = w.role(chosen)
	if party := w.state.Parties[clause.Accountable]; party != nil && party.Retired {
		return wrongInput("%s is retired and cannot become accountable", party.Name).hint("choose another with --accountable")
	}
	clause.Responsible = w.roleIDs(template.Responsible)
	clause.Consulted = w.roleIDs(template.Consulted)
	clause.Informed = w.roleIDs(template.Informed)
	return nil
}

// mayChoose reports whether somebody can be put in the place that a template
// leaves open: one whom it names itself, or a party that there is. Anything
// else is a slip of the pen and makes no new team.
func (w *assigning) mayChoose(name string, named []string) error {
	if slices.ContainsFunc(named, func(role string) bool { return strings.EqualFold(role, name) }) {
		return nil
	}
	_, err := w.validParty(name)
	return err
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
	for _, party := range w.state.SortedParties() {
		if party.ID == name || strings.EqualFold(party.Name, name) || strings.EqualFold(party.Function, name) {
			w.roles[folded] = party.ID
			return party.ID
		}
	}
	party := &assess.Party{ID: w.derivedID("party", folded), Name: name, Type: assess.Team}
	w.roles[folded] = party.ID
	w.change.put(party)
	w.done.NewParties = append(w.done.NewParties, name)
	return party.ID
}

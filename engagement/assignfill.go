package engagement

import (
	"demarc/assess"
)

// side says which clause is meant.
func (w *assigning) side(boundaries []assess.Owner) assess.Side {
	if w.wish.Side != "" {
		return w.wish.Side
	}
	needsCustomer, needsProvider := false, false
	for _, boundary := range boundaries {
		needsCustomer = needsCustomer || boundary == assess.OwnerCustomer || boundary == assess.OwnerShared
		needsProvider = needsProvider || boundary == assess.OwnerProvider || boundary == assess.OwnerShared
	}
	onlyReference := w.wish.Reference != nil && w.wish.Accountable == nil && w.wish.Responsible == nil && w.wish.Consulted == nil && w.wish.Informed == nil && !w.wish.Template
	if needsProvider && (!needsCustomer || onlyReference) {
		return assess.ProviderSide
	}
	return assess.CustomerSide
}

// fill puts the assignment's values into a copy of an answer's parts, so that
// the record they came from stays as it is.
func (w *assigning) fill(a *assess.Answer, control *assess.Control, boundaries []assess.Owner) error {
	if err := w.fillClause(a, control, w.side(boundaries)); err != nil {
		return err
	}
	if w.wish.Status != nil {
		a.Declared = unlessSame(a.Declared, w.values.declared)
	}
	if w.wish.Concluded != nil {
		a.Concluded = unlessSame(a.Concluded, w.values.concluded)
	}
	if w.wish.GapAddressed != nil {
		a.GapAddressed = assess.TraitNo
		if *w.wish.GapAddressed {
			a.GapAddressed = assess.TraitYes
		}
	}
	if w.wish.Due != nil {
		a.Due = w.values.due
	}
	w.fillBoundary(a)
	return nil
}

// unlessSame keeps what the same person said of the same status on the same
// day: saying it twice is no news.
func unlessSame(old, said *assess.Statement) *assess.Statement {
	if old != nil && said != nil && old.Status == said.Status && old.By == said.By && old.At.Date() == said.At.Date() {
		return old
	}
	return said
}

func (w *assigning) fillClause(a *assess.Answer, control *assess.Control, side assess.Side) error {
	at := &a.Customer
	if side == assess.ProviderSide {
		at = &a.Provider
	}
	clause := assess.Clause{}
	if *at != nil {
		clause = **at
	}
	if w.wish.Template {
		if err := w.applyTemplate(&clause, control); err != nil {
			return err
		}
	} else if w.wish.Accountable != nil {
		clause.Accountable = w.values.accountable
	}
	if w.wish.Responsible != nil {
		clause.Responsible = w.values.responsible
	}
	if w.wish.Consulted != nil {
		clause.Consulted = w.values.consulted
	}
	if w.wish.Informed != nil {
		clause.Informed = w.values.informed
	}
	if w.wish.Reference != nil && w.wish.Boundary == nil {
		clause.Reference = w.values.reference
	}
	*at = &clause
	return nil
}

// fillBoundary gives rationale and reference to the decision where one is
// made, else the rationale to the answer as a whole.
func (w *assigning) fillBoundary(a *assess.Answer) {
	if w.wish.Boundary == nil {
		setText(&a.Rationale, w.wish.Rationale)
		return
	}
	decision := &assess.Decision{Owner: w.values.boundary}
	if decision.Owner != "" {
		decision.By = w.author()
		setText(&decision.Rationale, w.wish.Rationale)
		if w.values.reference != nil {
			decision.Reference = w.values.reference.Text
		}
	}
	if decision.Owner == "" {
		decision = nil
	}
	a.Boundary = decision
}

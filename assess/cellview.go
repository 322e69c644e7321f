package assess

import "slices"

// CellView is one cell as screens, commands and pages show it.
type CellView struct {
	Asset    *Asset
	Control  *Control
	Baseline *Baseline // nil where the hosting model is unknown
	Boundary Owner
	Basis    BoundaryBasis
	State    CellState
	Substate Substate
	Outcome  Outcome
	Status   Status
	// Needs are the sides whose clause needs an owner, Missing those of them
	// that have no valid one.
	Needs, Missing []Side
	// ProviderOwner names who holds the provider's clause, where the boundary
	// needs one; Presumed says that it rests on the provider's word alone.
	ProviderOwner string
	Presumed      bool
	// GapOpen says that the baseline knows a gap which is not addressed.
	GapOpen   bool
	Evidenced bool
	Reopened  string
	Answer    Resolved
}

// Row shows an asset's cells in the catalogue's order of controls. An asset
// that is not counted has none.
func (e *Evaluation) Row(asset string) []CellView {
	counted := e.assets[asset]
	if counted == nil {
		return nil
	}
	views := make([]CellView, 0, len(counted.verdicts))
	e.eachJudgement(counted.asset, func(_ int, j *judgement) { views = append(views, e.view(j)) })
	return views
}

// EachState visits an asset's cells with what is kept of them: asset, control,
// state and substate, outcome and status. The rest of the view is empty, and it
// is good until visit returns.
func (e *Evaluation) EachState(asset string, visit func(*CellView)) {
	counted := e.assets[asset]
	if counted == nil {
		return
	}
	view := CellView{Asset: counted.asset}
	for i, v := range counted.verdicts {
		view.Control, view.State, view.Substate = &e.catalogue.Controls[i], verdictStates[v.state], verdictSubstates[v.substate]
		view.Outcome, view.Status = verdictOutcomes[v.outcome], Statuses[v.status]
		visit(&view)
	}
}

// Cell shows one cell; it reports false where there is no such cell.
func (e *Evaluation) Cell(asset, control string) (CellView, bool) {
	counted := e.assets[asset]
	i, known := e.catalogue.controlIndex[control]
	if counted == nil || !known {
		return CellView{}, false
	}
	around, j := e.surroundings(counted.asset), newJudgement()
	e.judge(j, &around, i)
	return e.view(j), true
}

// InScope lists the counted assets that a rule of this scope would reach, in
// order of name.
func (e *Evaluation) InScope(scope Scope) []*Asset {
	folded := e.rules.fold(scope)
	return slices.DeleteFunc(e.Assets(), func(a *Asset) bool { return !slices.Contains(e.rules.assetScopes(a), folded) })
}

// Rules lists the rules that apply to a cell, the one that counts first.
func (e *Evaluation) Rules(asset *Asset, control *Control) []*Rule {
	return e.rules.applying(asset, control)
}

// Reaching lists the rules in whose scope a counted asset is.
func (e *Evaluation) Reaching(asset *Asset) []*Rule {
	var rules []*Rule
	if e.assets[asset.ID] == nil {
		return nil
	}
	for _, scope := range e.rules.scopes(asset) {
		rules = append(rules, e.rules.byScope[scope]...)
	}
	return rules
}

func (e *Evaluation) view(j *judgement) CellView {
	view := CellView{
		Asset: j.asset, Control: j.control, Baseline: j.baseline,
		Boundary: j.boundary, Basis: j.basis, State: j.state, Substate: j.substate,
		Outcome: j.outcome, Status: j.status,
		Needs: neededClauses(j.boundary), Missing: append([]Side(nil), j.missing...),
		Presumed: j.presumed, GapOpen: j.state != StateNotApplicable && j.gapOpen(),
		Evidenced: j.outcome == OutcomeCompliant && j.proof.adequate,
		Answer:    *j.answer,
	}
	if j.stored != nil {
		view.Reopened = j.stored.Reopened
	}
	if j.boundary == OwnerProvider || j.boundary == OwnerShared {
		view.ProviderOwner = e.providerPartyName(j)
	}
	return view
}

// MainClause is the client's clause where the boundary needs it, else the
// provider's: the one that a table with a line for each cell shows.
func (v *CellView) MainClause() (Side, *Clause) {
	if v.Boundary == OwnerProvider {
		return ProviderSide, &v.Answer.Provider
	}
	return CustomerSide, &v.Answer.Customer
}

package assess

import (
	"cmp"
	"slices"
	"strings"
)

// A second reading of the design, as naive as can be: no indexes, nothing
// remembered, one sentence after the other. Properties compare the two.

// naive is what the design says of one cell.
type naive struct {
	boundary Owner
	state    CellState
	substate Substate
	presumed bool
	outcome  Outcome
	from     [fieldCount]string // which entry wins each field: a rule's id, "cell" or ""
}

// entry is a scope rule or a cell's own answer, with its place on the ladder.
type entry struct {
	id            string
	scope, target int
	rule          *Rule
	answer        *Answer
}

// "Field by field, the most specific entry wins: the cell's own, then tag,
// hosting model, provider, all; within one of these a control before a
// category; between equals the later one."
func naiveEntries(s *State, c *Catalogue, a *Asset, control *Control) []entry {
	var entries []entry
	for _, r := range s.Rules {
		target := 0
		switch {
		case r.Control != "" && r.Control == control.ID:
			target = 2
		case r.Control == "" && r.Category != "" && r.Category == control.Category:
			target = 1
		case r.Control != "" || r.Category != "":
			continue
		}
		scope := map[ScopeKind]int{ScopeAll: 1, ScopeProvider: 2, ScopeHosting: 3, ScopeTag: 4}[r.Scope.Kind]
		if scope > 0 && naiveInScope(c, a, r.Scope) {
			entries = append(entries, entry{id: r.ID, scope: scope, target: target, rule: r, answer: &r.Answer})
		}
	}
	if own := s.Cell(a.ID, control.ID); own != nil {
		entries = append(entries, entry{id: "cell", scope: 5, answer: &own.Answer})
	}
	return entries
}

func naiveInScope(c *Catalogue, a *Asset, scope Scope) bool {
	switch scope.Kind {
	case ScopeProvider:
		return strings.EqualFold(c.CanonicalProvider(scope.Value), naiveProvider(c, a))
	case ScopeHosting:
		return strings.EqualFold(cmp.Or(scope.Value, HostingUnknown), cmp.Or(a.Hosting, HostingUnknown))
	case ScopeTag:
		return slices.ContainsFunc(a.Tags, func(tag string) bool { return strings.EqualFold(tag, scope.Value) })
	}
	return true
}

// "pre-filled with the asset's provider, which defaults to the hosting model's
// where that names one company and is otherwise empty"
func naiveProvider(c *Catalogue, a *Asset) string {
	for _, model := range c.Models {
		if naiveNobody(a.Provider) && model.ID == a.Hosting {
			return model.Company
		}
	}
	if naiveNobody(a.Provider) {
		return ""
	}
	return c.CanonicalProvider(a.Provider)
}

func naiveNobody(provider string) bool {
	provider = strings.TrimSpace(provider)
	return provider == "" || provider == "none"
}

// says reports whether an answer has a field at all.
func (e entry) says(field Field) bool {
	a, clause := e.answer, &Clause{}
	switch {
	case field >= FieldCustomerAccountable && field <= FieldCustomerReference && a.Customer != nil:
		clause = a.Customer
	case field >= FieldProviderAccountable && field <= FieldProviderReference && a.Provider != nil:
		clause, field = a.Provider, field-FieldProviderAccountable+FieldCustomerAccountable
	case field >= FieldProviderAccountable && field <= FieldProviderReference:
		return false
	}
	switch field {
	case FieldBoundary:
		return a.Boundary != nil && a.Boundary.Owner != ""
	case FieldCustomerAccountable:
		return clause.Accountable != ""
	case FieldCustomerResponsible:
		return len(clause.Responsible) > 0
	case FieldCustomerConsulted:
		return len(clause.Consulted) > 0
	case FieldCustomerInformed:
		return len(clause.Informed) > 0
	case FieldCustomerReference:
		return clause.Reference != nil && clause.Reference.Text != ""
	case FieldDeclared:
		return a.Declared != nil && a.Declared.Status != ""
	case FieldConcluded:
		return a.Concluded != nil && a.Concluded.Status != ""
	case FieldGapAddressed:
		return a.GapAddressed != ""
	case FieldRationale:
		return a.Rationale != ""
	case FieldDue:
		return a.Due != 0
	}
	return false
}

// beats reports whether an entry is more specific than another, or newer.
func (e entry) beats(other entry, field Field) bool {
	switch {
	case e.scope != other.scope:
		return e.scope > other.scope
	case e.target != other.target:
		return e.target > other.target
	case e.rule != nil && naiveSaidAt(e.rule, field) != naiveSaidAt(other.rule, field):
		return naiveSaidAt(e.rule, field) > naiveSaidAt(other.rule, field)
	}
	return e.id > other.id
}

// naiveSaidAt is when a rule said a field: at a moment of the field's own, or
// else when the rule was made.
func naiveSaidAt(r *Rule, field Field) Instant {
	if since, ok := r.Since[field.Path()]; ok {
		return since.At
	}
	return r.At
}

func naiveCell(s *State, c *Catalogue, a *Asset, control *Control) naive {
	var n naive
	entries := naiveEntries(s, c, a, control)
	winner := func(field Field) *Answer {
		var best *entry
		for i := range entries {
			if entries[i].says(field) && (best == nil || entries[i].beats(*best, field)) {
				best = &entries[i]
			}
		}
		if best == nil {
			return &Answer{}
		}
		n.from[field] = best.id
		return best.answer
	}
	var fields [fieldCount]*Answer
	for field := range fieldCount {
		fields[field] = winner(field)
	}
	clauseOf := func(answer *Answer, side Side) Clause {
		clause := map[Side]*Clause{CustomerSide: answer.Customer, ProviderSide: answer.Provider}[side]
		if clause == nil {
			return Clause{}
		}
		return *clause
	}

	baseline := c.Baseline(a.Hosting, control.ID)
	n.boundary = naiveBoundary(c, a, control, fields[FieldBoundary], baseline)

	holders := map[Side]string{
		CustomerSide: clauseOf(fields[FieldCustomerAccountable], CustomerSide).Accountable,
		ProviderSide: clauseOf(fields[FieldProviderAccountable], ProviderSide).Accountable,
	}
	owned, word := map[Side]bool{}, false
	for side, holder := range holders {
		party := s.Parties[holder]
		owned[side] = party != nil && !party.Retired
		if side == ProviderSide && owned[side] {
			word = party.Type == ProviderParty
		}
	}
	if company := naiveProvider(c, a); holders[ProviderSide] == "" && company != "" && !naiveAllRetired(s, c, company) {
		owned[ProviderSide], word = true, true
	}
	reference := clauseOf(fields[FieldProviderReference], ProviderSide).Reference
	referenced := reference != nil && reference.Text != "" && (reference.Expires == 0 || reference.Expires >= today())

	needed := map[Owner][]Side{OwnerProvider: {ProviderSide}, OwnerCustomer: {CustomerSide}, OwnerShared: {ProviderSide, CustomerSide}}[n.boundary]
	missing := slices.DeleteFunc(slices.Clone(needed), func(side Side) bool { return owned[side] })
	n.presumed = slices.Contains(needed, ProviderSide) && owned[ProviderSide] && word && !referenced
	switch {
	case n.boundary == OwnerNotApplicable:
		n.state, n.outcome = StateNotApplicable, OutcomeNotApplicable
		return n
	case len(needed) == 0:
		n.state, n.substate = StateUnowned, SubstateUndecided
	case len(missing) == 0:
		n.state = StateOwned
	case len(missing) == 1 && len(needed) == 2:
		n.state, n.substate = StateUnowned, SubstateHalfOwned
	default:
		n.state = StateUnowned
	}

	status := NotAssessed
	if d := fields[FieldDeclared].Declared; d != nil && d.Status != "" {
		status = d.Status
	}
	if d := fields[FieldConcluded].Concluded; d != nil && d.Status != "" {
		status = d.Status
	}
	saysHow := fields[FieldRationale].Rationale != "" && (n.from[FieldRationale] == "cell" || n.from[FieldRationale] == n.from[FieldGapAddressed])
	addressed := fields[FieldGapAddressed].GapAddressed == TraitYes && (saysHow || naiveEvidence(s, a.ID, control.ID))
	switch {
	case status == NotAssessed || status == NotImplemented || status == Planned:
		n.outcome = OutcomeGap
	case status == PartialStatus || (baseline != nil && baseline.Gap != "" && !addressed):
		n.outcome = OutcomePartial
	default:
		n.outcome = OutcomeCompliant
	}
	return n
}

// "The boundary of a cell is the first of: its own decision, a rule's
// decision, a trait rule, undecided when the hosting model is unknown, the
// baseline."
func naiveBoundary(c *Catalogue, a *Asset, control *Control, decision *Answer, baseline *Baseline) Owner {
	if decision.Boundary != nil && decision.Boundary.Owner != "" && decision.Boundary.Owner != OwnerBaseline {
		return decision.Boundary.Owner
	}
	traits := map[string]Trait{"retrieval": a.Retrieval, "agentic": a.Agentic, "fine_tuned": a.FineTuned, "custom_trained": a.CustomTrained}
	for _, rule := range c.TraitRules {
		if answer := traits[rule.Trait]; rule.Control == control.ID && answer == rule.Value && answer != TraitUnknown && answer != "" {
			return rule.Boundary
		}
	}
	if baseline == nil {
		return OwnerUnassigned
	}
	return baseline.Owner
}

func naiveAllRetired(s *State, c *Catalogue, company string) bool {
	known := 0
	for _, p := range s.Parties {
		if p.Type == ProviderParty && strings.EqualFold(c.CanonicalProvider(p.Name), company) {
			if !p.Retired {
				return false
			}
			known++
		}
	}
	return known > 0
}

// "Inquiry alone never suffices."
func naiveEvidence(s *State, asset, control string) bool {
	for _, e := range s.Evidence {
		if e.Method != "" && e.Method != Inquiry && e.Serves(asset, control) {
			return true
		}
	}
	return false
}

package assess

import (
	"cmp"
	"maps"
	"slices"
	"strings"
)

// Field names one field of an answer, for saying where it comes from.
type Field uint8

// The fields of an answer that are resolved one by one.
const (
	FieldBoundary Field = iota
	FieldCustomerAccountable
	FieldCustomerResponsible
	FieldCustomerConsulted
	FieldCustomerInformed
	FieldCustomerReference
	FieldProviderAccountable
	FieldProviderResponsible
	FieldProviderConsulted
	FieldProviderInformed
	FieldProviderReference
	FieldDeclared
	FieldConcluded
	FieldGapAddressed
	FieldRationale
	FieldDue
	fieldCount
)

var fieldPaths = [fieldCount]string{
	"boundary",
	"customer.accountable", "customer.responsible", "customer.consulted", "customer.informed", "customer.reference",
	"provider.accountable", "provider.responsible", "provider.consulted", "provider.informed", "provider.reference",
	"declared", "concluded", "gap_addressed", "rationale", "due",
}

// Path is the field's place in a record: customer.accountable.
func (f Field) Path() string { return fieldPaths[f] }

// Fields lists all fields of an answer.
func Fields() []Field {
	all := make([]Field, fieldCount)
	for f := range all {
		all[f] = Field(f)
	}
	return all
}

// Resolved is the answer that counts for a cell: field by field, the most
// specific entry's.
type Resolved struct {
	Boundary            *Decision
	Customer, Provider  Clause
	Declared, Concluded *Statement
	GapAddressed        Trait
	Rationale           string
	Due                 Date
	// From says which rule a field comes from; nil is the cell's own answer,
	// or nobody's.
	From [fieldCount]*Rule
}

// Clause returns one side's half.
func (r *Resolved) Clause(side Side) *Clause {
	if side == ProviderSide {
		return &r.Provider
	}
	return &r.Customer
}

// AccountableFrom returns the rule that named the accountable party of a side.
func (r *Resolved) AccountableFrom(side Side) *Rule {
	if side == ProviderSide {
		return r.From[FieldProviderAccountable]
	}
	return r.From[FieldCustomerAccountable]
}

// Status is the conclusion where there is one, else the declaration, else not
// assessed; and the rule that it comes from, if any.
func (r *Resolved) Status() (Status, *Rule) {
	switch {
	case r.Concluded != nil:
		return r.Concluded.Status, r.From[FieldConcluded]
	case r.Declared != nil:
		return r.Declared.Status, r.From[FieldDeclared]
	}
	return NotAssessed, nil
}

// Answered is the day of the latest declaration or conclusion, or zero.
func (r *Resolved) Answered() Date {
	var latest Instant
	for _, statement := range []*Statement{r.Declared, r.Concluded} {
		if statement != nil {
			latest = max(latest, statement.At)
		}
	}
	if latest == 0 {
		return 0
	}
	return latest.Date()
}

// lay puts an answer over what is there: each field that it has replaces the
// less specific one. A nil rule means the cell's own answer. A decision without
// an owner, a statement without a status and a reference without a text say
// nothing, and hide nothing.
func (r *Resolved) lay(a *Answer, rule *Rule) {
	if a.Boundary != nil && a.Boundary.Owner != "" && !r.keeps(FieldBoundary, rule) {
		r.Boundary, r.From[FieldBoundary] = a.Boundary, rule
	}
	if a.Customer != nil {
		r.layClause(&r.Customer, a.Customer, FieldCustomerAccountable, rule)
	}
	if a.Provider != nil {
		r.layClause(&r.Provider, a.Provider, FieldProviderAccountable, rule)
	}
	if a.Declared != nil && a.Declared.Status != "" && !r.keeps(FieldDeclared, rule) {
		r.Declared, r.From[FieldDeclared] = a.Declared, rule
	}
	if a.Concluded != nil && a.Concluded.Status != "" && !r.keeps(FieldConcluded, rule) {
		r.Concluded, r.From[FieldConcluded] = a.Concluded, rule
	}
	if a.GapAddressed != "" && !r.keeps(FieldGapAddressed, rule) {
		r.GapAddressed, r.From[FieldGapAddressed] = a.GapAddressed, rule
	}
	if a.Rationale != "" && !r.keeps(FieldRationale, rule) {
		r.Rationale, r.From[FieldRationale] = a.Rationale, rule
	}
	if a.Due != 0 && !r.keeps(FieldDue, rule) {
		r.Due, r.From[FieldDue] = a.Due, rule
	}
}

// keeps reports that a field comes from a rule which is as specific as another
// one and said it later, although it was made earlier.
func (r *Resolved) keeps(f Field, rule *Rule) bool {
	held := r.From[f]
	if rule == nil || held == nil || len(held.Since)+len(rule.Since) == 0 {
		return false
	}
	return held.AsSpecificAs(rule) && cmp.Or(cmp.Compare(held.SaidAt(f), rule.SaidAt(f)), strings.Compare(held.ID, rule.ID)) > 0
}

// layClause relies on a side's five fields standing together, accountable
// first.
func (r *Resolved) layClause(into, from *Clause, first Field, rule *Rule) {
	if from.Accountable != "" && !r.keeps(first, rule) {
		into.Accountable, r.From[first] = from.Accountable, rule
	}
	if len(from.Responsible) > 0 && !r.keeps(first+1, rule) {
		into.Responsible, r.From[first+1] = from.Responsible, rule
	}
	if len(from.Consulted) > 0 && !r.keeps(first+2, rule) {
		into.Consulted, r.From[first+2] = from.Consulted, rule
	}
	if len(from.Informed) > 0 && !r.keeps(first+3, rule) {
		into.Informed, r.From[first+3] = from.Informed, rule
	}
	if from.Reference != nil && from.Reference.Text != "" && !r.keeps(first+4, rule) {
		into.Reference, r.From[first+4] = from.Reference, rule
	}
}

// ruleIndex finds the rules that apply to an asset, and remembers what they
// amount to for all assets that look alike to them.
type ruleIndex struct {
	catalogue *Catalogue
	byID      map[string]*Rule
	byScope   map[Scope][]*Rule // values in lower case
	profiles  map[string][]Resolved
}

// maxProfiles bounds what is remembered: an estate in which every asset has
// rules of its own gains nothing from it.
const maxProfiles = 256

func newRuleIndex(s *State, c *Catalogue) *ruleIndex {
	index := &ruleIndex{catalogue: c, byID: maps.Clone(s.Rules), byScope: map[Scope][]*Rule{}, profiles: map[string][]Resolved{}}
	for _, rule := range s.Rules {
		key := index.fold(rule.Scope)
		index.byScope[key] = append(index.byScope[key], rule)
	}
	return index
}

// scopeOf returns a rule's scope, folded; the zero Scope, in which no asset is,
// where there is no such rule.
func (x *ruleIndex) scopeOf(rule string) Scope {
	if known := x.byID[rule]; known != nil {
		return x.fold(known.Scope)
	}
	return Scope{}
}

// fold makes scopes that mean the same the same: case and a provider's other
// names are no matter.
func (x *ruleIndex) fold(scope Scope) Scope {
	switch scope.Kind {
	case ScopeAll:
		scope.Value = ""
	case ScopeProvider:
		scope.Value = x.catalogue.CanonicalProvider(scope.Value)
	case ScopeHosting:
		scope.Value = cmp.Or(scope.Value, HostingUnknown)
	}
	scope.Value = strings.ToLower(scope.Value)
	return scope
}

// scopes lists the scopes of an asset that rules exist for.
func (x *ruleIndex) scopes(a *Asset) []Scope {
	return slices.DeleteFunc(x.assetScopes(a), func(s Scope) bool { return len(x.byScope[s]) == 0 })
}

// assetScopes lists every scope that an asset is in, each once, least specific
// first.
func (x *ruleIndex) assetScopes(a *Asset) []Scope {
	candidates := make([]Scope, 0, 3+len(a.Tags))
	candidates = append(candidates, Scope{Kind: ScopeAll}, x.fold(Scope{ScopeProvider, x.catalogue.ProviderOf(a)}), x.fold(Scope{ScopeHosting, a.Hosting}))
	for _, tag := range a.Tags {
		if scope := x.fold(Scope{ScopeTag, tag}); !slices.Contains(candidates, scope) {
			candidates = append(candidates, scope)
		}
	}
	return candidates
}

// answers returns what the rules alone answer for an asset, control by
// control. The slice is shared: read only.
func (x *ruleIndex) answers(a *Asset) []Resolved {
	scopes := x.scopes(a)
	var key strings.Builder
	for _, scope := range scopes {
		key.WriteString(scope.String())
		key.WriteByte(0)
	}
	if known, ok := x.profiles[key.String()]; ok {
		return known
	}
	var rules []*Rule
	for _, scope := range scopes {
		rules = append(rules, x.byScope[scope]...)
	}
	slices.SortFunc(rules, lessSpecific)
	answers := make([]Resolved, len(x.catalogue.Controls))
	for i := range answers {
		control := &x.catalogue.Controls[i]
		for _, rule := range rules {
			if rule.Covers(control) {
				answers[i].lay(&rule.Answer, rule)
			}
		}
	}
	if len(x.profiles) == maxProfiles {
		clear(x.profiles)
	}
	x.profiles[key.String()] = answers
	return answers
}

// applying lists the rules that apply to a cell, the one that counts first.
func (x *ruleIndex) applying(a *Asset, control *Control) []*Rule {
	var rules []*Rule
	for _, scope := range x.scopes(a) {
		for _, rule := range x.byScope[scope] {
			if rule.Covers(control) {
				rules = append(rules, rule)
			}
		}
	}
	slices.SortFunc(rules, func(a, b *Rule) int { return lessSpecific(b, a) })
	return rules
}

// Covers reports whether the rule answers for a control.
func (r *Rule) Covers(control *Control) bool {
	switch {
	case r.Control != "":
		return r.Control == control.ID
	case r.Category != "":
		return r.Category == control.Category
	}
	return true
}

// lessSpecific orders rules so that each may be laid over those before it:
// all, provider, hosting model, tag; within one of these every control, a
// category, a control; between equals the later one last.
func lessSpecific(a, b *Rule) int {
	return cmp.Or(
		cmp.Compare(slices.Index(ScopeKinds, a.Scope.Kind), slices.Index(ScopeKinds, b.Scope.Kind)),
		cmp.Compare(a.targetRank(), b.targetRank()),
		cmp.Compare(a.At, b.At),
		strings.Compare(a.ID, b.ID),
	)
}

// AsSpecificAs reports whether neither of two rules is more specific.
func (r *Rule) AsSpecificAs(other *Rule) bool {
	return r.Scope.Kind == other.Scope.Kind && r.targetRank() == other.targetRank()
}

func (r *Rule) targetRank() int {
	switch {
	case r.Control != "":
		return 2
	case r.Category != "":
		return 1
	}
	return 0
}

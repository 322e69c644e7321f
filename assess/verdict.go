package assess

import "strings"

// CellState says whether every clause that a cell needs has an owner.
type CellState string

// The states of a cell.
const (
	StateOwned         CellState = "owned"
	StateUnowned       CellState = "unowned"
	StateNotApplicable CellState = "not_applicable"
)

// Substate says more of an unowned cell: the one clause of two that is
// missing, or a boundary that nobody decided.
type Substate string

// The substates; most cells have none.
const (
	SubstateNone      Substate = ""
	SubstateHalfOwned Substate = "half_owned"
	SubstateUndecided Substate = "undecided"
)

// Outcome says what a cell's status amounts to.
type Outcome string

// The outcomes.
const (
	OutcomeCompliant     Outcome = "compliant"
	OutcomePartial       Outcome = "partial"
	OutcomeGap           Outcome = "gap"
	OutcomeNotApplicable Outcome = "not_applicable"
)

// BoundaryBasis says where a cell's boundary comes from.
type BoundaryBasis string

// The bases, in the order in which they count.
const (
	BasisDecision BoundaryBasis = "decision"
	BasisRule     BoundaryBasis = "rule"
	BasisTrait    BoundaryBasis = "trait"
	BasisUnknown  BoundaryBasis = "unknown_hosting"
	BasisBaseline BoundaryBasis = "baseline"
)

// verdict is what one cell amounts to, small enough to keep for every cell of
// a large engagement. The words behind the numbers are made when asked for.
type verdict struct {
	boundary, basis, state, substate, outcome, status uint8
	ownership, result                                 uint8 // findings: index in FindingKinds + 1
	presumed, evidenced, weak                         bool
	ownershipShared, resultShared                     bool // the finding may be other cells', too
}

var (
	verdictOwners    = append([]Owner{""}, Owners...)
	verdictBases     = []BoundaryBasis{BasisDecision, BasisRule, BasisTrait, BasisUnknown, BasisBaseline}
	verdictStates    = []CellState{StateOwned, StateUnowned, StateNotApplicable}
	verdictSubstates = []Substate{SubstateNone, SubstateHalfOwned, SubstateUndecided}
	verdictOutcomes  = []Outcome{OutcomeCompliant, OutcomePartial, OutcomeGap, OutcomeNotApplicable}
	verdictKinds     = append([]FindingKind{""}, FindingKinds...)
)

func code[W ~string](word W, words []W) uint8 {
	for i, known := range words {
		if word == known {
			return uint8(i)
		}
	}
	return 0
}

// judgement is a cell while it is being judged: everything that the truth
// table looks at, and what it says.
type judgement struct {
	*surroundings
	control  *Control
	baseline *Baseline // nil where nobody knows the hosting model
	stored   *Cell     // nil where nothing is stored
	answer   *Resolved // shared with other cells: read only
	proof    proof
	mixed    *Resolved // room for an answer that rules and cell give together

	boundary    Owner
	basis       BoundaryBasis
	state       CellState
	substate    Substate
	outcome     Outcome
	status      Status
	presumed    bool
	missing     []Side // needed clauses without a valid accountable party
	invalid     bool   // a missing clause has a party, but not a valid one
	ownership   FindingKind
	result      FindingKind
	origin      *Rule // the rule that the outcome finding comes from
	ownerOrigin *Rule // the rule that the ownership finding comes from
	// providerName is who holds the provider's clause of a presumed cell, and
	// expired says that a reference which carried it has run out.
	providerName string
	expired      bool
}

func newJudgement() *judgement {
	return &judgement{mixed: &Resolved{}, missing: make([]Side, 0, len(Sides))}
}

// judge applies the truth table to the cell of the i-th control.
func (e *Evaluation) judge(j *judgement, around *surroundings, i int) {
	*j = judgement{
		surroundings: around, control: &e.catalogue.Controls[i], answer: &around.answers[i],
		mixed: j.mixed, missing: j.missing[:0],
	}
	if around.baselines != nil {
		j.baseline = &around.baselines[i]
	}
	if around.proofs != nil {
		j.proof = around.proofs[i]
	}
	if at, found := findCell(around.own, j.control.ID); found {
		j.stored = around.own[at]
		*j.mixed = *j.answer
		j.mixed.lay(&j.stored.Answer, nil)
		j.answer = j.mixed
	}
	j.boundary, j.basis = e.boundary(j)
	j.status, _ = j.answer.Status()
	j.status = Statuses[code(j.status, Statuses)] // a word that is none answers nothing
	e.judgeOwnership(j)
	e.judgeOutcome(j)
}

// boundary is the first of: the cell's own decision, a rule's, a trait rule,
// undecided when the hosting model is unknown, the baseline.
func (e *Evaluation) boundary(j *judgement) (Owner, BoundaryBasis) {
	if d := j.answer.Boundary; d != nil && d.Owner != "" && d.Owner != OwnerBaseline {
		if j.answer.From[FieldBoundary] != nil {
			return d.Owner, BasisRule
		}
		return d.Owner, BasisDecision
	}
	for i := range e.catalogue.TraitRules {
		rule := &e.catalogue.TraitRules[i]
		if rule.Control == j.control.ID && rule.triggeredBy(j.asset) {
			return rule.Boundary, BasisTrait
		}
	}
	if j.baseline == nil {
		return OwnerUnassigned, BasisUnknown
	}
	return j.baseline.Owner, BasisBaseline
}

// triggeredBy reports whether the asset's trait has the rule's value. Unknown
// never triggers.
func (r *TraitRule) triggeredBy(a *Asset) bool {
	trait := a.trait(r.Trait)
	return trait == r.Value && (trait == TraitYes || trait == TraitNo)
}

func (a *Asset) trait(name string) Trait {
	switch name {
	case "retrieval":
		return a.Retrieval
	case "agentic":
		return a.Agentic
	case "fine_tuned":
		return a.FineTuned
	case "custom_trained":
		return a.CustomTrained
	}
	return TraitUnknown
}

// neededClauses says which clauses a boundary needs.
func neededClauses(boundary Owner) []Side {
	switch boundary {
	case OwnerProvider:
		return Sides[:1]
	case OwnerCustomer:
		return Sides[1:]
	case OwnerShared:
		return Sides
	}
	return nil
}

func (e *Evaluation) judgeOwnership(j *judgement) {
	needed := neededClauses(j.boundary)
	switch {
	case j.boundary == OwnerNotApplicable:
		j.state = StateNotApplicable
		return
	case len(needed) == 0:
		j.state, j.substate, j.ownership = StateUnowned, SubstateUndecided, FindingAmbiguous
		return
	}
	for _, side := range needed {
		e.judgeClause(j, side)
	}
	if j.basis == BasisRule && j.ownerOrigin == nil {
		j.ownerOrigin = j.answer.From[FieldBoundary] // it moved the duty to where nobody holds it
	}
	switch {
	case len(j.missing) == 0:
		j.state = StateOwned
		if j.presumed {
			j.ownership, j.providerName = FindingProviderReference, e.catalogue.CanonicalProvider(e.providerPartyName(j))
		}
		return
	case len(j.missing) < len(needed):
		j.substate = SubstateHalfOwned
	}
	j.state, j.ownership = StateUnowned, FindingUnassigned
	if j.invalid {
		j.ownership = FindingOwnerInvalid
	}
}

// judgeClause looks for the one valid accountable party of a clause. A
// provider's clause that names nobody is presumed to be the asset's
// provider's, and stands on its word alone until a reference carries it.
func (e *Evaluation) judgeClause(j *judgement, side Side) {
	clause := j.answer.Clause(side)
	var holder standing
	switch {
	case clause.Accountable != "":
		holder = e.parties.standings[clause.Accountable]
		if !holder.valid {
			j.invalid, j.ownerOrigin = true, j.answer.AccountableFrom(side)
		}
	case side == ProviderSide && j.provider != "":
		holder = standing{valid: j.providerParty == nil || !j.providerParty.Retired, isProvider: true}
		j.invalid = j.invalid || !holder.valid
	}
	if !holder.valid {
		j.missing = append(j.missing, side)
		return
	}
	if side == ProviderSide && holder.isProvider {
		reference := clause.Reference
		j.expired = reference != nil && reference.Expires != 0 && reference.Expires < e.today
		j.presumed = reference == nil || j.expired
	}
}

// accountable is the id of the party that a side's clause names, or that the
// provider's clause is presumed to be; "" where there is none.
func (j *judgement) accountable(side Side) string {
	named := j.answer.Clause(side).Accountable
	if named == "" && side == ProviderSide && j.providerParty != nil {
		return j.providerParty.ID
	}
	return named
}

func (e *Evaluation) judgeOutcome(j *judgement) {
	if j.state == StateNotApplicable {
		j.outcome = OutcomeNotApplicable
		return
	}
	var kind FindingKind
	j.outcome, kind = e.outcome(j)
	if j.state == StateUnowned {
		return // folded into the ownership finding
	}
	if kind != "" {
		j.result = kind
		if kind != FindingBaselineChanged && kind != FindingLowConfidence {
			_, j.origin = j.answer.Status()
		}
	}
}

// outcome says what the status amounts to, and the one finding that follows.
func (e *Evaluation) outcome(j *judgement) (Outcome, FindingKind) {
	switch {
	case j.status == PartialStatus:
		return OutcomePartial, FindingPartial
	case j.status != Implemented:
		return OutcomeGap, FindingGap
	case j.gapOpen():
		return OutcomePartial, FindingPartial
	}
	return OutcomeCompliant, e.doubt(j)
}

// gapOpen reports whether the baseline knows a gap that nobody addressed.
// Addressing needs a rationale or evidence.
func (j *judgement) gapOpen() bool {
	if j.baseline == nil || j.baseline.Gap == "" {
		return false
	}
	return j.answer.GapAddressed != TraitYes || !(j.proof.adequate || j.saysHow())
}

// saysHow reports whether there is a rationale for calling the gap addressed:
// one given in the same place, or in the cell itself. A rule's rationale for
// something else is none.
func (j *judgement) saysHow() bool {
	from := j.answer.From[FieldRationale]
	return strings.TrimSpace(j.answer.Rationale) != "" && (from == nil || from == j.answer.From[FieldGapAddressed])
}

// doubt names what weakens a compliant cell, the gravest first.
func (e *Evaluation) doubt(j *judgement) FindingKind {
	scoring := &e.catalogue.Scoring
	switch {
	case j.reopened():
		return FindingBaselineChanged
	case !j.proof.adequate:
		return FindingEvidenceMissing
	case scoring.EvidenceMonths > 0 && j.proof.latest.AddMonths(scoring.EvidenceMonths) < e.today:
		return FindingEvidenceStale
	case j.control.ReviewMonths > 0 && j.answer.Answered() != 0 && j.answer.Answered().AddMonths(j.control.ReviewMonths) < e.today:
		return FindingReviewOverdue
	case j.baseline != nil && j.baseline.Confidence() == ConfidenceLow:
		return FindingLowConfidence
	}
	return ""
}

func (j *judgement) reopened() bool { return j.stored != nil && j.stored.Reopened != "" }

func (j *judgement) verdict() verdict {
	return verdict{
		boundary:        code(j.boundary, verdictOwners),
		basis:           code(j.basis, verdictBases),
		state:           code(j.state, verdictStates),
		substate:        code(j.substate, verdictSubstates),
		outcome:         code(j.outcome, verdictOutcomes),
		status:          code(j.status, Statuses),
		ownership:       code(j.ownership, verdictKinds),
		result:          code(j.result, verdictKinds),
		presumed:        j.presumed && j.state == StateOwned,
		evidenced:       j.outcome == OutcomeCompliant && j.proof.adequate,
		weak:            j.baseline != nil && j.baseline.Confidence() == ConfidenceLow,
		ownershipShared: j.ownership != "" && keyOf(j.ownership, j, j.ownerOrigin).shared(),
		resultShared:    j.result != "" && keyOf(j.result, j, j.origin).shared(),
	}
}

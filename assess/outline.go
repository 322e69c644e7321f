package assess

import (
	"cmp"
	"slices"
	"strings"
)

// Outline is what an overview says of the findings: how many there are of each
// severity, least severe first, and what is most urgent.
type Outline struct {
	Findings   int
	Severities [4]int
	Urgent     []UrgentAction
}

// Outline says what Findings, SeverityCounts and Urgent say together, but makes
// the words of the most urgent findings only: of a quarter of a million, making
// the words takes longest.
func (e *Evaluation) Outline(n int) Outline {
	o := &outlining{evaluation: e, shared: map[findingKey]int{}, controls: placesByID(e.catalogue.Controls), judged: newJudgement()}
	for _, kind := range verdictKinds {
		o.kinds = append(o.kinds, e.catalogue.Scoring.Kinds[kind])
	}
	o.sketches = make([]sketch, 0, e.FindingCount())
	for i, asset := range e.Assets() {
		o.asset(i+1, asset)
	}
	for _, load := range e.concentrated() {
		key := findingKey{kind: FindingConcentration, cause: load.Party.ID}
		o.sketches = append(o.sketches, sketch{score: e.score(key.kind, nil, nil), special: &special{key: key, action: actionConcentration(&load)}})
	}
	outline := Outline{Findings: len(o.sketches)}
	for i := range o.sketches {
		if rank := o.place(&o.sketches[i]).Rank(); rank >= 0 {
			outline.Severities[rank]++
		}
	}
	outline.Urgent = o.urgent(o.inOrder(), n)
	return outline
}

// outlining gathers findings without their words.
type outlining struct {
	evaluation *Evaluation
	sketches   []sketch
	shared     map[findingKey]int // where it stands among the sketches
	controls   map[*Control]uint64
	kinds      []int // what each kind adds to a score, as verdicts number them
	judged     *judgement
}

// sketch is a finding without its words, small because there may be a quarter
// of a million.
type sketch struct {
	asset    *Asset
	worst    *Control // the weightiest, whose words the finding takes
	order    uint64
	severity Severity
	special  *special // nil for a finding on one cell that nobody decided about
	score    int
	at       int32 // place of asset in the order of assets; 0 without one
	cells    int32
	kind     uint8 // of a finding on one cell, as verdicts number them
}

// special is what few sketches have.
type special struct {
	key         findingKey
	disposition *Disposition
	action      Said // where it is no cell's
}

func (s *sketch) key() findingKey {
	if s.special != nil {
		return s.special.key
	}
	return findingKey{kind: verdictKinds[s.kind], asset: s.asset.ID, control: s.worst.ID}
}

// control is the one that the finding is about; nil for all of a provider's.
func (s *sketch) control() *Control {
	if s.special != nil && s.special.key.kind == FindingProviderReference {
		return nil
	}
	return s.worst
}

// settled reports whether the finding asks for no action.
func (s *sketch) settled(today Date) bool {
	if s.special == nil || s.special.disposition == nil {
		return false
	}
	state := (&Finding{Disposition: s.special.disposition}).State(today)
	return state == DispositionRiskAccepted || state == DispositionFixed
}

func (o *outlining) asset(at int, asset *Asset) {
	e := o.evaluation
	if asset.approvalExpired(e.today) {
		key := findingKey{kind: FindingApprovalExpired, asset: asset.ID}
		o.sketches = append(o.sketches, sketch{asset: asset, at: int32(at), score: e.score(key.kind, asset, nil), special: &special{key: key, action: actionExpired(asset)}})
	}
	if e.clean(asset.ID) {
		return
	}
	base := e.assetScore(asset)
	var around *surroundings // looked up for the first cell that is judged again
	for i, v := range e.assets[asset.ID].verdicts {
		if v.ownershipShared || v.resultShared {
			if around == nil {
				found := e.surroundings(asset)
				around = &found
			}
			e.judge(o.judged, around, i)
		}
		o.cell(v.ownership, v.ownershipShared, o.judged.ownerOrigin, sketch{asset: asset, worst: &e.catalogue.Controls[i], at: int32(at), score: base})
		o.cell(v.result, v.resultShared, o.judged.origin, sketch{asset: asset, worst: &e.catalogue.Controls[i], at: int32(at), score: base})
	}
}

// cell takes in one cell's finding, if there is one. What was judged is looked
// at only where the finding is shared.
func (o *outlining) cell(code uint8, shared bool, origin *Rule, here sketch) {
	if code == 0 {
		return
	}
	here.score += o.kinds[code] + here.worst.Weight
	here.cells, here.kind = 1, code
	if !shared {
		o.sketches = append(o.sketches, here)
		return
	}
	key := keyOf(verdictKinds[code], o.judged, origin)
	known, ok := o.shared[key]
	if !ok {
		o.shared[key] = len(o.sketches)
		here.special = &special{key: key}
		o.sketches = append(o.sketches, here)
		return
	}
	s := &o.sketches[known]
	here.special, here.cells = s.special, here.cells+s.cells
	if here.score > s.score {
		*s = here
	}
	s.cells = here.cells
}

// place finds the severity of a sketch and its place in the order of findings.
func (o *outlining) place(s *sketch) Severity {
	e := o.evaluation
	s.severity = e.catalogue.Scoring.Band(s.score)
	if len(e.state.Dispositions) > 0 {
		key := s.key()
		if decided := e.state.Dispositions[key.id()]; decided != nil {
			if s.special == nil {
				s.special = &special{key: key}
			}
			s.special.disposition = decided
			s.severity = cmp.Or(decided.Severity, s.severity)
		}
	}
	f := gatheredFinding{Finding: Finding{Severity: s.severity, Score: s.score, Control: s.control()}, place: int(s.at)}
	s.order = f.orderOf(o.controls)
	return s.severity
}

// turn is a sketch's place among the sketches, and in the order of findings.
type turn struct {
	order uint64
	at    int
}

// inOrder puts the most severe first.
func (o *outlining) inOrder() []turn {
	turns := make([]turn, len(o.sketches))
	for i := range o.sketches {
		turns[i] = turn{o.sketches[i].order, i}
	}
	slices.SortFunc(turns, func(a, b turn) int {
		if a.order != b.order {
			return cmp.Compare(a.order, b.order)
		}
		return strings.Compare(o.sketches[a.at].key().id(), o.sketches[b.at].key().id())
	})
	return turns
}

// urgent is Urgent. Once n actions are known, others count only where they may
// be one of these again: on the same assets.
func (o *outlining) urgent(turns []turn, n int) []UrgentAction {
	var actions []UrgentAction
	assets, known := map[*Asset]bool{}, map[string]int{}
	for _, turn := range turns {
		s := &o.sketches[turn.at]
		if s.settled(o.evaluation.today) || len(actions) == n && !assets[s.asset] {
			continue
		}
		action := o.action(s)
		key := actionKey(action.String(), s.asset)
		if at, ok := known[key]; ok {
			actions[at].Findings++
			actions[at].Cells += int(s.cells)
		} else if len(actions) < n {
			known[key], assets[s.asset] = len(actions), true
			actions = append(actions, UrgentAction{s.severity, s.score, action, s.asset, s.control(), 1, int(s.cells), s.key().id()})
		}
	}
	return actions
}

// action words what is to be done, by judging the cell again.
func (o *outlining) action(s *sketch) Said {
	if s.special != nil && !s.special.action.Silent() {
		return s.special.action
	}
	e := o.evaluation
	around, j := e.surroundings(s.asset), newJudgement()
	e.judge(j, &around, e.catalogue.controlIndex[s.worst.ID])
	return actionCell(s.key().kind, j)
}

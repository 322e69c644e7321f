package assess

import (
	"cmp"
	"slices"
	"strings"

	"demarc/words"
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
	o := &outlining{evaluation: e, shared: map[findingKey]int{}, controls: placesByID(e.catalogue.Controls)}
	o.sketches = make([]sketch, 0, e.FindingCount())
	for i, asset := range e.Assets() {
		o.asset(i+1, asset)
	}
	for _, load := range e.concentrated() {
		key := findingKey{kind: FindingConcentration, cause: load.Party.ID}
		o.sketches = append(o.sketches, sketch{key: key, score: e.score(key.kind, nil, nil), load: &load})
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
}

// sketch is a finding without its words.
type sketch struct {
	key         findingKey
	asset       *Asset
	worst       *Control // the weightiest, whose words the finding takes
	at          int      // place of asset in the order of assets; 0 without one
	score       int
	cells       int
	severity    Severity
	disposition *Disposition
	order       uint64
	load        *PartyLoad // a concentration's
}

// control is the one that the finding is about; nil for all of a provider's.
func (s *sketch) control() *Control {
	if s.key.kind == FindingProviderReference {
		return nil
	}
	return s.worst
}

func (o *outlining) asset(at int, asset *Asset) {
	e := o.evaluation
	if asset.approvalExpired(e.today) {
		key := findingKey{kind: FindingApprovalExpired, asset: asset.ID}
		o.sketches = append(o.sketches, sketch{key: key, asset: asset, at: at, score: e.score(key.kind, asset, nil)})
	}
	if e.clean(asset.ID) {
		return
	}
	base := e.assetScore(asset)
	e.eachJudgement(asset, func(_ int, j *judgement) {
		if j.ownership != "" {
			o.cell(j.ownership, j, j.ownerOrigin, at, base)
		}
		if j.result != "" {
			o.cell(j.result, j, j.origin, at, base)
		}
	})
}

func (o *outlining) cell(kind FindingKind, j *judgement, origin *Rule, at, base int) {
	key := keyOf(kind, j, origin)
	here := sketch{key: key, asset: j.asset, worst: j.control, at: at, score: o.evaluation.catalogue.Scoring.Kinds[kind] + base + j.control.Weight, cells: 1}
	if !key.shared() {
		o.sketches = append(o.sketches, here)
		return
	}
	known, ok := o.shared[key]
	if !ok {
		o.shared[key] = len(o.sketches)
		o.sketches = append(o.sketches, here)
		return
	}
	s := &o.sketches[known]
	here.cells += s.cells
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
		s.disposition = e.state.Dispositions[s.key.id()]
	}
	if s.disposition != nil && s.disposition.Severity != "" {
		s.severity = s.disposition.Severity
	}
	f := gatheredFinding{Finding: Finding{Severity: s.severity, Score: s.score, Control: s.control()}, place: s.at}
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
		return strings.Compare(o.sketches[a.at].key.id(), o.sketches[b.at].key.id())
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
		state := (&Finding{Disposition: s.disposition}).State(o.evaluation.today)
		if state == DispositionRiskAccepted || state == DispositionFixed || len(actions) == n && !assets[s.asset] {
			continue
		}
		action := o.action(s)
		key := actionKey(action.String(), s.asset)
		if at, ok := known[key]; ok {
			actions[at].Findings++
			actions[at].Cells += s.cells
		} else if len(actions) < n {
			known[key], assets[s.asset] = len(actions), true
			actions = append(actions, UrgentAction{s.severity, s.score, action, s.asset, s.control(), 1, s.cells, s.key.id()})
		}
	}
	return actions
}

// action says what is to be done, judging the cell again.
func (o *outlining) action(s *sketch) words.Said {
	switch s.key.kind {
	case FindingConcentration:
		return actionConcentration(s.load)
	case FindingApprovalExpired:
		return actionExpired(s.asset)
	}
	e := o.evaluation
	around, j := e.surroundings(s.asset), newJudgement()
	e.judge(j, &around, e.catalogue.controlIndex[s.worst.ID])
	return actionCell(s.key.kind, j)
}

package assess

import (
	"slices"
	"strings"
	"time"
)

// Evaluation is what a state amounts to under a catalogue at a moment. It
// follows the state it was made from: after records changed, Update brings it
// up to date. It is for one goroutine at a time, reading included.
type Evaluation struct {
	state     *State
	catalogue *Catalogue
	today     Date

	rules   *ruleIndex
	proofs  *proofIndex
	parties *partyIndex

	assets map[string]*assetEvaluation // the counted ones
	totals Totals
	count  findingCount
}

type assetEvaluation struct {
	asset    *Asset
	verdicts []verdict // in the catalogue's order of controls
	totals   Totals
	count    findingCount
}

// Evaluate judges every cell of a state. It is pure: the same state, catalogue
// and day give the same result, in whatever order the records came.
func Evaluate(s *State, c *Catalogue, now time.Time) *Evaluation {
	e := &Evaluation{state: s, catalogue: c, today: DateOf(now), assets: make(map[string]*assetEvaluation, len(s.Assets))}
	e.rules = newRuleIndex(s, c)
	e.proofs = newProofIndex(s)
	e.parties = newPartyIndex(s, c)
	e.totals.Controls = len(c.Controls)
	e.count = findingCount{shared: map[findingKey]int{}, client: map[string]int{}}
	for id := range s.Assets {
		e.reassess(id)
	}
	return e
}

// Update re-evaluates what changed records touch. The records have already
// been replaced in the state. What the evaluation says afterwards is what
// Evaluate would say.
func (e *Evaluation) Update(changed []Ref) {
	before := *e
	e.renewIndexes(changed)
	touched, scopes := map[string]bool{}, map[Scope]bool{}
	for _, ref := range changed {
		switch ref.Kind {
		case KindAsset:
			touched[ref.Key] = true
		case KindCell:
			asset, _, _ := strings.Cut(ref.Key, "/")
			touched[asset] = true
		case KindRule:
			scopes[before.rules.scopeOf(ref.Key)] = true
			scopes[e.rules.scopeOf(ref.Key)] = true
		case KindEvidence:
			e.touchEvidence(touched, before.proofs.byID[ref.Key])
			e.touchEvidence(touched, e.proofs.byID[ref.Key])
		}
	}
	if e.parties != before.parties && !e.parties.judgesLike(before.parties) {
		e.touchAll(touched)
	}
	if len(scopes) > 0 {
		e.touchScopes(touched, scopes)
	}
	for id := range touched {
		e.reassess(id)
	}
}

func (e *Evaluation) renewIndexes(changed []Ref) {
	among := func(kind RecordKind) bool {
		return slices.ContainsFunc(changed, func(ref Ref) bool { return ref.Kind == kind })
	}
	if among(KindParty) {
		e.parties = newPartyIndex(e.state, e.catalogue)
	}
	if among(KindRule) {
		e.rules = newRuleIndex(e.state, e.catalogue)
	}
	if among(KindEvidence) {
		e.proofs = newProofIndex(e.state)
	}
}

func (e *Evaluation) touchAll(touched map[string]bool) {
	for id := range e.state.Assets {
		touched[id] = true
	}
}

func (e *Evaluation) touchScopes(touched map[string]bool, scopes map[Scope]bool) {
	for id, asset := range e.state.Assets {
		if slices.ContainsFunc(e.rules.assetScopes(asset), func(s Scope) bool { return scopes[s] }) {
			touched[id] = true
		}
	}
}

func (e *Evaluation) touchEvidence(touched map[string]bool, evidence *Evidence) {
	switch {
	case evidence == nil:
	case len(evidence.Assets) == 0:
		e.touchAll(touched)
	default:
		for _, id := range evidence.Assets {
			touched[id] = true
		}
	}
}

// reassess judges one asset's cells anew and corrects the totals.
func (e *Evaluation) reassess(id string) {
	if before := e.assets[id]; before != nil {
		e.totals.add(before.totals, -1)
		e.count.add(&before.count, -1)
		delete(e.assets, id)
	}
	asset := e.state.Assets[id]
	if asset == nil || !asset.Counted() {
		return
	}
	after := e.evaluateAsset(asset)
	e.assets[id] = after
	e.totals.add(after.totals, 1)
	e.count.add(&after.count, 1)
}

func (e *Evaluation) evaluateAsset(asset *Asset) *assetEvaluation {
	result := &assetEvaluation{asset: asset, verdicts: make([]verdict, len(e.catalogue.Controls))}
	result.totals.Assets = 1
	result.totals.Controls = len(e.catalogue.Controls)
	if asset.approvalExpired(e.today) {
		result.count.alone++
	}
	e.eachJudgement(asset, func(i int, j *judgement) {
		result.verdicts[i] = j.verdict()
		result.totals.count(result.verdicts[i])
		result.count.cell(j)
	})
	return result
}

// surroundings are what an asset's cells have in common, looked up once.
type surroundings struct {
	asset     *Asset
	baselines []Baseline // nil where nobody knows the hosting model
	answers   []Resolved // the rules' alone
	proofs    []proof    // nil where there is no evidence
	own       []*Cell
	provider  string // the company on the provider's side, or ""
	// providerParty is the party of that name; nil where nobody recorded one.
	providerParty *Party
}

func (e *Evaluation) surroundings(asset *Asset) surroundings {
	provider := e.catalogue.ProviderOf(asset)
	return surroundings{
		asset:         asset,
		baselines:     e.catalogue.baselinesOf(asset.Hosting),
		answers:       e.rules.answers(asset),
		proofs:        e.proofs.of(asset.ID, e.catalogue.Controls),
		own:           e.state.Cells(asset.ID),
		provider:      provider,
		providerParty: e.parties.provider(provider),
	}
}

// eachJudgement judges an asset's cells in the catalogue's order of controls.
// The judgement is reused: it is good until visit returns.
func (e *Evaluation) eachJudgement(asset *Asset, visit func(i int, j *judgement)) {
	around, j := e.surroundings(asset), newJudgement()
	for i := range e.catalogue.Controls {
		e.judge(j, &around, i)
		visit(i, j)
	}
}

// Catalogue returns what the evaluation was made against.
func (e *Evaluation) Catalogue() *Catalogue { return e.catalogue }

// State returns what was evaluated. It is to be read only.
func (e *Evaluation) State() *State { return e.state }

// Today returns the day for which the evaluation holds.
func (e *Evaluation) Today() Date { return e.today }

// Totals counts all cells.
func (e *Evaluation) Totals() Totals { return e.totals }

// AssetTotals counts one asset's cells; all is zero where it is not counted.
func (e *Evaluation) AssetTotals(asset string) Totals {
	if a := e.assets[asset]; a != nil {
		return a.totals
	}
	return Totals{Controls: len(e.catalogue.Controls)}
}

// Assets lists the counted assets by name, then id.
func (e *Evaluation) Assets() []*Asset {
	return slices.DeleteFunc(e.state.SortedAssets(), func(a *Asset) bool { return e.assets[a.ID] == nil })
}

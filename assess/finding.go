package assess

import (
	"cmp"
	"crypto/sha256"
	"encoding/base32"
	"slices"
	"strings"
)

// Finding is something that the rules say is wrong. Its number of assets is
// more than one where one cause, such as a scope rule, lies behind all of them.
type Finding struct {
	// ID stays the same for the same matter, however often it is evaluated.
	ID   string
	Kind FindingKind
	// Severity counts: the assessor's where one was given, else SumSeverity.
	Severity    Severity
	SumSeverity Severity
	Score       int
	Sum         []Points
	// Asset is the one concerned, or the one that is hit worst; nil where the
	// finding is about a party as a whole.
	Asset   *Asset
	Control *Control // nil where the finding is about no single control
	// Cells are the keys of all cells behind the finding, in the order of
	// assets; empty where it is about an asset or a party as a whole.
	Cells  []CellRef
	Assets int
	Rule   *Rule  // the rule that the finding comes from, if one does
	Party  string // a concentration's party, by id; or the provider on whose word cells rest, by name
	// Disposition is what was decided about it, or nil: open.
	Disposition *Disposition

	why, action Said // of the cell that is hit worst
	tally       tally
	load        *PartyLoad // a concentration's
}

// CellRef names a cell by the ids of its asset and control.
type CellRef struct{ Asset, Control string }

// State is the finding's disposition, open where nothing was decided. A risk
// that was accepted until a day that has passed is open again.
func (f *Finding) State(today Date) DispositionState {
	d := f.Disposition
	switch {
	case d == nil || d.As == "":
		return DispositionOpen
	case d.As == DispositionRiskAccepted && d.Until != 0 && d.Until < today:
		return DispositionOpen
	}
	return d.As
}

// findingKey says which cells share one finding. Cells without a common cause
// have a key of their own.
type findingKey struct {
	kind           FindingKind
	asset, control string
	cause          string // a rule's id, a provider's name, a hosting model
}

func (k findingKey) id() string {
	sum := sha256.Sum256([]byte(strings.Join([]string{string(k.kind), k.asset, k.control, k.cause}, "\x00")))
	return "f-" + strings.ToLower(base32.StdEncoding.EncodeToString(sum[:8]))[:12]
}

// FindingsOn lists the ids that findings on one cell alone can have, whether or
// not there are any; with an empty control, those on an asset as a whole. Both
// are ids.
func FindingsOn(asset, control string) []string {
	ids := make([]string, len(FindingKinds))
	for i, kind := range FindingKinds {
		ids[i] = findingKey{kind: kind, asset: asset, control: control}.id()
	}
	return ids
}

// ProviderFinding is the id of the finding about what rests on a provider's word
// alone, by the provider's name.
func ProviderFinding(provider string) string {
	return findingKey{kind: FindingProviderReference, cause: strings.ToLower(provider)}.id()
}

// ConcentrationFinding is the id of the finding about how much one party owns, by
// the party's id.
func ConcentrationFinding(party string) string {
	return findingKey{kind: FindingConcentration, cause: party}.id()
}

// shared reports whether several cells may fall under the finding.
func (k findingKey) shared() bool { return k.asset == "" }

// keyOf says under which finding a cell's matter falls.
func keyOf(kind FindingKind, j *judgement, origin *Rule) findingKey {
	switch {
	case kind == FindingProviderReference:
		return findingKey{kind: kind, cause: strings.ToLower(j.providerName)}
	case kind == FindingLowConfidence:
		return findingKey{kind: kind, control: j.control.ID, cause: j.asset.Hosting}
	case origin != nil:
		return findingKey{kind: kind, control: j.control.ID, cause: origin.ID}
	}
	return findingKey{kind: kind, asset: j.asset.ID, control: j.control.ID}
}

// Findings lists what is wrong, most severe first. On one asset every unowned
// cell comes before every owned but unfinished one, unless an assessor adjusted
// their severities.
func (e *Evaluation) Findings() []Finding {
	gathered := &gathering{evaluation: e, byKey: map[findingKey]*gatheredFinding{}}
	for i, asset := range e.Assets() {
		gathered.turnTo(i, asset)
		if asset.approvalExpired(e.today) {
			gathered.approvalExpired()
		}
		if e.clean(asset.ID) {
			continue
		}
		e.eachJudgement(asset, func(_ int, j *judgement) {
			if j.ownership != "" {
				gathered.cell(j.ownership, j, j.ownerOrigin)
			}
			if j.result != "" {
				gathered.cell(j.result, j, j.origin)
			}
		})
	}
	for _, load := range e.concentrated() {
		gathered.concentration(&load)
	}
	return gathered.finish()
}

// clean reports whether no cell of an asset has a finding.
func (e *Evaluation) clean(asset string) bool {
	return !slices.ContainsFunc(e.assets[asset].verdicts, func(v verdict) bool { return v.ownership != 0 || v.result != 0 })
}

// gathering collects findings, putting cells with one cause under one.
type gathering struct {
	evaluation *Evaluation
	findings   []*gatheredFinding
	byKey      map[findingKey]*gatheredFinding

	asset *Asset // the one whose turn it is
	place int    // its place in the order of assets
	score int    // what it adds to a score
}

// gatheredFinding is a finding in the making.
type gatheredFinding struct {
	Finding
	place int    // of Asset in the order of assets; 0 without one
	order uint64 // by severity, score, asset and control; smaller comes first
}

func (g *gathering) turnTo(i int, asset *Asset) {
	g.asset, g.place, g.score = asset, i+1, g.evaluation.assetScore(asset)
}

func (g *gathering) start(key findingKey) *gatheredFinding {
	f := &gatheredFinding{Finding: Finding{ID: key.id(), Kind: key.kind, Score: -1}}
	g.findings = append(g.findings, f)
	return f
}

// cell takes one cell's matter in. The judgement is only lent.
func (g *gathering) cell(kind FindingKind, j *judgement, origin *Rule) {
	key := keyOf(kind, j, origin)
	var f *gatheredFinding
	if key.shared() {
		f = g.byKey[key]
	}
	if f == nil {
		f = g.start(key)
		if key.shared() {
			g.byKey[key] = f
		}
		f.Rule = origin
		if kind == FindingProviderReference {
			f.Party, f.Rule = j.providerName, nil
		}
	}
	if n := len(f.Cells); n == 0 || f.Cells[n-1].Asset != j.asset.ID {
		f.Assets++
	}
	f.Cells = append(f.Cells, CellRef{j.asset.ID, j.control.ID})
	f.tally.count(j)
	score := g.evaluation.catalogue.Scoring.Kinds[kind] + g.score + j.control.Weight
	if score <= f.Score {
		return
	}
	f.Score, f.Asset, f.Control, f.place = score, j.asset, j.control, g.place
	f.why = g.evaluation.whyCell(kind, j)
	f.action = actionCell(kind, j)
}

func (g *gathering) approvalExpired() {
	f := g.start(findingKey{kind: FindingApprovalExpired, asset: g.asset.ID})
	f.Asset, f.Assets, f.place = g.asset, 1, g.place
	f.Score = g.evaluation.score(f.Kind, g.asset, nil)
	f.why = Say("The approval ended on %s.", g.asset.ApprovedUntil)
	f.action = actionExpired(g.asset)
}

func (g *gathering) concentration(load *PartyLoad) {
	f := g.start(findingKey{kind: FindingConcentration, cause: load.Party.ID})
	f.Party, f.Assets = load.Party.ID, load.Assets
	f.Score = g.evaluation.score(f.Kind, nil, nil)
	f.load = load
	f.why = whyConcentration(load, &g.evaluation.catalogue.Scoring)
	f.action = actionConcentration(load)
}

// finish gives every finding its sum and its disposition, and puts
// the most severe first.
func (g *gathering) finish() []Finding {
	e := g.evaluation
	controls := placesByID(e.catalogue.Controls)
	for _, f := range g.findings {
		f.Sum = e.sum(f.Kind, f.Asset, f.Control)
		f.SumSeverity = e.catalogue.Scoring.Band(f.Score)
		f.Severity = f.SumSeverity
		if f.Kind == FindingProviderReference {
			f.Control = nil // all of the provider's duties; the sum names the weightiest
		}
		if f.Disposition = e.state.Dispositions[f.ID]; f.Disposition != nil && f.Disposition.Severity != "" {
			f.Severity = f.Disposition.Severity
		}
		f.order = f.orderOf(controls)
	}
	slices.SortFunc(g.findings, moreSevere)
	findings := make([]Finding, len(g.findings))
	for i, f := range g.findings {
		findings[i] = f.Finding
	}
	return findings
}

// moreSevere orders by severity, score, name of asset and control; the id
// makes the order whole.
func moreSevere(a, b *gatheredFinding) int {
	if a.order != b.order {
		return cmp.Compare(a.order, b.order)
	}
	return strings.Compare(a.ID, b.ID)
}

// orderOf puts what a finding is ordered by into one number, so that a quarter
// of a million are sorted at once.
func (f *gatheredFinding) orderOf(controls map[*Control]uint64) uint64 {
	const mostRank, mostScore = 1<<8 - 1, 1<<16 - 1
	rank, score := uint64(mostRank-1-f.Severity.Rank()), uint64(mostScore-min(max(f.Score, 0), mostScore))
	return rank<<56 | score<<40 | uint64(f.place)<<16 | controls[f.Control]
}

// placesByID numbers controls from 1 in the order of their ids.
func placesByID(controls []Control) map[*Control]uint64 {
	byID := make([]*Control, len(controls))
	for i := range controls {
		byID[i] = &controls[i]
	}
	slices.SortFunc(byID, func(a, b *Control) int { return strings.Compare(a.ID, b.ID) })
	places := make(map[*Control]uint64, len(byID))
	for i, control := range byID {
		places[control] = uint64(i + 1)
	}
	return places
}

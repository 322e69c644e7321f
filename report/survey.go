package report

import (
	"slices"
	"strings"

	"demarc/assess"
	"demarc/marks"
)

// survey is what several chapters say of all cells. It is gathered in one
// walk, for the cells of a large engagement are not kept.
type survey struct {
	models     []modelUse
	confidence []confidenceUse
	// unknownExposure, unknownData count assets of which that is not known,
	// unknownHosting those of which nobody knows how they are run.
	unknownExposure, unknownData, unknownHosting int
	decided                                      int // cells whose boundary was decided here
	raci                                         []raciControl
}

// modelUse is a hosting model with its assets and cells, by group of controls.
type modelUse struct {
	id     string // empty: unknown
	assets int
	heat   [assess.Groups][marks.Tiles]int
}

// confidenceUse counts the baselines of one confidence that cells rest on.
type confidenceUse struct {
	confidence       assess.Confidence
	baselines, cells int
}

// raciControl is who holds one control, alike cells under one row.
type raciControl struct {
	rows  []raciRow
	index map[raciKey]int
}

type raciKey struct {
	side                                          assess.Side
	state                                         string // for cells without clauses
	accountable, responsible, consulted, informed string
	rule                                          *assess.Rule
}

type raciRow struct {
	raciKey
	presumed, missing bool
	assets            int
	first             []*assess.Asset // no more than are named
}

// namedAssets is how many assets are named before they are only counted.
const namedAssets = 3

// takeSurvey walks over all cells once.
func (b *book) takeSurvey() {
	s := &b.survey
	s.raci = make([]raciControl, len(b.catalogue.Controls))
	uses := map[string]*modelUse{}
	baselines := map[*assess.Baseline]int{}
	for _, asset := range b.assets {
		if !b.step() {
			return
		}
		use := b.modelUse(uses, asset)
		s.notes(asset)
		for i, c := range b.evaluation.Row(asset.ID) {
			kind := marks.Of(&c)
			use.heat[assess.GroupOf(c.Control.Category)][kind]++
			if c.Basis == assess.BasisBaseline {
				baselines[c.Baseline]++
			}
			if c.Basis == assess.BasisDecision || c.Basis == assess.BasisRule {
				s.decided++
			}
			b.surveyRACI(&s.raci[i], asset, &c)
		}
	}
	s.order(b.catalogue, uses, baselines)
}

func (b *book) modelUse(uses map[string]*modelUse, asset *assess.Asset) *modelUse {
	id := asset.Hosting
	if b.catalogue.Model(id) == nil {
		id = ""
	}
	if uses[id] == nil {
		uses[id] = &modelUse{id: id}
	}
	uses[id].assets++
	return uses[id]
}

func (s *survey) notes(a *assess.Asset) {
	if a.Exposure == "" || a.Exposure == assess.ExposureUnknown {
		s.unknownExposure++
	}
	if len(a.Data) == 0 || slices.Contains(a.Data, string(assess.DataUnknown)) {
		s.unknownData++
	}
	if hostingUnknown(a) {
		s.unknownHosting++
	}
}

func hostingUnknown(a *assess.Asset) bool {
	return a.Hosting == "" || a.Hosting == assess.HostingUnknown
}

// order puts what was gathered into the catalogue's order.
func (s *survey) order(c *assess.Catalogue, uses map[string]*modelUse, baselines map[*assess.Baseline]int) {
	for i := range c.Models {
		if use := uses[c.Models[i].ID]; use != nil {
			s.models = append(s.models, *use)
		}
	}
	if use := uses[""]; use != nil {
		s.models = append(s.models, *use)
	}
	for _, confidence := range assess.Confidences {
		s.confidence = append(s.confidence, confidenceUse{confidence: confidence})
	}
	for baseline, cells := range baselines {
		if at := slices.Index(assess.Confidences, baseline.Confidence()); at >= 0 {
			s.confidence[at].baselines++
			s.confidence[at].cells += cells
		}
	}
}

func (b *book) surveyRACI(control *raciControl, asset *assess.Asset, c *assess.CellView) {
	if len(c.Needs) == 0 {
		control.add(raciKey{state: string(c.Boundary)}, asset)
		return
	}
	for _, side := range c.Needs {
		clause := c.Answer.Clause(side)
		key := raciKey{
			side: side, accountable: clause.Accountable, rule: c.Answer.AccountableFrom(side),
			responsible: strings.Join(clause.Responsible, " "), consulted: strings.Join(clause.Consulted, " "), informed: strings.Join(clause.Informed, " "),
		}
		if side == assess.ProviderSide && clause.Accountable == "" {
			key.accountable, key.state = c.ProviderOwner, "presumed"
		}
		row := control.add(key, asset)
		row.missing = slices.Contains(c.Missing, side)
		row.presumed = side == assess.ProviderSide && c.Presumed && !row.missing
	}
}

func (r *raciControl) add(key raciKey, asset *assess.Asset) *raciRow {
	if r.index == nil {
		r.index = map[raciKey]int{}
	}
	at, known := r.index[key]
	if !known {
		at = len(r.rows)
		r.index[key] = at
		r.rows = append(r.rows, raciRow{raciKey: key})
	}
	row := &r.rows[at]
	row.assets++
	if len(row.first) < namedAssets {
		row.first = append(row.first, asset)
	}
	return row
}

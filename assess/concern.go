package assess

// Concern is what is wrong with one cell, as severe as it is there. A finding on
// many cells has the score of the one that is hit worst.
type Concern struct {
	Finding string // the id of the finding that the cell falls under
	Kind    FindingKind
	// Severity counts: the assessor's where one was given, else SumSeverity.
	Severity, SumSeverity Severity
	Score                 int
}

// Concern is what is wrong with a cell: with its ownership, or else with its
// outcome. It reports false where nothing is.
func (e *Evaluation) Concern(asset, control string) (Concern, bool) {
	counted := e.assets[asset]
	i, known := e.catalogue.controlIndex[control]
	if counted == nil || !known {
		return Concern{}, false
	}
	around, j := e.surroundings(counted.asset), newJudgement()
	e.judge(j, &around, i)
	kind, origin := j.ownership, j.ownerOrigin
	if kind == "" {
		kind, origin = j.result, j.origin
	}
	if kind == "" {
		return Concern{}, false
	}
	c := Concern{Finding: keyOf(kind, j, origin).id(), Kind: kind, Score: e.score(kind, counted.asset, j.control)}
	c.SumSeverity = e.catalogue.Scoring.Band(c.Score)
	c.Severity = c.SumSeverity
	if d := e.state.Dispositions[c.Finding]; d != nil && d.Severity != "" {
		c.Severity = d.Severity
	}
	return c, true
}

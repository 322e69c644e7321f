package marks

import "demarc/assess"

// Tile is how a cell is shown, the most urgent kind first.
type Tile int

// The tiles.
const (
	Unowned Tile = iota
	HalfOwned
	Undecided
	Gap
	Planned
	Partial
	NotAssessed
	Implemented
	NotApplicable
	Tiles // how many there are
)

var words = [Tiles]string{"unowned", "half owned", "undecided", "gap", "planned", "partial", "not assessed", "implemented", "not applicable"}

// Words name a tile in small letters.
func (t Tile) Words() string { return words[t] }

// Of says how a cell is shown: while nobody owns it that is what counts, and
// what its status amounts to afterwards.
func Of(c *assess.CellView) Tile {
	switch {
	case c.State == assess.StateNotApplicable:
		return NotApplicable
	case c.Substate == assess.SubstateHalfOwned:
		return HalfOwned
	case c.Substate == assess.SubstateUndecided:
		return Undecided
	case c.State == assess.StateUnowned:
		return Unowned
	}
	return OfOutcome(c)
}

// OfOutcome says how a cell's status is shown, whoever owns it.
func OfOutcome(c *assess.CellView) Tile {
	switch {
	case c.Outcome == assess.OutcomeNotApplicable:
		return NotApplicable
	case c.Outcome == assess.OutcomeCompliant:
		return Implemented
	case c.Outcome == assess.OutcomePartial:
		return Partial
	case c.Status == assess.Planned:
		return Planned
	case c.Status == assess.NotAssessed:
		return NotAssessed
	}
	return Gap
}

// Weak reports whether a cell rests on a baseline of low confidence: a corner
// of its tile says so.
func Weak(c *assess.CellView) bool {
	return c.Baseline != nil && c.State != assess.StateNotApplicable && c.Baseline.Confidence() == assess.ConfidenceLow
}

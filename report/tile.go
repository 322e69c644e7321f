package report

import "demarc/assess"

// tileKind is how a cell is shown, the most urgent kind first.
type tileKind int

const (
	tileUnowned tileKind = iota
	tileHalfOwned
	tileUndecided
	tileGap
	tilePlanned
	tilePartial
	tileNotAssessed
	tileImplemented
	tileNotApplicable
	tileKinds
)

var tileWords = [tileKinds]string{"unowned", "half owned", "undecided", "gap", "planned", "partial", "not assessed", "implemented", "not applicable"}

var tileMarks = [tileKinds][]stroke{markRing, markRing, markSlash, markCross, markTriangle, markHalfDisc, markDot, markTick, markDash}

// tileOf says how a cell is shown: while nobody owns it that is what counts,
// and what its status amounts to afterwards.
func tileOf(c *assess.CellView) tileKind {
	switch {
	case c.State == assess.StateNotApplicable:
		return tileNotApplicable
	case c.Substate == assess.SubstateHalfOwned:
		return tileHalfOwned
	case c.Substate == assess.SubstateUndecided:
		return tileUndecided
	case c.State == assess.StateUnowned:
		return tileUnowned
	}
	return tileOfOutcome(c)
}

func tileOfOutcome(c *assess.CellView) tileKind {
	switch {
	case c.Outcome == assess.OutcomeNotApplicable:
		return tileNotApplicable
	case c.Outcome == assess.OutcomeCompliant:
		return tileImplemented
	case c.Outcome == assess.OutcomePartial:
		return tilePartial
	case c.Status == assess.Planned:
		return tilePlanned
	case c.Status == assess.NotAssessed:
		return tileNotAssessed
	}
	return tileGap
}

// weak reports whether the cell rests on a baseline of low confidence.
func weak(c *assess.CellView) bool {
	return c.Baseline != nil && c.State != assess.StateNotApplicable && c.Baseline.Confidence() == assess.ConfidenceLow
}

// tileKey names one drawing of a tile, which is made once and then placed.
type tileKey struct {
	kind tileKind
	weak bool
	w, h float64
}

// appendTile writes a tile in PDF operators, its lower left corner at 0, 0.
func appendTile(out []byte, key tileKey) []byte {
	shade, side := tints[key.kind], min(key.w, key.h)
	markX, markY := (key.w-side)/2, (key.h-side)/2
	switch key.kind {
	case tileHalfOwned:
		out = appendBox(out, tints[tileImplemented].fill, key.w, key.h)
		out = append(appendPath(appendColour(out, shade.fill, "rg "), upperLeftHalf, 0, 0, key.w, key.h), "f "...)
		out = appendMark(out, tileMarks[key.kind], shade.mark, key.w*0.26-side*0.31, key.h*0.72-side*0.31, side*0.62)
	case tileNotApplicable:
		out = appendMark(out, tileMarks[key.kind], shade.mark, markX, markY, side)
	default:
		out = appendBox(out, shade.fill, key.w, key.h)
		out = appendMark(out, tileMarks[key.kind], shade.mark, markX, markY, side)
	}
	if key.weak {
		corner := shade.mark
		if key.kind == tileHalfOwned {
			corner = tints[tileImplemented].mark
		}
		out = append(appendPath(appendColour(out, corner, "rg "), upperRightCorner, key.w-side, key.h-side, side, side), "f "...)
	}
	return out
}

func appendBox(out []byte, fill rgb, w, h float64) []byte {
	out = appendColour(out, fill, "rg ")
	out = append(out, "0 0 "...)
	return append(appendNumber(appendNumber(out, w), h), "re f "...)
}

// severityMark gives a severity's mark and its colour as text.
func severityMark(s assess.Severity) ([]stroke, rgb) {
	switch s {
	case assess.SeverityCritical:
		return markDiamond, hex(0x8E1616)
	case assess.SeverityHigh:
		return markPeak, hex(0xA84300)
	case assess.SeverityMedium:
		return markDisc, hex(0x7A5700)
	}
	return markBar, hex(0x3E566F)
}

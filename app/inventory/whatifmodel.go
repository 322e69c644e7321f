package inventory

import (
	"slices"
	"strings"

	"demarc/app/desk"
	"demarc/assess"
	"demarc/engagement"
	"demarc/marks"
)

// move is one cell that would change under another hosting model.
type move struct {
	Control, Name string
	Lands         bool // the client gets a duty that it does not have now
	Now, Then     side
	Duties        []string // what the client would have to do
	Provider      string   // what the provider would offer
	Gap           string
}

// side is a cell under one of the two hosting models.
type side struct {
	Tile marks.Tile
	Weak bool
	Text string // whose it is
}

// movesOf lists the cells that change; those that land on the client first.
func movesOf(d *desk.Desk, w *engagement.WhatIf) []move {
	moves := make([]move, 0, len(w.Cells))
	for _, c := range w.Cells {
		m := move{
			Control: c.After.Control.ID, Name: d.ControlName(c.After.Control), Lands: c.LandsOnClient(),
			Now: sideOf(d, &c.Before), Then: sideOf(d, &c.After),
		}
		if b := c.After.Baseline; b != nil {
			if c.After.Boundary == assess.OwnerCustomer || c.After.Boundary == assess.OwnerShared {
				m.Duties = b.CustomerActions
			}
			m.Provider, m.Gap = b.ProviderOffers, b.Gap
		}
		moves = append(moves, m)
	}
	slices.SortStableFunc(moves, func(a, b move) int {
		switch {
		case a.Lands == b.Lands:
			return 0
		case a.Lands:
			return -1
		}
		return 1
	})
	return moves
}

func sideOf(d *desk.Desk, c *assess.CellView) side {
	return side{Tile: marks.Of(c), Weak: marks.Weak(c), Text: boundaryText(d, c)}
}

// boundaryText says whose a cell is.
func boundaryText(d *desk.Desk, c *assess.CellView) string {
	switch c.Boundary {
	case assess.OwnerProvider:
		if c.ProviderOwner != "" {
			return desk.OneLine(c.ProviderOwner)
		}
		return d.T("provider")
	case assess.OwnerCustomer:
		return d.T("client")
	case assess.OwnerShared:
		return d.T("shared")
	case assess.OwnerNotApplicable:
		return d.T("not applicable")
	}
	return d.T("undecided")
}

// duty is the client's first duty in one line.
func (m *move) duty(d *desk.Desk) string {
	if len(m.Duties) == 0 {
		return ""
	}
	return desk.OneLine(strings.Join(m.Duties, " "))
}

// figure is one line of the comparison of totals.
type figure struct {
	Name      string
	Now, Then int
	Filter    string // of the cells behind the figure of now
	Loud      bool
}

// figuresOf sets the totals of both side by side.
func figuresOf(d *desk.Desk, w *engagement.WhatIf) []figure {
	b, a := w.Before, w.After
	return []figure{
		{d.T("Unowned"), b.Unowned, a.Unowned, "unowned", true},
		{d.T("Owned"), b.Owned, a.Owned, "owned", false},
		{d.T("N/A"), b.NotApplicable, a.NotApplicable, "not_applicable", false},
		{d.T("Cells"), b.Cells, a.Cells, "", false},
		{d.T("Presumed"), b.Presumed, a.Presumed, "presumed", false},
		{d.T("Implemented"), b.Compliant, a.Compliant, "implemented", false},
		{d.T("Partial"), b.Partial, a.Partial, "partial", false},
		{d.T("Gaps"), b.Gaps, a.Gaps, "gap", false},
	}
}

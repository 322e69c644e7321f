package report

import (
	"cmp"
	"slices"

	"demarc/assess"
	"demarc/marks"
)

// seat is one clause as the boundary drawing shows it.
type seat struct{ held, presumed bool }

// seating is an asset's clauses on either side of the line: those of cells
// that lie on one side alone, and halves of shared ones.
type seating struct {
	whole, half [2][]seat
}

func seatingOf(row []assess.CellView) seating {
	var all seating
	for i := range row {
		c := &row[i]
		for _, side := range c.Needs {
			at := slices.Index(assess.Sides, side)
			s := seat{held: !slices.Contains(c.Missing, side), presumed: side == assess.ProviderSide && c.Presumed}
			if len(c.Needs) == 1 {
				all.whole[at] = append(all.whole[at], s)
			} else {
				all.half[at] = append(all.half[at], s)
			}
		}
	}
	return all
}

func (s seating) empty() bool {
	return len(s.whole[0])+len(s.whole[1])+len(s.half[0])+len(s.half[1]) == 0
}

const (
	seatSide, seatGap = 9.0, 1.5
	boundaryHeight    = 80.0
)

// boundary draws the asset's demarcation: the provider's seats left of the
// line and the client's right of it, shared controls with a seat on either
// side. An empty seat is a duty that nobody is accountable for.
func (b *book) boundary(asset *assess.Asset, row []assess.CellView, totals assess.Totals) {
	b.keep(boundaryHeight + 60)
	all := seatingOf(row)
	left, middle := b.page.left, b.page.left+b.grid.line()
	b.fill(left, b.y, b.page.measure(), boundaryHeight, canvas)
	b.fill(middle-0.9, b.y-3, 1.8, boundaryHeight-16, accent)
	name := styleSmall.with(medium).in(ink)
	provider := cmp.Or(b.catalogue.ProviderOf(asset), b.say("no provider named"))
	side := b.say("Provider")
	w := b.overlineWidth(side)
	b.overline(middle-12-w, b.y+14, ink3, side)
	b.textRight(middle-20-w, b.y+14, name, b.typeface.fit(name, b.grid.line()-30-w, provider))
	b.overline(middle+12, b.y+14, ink3, b.say("Client"))
	if all.empty() && hostingUnknown(asset) {
		b.text(left+10, b.y+34, styleSmall.in(ink), b.say("How it is hosted is unknown."))
		b.text(left+10, b.y+46, styleSmall.in(ink2), b.say("Until somebody finds out, every cell is undecided."))
	} else {
		for i, direction := range []float64{-1, 1} {
			b.seats(middle, b.y+23, direction, b.say("alone %d", len(all.whole[i])), all.whole[i])
			b.seats(middle, b.y+40, direction, b.say("shared %d", len(all.half[i])), all.half[i])
		}
	}
	b.rule(left, b.y+57, b.page.measure(), hairline)
	b.text(left+10, b.y+71, styleSmall.in(ink), b.sumText(totals))
	b.seatLegend(b.page.right-10, b.y+14)
	b.undecidedNote(b.page.right-10, b.y+71, totals)
	b.y += boundaryHeight + 9
}

// undecidedNote says what lies on neither side.
func (b *book) undecidedNote(right, y float64, t assess.Totals) {
	if t.Undecided == 0 {
		return
	}
	s := styleSmall.in(ink)
	text := b.say("on neither side: %s undecided", b.number(t.Undecided))
	b.textRight(right, y, s, text)
	b.tile(right-b.width(s, text)-13, y-7.2, seatSide, seatSide, marks.Undecided, false)
}

// seats draws a row of seats away from the line: to the left (-1) or right.
func (b *book) seats(middle, y, direction float64, label string, seats []seat) {
	const start = 12
	room := b.grid.line() - start - 50
	if direction > 0 {
		room = b.page.measure() - b.grid.line() - start - 50
	}
	side := seatSide
	if need := float64(len(seats)) * (seatSide + seatGap); need > room {
		side = room/float64(len(seats)) - seatGap
	}
	x := middle + direction*start
	for _, s := range seats {
		left := x
		if direction < 0 {
			left = x - side
		}
		b.seat(left, y, side, s)
		x += direction * (side + seatGap)
	}
	at, s := x+direction*4, styleTiny.in(ink2)
	if direction < 0 {
		b.textRight(at, y+7, s, label)
	} else {
		b.text(at, y+7, s, label)
	}
}

func (b *book) seat(x, y, side float64, s seat) {
	switch {
	case !s.held:
		b.tile(x, y, side, side, marks.Unowned, false)
	case s.presumed:
		b.fill(x, y, side, side, white)
		b.frame(x+0.3, y+0.3, side-0.6, side-0.6, hex(0x1B4F7A))
	default:
		b.fill(x, y, side, side, hex(0x5B8DB8))
	}
}

func (b *book) seatLegend(right, y float64) {
	s := styleTiny.in(ink2)
	for _, item := range []struct {
		text string
		seat seat
	}{{b.say("nobody"), seat{}}, {b.say("on its word alone"), seat{held: true, presumed: true}}, {b.say("named"), seat{held: true}}} {
		w := b.width(s, item.text)
		b.text(right-w, y, s, item.text)
		b.seat(right-w-11, y-6.4, 8, item.seat)
		right -= w + 21
	}
}

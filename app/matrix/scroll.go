package matrix

import (
	"math"

	"fyne.io/fyne/v2"
)

// wheelSpeed is how much faster the wheel is than the toolkit's own lists.
const wheelSpeed = 2

// wheel gathers turns of the mouse wheel until they make a row or a column.
type wheel struct{ rows, columns float64 }

// scrollTo shows a row and a column first, or the last that may be first.
func (m *Matrix) scrollTo(top, left int) {
	v := m.view()
	top = between(0, top, m.model.Rows()-v.rows)
	left = between(0, left, m.model.Columns()-v.columns)
	if top == m.top && left == m.left {
		return
	}
	m.top, m.left = top, left
	m.parts.showScroll()
}

// Scrolled is part of the toolkit's contract.
func (m *Matrix) Scrolled(event *fyne.ScrollEvent) {
	x, y := float64(event.Scrolled.DX), float64(event.Scrolled.DY)
	if x == 0 && m.modifiers()&fyne.KeyModifierShift != 0 {
		x, y = y, 0
	}
	m.wheel.rows -= wheelSpeed * y / float64(m.look.S(tileHeight))
	m.wheel.columns -= wheelSpeed * x / float64(m.look.S(tileWidth))
	rows, columns := math.Trunc(m.wheel.rows), math.Trunc(m.wheel.columns)
	m.wheel.rows -= rows
	m.wheel.columns -= columns
	m.scrollTo(m.top+int(rows), m.left+int(columns))
}

// bar is a scroll bar along one side, in pixels: where its thumb is.
type bar struct {
	track, thumb, at int
	last             int // what may be scrolled to at most
}

// barOf makes the bar of a track that shows some of all rows or columns.
func barOf(track, all, shown, first, least int) bar {
	b := bar{track: track, last: max(0, all-shown)}
	b.thumb = min(track, max(least, track*shown/max(1, all)))
	if b.last > 0 {
		b.at = (track - b.thumb) * first / b.last
	}
	return b
}

// first is what is shown first when the thumb is dragged to a pixel.
func (b bar) first(at int) int {
	room := b.track - b.thumb
	if room <= 0 {
		return 0
	}
	return between(0, int(math.Round(float64(at)*float64(b.last)/float64(room))), b.last)
}

func (m *Matrix) upDownBar(v view) bar {
	return barOf(v.height, m.model.Rows(), v.rows, m.top, v.lane*2)
}

func (m *Matrix) acrossBar(v view) bar {
	return barOf(v.width, m.model.Columns(), v.columns, m.left, v.lane*2)
}

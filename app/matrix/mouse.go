package matrix

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// area is a part of a matrix that the mouse can be over.
type area int

const (
	nowhere area = iota
	onTiles
	onHeads
	onNames
	onUpDownBar
	onAcrossBar
)

// pointer is what the mouse is about.
type pointer struct {
	over    bool
	at      fyne.Position
	grabbed area   // what was pressed and is dragged since
	grip    int    // where on the thumb it was pressed, in pixels
	clicks  [2]hit // the last two places pressed
}

// hit is what lies under a point.
type hit struct {
	area area
	place
	x, y int // pixels within the area
}

// hitAt tells what lies under a point of the matrix.
func (m *Matrix) hitAt(at fyne.Position) hit {
	v := m.view()
	x, y := int(float64(at.X)*m.pixels)-v.names, int(float64(at.Y)*m.pixels)-v.head
	h := hit{x: x, y: y, place: place{m.top + v.row(y), m.left + v.column(x)}}
	column := x >= 0 && x < v.width && h.column < m.model.Columns()
	row := y >= 0 && y < v.height && h.row < m.model.Rows()
	switch {
	case column && row:
		h.area = onTiles
	case column && y < 0:
		h.area = onHeads
	case row && x < 0:
		h.area = onNames
	case v.upDown && x >= v.width && y >= 0:
		h.area = onUpDownBar
	case v.across && y >= v.height && x >= 0:
		h.area = onAcrossBar
	}
	return h
}

// At tells the cell under a point of the matrix, if there is one.
func (m *Matrix) At(at fyne.Position) (row, column int, ok bool) {
	h := m.hitAt(at)
	return h.row, h.column, h.area == onTiles
}

// MouseDown is part of the toolkit's contract.
func (m *Matrix) MouseDown(event *desktop.MouseEvent) {
	m.look.Stir()
	m.pointer.grabbed = nowhere
	if event.Button != desktop.MouseButtonPrimary {
		return
	}
	m.takeFocus()
	h := m.hitAt(event.Position)
	m.pointer.grabbed = h.area
	m.pointer.clicks = [2]hit{m.pointer.clicks[1], {area: h.area, place: h.place}}
	switch h.area {
	case onUpDownBar:
		m.pointer.grip = grip(m.upDownBar(m.view()), h.y)
		m.dragTo(h)
	case onAcrossBar:
		m.pointer.grip = grip(m.acrossBar(m.view()), h.x)
		m.dragTo(h)
	default:
		m.selectTo(h.area, h.place, event.Modifier&fyne.KeyModifierShift != 0)
	}
}

// grip is where a thumb is held: where it was pressed, or by its middle when
// the track beside it was.
func grip(b bar, at int) int {
	if at >= b.at && at < b.at+b.thumb {
		return at - b.at
	}
	return b.thumb / 2
}

func (m *Matrix) takeFocus() {
	if canvas := fyne.CurrentApp().Driver().CanvasForObject(m); canvas != nil {
		canvas.Focus(m)
	}
}

// selectTo selects what was hit: a cell, or the rows or columns of names and
// heads. Extending leaves the beginning of the selection where it is.
func (m *Matrix) selectTo(where area, at place, extend bool) {
	from := at
	if extend {
		from = m.sel.anchor
	}
	switch where {
	case onTiles:
		m.update(selection{cursor: at, anchor: from, head: at}, false)
	case onHeads:
		m.selectColumns(from.column, at.column, place{m.sel.cursor.row, at.column})
	case onNames:
		m.selectRows(from.row, at.row, place{at.row, m.sel.cursor.column})
	}
}

// MouseUp is part of the toolkit's contract.
func (m *Matrix) MouseUp(*desktop.MouseEvent) {}

// Dragged is part of the toolkit's contract. It comes instead of MouseMoved.
func (m *Matrix) Dragged(event *fyne.DragEvent) {
	m.look.Stir()
	m.hover(func() { m.pointer.over, m.pointer.at = true, event.Position })
	m.dragTo(m.hitAt(event.Position))
}

// DragEnd is part of the toolkit's contract.
func (m *Matrix) DragEnd() { m.pointer.grabbed = nowhere }

// dragTo moves what is grabbed. Beyond the edge of the tiles it scrolls.
func (m *Matrix) dragTo(h hit) {
	v := m.view()
	switch m.pointer.grabbed {
	case nowhere:
	case onUpDownBar:
		m.scrollTo(m.upDownBar(v).first(h.y-m.pointer.grip), m.left)
	case onAcrossBar:
		m.scrollTo(m.top, m.acrossBar(v).first(h.x-m.pointer.grip))
	default:
		to := place{
			between(m.top-1, h.row, m.top+v.rows),
			between(m.left-1, h.column, m.left+v.columns),
		}
		switch m.pointer.grabbed {
		case onHeads:
			to.row = m.sel.cursor.row
			m.scrollTo(m.top, between(to.column-v.columns+1, m.left, to.column))
		case onNames:
			to.column = m.sel.cursor.column
			m.scrollTo(between(to.row-v.rows+1, m.top, to.row), m.left)
		default:
			m.reveal(to)
		}
		m.selectTo(m.pointer.grabbed, to, true)
	}
}

// DoubleTapped is part of the toolkit's contract. Two quick clicks on two cells
// are no double click.
func (m *Matrix) DoubleTapped(*fyne.PointEvent) {
	if m.pointer.clicks[0] == m.pointer.clicks[1] && m.pointer.clicks[1].area == onTiles {
		told(m.OnOpen)
	}
}

// TappedSecondary is part of the toolkit's contract.
func (m *Matrix) TappedSecondary(event *fyne.PointEvent) {
	m.takeFocus()
	h := m.hitAt(event.Position)
	span := m.Selection()
	inside := h.area == onTiles && span.Holds(h.row, h.column) ||
		h.area == onHeads && span == Range{0, min(h.column, span.Column), m.model.Rows() - 1, max(h.column, span.ToColumn)} ||
		h.area == onNames && span == Range{min(h.row, span.Row), 0, max(h.row, span.ToRow), m.model.Columns() - 1}
	if !inside {
		m.selectTo(h.area, h.place, false)
	}
	if m.OnContext != nil && (h.area == onTiles || h.area == onHeads || h.area == onNames) {
		m.OnContext(event.AbsolutePosition)
	}
}

// MouseIn is part of the toolkit's contract.
func (m *Matrix) MouseIn(event *desktop.MouseEvent) { m.MouseMoved(event) }

// MouseMoved is part of the toolkit's contract.
func (m *Matrix) MouseMoved(event *desktop.MouseEvent) {
	m.hover(func() { m.pointer.over, m.pointer.at = true, event.Position })
}

// MouseOut is part of the toolkit's contract.
func (m *Matrix) MouseOut() { m.hover(func() { m.pointer.over = false }) }

// hover moves the pointer and draws heads and names where it makes a difference.
func (m *Matrix) hover(move func()) {
	row, column := m.hovered()
	move()
	toRow, toColumn := m.hovered()
	if row != toRow {
		m.parts.names.Refresh()
	}
	if column != toColumn {
		m.parts.heads.Refresh()
	}
}

// hovered is the row and the column under the mouse, -1 for none.
func (m *Matrix) hovered() (row, column int) {
	row, column = -1, -1
	if !m.pointer.over {
		return row, column
	}
	h := m.hitAt(m.pointer.at)
	if h.area == onTiles || h.area == onNames {
		row = h.row
	}
	if h.area == onTiles || h.area == onHeads {
		column = h.column
	}
	return row, column
}

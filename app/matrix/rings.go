package matrix

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"demarc/app/look"
)

// ring is a frame of two lines around cells: the accent outside and the ground
// within, so that it is seen on every fill.
type ring struct{ outer, inner [4]*canvas.Rectangle }

func newRing(l *look.Look) ring {
	var r ring
	for i := range 4 {
		r.outer[i] = canvas.NewRectangle(l.Colour(look.Accent))
		r.inner[i] = canvas.NewRectangle(l.Colour(look.Surface))
	}
	return r
}

func (r *ring) objects() []fyne.CanvasObject {
	objects := make([]fyne.CanvasObject, 0, 8)
	for i := range 4 {
		objects = append(objects, r.inner[i], r.outer[i])
	}
	return objects
}

// frame lays both lines, each so many pixels wide, inwards from the edge of a
// box, as far as they are in view.
func (m *Matrix) frame(r *ring, box image.Rectangle, line int, seen image.Rectangle) {
	m.line(r.outer, box, line, seen)
	m.line(r.inner, box.Inset(line), line, seen)
}

func (m *Matrix) line(sides [4]*canvas.Rectangle, box image.Rectangle, line int, seen image.Rectangle) {
	for i, side := range [4]image.Rectangle{
		image.Rect(box.Min.X, box.Min.Y, box.Max.X, box.Min.Y+line),
		image.Rect(box.Min.X, box.Max.Y-line, box.Max.X, box.Max.Y),
		image.Rect(box.Min.X, box.Min.Y, box.Min.X+line, box.Max.Y),
		image.Rect(box.Max.X-line, box.Min.Y, box.Max.X, box.Max.Y),
	} {
		side = side.Intersect(seen)
		show(sides[i], !side.Empty())
		m.put(sides[i], side)
	}
}

// placeRings puts the ring around the selection, and a light one around the
// cursor within a selection of several cells. Tiles have w × h pixels.
func (p *parts) placeRings(v view, w, h int) {
	m := p.matrix
	line := max(2, v.px(2))
	span := m.Selection()
	box := m.box(v, span).Inset(-line - v.gap())
	// The ring may reach over heads and names by as much as it is outside the tiles.
	seen := image.Rect(0, 0, w, h).Add(image.Pt(v.names, v.head))
	if !m.box(v, span).Overlaps(seen) {
		m.frame(&p.selected, image.Rectangle{}, 0, seen)
		m.frame(&p.cursor, image.Rectangle{}, 0, seen)
		return
	}
	m.frame(&p.selected, box, line, m.reach(seen, box, line+v.gap()))
	within := image.Rectangle{}
	if !span.Single() {
		at := m.sel.cursor
		within = m.box(v, Range{at.row, at.column, at.row, at.column}).Intersect(box.Inset(2 * line))
	}
	m.frame(&p.cursor, within, max(1, line/2), seen)
}

// reach widens what is seen to a whole ring on the sides where it begins or
// ends in view.
func (m *Matrix) reach(seen, box image.Rectangle, by int) image.Rectangle {
	if box.Min.X >= seen.Min.X-by {
		seen.Min.X -= by
	}
	if box.Min.Y >= seen.Min.Y-by {
		seen.Min.Y -= by
	}
	if box.Max.X <= seen.Max.X+by {
		seen.Max.X += by
	}
	if box.Max.Y <= seen.Max.Y+by {
		seen.Max.Y += by
	}
	return seen
}

// box is where the tiles of a range are, in pixels of the matrix.
func (m *Matrix) box(v view, r Range) image.Rectangle {
	return image.Rect(
		v.x(r.Column-m.left), v.y(r.Row-m.top),
		v.x(r.ToColumn-m.left+1)-v.gap(), v.y(r.ToRow-m.top+1)-v.gap(),
	).Add(image.Pt(v.names, v.head))
}

package matrix

import (
	"image"
	"strconv"

	"demarc/app/look"
)

// sheet is a picture that is drawn again and again.
type sheet struct{ img *image.RGBA }

// sized is the sheet at a size, with what was drawn on it before.
func (s *sheet) sized(w, h int) *image.RGBA {
	if s.img == nil || s.img.Rect.Dx() != w || s.img.Rect.Dy() != h {
		s.img = image.NewRGBA(image.Rect(0, 0, w, h))
	}
	return s.img
}

// paintTiles draws the tiles that are in view.
func (m *Matrix) paintTiles(on *image.RGBA) {
	v := m.view()
	fill(on, on.Rect, m.look.Colour(look.Surface))
	gap := v.gap()
	for i := 0; v.y(i) < on.Rect.Dy() && m.top+i < m.model.Rows(); i++ {
		y, h := v.y(i), v.y(i+1)-v.y(i)-gap
		for j := 0; v.x(j) < on.Rect.Dx() && m.left+j < m.model.Columns(); j++ {
			x, w := v.x(j), v.x(j+1)-v.x(j)-gap
			layTile(on, m.tiles.of(m.model.Cell(m.top+i, m.left+j), w, h, v.unit), x, y)
		}
	}
}

// paintHeads draws the short names of the columns, turned.
func (m *Matrix) paintHeads(on *image.RGBA) {
	v := m.view()
	fill(on, on.Rect, m.look.Colour(look.Surface))
	_, hovered := m.hovered()
	for j := 0; v.x(j) < on.Rect.Dx() && m.left+j < m.model.Columns(); j++ {
		column := m.left + j
		area := image.Rect(v.x(j), 0, v.x(j+1)-v.gap(), on.Rect.Dy())
		face, colour := typeKey{look.Regular, 12 * v.unit}, look.Text2
		if column == hovered || column == m.sel.cursor.column {
			face.weight, colour = look.SemiBold, look.Text
			fill(on, area, m.look.Colour(look.Selection))
		}
		word := m.types.set(m.model.Column(column), face, v.head-v.px(10), true)
		middle := (area.Min.X + area.Max.X + m.types.capitals(face) + 1) / 2
		word.put(on, area, middle-word.base, v.head-v.px(6)-word.Rect.Dy()+1, m.look.Colour(colour))
	}
}

// paintLeftHeads draws the heads of names and counts.
func (m *Matrix) paintLeftHeads(on *image.RGBA) {
	v, area := m.view(), on.Rect
	fill(on, area, m.look.Colour(look.Surface))
	base := area.Dy() - v.px(9)
	count := m.types.set(m.UnownedHead, typeKey{look.Regular, 11 * v.unit}, v.px(namesWidth/2), false)
	right := v.names - v.px(countIndent) - count.width
	count.put(on, area, right-1, base-count.base, m.look.Colour(look.Text3))
	asset := m.types.set(m.AssetHead, typeKey{look.SemiBold, 12 * v.unit}, right-v.px(namesIndent)-v.px(8), false)
	asset.put(on, area, v.px(namesIndent)-1, base-asset.base, m.look.Colour(look.Text3))
}

// paintNames draws the names of the rows and how many of their cells nobody owns.
func (m *Matrix) paintNames(on *image.RGBA) {
	v := m.view()
	fill(on, on.Rect, m.look.Colour(look.Surface))
	hovered, _ := m.hovered()
	for i := 0; v.y(i) < on.Rect.Dy() && m.top+i < m.model.Rows(); i++ {
		row := m.top + i
		area := image.Rect(0, v.y(i), v.names, v.y(i+1)-v.gap())
		weight := look.Regular
		switch row {
		case m.sel.cursor.row:
			weight = look.SemiBold
			fill(on, area, m.look.Colour(look.Selection))
			if m.focused {
				fill(on, image.Rect(0, area.Min.Y, v.px(3), area.Max.Y), m.look.Colour(look.Accent))
			}
		case hovered:
			fill(on, area, m.look.Colour(look.Hover))
		}
		m.paintName(on, v, area, m.model.Row(row), weight)
	}
}

func (m *Matrix) paintName(on *image.RGBA, v view, area image.Rectangle, row Row, weight look.Weight) {
	right := v.names - v.px(countIndent)
	if row.Unowned > 0 {
		face := typeKey{look.Medium, 12 * v.unit}
		count := m.types.set(strconv.Itoa(row.Unowned), face, v.names/2, false)
		right -= count.width
		count.put(on, area, right-1, m.baseline(area, face)-count.base, m.look.Colour(look.Alarm))
	}
	face := typeKey{weight, 13 * v.unit}
	name := m.types.set(row.Name, face, right-v.px(namesIndent)-v.px(6), false)
	name.put(on, area, v.px(namesIndent)-1, m.baseline(area, face)-name.base, m.look.Colour(look.Text))
}

// baseline is where text stands whose capitals are centred in an area.
func (m *Matrix) baseline(area image.Rectangle, face typeKey) int {
	return (area.Min.Y + area.Max.Y + m.types.capitals(face) + 1) / 2
}

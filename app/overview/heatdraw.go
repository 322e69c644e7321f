package overview

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"demarc/app/look"
	"demarc/marks"
)

func colour(c marks.Colour) color.NRGBA {
	r, g, b := c.RGB()
	return color.NRGBA{R: r, G: g, B: b, A: 0xFF}
}

// CreateRenderer is part of the toolkit's contract.
func (m *heatMap) CreateRenderer() fyne.WidgetRenderer {
	r := &heatRenderer{m: m}
	for i := range m.names {
		r.still = append(r.still, m.lines[i], m.names[i], m.counts[i])
		for _, tile := range m.tiles[i] {
			r.still = append(r.still, tile.ground, tile.count, tile.all)
			if tile.mark != nil {
				r.still = append(r.still, tile.mark)
			}
		}
	}
	return r
}

type heatRenderer struct {
	m     *heatMap
	still []fyne.CanvasObject
	wide  float32 // what the heads are set for
}

func (r *heatRenderer) Destroy() {}

func (r *heatRenderer) Objects() []fyne.CanvasObject {
	objects := append([]fyne.CanvasObject{}, r.still...)
	return append(append(objects, r.m.heads...), r.m.hover, r.m.inner, r.m.ring)
}

func (r *heatRenderer) MinSize() fyne.Size {
	l := r.m.look
	return fyne.NewSize(l.S(heatNarrow+heatLeast*float32(len(r.m.shown.heads))), l.S(heatHead)+r.m.rowHeight()*float32(len(r.m.names)))
}

func (r *heatRenderer) Layout(size fyne.Size) {
	m, l := r.m, r.m.look
	name, width, height := m.nameWidth(), m.tileWidth(), m.rowHeight()
	r.layoutHeads(name, width)
	whole := r.fits(width)
	for i := range m.names {
		y := l.S(heatHead) + height*float32(i)
		count := m.counts[i].MinSize()
		set(m.lines[i], 0, y+height-1, name-l.S(heatSpacing), 1)
		middle(m.names[i], 0, y, name-count.Width-l.S(24), height)
		middle(m.counts[i], name-count.Width-l.S(12), y, count.Width, height)
		for j, tile := range m.tiles[i] {
			tile.layout(l, whole, name+float32(j)*width, y, width-l.S(heatSpacing), height-l.S(heatSpacing))
		}
	}
	r.mark()
}

// layoutHeads breaks the heads for the width and sets them on the map.
func (r *heatRenderer) layoutHeads(name, width float32) {
	m, l := r.m, r.m.look
	if r.wide != width {
		r.wide, m.heads = width, nil
		for _, head := range m.shown.heads {
			lines := l.Wrap(head, look.SmallStrong, max(l.S(24), width-l.S(4)))
			m.heads = append(m.heads, l.Lines(lines[:min(2, len(lines))], look.SmallStrong, look.Text3))
		}
		m.heads = append(m.heads, l.Label(m.shown.corner, look.SmallStrong, look.Text3))
	}
	for i, head := range m.heads {
		height := head.MinSize().Height
		x := name + float32(i)*width
		if i == len(m.shown.heads) {
			x = 0
		}
		set(head, x, l.S(heatHead-6)-height, width, height)
	}
}

// fits reports whether every tile has room to say what its count is of: all of
// them do, or none.
func (r *heatRenderer) fits(width float32) bool {
	l, widest := r.m.look, float32(0)
	for _, row := range r.m.tiles {
		for _, tile := range row {
			widest = max(widest, tile.count.MinSize().Width+tile.all.MinSize().Width)
		}
	}
	return widest+l.S(heatMark+32) <= width
}

// layout sets a tile: its mark and count at the left, what they are of at the
// right.
func (t *tileParts) layout(l *look.Look, whole bool, x, y, w, h float32) {
	set(t.ground, x, y, w, h)
	side := float32(0)
	if t.mark != nil {
		side = l.S(heatMark)
		set(t.mark, x+l.S(6), y+(h-side)/2, side, side)
		side += l.S(12)
	} else {
		side = l.S(8)
	}
	count, all := t.count.MinSize(), t.all.MinSize()
	middle(t.count, x+side, y, count.Width, h)
	t.all.Hidden = !whole
	middle(t.all, x+w-all.Width-l.S(8), y, all.Width, h)
}

// mark shows where pointer and keyboard are. The ring of the keyboard has one
// of the ground's colour inside, so that it is seen on every fill.
func (r *heatRenderer) mark() {
	m := r.m
	r.frame(m.hover, m.overRow >= 0, m.overRow, m.overCol, 0)
	on := m.focused && m.has(m.row, m.column)
	r.frame(m.ring, on, m.row, m.column, 0)
	r.frame(m.inner, on, m.row, m.column, m.look.S(2))
}

func (r *heatRenderer) frame(ring *canvas.Rectangle, shown bool, row, column int, inset float32) {
	m, l := r.m, r.m.look
	if ring.Hidden = !shown; shown {
		x, y := m.nameWidth()+float32(column)*m.tileWidth(), l.S(heatHead)+m.rowHeight()*float32(row)
		set(ring, x+inset, y+inset, m.tileWidth()-l.S(heatSpacing)-2*inset, m.rowHeight()-l.S(heatSpacing)-2*inset)
	}
	ring.Refresh()
}

func (r *heatRenderer) Refresh() {
	r.mark()
	canvas.Refresh(r.m)
}

func set(object fyne.CanvasObject, x, y, w, h float32) {
	object.Resize(fyne.NewSize(w, h))
	object.Move(fyne.NewPos(x, y))
}

func middle(object fyne.CanvasObject, x, y, w, h float32) {
	height := object.MinSize().Height
	set(object, x, y+(h-height)/2, w, height)
}

package look

import (
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// strip is any number of rows of one height, scrolled. It has as many parts as
// rows are in view, each of which shows another row as they are scrolled.
type strip struct {
	widget.BaseWidget
	scroll *container.Scroll
	height float32
	rows   func() int
	make   func() part
	parts  []part // the row i stands in part i % len(parts)
}

// part shows one row of a strip.
type part interface {
	fyne.CanvasObject
	// row is the row that it shows, or -1; take gives it another.
	row() int
	take(row int)
	// update shows what is in its row now.
	update()
}

func newStrip(height float32, rows func() int, make func() part) *strip {
	s := &strip{height: height, rows: rows, make: make}
	s.scroll = container.NewVScroll(s)
	s.scroll.OnScrolled = func(fyne.Position) { s.update(false) }
	s.ExtendBaseWidget(s)
	return s
}

// MinSize is the height of all rows.
func (s *strip) MinSize() fyne.Size { return fyne.NewSize(0, float32(s.rows())*s.height) }

// Resize gives all rows another width, or follows how many there are.
func (s *strip) Resize(size fyne.Size) {
	s.BaseWidget.Resize(size)
	s.update(false)
}

// renew draws every row in view anew, and follows how many there are.
func (s *strip) renew() {
	s.Resize(s.MinSize().Max(s.scroll.Size()))
	s.scroll.Refresh()
}

// Refresh draws every row in view anew.
func (s *strip) Refresh() {
	s.update(true)
	canvas.Refresh(s)
}

// update puts the rows in view into their places; with all, those that were
// there before are drawn anew, too.
func (s *strip) update(all bool) {
	room, rows := s.scroll.Size().Height, s.rows()
	if room <= 0 {
		return
	}
	s.provide(int(math.Ceil(float64(room/s.height))) + 1)
	first := max(0, int(s.scroll.Offset.Y/s.height))
	for row := first; row < first+len(s.parts); row++ {
		p := s.parts[row%len(s.parts)]
		if row >= rows {
			p.take(-1)
			p.Hide()
			continue
		}
		p.Resize(fyne.NewSize(s.Size().Width, s.height))
		p.Move(fyne.NewPos(0, float32(row)*s.height))
		fresh := p.row() != row
		if fresh {
			p.take(row)
		}
		if fresh || all {
			p.update()
			p.Show()
		}
	}
}

// provide sees to it that there are so many parts.
func (s *strip) provide(n int) {
	if len(s.parts) == n {
		return
	}
	for _, p := range s.parts {
		p.take(-1)
	}
	for len(s.parts) < n {
		s.parts = append(s.parts, s.make())
	}
	clear(s.parts[n:])
	s.parts = s.parts[:n]
	canvas.Refresh(s)
}

// draw draws one row anew, if it is in view.
func (s *strip) draw(row int) {
	if row < 0 || row >= s.rows() || len(s.parts) == 0 {
		return
	}
	if p := s.parts[row%len(s.parts)]; p.row() == row {
		p.update()
	}
}

// bring scrolls a row into view, once there is a view.
func (s *strip) bring(row int) {
	room, top := s.scroll.Size().Height, float32(row)*s.height
	switch {
	case room <= 0:
	case top < s.scroll.Offset.Y:
		s.scroll.Offset.Y = top
	case top+s.height > s.scroll.Offset.Y+room:
		s.scroll.Offset.Y = top + s.height - room
	}
}

// scrollTo scrolls to an offset, as far as that can be.
func (s *strip) scrollTo(y float32) {
	whole := s.MinSize().Height
	if room := s.scroll.Size().Height; room > 0 && whole > room {
		s.scroll.ScrollToOffset(fyne.NewPos(0, min(max(0, y), whole-room)))
		s.update(false)
	}
}

// CreateRenderer is part of the toolkit's contract.
func (s *strip) CreateRenderer() fyne.WidgetRenderer { return stripRenderer{s} }

type stripRenderer struct{ strip *strip }

func (r stripRenderer) Destroy()           {}
func (r stripRenderer) Layout(fyne.Size)   {}
func (r stripRenderer) Refresh()           {}
func (r stripRenderer) MinSize() fyne.Size { return r.strip.MinSize() }
func (r stripRenderer) Objects() []fyne.CanvasObject {
	objects := make([]fyne.CanvasObject, len(r.strip.parts))
	for i, part := range r.strip.parts {
		objects[i] = part
	}
	return objects
}

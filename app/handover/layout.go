package handover

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"demarc/app/look"
)

// newSplit sets the checklist with what belongs beneath it at the left, and the
// pages beside them. Where there is no room beside, the pages come beneath, and
// all of it is scrolled.
func newSplit(l *look.Look, list *look.Table, below, pages fyne.CanvasObject) (*splitLayout, fyne.CanvasObject) {
	// The scroll bar stands beside what it scrolls.
	lower := container.NewVScroll(l.Pad(below, 0, barRoom, 0, 0))
	split := &splitLayout{look: l, list: list, below: below, lower: lower, pages: pages}
	split.scroll = container.NewVScroll(container.New(split, list, lower, pages))
	return split, container.New(&fitLayout{split: split}, split.scroll)
}

// fitLayout finds out whether there is room beside.
type fitLayout struct{ split *splitLayout }

func (f *fitLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(f.split.look.S(leftWidth), f.split.look.S(200))
}

func (f *fitLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	s := f.split
	s.stacked = size.Width < s.look.S(leftWidth+columnGap+300)
	place(s.scroll, 0, 0, size.Width, size.Height)
	s.scroll.Refresh()
}

// columnGap is the room between the checklist and the pages, barRoom the part
// of it that a scroll bar may use.
const columnGap, barRoom = 24, 12

type splitLayout struct {
	look    *look.Look
	stacked bool
	list    *look.Table
	below   fyne.CanvasObject
	lower   *container.Scroll
	pages   fyne.CanvasObject
	scroll  *container.Scroll
}

// showBelow scrolls what stands beneath the checklist into view.
func (s *splitLayout) showBelow() {
	if s.stacked {
		s.scroll.ScrollToOffset(fyne.NewPos(0, max(0, s.listed()-s.look.S(30))))
		return
	}
	s.lower.ScrollToBottom()
}

// listed is how high the checklist is with all its lines.
func (s *splitLayout) listed() float32 {
	return s.look.S(30)*float32(s.list.Len()+1) + s.look.S(2)
}

func (s *splitLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	size := fyne.NewSize(s.look.S(leftWidth), s.look.S(200))
	if s.stacked {
		size.Height = s.listed() + s.below.MinSize().Height + s.look.S(columnGap+480)
	}
	return size
}

func (s *splitLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	l := s.look
	left, list, below := l.S(leftWidth), s.listed(), s.below.MinSize().Height
	if s.stacked {
		left = min(left, size.Width)
		place(s.list, 0, 0, left, list)
		place(s.lower, 0, list, left+l.S(barRoom), below)
		top := list + below + l.S(columnGap)
		place(s.pages, 0, top, size.Width, size.Height-top)
		return
	}
	// The checklist is as high as its lines, if what stands beneath it has room.
	list = min(list, max(l.S(196), size.Height-below))
	place(s.list, 0, 0, left, list)
	place(s.lower, 0, list, left+l.S(barRoom), max(0, size.Height-list))
	place(s.pages, left+l.S(columnGap), 0, size.Width-left-l.S(columnGap), size.Height)
}

func place(object fyne.CanvasObject, x, y, w, h float32) {
	object.Resize(fyne.NewSize(w, h))
	object.Move(fyne.NewPos(x, y))
}

// pagesLayout sets the list of chapters beside the paper, or beneath it where
// that would leave the paper small.
type pagesLayout struct {
	look            *look.Look
	chapters, paper fyne.CanvasObject
}

func (p *pagesLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(p.look.S(240), p.look.S(80))
}

func (p *pagesLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	l := p.look
	list, gap := l.S(240), l.S(16)
	if size.Width >= l.S(540) {
		place(p.chapters, 0, 0, list, size.Height)
		place(p.paper, list+gap, 0, size.Width-list-gap, size.Height)
		return
	}
	paper := size.Height * 0.64
	place(p.paper, 0, 0, size.Width, paper)
	place(p.chapters, 0, paper+l.S(8), size.Width, size.Height-paper-l.S(8))
}

// paperLayout sets a page as large as there is room, what is beneath it at the
// foot, and the small pages between where that leaves the page large enough.
type paperLayout struct {
	look               *look.Look
	sheet, strip, foot fyne.CanvasObject
}

func (p *paperLayout) MinSize([]fyne.CanvasObject) fyne.Size { return p.foot.MinSize() }

func (p *paperLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	foot, strip, gap := p.foot.MinSize().Height, p.strip.MinSize(), p.look.S(10)
	room := size.Height - foot - p.look.S(4)
	place(p.foot, 0, size.Height-foot, size.Width, foot)
	if room-strip.Height-gap < p.look.S(360) || strip.Width > size.Width {
		p.strip.Hide()
	} else {
		p.strip.Show()
		room -= strip.Height + gap
		place(p.strip, (size.Width-strip.Width)/2, room+gap, strip.Width, strip.Height)
	}
	place(p.sheet, 0, 0, size.Width, max(0, room))
}

// sheetLayout sets a page with its edge as large as there is room, in the
// page's proportions.
type sheetLayout struct{ ratio float32 }

func (s *sheetLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(1, 1) }

func (s *sheetLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	width := min(size.Width, size.Height*s.ratio)
	height := width / s.ratio
	for _, object := range objects {
		// The software painter cannot draw a picture without any size.
		if width < 4 || height < 4 {
			object.Hide()
			continue
		}
		object.Show()
		place(object, (size.Width-width)/2, (size.Height-height)/2, width, height)
	}
}

// gauge draws how far something is.
func gauge(l *look.Look, share float32) fyne.CanvasObject {
	bar := container.New(&gaugeLayout{share: share}, l.On(look.Hairline, look.Space()), l.On(look.Accent, look.Space()))
	return l.Sized(0, 4, bar)
}

type gaugeLayout struct{ share float32 }

func (g *gaugeLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(4, 2) }

func (g *gaugeLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	place(objects[0], 0, 0, size.Width, size.Height)
	place(objects[1], 0, 0, size.Width*min(1, g.share), size.Height)
}

package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"demarc/app/desk"
	"demarc/app/look"
)

// Widths of the frame, and the widths of the window below which it changes:
// the panel then lies over the content, and the navigation shrinks.
const (
	navWidth     = 176
	panelWidth   = desk.PanelWidth + 32
	floatBelow   = 1300
	narrowBelow  = 1240
	navNarrow    = 132
	leastContent = 420
)

// frameLayout sets navigation, screen and panel beside each other.
type frameLayout struct {
	look               *look.Look
	nav, middle, panel fyne.CanvasObject
}

func (f *frameLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(f.look.S(navNarrow+leastContent), f.look.S(300))
}

func (f *frameLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	l := f.look
	nav := l.S(navWidth)
	if size.Width < l.S(narrowBelow) {
		nav = l.S(navNarrow)
	}
	panel := float32(0)
	if f.panel.Visible() {
		panel = min(l.S(panelWidth), size.Width-nav)
	}
	middle := size.Width - nav
	if size.Width >= l.S(floatBelow) {
		middle -= panel
	}
	set(f.nav, 0, nav, size.Height)
	set(f.middle, nav, middle, size.Height)
	set(f.panel, size.Width-panel, panel, size.Height)
}

func set(object fyne.CanvasObject, x, width, height float32) {
	object.Resize(fyne.NewSize(width, height))
	object.Move(fyne.NewPos(x, 0))
}

// barParts sets the bar: who at the left, search in the middle, buttons at the
// right. Search gives way first.
type barParts struct{ look *look.Look }

func (b *barParts) MinSize(objects []fyne.CanvasObject) (size fyne.Size) {
	for _, object := range objects {
		size.Height = max(size.Height, object.MinSize().Height)
	}
	return fyne.NewSize(b.look.S(400), size.Height)
}

func (b *barParts) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l := b.look
	who, search, right := objects[0], objects[1], objects[2]
	place := func(object fyne.CanvasObject, x, width float32) {
		height := object.MinSize().Height
		object.Resize(fyne.NewSize(width, height))
		object.Move(fyne.NewPos(x, (size.Height-height)/2))
	}
	buttons := right.MinSize().Width
	place(right, size.Width-buttons-l.S(8), buttons)
	left := who.MinSize().Width
	place(who, l.S(12), left)
	from, to := l.S(12)+left+l.S(20), size.Width-buttons-l.S(28)
	width := min(l.S(640), max(l.S(60), to-from))
	x := max(from, min((size.Width-width)/2, to-width))
	place(search, x, width)
}

// topAligned gives its object its own height.
type topAligned struct{}

func (topAligned) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(objects[0].MinSize().Width, 0)
}

func (topAligned) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	objects[0].Resize(fyne.NewSize(size.Width, objects[0].MinSize().Height))
}

// panel is the side panel: what a screen puts there, scrolled.
type panel struct {
	w      *Window
	box    *fyne.Container
	inside *fyne.Container
	scroll *container.Scroll
	shut   bool // the person closed it; it stays closed until it is asked for
}

func newPanel(w *Window) *panel {
	l := w.look
	p := &panel{w: w, inside: container.NewStack()}
	p.scroll = container.NewVScroll(l.Pad(p.inside, 14, 16, 24, 16))
	p.box = look.Border(nil, nil, l.Hairline(), nil, l.On(look.Surface, p.scroll))
	p.box.Hide()
	return p
}

// Panel shows something at the side; nil closes it.
func (w *Window) Panel(object fyne.CanvasObject) { w.frame.panel.put(object) }

func (p *panel) put(object fyne.CanvasObject) {
	shown := p.box.Visible()
	p.inside.Objects = nil
	if object != nil {
		p.inside.Objects = []fyne.CanvasObject{object}
	}
	p.box.Hidden = object == nil || p.shut
	p.inside.Refresh()
	p.scroll.Refresh()
	if p.box.Visible() != shown {
		p.w.frame.relayout()
	}
}

// toggle opens or closes the panel.
func (p *panel) toggle() {
	p.shut = p.box.Visible()
	p.box.Hidden = p.shut || len(p.inside.Objects) == 0
	p.w.frame.relayout()
}

func (f *frame) relayout() {
	if f.whole != nil {
		f.whole.Refresh()
		f.layout.Layout(nil, f.layout.area())
	}
}

// area is the room of navigation, screen and panel together.
func (f *frameLayout) area() fyne.Size {
	nav, middle, panel := f.nav.Size(), f.middle.Size(), f.panel.Size()
	width := max(nav.Width+middle.Width, f.panel.Position().X+panel.Width)
	return fyne.NewSize(width, nav.Height)
}

// layers lays what floats over the content.
func layers(l *look.Look, content fyne.CanvasObject) fyne.CanvasObject {
	ground := canvas.NewRectangle(l.Colour(look.Canvas))
	return container.NewStack(ground, content, l.Float.Box)
}

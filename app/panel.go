package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"demarc/app/look"
)

// panel is the side panel: what a screen puts there, scrolled. Where it lies
// over the content it has a cross to close it.
type panel struct {
	w      *Window
	box    *fyne.Container
	head   *fyne.Container
	ground *canvas.Rectangle // while it lies over the content
	inside *fyne.Container
	scroll *container.Scroll
	shut   bool // the person closed it; it stays closed until it is asked for
}

func newPanel(w *Window) *panel {
	l := w.look
	p := &panel{w: w, inside: container.New(ownWidth{})}
	p.scroll = container.NewVScroll(l.Pad(p.inside, 14, 16, 24, 16))
	shut := l.Button("×", look.Ghost, func() { w.run("panel") })
	key := l.Label(modifierName(w.language)+" ]", look.Caption, look.Text3)
	p.head = l.Column(0, l.Pad(l.Row(6, look.Space(), key, shut), 2, 6, 2, 6), l.Hairline())
	p.head.Hide()
	p.ground = canvas.NewRectangle(l.Colour(look.Surface))
	p.ground.Hide()
	p.box = look.Border(nil, nil, l.Hairline(), nil, container.NewStack(p.ground, look.Border(p.head, nil, nil, nil, p.scroll), newWheel(p)))
	p.box.Hide()
	return p
}

// ownWidth gives its object the width that there is, whatever it asks for: what
// is wider would be cut at the window's edge.
type ownWidth struct{}

func (ownWidth) MinSize(objects []fyne.CanvasObject) (size fyne.Size) {
	for _, object := range objects {
		size.Height = max(size.Height, object.MinSize().Height)
	}
	return size
}

func (ownWidth) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, object := range objects {
		object.Resize(size)
		object.Move(fyne.Position{})
	}
}

// Panel shows something at the side; nil closes it.
func (w *Window) Panel(object fyne.CanvasObject) {
	w.frame.panel.put(object)
	w.frame.showHint() // the screen may show another part of itself
}

func (p *panel) put(object fyne.CanvasObject) {
	shown, before := p.box.Visible(), focusables(p.inside)
	p.inside.Objects = nil
	if object != nil {
		p.inside.Objects = []fyne.CanvasObject{object}
	}
	p.box.Hidden = object == nil || p.shut
	p.inside.Refresh()
	p.scroll.Refresh()
	if p.offered() || p.box.Visible() != shown {
		p.w.frame.relayout()
	}
	fyne.Do(func() { p.follow(before) }) // the keyboard is still on its way
}

// toggle opens or closes the panel.
func (p *panel) toggle() {
	p.shut = p.box.Visible()
	p.box.Hidden = p.shut || len(p.inside.Objects) == 0
	p.offered()
	p.w.frame.relayout()
}

// open opens the panel where the person closed it.
func (p *panel) open() {
	if p.shut {
		p.toggle()
	}
}

// offered keeps the way to open the panel in the status line while there is
// something in it and it is shut; it reports whether that changed.
func (p *panel) offered() bool {
	link := p.w.frame.reopen
	hidden := !p.shut || len(p.inside.Objects) == 0
	changed := link.Hidden != hidden
	link.Hidden = hidden
	return changed
}

// float shows the cross, or not.
func (p *panel) float(floats bool) {
	if p.head.Visible() != floats {
		p.head.Hidden, p.ground.Hidden = !floats, !floats
		p.box.Refresh()
	}
}

package overview

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"demarc/app/look"
)

// press makes anything a link: by mouse, or by space or enter while it has the
// keyboard.
type press struct {
	widget.BaseWidget
	look    *look.Look
	content fyne.CanvasObject
	pressed func()
	// step moves the keyboard to a neighbour; it may be nil.
	step func(by int)

	ground, ring     *canvas.Rectangle
	hovered, focused bool
}

func newPress(l *look.Look, content fyne.CanvasObject, pressed func()) *press {
	p := &press{look: l, content: content, pressed: pressed, ground: canvas.NewRectangle(nil), ring: canvas.NewRectangle(nil)}
	p.ground.CornerRadius, p.ring.CornerRadius = l.S(4), l.S(4)
	p.ExtendBaseWidget(p)
	return p
}

// CreateRenderer is part of the toolkit's contract.
func (p *press) CreateRenderer() fyne.WidgetRenderer {
	p.show()
	return widget.NewSimpleRenderer(container.NewStack(p.ground, p.content, p.ring))
}

func (p *press) show() {
	p.ground.FillColor, p.ring.StrokeWidth = nil, 0
	if p.hovered {
		p.ground.FillColor = p.look.Colour(look.Hover)
	}
	if p.focused {
		p.ring.StrokeColor, p.ring.StrokeWidth = p.look.Colour(look.Accent), p.look.S(2)
	}
	p.ground.Refresh()
	p.ring.Refresh()
}

// Tapped is a press by mouse.
func (p *press) Tapped(*fyne.PointEvent) {
	p.look.Stir()
	p.pressed()
}

// Cursor is a hand.
func (p *press) Cursor() desktop.Cursor { return desktop.PointerCursor }

// MouseIn, MouseMoved and MouseOut follow the pointer.
func (p *press) MouseIn(*desktop.MouseEvent)    { p.hovered = true; p.show() }
func (p *press) MouseMoved(*desktop.MouseEvent) {}
func (p *press) MouseOut()                      { p.hovered = false; p.show() }

// FocusGained and FocusLost follow the keyboard.
func (p *press) FocusGained() { p.focused = true; p.show() }
func (p *press) FocusLost()   { p.focused = false; p.show() }

// TypedRune passes letters on.
func (p *press) TypedRune(r rune) {
	p.look.Stir()
	if r != ' ' && p.look.Rune != nil {
		p.look.Rune(r)
	}
}

// TypedKey presses with space or enter and moves with the arrows.
func (p *press) TypedKey(event *fyne.KeyEvent) {
	p.look.Stir()
	switch {
	case event.Name == fyne.KeySpace || event.Name == fyne.KeyReturn || event.Name == fyne.KeyEnter:
		p.pressed()
	case event.Name == fyne.KeyDown && p.step != nil:
		p.step(1)
	case event.Name == fyne.KeyUp && p.step != nil:
		p.step(-1)
	case p.look.Key != nil:
		p.look.Key(event)
	}
}

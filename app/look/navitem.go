package look

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// NavItem is one screen in the navigation, with a figure at its right.
type NavItem struct {
	widget.BaseWidget
	Name, Figure string
	Loud         bool // the figure counts what nobody owns
	Current      bool
	OnTapped     func()

	look             *Look
	hovered, focused bool
}

// NavItem makes an entry of the navigation.
func (l *Look) NavItem(name string, tapped func()) *NavItem {
	n := &NavItem{Name: name, OnTapped: tapped, look: l}
	n.ExtendBaseWidget(n)
	return n
}

// Set shows whether the screen is the current one, and its figure.
func (n *NavItem) Set(current bool, figure string, loud bool) {
	n.Current, n.Figure, n.Loud = current, figure, loud
	n.Refresh()
}

// Tapped goes to the screen.
func (n *NavItem) Tapped(*fyne.PointEvent) {
	n.look.Stir()
	n.OnTapped()
}

// Cursor is a hand.
func (n *NavItem) Cursor() desktop.Cursor { return desktop.PointerCursor }

// MouseIn, MouseMoved and MouseOut follow the pointer.
func (n *NavItem) MouseIn(*desktop.MouseEvent)    { n.hovered = true; n.Refresh() }
func (n *NavItem) MouseMoved(*desktop.MouseEvent) {}
func (n *NavItem) MouseOut()                      { n.hovered = false; n.Refresh() }

// FocusGained and FocusLost follow the keyboard.
func (n *NavItem) FocusGained() { n.focused = true; n.Refresh() }
func (n *NavItem) FocusLost()   { n.focused = false; n.Refresh() }

// TypedRune passes letters on.
func (n *NavItem) TypedRune(r rune) {
	n.look.Stir()
	if r != ' ' {
		n.look.unusedRune(r)
	}
}

// TypedKey goes to the screen with space or enter.
func (n *NavItem) TypedKey(event *fyne.KeyEvent) {
	n.look.Stir()
	switch event.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		n.OnTapped()
	default:
		n.look.unusedKey(event)
	}
}

// CreateRenderer is part of the toolkit's contract.
func (n *NavItem) CreateRenderer() fyne.WidgetRenderer {
	r := &navRenderer{
		item: n, ground: canvas.NewRectangle(color.Transparent), bar: canvas.NewRectangle(color.Transparent), ring: canvas.NewRectangle(color.Transparent),
		name: n.look.Shrinking("", Body, Text), figure: n.look.Label("", Small, Text3),
	}
	r.Refresh()
	return r
}

type navRenderer struct {
	item              *NavItem
	ground, bar, ring *canvas.Rectangle
	name, figure      *Label
}

func (r *navRenderer) Destroy() {}
func (r *navRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.bar, r.name, r.figure, r.ring}
}

func (r *navRenderer) MinSize() fyne.Size { return fyne.NewSize(r.item.look.S(60), r.item.look.S(30)) }

func (r *navRenderer) Layout(size fyne.Size) {
	l := r.item.look
	r.ground.Resize(size)
	r.ring.Resize(size)
	r.bar.Resize(fyne.NewSize(l.S(3), size.Height))
	figure := r.figure.MinSize()
	r.figure.Resize(figure)
	r.figure.Move(fyne.NewPos(size.Width-l.S(12)-figure.Width, (size.Height-figure.Height)/2))
	name := r.name.MinSize()
	r.name.Resize(fyne.NewSize(size.Width-l.S(32)-figure.Width, name.Height))
	r.name.Move(fyne.NewPos(l.S(16), (size.Height-name.Height)/2))
}

func (r *navRenderer) Refresh() {
	n, l := r.item, r.item.look
	r.ground.FillColor, r.bar.FillColor, r.ring.StrokeWidth = color.Transparent, color.Transparent, 0
	r.name.Style, r.name.Role = Body, Text
	switch {
	case n.Current:
		r.ground.FillColor, r.bar.FillColor = l.Colour(Selection), l.Colour(Accent)
		r.name.Style = BodyStrong
	case n.hovered:
		r.ground.FillColor = l.Colour(Hover)
	}
	if n.focused {
		r.ring.StrokeColor, r.ring.StrokeWidth = l.Colour(Accent), l.S(2)
	}
	r.ground.Hidden, r.bar.Hidden, r.ring.Hidden = !n.Current && !n.hovered, !n.Current, !n.focused
	r.name.Text = n.Name
	r.figure.Text, r.figure.Role = n.Figure, Text3
	if n.Loud {
		r.figure.Role, r.figure.Style = Alarm, SmallStrong
	} else {
		r.figure.Style = Small
	}
	r.name.Refresh()
	r.figure.Refresh()
	r.Layout(n.Size())
	canvas.Refresh(n)
}

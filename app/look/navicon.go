package look

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
)

// NavIcon is one screen in a navigation that has no room for names: an icon,
// which says its name while the pointer or the keyboard is on it.
type NavIcon struct {
	NavItem
	icon Icon
	tip  fyne.CanvasObject // nil while nothing is said
}

// NavIcon makes an entry of the narrow navigation.
func (l *Look) NavIcon(icon Icon, name string, tapped func()) *NavIcon {
	n := &NavIcon{NavItem: NavItem{Name: name, OnTapped: tapped, look: l}, icon: icon}
	n.ExtendBaseWidget(n)
	return n
}

// MouseIn and MouseOut say the name and take it back.
func (n *NavIcon) MouseIn(event *desktop.MouseEvent) { n.NavItem.MouseIn(event); n.say() }
func (n *NavIcon) MouseOut()                         { n.NavItem.MouseOut(); n.silence() }

// FocusGained and FocusLost do the same for the keyboard.
func (n *NavIcon) FocusGained() { n.NavItem.FocusGained(); n.say() }
func (n *NavIcon) FocusLost()   { n.NavItem.FocusLost(); n.silence() }

// say shows the name, and the figure beside it, at the right of the icon.
func (n *NavIcon) say() {
	n.silence()
	l, text := n.look, n.Name
	if n.Figure != "" {
		text += "  " + n.Figure
	}
	n.tip = l.Box(Raised, Edge, l.Pad(l.Label(text, SmallMedium, Text), 4, 8, 4, 8))
	at, size := fyne.CurrentApp().Driver().AbsolutePositionForObject(n), n.tip.MinSize()
	l.Float.Show(n.tip, at.AddXY(n.Size().Width+l.S(4), (n.Size().Height-size.Height)/2), size)
}

func (n *NavIcon) silence() {
	if n.tip != nil {
		n.look.Float.Hide(n.tip)
		n.tip = nil
	}
}

// CreateRenderer is part of the toolkit's contract.
func (n *NavIcon) CreateRenderer() fyne.WidgetRenderer {
	l := n.look
	r := &navIconRenderer{
		item: n, ground: canvas.NewRectangle(color.Transparent), bar: canvas.NewRectangle(color.Transparent), ring: canvas.NewRectangle(color.Transparent),
		calm: l.drawn(n.icon, Text2, iconSide), current: l.drawn(n.icon, Accent, iconSide), loud: canvas.NewCircle(l.Colour(Alarm)),
	}
	r.Refresh()
	return r
}

const iconSide = 20

type navIconRenderer struct {
	item              *NavIcon
	ground, bar, ring *canvas.Rectangle
	calm, current     fyne.CanvasObject
	loud              *canvas.Circle // something here has no owner
}

func (r *navIconRenderer) Destroy() {}
func (r *navIconRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.bar, r.calm, r.current, r.loud, r.ring}
}

func (r *navIconRenderer) MinSize() fyne.Size {
	return fyne.NewSize(r.item.look.S(43), r.item.look.S(40))
}

func (r *navIconRenderer) Layout(size fyne.Size) {
	l := r.item.look
	r.ground.Resize(size)
	r.ring.Resize(size)
	r.bar.Resize(fyne.NewSize(l.S(3), size.Height))
	side := l.S(iconSide)
	at := fyne.NewPos((size.Width-side)/2, (size.Height-side)/2)
	for _, icon := range []fyne.CanvasObject{r.calm, r.current} {
		icon.Resize(fyne.NewSquareSize(side))
		icon.Move(at)
	}
	r.loud.Resize(fyne.NewSquareSize(l.S(9)))
	r.loud.Move(at.AddXY(side-l.S(4), -l.S(4)))
}

func (r *navIconRenderer) Refresh() {
	n, l := r.item, r.item.look
	r.ground.FillColor, r.bar.FillColor, r.ring.StrokeWidth = color.Transparent, color.Transparent, 0
	switch {
	case n.Current:
		r.ground.FillColor, r.bar.FillColor = l.Colour(Selection), l.Colour(Accent)
	case n.hovered:
		r.ground.FillColor = l.Colour(Hover)
	}
	if n.focused {
		r.ring.StrokeColor, r.ring.StrokeWidth = l.Colour(Accent), l.S(2)
	}
	setHidden(r.calm, n.Current)
	setHidden(r.current, !n.Current)
	setHidden(r.loud, !n.Loud)
	r.Layout(n.Size())
	canvas.Refresh(n)
}

func setHidden(object fyne.CanvasObject, hidden bool) {
	if hidden {
		object.Hide()
	} else {
		object.Show()
	}
}

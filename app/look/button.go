package look

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// ButtonKind is how much a button asks for attention.
type ButtonKind int

// The kinds. A screen has one primary button at the most.
const (
	Plain ButtonKind = iota
	Primary
	Link // text alone, in the accent's colour
	Chip // rounded; shows whether it is on
	Ghost
)

// Button does one thing when it is pressed: by mouse, or by space or enter
// while it has the keyboard.
type Button struct {
	widget.BaseWidget
	Text     string
	Kind     ButtonKind
	Selected bool // a chip that is on
	Role     Role // of a link's or ghost's text
	OnTapped func()

	look     *Look
	disabled bool
	hovered  bool
	focused  bool
}

// Button makes a button.
func (l *Look) Button(text string, kind ButtonKind, tapped func()) *Button {
	b := &Button{Text: text, Kind: kind, OnTapped: tapped, look: l, Role: Accent}
	b.ExtendBaseWidget(b)
	return b
}

// Chip makes a rounded button that is on or off.
func (l *Look) Chip(text string, selected bool, tapped func()) *Button {
	b := l.Button(text, Chip, tapped)
	b.Selected = selected
	return b
}

// Link makes a text that leads somewhere.
func (l *Look) Link(text string, role Role, tapped func()) *Button {
	b := l.Button(text, Link, tapped)
	b.Role = role
	return b
}

// SetDisabled makes a button unusable, or usable again.
func (b *Button) SetDisabled(disabled bool) {
	b.disabled = disabled
	b.Refresh()
}

// Disabled reports whether the button cannot be pressed.
func (b *Button) Disabled() bool { return b.disabled }

// Tapped is a press by mouse.
func (b *Button) Tapped(*fyne.PointEvent) {
	b.look.Stir()
	if !b.disabled && b.OnTapped != nil {
		b.OnTapped()
	}
}

// MouseIn, MouseMoved and MouseOut follow the pointer.
func (b *Button) MouseIn(*desktop.MouseEvent)    { b.hovered = true; b.Refresh() }
func (b *Button) MouseMoved(*desktop.MouseEvent) {}
func (b *Button) MouseOut()                      { b.hovered = false; b.Refresh() }

// Cursor is a hand where there is something to press.
func (b *Button) Cursor() desktop.Cursor {
	if b.disabled {
		return desktop.DefaultCursor
	}
	return desktop.PointerCursor
}

// FocusGained and FocusLost follow the keyboard.
func (b *Button) FocusGained() { b.focused = true; b.Refresh(); b.look.arrived() }
func (b *Button) FocusLost()   { b.focused = false; b.Refresh() }

// TypedRune passes letters on.
func (b *Button) TypedRune(r rune) {
	b.look.Stir()
	if r != ' ' {
		b.look.unusedRune(r)
	}
}

// TypedKey presses the button with space or enter.
func (b *Button) TypedKey(event *fyne.KeyEvent) {
	b.look.Stir()
	switch event.Name {
	case fyne.KeySpace, fyne.KeyReturn, fyne.KeyEnter:
		b.Tapped(nil)
	default:
		b.look.unusedKey(event)
	}
}

func (b *Button) style() Style {
	switch b.Kind {
	case Chip:
		if b.Selected {
			return SmallMedium
		}
		return Small
	case Link:
		return SmallMedium
	}
	return BodyMedium
}

func (b *Button) roles() (ground, edge, text Role, filled, edged bool) {
	switch {
	case b.Kind == Primary && !b.disabled:
		return Accent, Accent, OnAccent, true, false
	case b.Kind == Chip && b.Selected:
		return Selection, Accent, Text, true, true
	case b.Kind == Chip:
		return Surface, Edge, Text2, true, true
	case b.Kind == Link:
		return Hover, Hairline, b.Role, b.hovered, false
	case b.Kind == Ghost:
		return Hover, Hairline, Text2, b.hovered, false
	}
	return Raised, Raised, Text, true, false
}

// CreateRenderer is part of the toolkit's contract.
func (b *Button) CreateRenderer() fyne.WidgetRenderer {
	r := &buttonRenderer{button: b, ground: canvas.NewRectangle(color.Transparent), ring: canvas.NewRectangle(color.Transparent), text: canvas.NewText("", nil)}
	r.text.Alignment = fyne.TextAlignCenter
	r.Refresh()
	return r
}

type buttonRenderer struct {
	button       *Button
	ground, ring *canvas.Rectangle
	text         *canvas.Text
}

func (r *buttonRenderer) Destroy() {}
func (r *buttonRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.ground, r.text, r.ring}
}

func (r *buttonRenderer) MinSize() fyne.Size {
	b := r.button
	size := b.look.Measure(b.Text, b.style())
	switch b.Kind {
	case Link:
		return fyne.NewSize(size.Width+b.look.S(8), b.look.S(24))
	case Chip:
		return fyne.NewSize(size.Width+b.look.S(18), b.look.S(24))
	}
	return fyne.NewSize(size.Width+b.look.S(20), b.look.S(30))
}

func (r *buttonRenderer) Layout(size fyne.Size) {
	r.ground.Resize(size)
	r.ring.Resize(size)
	b := r.button
	r.text.Text = b.look.Cut(b.Text, b.style(), max(0, size.Width-b.look.S(4)))
	height := r.text.MinSize().Height
	r.text.Resize(fyne.NewSize(size.Width, height))
	r.text.Move(fyne.NewPos(0, (size.Height-height)/2))
}

func (r *buttonRenderer) Refresh() {
	b := r.button
	ground, edge, text, filled, edged := b.roles()
	if b.disabled {
		text = Text3
	}
	r.ground.FillColor, r.ground.StrokeWidth = color.Transparent, 0
	if filled {
		r.ground.FillColor = b.look.Colour(ground)
	}
	if edged {
		r.ground.StrokeColor, r.ground.StrokeWidth = b.look.Colour(edge), 1
	}
	if b.hovered && !b.disabled && (b.Kind == Plain || b.Kind == Chip && !b.Selected) {
		r.ground.FillColor = b.look.Colour(Selection)
	}
	r.ground.Hidden = r.ground.FillColor == color.Transparent && r.ground.StrokeWidth == 0
	r.ground.CornerRadius = b.look.S(4)
	if b.Kind == Chip {
		r.ground.CornerRadius = b.look.S(12)
	}
	r.ring.CornerRadius = r.ground.CornerRadius
	r.ring.StrokeWidth = 0
	if r.ring.Hidden = !b.focused; b.focused {
		r.ring.StrokeColor, r.ring.StrokeWidth = b.look.Colour(Accent), b.look.S(2)
		if b.Kind == Primary {
			r.ring.StrokeColor = b.look.Colour(Text)
		}
	}
	r.text.Color = b.look.Colour(text)
	r.text.TextSize = b.look.S(b.style().Size)
	r.text.FontSource = b.look.source(b.style())
	r.Layout(b.Size())
	canvas.Refresh(b)
}

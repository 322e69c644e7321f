package look

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
)

// Grow marks a part of a row or column that takes what room is left.
func Grow(object fyne.CanvasObject) fyne.CanvasObject { return container.New(&growLayout{}, object) }

// Space is room that is left over.
func Space() fyne.CanvasObject { return container.New(&growLayout{}) }

// growLayout gives its object all of its room.
type growLayout struct{}

func (g *growLayout) MinSize(objects []fyne.CanvasObject) (size fyne.Size) {
	for _, object := range objects {
		size = size.Max(object.MinSize())
	}
	return size
}

func (g *growLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, object := range objects {
		object.Resize(size)
		object.Move(fyne.Position{})
	}
}

func grows(object fyne.CanvasObject) bool {
	box, ok := object.(*fyne.Container)
	if !ok {
		return false
	}
	_, ok = box.Layout.(*growLayout)
	return ok
}

// Row sets objects beside each other, centred upon one line, gap apart.
func (l *Look) Row(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&rowLayout{gap: l.S(gap)}, objects...)
}

// Column sets objects beneath each other, all as wide as the column, gap apart.
func (l *Look) Column(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(&columnLayout{gap: l.S(gap)}, objects...)
}

type rowLayout struct{ gap float32 }

func (r *rowLayout) MinSize(objects []fyne.CanvasObject) (size fyne.Size) {
	for i, object := range visible(objects) {
		if i > 0 {
			size.Width += r.gap
		}
		least := object.MinSize()
		size.Width += least.Width
		size.Height = max(size.Height, least.Height)
	}
	return size
}

func (r *rowLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	shown := visible(objects)
	extra := share(shown, size.Width-r.MinSize(objects).Width)
	x := float32(0)
	for _, object := range shown {
		least := object.MinSize()
		if grows(object) {
			object.Resize(fyne.NewSize(max(0, least.Width+extra), size.Height))
			object.Move(fyne.NewPos(x, 0))
		} else {
			object.Resize(least)
			object.Move(fyne.NewPos(x, (size.Height-least.Height)/2))
		}
		x += object.Size().Width + r.gap
	}
}

type columnLayout struct{ gap float32 }

func (c *columnLayout) MinSize(objects []fyne.CanvasObject) (size fyne.Size) {
	for i, object := range visible(objects) {
		if i > 0 {
			size.Height += c.gap
		}
		least := object.MinSize()
		size.Height += least.Height
		size.Width = max(size.Width, least.Width)
	}
	return size
}

func (c *columnLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	shown := visible(objects)
	extra := share(shown, size.Height-c.MinSize(objects).Height)
	y := float32(0)
	for _, object := range shown {
		height := object.MinSize().Height
		if grows(object) {
			height = max(0, height+extra)
		}
		object.Resize(fyne.NewSize(size.Width, height))
		object.Move(fyne.NewPos(0, y))
		y += height + c.gap
	}
}

func visible(objects []fyne.CanvasObject) []fyne.CanvasObject {
	shown := make([]fyne.CanvasObject, 0, len(objects))
	for _, object := range objects {
		if object.Visible() {
			shown = append(shown, object)
		}
	}
	return shown
}

// share is what each growing object gets of the room that is left.
func share(objects []fyne.CanvasObject, left float32) float32 {
	growing := 0
	for _, object := range objects {
		if grows(object) {
			growing++
		}
	}
	if growing == 0 {
		return 0
	}
	return left / float32(growing)
}

// Border sets a frame without gaps around a centre; each side may be nil. The
// keyboard goes through it as eyes do: from the top to the bottom.
func Border(top, bottom, left, right, centre fyne.CanvasObject) *fyne.Container {
	b := &borderLayout{top: top, bottom: bottom, left: left, right: right, centre: centre}
	box := container.New(b)
	for _, object := range []fyne.CanvasObject{top, left, centre, right, bottom} {
		if object != nil {
			box.Add(object)
		}
	}
	return box
}

type borderLayout struct{ top, bottom, left, right, centre fyne.CanvasObject }

func least(object fyne.CanvasObject) fyne.Size {
	if object == nil || !object.Visible() {
		return fyne.Size{}
	}
	return object.MinSize()
}

func (b *borderLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	top, bottom, left, right, centre := least(b.top), least(b.bottom), least(b.left), least(b.right), least(b.centre)
	return fyne.NewSize(
		max(left.Width+centre.Width+right.Width, top.Width, bottom.Width),
		top.Height+max(left.Height, centre.Height, right.Height)+bottom.Height)
}

func (b *borderLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	top, bottom, left, right := least(b.top), least(b.bottom), least(b.left), least(b.right)
	middle := max(0, size.Height-top.Height-bottom.Height)
	place(b.top, 0, 0, size.Width, top.Height)
	place(b.bottom, 0, size.Height-bottom.Height, size.Width, bottom.Height)
	place(b.left, 0, top.Height, left.Width, middle)
	place(b.right, size.Width-right.Width, top.Height, right.Width, middle)
	place(b.centre, left.Width, top.Height, max(0, size.Width-left.Width-right.Width), middle)
}

func place(object fyne.CanvasObject, x, y, w, h float32) {
	if object != nil {
		object.Resize(fyne.NewSize(w, h))
		object.Move(fyne.NewPos(x, y))
	}
}

// Pad sets room around an object: lengths of the design.
func (l *Look) Pad(object fyne.CanvasObject, top, right, bottom, left float32) *fyne.Container {
	return container.New(layout.NewCustomPaddedLayout(l.S(top), l.S(bottom), l.S(left), l.S(right)), object)
}

// Sized gives an object a size of at least w × h, lengths of the design.
func (l *Look) Sized(w, h float32, object fyne.CanvasObject) *fyne.Container {
	return container.New(&sizedLayout{size: fyne.NewSize(l.S(w), l.S(h))}, object)
}

type sizedLayout struct {
	growLayout
	size fyne.Size
}

func (s *sizedLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	size := s.growLayout.MinSize(objects)
	if s.size.Width > 0 {
		size.Width = s.size.Width
	}
	if s.size.Height > 0 {
		size.Height = max(size.Height, s.size.Height)
	}
	return size
}

// On sets an object on a ground.
func (l *Look) On(ground Role, object fyne.CanvasObject) *fyne.Container {
	return container.NewStack(canvas.NewRectangle(l.Colour(ground)), object)
}

// Box sets an object in a frame with rounded corners.
func (l *Look) Box(ground, edge Role, object fyne.CanvasObject) *fyne.Container {
	frame := canvas.NewRectangle(l.Colour(ground))
	frame.StrokeColor, frame.StrokeWidth, frame.CornerRadius = l.Colour(edge), 1, l.S(4)
	return container.NewStack(frame, object)
}

// Hairline is a thin line across the room that it is given.
func (l *Look) Hairline() fyne.CanvasObject {
	line := canvas.NewRectangle(l.Colour(Hairline))
	line.SetMinSize(fyne.NewSize(1, 1))
	return line
}

// middleLayout sets its object in the middle of its height.
type middleLayout struct{ growLayout }

func (m *middleLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, object := range objects {
		height := object.MinSize().Height
		object.Resize(fyne.NewSize(size.Width, height))
		object.Move(fyne.NewPos(0, (size.Height-height)/2))
	}
}

// Middle sets an object in the middle of the height that it is given.
func Middle(object fyne.CanvasObject) *fyne.Container {
	return container.New(&middleLayout{}, object)
}

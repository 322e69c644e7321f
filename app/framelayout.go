package app

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"demarc/app/desk"
	"demarc/app/look"
)

// Widths of the frame, the width of the window below which the navigation
// shrinks to icons, and the least room for a screen beside the panel: where
// there is less the panel lies over the screen.
const (
	navWidth     = 176
	panelWidth   = desk.PanelWidth + 32
	narrowBelow  = 1240
	navNarrow    = 44
	leastContent = 420
	leastBeside  = 520
)

// frameLayout sets navigation, screen and panel beside each other, and the status
// line beneath the screen.
type frameLayout struct {
	look   *look.Look
	nav    *navigation
	middle fyne.CanvasObject
	status fyne.CanvasObject
	panel  *panel
}

func (f *frameLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(f.look.S(navNarrow+leastContent), f.look.S(300))
}

func (f *frameLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	l := f.look
	narrow := size.Width < l.S(narrowBelow)
	nav := l.S(navWidth)
	if narrow {
		nav = l.S(navNarrow)
	}
	panel := float32(0)
	if f.panel.box.Visible() {
		panel = min(l.S(panelWidth), size.Width-nav)
	}
	middle := size.Width - nav
	floats := middle-panel < max(l.S(leastBeside), f.middle.MinSize().Width)
	if !floats {
		middle -= panel
	}
	f.nav.fit(narrow)
	f.panel.float(floats)
	line := f.status.MinSize().Height
	set(f.nav.box, 0, 0, nav, size.Height)
	set(f.middle, nav, 0, middle, size.Height-line)
	set(f.status, nav, size.Height-line, middle, line)
	set(f.panel.box, size.Width-panel, 0, panel, size.Height)
}

func set(object fyne.CanvasObject, x, y, width, height float32) {
	object.Resize(fyne.NewSize(width, height))
	object.Move(fyne.NewPos(x, y))
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

func (f *frame) relayout() {
	if f.whole != nil {
		f.whole.Refresh()
		f.layout.Layout(nil, f.layout.area())
	}
}

// area is the room of navigation, screen and panel together.
func (f *frameLayout) area() fyne.Size {
	nav, middle, panel := f.nav.box.Size(), f.middle.Size(), f.panel.box.Size()
	width := max(nav.Width+middle.Width, f.panel.box.Position().X+panel.Width)
	return fyne.NewSize(width, nav.Height)
}

// layers lays what floats over the content. The window itself is painted in the
// colour of surfaces: a ground that covers it once more costs a frame its time
// where there is no graphics card.
func layers(l *look.Look, content fyne.CanvasObject) fyne.CanvasObject {
	return container.NewStack(newBare(l), content, l.Float.Box)
}

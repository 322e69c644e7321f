package look

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// Choices is a list of options of which one is marked; the keyboard stays
// with the field that the list belongs to.
type Choices struct {
	widget.BaseWidget
	look   *Look
	picked func(Option)
	all    []Option
	at     int
	over   bool   // the pointer is on it: leaving the field may be a pick
	out    func() // the pointer left it
	rows   *fyne.Container
	scroll *container.Scroll
}

const mostChoices = 200 // drawn; typing narrows the rest down

// Choices makes a list; picked is told what is pressed with the mouse.
func (l *Look) Choices(picked func(Option)) *Choices {
	c := &Choices{look: l, picked: picked, rows: container.New(&columnLayout{})}
	c.scroll = container.NewVScroll(c.rows)
	c.ExtendBaseWidget(c)
	return c
}

// Offer shows other options and marks the first.
func (c *Choices) Offer(options []Option) {
	c.all, c.at = options[:min(len(options), mostChoices)], 0
	c.rows.RemoveAll()
	for i, o := range c.all {
		c.rows.Add(newChoiceRow(c, i, o))
	}
	c.scroll.Offset = fyne.Position{}
	c.Refresh()
}

// Current is the marked option.
func (c *Choices) Current() (Option, bool) {
	if c.at >= len(c.all) {
		return Option{}, false
	}
	return c.all[c.at], true
}

// Step marks the next option, or the one before with -1; it goes round.
func (c *Choices) Step(by int) {
	if len(c.all) == 0 {
		return
	}
	c.at = (c.at + by + len(c.all)) % len(c.all)
	height := c.look.S(rowHeight)
	top, bottom := float32(c.at)*height, float32(c.at+1)*height
	switch {
	case top < c.scroll.Offset.Y:
		c.scroll.Offset.Y = top
	case bottom > c.scroll.Offset.Y+c.scroll.Size().Height:
		c.scroll.Offset.Y = bottom - c.scroll.Size().Height
	}
	c.scroll.Refresh()
	c.mark(c.at)
}

func (c *Choices) mark(at int) {
	c.at = at
	for _, row := range c.rows.Objects {
		row.Refresh()
	}
}

const rowHeight, mostRowsShown = 28, 9

// CreateRenderer is part of the toolkit's contract.
func (c *Choices) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(c.look.Box(Surface, Edge, c.look.Pad(c.scroll, 1, 1, 1, 1)))
}

// MinSize shows up to nine rows.
func (c *Choices) MinSize() fyne.Size {
	return fyne.NewSize(c.look.S(240), c.look.S(rowHeight*float32(max(1, min(len(c.all), mostRowsShown)))+2))
}

type choiceRow struct {
	widget.BaseWidget
	list       *Choices
	at         int
	ground     *canvas.Rectangle
	text, note *Label
}

func newChoiceRow(c *Choices, at int, o Option) *choiceRow {
	r := &choiceRow{list: c, at: at, ground: canvas.NewRectangle(color.Transparent), text: c.look.Shrinking(o.Text, Body, Text), note: c.look.Shrinking(o.Note, Small, Text3)}
	r.note.Align = fyne.TextAlignTrailing
	r.ExtendBaseWidget(r)
	return r
}

// MouseIn, MouseMoved and MouseOut follow the pointer.
func (r *choiceRow) MouseIn(*desktop.MouseEvent) {
	r.list.over = true
	r.list.mark(r.at)
}
func (r *choiceRow) MouseMoved(*desktop.MouseEvent) {}
func (r *choiceRow) MouseOut() {
	r.list.over = false
	if r.list.out != nil {
		r.list.out()
	}
}

// Tapped picks the row.
func (r *choiceRow) Tapped(*fyne.PointEvent) { r.list.picked(r.list.all[r.at]) }

// CreateRenderer is part of the toolkit's contract.
func (r *choiceRow) CreateRenderer() fyne.WidgetRenderer {
	l := r.list.look
	line := l.Pad(container.New(&nameAndNote{gap: l.S(12)}, r.text, r.note), 0, 10, 0, 10)
	return widget.NewSimpleRenderer(l.Sized(0, rowHeight, container.NewStack(r.ground, line)))
}

// Refresh marks the row that enter would take.
func (r *choiceRow) Refresh() {
	r.ground.FillColor = color.Transparent
	if r.at == r.list.at {
		r.ground.FillColor = r.list.look.Colour(Selection)
	}
	r.ground.Hidden = r.at != r.list.at
	r.ground.Refresh()
}

// nameAndNote sets a name and, in what room is left of the line, a note.
type nameAndNote struct{ gap float32 }

func (n *nameAndNote) MinSize(objects []fyne.CanvasObject) fyne.Size {
	name, note := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(name.Width+n.gap+note.Width, max(name.Height, note.Height))
}

func (n *nameAndNote) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	name, note := objects[0].(*Label), objects[1].(*Label)
	width := min(name.look.Measure(name.Text, name.Style).Width+1, size.Width)
	set := func(label *Label, x, width float32) {
		height := label.MinSize().Height
		label.Resize(fyne.NewSize(max(0, width), height))
		label.Move(fyne.NewPos(x, (size.Height-height)/2))
	}
	set(name, 0, width)
	set(note, width+n.gap, size.Width-width-n.gap)
	note.Hidden = size.Width-width-n.gap < 3*n.gap
}

package look

import (
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
	strip  *strip
}

// Choices makes a list; picked is told what is pressed with the mouse.
func (l *Look) Choices(picked func(Option)) *Choices {
	c := &Choices{look: l, picked: picked}
	c.strip = newStrip(l.S(rowHeight), func() int { return len(c.all) }, func() part { return newChoiceRow(c) })
	c.ExtendBaseWidget(c)
	return c
}

// Offer shows other options and marks the first.
func (c *Choices) Offer(options []Option) {
	c.all, c.at = options, 0
	c.strip.scroll.Offset = fyne.Position{}
	c.strip.renew()
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
	c.strip.bring(c.at)
	c.strip.renew()
}

func (c *Choices) mark(at int) {
	before := c.at
	c.at = at
	c.strip.draw(before)
	c.strip.draw(at)
}

const rowHeight, mostRowsShown = 28, 9

// CreateRenderer is part of the toolkit's contract.
func (c *Choices) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(c.look.Box(Surface, Edge, c.look.Pad(c.strip.scroll, 1, 1, 1, 1)))
}

// MinSize shows up to nine rows.
func (c *Choices) MinSize() fyne.Size {
	return fyne.NewSize(c.look.S(240), c.look.S(rowHeight*float32(max(1, min(len(c.all), mostRowsShown)))+2))
}

// choiceRow shows one of the options that are in view.
type choiceRow struct {
	widget.BaseWidget
	list       *Choices
	at         int // the option, or -1
	ground     *canvas.Rectangle
	line       *fyne.Container
	text, note *Label
}

func newChoiceRow(c *Choices) *choiceRow {
	l := c.look
	r := &choiceRow{list: c, at: -1, ground: canvas.NewRectangle(l.Colour(Selection)), text: l.Shrinking("", Body, Text), note: l.Shrinking("", Small, Text3)}
	r.note.Align = fyne.TextAlignTrailing
	r.line = container.New(&nameAndNote{gap: l.S(12)}, r.text, r.note)
	r.ExtendBaseWidget(r)
	return r
}

func (r *choiceRow) row() int { return r.at }

func (r *choiceRow) take(row int) { r.at = row }

// update shows the option, and whether enter would take it.
func (r *choiceRow) update() {
	o := r.list.all[r.at]
	if r.text.Text != o.Text || r.note.Text != o.Note {
		r.text.Text, r.note.Text = o.Text, o.Note
		r.line.Refresh()
	}
	r.ground.Hidden = r.at != r.list.at
	r.ground.Refresh()
}

// MouseIn, MouseMoved and MouseOut follow the pointer.
func (r *choiceRow) MouseIn(*desktop.MouseEvent) {
	r.list.over = true
	if r.at >= 0 {
		r.list.mark(r.at)
	}
}
func (r *choiceRow) MouseMoved(*desktop.MouseEvent) {}
func (r *choiceRow) MouseOut() {
	r.list.over = false
	if r.list.out != nil {
		r.list.out()
	}
}

// Tapped picks the row.
func (r *choiceRow) Tapped(*fyne.PointEvent) {
	r.list.look.Stir()
	if r.at >= 0 && r.at < len(r.list.all) {
		r.list.picked(r.list.all[r.at])
	}
}

// CreateRenderer is part of the toolkit's contract.
func (r *choiceRow) CreateRenderer() fyne.WidgetRenderer {
	l := r.list.look
	return widget.NewSimpleRenderer(container.NewStack(r.ground, l.Pad(r.line, 0, 10, 0, 10)))
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

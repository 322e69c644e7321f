package desk

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"demarc/app/look"
	"demarc/assess"
)

// Heading is the title of a screen, with what belongs beside it.
func (d *Desk) Heading(title string, beside ...fyne.CanvasObject) fyne.CanvasObject {
	line := append([]fyne.CanvasObject{d.Look.Label(title, look.ScreenTitle, look.Text)}, beside...)
	return d.Look.Sized(0, 32, d.Look.Row(14, line...))
}

// SumLine writes the sum that closes, each figure a link to its cells, and
// draws it. A filter is said beside it and never changes it: shown is how many
// cells are listed, or -1 for all.
func (d *Desk) SumLine(t assess.Totals, shown int) fyne.CanvasObject {
	l := d.Look
	figure := func(n int, one, many, filter string, role look.Role) fyne.CanvasObject {
		return l.Link(d.N(n, one, many), role, func() { d.Window.Go(Place{Screen: Responsibilities, Filter: filter}) })
	}
	sign := func(text string) fyne.CanvasObject { return l.Label(text, look.Small, look.Text3) }
	loud := look.Alarm
	if t.Unowned == 0 {
		loud = look.Text
	}
	parts := []fyne.CanvasObject{
		figure(t.Unowned, "%s unowned", "%s unowned", "unowned", loud), sign("+"),
		figure(t.Owned, "%s owned", "%s owned", "owned", look.Text), sign("+"),
		figure(t.NotApplicable, "%s not applicable", "%s not applicable", "not_applicable", look.Text),
		sign("= " + d.T("%s (%s × %s)", d.N(t.Cells, "%s cell", "%s cells"), d.N(t.Assets, "%s asset", "%s assets"), d.N(t.Controls, "%s control", "%s controls"))),
	}
	if shown >= 0 && shown != t.Cells {
		parts = append(parts, sign("· "+d.T("showing %s of %s", d.Number(shown), d.Number(t.Cells))))
	}
	return l.Row(3, append(parts, look.Grow(look.Middle(l.Pad(d.SumBar(t), 0, 0, 0, 8))))...)
}

// SumBar draws unowned, owned and not applicable to scale.
func (d *Desk) SumBar(t assess.Totals) fyne.CanvasObject {
	bar := &barLayout{look: d.Look, values: []int{t.Unowned, t.Owned, t.NotApplicable}}
	box := container.New(bar)
	for _, role := range []look.Role{look.Alarm, look.OwnedBar, look.Hairline} {
		box.Add(canvas.NewRectangle(d.Look.Colour(role)))
	}
	return box
}

// barLayout sets pieces beside each other in proportion to their values. A
// piece of something is never thinner than two units.
type barLayout struct {
	look   *look.Look
	values []int
}

func (b *barLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(b.look.S(40), b.look.S(8))
}

func (b *barLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	total, pieces := 0, 0
	for _, value := range b.values {
		total += value
		if value > 0 {
			pieces++
		}
	}
	x, free := float32(0), size.Width-2*float32(pieces)-float32(max(0, pieces-1))
	for i, object := range objects {
		if b.values[i] == 0 {
			object.Hide()
			continue
		}
		object.Show()
		width := 2 + free*float32(b.values[i])/float32(total)
		object.Resize(fyne.NewSize(width, size.Height))
		object.Move(fyne.NewPos(x, 0))
		x += width + 1
	}
}

// Field is a field with its name at its left, as panels have it.
func (d *Desk) Field(name string, field fyne.CanvasObject) fyne.CanvasObject {
	label := d.Look.Shrinking(name, look.Small, look.Text2)
	return look.Border(nil, nil, d.Look.Sized(96, 0, look.Middle(label)), nil, field)
}

// Overline heads a part of a panel, in small capitals.
func (d *Desk) Overline(title string, beside ...fyne.CanvasObject) fyne.CanvasObject {
	line := append([]fyne.CanvasObject{d.Look.Label(title, look.Overline, look.Text3), look.Space()}, beside...)
	return d.Look.Row(8, line...)
}

// Empty fills a screen or list that has nothing to show: one sentence, and one
// thing to do.
func (d *Desk) Empty(sentence string, do ...fyne.CanvasObject) fyne.CanvasObject {
	text := d.Look.Label(sentence, look.Style{Size: 15}, look.Text2)
	parts := []fyne.CanvasObject{container.NewCenter(text)}
	for _, way := range do {
		parts = append(parts, container.NewCenter(way))
	}
	return container.NewCenter(d.Look.Column(16, parts...))
}

// Screen sets a screen: its title, a line of chips, its content.
func (d *Desk) Screen(title, chips, content fyne.CanvasObject) fyne.CanvasObject {
	l := d.Look
	head := l.Column(8, title)
	if chips != nil {
		head.Add(chips)
	}
	return look.Border(l.Pad(head, 12, 16, 8, 16), nil, nil, nil, l.Pad(content, 0, 16, 0, 16))
}

package page

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"demarc/app/desk"
	"demarc/app/look"
)

// Field is a field of a form with its name, and beneath it, once there is one,
// the sentence that says what is wrong.
type Field struct {
	Box   *fyne.Container
	Focus fyne.Focusable

	look    *look.Look
	grown   func()
	edge    *fyne.Container
	problem *fyne.Container
}

// NewField sets a field into a form. grown is told when the field needs more or
// less height than before.
func NewField(d *desk.Desk, name string, field fyne.CanvasObject, grown func()) *Field {
	f := &Field{look: d.Look, grown: grown, edge: container.NewStack(), problem: container.NewStack()}
	f.Focus, _ = field.(fyne.Focusable)
	f.problem.Hide()
	f.Box = d.Look.Column(2, d.Field(name, container.NewStack(field, f.edge)), f.problem)
	return f
}

// Wrong says what is wrong with the field; an empty sentence takes that back.
func (f *Field) Wrong(sentence string) {
	if sentence == "" && f.Whole() {
		return
	}
	f.problem.RemoveAll()
	f.edge.RemoveAll()
	if f.problem.Hidden = sentence == ""; !f.problem.Hidden {
		const name = 96 // the width that desk.Field gives to a name
		text := f.look.Paragraph(sentence, look.Small, look.Alarm, desk.PanelWidth-name)
		f.problem.Add(f.look.Pad(text, 0, 0, 4, name))
		f.edge.Add(outline(f.look))
	}
	f.Box.Refresh()
	f.grown()
}

// Whole reports whether nothing is said to be wrong.
func (f *Field) Whole() bool { return f.problem.Hidden }

// outline is the edge of a field with something wrong in it.
func outline(l *look.Look) fyne.CanvasObject {
	edge := canvas.NewRectangle(nil)
	edge.StrokeColor, edge.StrokeWidth, edge.CornerRadius = l.Colour(look.Alarm), 2, l.S(4)
	return edge
}

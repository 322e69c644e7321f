package inventory

import (
	"errors"
	"strings"
	"unicode"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"demarc/app/desk"
	"demarc/app/look"
	"demarc/engagement"
)

// frame is what every input has: its name, its edge, and what is wrong with it.
type frame struct {
	desk    *desk.Desk
	box     *fyne.Container
	edge    *canvas.Rectangle
	wrong   *fyne.Container
	problem string
	grown   func() // lays the form out again
}

func newFrame(d *desk.Desk, label string, field fyne.CanvasObject, grown func()) *frame {
	f := &frame{desk: d, grown: grown, edge: canvas.NewRectangle(nil), wrong: d.Look.Column(2)}
	f.edge.CornerRadius = d.Look.S(4)
	f.wrong.Hide()
	indented := d.Look.Pad(f.wrong, 2, 0, 2, labelWidth)
	indented.Hide()
	f.box = d.Look.Column(0, labelled(d, label, container.NewStack(field, f.edge)), indented)
	return f
}

// labelWidth is what desk.Field gives the name of a field.
const labelWidth = 96

// labelled sets a field beside its name; the name of a high one stands at its
// top.
func labelled(d *desk.Desk, label string, field fyne.CanvasObject) fyne.CanvasObject {
	if field.MinSize().Height < d.Look.S(60) {
		return d.Field(label, field)
	}
	name := d.Look.Pad(d.Look.Column(0, d.Look.Shrinking(label, look.Small, look.Text2)), 6, 0, 0, 0)
	return look.Border(nil, nil, d.Look.Sized(labelWidth, 0, name), nil, field)
}

func (f *frame) object() fyne.CanvasObject { return f.box }

func (f *frame) refuse(sentence string) {
	if f.problem == sentence {
		return
	}
	f.problem = sentence
	f.wrong.RemoveAll()
	f.edge.StrokeWidth = 0
	shown := f.box.Objects[1]
	if sentence == "" {
		shown.Hide()
	} else {
		f.edge.StrokeColor, f.edge.StrokeWidth = f.desk.Look.Colour(look.Alarm), f.desk.Look.S(2)
		f.wrong.Add(f.desk.Look.Paragraph(sentence, look.Small, look.Alarm, desk.PanelWidth-labelWidth))
		f.wrong.Show()
		shown.Show()
	}
	f.edge.Refresh()
	f.box.Refresh()
	f.grown()
}

// sentenceOf makes a sentence of an error: for reading under a field. Advice for
// the command line is left out.
func sentenceOf(d *desk.Desk, err error) string {
	text := d.Trouble(err)
	first, size := utf8.DecodeRuneInString(text)
	text = string(unicode.ToUpper(first)) + text[size:] + "."
	var coded *engagement.Error
	if errors.As(err, &coded) && coded.ForWindow() {
		hint := coded.Hint.In(d.Language)
		text += " " + strings.ToUpper(hint[:1]) + hint[1:]
		if !strings.HasSuffix(text, "?") {
			text += "."
		}
	}
	return desk.OneLine(text)
}

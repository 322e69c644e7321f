package app

import (
	"fyne.io/fyne/v2"

	"demarc/app/look"
)

// asked is what a question asks: what is about to be done, what has to be known
// for it, and the verb that does it.
type asked struct {
	title, text string
	parts       []fyne.CanvasObject
	first       fyne.Focusable // nil is the way out
	verb        string
	do          func()
}

// question floats above the content until it is answered. It leaves everything
// behind it usable.
type question struct {
	w      *Window
	box    *fyne.Container
	before fyne.Focusable
}

const questionWidth = 470

// ask asks before something that cannot be undone, or that needs a passphrase.
func (w *Window) ask(a asked) {
	w.closeFloating()
	l := w.look
	q := &question{w: w, before: w.Canvas().Focused()}
	column := l.Column(8, l.Label(a.title, look.BodyStrong, look.Text))
	if a.text != "" {
		column.Add(l.Paragraph(a.text, look.Small, look.Text2, questionWidth-24))
	}
	for _, part := range a.parts {
		column.Add(part)
	}
	cancel := l.Button(w.language.T("Cancel"), look.Plain, q.close)
	column.Add(l.Pad(l.Row(8, look.Space(), cancel, l.Button(a.verb, look.Primary, a.do)), 8, 0, 0, 0))
	q.box = l.Box(look.Surface, look.Edge, l.Pad(column, 12, 12, 12, 12))
	w.question = q
	q.show()
	if a.first == nil {
		a.first = cancel // enter does nothing that cannot be undone
	}
	w.Canvas().Focus(a.first)
}

// show fits the box to what stands in it.
func (q *question) show() {
	l, size := q.w.look, q.w.Canvas().Size()
	width := min(l.S(questionWidth), size.Width-l.S(40))
	l.Float.Show(q.box, fyne.NewPos((size.Width-width)/2, l.S(60)), fyne.NewSize(width, q.box.MinSize().Height))
}

// grown fits the open question to what is said in it now.
func (w *Window) grown() {
	if w.question != nil {
		w.question.show()
	}
}

// close takes the question away, with what was typed into it, and gives the
// keyboard back.
func (q *question) close() {
	q.w.question = nil
	q.w.look.Float.Hide(q.box)
	if q.before != nil {
		q.w.Canvas().Focus(q.before)
	} else {
		q.w.Canvas().Unfocus()
	}
	empty(q.box)
}

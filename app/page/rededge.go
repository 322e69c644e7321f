package page

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"demarc/app/look"
)

// redEdge lies over a field with something wrong in it.
type redEdge struct {
	widget.BaseWidget
	look *look.Look
	line *canvas.Rectangle
}

func newRedEdge(l *look.Look) *redEdge {
	e := &redEdge{look: l, line: canvas.NewRectangle(nil)}
	e.ExtendBaseWidget(e)
	return e
}

func (e *redEdge) show(red bool) {
	e.line.StrokeWidth = 0
	if red {
		e.line.StrokeWidth = e.look.S(2)
	}
	e.Refresh()
}

// Refresh takes the colour of the appearance as it is now.
func (e *redEdge) Refresh() {
	e.line.StrokeColor, e.line.CornerRadius = e.look.Colour(look.Alarm), e.look.S(4)
	e.line.Refresh()
}

// CreateRenderer is part of the toolkit's contract.
func (e *redEdge) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(e.line)
}

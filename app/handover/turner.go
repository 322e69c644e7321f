package handover

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// turner is a small page that can be pressed. The keyboard turns pages with the
// links beneath.
type turner struct {
	widget.BaseWidget
	page fyne.CanvasObject
	turn func()
}

func newTurner(page fyne.CanvasObject, turn func()) *turner {
	t := &turner{page: page, turn: turn}
	t.ExtendBaseWidget(t)
	return t
}

// Tapped turns to the page.
func (t *turner) Tapped(*fyne.PointEvent) { t.turn() }

// Cursor is a hand.
func (t *turner) Cursor() desktop.Cursor { return desktop.PointerCursor }

// CreateRenderer is part of the toolkit's contract.
func (t *turner) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(t.page) }

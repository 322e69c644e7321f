package app

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// painting is a canvas that counts how often it is told to paint.
type painting struct {
	fyne.Canvas
	painted chan struct{}
}

func (p *painting) SetDirty() { p.painted <- struct{}{} }

func TestAWindowIsPaintedOnceInAWhile(t *testing.T) {
	canvas := &painting{test.NewCanvas(), make(chan struct{}, 1)}
	ticks := make(chan time.Time)
	end := keepPainting(canvas, ticks, func(f func()) { f() })
	for range 3 {
		ticks <- time.Time{}
		<-canvas.painted
	}
	end()
	select {
	case ticks <- time.Time{}:
		// It may have taken one more before it heard of the end, and none after.
		select {
		case ticks <- time.Time{}:
			t.Error("it goes on after its end")
		default:
		}
	default:
	}
}

func TestACanvasThatPaintsByItselfIsLeftAlone(t *testing.T) {
	ticks := make(chan time.Time)
	end := keepPainting(test.NewCanvas(), ticks, func(func()) { t.Error("told to paint") })
	select {
	case ticks <- time.Time{}:
		t.Error("somebody waits")
	default:
	}
	end()
}

package page

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"demarc/app/desk/desktest"
	"demarc/assess"
)

// block is something of a size.
func block(width, height float32) fyne.CanvasObject {
	r := canvas.NewRectangle(nil)
	r.SetMinSize(fyne.NewSize(width, height))
	return r
}

func TestAFlowGoesOnInANewLine(t *testing.T) {
	d, _ := desktest.New(t)
	for _, c := range []struct {
		name   string
		width  float32
		height float32
		last   fyne.Position
	}{
		{"one line", 320, 20, fyne.NewPos(212, 0)},
		{"two lines", 250, 46, fyne.NewPos(0, 26)},
		{"a line each", 50, 72, fyne.NewPos(0, 52)},
	} {
		t.Run(c.name, func(t *testing.T) {
			flow := Flow(d.Look, block(100, 20), block(100, 20), block(100, 20))
			flow.Resize(fyne.NewSize(c.width, 200))
			if at := flow.Objects[2].Position(); at != c.last || heightAt(flow, c.width) != c.height {
				t.Errorf("the last stands at %v, all are %g high", at, heightAt(flow, c.width))
			}
		})
	}
}

func TestAFlowSetsItsLastApart(t *testing.T) {
	d, _ := desktest.New(t)
	for _, c := range []struct {
		name  string
		width float32
		last  fyne.Position
	}{
		{"at the end of the line", 500, fyne.NewPos(400, 0)},
		{"at the end of a line of its own", 250, fyne.NewPos(150, 26)},
		{"where there is no room beside it", 90, fyne.NewPos(0, 52)},
	} {
		t.Run(c.name, func(t *testing.T) {
			flow := FlowApart(d.Look, block(100, 20), block(100, 20), block(100, 20))
			flow.Resize(fyne.NewSize(c.width, 200))
			if at := flow.Objects[2].Position(); at != c.last {
				t.Errorf("the last stands at %v", at)
			}
		})
	}
}

func TestAListCanReachFromEdgeToEdge(t *testing.T) {
	d, _ := desktest.New(t)
	list, head := block(10, 10), block(10, 20)
	screen := NewAcross(d.Look, list, head)
	screen.Resize(fyne.NewSize(400, 500))
	if list.Position().X != 0 || list.Size().Width != 400 || head.Position().X != side {
		t.Errorf("the list begins at %g and is %g wide; the head begins at %g", list.Position().X, list.Size().Width, head.Position().X)
	}
}

func TestFitShowsWhatThereIsRoomFor(t *testing.T) {
	for _, c := range []struct {
		width float32
		shown int
	}{{400, 0}, {250, 1}, {90, 2}, {10, 2}} {
		fit := Fit(block(300, 10), block(200, 10), block(100, 30))
		fit.Resize(fyne.NewSize(c.width, 30))
		for i, object := range fit.Objects {
			if object.Visible() != (i == c.shown) {
				t.Errorf("at %g object %d is visible: %t", c.width, i, object.Visible())
			}
		}
	}
}

func TestAFootGoesOnInANewLine(t *testing.T) {
	d, _ := desktest.New(t)
	list, foot := block(10, 10), Flow(d.Look, block(100, 20), block(100, 20), block(100, 20))
	footed := Footed(d.Look, list, foot)
	for _, c := range []struct{ width, height float32 }{{400, 20}, {300, 46}, {140, 72}} {
		footed.Resize(fyne.NewSize(c.width, 500))
		if foot.Size().Height != c.height || list.Size().Height != 500-c.height-2*gap || foot.Position().Y != 500-c.height-gap {
			t.Errorf("at %g the foot is %g high at %g, the list %g", c.width, foot.Size().Height, foot.Position().Y, list.Size().Height)
		}
	}
}

// The head takes the height that it needs at a width, the list the rest; the
// width is told before.
func TestAPageFollowsItsWidth(t *testing.T) {
	d, _ := desktest.New(t)
	told, list := float32(0), block(10, 10)
	head := Flow(d.Look, block(100, 20), block(100, 20))
	screen := New(d.Look, func(width float32) { told = width }, list, head)
	screen.Resize(fyne.NewSize(182, 500))
	if told != 150 || head.Size().Height != 46 || list.Position().Y != 12+46+8 || list.Size().Height != 500-66 {
		t.Errorf("told %g; the head is %g high, the list %g at %g", told, head.Size().Height, list.Size().Height, list.Position().Y)
	}
}

func TestTheSumIsSaidInTheRoomThereIs(t *testing.T) {
	d, _ := desktest.New(t)
	sum := Sum(d, assess.Totals{Cells: 676, Owned: 545, Unowned: 123, NotApplicable: 8, Assets: 26, Controls: 26}, "143 findings")
	for _, width := range []float32{900, 560, 300, 150} {
		box := sum.(*fyne.Container)
		if needs := (&fitLayout{}).choose(box.Objects, width).MinSize().Width; needs > max(width, 160) {
			t.Errorf("at %g it needs %g", width, needs)
		}
	}
}

func TestRevealScrollsThePanel(t *testing.T) {
	d, w := desktest.New(t)
	column := d.Look.Column(0, block(10, 1000))
	form := block(10, 100)
	column.Add(form)
	scroll := container.NewVScroll(w.Side)
	w.Shown.SetContent(scroll)
	w.Shown.Resize(fyne.NewSize(400, 400))
	w.Panel(column)
	Reveal(d, form)
	if low := scroll.Offset.Y + scroll.Size().Height; scroll.Offset.Y > 1000 || low < 1100 {
		t.Errorf("the form from 1000 to 1100 is not in what is shown, %g to %g", scroll.Offset.Y, low)
	}
	Reveal(d, block(1, 1)) // what is nowhere moves nothing
	if scroll.Offset.Y == 0 {
		t.Error("it scrolled back")
	}
}

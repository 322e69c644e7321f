package matrix

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
)

// middle is the middle of a cell of the first screen in units of the screen;
// row -1 is the head, column -1 the name.
func middle(m *Matrix, row, column int) fyne.Position {
	v := m.view()
	x, y := v.names/2, v.head/2
	if column >= 0 {
		x = v.names + (v.x(column)+v.x(column+1))/2
	}
	if row >= 0 {
		y = v.head + (v.y(row)+v.y(row+1))/2
	}
	return fyne.NewPos(m.inUnits(x), m.inUnits(y))
}

func mouseDown(m *Matrix, at fyne.Position, held fyne.KeyModifier) {
	m.MouseDown(&desktop.MouseEvent{
		PointEvent: fyne.PointEvent{Position: at, AbsolutePosition: at},
		Button:     desktop.MouseButtonPrimary, Modifier: held,
	})
}

func drag(m *Matrix, to fyne.Position) {
	m.Dragged(&fyne.DragEvent{PointEvent: fyne.PointEvent{Position: to}})
}

// TestHits presses the first and the last pixel of cells, at sizes of text and
// scales of the screen at which edges do not fall on whole units.
func TestHits(t *testing.T) {
	for _, pixels := range []float32{1, 1.25, 1.5, 2} {
		for _, scale := range []float32{1, 1.1, 1.5} {
			t.Run(fmt.Sprintf("screen %g, text %g", pixels, scale), func(t *testing.T) {
				l := appearance(t, false, scale)
				m, _ := shown(t, l, sampleOf(100, 26), pixels, fyne.NewSize(l.S(600), l.S(600)))
				unit := float64(pixels) * float64(l.Scale)
				round := func(length float64) int { return int(length*unit + 0.5) }
				for _, i := range []int{0, 1, 7, 12, 13} {
					left, right := round(198)+round(26*float64(i)), round(198)+round(26*float64(i+1))
					upper, lower := round(132)+round(23*float64(i)), round(132)+round(23*float64(i+1))
					for _, at := range [][2]int{{left, upper}, {right - 1, lower - 1}} {
						h := m.hitAt(fyne.NewPos((float32(at[0])+0.5)/pixels, (float32(at[1])+0.5)/pixels))
						if h.area != onTiles || h.place != (place{i, i}) {
							t.Errorf("pixel %v is %v of area %v, want cell %d,%d", at, h.place, h.area, i, i)
						}
					}
				}
			})
		}
	}
}

func TestMouseSelects(t *testing.T) {
	cases := map[string]struct {
		do   func(*Matrix)
		want Range
	}{
		"a click":             {func(m *Matrix) { mouseDown(m, middle(m, 3, 4), 0) }, Range{3, 4, 3, 4}},
		"a click with Shift":  {func(m *Matrix) { mouseDown(m, middle(m, 3, 4), 0); mouseDown(m, middle(m, 1, 6), shift) }, Range{1, 4, 3, 6}},
		"a drag":              {func(m *Matrix) { mouseDown(m, middle(m, 3, 4), 0); drag(m, middle(m, 8, 2)) }, Range{3, 2, 8, 4}},
		"a head":              {func(m *Matrix) { mouseDown(m, middle(m, -1, 4), 0) }, Range{0, 4, 99, 4}},
		"a drag over heads":   {func(m *Matrix) { mouseDown(m, middle(m, -1, 4), 0); drag(m, middle(m, -1, 6)) }, Range{0, 4, 99, 6}},
		"a name":              {func(m *Matrix) { mouseDown(m, middle(m, 3, -1), 0) }, Range{3, 0, 3, 25}},
		"a drag over names":   {func(m *Matrix) { mouseDown(m, middle(m, 3, -1), 0); drag(m, middle(m, 6, -1)) }, Range{3, 0, 6, 25}},
		"names with Shift":    {func(m *Matrix) { mouseDown(m, middle(m, 3, -1), 0); mouseDown(m, middle(m, 5, -1), shift) }, Range{3, 0, 5, 25}},
		"the corner":          {func(m *Matrix) { mouseDown(m, fyne.NewPos(5, 5), 0) }, Range{9, 9, 9, 9}},
		"a drag from nowhere": {func(m *Matrix) { mouseDown(m, fyne.NewPos(5, 5), 0); drag(m, middle(m, 2, 2)) }, Range{9, 9, 9, 9}},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			m := small(t)
			m.SetCursor(9, 9)
			c.do(m)
			if m.Selection() != c.want {
				t.Errorf("selected %v, want %v", m.Selection(), c.want)
			}
			if m.Top() != 0 {
				t.Errorf("scrolled to %d", m.Top())
			}
		})
	}
}

func TestADragBeyondTheEdgeScrolls(t *testing.T) {
	m := small(t)
	mouseDown(m, middle(m, 15, 5), 0)
	below := middle(m, 15, 5).AddXY(0, 400)
	for range 3 {
		drag(m, below)
	}
	if want := (Range{15, 5, 22, 5}); m.Selection() != want || m.Top() != 3 {
		t.Errorf("selected %v from row %d on, want %v from row 3 on", m.Selection(), m.Top(), want)
	}
}

func TestAClickTakesTheFocus(t *testing.T) {
	m, w := shown(t, appearance(t, false, 1), sampleOf(5, 5), 1, fyne.NewSize(500, 400))
	mouseDown(m, middle(m, 1, 1), 0)
	if w.Canvas().Focused() != m || !m.focused {
		t.Error("the matrix is not in focus")
	}
	w.Canvas().Unfocus()
	if m.focused {
		t.Error("the matrix shows a focus that it has lost")
	}
	if m.AcceptsTab() {
		t.Error("Tab would not leave the matrix")
	}
}

func TestDoubleClickOpens(t *testing.T) {
	cases := map[string]struct {
		first, second place
		want          int
	}{
		"one cell":  {place{2, 2}, place{2, 2}, 1},
		"two cells": {place{2, 2}, place{2, 3}, 0},
		"a name":    {place{2, -1}, place{2, -1}, 0},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			m, opened := small(t), 0
			m.OnOpen = func() { opened++ }
			mouseDown(m, middle(m, c.first.row, c.first.column), 0)
			mouseDown(m, middle(m, c.second.row, c.second.column), 0)
			test.DoubleTap(m)
			if opened != c.want {
				t.Errorf("opened %d times, want %d", opened, c.want)
			}
		})
	}
}

func TestRightClick(t *testing.T) {
	cases := map[string]struct {
		at   place
		want Range
	}{
		"within the selection": {place{4, 4}, Range{3, 3, 6, 6}},
		"outside":              {place{8, 1}, Range{8, 1, 8, 1}},
		"on a head":            {place{-1, 4}, Range{0, 4, 99, 4}},
		"on a name":            {place{4, -1}, Range{4, 0, 4, 25}},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			m := small(t)
			m.SetSelection(Range{3, 3, 6, 6})
			var asked fyne.Position
			m.OnContext = func(at fyne.Position) { asked = at }
			on := fyne.NewPos(700, 300)
			m.TappedSecondary(&fyne.PointEvent{Position: middle(m, c.at.row, c.at.column), AbsolutePosition: on})
			if m.Selection() != c.want || asked != on {
				t.Errorf("selected %v and asked at %v, want %v at %v", m.Selection(), asked, c.want, on)
			}
		})
	}
}

func TestHover(t *testing.T) {
	m := small(t)
	at := func(row, column int) *desktop.MouseEvent {
		return &desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: middle(m, row, column)}}
	}
	check := func(what string, row, column int) {
		t.Helper()
		if r, c := m.hovered(); r != row || c != column {
			t.Errorf("%s: hovered %d,%d, want %d,%d", what, r, c, row, column)
		}
	}
	m.MouseIn(at(2, 3))
	check("a cell", 2, 3)
	m.SetTop(10)
	check("the cell that scrolled there", 12, 3)
	m.MouseMoved(at(-1, 3))
	check("a head", -1, 3)
	m.MouseMoved(at(2, -1))
	check("a name", 12, -1)
	mouseDown(m, middle(m, 2, 3), 0)
	drag(m, middle(m, 4, 6))
	check("the cell that is dragged to", 14, 6)
	m.MouseOut()
	check("outside", -1, -1)
}

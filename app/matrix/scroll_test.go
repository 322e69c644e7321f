package matrix

import (
	"testing"

	"fyne.io/fyne/v2"
)

func TestTheCursorScrollsIntoView(t *testing.T) {
	cases := map[string]struct {
		row, column, top, left int
	}{
		"in view":                 {19, 9, 0, 0},
		"one row below":           {20, 0, 1, 0},
		"one column to the right": {0, 10, 0, 1},
		"last cell":               {99, 25, 80, 16},
		"beyond the last":         {500, 500, 80, 16},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			m := small(t)
			m.SetCursor(c.row, c.column)
			if m.Top() != c.top || m.left != c.left {
				t.Errorf("shows from %d,%d on, want %d,%d", m.Top(), m.left, c.top, c.left)
			}
			m.SetCursor(0, 0)
			if m.Top() != 0 || m.left != 0 {
				t.Errorf("back at the first cell it shows from %d,%d on", m.Top(), m.left)
			}
		})
	}
}

func TestTopStaysWithinTheRows(t *testing.T) {
	m := small(t)
	for set, want := range map[int]int{-3: 0, 0: 0, 42: 42, 80: 80, 81: 80, 9999: 80} {
		if m.SetTop(set); m.Top() != want {
			t.Errorf("set to %d it is at %d, want %d", set, m.Top(), want)
		}
	}
	if r, c := m.Cursor(); r != 0 || c != 0 {
		t.Error("scrolling has moved the cursor")
	}
}

func TestAnotherModelKeepsWhatItReaches(t *testing.T) {
	cases := map[string]struct {
		rows, columns int
		want          Range
		cursor        place
		top           int
	}{
		"as large":     {100, 26, Range{50, 3, 60, 5}, place{60, 5}, 45},
		"fewer rows":   {56, 26, Range{50, 3, 55, 5}, place{55, 5}, 36},
		"fewer of all": {10, 4, Range{9, 3, 9, 3}, place{9, 3}, 0},
		"nothing":      {0, 0, Range{}, place{}, 0},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			m := small(t)
			m.update(selection{cursor: place{60, 5}, anchor: place{50, 3}, head: place{60, 5}}, false)
			m.SetTop(45)
			m.SetModel(sampleOf(c.rows, c.columns))
			if m.Selection() != c.want || m.sel.cursor != c.cursor || m.Top() != c.top {
				t.Errorf("%v, cursor %v, from row %d on; want %v, %v, %d", m.Selection(), m.sel.cursor, m.Top(), c.want, c.cursor, c.top)
			}
		})
	}
}

// TestWithoutCells: an empty matrix can be typed at, clicked and drawn.
func TestWithoutCells(t *testing.T) {
	for name, model := range map[string]*sample{"nothing": sampleOf(0, 0), "no rows": sampleOf(0, 26), "no columns": sampleOf(26, 0)} {
		t.Run(name, func(t *testing.T) {
			m, w := shown(t, appearance(t, false, 1), model, 1, fyne.NewSize(600, 400))
			press(m, "Down", "Shift+Right", "Ctrl+A", "Ctrl+Space", "Shift+Space", "Ctrl+End", "Next", "Escape")
			mouseDown(m, fyne.NewPos(300, 200), 0)
			drag(m, fyne.NewPos(500, 390))
			m.TappedSecondary(&fyne.PointEvent{Position: fyne.NewPos(300, 200)})
			w.Canvas().Capture()
			if r, c := m.Cursor(); r > max(0, model.rows-1) || c > max(0, model.columns-1) || r < 0 || c < 0 {
				t.Errorf("the cursor is at %d,%d", r, c)
			}
		})
	}
}

func TestWheel(t *testing.T) {
	m := small(t)
	turn := func(x, y float32) {
		m.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(x, y)})
	}
	turn(0, -25)
	if m.Top() != 2 {
		t.Errorf("a notch scrolls to row %d, want 2", m.Top())
	}
	for range 10 {
		turn(0, -2.5)
	}
	if m.Top() != 4 {
		t.Errorf("ten small turns scroll to row %d, want 4", m.Top())
	}
	turn(-26, 0)
	if m.left != 2 {
		t.Errorf("sideways it scrolls to column %d, want 2", m.left)
	}
	m.modifiers = func() fyne.KeyModifier { return shift }
	turn(0, 26)
	if m.left != 0 {
		t.Errorf("with Shift held it scrolls to column %d, want 0", m.left)
	}
}

func TestScrollBars(t *testing.T) {
	m := small(t)
	v := m.view()
	onBar := func(y int) fyne.Position {
		return fyne.NewPos(float32(v.names+v.width+v.lane/2), float32(v.head+y))
	}
	if !m.parts.upDown.Visible() || !m.parts.across.Visible() {
		t.Error("more rows and columns than fit, and no bars")
	}
	mouseDown(m, onBar(2), 0)
	drag(m, onBar(v.height))
	if m.Top() != 80 {
		t.Errorf("dragged to the end it shows from row %d on, want 80", m.Top())
	}
	drag(m, onBar(-50))
	if m.Top() != 0 {
		t.Errorf("dragged back it shows from row %d on", m.Top())
	}
	m.DragEnd()
	mouseDown(m, onBar(v.height/2), 0)
	if m.Top() < 38 || m.Top() > 42 {
		t.Errorf("pressed in the middle of the track it shows from row %d on", m.Top())
	}
	m.SetModel(sampleOf(3, 3))
	if m.parts.upDown.Visible() || m.parts.across.Visible() {
		t.Error("bars, though everything fits")
	}
}

// countedCells counts how many cells are asked for.
type countedCells struct {
	sample
	asked int
}

func (c *countedCells) Cell(row, column int) Cell {
	c.asked++
	return Cell{}
}

func (c *countedCells) Row(int) Row { return Row{Name: "Asset"} }

func TestOnlyWhatIsInViewIsAskedFor(t *testing.T) {
	model := &countedCells{sample: *sampleOf(10_000, 26)}
	m, w := shown(t, appearance(t, false, 1), model, 1, fyne.NewSize(892, 760))
	m.SetCursor(9_999, 25)
	model.asked = 0
	w.Canvas().Capture()
	if most := 28 * 26; model.asked == 0 || model.asked > most {
		t.Errorf("%d cells asked for, at most %d are in view", model.asked, most)
	}
}

package look

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
)

// listing is a table of so many rows; every tenth is a heading.
func listing(l *Look, n int) (*Table, *[]int) {
	t := l.Table([]Column{{Title: "Name", Sorts: true}, {Title: "Unowned", Width: 80, Right: true}})
	t.Len = func() int { return n }
	t.Row = func(i int) Row {
		if i%10 == 0 {
			return Row{Heading: fmt.Sprintf("Group %d", i/10)}
		}
		return Row{Cells: []Cell{{Text: fmt.Sprintf("asset %d", i)}, {Text: fmt.Sprint(i)}}}
	}
	selected := &[]int{}
	t.Selected = func(i int) { *selected = append(*selected, i) }
	t.Find = func(text string) int {
		for i := range n {
			if row := t.Row(i); row.Heading == "" && strings.HasPrefix(row.Cells[0].Text, text) {
				return i
			}
		}
		return -1
	}
	return t, selected
}

func TestTheSelectionMovesByKeysAndLeapsHeadings(t *testing.T) {
	for name, c := range map[string]struct {
		from int
		keys []fyne.KeyName
		want int
	}{
		"down":              {3, []fyne.KeyName{fyne.KeyDown}, 4},
		"down past a head":  {9, []fyne.KeyName{fyne.KeyDown}, 11},
		"up past a head":    {11, []fyne.KeyName{fyne.KeyUp}, 9},
		"up at the top":     {1, []fyne.KeyName{fyne.KeyUp}, 1},
		"home":              {57, []fyne.KeyName{fyne.KeyHome}, 1},
		"end":               {57, []fyne.KeyName{fyne.KeyEnd}, 99},
		"a page and back":   {31, []fyne.KeyName{fyne.KeyPageDown, fyne.KeyPageUp}, 31},
		"down at the end":   {99, []fyne.KeyName{fyne.KeyDown}, 99},
		"from none":         {-1, []fyne.KeyName{fyne.KeyDown}, 1},
		"down, down and up": {1, []fyne.KeyName{fyne.KeyDown, fyne.KeyDown, fyne.KeyUp}, 2},
	} {
		t.Run(name, func(t *testing.T) {
			l := newLook(t, false, 1)
			table, _ := listing(l, 100)
			canvas := onCanvas(t, l, table)
			canvas.Focus(table.Focusable())
			table.Select(c.from)
			keys(canvas, c.keys...)
			if table.Current() != c.want {
				t.Errorf("row %d is selected", table.Current())
			}
		})
	}
}

func TestLettersJumpToTheRowThatBeginsSo(t *testing.T) {
	l := newLook(t, false, 1)
	table, selected := listing(l, 100)
	c := onCanvas(t, l, table)
	c.Focus(table.Focusable())
	typed(c, "asset 7")
	if table.Current() != 7 || len(*selected) == 0 {
		t.Errorf("row %d is selected", table.Current())
	}
}

func TestEnterOpensTheSelectedRow(t *testing.T) {
	l := newLook(t, false, 1)
	table, _ := listing(l, 20)
	opened := -1
	table.Opened = func(i int) { opened = i }
	c := onCanvas(t, l, table)
	c.Focus(table.Focusable())
	keys(c, fyne.KeyReturn)
	if opened != -1 {
		t.Error("something was opened although nothing is selected")
	}
	table.Select(5)
	keys(c, fyne.KeyReturn)
	if opened != 5 {
		t.Errorf("row %d was opened", opened)
	}
}

func TestAHeadingIsNeverSelected(t *testing.T) {
	l := newLook(t, false, 1)
	table, selected := listing(l, 20)
	onCanvas(t, l, table)
	table.Select(10)
	if table.Current() != -1 || len(*selected) != 0 {
		t.Errorf("row %d is selected", table.Current())
	}
}

// A list is made and its row selected before it has its room, as when the
// language changes: the row can be seen all the same.
func TestARowSelectedBeforeThereIsRoomIsInView(t *testing.T) {
	for _, row := range []int{1, 6, 55, 99} {
		l := newLook(t, false, 1)
		table, _ := listing(l, 100)
		table.CreateRenderer()
		table.list.Resize(fyne.NewSize(300, 0))
		table.Select(row)
		onCanvas(t, l, table)
		height := l.S(30)
		top, bottom := float32(row)*height, float32(row+1)*height
		if offset := table.Offset(); top < offset || bottom > offset+table.list.Size().Height+1 {
			t.Errorf("row %d reaches from %g to %g, shown is from %g to %g", row, top, bottom, offset, offset+table.list.Size().Height)
		}
	}
}

// Of any number of rows those in view alone are made, and asked for.
func TestRowsAreMadeForWhatIsInView(t *testing.T) {
	l := newLook(t, false, 1)
	table, _ := listing(l, 100_000)
	c := onCanvas(t, l, table)
	asked := map[int]bool{}
	row := table.Row
	table.Row = func(i int) Row { asked[i] = true; return row(i) }
	shown := func() (texts []string) {
		for _, part := range table.list.strip.parts {
			if slot := part.(*rowItem); slot.Visible() && slot.heading.Text == "" {
				texts = append(texts, slot.cells[0].label.Text)
			}
		}
		return texts
	}
	for name, step := range map[string]func(){
		"an offset": func() { table.SetOffset(50_000 * 30) },
		"the end":   func() { table.SetOffset(1e9) },
		"the wheel": func() { test.Scroll(c, fyne.NewPos(100, 150), 0, 3000) },
		"a key":     func() { c.Focus(table.Focusable()); table.Select(20_001); keys(c, fyne.KeyPageDown) },
	} {
		step()
		for _, text := range shown() {
			var n int
			if fmt.Sscanf(text, "asset %d", &n); float32(n+1)*30 < table.Offset() || float32(n)*30 > table.Offset()+300 {
				t.Errorf("%s: %s is drawn at an offset of %v", name, text, table.Offset())
			}
		}
		if len(shown()) < 7 || len(asked) > 100 {
			t.Errorf("%s: %d rows are drawn, %d were asked for", name, len(shown()), len(asked))
		}
		clear(asked)
	}
	table.Len = func() int { return 3 }
	table.Refresh()
	if got := strings.Join(shown(), ", "); got != "asset 1, asset 2" && got != "asset 2, asset 1" || table.Offset() != 0 {
		t.Errorf("of three rows, %s are drawn at an offset of %v", got, table.Offset())
	}
}

func TestAPressSelectsARowAndTakesTheKeyboard(t *testing.T) {
	l := newLook(t, false, 1)
	table, selected := listing(l, 100)
	c := onCanvas(t, l, table)
	at := fyne.NewPos(100, 31+3*30+10)
	test.MoveMouse(c, at)
	slot := table.list.strip.parts[3].(*rowItem)
	if !slot.hovered || slot.ground.Hidden {
		t.Error("the row that is pointed at does not show it")
	}
	test.TapCanvas(c, at)
	if table.Current() != 3 || len(*selected) != 1 || c.Focused() != table.Focusable() || slot.bar.Hidden {
		t.Errorf("row %d is selected", table.Current())
	}
	test.TapCanvas(c, fyne.NewPos(100, 31+10))
	if table.Current() != 3 || len(*selected) != 1 {
		t.Error("a press on a heading selects something")
	}
}

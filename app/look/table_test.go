package look

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
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
		table.list.CreateRenderer()
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

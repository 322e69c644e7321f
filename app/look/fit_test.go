package look

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
)

// Columns share the width by what stands in them: a name is cut only where there
// is no room anywhere.
func TestColumnsShareTheWidthByWhatStandsInThem(t *testing.T) {
	texts := func(widths ...float32) need { return need{40, widths} }
	for _, c := range []struct {
		name  string
		needs []need
		room  float32
		want  []float32
	}{
		{"room for all, and the rest in proportion", []need{texts(100), texts(80, 200), texts(100)}, 800, []float32{200, 400, 200}},
		{"just enough", []need{texts(100), texts(200), texts(100)}, 400, []float32{100, 200, 100}},
		{"who needs little has it", []need{texts(50), texts(300), texts(300)}, 250, []float32{50, 100, 100}},
		{"where the most texts are whole", []need{texts(50), texts(300, 300), texts(110, 120, 300)}, 280, []float32{50, 100, 130}},
		{"too little for anybody", []need{texts(100), texts(100), texts(100)}, 150, []float32{50, 50, 50}},
		{"a head is never cut for a text", []need{{120, []float32{10}}, texts(500), texts(90)}, 310, []float32{120, 100, 90}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := make([]float32, len(c.needs))
			divide(got, []int{0, 1, 2}, c.needs, c.room, 90)
			if fmt.Sprintf("%.1f", got) != fmt.Sprintf("%.1f", c.want) {
				t.Errorf("%v, want %v", got, c.want)
			}
		})
	}
}

// fitting is a table whose second column holds names of a length.
func fitting(l *Look, name func(i int) string) *Table {
	t := l.Table([]Column{{Title: "No.", Width: 40}, {Title: "Name", Fits: true}, {Title: "Owner", Fits: true}})
	t.Len = func() int { return 1000 }
	t.Row = func(i int) Row { return Row{Cells: []Cell{{Text: fmt.Sprint(i)}, {Text: name(i)}, {Text: "x"}}} }
	return t
}

func TestFittedColumnsFillTheTableAndStayWhileItIsScrolled(t *testing.T) {
	l := newLook(t, false, 1)
	long := func(i int) string { return strings.Repeat("W", 4+i/50) }
	table := fitting(l, long)
	onCanvas(t, l, table)
	table.Resize(fyne.NewSize(600, 400))
	before := table.widths(600)
	if sum := before[0] + before[1] + before[2] + 4*cellGap; sum < 599 || sum > 601 || before[1] < 3*before[2] {
		t.Fatalf("the columns are %v", before)
	}
	table.SetOffset(9000)
	if after := table.widths(600); fmt.Sprint(after) != fmt.Sprint(before) {
		t.Errorf("scrolled, they are %v and were %v", after, before)
	}
	table.Row = func(i int) Row { return Row{Cells: []Cell{{Text: fmt.Sprint(i)}, {Text: "x"}, {Text: long(999)}}} }
	table.Refresh()
	if after := table.widths(600); after[2] < 3*after[1] {
		t.Errorf("of other rows they are %v", after)
	}
	cells := table.heads.Objects
	if cells[2].Size().Width < 3*cells[1].Size().Width {
		t.Error("the heads stay where they were")
	}
}

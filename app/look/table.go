package look

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"demarc/marks"
)

// Column is a column of a table: data, so that every list is made alike. A
// Width of 0 takes what room is left; several share it.
type Column struct {
	Title string
	Width float32
	Fits  bool // shares, by what stands in it, the width that others leave
	Right bool // numbers stand at the right
	Sorts bool // a press on the head sorts by it
}

// Cell is what stands in one column of a row.
type Cell struct {
	Text   string
	Role   Role
	Style  Style                    // zero is Body
	Draw   func() fyne.CanvasObject // what stands before the text, or nil
	Colour color.Color              // of the text, in the place of Role's
}

// Row is one row of a table. A heading spans the row and cannot be selected.
type Row struct {
	Cells   []Cell
	Heading string
}

// Table is a list in columns with one selected row. Up, down, home, end and
// the page keys move; enter opens; letters jump to the row that begins so.
type Table struct {
	widget.BaseWidget
	Columns []Column
	Len     func() int
	Row     func(i int) Row
	// Selected is told the row that is selected, Opened the one that enter or a
	// second press opens, Sorted the column whose head was pressed.
	Selected func(i int)
	Opened   func(i int)
	Sorted   func(column int)
	// Find says which row begins with what is typed, or -1; nil passes letters on.
	Find func(text string) int

	look     *Look
	list     *rows
	head     *fyne.Container
	heads    *fyne.Container // the titles in head
	fit      fit
	selected int
	sortedBy int
	downward bool
	typed    string
}

// Table makes a table without rows: set Len and Row before it is shown.
func (l *Look) Table(columns []Column) *Table {
	t := &Table{Columns: columns, look: l, selected: -1, sortedBy: -1, Len: func() int { return 0 }}
	t.list = newRows(t)
	t.head = container.NewStack()
	t.ExtendBaseWidget(t)
	t.drawHead()
	return t
}

// SetSorted shows by which column the rows are sorted.
func (t *Table) SetSorted(column int, downward bool) {
	t.sortedBy, t.downward = column, downward
	t.drawHead()
}

// Current is the selected row, or -1.
func (t *Table) Current() int { return t.selected }

// Select selects a row and brings it into view; -1 selects none.
func (t *Table) Select(i int) {
	if i < 0 || i >= t.Len() || t.Row(i).Heading != "" {
		t.selected = -1
		t.list.Unselect()
		return
	}
	t.selected = i
	t.list.Select(i)
}

// Focusable is what takes the keyboard.
func (t *Table) Focusable() fyne.Focusable { return t.list }

// Refresh draws the rows anew, and fits the columns to them. The head draws
// itself when it changes.
func (t *Table) Refresh() {
	if t.refit() {
		t.heads.Refresh()
	}
	t.list.Refresh()
}

// Offset and SetOffset remember how far the list is scrolled.
func (t *Table) Offset() float32     { return t.list.scroll.Offset.Y }
func (t *Table) SetOffset(y float32) { t.list.strip.scrollTo(y) }

func (t *Table) drawHead() {
	t.head.RemoveAll()
	line := container.New(&cellsLayout{table: t})
	for i, column := range t.Columns {
		title := column.Title
		if i == t.sortedBy {
			title += map[bool]string{false: " ▲", true: " ▼"}[t.downward]
		}
		label := t.look.Shrinking(title, SmallStrong, Text3)
		if column.Right {
			label.Align = fyne.TextAlignTrailing
		}
		line.Add(newTap(label, func() {
			t.look.Stir()
			if column.Sorts && t.Sorted != nil {
				t.Sorted(i)
			}
		}))
	}
	t.heads = line
	t.head.Add(t.look.Sized(0, 30, line))
	t.head.Refresh()
}

// CreateRenderer is part of the toolkit's contract.
func (t *Table) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(Border(Border(nil, t.look.Hairline(), nil, nil, t.head), nil, nil, nil, t.list))
}

// rowHeight is the height of every row.
func (t *Table) rowHeight() float32 { return t.look.S(30) }

// Hidden is the width of a column that there is no room for.
const Hidden = -1

// cellsLayout sets the cells of a row beneath the heads.
type cellsLayout struct{ table *Table }

const cellGap = 12

func (c *cellsLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	l, width := c.table.look, float32(0)
	for _, column := range c.table.Columns {
		if column.Width != Hidden {
			width += max(column.Width, 60) + cellGap
		}
	}
	return fyne.NewSize(l.S(width), l.S(30))
}

func (c *cellsLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	l, widths := c.table.look, c.table.widths(size.Width)
	x := l.S(cellGap)
	for i, object := range objects {
		if i >= len(c.table.Columns) {
			break
		}
		setHidden(object, c.table.Columns[i].Width == Hidden)
		if !object.Visible() {
			continue
		}
		object.Resize(fyne.NewSize(widths[i], size.Height))
		object.Move(fyne.NewPos(x, 0))
		x += widths[i] + l.S(cellGap)
	}
}

// TileCell shows a tile before a text.
func (l *Look) TileCell(tile marks.Tile, weak bool, text string, role Role) Cell {
	return Cell{Text: text, Role: role, Draw: func() fyne.CanvasObject { return l.Tile(tile, weak, 18, 16) }}
}

// tap makes an object that can be pressed.
type tap struct {
	widget.BaseWidget
	object fyne.CanvasObject
	tapped func()
}

func newTap(object fyne.CanvasObject, tapped func()) *tap {
	t := &tap{object: object, tapped: tapped}
	t.ExtendBaseWidget(t)
	return t
}

// Tapped is a press by mouse.
func (t *tap) Tapped(*fyne.PointEvent) { t.tapped() }

// CreateRenderer is part of the toolkit's contract.
func (t *tap) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(Middle(t.object)) }

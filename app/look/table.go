package look

import (
	"image/color"
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"demarc/marks"
)

// Column is a column of a table: data, so that every list is made alike. A
// Width of 0 takes what room is left; several share it.
type Column struct {
	Title string
	Width float32
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
		t.list.UnselectAll()
		return
	}
	t.selected = i
	t.list.Select(i)
}

// Focusable is what takes the keyboard.
func (t *Table) Focusable() fyne.Focusable { return t.list }

// Refresh draws the rows anew.
func (t *Table) Refresh() {
	t.list.Refresh()
	t.BaseWidget.Refresh()
}

// Offset and SetOffset remember how far the list is scrolled.
func (t *Table) Offset() float32     { return t.list.GetScrollOffset() }
func (t *Table) SetOffset(y float32) { t.list.ScrollToOffset(y) }

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
			if column.Sorts && t.Sorted != nil {
				t.Sorted(i)
			}
		}))
	}
	t.head.Add(t.look.Sized(0, 30, line))
	t.head.Refresh()
}

// CreateRenderer is part of the toolkit's contract.
func (t *Table) CreateRenderer() fyne.WidgetRenderer {
	flat := container.NewThemeOverride(t.list, flatTheme{t.look.Theme()})
	return widget.NewSimpleRenderer(Border(Border(nil, t.look.Hairline(), nil, nil, t.head), nil, nil, nil, flat))
}

// flatTheme leaves no gaps between rows.
type flatTheme struct{ fyne.Theme }

func (f flatTheme) Size(name fyne.ThemeSizeName) float32 {
	if name == "padding" {
		return 0
	}
	return f.Theme.Size(name)
}

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
	l := c.table.look
	left, growing := size.Width-l.S(cellGap), 0
	for _, column := range c.table.Columns {
		if column.Width == Hidden {
			continue
		}
		left -= l.S(column.Width + cellGap)
		if column.Width == 0 {
			growing++
		}
	}
	x := l.S(cellGap)
	for i, object := range objects {
		if i >= len(c.table.Columns) {
			break
		}
		setHidden(object, c.table.Columns[i].Width == Hidden)
		if !object.Visible() {
			continue
		}
		width := l.S(c.table.Columns[i].Width)
		if width == 0 {
			width = max(l.S(40), left/float32(growing))
		}
		object.Resize(fyne.NewSize(width, size.Height))
		object.Move(fyne.NewPos(x, 0))
		x += width + l.S(cellGap)
	}
}

// rows is the list itself.
type rows struct {
	widget.List
	table   *Table
	focused bool
}

// FocusGained and FocusLost follow the keyboard: the selected row shows it. The
// toolkit's list would mark a row of its own, which the keys here do not move.
func (r *rows) FocusGained() { r.focused = true; r.RefreshItem(r.table.selected) }
func (r *rows) FocusLost()   { r.focused = false; r.RefreshItem(r.table.selected) }

func newRows(t *Table) *rows {
	r := &rows{table: t}
	r.HideSeparators = true
	r.List.Length = func() int { return t.Len() }
	r.List.CreateItem = func() fyne.CanvasObject { return newRowItem(t) }
	r.List.UpdateItem = func(i int, object fyne.CanvasObject) { object.(*rowItem).show(t.Row(i), i == t.selected && r.focused) }
	r.List.OnSelected = func(i int) {
		if t.Row(i).Heading != "" {
			r.Unselect(i)
			return
		}
		if t.selected = i; t.Selected != nil {
			t.Selected(i)
		}
	}
	r.ExtendBaseWidget(r)
	return r
}

// Resize brings the selected row into view where there was no room before: the
// toolkit scrolls past a row that is selected in a list without height.
func (r *rows) Resize(size fyne.Size) {
	before := r.Size().Height
	r.List.Resize(size)
	if at := r.table.selected; before == 0 && size.Height > 0 && at >= 0 && at < r.table.Len() {
		r.ScrollTo(at)
	}
}

// TypedKey moves the selection.
func (r *rows) TypedKey(event *fyne.KeyEvent) {
	t := r.table
	page := max(1, int(r.Size().Height/t.look.S(30))-1)
	t.typed = ""
	switch event.Name {
	case fyne.KeyDown:
		r.step(t.selected+1, 1)
	case fyne.KeyUp:
		r.step(t.selected-1, -1)
	case fyne.KeyPageDown:
		r.step(min(t.selected+page, t.Len()-1), -1)
	case fyne.KeyPageUp:
		r.step(max(t.selected-page, 0), 1)
	case fyne.KeyHome:
		r.step(0, 1)
	case fyne.KeyEnd:
		r.step(t.Len()-1, -1)
	case fyne.KeyReturn, fyne.KeyEnter:
		if t.selected >= 0 && t.Opened != nil {
			t.Opened(t.selected)
		}
	default:
		t.look.unusedKey(event)
	}
}

// step selects a row, or the next one that is no heading.
func (r *rows) step(i, by int) {
	for ; i >= 0 && i < r.table.Len(); i += by {
		if r.table.Row(i).Heading == "" {
			r.table.Select(i)
			return
		}
	}
}

// TypedRune jumps to the row that begins with what was typed.
func (r *rows) TypedRune(letter rune) {
	t := r.table
	if t.Find == nil || !unicode.IsLetter(letter) && !unicode.IsDigit(letter) && (letter != ' ' || t.typed == "") {
		if letter != ' ' {
			t.look.unusedRune(letter)
		}
		return
	}
	t.typed += strings.ToLower(string(letter))
	i := t.Find(t.typed)
	if i < 0 {
		t.typed = strings.ToLower(string(letter))
		i = t.Find(t.typed)
	}
	if i >= 0 {
		t.Select(i)
	}
}

// TypedShortcut passes shortcuts on.
func (r *rows) TypedShortcut(shortcut fyne.Shortcut) { r.table.look.unusedShortcut(shortcut) }

// rowItem is one row that is shown.
type rowItem struct {
	widget.BaseWidget
	table   *Table
	cells   []*cellItem
	line    *fyne.Container
	heading *Label
	rule    *canvas.Rectangle
	bar     *canvas.Rectangle // at the left of the row that has the keyboard
}

func newRowItem(t *Table) *rowItem {
	r := &rowItem{table: t, line: container.New(&cellsLayout{table: t}), heading: t.look.Shrinking("", SmallStrong, Text2)}
	for _, column := range t.Columns {
		cell := newCellItem(t.look, column.Right)
		r.cells = append(r.cells, cell)
		r.line.Add(cell.box)
	}
	r.rule, r.bar = canvas.NewRectangle(t.look.Colour(Hairline)), canvas.NewRectangle(t.look.Colour(Accent))
	r.ExtendBaseWidget(r)
	return r
}

// CreateRenderer is part of the toolkit's contract.
func (r *rowItem) CreateRenderer() fyne.WidgetRenderer {
	l := r.table.look
	r.rule.SetMinSize(fyne.NewSize(1, 1))
	r.bar.SetMinSize(fyne.NewSize(l.S(3), 1))
	heading := l.Pad(Middle(r.heading), 6, 12, 0, 12)
	return widget.NewSimpleRenderer(l.Sized(0, 30, container.NewStack(r.line, heading, Border(nil, r.rule, r.bar, nil, nil))))
}

func (r *rowItem) show(row Row, keyboard bool) {
	r.bar.Hidden = !keyboard
	r.heading.Set(row.Heading, Text2)
	if row.Heading != "" {
		r.line.Hide()
		return
	}
	r.line.Show()
	for i, item := range r.cells {
		if i < len(row.Cells) {
			item.show(row.Cells[i])
		}
	}
}

// cellItem is one cell that is shown: a mark, and a text that may be cut.
type cellItem struct {
	look  *Look
	box   *fyne.Container
	mark  *fyne.Container
	label *Label
}

func newCellItem(l *Look, right bool) *cellItem {
	c := &cellItem{look: l, mark: container.NewStack(), label: l.Shrinking("", Body, Text)}
	if right {
		c.label.Align = fyne.TextAlignTrailing
	}
	c.mark.Hide()
	c.box = container.New(&rowLayout{gap: l.S(6)}, c.mark, Grow(Middle(c.label)))
	return c
}

func (c *cellItem) show(cell Cell) {
	if cell.Style == (Style{}) {
		cell.Style = Body
	}
	c.mark.RemoveAll()
	if c.mark.Hidden = cell.Draw == nil; cell.Draw != nil {
		c.mark.Add(cell.Draw())
	}
	c.label.Text, c.label.Style, c.label.Role, c.label.Colour = cell.Text, cell.Style, cell.Role, cell.Colour
	c.label.Refresh()
	c.box.Refresh()
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

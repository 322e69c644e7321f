package look

import (
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// rows are the rows of a table, scrolled. The toolkit's own list makes a row for
// nothing whenever it is drawn; and since it leaves gaps between rows unless it
// has a theme of its own, the toolkit would keep every part of every row, and
// with them the screen, for good.
type rows struct {
	widget.BaseWidget
	table   *Table
	focused bool
	marked  int // the row that looks selected, or -1
	scroll  *container.Scroll
	strip   *strip
}

func newRows(t *Table) *rows {
	r := &rows{table: t, marked: -1}
	r.strip = newStrip(t.rowHeight(), func() int { return t.Len() }, func() part { return newRowItem(t) })
	r.scroll = r.strip.scroll
	r.ExtendBaseWidget(r)
	return r
}

// CreateRenderer is part of the toolkit's contract.
func (r *rows) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(r.scroll) }

// MinSize leaves every column its least width.
func (r *rows) MinSize() fyne.Size {
	return r.scroll.MinSize().Max((&cellsLayout{table: r.table}).MinSize(nil))
}

// Resize gives the rows another size. Where there was no room before, the
// selected row is brought into view.
func (r *rows) Resize(size fyne.Size) {
	before := r.scroll.Size().Height
	r.BaseWidget.Resize(size)
	if before <= 0 && r.marked >= 0 {
		r.strip.bring(r.marked)
		r.strip.update(false)
	}
}

// Refresh draws every row in view anew.
func (r *rows) Refresh() { r.strip.renew() }

// Select selects a row, brings it into view and tells of it.
func (r *rows) Select(i int) {
	if i == r.marked || i < 0 || i >= r.table.Len() || r.table.Row(i).Heading != "" {
		return
	}
	r.marked, r.table.selected = i, i
	r.strip.bring(i)
	r.Refresh()
	if r.table.Selected != nil {
		r.table.Selected(i)
	}
}

// Unselect selects no row.
func (r *rows) Unselect() {
	if r.marked >= 0 {
		r.marked = -1
		r.Refresh()
	}
}

// FocusGained and FocusLost follow the keyboard: the selected row shows it.
func (r *rows) FocusGained() { r.focused = true; r.strip.draw(r.table.selected) }
func (r *rows) FocusLost()   { r.focused = false; r.strip.draw(r.table.selected) }

// TypedKey moves the selection.
func (r *rows) TypedKey(event *fyne.KeyEvent) {
	r.table.look.Stir()
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
	r.table.look.Stir()
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
func (r *rows) TypedShortcut(shortcut fyne.Shortcut) {
	r.table.look.Stir()
	r.table.look.unusedShortcut(shortcut)
}

// rowItem is one row that is shown.
type rowItem struct {
	widget.BaseWidget
	table   *Table
	at      int  // the row that is shown, or -1
	hovered bool // the pointer is on it
	ground  *canvas.Rectangle
	cells   []*cellItem
	line    *fyne.Container
	heading *Label
	rule    *canvas.Rectangle
	fitted  int               // the fit that the cells are set by
	bar     *canvas.Rectangle // at the left of the row that has the keyboard
}

func newRowItem(t *Table) *rowItem {
	r := &rowItem{table: t, at: -1, ground: canvas.NewRectangle(nil), line: container.New(&cellsLayout{table: t}), heading: t.look.Shrinking("", SmallStrong, Text2)}
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
	return widget.NewSimpleRenderer(l.Sized(0, 30, container.NewStack(r.ground, r.line, heading, Border(nil, r.rule, r.bar, nil, nil))))
}

func (r *rowItem) row() int { return r.at }

func (r *rowItem) take(row int) { r.at, r.hovered = row, false }

// update shows what the table says of the row.
func (r *rowItem) update() {
	list := r.table.list
	r.tint()
	r.show(r.table.Row(r.at), r.at == r.table.selected && list.focused)
}

// tint shows whether the row is selected or pointed at.
func (r *rowItem) tint() {
	l := r.table.look
	selected := r.at == r.table.list.marked
	r.ground.FillColor = l.Colour(Hover)
	if selected {
		r.ground.FillColor = l.Colour(Selection)
	}
	r.ground.Hidden = !selected && !r.hovered
	r.ground.Refresh()
}

// MouseIn, MouseMoved and MouseOut follow the pointer.
func (r *rowItem) MouseIn(*desktop.MouseEvent)    { r.hovered = true; r.tint() }
func (r *rowItem) MouseMoved(*desktop.MouseEvent) {}
func (r *rowItem) MouseOut()                      { r.hovered = false; r.tint() }

// Tapped gives the list the keyboard and selects the row.
func (r *rowItem) Tapped(*fyne.PointEvent) {
	r.table.look.Stir()
	at, list := r.at, r.table.list
	if c := fyne.CurrentApp().Driver().CanvasForObject(list); c != nil {
		c.Focus(list)
	}
	list.Select(at)
}

func (r *rowItem) show(row Row, keyboard bool) {
	r.bar.Hidden = !keyboard
	r.heading.Set(row.Heading, Text2)
	if row.Heading != "" {
		r.line.Hide()
		return
	}
	r.line.Show()
	if r.fitted != r.table.fit.times {
		r.fitted = r.table.fit.times
		r.line.Refresh()
	}
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

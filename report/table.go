package report

import (
	"slices"
	"strings"

	"demarc/marks"
)

// column is one column of a table.
type column struct {
	head  string
	width float64 // in points, the gap after it included, which the last one has not
	style style
	right bool
	clip  int  // at most so many lines; 0: all of them
	line  bool // the boundary runs down before it
	gap   float64
}

// cell is what one row says in one column.
type cell struct {
	text   string
	below  string // set under the text, and softer
	style  *style // in the column's place
	mark   []marks.Stroke
	colour rgb // the mark's
	tile   marks.Tile
	tiled  bool // draw the tile before the text
	weak   bool
	link   int
}

func wording(text string) cell { return cell{text: text} }

func styled(text string, s style) cell { return cell{text: text, style: &s} }

const (
	columnGap = 8.0
	rowPad    = 3.25
	markSide  = 8
	markGap   = 4
)

// table draws rows under heads that are repeated on every page. Cells are
// wrapped; a row that is longer than a page goes on on the next one. Heads and
// groups are set together with the row that follows them.
type table struct {
	b       *book
	columns []column
	x       float64
	pad     float64
	lines   [][]string // of the row in hand, by column
	firm    []int      // how many of them are the cell's text, before what is below it
	heads   [][]string
	headed  bool   // the heads stand on this page
	over    string // a group's line that waits for its first row
}

// newTable returns a table that is ready for rows.
func (b *book) newTable(columns ...column) *table {
	t := &table{b: b, columns: columns, x: b.page.left, pad: rowPad, lines: make([][]string, len(columns)), firm: make([]int, len(columns)), heads: make([][]string, len(columns))}
	for i := range t.columns {
		c := &t.columns[i]
		if c.style.size == 0 {
			c.style = styleCell
		}
		if i < len(t.columns)-1 {
			c.gap = columnGap
		}
		t.heads[i] = b.typeface.wrap(styleLabel, c.room(), c.head)
	}
	return t
}

// roomFor is a column's width: the least, or what some texts take in one line.
func (b *book) roomFor(least float64, s style, texts ...string) float64 {
	for _, text := range texts {
		least = max(least, b.width(s, text)+columnGap+0.5)
	}
	return least
}

// roomForWords is a column's width: the least, or what the widest word of some
// texts takes, up to three quarters more.
func (b *book) roomForWords(least float64, s style, texts ...string) float64 {
	var words []string
	for _, text := range texts {
		words = append(words, strings.Fields(text)...)
	}
	return min(b.roomFor(least, s, words...), least*1.75)
}

// room is the width that a column's text has.
func (c *column) room() float64 { return c.width - c.gap }

// span is the width of a table's columns together.
func (t *table) span() float64 {
	w := 0.0
	for _, c := range t.columns {
		w += c.width
	}
	return w
}

func (t *table) headDepth() float64 {
	deepest := 0
	for _, lines := range t.heads {
		deepest = max(deepest, len(lines))
	}
	return float64(deepest) * styleLabel.leading
}

func (t *table) setHeads() {
	b, depth, x := t.b, t.headDepth(), t.x
	for i, c := range t.columns {
		y := b.y + depth - float64(len(t.heads[i]))*styleLabel.leading
		for _, line := range t.heads[i] {
			if c.right {
				b.textRight(x+c.room(), y+7.5, styleLabel, line)
			} else {
				b.text(x, y+7.5, styleLabel, line)
			}
			y += styleLabel.leading
		}
		x += c.width
	}
	b.y += depth + headGap
	b.rule(t.x, b.y, t.span(), edge)
	t.headed = true
}

const (
	headGap     = 3
	groupHeight = 20
)

// group puts a line over the rows that follow.
func (t *table) group(text string) { t.over = text }

func (t *table) setGroup() {
	b, s := t.b, styleSmall.with(semibold).in(ink)
	b.text(t.x, b.y+15, s, b.typeface.fit(s, t.span(), t.over))
	b.y += groupHeight
	b.rule(t.x, b.y, t.span(), hairline)
	t.over = ""
}

// turn goes on on the next page, under the heads.
func (t *table) turn() {
	t.b.nextPage()
	t.setHeads()
}

// row draws one row.
func (t *table) row(cells ...cell) {
	b := t.b
	height, above := t.lay(cells), 0.0
	if !t.headed {
		above = t.headDepth() + headGap
	}
	if t.over != "" {
		above += groupHeight
	}
	tallest := b.page.bottom - b.page.top - 100
	if left := b.page.bottom - b.y - b.waiting() - above; height > left && (height < tallest || left < 60) {
		b.nextPage()
		t.headed = false
	}
	b.settle()
	if !t.headed {
		t.setHeads()
	}
	if t.over != "" {
		t.setGroup()
	}
	for from := 0; ; {
		top := b.y
		fits, more := t.part(cells, from)
		t.boundary(top)
		if !more || b.err != nil {
			break
		}
		from += fits
		t.turn()
	}
	b.rule(t.x, b.y, t.span(), hairline)
}

// boundary draws the line between the sides through what was set last.
func (t *table) boundary(top float64) {
	x := t.x
	for _, c := range t.columns {
		if c.line {
			t.b.fill(x-columnGap/2-0.6, top-0.25, 1.2, t.b.y-top+0.5, accent)
		}
		x += c.width
	}
}

// lay splits the cells into lines and returns the height of the row.
func (t *table) lay(cells []cell) float64 {
	height := 0.0
	for i := range t.columns {
		t.lines[i] = nil
		if i >= len(cells) {
			continue
		}
		c := &t.columns[i]
		s := t.style(&cells[i], c)
		t.lines[i] = t.b.typeface.clip(s, c.room()-indent(&cells[i]), cells[i].text, c.clip)
		t.firm[i] = len(t.lines[i])
		if cells[i].below != "" {
			t.lines[i] = slices.Concat(t.lines[i], t.b.typeface.clip(s, c.room()-indent(&cells[i]), cells[i].below, c.clip))
		}
		height = max(height, float64(len(t.lines[i]))*s.leading)
	}
	return height + 2*t.pad
}

func (t *table) style(c *cell, in *column) style {
	if c.style != nil {
		return *c.style
	}
	return in.style
}

func indent(c *cell) float64 {
	if c.mark != nil || c.tiled {
		return markSide + markGap
	}
	return 0
}

// part draws the lines of a row from one on, as many as the page takes. It
// returns how many those were, and whether some are left.
func (t *table) part(cells []cell, from int) (fits int, more bool) {
	b, depth := t.b, 0.0
	x := t.x
	for i := range t.columns {
		c := &t.columns[i]
		if i < len(cells) && len(t.lines[i]) > from {
			s := t.style(&cells[i], c)
			room := max(1, int((b.page.bottom-b.y-2*t.pad)/s.leading))
			lines := t.lines[i][from:]
			if len(lines) > room {
				lines, more = lines[:room], true
			}
			fits = max(fits, len(lines))
			depth = max(depth, float64(len(lines))*s.leading)
			t.cell(x, &cells[i], c, s, lines, max(0, min(t.firm[i]-from, len(lines))), from == 0)
		}
		x += c.width
	}
	b.y += depth + 2*t.pad
	return fits, more
}

// cell draws lines of a cell, the last ones of them softer than the firm ones.
func (t *table) cell(x float64, c *cell, in *column, s style, lines []string, firm int, first bool) {
	b := t.b
	y := b.y + t.pad
	at := x + indent(c)
	if first && c.tiled {
		b.tile(x, y+(s.leading-markSide)/2, markSide, markSide, c.tile, c.weak)
	}
	if first && c.mark != nil {
		b.mark(x-1, y+(s.leading-markSide)/2-1, markSide+2, c.mark, c.colour)
	}
	if c.link > 0 {
		b.linkTo(x, y, in.room(), float64(len(lines))*s.leading, c.link)
	}
	if in.right {
		for _, line := range lines {
			b.textRight(x+in.room(), y+s.leading*0.5+s.size*0.36, s, line)
			y += s.leading
		}
		return
	}
	y = b.lines(at, y, s, lines[:firm])
	b.lines(at, y, s.in(ink2), lines[firm:])
}

// end leaves room under a table.
func (t *table) end() { t.b.y += 16 }

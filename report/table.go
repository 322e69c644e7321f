package report

import (
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
	box    bool // draw a box to be ticked
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
// groups are set together with the row that follows them, and the last rows with
// one another: the table is not whole before its end.
type table struct {
	b       *book
	columns []column
	x       float64
	pad     float64
	heads   [][]string
	headed  bool   // the heads stand on this page
	over    string // a group's line that waits for its first row
	held    []*row // the last rows, which wait for what follows
}

// newTable returns a table that is ready for rows.
func (b *book) newTable(columns ...column) *table {
	t := &table{b: b, columns: columns, x: b.page.left, pad: rowPad, heads: make([][]string, len(columns))}
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
	return min(b.roomFor(least, s, words...)+4, least*1.75) // a single word that fills its column is told from the next
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

func (t *table) setGroup(text string) {
	b, s := t.b, styleSmall.with(semibold).in(ink)
	b.text(t.x, b.y+15, s, b.typeface.fit(s, t.span(), text))
	b.y += groupHeight
	b.rule(t.x, b.y, t.span(), hairline)
}

// turn goes on on the next page, under the heads.
func (t *table) turn() {
	t.b.nextPage()
	t.setHeads()
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
	if first && c.box {
		b.frame(x, y+1, tick, tick, ink2)
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

package report

import "slices"

// row is a row of a table that is laid out and not yet drawn.
type row struct {
	cells  []cell
	lines  [][]string // by column
	firm   []int      // how many of them are the cell's text, before what is below it
	height float64
	over   string // the group's line above it
}

const (
	// lastRows stay together at a table's end, or fewer that are as deep as
	// lastDepth: less would stand alone at the head of a page.
	lastRows  = 6
	lastDepth = 150.0
	// tableGap is the room under a table.
	tableGap = 16.0
)

// row adds one row. It is drawn when enough others follow.
func (t *table) row(cells ...cell) {
	var next *row
	if len(t.held) == lastRows {
		next = t.held[0]
		t.set(next, 0)
		t.held = append(t.held[:0], t.held[1:]...)
	} else {
		next = &row{lines: make([][]string, len(t.columns)), firm: make([]int, len(t.columns))}
	}
	t.lay(next, cells)
	t.held = append(t.held, next)
}

// end draws the rows that are left and leaves room under the table.
func (t *table) end() { t.endWith("") }

// endWith is end with a remark below, which stays with the last rows.
func (t *table) endWith(remark string) {
	b, below := t.b, 0.0
	if remark != "" {
		below = tableGap + b.paragraphDepth(remark)
	}
	t.rest(below)
	b.y += tableGap
	if remark != "" {
		b.paragraph(remark)
	}
}

// rest draws the rows that are left, the last ones on one page together with so
// much room below.
func (t *table) rest(below float64) {
	depth, from, most := 0.0, len(t.held), (t.b.page.bottom-t.b.page.top)/2
	for from > 0 && (depth == 0 || (depth < lastDepth && depth+t.held[from-1].depth() <= most)) {
		from--
		depth += t.held[from].depth()
	}
	for i, r := range t.held {
		with := 0.0
		if i == from {
			with = depth - r.depth() + below
		}
		t.set(r, with)
	}
	t.held = t.held[:0]
}

// depth is the height of a row and of the group's line above it.
func (r *row) depth() float64 {
	if r.over != "" {
		return r.height + groupHeight
	}
	return r.height
}

// set draws a row on a page that has room for it and for so much more below.
func (t *table) set(r *row, with float64) {
	b, above := t.b, 0.0
	if !t.headed {
		above = t.headDepth() + headGap
	}
	depth, tallest := r.depth()+with, b.page.bottom-b.page.top-100
	if left := b.page.bottom - b.y - b.waiting() - above; depth > left && (depth < tallest || left < 60) {
		b.nextPage()
		t.headed = false
	}
	b.settle()
	if !t.headed {
		t.setHeads()
	}
	if r.over != "" {
		t.setGroup(r.over)
	}
	for from := 0; ; {
		top := b.y
		fits, more := t.part(r, from)
		t.boundary(top)
		if !more || b.err != nil {
			break
		}
		from += fits
		t.turn()
	}
	b.rule(t.x, b.y, t.span(), hairline)
}

// lay splits the cells of a row into lines.
func (t *table) lay(r *row, cells []cell) {
	r.cells, r.height, r.over, t.over = cells, 0, t.over, ""
	for i := range t.columns {
		r.lines[i] = nil
		if i >= len(cells) {
			continue
		}
		c := &t.columns[i]
		s := t.style(&cells[i], c)
		r.lines[i] = t.b.typeface.clip(s, c.room()-indent(&cells[i]), cells[i].text, c.clip)
		r.firm[i] = len(r.lines[i])
		if cells[i].below != "" {
			r.lines[i] = slices.Concat(r.lines[i], t.b.typeface.clip(s, c.room()-indent(&cells[i]), cells[i].below, c.clip))
		}
		r.height = max(r.height, float64(len(r.lines[i]))*s.leading)
	}
	r.height += 2 * t.pad
}

// part draws the lines of a row from one on, as many as the page takes. It
// returns how many those were, and whether some are left.
func (t *table) part(r *row, from int) (fits int, more bool) {
	b, depth := t.b, 0.0
	x := t.x
	for i := range t.columns {
		c := &t.columns[i]
		if i < len(r.cells) && len(r.lines[i]) > from {
			s := t.style(&r.cells[i], c)
			room := max(1, int((b.page.bottom-b.y-2*t.pad)/s.leading))
			lines := r.lines[i][from:]
			if len(lines) > room {
				lines, more = lines[:room], true
			}
			fits = max(fits, len(lines))
			depth = max(depth, float64(len(lines))*s.leading)
			t.cell(x, &r.cells[i], c, s, lines, max(0, min(r.firm[i]-from, len(lines))), from == 0)
		}
		x += c.width
	}
	b.y += depth + 2*t.pad
	return fits, more
}

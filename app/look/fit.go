package look

import "slices"

const (
	// mostMeasured is how many rows are measured to fit the columns of a table:
	// some from each part of it.
	mostMeasured = 200
	// leastFitted is the width below which no column is fitted, leastShared what
	// each has before others have more, markRoom what a mark before a text takes.
	leastFitted, leastShared, markRoom = 40, 96, 24
)

// fit keeps how wide the columns of a table would be. It is measured again when
// the table is told to refresh, never while it is scrolled.
type fit struct {
	needs []need // by column; nil before they are measured
	times int    // counts changes of the needs
	rows  int    // how many there were
}

// need is what a column needs: its head, and its texts from the narrowest to the
// widest.
type need struct {
	head  float32
	texts []float32
}

// all is the width in which nothing is cut.
func (n need) all() float32 {
	if len(n.texts) == 0 {
		return n.head
	}
	return max(n.head, n.texts[len(n.texts)-1])
}

// refit measures again what stands in the columns that fit; it reports whether
// their needs have changed.
func (t *Table) refit() bool {
	if !slices.ContainsFunc(t.Columns, func(c Column) bool { return c.Fits }) {
		return false
	}
	needs := make([]need, len(t.Columns))
	for i, column := range t.Columns {
		title := column.Title
		if column.Sorts {
			title += " ▲"
		}
		needs[i].head = max(t.look.S(leastFitted), t.look.Measure(title, SmallStrong).Width)
	}
	n := t.Len()
	rows := min(n, mostMeasured)
	for i := range rows {
		for c, cell := range t.Row(i * n / rows).Cells {
			if c < len(needs) && t.Columns[c].Fits {
				needs[c].texts = append(needs[c].texts, t.cellWidth(cell))
			}
		}
	}
	for i := range needs {
		slices.Sort(needs[i].texts)
	}
	same := slices.EqualFunc(needs, t.fit.needs, func(a, b need) bool { return a.head == b.head && slices.Equal(a.texts, b.texts) })
	if t.fit.rows = n; same {
		return false
	}
	t.fit.needs = needs
	t.fit.times++
	return true
}

func (t *Table) cellWidth(cell Cell) float32 {
	style := cell.Style
	if style == (Style{}) {
		style = Body
	}
	width := t.look.Measure(cell.Text, style).Width + 1
	if cell.Draw != nil {
		width += t.look.S(markRoom)
	}
	return width
}

// widths are the columns' widths in a room; hidden ones are 0.
func (t *Table) widths(room float32) []float32 {
	if t.fit.needs == nil || t.fit.rows != t.Len() {
		t.refit()
	}
	l, growing := t.look, 0
	widths := make([]float32, len(t.Columns))
	var fitted []int
	room -= l.S(cellGap)
	for i, column := range t.Columns {
		if column.Width == Hidden {
			continue
		}
		room -= l.S(cellGap)
		switch {
		case column.Fits:
			fitted = append(fitted, i)
		case column.Width == 0:
			growing++
		default:
			widths[i] = l.S(column.Width)
			room -= widths[i]
		}
	}
	divide(widths, fitted, t.fit.needs, room, l.S(leastShared))
	for i, column := range t.Columns {
		if column.Width == 0 && !column.Fits {
			widths[i] = max(l.S(leastFitted), room/float32(growing))
		}
	}
	return widths
}

// divide shares a room among columns. Where all have what they need, the rest is
// theirs in proportion. Otherwise each has its head and a least width, and what
// is left goes where it keeps the most texts from being cut.
func divide(widths []float32, columns []int, needs []need, room, least float32) {
	all, left := float32(0), room
	for _, c := range columns {
		all += needs[c].all()
		widths[c] = max(needs[c].head, min(needs[c].all(), least))
		left -= widths[c]
	}
	switch {
	case all <= room:
		for _, c := range columns {
			widths[c] = needs[c].all() * room / all
		}
	case left < 0:
		for _, c := range columns {
			widths[c] *= max(0, room) / (room - left)
		}
	default:
		spend(widths, columns, needs, left)
	}
}

// spend widens columns step by step: first where the least width shows the most
// texts whole. What is left in the end helps those that are still cut.
func spend(widths []float32, columns []int, needs []need, left float32) {
	for {
		column, to, best := -1, float32(0), float32(0)
		for _, c := range columns {
			texts := needs[c].texts
			whole, _ := slices.BinarySearch(texts, widths[c]+0.01)
			for i := whole; i < len(texts) && texts[i]-widths[c] <= left; i++ {
				if gain := float32(i+1-whole) / (texts[i] - widths[c]); gain >= best {
					column, to, best = c, texts[i], gain
				}
			}
		}
		if column < 0 {
			break
		}
		left -= to - widths[column]
		widths[column] = to
	}
	cut := slices.DeleteFunc(slices.Clone(columns), func(c int) bool { return widths[c] >= needs[c].all() })
	for _, c := range cut {
		widths[c] += left / float32(len(cut))
	}
}

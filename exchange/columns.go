package exchange

import (
	"io"
	"slices"
	"strings"
)

// Columns is what stands in the columns of a table, for a person to say what
// its words mean.
type Columns struct {
	// Headers are the table's in its own order, as Sheet has them.
	Headers []string
	header  []string // blank where a column has no header
	columns []*profile
}

// Value is a distinct value in its first spelling, and how many rows have it.
type Value struct {
	Text string
	Rows int
}

// Meaning is what a map takes a value for. Ours is our word for it, several of
// them separated by "|", and empty where the value says nothing. Refused reports
// that the value, or part of it, is left out, Rejects that its row is as well;
// Nearest are then known names that may have been meant.
type Meaning struct {
	Ours             string
	Refused, Rejects bool
	Nearest          []string
}

// ReadColumns reads a whole table and keeps what stands in its columns, within
// bounds. Errors are those of ReadAssets.
func ReadColumns(r io.Reader, size int64) (*Columns, error) {
	t, err := openTable(r, size)
	if err != nil {
		return nil, err
	}
	c := &Columns{header: t.header}
	if c.columns, _, err = profileTable(t, nil); err != nil {
		return nil, err
	}
	for i := range t.header {
		c.Headers = append(c.Headers, t.column(i))
	}
	return c, nil
}

// Values lists the distinct values of a column, counted from 1: the most
// frequent first, blanks left out. More counts those beyond the bounds.
func (c *Columns) Values(number int) (values []Value, more int) {
	column := c.columns[number-1]
	for _, v := range column.values {
		values = append(values, Value{v.text, v.cells})
	}
	return values, column.distinct - len(values)
}

// Samples are the first texts of a column, cut to what a line bears.
func (c *Columns) Samples(number int) []string { return c.columns[number-1].samples }

// Meanings says what a map takes the values of a column for, in their order,
// where the column fills a field. It is nil where the column fills it not.
func (c *Columns) Meanings(m *Map, number int, fieldName string, known Known) ([]Meaning, error) {
	p, err := m.bind(&table{header: c.header}, newTerms(known))
	if err != nil {
		return nil, err
	}
	e := p.entryFor(fieldName)
	if e == nil || e.field == nil {
		return nil, nil
	}
	at := slices.IndexFunc(e.parts, func(part part) bool { return slices.Contains(part.columns, number-1) })
	if at < 0 {
		return nil, nil
	}
	alone := &entry{field: e.field, parts: []part{{columns: []int{number - 1}, ours: e.parts[at].ours}}}
	var meanings []Meaning
	for _, v := range c.columns[number-1].values {
		meanings = append(meanings, p.meaning(alone, number-1, v.text))
	}
	return meanings, nil
}

// meaning reads a row in which a value stands alone.
func (p *plan) meaning(e *entry, column int, value string) Meaning {
	r := reader{plan: p, rec: &record{text: []byte(value), ends: make([]int, column+1)}}
	r.rec.ends[column] = len(value)
	r.take(e)
	meaning := Meaning{Ours: e.field.get(&r.row.Asset), Rejects: len(r.row.Problems) > 0}
	for _, problem := range slices.Concat(r.row.Problems, r.row.Notes) {
		meaning.Refused = true
		meaning.Nearest = append(meaning.Nearest, problem.Nearest...)
	}
	return meaning
}

// Add counts another table's values of the columns with the same headers, as
// where several tables are read with one map.
func (c *Columns) Add(other *Columns) {
	for i, header := range c.header {
		at := slices.IndexFunc(other.header, func(h string) bool { return header != "" && sameHeader(h, header) })
		if at < 0 {
			continue
		}
		c.columns[i].unite(other.columns[at])
	}
}

func (p *profile) unite(other *profile) {
	for _, v := range other.values {
		at := slices.IndexFunc(p.values, func(w counted) bool { return SameValue(w.text, v.text) })
		if at >= 0 {
			p.values[at].cells += v.cells
			continue
		}
		p.values = append(p.values, v)
		p.distinct++
	}
	p.order()
}

// SameValue reports whether a map takes two spellings for one value: case,
// white space, hyphens and underscores do not count.
func SameValue(a, b string) bool { return fold(strings.TrimSpace(a)) == fold(strings.TrimSpace(b)) }

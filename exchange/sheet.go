package exchange

import (
	"fmt"
	"io"
	"strings"

	"demarc/assess"
	"demarc/words"
)

// Row is what one record of a table says of one asset.
type Row struct {
	// Line is the line on which the record began, counted from 1.
	Line int
	// Asset has no ID. Its Owner is a party's id. Its ExternalID is set wherever
	// there is a name. Its hosting model is unknown where the row does not say.
	Asset assess.Asset
	// Composed reports that the external id was composed of what the row says,
	// and not stated in it.
	Composed bool
	// ByOrder reports that other rows compose the same id, so that the order of
	// rows alone tells them apart: in a table with a row more or less above them
	// they may be taken for one another.
	ByOrder bool
	// Stated are the json names of the asset's fields that the row, or a fill for
	// blanks, states, in the order of our header. All other fields are silent,
	// and silence changes nothing.
	Stated []string
	// Accountable holds the ids of parties by control, from columns that are
	// named like a control.
	Accountable map[string]string
	// Problems, where there are any, reject the row.
	Problems []Problem
	// Notes say what a lenient map left out of the row.
	Notes []Problem
}

// Sheet is a table as it was read.
type Sheet struct {
	Rows []Row
	// Columns are the table's headers in its own order; a column without one is
	// called "column 7".
	Columns []string
	// IgnoredColumns are those of which nothing was taken.
	IgnoredColumns []string
	// Encoding is UTF-8, UTF-16LE, UTF-16BE or Windows-1252.
	Encoding string
	// Separator is comma, semicolon, tab, bar, or the character itself.
	Separator string
}

// ReadAssets reads a table of assets with separated values. Size is its size in
// bytes, or negative where that is not known.
//
// Without a map the header must consist of our own field names and of control
// ids. Set fills fields, by name, of rows that say nothing of them. An error
// refuses the table as a whole in one sentence; it is a *Problem where a line
// is to blame. Errors of r are wrapped, so that a reader can cancel.
func ReadAssets(r io.Reader, size int64, m *Map, set map[string]string, known Known) (*Sheet, error) {
	t, err := openTable(r, size)
	if err != nil {
		return nil, err
	}
	words := newTerms(known)
	var p *plan
	if m == nil {
		p, err = planForOurHeader(t, words)
	} else {
		p, err = m.bind(t, words)
	}
	if err != nil {
		return nil, err
	}
	if err := p.fill(set); err != nil {
		return nil, err
	}
	return p.readAll(t)
}

func (p *plan) readAll(t *table) (*Sheet, error) {
	var ids composer
	sheet := &Sheet{}
	for {
		rec, err := t.records.next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, err
		}
		if len(sheet.Rows) == mostRows {
			return nil, &Problem{Line: rec.line, Reason: words.Say("the table has more than %d rows: this is no inventory", mostRows)}
		}
		row := p.read(rec)
		ids.add(p.compose(rec, row.Asset.Name))
		sheet.Rows = append(sheet.Rows, row)
	}
	ids.assign(sheet.Rows)
	for i := range t.header {
		sheet.Columns = append(sheet.Columns, t.column(i))
		if !p.uses(i) {
			sheet.IgnoredColumns = append(sheet.IgnoredColumns, t.column(i))
		}
	}
	sheet.Encoding = t.savedAs()
	sheet.Separator = separatorName(t.records.separator)
	return sheet, nil
}

const (
	// mostRows is ten times the largest inventory that is designed for.
	mostRows = 100_000
	// mostItems and mostComplaints bound what one row can cost.
	mostItems      = 1000
	mostComplaints = 20
)

// reader is the row being read.
type reader struct {
	*plan
	rec *record
	row Row
}

func (p *plan) read(rec *record) Row {
	r := reader{plan: p, rec: rec, row: Row{Line: rec.line}}
	if r.overflows() {
		return r.row
	}
	for _, e := range p.entries {
		said := r.take(e)
		if !said && e.filler != "" {
			said = r.fillBlank(e)
		}
		if said && e.field != nil {
			r.row.Stated = append(r.row.Stated, e.field.name)
		}
	}
	if r.row.Asset.Name == "" {
		r.reject(p.nameColumn(), "", words.Say("the row has no name"))
	}
	if r.row.Asset.Hosting == "" {
		r.row.Asset.Hosting = assess.HostingUnknown
	}
	return r.row
}

// overflows rejects a row with text where the header has no column: it shows
// that a separator stands in an unquoted text, and all that follows is shifted.
func (r *reader) overflows() bool {
	for i := range r.rec.cells() {
		if i < len(r.header) && (r.header[i] != "" || !r.strictHeader) {
			continue
		}
		if value := clean(r.rec.cell(i)); value != "" {
			r.row.Asset.Name = r.nameIn(r.rec)
			r.row.Asset.Hosting = assess.HostingUnknown
			r.reject(fmt.Sprintf("column %d", i+1), value, words.Say("stands in a column without a header: a text that contains the separator needs quotes"))
			return true
		}
	}
	return false
}

// take gives an entry what the row says of it, and reports whether it says
// anything that could be taken.
func (r *reader) take(e *entry) bool {
	if e.field != nil && e.field.list {
		return r.takeList(e)
	}
	for _, part := range e.parts {
		value, said, column := r.gather(e, part)
		if value == "" {
			continue
		}
		if r.put(e, value, column, said) {
			return true
		}
	}
	return false
}

// takeList unites what all columns of an entry say.
func (r *reader) takeList(e *entry) (said bool) {
	for _, part := range e.parts {
		for _, column := range part.columns {
			cell := clean(r.rec.cell(column))
			if strings.Count(cell, listSeparator) >= mostItems {
				r.refuse(column, cell, &refusal{reason: words.Say("lists more than %d values", mostItems)})
				continue
			}
			for _, value := range r.items(e, part, cell) {
				said = r.put(e, value, column, value) || said
			}
		}
	}
	return said
}

// items splits a list. A translation of the whole cell comes before those of
// its items, because only the sheet knows what its separators mean.
func (r *reader) items(e *entry, part part, cell string) []string {
	if ours, ok := part.translate(cell); ok {
		return splitList(ours)
	}
	var items []string
	for _, item := range splitList(cell) {
		if ours, ok := part.translate(item); ok {
			items = append(items, splitList(ours)...)
		} else if !r.saysNothing(e, item) {
			items = append(items, r.shape(e, item))
		}
	}
	return items
}

func splitList(text string) []string {
	var items []string
	for item := range strings.SplitSeq(text, listSeparator) {
		if item = strings.TrimSpace(item); item != "" {
			items = append(items, item)
		}
	}
	return items
}

// gather joins what the columns of one part say, and returns it with the words
// of the first column that speaks, and that column.
func (r *reader) gather(e *entry, part part) (value, said string, column int) {
	var values []string
	for _, c := range part.columns {
		cell := clean(r.rec.cell(c))
		ours, translated := part.translate(cell)
		if !translated && !r.saysNothing(e, cell) {
			ours = r.shape(e, cell)
		}
		if ours == "" {
			continue
		}
		if len(values) == 0 {
			said, column = cell, c
		}
		if e.field != nil && e.field.prose && len(part.columns) > 1 {
			ours = r.header[c] + ": " + ours
		}
		values = append(values, ours)
	}
	return strings.Join(values, part.join), said, column
}

// put gives one value to the asset, or to the control that the entry stands
// for. What is refused rejects the row, or is noted where the map is lenient.
func (r *reader) put(e *entry, value string, column int, said string) bool {
	no := e.put(&r.row, value, r.words)
	if no == nil {
		return true
	}
	r.refuse(column, said, no)
	return false
}

// refuse complains of a value, up to a number beyond which nobody reads on.
func (r *reader) refuse(column int, value string, no *refusal) {
	p := Problem{Line: r.rec.line, Column: r.columns(column), Value: shorten(value), Reason: no.reason, Nearest: no.nearest}
	switch {
	case len(r.row.Notes)+len(r.row.Problems) >= mostComplaints:
	case r.lenient:
		p.Reason = words.Say("was left out, because it %s", p.Reason)
		r.row.Notes = append(r.row.Notes, p)
	default:
		r.row.Problems = append(r.row.Problems, p)
	}
}

// fillBlank states the filler; a field that was rejected is not blank.
func (r *reader) fillBlank(e *entry) bool {
	if len(r.row.Problems) > 0 {
		return false
	}
	for _, value := range e.fillers() {
		e.put(&r.row, value, r.words) // taken once already, when the filler was set
	}
	return true
}

// reject rejects the row whatever the map says.
func (r *reader) reject(column, value string, reason words.Said) {
	r.row.Problems = append(r.row.Problems, Problem{Line: r.rec.line, Column: column, Value: shorten(value), Reason: reason})
}

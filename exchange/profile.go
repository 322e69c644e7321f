package exchange

import (
	"cmp"
	"io"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// profile is what the values of one column look like. It is bounded, however
// many values there are.
type profile struct {
	index  int // from 0
	header string
	folded string // the header in letters and digits only
	rows   int    // of the table
	filled int    // cells that say something
	// values are distinct ones, the most frequent first; many reports that there
	// are more than are kept.
	values []counted
	many   bool
	// repeats reports that a value stands twice, or that there are too many to
	// know.
	repeats bool
	// distinct counts different values as far as mostDistinct.
	distinct int
	beyond   int // cells whose values are not kept because there are too many
	longest  int // in characters
	samples  []string
	seen     map[string]int
}

// counted is a distinct value in its first spelling, and how many cells have it.
type counted struct {
	text  string
	cells int
}

const (
	// mostValues is above every list of words that a person would translate.
	mostValues = 200
	// mostDistinct bounds the memory for finding out whether values repeat.
	mostDistinct = 50_000
	// mostSamples is how many of the first texts are kept as an example.
	mostSamples = 3
	// longestWord is above every value that is a word and no prose.
	longestWord = 200
)

// profileTable reads a whole table and looks at every column. What says nothing
// is left out.
func profileTable(t *table, nothing map[string]bool) ([]*profile, *dateVotes, error) {
	columns := make([]*profile, len(t.header))
	for i, header := range t.header {
		columns[i] = &profile{index: i, header: header, folded: lettersOf(header), seen: map[string]int{}}
	}
	votes := &dateVotes{}
	for {
		rec, err := t.records.next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, nil, err
		}
		for i, column := range columns {
			column.rows++
			cell := squeeze(clean(rec.cell(i)))
			if folded := fold(cell); cell != "" && !nothing[folded] {
				column.add(cell, folded)
				votes.add(cell)
			}
		}
	}
	for _, column := range columns {
		column.order()
		column.distinct, column.seen = len(column.seen), nil
	}
	return columns, votes, nil
}

// order brings the most frequent values to the beginning.
func (p *profile) order() {
	slices.SortStableFunc(p.values, func(a, b counted) int { return cmp.Compare(b.cells, a.cells) })
}

func (p *profile) add(cell, folded string) {
	p.filled++
	p.longest = max(p.longest, utf8.RuneCountInString(cell))
	if len(p.samples) < mostSamples && !slices.Contains(p.samples, shorten(cell)) {
		p.samples = append(p.samples, shorten(cell))
	}
	at, known := p.seen[folded]
	switch {
	case known && at < len(p.values):
		p.values[at].cells++
		p.repeats = true
	case known || len(p.seen) >= mostDistinct:
		p.repeats = true
		p.skip(cell)
	case len(p.values) < mostValues && len(cell) <= longestWord:
		p.seen[folded] = len(p.values)
		p.values = append(p.values, counted{cell, 1})
	default:
		p.seen[folded] = mostDistinct // it has no place among those kept
		p.skip(cell)
	}
}

func (p *profile) skip(cell string) {
	p.many = true
	if len(cell) <= longestWord {
		p.beyond++
	}
}

// words reports how many cells hold words that the translator knows.
func (p *profile) words(translate func(string) (string, bool)) (cells int) {
	for _, v := range p.values {
		if _, ok := translate(v.text); ok {
			cells += v.cells
		}
	}
	return cells
}

// lettersOf reduces a text to lower-case letters without accents and digits,
// with single spaces, which is how clues are written.
func lettersOf(text string) string {
	return squeeze(strings.Map(func(r rune) rune {
		switch {
		case unicode.Is(unicode.Mn, r):
			return -1
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			return unicode.ToLower(r)
		}
		return ' '
	}, norm.NFD.String(strings.ReplaceAll(text, "ß", "ss"))))
}

// dateVotes finds out in which order a table writes its dates.
type dateVotes struct{ month, day, year, unclear int }

func (v *dateVotes) add(cell string) {
	m := numericDate.FindStringSubmatch(firstBytes(cell, 40))
	switch {
	case m == nil:
	case len(m[1]) > 2:
		v.year++
	case len(m[3]) != 4 && len(m[3]) != 2:
	case m[1] > "12" && len(m[1]) == 2:
		v.day++
	case m[2] > "12" && len(m[2]) == 2:
		v.month++
	default:
		v.unclear++
	}
}

// order is the order that most cells speak for; where none does, dates that
// could be either are taken for the month first, and certain reports false.
func (v *dateVotes) order() (order dateOrder, certain bool) {
	switch {
	case v.month+v.day+v.unclear == 0:
		return yearFirst, true
	case v.month == 0 && v.day == 0:
		return monthFirst, false
	case v.day > v.month:
		return dayFirst, true
	}
	return monthFirst, true
}

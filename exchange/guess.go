package exchange

import (
	"fmt"
	"io"
	"slices"
	"strings"
)

// GuessMap reads a whole table and proposes a map for it, by its headers and by
// what its values look like. The map is lenient, so that it can be used as it
// is: what it does not understand is left out and noted row by row. What the
// table does not say, such as how a system is hosted, it does not guess.
// Errors are those of ReadAssets, and one where no column can be the name.
func GuessMap(r io.Reader, size int64, known Known) (*Map, error) {
	t, err := openTable(r, size)
	if err != nil {
		return nil, err
	}
	columns, dates, err := profileTable(t, foldedSet(usuallyNothing...))
	if err != nil {
		return nil, err
	}
	g := &guesser{
		m:       &Map{name: "the guessed map", lenient: true, nothing: usuallyNothing},
		columns: columns,
		words:   newTerms(known),
		used:    map[int]string{},
		header:  t.header,

		headerLine: t.line,
	}
	g.words.dates, _ = dates.order()
	for _, c := range clues {
		g.follow(c)
	}
	name, err := g.nameColumn()
	if err != nil {
		return nil, err
	}
	g.owner()
	g.controls()
	g.byValues()
	g.identify(name)
	g.topics()
	g.prose()
	g.dates(dates)
	g.listUnused()
	return g.m, nil
}

type guesser struct {
	m       *Map
	header  []string
	columns []*profile
	words   *terms
	used    map[int]string // column -> what for

	headerLine int
}

// follow gives a field its best column, if one fits. Data may be spoken of by
// several columns, each of which answers another question.
func (g *guesser) follow(c clue) {
	f, _ := fieldNamed(c.field)
	if g.has(c.field) && !f.list {
		return
	}
	for _, phrase := range phrasesLike(c.phrases) {
		for _, column := range g.columns {
			if g.used[column.index] != "" || g.isUnit(column) && c.field == "service" || !speaks(column.folded, phrase, c.reach) || !g.fits(f, c, column) {
				continue
			}
			g.take(f.name, column, g.translator(f, c))
			if c.remark != "" {
				g.remark(f.name, c.remark)
			}
			if !f.list {
				return
			}
		}
	}
}

// speaks reports whether a header is the phrase, or holds it among few words.
func speaks(header, phrase string, reach int) bool {
	if header == phrase {
		return true
	}
	return reach > 0 && len(strings.Fields(header)) <= reach && strings.Contains(" "+header+" ", " "+phrase+" ")
}

// fits checks the header's promise against the values. Our own header is taken
// at its word: the next version of the table may fill an empty column.
func (g *guesser) fits(f *field, c clue, column *profile) bool {
	if ours, ok := fieldNamed(column.header); ok && ours == f && column.filled == 0 {
		return true
	}
	switch f.name {
	case "name":
		return 2*column.filled > column.rows
	case "external_id":
		return column.filled > 0 && column.filled-column.distinct <= column.filled/mistakenIn
	case "hosting_model":
		return column.words(g.translator(f, c)) > 0
	}
	if column.filled == 0 || f.free {
		return column.filled > 0
	}
	return 2*column.words(g.translator(f, c)) >= column.filled-column.beyond
}

// A column is one of ids although one value in mistakenIn repeats: that is a
// mistake in the table, and the preview names its lines.
const mistakenIn = 20

func (g *guesser) has(name string) bool {
	return slices.ContainsFunc(g.m.fields, func(f mapField) bool { return f.name == name })
}

// take uses a column for a field, with translations for the values that need
// one and a remark on those that have none.
func (g *guesser) take(name string, column *profile, translate func(string) (string, bool)) {
	part := mapPart{from: []columnRef{g.ref(column.index)}}
	if translate != nil {
		g.translate(&part, name, column, translate)
	}
	g.used[column.index] = name
	i := slices.IndexFunc(g.m.fields, func(f mapField) bool { return f.name == name })
	if i < 0 {
		g.m.fields = append(g.m.fields, mapField{name: name, parts: []mapPart{part}})
		return
	}
	g.m.fields[i].parts = append(g.m.fields[i].parts, part)
}

// ref names a column by its header where that is enough.
func (g *guesser) ref(index int) columnRef {
	header := g.header[index]
	same := 0
	for _, other := range g.header {
		if sameHeader(other, header) {
			same++
		}
	}
	if header == "" || same > 1 {
		return columnRef{number: index + 1}
	}
	return columnRef{header: header}
}

func (g *guesser) remark(name, text string) {
	for i := range g.m.fields {
		if g.m.fields[i].name == name {
			g.m.fields[i].remark = text
		}
	}
}

// controls takes columns whose headers are ids of controls.
func (g *guesser) controls() {
	for _, column := range g.columns {
		ids := g.words.controls.byFold[fold(column.header)]
		if g.used[column.index] == "" && len(ids) == 1 && !g.has(ids[0]) {
			g.take(ids[0], column, nil)
		}
	}
}

// byValues takes columns of which no header spoke, but whose values are all our
// words for one field and for no other.
func (g *guesser) byValues() {
	for _, column := range g.columns {
		if g.used[column.index] != "" || column.many || column.filled < 2 {
			continue
		}
		var speaksOf []string
		for _, name := range []string{"hosting_model", "lifecycle", "approval", "exposure", "data"} {
			f, _ := fieldNamed(name)
			if column.words(g.literally(f)) == column.filled {
				speaksOf = append(speaksOf, name)
			}
		}
		if len(speaksOf) == 1 && !g.has(speaksOf[0]) {
			f, _ := fieldNamed(speaksOf[0])
			g.take(f.name, column, g.literally(f))
			g.remark(f.name, "the values speak for it, not the header")
		}
	}
}

func (g *guesser) dates(votes *dateVotes) {
	order, certain := votes.order()
	g.m.dates = order
	if !certain && g.has("approved_until") {
		g.remark("approved_until", "the dates do not show whether the day or the month comes first: check the order above")
	}
}

func (g *guesser) listUnused() {
	for _, column := range g.columns {
		if g.used[column.index] != "" {
			continue
		}
		header := "without a header"
		if column.header != "" {
			header = quote(column.header)
		}
		g.m.unused = append(g.m.unused, fmt.Sprintf("%d %s%s", column.index+1, header, column.hint()))
	}
}

// hint says in brackets what stands in a column.
func (p *profile) hint() string {
	switch {
	case p.filled == 0:
		return " (blank)"
	case len(p.values) == 0:
		return " (text)"
	case p.many:
		return fmt.Sprintf(" (many values, such as %s)", quote(p.values[0].text))
	case len(p.values) == 1:
		return fmt.Sprintf(" (always %s)", quote(p.values[0].text))
	}
	return fmt.Sprintf(" (%d values, such as %s and %s)", len(p.values), quote(p.values[0].text), quote(p.values[1].text))
}

package exchange

import (
	"maps"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"demarc/words"
)

// plan says, for one table, what each column is read as.
type plan struct {
	words   *terms
	header  []string
	columns func(int) string
	entries []*entry
	// idColumns are those of which an external id is composed where none is
	// stated; without any it is the name.
	idColumns []int
	// nothing are the folded spellings that count as nothing said.
	nothing map[string]bool
	// lenient leaves out what it cannot translate instead of rejecting the row.
	lenient bool
	// strictHeader rejects rows with text in a column without a header.
	strictHeader bool
}

// entry is where something goes: a field of the asset, or the accountable party
// of a control.
type entry struct {
	field   *field
	control string
	parts   []part // alternatives; lists unite them
	filler  string // for rows that say nothing
}

// part is one way to say it: columns, joined, and what their words mean.
type part struct {
	columns []int
	join    string
	ours    map[string]string // by folded value; "" says nothing
}

func (p *part) translate(theirs string) (ours string, ok bool) {
	if len(p.ours) == 0 {
		return "", false
	}
	ours, ok = p.ours[fold(theirs)]
	return ours, ok
}

func (e *entry) name() string {
	if e.field != nil {
		return e.field.name
	}
	return e.control
}

func (e *entry) put(row *Row, value string, vocabulary *terms) *refusal {
	if e.field != nil {
		return e.field.put(&row.Asset, value, vocabulary)
	}
	party, no := vocabulary.parties.find(value, vocabulary)
	if no != nil {
		return no
	}
	if row.Accountable == nil {
		row.Accountable = map[string]string{}
	}
	row.Accountable[e.control] = party
	return nil
}

func (e *entry) fillers() []string {
	if e.field != nil && e.field.list {
		return splitList(e.filler)
	}
	return []string{e.filler}
}

// saysNothing reports whether a cell counts as blank. A system may be called
// None, so names are taken at their word.
func (p *plan) saysNothing(e *entry, cell string) bool {
	return cell == "" || e.name() != "name" && p.nothing[fold(cell)]
}

// shape puts everything but prose on one line.
func (p *plan) shape(e *entry, cell string) string {
	if e.field != nil && e.field.prose {
		return cell
	}
	return squeeze(cell)
}

func (p *plan) uses(column int) bool {
	for _, e := range p.entries {
		for _, part := range e.parts {
			if slices.Contains(part.columns, column) {
				return true
			}
		}
	}
	return slices.Contains(p.idColumns, column)
}

func (p *plan) entryFor(name string) *entry {
	for _, e := range p.entries {
		if e.name() == name {
			return e
		}
	}
	return nil
}

// sort brings entries into the order of our header, controls last: the order in
// which a row's stated fields are listed.
func (p *plan) sort() {
	order := fieldNames()
	rank := func(e *entry) int {
		if e.field == nil {
			return len(order)
		}
		return slices.Index(order, e.field.name)
	}
	slices.SortStableFunc(p.entries, func(a, b *entry) int { return rank(a) - rank(b) })
}

// nameColumn is what the table calls the column with the name.
func (p *plan) nameColumn() string {
	return p.columns(p.entryFor("name").parts[0].columns[0])
}

// isName reports whether the name is taken from a column.
func (p *plan) isName(column int) bool {
	return slices.ContainsFunc(p.entryFor("name").parts, func(part part) bool { return slices.Contains(part.columns, column) })
}

// nameIn is the row's name alone.
func (p *plan) nameIn(rec *record) string {
	r := reader{plan: p, rec: rec}
	r.take(p.entryFor("name"))
	return r.row.Asset.Name
}

// fill sets what rows say that are silent.
func (p *plan) fill(set map[string]string) error {
	for _, key := range slices.Sorted(maps.Keys(set)) {
		f, ok := fieldNamed(key)
		switch {
		case !ok:
			return words.Errorf("%s is no field of an asset%s", quote(key), nearestHint(NearestNames(key, fieldNames())))
		case f.name == "name" || f.name == "external_id":
			return words.Errorf("%s cannot be the same for every row, so it cannot be set", f.name)
		case clean(set[key]) == "":
			return words.Errorf("%s is set to nothing: give it a value, or leave it out", f.name)
		}
		e := p.entryFor(f.name)
		if e == nil {
			e = &entry{field: f}
			p.entries = append(p.entries, e)
		}
		e.filler = clean(set[key])
		for _, value := range e.fillers() {
			if no := e.put(&Row{}, value, p.words); no != nil {
				return words.Errorf("%s cannot be set: %w", f.name, &Problem{Value: value, Reason: no.reason, Nearest: no.nearest})
			}
		}
	}
	p.sort()
	return nil
}

const guessHint = "make a map of the columns with `demarc import --guess-map FILE > MAP.yaml`, correct it, and import with `--map MAP.yaml`"

// controlLike are headers that can only be meant as the id of a control.
var controlLike = regexp.MustCompile(`^[A-Za-z]{2,}([-_][A-Za-z]{2,})+[-_]\d{2,}$`)

// planForOurHeader reads a table whose header is made of our own names.
func planForOurHeader(t *table, vocabulary *terms) (*plan, error) {
	p := &plan{words: vocabulary, header: t.header, columns: t.column, strictHeader: true}
	p.nothing = foldedSet("n/a", "na", "#n/a")
	seen := map[string]int{}
	var foreign []int
	for i, header := range t.header {
		if header == "" {
			continue
		}
		e, err := ourColumn(t, header, vocabulary)
		if err != nil {
			return nil, err
		}
		if e == nil {
			foreign = append(foreign, i)
			continue
		}
		if first, twice := seen[e.name()]; twice {
			return nil, &Problem{Line: t.line, Column: header, Reason: words.Say("the columns %d and %d have the same name: remove or rename one of them", first+1, i+1)}
		}
		seen[e.name()] = i
		e.parts = []part{{columns: []int{i}}}
		p.entries = append(p.entries, e)
	}
	if len(foreign) > 0 {
		return nil, foreignHeader(t, foreign)
	}
	if p.entryFor("name") == nil {
		return nil, &Problem{Line: t.line, Reason: words.Say("the header has no column called name: %s", words.Say(guessHint))}
	}
	return p, nil
}

// ourColumn finds what a header means to us: a field, a control, or, without an
// error, nothing.
func ourColumn(t *table, header string, vocabulary *terms) (*entry, error) {
	if f, ok := fieldNamed(header); ok {
		return &entry{field: f}, nil
	}
	if ids := vocabulary.controls.byFold[fold(header)]; len(ids) == 1 {
		return &entry{control: ids[0]}, nil
	}
	if controlLike.MatchString(header) {
		_, no := vocabulary.controls.find(header, vocabulary)
		return nil, &Problem{Line: t.line, Column: header, Reason: words.Say("the column is named like a control, and it %s", no.reason), Nearest: no.nearest}
	}
	return nil, nil
}

// foreignHeader says which columns are not ours, and what to do.
func foreignHeader(t *table, foreign []int) error {
	const shown = 3
	var names []string
	for _, i := range foreign[:min(len(foreign), shown)] {
		names = append(names, quote(t.header[i])+nearestHint(NearestNames(t.header[i], fieldNames())).String())
	}
	named := words.Say("%s", strings.Join(names, ", "))
	if len(foreign) > shown {
		named = words.Say("%s and %d more", named, len(foreign)-shown)
	}
	return words.Errorf("the header names columns that are not ours: %s: %s", named, words.Say(guessHint))
}

func foldedSet(spellings ...string) map[string]bool {
	set := map[string]bool{}
	for _, s := range spellings {
		set[fold(s)] = true
	}
	return set
}

// clean removes white space around a cell, and the apostrophe that keeps a
// spreadsheet from taking the cell for a formula. Accents are composed, however
// the table encodes them: a name has to be one name.
func clean(cell string) string {
	cell = norm.NFC.String(strings.TrimSpace(cell))
	if neutralised(cell) {
		return cell[1:]
	}
	return cell
}

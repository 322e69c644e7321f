package exchange

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"

	"demarc/assess"
	"demarc/words"
)

// Map says how a foreign table becomes assets: which of its columns fill which
// of our fields, what its words mean, how it writes dates. GuessMap proposes
// one, Encode writes it for a person to correct, ReadMap reads it.
type Map struct {
	name    string // of the file, for errors
	dates   dateOrder
	lenient bool
	nothing []string
	compose []columnRef
	fields  []mapField
	// unused are remarks for the reader of the file, one for each column.
	unused []string
}

// mapField fills one of our fields, or names the accountable party of the
// control whose id is its name.
type mapField struct {
	name   string
	line   int
	parts  []mapPart
	remark string
}

type mapPart struct {
	from   []columnRef
	join   string // "" where the default serves
	values []translation
	// left are values without a translation, with nothing for ours: the file
	// shows them as remarks that are ready to fill in. More counts those that
	// are not shown.
	left []translation
	more int
}

type translation struct {
	theirs, ours string
	line         int
	remark       string
}

// columnRef names a column by its header, or by its number where number > 0.
type columnRef struct {
	header string
	number int
	line   int
}

// The keys of the file.
const (
	keyDates        = "dates"
	keyUntranslated = "untranslated"
	keyNothing      = "nothing"
	keyCompose      = "compose_external_id"
	keyFields       = "fields"
	keyFrom         = "from"
	keyJoin         = "join"
	keyValues       = "values"
	leaveOut        = "leave_out"
	rejectRow       = "reject"
)

// usuallyNothing is how people say nothing in a table, unless the map says
// otherwise.
var usuallyNothing = []string{"N/A", "NA", "#N/A", "none", "not applicable", "not provided", "not reported", "unknown", "TBD", "TBC", "null", "-", "?"}

// mapError points at a line of the map.
type mapError struct {
	name   string
	line   int
	reason words.Said
}

func (e *mapError) Error() string { return e.In(words.English) }

// In is the error in a language.
func (e *mapError) In(l assess.Language) string {
	if e.line == 0 {
		return l.T("%s: %s", e.name, e.reason.In(l))
	}
	return l.T("%s, line %d: %s", e.name, e.line, e.reason.In(l))
}

func (m *Map) complain(line int, format string, args ...any) error {
	return &mapError{m.name, line, words.Say(format, args...)}
}

// bind applies the map to a table: its columns must be there, and its
// translations must lead to things that are known.
func (m *Map) bind(t *table, vocabulary *terms) (*plan, error) {
	vocabulary.dates = m.dates
	p := &plan{words: vocabulary, header: t.header, columns: t.column, lenient: m.lenient}
	p.nothing = foldedSet(m.nothing...)
	for _, f := range m.fields {
		e, err := m.bindField(f, t, vocabulary)
		if err != nil {
			return nil, err
		}
		p.entries = append(p.entries, e)
	}
	for _, ref := range m.compose {
		i, err := m.find(ref, t)
		if err != nil {
			return nil, err
		}
		p.idColumns = append(p.idColumns, i)
	}
	return p, nil
}

func (m *Map) bindField(f mapField, t *table, vocabulary *terms) (*entry, error) {
	e := &entry{}
	if ours, ok := fieldNamed(f.name); ok {
		e.field = ours
	} else {
		id, no := vocabulary.controls.find(f.name, vocabulary)
		if no != nil {
			return nil, m.complain(f.line, "%s is neither a field nor a known control%s", quote(f.name), nearestHint(no.nearest))
		}
		e.control = id
	}
	for _, mp := range f.parts {
		bound := part{join: mp.join, ours: map[string]string{}}
		if bound.join == "" {
			bound.join = usualJoin(e)
		}
		for _, ref := range mp.from {
			i, err := m.find(ref, t)
			if err != nil {
				return nil, err
			}
			bound.columns = append(bound.columns, i)
		}
		for _, v := range mp.values {
			if err := m.checkTarget(e, v, vocabulary); err != nil {
				return nil, err
			}
			bound.ours[fold(v.theirs)] = v.ours
		}
		e.parts = append(e.parts, bound)
	}
	return e, nil
}

func usualJoin(e *entry) string {
	if e.field != nil && e.field.prose {
		return "\n"
	}
	return " "
}

// checkTarget refuses a translation into a word that the field does not take.
func (m *Map) checkTarget(e *entry, v translation, vocabulary *terms) error {
	targets := []string{v.ours}
	if e.field != nil && e.field.list {
		targets = splitList(v.ours)
	}
	for _, target := range targets {
		if target == "" {
			continue
		}
		if no := e.put(&Row{}, target, vocabulary); no != nil {
			return m.complain(v.line, "%s %s%s", quote(target), no.reason, nearestHint(no.nearest))
		}
	}
	return nil
}

// find finds a column of the table.
func (m *Map) find(ref columnRef, t *table) (int, error) {
	if ref.number > 0 {
		if ref.number > len(t.header) {
			return 0, m.complain(ref.line, "there is no column %d: the table has %d", ref.number, len(t.header))
		}
		return ref.number - 1, nil
	}
	var at []int
	for i, header := range t.header {
		if sameHeader(header, ref.header) {
			at = append(at, i)
		}
	}
	switch len(at) {
	case 1:
		return at[0], nil
	case 0:
		return 0, m.complain(ref.line, "the table has no column %s%s", quote(ref.header), nearestHint(quoteAll(NearestNames(ref.header, t.header))))
	}
	numbers := make([]string, len(at))
	for i, c := range at {
		numbers[i] = fmt.Sprint(c + 1)
	}
	return 0, m.complain(ref.line, "%d columns are headed %s: name one by its number, %s", len(at), quote(ref.header), strings.Join(numbers, ", "))
}

// sameHeader compares headers without regard to case and white space; headers
// are broken into lines by whoever made the column narrow.
func sameHeader(a, b string) bool {
	return strings.EqualFold(norm.NFC.String(squeeze(a)), norm.NFC.String(squeeze(b)))
}

func quoteAll(texts []string) []string {
	quoted := slices.Clone(texts)
	for i := range quoted {
		quoted[i] = quote(quoted[i])
	}
	return quoted
}

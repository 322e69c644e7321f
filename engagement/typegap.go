package engagement

import (
	"maps"
	"path/filepath"
	"slices"

	"demarc/assess"
	"demarc/history"
	"demarc/report"
	"demarc/words"
)

// TypeGap is a character that a report would show as a box, or, Unshaped, not
// as its readers write it, and where it stands on record.
type TypeGap struct {
	Rune     rune
	Unshaped bool
	// Places are the first few, such as "asset “Triage”, name"; More is how many
	// others there are.
	Places []string
	More   int
}

// namedPlaces is how many places of a character are named.
const namedPlaces = 3

// TypeGaps finds, before a report is made, what it could not set of what is on
// record, with fallback fonts behind the program's own. They are in the order of
// the records, and worded in a language.
func (s *Session) TypeGaps(l *words.Language, fallback [][]byte) ([]TypeGap, error) {
	fonts := s.library.Fonts
	fonts.Fallback = fallback
	coverage, err := report.NewCoverage(fonts)
	if err != nil {
		return nil, unavailable(err, "the report could not be set: %v", err)
	}
	var gaps []TypeGap
	known, n := map[rune]int{}, s.narrator(l)
	for _, record := range s.state.Records() {
		fields := history.Flatten(record)
		for _, path := range slices.Sorted(maps.Keys(fields)) {
			for _, m := range coverage.Lacks(path + fields[path]) {
				at, seen := known[m.Rune]
				if !seen {
					at = len(gaps)
					known[m.Rune] = at
					gaps = append(gaps, TypeGap{Rune: m.Rune, Unshaped: m.Unshaped})
				}
				if gap := &gaps[at]; len(gap.Places) == namedPlaces {
					gap.More++
				} else {
					gap.Places = append(gap.Places, n.placeOf(record, path))
				}
			}
		}
	}
	return gaps, nil
}

// placeOf names a field of a record.
func (n *narrator) placeOf(record assess.Record, path string) string {
	ref := record.Ref()
	unit := standsFor(ref.Kind, history.UnitOf(ref.Kind, path))
	if births[ref.Kind] == path {
		unit = path
	}
	field := n.fieldWord(ref.Kind, unit)
	change := []history.Change{{Ref: ref}}
	switch ref.Kind {
	case assess.KindEngagement:
		return n.say("%s, %s", n.kindWord(ref.Kind), field)
	case assess.KindCell:
		cell, _ := n.cells(change)
		return n.say("%s, %s", cell, field)
	case assess.KindRule:
		rule, _ := n.rules(change)
		return n.say("%s, %s", rule, field)
	case assess.KindDisposition:
		return n.say("%s, %s", n.findingName(record.(*assess.Disposition)), field)
	}
	return n.say("%s “%s”, %s", n.kindWord(ref.Kind), shorten(n.name(ref.Kind, ref.Key), 60), field)
}

// maxFont bounds a font file: the largest Chinese ones have some 30 MiB.
const maxFont = 64 << 20

// ReadFont reads a font for the characters that the report's typeface lacks.
func ReadFont(path string) ([]byte, error) {
	data, err := readBounded(path, maxFont)
	if err != nil {
		return nil, unreadable(filepath.Base(path), err)
	}
	if err := report.CheckFallback(data); err != nil {
		return nil, wrongInput("%s cannot be used as a font: %v", filepath.Base(path), err)
	}
	return data, nil
}

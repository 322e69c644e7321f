package engagement

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"demarc/assess"
	"demarc/history"
	"demarc/report"
	"demarc/words"
)

// Releasable is a field of a record that a redacted edition does not show as it
// is, unless it is released.
type Releasable struct {
	Release string // as ReportOptions take it
	Field   string // what it is called
	Texts   []string
}

// ReleasableRecords lists the records with such fields, by what they are called:
// cells, which are many, behind the others.
func (s *Session) ReleasableRecords(l *words.Language) (refs []assess.Ref, names []string) {
	n, findings := s.narrator(l), s.findingIDs()
	records := s.state.Records()
	slices.SortStableFunc(records, func(a, b assess.Record) int { return cmp.Compare(behind(a), behind(b)) })
	for _, record := range records {
		ref := record.Ref()
		if ref.Kind == assess.KindDisposition && !findings[ref.Key] {
			continue // a finding that is no more is not in the report
		}
		if len(releasablePaths(record)) > 0 {
			refs, names = append(refs, ref), append(names, n.thing(record))
		}
	}
	return refs, names
}

// behind is 1 for a record that is listed behind others.
func behind(record assess.Record) int {
	if record.Ref().Kind == assess.KindCell {
		return 1
	}
	return 0
}

// ReleasableFields lists the fields of one record that hold something.
func (s *Session) ReleasableFields(l *words.Language, ref assess.Ref) []Releasable {
	record := s.state.Get(ref)
	if record == nil {
		return nil
	}
	n := s.narrator(l)
	var list []Releasable
	found := releasablePaths(record)
	for _, path := range slices.Sorted(maps.Keys(found)) {
		texts := found[path]
		for i, text := range texts {
			texts[i] = n.orName(text)
		}
		list = append(list, Releasable{Release: releaseOf(ref, path), Field: n.releaseWord(ref.Kind, path), Texts: texts})
	}
	return list
}

// orName is the name behind an id, or else the text itself.
func (n *narrator) orName(text string) string {
	for _, kind := range []assess.RecordKind{assess.KindParty, assess.KindAsset, assess.KindEvidence} {
		if n.session.state.Get(assess.Ref{Kind: kind, Key: text}) != nil {
			return n.name(kind, text)
		}
	}
	return text
}

// NameRelease says of what record a release is, and which field; it fails where
// the report would.
func (s *Session) NameRelease(l *words.Language, release string) (record, field string, err error) {
	found, err := s.findRelease(release)
	if err != nil {
		return "", "", err
	}
	of := s.state.Get(found.Ref)
	if of == nil {
		return "", "", wrongInput("%q names no field of a record", release)
	}
	n := s.narrator(l)
	return n.thing(of), n.releaseWord(found.Ref.Kind, found.Field), nil
}

func (s *Session) findingIDs() map[string]bool { return idsOf(s.evaluation.Findings()) }

func releaseOf(ref assess.Ref, path string) string {
	if ref.Kind == assess.KindEngagement {
		return string(ref.Kind) + "/" + path
	}
	return string(ref.Kind) + "/" + ref.Key + "/" + path
}

// releasablePaths finds what stands in the fields of a record that can be
// released, by their paths.
func releasablePaths(record assess.Record) map[string][]string {
	can := report.Releasable(record.Ref().Kind)
	fields, found := history.Flatten(record), map[string][]string{}
	for _, path := range slices.Sorted(maps.Keys(fields)) {
		name, text := withoutKeys(path), fields[path]
		if !slices.Contains(can, name) {
			continue
		}
		if key, isSet := element(path, name); isSet {
			text = key
			if unquoted, err := strconv.Unquote(key); err == nil {
				text = unquoted
			}
		}
		found[name] = append(found[name], text)
	}
	return found
}

// withoutKeys is a path without the keys of what it leads through:
// exclusions[…].what becomes exclusions.what.
func withoutKeys(path string) string {
	open := strings.IndexByte(path, '[')
	if open < 0 {
		return path
	}
	end := strings.LastIndexByte(path, ']')
	return path[:open] + path[max(open, end+1):]
}

// thing names a record, with its kind where the name alone does not say it.
func (n *narrator) thing(record assess.Record) string {
	ref := record.Ref()
	change := []history.Change{{Ref: ref}}
	switch ref.Kind {
	case assess.KindEngagement:
		return n.kindWord(ref.Kind)
	case assess.KindCell:
		cell, _ := n.cells(change)
		return cell
	case assess.KindRule:
		rule, _ := n.rules(change)
		return rule
	case assess.KindDisposition:
		return n.findingName(record.(*assess.Disposition))
	}
	return n.say("%s “%s”", n.kindWord(ref.Kind), shorten(n.name(ref.Kind, ref.Key), 60))
}

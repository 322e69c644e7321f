package engagement

import (
	"slices"
	"strings"

	"demarc/assess"
	"demarc/history"
	"demarc/words"
)

// trail knows which commits changed which record, so that the history of one
// cell is told without reading the whole log. It is made when it is first asked
// for, and follows every commit from then on.
type trail struct {
	commits  []history.Entry // oldest first, without their digests
	place    map[history.ID]int
	records  numbers         // the first parts of keys
	controls numbers         // the second parts, of cells
	last     map[spot]uint32 // the step that changed it last, counted from 1
	steps    []step
	told     map[telling][]string
}

// telling is what a commit did, in a language.
type telling struct {
	commit   history.ID
	language *words.Language
}

// spot is a record, such as an asset, with some of its controls: as many as a
// step has bits for.
type spot struct{ record, part uint32 }

// step is a commit that changed something, the step before that did, and what
// it was: a bit for each control, the first part's first for the record itself.
// A change of a thousand assets thus takes a thousand steps, not one for each
// of their cells.
type step struct {
	commit, before uint32
	bits           uint64
}

const bits = 64

// numbers numbers words, from 1.
type numbers map[string]uint32

func (n numbers) of(word string) uint32 {
	number, known := n[word]
	if !known {
		number = uint32(len(n) + 1)
		n[strings.Clone(word)] = number
	}
	return number
}

// trail is the trail of the log as it is now.
func (s *Session) trail() (*trail, error) {
	if s.past != nil {
		return s.past, nil
	}
	log, err := s.entries()
	if err != nil {
		return nil, err
	}
	made := &trail{place: map[history.ID]int{}, records: numbers{}, controls: numbers{}, last: map[spot]uint32{}, told: map[telling][]string{}}
	for _, entry := range log {
		did, err := s.did(entry, s.read)
		if err != nil {
			return nil, err
		}
		made.add(entry, did.changes)
	}
	s.past = made
	return made, nil
}

// add follows a commit. What was told may have named what has another name now.
func (t *trail) add(entry history.Entry, changes []history.Change) {
	entry.Header.Digests = nil
	commit := uint32(len(t.commits))
	t.place[entry.ID], t.commits = len(t.commits), append(t.commits, entry)
	for _, change := range changes {
		record, control, _ := strings.Cut(change.Ref.Key, "/")
		place := uint32(0)
		if change.Ref.Kind == assess.KindCell {
			place = t.controls.of(control)
		} else {
			clear(t.told)
		}
		t.mark(spot{t.records.of(record), place / bits}, 1<<(place%bits), commit)
	}
}

func (t *trail) mark(at spot, bit uint64, commit uint32) {
	before := t.last[at]
	if before == 0 || t.steps[before-1].commit != commit {
		t.steps = append(t.steps, step{commit: commit, before: before})
		before = uint32(len(t.steps))
		t.last[at] = before
	}
	t.steps[before-1].bits |= bit
}

// of lists the commits that changed an asset, or one of its cells where a
// control is named, or one of some other records, newest first.
func (t *trail) of(asset, control string, others []string) []uint32 {
	var found []uint32
	gather := func(at spot, bits uint64) {
		for next := t.last[at]; next > 0; next = t.steps[next-1].before {
			if t.steps[next-1].bits&bits != 0 {
				found = append(found, t.steps[next-1].commit)
			}
		}
	}
	const all = 1<<bits - 1
	if place := t.controls[control]; place > 0 {
		gather(spot{t.records[asset], place / bits}, 1<<(place%bits))
	}
	for part := range uint32(len(t.controls)/bits + 1) {
		if control == "" {
			gather(spot{t.records[asset], part}, all)
		}
		for _, id := range others {
			gather(spot{t.records[id], part}, all)
		}
	}
	slices.SortFunc(found, func(a, b uint32) int { return int(b) - int(a) })
	return slices.Compact(found)
}

// Recent lists the newest commits about an asset, or about one of its cells
// where a control is named, both by id. It says what Log says, without the
// changes and their digests, and is quick.
func (s *Session) Recent(l *words.Language, asset, control string, most int) ([]LogEntry, error) {
	t, err := s.trail()
	if err != nil {
		return nil, err
	}
	line, err := s.line()
	if err != nil {
		return nil, err
	}
	known := s.catalogue.Control(control)
	if control != "" && known == nil {
		return nil, nil
	}
	found := t.of(asset, control, s.about(asset, known))
	var list []LogEntry
	for _, at := range found[:min(len(found), most)] {
		entry := t.commits[at]
		sentences, err := s.retell(l, t, entry)
		if err != nil {
			return nil, err
		}
		list = append(list, LogEntry{Entry: entry, Sentences: sentences, OnLine: line[entry.ID]})
	}
	return list, nil
}

// retell says what a commit did, as Log does, and remembers it.
func (s *Session) retell(l *words.Language, t *trail, entry history.Entry) ([]string, error) {
	first, err := s.tellFirst(l, t, entry)
	if err != nil || !replays(entry.Header.Kind) {
		return first, err
	}
	return tellReplay(l, entry.Header.Kind, first), nil
}

// tellFirst says what a commit did; what was undone or redone speaks for an
// undo or a redo.
func (s *Session) tellFirst(l *words.Language, t *trail, entry history.Entry) ([]string, error) {
	for replays(entry.Header.Kind) {
		at, known := t.place[entry.Header.Target]
		if !known {
			return nil, nil
		}
		entry = t.commits[at]
	}
	if told, known := t.told[telling{entry.ID, l}]; known {
		return told, nil
	}
	did, err := s.did(entry, s.read)
	if err != nil {
		return nil, err
	}
	told := s.tell(l, entry, did)
	t.told[telling{entry.ID, l}] = told
	return told, nil
}

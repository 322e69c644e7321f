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
	commits []history.Entry // oldest first, without their digests
	place   map[history.ID]int
	words   map[string]uint32 // the parts of keys, numbered
	last    map[spot]uint32   // the step that changed it last, counted from 1
	steps   []step
	told    map[telling][]string
}

// telling is what a commit did, in a language.
type telling struct {
	commit   history.ID
	language *words.Language
}

// spot is what a key is about: an asset (or another record) as a whole, or one
// control on it.
type spot struct{ record, control uint32 }

// step is a commit that changed something, and the step before that did.
type step struct{ commit, before uint32 }

// trail is the trail of the log as it is now.
func (s *Session) trail() (*trail, error) {
	if s.past != nil {
		return s.past, nil
	}
	log, err := s.entries()
	if err != nil {
		return nil, err
	}
	made := &trail{place: map[history.ID]int{}, words: map[string]uint32{}, last: map[spot]uint32{}, told: map[telling][]string{}}
	for _, entry := range log {
		changes, err := s.changes(entry.ID)
		if err != nil {
			return nil, err
		}
		made.add(entry, changes)
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
		t.mark(spot{record: t.number(record)}, commit)
		if change.Ref.Kind == assess.KindCell {
			t.mark(spot{t.number(record), t.number(control)}, commit)
		} else {
			clear(t.told)
		}
	}
}

func (t *trail) mark(at spot, commit uint32) {
	before := t.last[at]
	if before > 0 && t.steps[before-1].commit == commit {
		return
	}
	t.steps = append(t.steps, step{commit, before})
	t.last[at] = uint32(len(t.steps))
}

// number numbers a part of a key, from 1.
func (t *trail) number(word string) uint32 {
	n, known := t.words[word]
	if !known {
		n = uint32(len(t.words) + 1)
		t.words[strings.Clone(word)] = n
	}
	return n
}

// of lists the commits that changed an asset, or one of its cells where a
// control is named, or one of some rules, newest first.
func (t *trail) of(asset, control string, rules []*assess.Rule) []uint32 {
	var found []uint32
	gather := func(record, control string) {
		at := spot{t.words[record], t.words[control]}
		if at.record == 0 || control != "" && at.control == 0 {
			return
		}
		for next := t.last[at]; next > 0; next = t.steps[next-1].before {
			found = append(found, t.steps[next-1].commit)
		}
	}
	gather(asset, control)
	for _, rule := range rules {
		gather(rule.ID, "")
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
	found := t.of(asset, control, s.reaching(asset, control))
	var list []LogEntry
	for _, at := range found[:min(len(found), most)] {
		entry := t.commits[at]
		sentences, err := s.retell(l, t, entry)
		if err != nil {
			return nil, err
		}
		list = append(list, LogEntry{Entry: entry, Sentences: sentences})
	}
	return list, nil
}

// reaching lists the rules that apply to an asset, or to one of its cells.
func (s *Session) reaching(asset, control string) []*assess.Rule {
	found, known := s.state.Assets[asset], s.catalogue.Control(control)
	if found == nil || control != "" && known == nil {
		return nil
	}
	return slices.DeleteFunc(s.evaluation.Reaching(found), func(r *assess.Rule) bool { return known != nil && !r.Covers(known) })
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
	changes, err := s.changes(entry.ID)
	if err != nil {
		return nil, err
	}
	told := s.sentences(l, changes)
	t.told[telling{entry.ID, l}] = told
	return told, nil
}

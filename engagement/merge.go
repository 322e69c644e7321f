package engagement

import (
	"slices"

	"demarc/assess"
	"demarc/history"
	"demarc/store"
	"demarc/words"
)

// Merging is a merge that was looked at and not made yet. It is good until the
// engagement is changed, and holds the other file open until Close.
type Merging struct {
	// Commits are what would come, parents before children; By is who made them.
	Commits []history.Entry
	By      []string
	// Nothing says that the engagement has everything already, Forward that the
	// other side has everything that is here, so that its head is taken over.
	Nothing, Forward bool
	// Undone is the merge that brought the other side and that was undone since.
	Undone *UndoneMerge
	// Conflicts are what a person has to answer, nothing preselected.
	Conflicts []MergeConflict
	// Forgotten are records that one side forgot and the other still has.
	Forgotten []assess.Ref

	session  *Session
	other    *otherSide
	graph    *history.Graph
	head     history.ID
	brought  map[history.ID]bool
	parcels  map[history.ID]store.Parcel
	load     history.Load
	merge    *history.Merge
	sides    [2]*mergeSide
	meanings []meaning
	changes  []history.Change // that come without a question
}

// PrepareMerge looks at what merging another copy of the engagement, or a
// handoff, would do. Of the options the passphrase alone is used, for the other
// file. Nothing is changed; the caller closes what is returned.
func (s *Session) PrepareMerge(path string, other Options) (*Merging, error) {
	from, err := s.openOther(path, other)
	if err != nil {
		return nil, err
	}
	m := &Merging{session: s, other: from, brought: map[history.ID]bool{}, parcels: map[history.ID]store.Parcel{}}
	m.load = history.Remember(m.read)
	if err := m.look(); err != nil {
		from.Close()
		return nil, err
	}
	return m, nil
}

// Close lets go of the other file.
func (m *Merging) Close() error { return m.other.Close() }

// Heads are the newest commits of both sides.
func (m *Merging) Heads() (ours, theirs history.ID) { return m.head, m.other.head }

func (m *Merging) look() (err error) {
	if m.graph, m.head, err = m.session.file.Graph(); err != nil {
		return storeError(err)
	}
	if m.Commits, err = m.other.bring(m.session, m.graph); err != nil {
		return err
	}
	for _, entry := range m.Commits {
		m.brought[entry.ID] = true
		m.By = append(m.By, entry.Header.Author)
	}
	slices.Sort(m.By)
	m.By = slices.Compact(m.By)
	switch theirs := m.other.head; {
	case m.graph.Contains(m.head, theirs):
		m.Nothing, m.Undone = true, m.undone()
		return nil
	case m.graph.Contains(theirs, m.head):
		m.Forward = true
		net, err := m.graph.Net(m.head, theirs, m.load)
		m.changes = net.Changes
		return storeError(err)
	default:
		return m.compare()
	}
}

// read reads a commit from the side that has it.
func (m *Merging) read(id history.ID) (history.Commit, error) {
	file := m.session.file
	if m.brought[id] {
		file = m.other.File
	}
	parcel, err := file.Parcel(id)
	if err != nil {
		return history.Commit{}, err
	}
	if m.brought[id] {
		m.parcels[id] = parcel
	}
	return parcel.Commit()
}

// compare merges the two heads as far as that goes without a person.
func (m *Merging) compare() (err error) {
	if m.merge, err = m.graph.Merge(m.head, m.other.head, m.load, m.session.state.Get); err != nil {
		return storeError(err)
	}
	m.Forgotten = m.merge.Forgotten
	if err := m.attribute(); err != nil {
		return storeError(err)
	}
	m.meanings = m.findMeanings()
	return m.describe()
}

// Sentences say in a language what comes, but for what is in conflict.
func (m *Merging) Sentences(l *words.Language) []string {
	return m.session.sentences(l, m.changes)
}

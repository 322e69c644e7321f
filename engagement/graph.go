package engagement

import (
	"demarc/assess"
	"demarc/history"
)

// graph is the history as its headers tell it, and its head; to be read only.
// It is read when it is first asked for, and follows every commit from then on.
func (s *Session) graph() (*history.Graph, history.ID, error) {
	if s.chain == nil {
		graph, head, err := s.file.Graph()
		if err != nil {
			return nil, history.ID{}, storeError(err)
		}
		s.chain, s.head = graph, head
	}
	return s.chain, s.head, nil
}

// losePast forgets what is remembered of the history. That is due when the file
// took in commits of another copy, and when changes were erased.
func (s *Session) losePast() { s.chain, s.past, s.lined = nil, nil, nil }

// followPast takes a commit of our own into what is remembered.
func (s *Session) followPast(commit history.Commit) {
	if s.chain != nil {
		if s.head = commit.ID; s.chain.Add(commit.Entry) != nil {
			s.chain = nil // the file says better what its history is
		}
	}
	if s.lined != nil {
		s.lined[commit.ID] = true
	}
	if s.past != nil {
		s.past.add(commit.Entry, commit.Changes)
	}
}

// line is what this copy went through, without what merges brought.
func (s *Session) line() (map[history.ID]bool, error) {
	if s.lined != nil {
		return s.lined, nil
	}
	graph, head, err := s.graph()
	if err != nil {
		return nil, err
	}
	line := graph.Line(head)
	s.lined = make(map[history.ID]bool, len(line))
	for _, entry := range line {
		s.lined[entry.ID] = true
	}
	return s.lined, nil
}

// Stack lists what can be undone and what can be made again, the next one last.
func (s *Session) Stack() (undo, redo []history.ID, err error) {
	graph, head, err := s.graph()
	if err != nil {
		return nil, nil, err
	}
	undo, redo = graph.Stack(head)
	return undo, redo, nil
}

// read reads a commit with what is left of its changes.
func (s *Session) read(id history.ID) (history.Commit, error) {
	commit, err := s.file.Read(id)
	if err != nil {
		return history.Commit{}, storeError(err)
	}
	return commit, nil
}

// deeds are what a commit did, as whoever looks back on the local line sees it.
type deeds struct {
	changes []history.Change
	erased  []assess.Ref
	brought []history.ID // by a merge, without the merge itself
}

// did reads what a commit did. Of a merge that is what it brought: all that
// differs from the commit before it on the line, wherever it was changed.
func (s *Session) did(entry history.Entry, load history.Load) (deeds, error) {
	graph, _, err := s.graph()
	if err != nil {
		return deeds{}, err
	}
	previous, known := graph.Previous(entry.ID)
	if entry.Header.Kind != history.KindMerge || len(entry.Header.Parents) < 2 || !known {
		commit, err := load(entry.ID)
		return deeds{changes: commit.Changes, erased: commit.Erased}, err
	}
	net, err := graph.Net(previous, entry.ID, load)
	if err != nil {
		return deeds{}, storeError(err)
	}
	missing := graph.Missing(previous, entry.ID)
	return deeds{net.Changes, net.Erased, missing[:len(missing)-1]}, nil
}

package engagement

import (
	"slices"

	"demarc/history"
	"demarc/words"
)

// Undo takes the last change back, as a commit of its own, and says in a
// language what it was. A merge is taken back as a whole: all that it brought.
func (s *Session) Undo(l *words.Language) (string, error) {
	undo, _, err := s.Stack()
	if err != nil {
		return "", err
	}
	if len(undo) == 0 {
		return "", s.nothingToUndo()
	}
	return s.replay(l, history.KindUndo, undo[len(undo)-1])
}

// nothingToUndo says why, where there are changes that anybody sees in the log.
func (s *Session) nothingToUndo() error {
	trouble := refused("there is nothing to undo")
	log, err := s.entries()
	if err != nil {
		return err
	}
	if slices.ContainsFunc(log, func(e history.Entry) bool { return e.Header.Kind == history.KindForget }) {
		return trouble.hint("what was changed before something was forgotten stays: taking it back could bring that back")
	}
	return trouble
}

// CanUndo reports whether there is a change to take back. Mostly the newest commit
// says so; only behind one that took something back, or that may have brought a
// forgetting, is the history asked.
func (s *Session) CanUndo() bool {
	head, err := s.Head()
	if err != nil {
		return false
	}
	switch head.Header.Kind {
	case history.KindUndo, history.KindRedo, history.KindForget, history.KindMerge:
	default:
		return len(head.Header.Parents) > 0
	}
	undo, _, err := s.Stack()
	return err == nil && len(undo) > 0
}

// Redo makes the change again that was undone last.
func (s *Session) Redo(l *words.Language) (string, error) {
	_, redo, err := s.Stack()
	if err != nil {
		return "", err
	}
	if len(redo) == 0 {
		return "", refused("there is nothing to redo")
	}
	return s.replay(l, history.KindRedo, redo[len(redo)-1])
}

func (s *Session) replay(l *words.Language, kind history.Kind, target history.ID) (string, error) {
	graph, _, err := s.graph()
	if err != nil {
		return "", err
	}
	entry, _ := graph.Entry(target)
	did, err := s.did(entry, history.Remember(s.read))
	if err != nil {
		return "", err
	}
	if len(did.erased) > 0 {
		return "", refused("part of this change was forgotten: nobody knows any more what to go back to")
	}
	changes := did.changes
	if kind == history.KindUndo {
		changes = history.Invert(changes)
	}
	change := newEdit()
	for _, c := range changes {
		record, err := history.Apply(s.state.Get(c.Ref), c)
		if err != nil {
			return "", s.inTheWay(l, c, err)
		}
		change.set(c.Ref, record)
	}
	sentence := OneSentence(l, s.tell(l, entry, did))
	return sentence, s.save(kind, s.capacity(), target, change, nil)
}

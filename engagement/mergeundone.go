package engagement

import (
	"slices"

	"demarc/history"
	"demarc/words"
)

// UndoneMerge is a merge that brought the other side, and the undo that took it
// back.
type UndoneMerge struct {
	Merge, Undo history.Entry
}

// Said says what was undone, when, and by whom.
func (u *UndoneMerge) Said() words.Said {
	return words.Say("the merge of %s was undone on %s by %s", localMoment(u.Merge), localMoment(u.Undo), u.Undo.Header.Author)
}

func localMoment(entry history.Entry) string {
	return entry.Header.Time.Time().Local().Format("2006-01-02 15:04")
}

// undone finds the newest merge on the local line that brought the other side
// and is undone now.
func (m *Merging) undone() *UndoneMerge {
	var stands []UndoneMerge
	for _, entry := range m.graph.Line(m.head) {
		target, known := m.graph.Entry(entry.Header.Target)
		if !known || len(target.Header.Parents) < 2 {
			continue
		}
		stands = slices.DeleteFunc(stands, func(u UndoneMerge) bool { return u.Merge.ID == target.ID })
		if entry.Header.Kind == history.KindUndo {
			stands = append(stands, UndoneMerge{target, entry})
		}
	}
	for _, u := range slices.Backward(stands) {
		before, _ := m.graph.Previous(u.Merge.ID)
		if m.graph.Contains(u.Merge.ID, m.other.head) && !m.graph.Contains(before, m.other.head) {
			return &u
		}
	}
	return nil
}

// Redo makes the merge again that brought the other side and was undone, though
// other commits followed, and says in a language what it brought.
func (m *Merging) Redo(l *words.Language) (string, error) {
	s := m.session.itself()
	if m.Undone == nil {
		return "", refused("no merge of %s was undone, so there is none to redo", m.other.name)
	}
	return s.replay(l, history.KindRedo, m.Undone.Merge.ID)
}

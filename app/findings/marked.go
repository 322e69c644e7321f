package findings

import (
	"fyne.io/fyne/v2"

	"demarc/app/look"
	"demarc/assess"
)

// Mark marks the selected finding, or takes that back. What is decided or done
// then is about all that are marked.
func (s *Screen) Mark() {
	f := s.current()
	if f == nil {
		return
	}
	if s.marked[f.ID] = !s.marked[f.ID]; !s.marked[f.ID] {
		delete(s.marked, f.ID)
	}
	s.drawMarks()
	s.focusList()
}

// unmark takes all marks back.
func (s *Screen) unmark() {
	clear(s.marked)
	s.drawMarks()
	s.focusList()
}

func (s *Screen) drawMarks() {
	s.drawChips()
	s.root.Refresh()
	s.table.Refresh()
	s.showPanel()
}

// Escape takes the marks back where the list has the keyboard; it reports
// whether there were any.
func (s *Screen) Escape() bool {
	if len(s.marked) == 0 || s.desk.Window.Canvas().Focused() != s.table.Focusable() {
		return false
	}
	s.unmark()
	return true
}

// answered are the findings that a decision or an action is about: those marked,
// or else the selected one.
func (s *Screen) answered() []string {
	var ids []string
	for i := range s.model.all {
		if s.marked[s.model.all[i].ID] {
			ids = append(ids, s.model.all[i].ID)
		}
	}
	if len(ids) == 0 {
		ids = append(ids, s.selected)
	}
	return ids
}

// forMarked says on a button for how many findings it counts.
func (s *Screen) forMarked(verb string) string {
	n := len(s.marked)
	if n == 0 {
		return verb
	}
	return s.desk.T("%s · %s", verb, s.desk.N(n, "%s marked finding", "%s marked findings"))
}

// commonState is the disposition that all findings have which a decision is
// about, or none.
func (s *Screen) commonState(x detail) assess.DispositionState {
	if len(s.marked) == 0 {
		return x.state
	}
	var common assess.DispositionState
	for i, id := range s.answered() {
		state := s.model.find(id).State(s.model.today)
		if i > 0 && state != common {
			return ""
		}
		common = state
	}
	return common
}

// panelMarks says that more is meant than the finding that is shown.
func (s *Screen) panelMarks() fyne.CanvasObject {
	d, l := s.desk, s.desk.Look
	count := l.Label(d.N(len(s.marked), "%s finding is marked", "%s findings are marked"), look.SmallStrong, look.Accent)
	clearing := l.Link(d.T("Clear the marks"), look.Accent, s.unmark)
	return l.Column(2, l.Row(8, count, look.Space(), clearing),
		l.Label(d.T("What is decided and done here is for all of them."), look.Small, look.Text2))
}

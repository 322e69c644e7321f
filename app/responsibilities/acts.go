package responsibilities

import (
	"demarc/app/look"
	"demarc/assess"
)

// act is what a place's word begins here, or nil where it begins nothing.
func (s *screen) act(word string) func() {
	switch word {
	case "next-unowned":
		return func() { s.nextUnowned(1) }
	case "previous-unowned":
		return func() { s.nextUnowned(-1) }
	case "all":
		return s.clear
	case "show-state":
		return func() { s.tell(showState) }
	case "show-owner":
		return func() { s.tell(showOwner) }
	case "show-baseline":
		return func() { s.tell(showBaseline) }
	}
	if act := s.selectionAct(word); act != nil {
		return func() { s.onSelection(act) }
	}
	return nil
}

// selectionAct is what a word begins with the cells that are selected.
func (s *screen) selectionAct(word string) func(view *assess.CellView) {
	switch word {
	case "owner":
		return func(*assess.CellView) { s.reach(s.owner) }
	case "status":
		return func(*assess.CellView) { s.reach(s.status) }
	case "boundary":
		return func(*assess.CellView) { s.reach(s.duty) }
	case "template":
		return func(*assess.CellView) { s.template() }
	case "rule":
		return func(*assess.CellView) { s.beginRule() }
	case "evidence":
		return func(*assess.CellView) { s.addEvidence() }
	case "gap":
		return s.toggleGap
	}
	return nil
}

// onSelection does something with the selected cells; where there are none, it
// says what to do first.
func (s *screen) onSelection(act func(*assess.CellView)) {
	view, ok := s.current()
	if !ok {
		s.desk.Window.Say(s.desk.T("Select a cell first: none is listed here."), false)
		return
	}
	if s.sheet == nil {
		s.panel()
	}
	act(&view)
}

// reach gives a field of the panel the keyboard, or says why there is none.
func (s *screen) reach(field *look.Picker) {
	if field == nil {
		s.noDuty()
		return
	}
	s.desk.Focus(field)
}

func (s *screen) noDuty() {
	s.desk.Window.Say(s.desk.T("Nobody has a duty in this cell. Select another, or decide whose duty it is."), false)
}

func (s *screen) addEvidence() {
	if s.proof == nil {
		s.noDuty()
		return
	}
	s.proof()
}

// toggleGap turns what is said of the known gap around.
func (s *screen) toggleGap(view *assess.CellView) {
	if s.matrix.Selection().Single() && (view.Baseline == nil || view.Baseline.Gap == "") {
		s.desk.Window.Say(s.desk.T("No gap is known in this cell."), false)
		return
	}
	s.gap(view.Answer.GapAddressed != assess.TraitYes)
}

// beginRule asks for which assets the rule shall be.
func (s *screen) beginRule() {
	s.ruling = true
	s.panel()
	s.desk.Focus(s.scope)
}

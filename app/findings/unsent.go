package findings

import "demarc/assess"

// The forms of a finding are kept until they are sent or cancelled: one makes
// way for another, for another finding or screen, and comes back as it was.

var forms = []form{severityForm, decisionForm, actionForm}

// kept is under what a form of a finding is kept.
func kept(finding string, f form) string { return "findings/" + finding + "/" + string(f) }

const fieldAs fieldName = "as" // the disposition that is being decided

// opens makes a form the one in the panel, as far as it was filled in.
func (s *Screen) opens(f form) {
	s.closes()
	s.draft = s.recalled(f)
	s.desk.Unsent.Open(kept(s.selected, f))
}

// closes puts the form in the panel aside.
func (s *Screen) closes() {
	for _, f := range forms {
		s.desk.Unsent.Close(kept(s.selected, f))
	}
	s.draft = draft{}
}

// forgets ends the form in the panel; back brings it back.
func (s *Screen) forgets() (back func()) {
	before, again := s.draft, s.desk.Unsent.Drop(kept(s.selected, s.draft.form))
	s.draft = draft{}
	return func() {
		s.draft = before
		again()
	}
}

// turns goes to the forms of the finding that is selected now.
func (s *Screen) turns() {
	if s.drafted == s.selected {
		return
	}
	s.drafted, s.draft = s.selected, draft{}
	for _, f := range forms {
		if s.desk.Unsent.IsOpen(kept(s.selected, f)) {
			s.draft = s.recalled(f)
		}
	}
}

// recalled is a form with what was filled in before.
func (s *Screen) recalled(f form) draft {
	x := draft{form: f}
	if f == actionForm {
		x.proposed = s.proposal()
		x.set(fieldTitle, x.proposed)
	}
	for _, name := range allFields {
		if value, ok := s.desk.Unsent.Get(kept(s.selected, f), string(name)); ok {
			x.set(name, value)
		}
	}
	if as, ok := s.desk.Unsent.Get(kept(s.selected, f), string(fieldAs)); ok {
		x.as = known(as, assess.DispositionStates)
	}
	return x
}

// types and picks fill in a field of the form.
func (s *Screen) types(name fieldName, text string) {
	s.draft.set(name, text)
	s.desk.Unsent.Type(kept(s.selected, s.draft.form), string(name), text)
}

func (s *Screen) picks(name fieldName, value string) {
	s.draft.set(name, value)
	s.desk.Unsent.Pick(kept(s.selected, s.draft.form), string(name), value)
}

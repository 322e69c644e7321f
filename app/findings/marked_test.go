package findings

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"demarc/app/desk/desktest"
	"demarc/app/look"
	"demarc/assess"
)

// markFirst marks the first three findings, with the keyboard in the list.
func markFirst(t *testing.T) (*Screen, *desktest.Window, []string) {
	d, w := desktest.New(t)
	s := show(t, d, w)
	d.Look.Key = func(event *fyne.KeyEvent) {
		if event.Name == fyne.KeySpace {
			s.Mark()
		}
	}
	for range 3 {
		key(w, fyne.KeySpace)
		key(w, fyne.KeyDown)
	}
	ids := s.answered()
	if len(ids) != 3 || s.marked[s.selected] {
		t.Fatalf("%d are marked", len(ids))
	}
	return s, w, ids
}

// What is decided while several are marked is decided about those, whatever is
// selected: one commit, one undo, one sentence.
func TestADecisionIsAboutAllThatAreMarked(t *testing.T) {
	for _, c := range []struct {
		name string
		do   func(*testing.T, *Screen, *desktest.Window)
		is   func(*Screen, *assess.Finding) bool
		says string
	}{
		{"a disposition", func(t *testing.T, s *Screen, w *desktest.Window) {
			s.beginDecision(assess.DispositionFixed, s.model.detail(s.current()))
			fill(t, s, w, fieldBy, "Cloud Sec")
			press(t, w.Side, "Record as fixed · 3 marked findings")
		}, func(s *Screen, f *assess.Finding) bool { return f.State(s.model.today) == assess.DispositionFixed }, "3 findings: Fixed"},
		{"a severity", func(t *testing.T, s *Screen, w *desktest.Window) {
			press(t, w.Side, "Adjust severity")
			fill(t, s, w, fieldSeverity, "Low")
			fill(t, s, w, fieldReason, "Lab only")
			press(t, w.Side, "Set the severity · 3 marked findings")
		}, func(_ *Screen, f *assess.Finding) bool { return f.Severity == assess.SeverityLow }, "The severity of 3 findings is Low"},
		{"an action", func(t *testing.T, s *Screen, w *desktest.Window) {
			s.BeginAction()
			fill(t, s, w, fieldOwner, "Cloud Sec")
			fill(t, s, w, fieldDue, "2026-12-24")
			press(t, w.Side, "Add the action · 3 marked findings")
		}, func(s *Screen, f *assess.Finding) bool { return len(s.model.actions[f.ID]) == 1 }, "Cloud Security has an action that answers 3 findings"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, w, ids := markFirst(t)
			other, commits := s.selected, s.desk.Session.Commits()
			c.do(t, s, w)
			if len(w.Failed) > 0 || s.desk.Session.Commits() != commits+1 || len(s.marked) != 0 {
				t.Fatalf("%d commits, %d marks, failed %v", s.desk.Session.Commits()-commits, len(s.marked), w.Failed)
			}
			for _, id := range ids {
				if !c.is(s, s.model.find(id)) {
					t.Errorf("not done with %s", s.model.find(id).Title(nil))
				}
			}
			if c.is(s, s.model.find(other)) {
				t.Error("it is done with what was selected and not marked")
			}
			if said := w.Said[len(w.Said)-1]; said != c.says {
				t.Errorf("it says %q", said)
			}
			if _, err := s.desk.Session.Undo(nil); err != nil {
				t.Fatal(err)
			}
			s.Refresh()
			for _, id := range ids {
				if c.is(s, s.model.find(id)) {
					t.Error("one undo does not take it back")
				}
			}
		})
	}
}

func TestEscapeInTheListTakesTheMarksBack(t *testing.T) {
	s, w, _ := markFirst(t)
	w.Canvas().Focus(s.search)
	if s.Escape() {
		t.Error("escape in a field takes them back")
	}
	s.focusList()
	if !s.Escape() || len(s.marked) != 0 || w.Canvas().Focused() != s.table.Focusable() {
		t.Errorf("%d are marked still", len(s.marked))
	}
	if s.Escape() {
		t.Error("without marks escape is used up")
	}
}

// The selected finding may be none of those that the action answers.
func TestTheTitleProposedForAnActionIsTheAdviceForAMarkedFinding(t *testing.T) {
	s, _, ids := markFirst(t)
	marked := s.model.find(ids[0])
	for i := range s.model.all {
		if f := &s.model.all[i]; f.Action(nil) != marked.Action(nil) && !s.marked[f.ID] {
			s.selectRow(s.indexOf(f.ID))
		}
	}
	if s.current().Action(nil) == marked.Action(nil) {
		t.Fatal("both have the same advice, so the test shows nothing")
	}
	s.BeginAction()
	if got, want := s.draft.get(fieldTitle), shorten(marked.Action(nil)); got != want {
		t.Errorf("it proposes %q, want %q", got, want)
	}
}

func TestATitleIsTheFirstSentenceOfAnAdvice(t *testing.T) {
	for _, c := range []struct{ name, advice, want string }{
		{"one of two", "Name an owner. Then tell them.", "Name an owner"},
		{"one alone", "Name an owner.", "Name an owner"},
		{"with an initial", "Hand part of M. Okafor's duties over. Soon.", "Hand part of M. Okafor's duties over"},
		{"with a version", "Take TLS 1.3 into use. Soon.", "Take TLS 1.3 into use"},
		{"without a point", "Name an owner", "Name an owner"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := shorten(c.advice); got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

// Where those marked were decided differently, none of it stands as theirs.
func TestTheDispositionOfThoseMarkedIsWhatTheyShare(t *testing.T) {
	s, w, ids := markFirst(t)
	if got := s.commonState(s.model.detail(s.current())); got != assess.DispositionOpen {
		t.Errorf("all are open, and it says %q", got)
	}
	s.beginDecision(assess.DispositionInProgress, s.model.detail(s.current()))
	press(t, w.Side, "Mark as in progress · 3 marked findings")
	s.marked[ids[0]], s.marked[s.selected] = true, true
	if got := s.commonState(s.model.detail(s.current())); got != "" {
		t.Errorf("they differ, and it says %q", got)
	}
	s.showPanel()
	if !says(w.Side, "2 findings are marked") {
		t.Error("the panel does not say that several are meant")
	}
}

// says reports whether a line of text can be read in a part of the window.
func says(in fyne.CanvasObject, text string) bool {
	switch o := in.(type) {
	case *look.Label:
		return o.Text == text
	case *fyne.Container:
		return slices.ContainsFunc(o.Objects, func(child fyne.CanvasObject) bool { return says(child, text) })
	}
	return false
}

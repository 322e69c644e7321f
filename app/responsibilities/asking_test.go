package responsibilities

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"demarc/app/matrix"
	"demarc/assess"
)

// A template that names two as accountable asks which, and the keyboard is at
// the answer: enter takes the first, escape leaves the cell as it was.
func TestTheQuestionWhichOfTwoIsAnsweredByKeys(t *testing.T) {
	s, w := atWork(t)
	two := slices.IndexFunc(s.desk.Session.Catalogue().Controls, func(c assess.Control) bool { return len(c.RACI.Accountable) == 2 })
	column := slices.Index(s.grid.controls, &s.desk.Session.Catalogue().Controls[two])
	s.matrix.SetSelection(matrix.Range{Row: 1, Column: column, ToRow: 1, ToColumn: column})
	start := s.desk.Session.Commits()
	s.template()
	if w.Canvas().Focused() != fyne.Focusable(s.answer) {
		t.Fatalf("the keyboard is at %T", w.Canvas().Focused())
	}
	press(w, fyne.KeyReturn)
	if got := s.desk.Session.Commits() - start; got != 1 {
		t.Errorf("%d commits", got)
	}
	if w.Canvas().Focused() != fyne.Focusable(s.matrix) {
		t.Errorf("after the answer the keyboard is at %T", w.Canvas().Focused())
	}
}

// A whole row leaves several questions open. Each is asked once, for all controls
// whose templates name the same, and the answers make one commit.
func TestEveryQuestionOfARowIsAsked(t *testing.T) {
	s, w := atWork(t)
	row := s.mostUnowned()
	s.matrix.SetSelection(matrix.Range{Row: row, Column: 0, ToRow: row, ToColumn: len(s.grid.controls) - 1})
	vacant, keeps := s.vacant(s.grid.assets[row:row+1], s.grid.controls), map[string]string{}
	for _, view := range s.desk.Session.Evaluation().Row(s.grid.assets[row].ID) {
		if !slices.Contains(vacant, view.Control) {
			keeps[view.Control.ID] = view.Answer.Customer.Accountable
		}
	}
	start := s.desk.Session.Commits()
	s.template()
	open := len(s.asked)
	if open < 2 {
		t.Fatalf("%d questions: the catalogue has none to tell apart", open)
	}
	var want []string
	for range open {
		want = append(want, s.asked[0].roles[1])
		w.Canvas().FocusNext()
		press(w, fyne.KeyReturn)
	}
	if got := s.desk.Session.Commits() - start; got != 1 || len(w.Failed) > 0 {
		t.Fatalf("%d commits, failed %v", got, w.Failed)
	}
	if got := w.Said[len(w.Said)-1]; !strings.Contains(got, "Took the RACI template for "+s.desk.N(len(vacant), "%s cell", "%s cells")+" · ") || !strings.Contains(got, "had an owner and keep it: ") || !strings.Contains(got, " parties added") {
		t.Errorf("it says %q", got)
	}
	for control, owner := range keeps {
		if view, _ := s.desk.Session.Evaluation().Cell(s.grid.assets[row].ID, control); view.Answer.Customer.Accountable != owner {
			t.Errorf("%s: its owner was replaced", control)
		}
	}
	for i, q := range questions(vacant) {
		for _, control := range q.controls {
			view, _ := s.desk.Session.Evaluation().Cell(s.grid.assets[row].ID, control.ID)
			if party := s.desk.Session.State().Parties[view.Answer.Customer.Accountable]; party == nil || party.Name != want[i] && party.Function != want[i] {
				t.Errorf("%s: %v is accountable, not %s", control.ID, party, want[i])
			}
		}
	}
}

// mostUnowned is the row with the most unowned cells.
func (s *screen) mostUnowned() int {
	most := 0
	for row := range s.grid.Rows() {
		if s.grid.Row(row).Unowned > s.grid.Row(most).Unowned {
			most = row
		}
	}
	return most
}

// On one cell the template replaces who was accountable, and says so.
func TestTheTemplateOfOneCellReplacesItsOwner(t *testing.T) {
	s, w := atWork(t)
	s.put(t, "Lapse prediction", "AI-SEC-003")
	s.own(assess.CustomerSide, partyID(s, "Application Security"))
	before, _ := s.current()
	s.template()
	s.answered(s.asked[0].roles[1])
	after, _ := s.desk.Session.Evaluation().Cell(before.Asset.ID, before.Control.ID)
	if len(after.Answer.Customer.Responsible) == 0 || after.Answer.Customer.Accountable == before.Answer.Customer.Accountable {
		t.Errorf("it was not answered: %+v", after.Answer.Customer)
	}
	if got := w.Said[len(w.Said)-1]; !strings.Contains(got, "another was accountable before: 1") {
		t.Errorf("it says %q", got)
	}
}

func TestASelectionSaysWhoOwnsItAlready(t *testing.T) {
	for _, c := range []struct {
		name  string
		do    func(*screen)
		owner string
		hint  string
	}{
		{"one owner", func(s *screen) { s.own(assess.CustomerSide, partyID(s, "Application Security")) }, "Application Security", "Nobody yet: type a name"},
		{"a rule's party where nobody is named", func(s *screen) { s.own("", "") }, "AI Platform", "Nobody yet: type a name"},
		{"two", func(s *screen) {
			s.own(assess.CustomerSide, partyID(s, "Application Security"))
			s.matrix.SetSelection(matrix.Range{Row: 0, Column: 0, ToRow: 0, ToColumn: 0})
			s.own("", "")
			s.matrix.SetSelection(matrix.Range{Row: 0, Column: 0, ToRow: 1, ToColumn: 0})
		}, "", "several: type a name for all"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s, _ := atWork(t)
			s.matrix.SetSelection(matrix.Range{Row: 0, Column: 0, ToRow: 1, ToColumn: 0})
			c.do(s)
			s.panel()
			if s.owner.Text != c.owner || s.owner.PlaceHolder != c.hint {
				t.Errorf("the field says %q, or %q", s.owner.Text, s.owner.PlaceHolder)
			}
		})
	}
}

// What a rule answers, taking an owner away does not leave to nobody, and the
// sentence says so.
func TestTakingAnOwnerAwaySaysThatARuleStillAnswers(t *testing.T) {
	s, w := atWork(t)
	s.matrix.SetSelection(matrix.Range{Row: 0, Column: 0, ToRow: 1, ToColumn: 0})
	s.own("", "")
	if got := w.Said[len(w.Said)-1]; got != "A rule still answers for 2 of 2 cells: end it in the panel of one cell" {
		t.Errorf("it says %q", got)
	}
}

// Nothing leaves the count without a reason: the screen asks for it where it is
// written, for one cell and for several.
func TestNotApplicableAsksForItsReason(t *testing.T) {
	for name, last := range map[string]int{"one cell": 0, "several cells": 2} {
		t.Run(name, func(t *testing.T) {
			s, w := atWork(t)
			s.matrix.SetSelection(matrix.Range{Row: 0, Column: 0, ToRow: last, ToColumn: 0})
			start := s.desk.Session.Commits()
			s.boundary(string(assess.OwnerNotApplicable))
			if s.desk.Session.Commits() != start || len(w.Failed) > 0 || w.Canvas().Focused() != fyne.Focusable(s.reason) {
				t.Fatalf("%d commits, failed %v, the keyboard is at %T", s.desk.Session.Commits()-start, w.Failed, w.Canvas().Focused())
			}
			write(w, "Out of scope of this engagement")
			s.boundary(string(assess.OwnerNotApplicable))
			if view, _ := s.current(); view.State != assess.StateNotApplicable {
				t.Errorf("the cell is %s", view.State)
			}
		})
	}
}

func TestALetterWhereNobodyHasADutyIsAnswered(t *testing.T) {
	s, w := atWork(t)
	s.put(t, "Call sentiment", "AI-SEC-002")
	s.typed('x')
	if len(w.Said) == 0 {
		t.Error("nothing is said")
	}
}

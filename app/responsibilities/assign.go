package responsibilities

import (
	"strings"

	"demarc/app/desk"
	"demarc/assess"
	"demarc/engagement"
)

// wish is an assignment to the cells that are selected.
func (s *screen) wish() engagement.Assignment {
	assets, controls := s.grid.chosen(s.matrix.Selection())
	var a engagement.Assignment
	for _, asset := range assets {
		a.Assets = append(a.Assets, asset.ID)
	}
	for _, control := range controls {
		a.Controls = append(a.Controls, control.ID)
	}
	return a
}

// assign makes one commit of an assignment, and says what it came to.
func (s *screen) assign(a engagement.Assignment, sentence func(cells string) string) bool {
	return s.desk.Do(func() (string, error) {
		done, err := s.desk.Session.Assign(a)
		if err != nil {
			return "", err
		}
		cells := s.desk.N(done.Cells, "%s cell", "%s cells")
		if done.Rules > 0 {
			cells = s.desk.T("%s, by a rule", s.desk.N(done.Reached, "%s cell", "%s cells"))
		}
		return withNotes(s.desk, sentence(cells), done), nil
	})
}

// own makes a party accountable for the selection; an empty one leaves it to
// nobody. A name that is not on record yet is taken in as a team.
func (s *screen) own(side assess.Side, party string) {
	a := s.wish()
	if a.Side, a.Accountable = side, &party; s.isNew(party) {
		a.Accountable, a.NewTeam = nil, &party
	}
	s.assign(a, func(cells string) string {
		if party == "" {
			return s.vacated(side, cells)
		}
		return s.desk.T("%s is accountable for %s", s.desk.Person(party), cells)
	})
}

// isNew reports whether what was picked is not a party's id but a new name.
func (s *screen) isNew(party string) bool {
	return party != "" && s.desk.Session.State().Parties[party] == nil
}

// vacated says what is left when the answer of the cells themselves is taken
// away: where a rule answers, its party is accountable again.
func (s *screen) vacated(side assess.Side, cells string) string {
	if side == "" {
		side = assess.CustomerSide
	}
	byRule := 0
	assets, controls := s.grid.chosen(s.matrix.Selection())
	for _, asset := range assets {
		for _, control := range controls {
			view, ok := s.desk.Session.Evaluation().Cell(asset.ID, control.ID)
			if ok && view.Answer.AccountableFrom(side) != nil && view.Answer.Clause(side).Accountable != "" {
				byRule++
			}
		}
	}
	if byRule > 0 {
		return s.desk.T("A rule still answers for %s of %s: end it in the panel of one cell", s.desk.Number(byRule), cells)
	}
	return s.desk.T("Nobody is accountable for %s now", cells)
}

// involve says who else is responsible, consulted or informed.
func (s *screen) involve(side assess.Side, set func(*engagement.Assignment, *[]string), parties []string) {
	a := s.wish()
	a.Side = side
	set(&a, &parties)
	s.assign(a, func(cells string) string { return s.desk.T("Changed who works on %s", cells) })
}

// declared declares how far the selection is.
func (s *screen) declared(status string) {
	a := s.wish()
	a.Status = &status
	s.assign(a, func(cells string) string { return s.desk.T("Declared %s for %s", s.desk.Plain(status), cells) })
}

// conclude records the assessor's own view.
func (s *screen) conclude(status string) {
	a := s.wish()
	a.Concluded = &status
	s.assign(a, func(cells string) string {
		if status == "" {
			return s.desk.T("The declaration counts for %s", cells)
		}
		return s.desk.T("Concluded %s for %s", s.desk.Plain(status), cells)
	})
}

func (s *screen) due(date string) error {
	a := s.wish()
	a.Due = &date
	return s.try(a, func(cells string) string { return s.desk.T("Set when %s is due", cells) })
}

func (s *screen) rationale(text string) error {
	a := s.wish()
	a.Rationale = &text
	return s.try(a, func(cells string) string { return s.desk.T("Kept the rationale of %s", cells) })
}

func (s *screen) reference(f engagement.ReferenceFields) error {
	a := s.wish()
	a.Side, a.Reference = assess.ProviderSide, &f
	return s.try(a, func(cells string) string { return s.desk.T("Kept the reference of %s", cells) })
}

// try is assign for a field: what is wrong is said beneath it.
func (s *screen) try(a engagement.Assignment, sentence func(cells string) string) error {
	done, err := s.desk.Session.Assign(a)
	if err != nil {
		if engagement.ErrorCode(err) == engagement.CodeUnavailable {
			s.desk.Window.NotSaved(err, func() { s.try(a, sentence) })
			return nil
		}
		return err
	}
	s.desk.Window.Changed()
	s.desk.Window.Say(withNotes(s.desk, sentence(s.desk.N(done.Cells, "%s cell", "%s cells")), done), true)
	return nil
}

// gap says whether the known gap is dealt with.
func (s *screen) gap(addressed bool) {
	a := s.wish()
	a.GapAddressed = &addressed
	s.assign(a, func(cells string) string {
		if addressed {
			return s.desk.T("The known gap is dealt with on %s", cells)
		}
		return s.desk.T("The known gap is open on %s", cells)
	})
}

// boundary decides where the boundary lies.
func (s *screen) boundary(owner string) {
	a := s.wish()
	a.Boundary = &owner
	if owner == string(assess.OwnerNotApplicable) {
		reason := s.boundaryReason()
		if reason == "" {
			s.askReason()
			return
		}
		a.Rationale = &reason
	}
	s.assign(a, func(cells string) string {
		return s.desk.T("Decided the boundary of %s: %s", cells, s.boundaryWord(assess.Owner(owner)))
	})
}

// askReason shows the cells as they still are and asks for the reason without
// which nothing is taken out of the count.
func (s *screen) askReason() {
	s.panel()
	s.desk.Focus(s.reason)
	s.desk.Window.Say(s.desk.T("Write here why it does not apply, then choose “not applicable” again."), false)
}

// boundaryReason is the rationale that stands on the cell, or what is written
// in the panel's field.
func (s *screen) boundaryReason() string {
	if s.reason != nil {
		return strings.TrimSpace(s.reason.Text)
	}
	return ""
}

// rule makes the same answer a rule for all assets of a scope.
func (s *screen) rule(scope assess.Scope, party string) {
	a := s.wish()
	a.Assets, a.Scopes = nil, []assess.Scope{scope}
	if a.Side, a.Accountable = assess.CustomerSide, &party; s.isNew(party) {
		a.Accountable, a.NewTeam = nil, &party
	}
	s.assign(a, func(cells string) string { return s.desk.T("%s is accountable for %s", s.desk.Person(party), cells) })
}

// withNotes adds what else is worth knowing.
func withNotes(d *desk.Desk, sentence string, done engagement.Assigned) string {
	if n := len(done.NewParties); n > 0 {
		sentence += " · " + d.N(n, "%s party added", "%s parties added")
	}
	for _, note := range done.Notes {
		sentence += " · " + note.In(d.Language)
	}
	return sentence
}

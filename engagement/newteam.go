package engagement

import "demarc/assess"

// newTeam takes a party in by its name alone, as a team, in the same commit as
// what it is named for.
func (s *Session) newTeam(change *edit, name string) (*assess.Party, error) {
	team := &assess.Party{ID: s.newID(), Type: assess.Team}
	if err := s.fillParty(team, PartyFields{Name: &name}); err != nil {
		return nil, err
	}
	change.put(team)
	return team, nil
}

package engagement

import (
	"slices"
	"strings"

	"demarc/assess"
)

// PartyFields are the fields of a party to set; nil leaves one as it is.
type PartyFields struct {
	Name, Kind, Function, Email *string
	Retired                     *bool
}

// AddParty takes a party in. Without a kind it is a team.
func (s *Session) AddParty(fields PartyFields) (*assess.Party, error) {
	party := &assess.Party{ID: s.newID(), Type: assess.Team}
	if err := s.fillParty(party, fields); err != nil {
		return nil, err
	}
	change := newEdit()
	change.put(party)
	return party, s.commit(change)
}

// EditParty changes fields of a party.
func (s *Session) EditParty(name string, fields PartyFields) (*assess.Party, error) {
	old, err := s.FindParty(name)
	if err != nil {
		return nil, err
	}
	party := *old
	if err := s.fillParty(&party, fields); err != nil {
		return nil, err
	}
	change := newEdit()
	change.put(&party)
	return &party, s.commit(change)
}

func (s *Session) fillParty(p *assess.Party, f PartyFields) error {
	setLine(&p.Name, f.Name)
	setLine(&p.Function, f.Function)
	setLine(&p.Email, f.Email)
	if p.Name == "" {
		return wrongInput("a party needs a name").hint("give it with --name")
	}
	if f.Retired != nil {
		p.Retired = *f.Retired
	}
	for _, other := range s.state.Parties {
		if other.ID != p.ID && strings.EqualFold(cleanLine(other.Name), p.Name) {
			return wrongInput("there is already a party called %q", other.Name).hint("tell them apart by name, or edit that one")
		}
	}
	return setWord(&p.Type, f.Kind, "kind of party", assess.PartyKinds)
}

// RetireParty takes a party out of service. Clauses that it is accountable for
// become unowned; the returned number says how many cells that concerns. With
// a successor they are handed over first, in the same commit.
func (s *Session) RetireParty(name, successor string) (unowned int, err error) {
	party, err := s.FindParty(name)
	if err != nil {
		return 0, err
	}
	change := newEdit()
	if successor != "" {
		to, err := s.validParty(successor)
		if err != nil {
			return 0, err
		}
		if to.ID == party.ID {
			return 0, wrongInput("%s cannot hand over to itself", party.Name)
		}
		s.replaceParty(change, party.ID, to.ID)
	}
	before := s.evaluation.Totals().Unowned
	retired := *party
	retired.Retired = true
	change.put(&retired)
	if err := s.commit(change); err != nil {
		return 0, err
	}
	return s.evaluation.Totals().Unowned - before, nil
}

// HandOver puts one party in another's place wherever it stands: in cells,
// rules, assets and actions. It returns the number of records changed.
func (s *Session) HandOver(from, to string) (int, error) {
	old, err := s.FindParty(from)
	if err != nil {
		return 0, err
	}
	successor, err := s.validParty(to)
	if err != nil {
		return 0, err
	}
	if old.ID == successor.ID {
		return 0, wrongInput("%s cannot hand over to itself", old.Name)
	}
	change := newEdit()
	s.replaceParty(change, old.ID, successor.ID)
	return len(change.order), s.commit(change)
}

func (s *Session) replaceParty(change *edit, from, to string) {
	for _, asset := range s.state.SortedAssets() {
		if asset.Owner == from {
			changed := *asset
			changed.Owner = to
			change.put(&changed)
		}
		for _, cell := range s.state.Cells(asset.ID) {
			if answer, ok := replaceInAnswer(cell.Answer, from, to); ok {
				changed := *cell
				changed.Answer = answer
				change.put(&changed)
			}
		}
	}
	for _, rule := range s.state.SortedRules() {
		if answer, ok := replaceInAnswer(rule.Answer, from, to); ok {
			changed := *rule
			changed.Answer = answer
			change.put(&changed)
		}
	}
	for _, action := range s.state.SortedActions() {
		if action.Owner == from {
			changed := *action
			changed.Owner = to
			change.put(&changed)
		}
	}
}

// replaceInAnswer leaves declarations as they are: who said so does not change
// with a hand-over.
func replaceInAnswer(answer assess.Answer, from, to string) (assess.Answer, bool) {
	customer, inCustomer := replaceInClause(answer.Customer, from, to)
	provider, inProvider := replaceInClause(answer.Provider, from, to)
	answer.Customer, answer.Provider = customer, provider
	return answer, inCustomer || inProvider
}

func replaceInClause(clause *assess.Clause, from, to string) (*assess.Clause, bool) {
	if clause == nil {
		return nil, false
	}
	changed, found := *clause, false
	if changed.Accountable == from {
		changed.Accountable, found = to, true
	}
	for _, parties := range []*[]string{&changed.Responsible, &changed.Consulted, &changed.Informed} {
		if at := slices.Index(*parties, from); at >= 0 {
			*parties = slices.Clone(*parties)
			(*parties)[at] = to
			found = true
		}
	}
	return &changed, found
}

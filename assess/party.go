package assess

import (
	"maps"
	"strings"
)

// standing is what judging looks at in a party. Its name and address are no
// matter, so changing them re-evaluates nothing.
type standing struct{ valid, isProvider bool }

// partyIndex answers who may hold a clause.
type partyIndex struct {
	standings map[string]standing // by id; none for a party that does not exist
	// providers are the provider parties by canonical name in lower case: of
	// several with one name one that is not retired, if there is one.
	providers map[string]*Party
}

func newPartyIndex(s *State, c *Catalogue) *partyIndex {
	index := &partyIndex{standings: make(map[string]standing, len(s.Parties)), providers: map[string]*Party{}}
	for id, party := range s.Parties {
		index.standings[id] = standing{valid: !party.Retired, isProvider: party.Type == ProviderParty}
		if party.Type != ProviderParty {
			continue
		}
		name := strings.ToLower(c.CanonicalProvider(party.Name))
		if known := index.providers[name]; known == nil || party.standsBefore(known) {
			index.providers[name] = party
		}
	}
	return index
}

func (p *Party) standsBefore(other *Party) bool {
	if p.Retired != other.Retired {
		return !p.Retired
	}
	return p.ID < other.ID
}

// provider returns the party that a provider's canonical name means, or nil.
func (x *partyIndex) provider(name string) *Party {
	if name == "" {
		return nil
	}
	return x.providers[strings.ToLower(name)]
}

// judgesLike reports whether every cell comes out the same under both.
func (x *partyIndex) judgesLike(other *partyIndex) bool {
	return maps.Equal(x.standings, other.standings) &&
		maps.EqualFunc(x.providers, other.providers, func(a, b *Party) bool { return a.Retired == b.Retired })
}

package assess

import (
	"slices"
	"strings"
)

// findingCount counts findings without making them: those of one asset alone,
// and the causes of those that it shares with others.
type findingCount struct {
	alone  int
	shared map[findingKey]int // by how many assets; nil where there are none
	client map[string]int     // the client's clauses that each party holds, by id
}

func (c *findingCount) cell(j *judgement) {
	for _, matter := range []struct {
		kind   FindingKind
		origin *Rule
	}{{j.ownership, j.ownerOrigin}, {j.result, j.origin}} {
		if matter.kind == "" {
			continue
		}
		key := keyOf(matter.kind, j, matter.origin)
		if matter.kind == FindingProviderReference {
			key.asset, key.cause = "", providerCause(j)
		}
		switch {
		case !key.shared():
			c.alone++
		case c.shared == nil:
			c.shared = map[findingKey]int{key: 1}
		default:
			c.shared[key] = 1
		}
	}
	if party := j.answer.Customer.Accountable; party != "" && slices.Contains(neededClauses(j.boundary), CustomerSide) {
		if c.client == nil {
			c.client = map[string]int{}
		}
		c.client[party]++
	}
}

// providerCause stands for a provider by the party that is named, since its
// name may change; or else by name.
func providerCause(j *judgement) string {
	if id := j.answer.Provider.Accountable; id != "" {
		return "\x00" + id
	}
	return strings.TrimSpace(j.provider)
}

// add takes the count of an asset in, or out with a sign of -1.
func (c *findingCount) add(other *findingCount, sign int) {
	c.alone += sign * other.alone
	addAll(c.shared, other.shared, sign)
	addAll(c.client, other.client, sign)
}

func addAll[K comparable](sums, other map[K]int, sign int) {
	for key, n := range other {
		if sums[key] += sign * n; sums[key] == 0 {
			delete(sums, key)
		}
	}
}

// FindingCount is how many findings there are, known without making them.
func (e *Evaluation) FindingCount() int {
	causes := map[findingKey]bool{}
	for key := range e.count.shared {
		if key.kind == FindingProviderReference {
			key.cause = e.providerOfCause(key.cause)
		}
		causes[key] = true
	}
	return e.count.alone + len(causes) + e.concentrations()
}

func (e *Evaluation) providerOfCause(cause string) string {
	if id, named := strings.CutPrefix(cause, "\x00"); named {
		cause = ""
		if party := e.state.Parties[id]; party != nil {
			cause = party.Name
		}
	}
	return strings.ToLower(e.catalogue.CanonicalProvider(cause))
}

// concentrations counts the parties that hold more than the catalogue's bar.
func (e *Evaluation) concentrations() int {
	if e.catalogue.Scoring.ConcentrationShare == 0 {
		return 0
	}
	of, found := 0, 0
	for id, n := range e.count.client {
		if party := e.state.Parties[id]; party != nil && !party.Retired {
			of += n
		}
	}
	for id, n := range e.count.client {
		if party := e.state.Parties[id]; party != nil && !party.Retired && e.isConcentrated(&PartyLoad{Party: party, Client: n, Of: of}) {
			found++
		}
	}
	return found
}

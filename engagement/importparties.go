package engagement

import (
	"strings"

	"demarc/assess"
)

// newcomers are the names of a table that stand where a party is named and are
// those of none.
type newcomers struct {
	session *Session
	taken   bool // they are taken in
	names   map[string]string
	order   []string // their ids as they were met
}

// longestParty is above every name of a party: what is longer is prose.
const longestParty = 120

func (n *newcomers) meet(name string) (id string) {
	name = cleanLine(name)
	if name == "" || len([]rune(name)) > longestParty {
		return ""
	}
	id = n.session.derivedID("party", strings.ToLower(name))
	if _, met := n.names[id]; !met {
		n.names[id] = name
		n.order = append(n.order, id)
	}
	if !n.taken {
		return ""
	}
	return id
}

// add takes in those whom an edit makes owners or accountable, as teams, and
// returns their names.
func (n *newcomers) add(change *edit) []string {
	needed := map[string]bool{}
	for _, record := range change.records {
		switch r := record.(type) {
		case *assess.Asset:
			needed[r.Owner] = true
		case *assess.Cell:
			for _, side := range []assess.Side{assess.CustomerSide, assess.ProviderSide} {
				needed[clauseOf(&r.Answer, side).Accountable] = true
			}
		}
	}
	var added []string
	for _, id := range n.order {
		if n.taken && n.session.state.Parties[id] == nil && needed[id] {
			change.put(&assess.Party{ID: id, Name: n.names[id], Type: assess.Team})
			added = append(added, n.names[id])
		}
	}
	return added
}

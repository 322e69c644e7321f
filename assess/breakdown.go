package assess

import (
	"slices"
	"strings"
)

// ByControl counts each control's cells, in the catalogue's order.
func (e *Evaluation) ByControl() []Totals {
	counts := make([]Totals, len(e.catalogue.Controls))
	for _, asset := range e.assets {
		for i, v := range asset.verdicts {
			counts[i].count(v)
		}
	}
	for i := range counts {
		counts[i].Assets, counts[i].Controls = e.totals.Assets, 1
	}
	return counts
}

// CategoryTotals counts the cells of one category.
type CategoryTotals struct {
	Category string
	Totals
}

// ByCategory counts each category's cells, in the order of their first control.
func (e *Evaluation) ByCategory() []CategoryTotals {
	var counts []CategoryTotals
	for _, category := range e.catalogue.Categories() {
		counts = append(counts, CategoryTotals{Category: category})
	}
	for i, control := range e.ByControl() {
		category := e.catalogue.Controls[i].Category
		at := slices.IndexFunc(counts, func(c CategoryTotals) bool { return c.Category == category })
		counts[at].add(control, 1)
		counts[at].Assets = e.totals.Assets
		counts[at].Controls++
	}
	return counts
}

// PartyLoad says what a party carries. It counts clauses, not cells: a party
// on both sides of a shared cell counts twice. A provider carries the clauses
// that are presumed to be its own, too.
type PartyLoad struct {
	Party       *Party
	Accountable int
	Responsible int
	Consulted   int
	Informed    int
	// Unfinished are the clauses that the party is accountable for whose cell
	// is no more than partly in place; Overdue are those past their due date.
	Unfinished int
	Overdue    int
	// Assets is the number of assets on which the party is accountable.
	Assets int
	// Client are the clauses on the customer's side that the party validly
	// holds, Of those that anybody does in the whole engagement.
	Client int
	Of     int
}

// ByParty says what each party carries, in order of name. A provider that
// nobody recorded as a party is not among them, even where it is presumed.
func (e *Evaluation) ByParty() []PartyLoad {
	loads := map[string]*PartyLoad{}
	for id, party := range e.state.Parties {
		loads[id] = &PartyLoad{Party: party}
	}
	of := 0
	here := map[*PartyLoad]bool{}
	for _, asset := range e.assets {
		clear(here)
		e.eachJudgement(asset.asset, func(_ int, j *judgement) {
			for _, side := range neededClauses(j.boundary) {
				clause := j.answer.Clause(side)
				each(loads, clause.Responsible, func(l *PartyLoad) { l.Responsible++ })
				each(loads, clause.Consulted, func(l *PartyLoad) { l.Consulted++ })
				each(loads, clause.Informed, func(l *PartyLoad) { l.Informed++ })
				load := loads[j.accountable(side)]
				if load == nil {
					continue
				}
				load.countAccountable(j, side, e.today)
				if !here[load] {
					here[load] = true
					load.Assets++
				}
				if side == CustomerSide && !load.Party.Retired {
					of++
				}
			}
		})
	}
	list := make([]PartyLoad, 0, len(loads))
	for _, party := range e.state.SortedParties() {
		load := loads[party.ID]
		load.Of = of
		list = append(list, *load)
	}
	return list
}

func each(loads map[string]*PartyLoad, ids []string, count func(*PartyLoad)) {
	for _, id := range ids {
		if load := loads[id]; load != nil {
			count(load)
		}
	}
}

func (l *PartyLoad) countAccountable(j *judgement, side Side, today Date) {
	l.Accountable++
	if side == CustomerSide && !l.Party.Retired {
		l.Client++
	}
	if j.outcome == OutcomeCompliant {
		return
	}
	l.Unfinished++
	if j.answer.Due != 0 && j.answer.Due < today {
		l.Overdue++
	}
}

// concentrated lists the parties that hold more than the catalogue's bar.
func (e *Evaluation) concentrated() []PartyLoad {
	scoring := &e.catalogue.Scoring
	if scoring.ConcentrationShare == 0 || e.concentrations() == 0 {
		return nil
	}
	return slices.DeleteFunc(e.ByParty(), func(l PartyLoad) bool { return !e.isConcentrated(&l) })
}

func (e *Evaluation) isConcentrated(l *PartyLoad) bool {
	scoring := &e.catalogue.Scoring
	return l.Party.Type != ProviderParty && l.Client >= scoring.ConcentrationCells && l.Client*100 > scoring.ConcentrationShare*l.Of
}

// UrgentAction is something to do, the findings that it answers counted.
type UrgentAction struct {
	Severity Severity
	Score    int
	Action   Said
	Asset    *Asset // the worst hit; nil for a party's
	Control  *Control
	Findings int
	Cells    int
	Finding  string // the most severe of them, by id
}

// Urgent lists the n most urgent actions, most severe first. Findings that one
// and the same action answers count as one; risks that were accepted and
// findings that were fixed ask for no action.
func (e *Evaluation) Urgent(findings []Finding, n int) []UrgentAction {
	var actions []UrgentAction
	known := map[string]int{}
	for i := range findings {
		f := &findings[i]
		if state := f.State(e.today); state == DispositionRiskAccepted || state == DispositionFixed {
			continue
		}
		key := actionKey(f.action.String(), f.Asset)
		if at, ok := known[key]; ok {
			if at >= 0 {
				actions[at].Findings++
				actions[at].Cells += len(f.Cells)
			}
			continue
		}
		if len(actions) == n {
			known[key] = -1
			continue
		}
		known[key] = len(actions)
		actions = append(actions, UrgentAction{f.Severity, f.Score, f.action, f.Asset, f.Control, 1, len(f.Cells), f.ID})
	}
	return actions
}

func actionKey(action string, asset *Asset) string {
	if asset != nil {
		action += "\x00" + asset.ID
	}
	return action
}

// SeverityCounts counts findings by severity, least severe first.
func SeverityCounts(findings []Finding) [4]int {
	var counts [4]int
	for i := range findings {
		if rank := findings[i].Severity.Rank(); rank >= 0 {
			counts[rank]++
		}
	}
	return counts
}

// providerPartyName is the name that the provider's clause of a cell stands
// under: the named party's, or the presumed provider's.
func (e *Evaluation) providerPartyName(j *judgement) string {
	if id := j.answer.Provider.Accountable; id != "" {
		if party := e.state.Parties[id]; party != nil {
			return party.Name
		}
		return ""
	}
	return strings.TrimSpace(j.provider)
}

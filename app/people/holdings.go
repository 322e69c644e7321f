package people

import (
	"cmp"
	"slices"
	"strings"

	"demarc/app/desk"
	"demarc/assess"
	"demarc/marks"
)

// holding is one clause that a party is accountable for.
type holding struct {
	asset, control string // ids
	place          int    // in the order of assets and controls
	tile           marks.Tile
	weak           bool
	status         assess.Status
	due            assess.Date
	done, late     bool
}

// holdings lists what a party is accountable for: overdue first, then what is
// unfinished.
func (m *model) holdings(party string) []holding {
	if m.held == nil {
		m.hold()
	}
	return m.held[party]
}

// hold goes through all cells once and notes who is accountable for them.
func (m *model) hold() {
	m.held = map[string][]holding{}
	e, providers, place := m.desk.Session.Evaluation(), m.providers(), 0
	for _, asset := range e.Assets() {
		for _, view := range e.Row(asset.ID) {
			place++
			for _, side := range view.Needs {
				party := view.Answer.Clause(side).Accountable
				if party == "" && side == assess.ProviderSide {
					party = providers[providerKey(e.Catalogue(), e.Catalogue().ProviderOf(asset))]
				}
				if party != "" {
					m.held[party] = append(m.held[party], m.holding(&view, place))
				}
			}
		}
	}
	for _, held := range m.held {
		slices.SortStableFunc(held, func(a, b holding) int {
			return cmp.Or(cmp.Compare(a.urgency(), b.urgency()), cmp.Compare(a.place, b.place))
		})
	}
}

func (m *model) holding(view *assess.CellView, place int) holding {
	done := view.Outcome == assess.OutcomeCompliant
	return holding{
		asset: view.Asset.ID, control: view.Control.ID, place: place, tile: marks.Of(view), weak: marks.Weak(view),
		status: view.Status, due: view.Answer.Due, done: done, late: !done && view.Answer.Due != 0 && view.Answer.Due < m.today,
	}
}

func (h holding) urgency() int {
	switch {
	case h.late:
		return 0
	case !h.done:
		return 1
	}
	return 2
}

// providers are the providers that are presumed to hold what nobody was named
// for, by the name that the catalogue knows them under.
func (m *model) providers() map[string]string {
	providers := map[string]*assess.Party{}
	catalogue := m.desk.Session.Catalogue()
	for _, party := range m.desk.Session.State().Parties {
		if party.Type != assess.ProviderParty {
			continue
		}
		key := providerKey(catalogue, party.Name)
		if known := providers[key]; known == nil || standsBefore(party, known) {
			providers[key] = party
		}
	}
	ids := map[string]string{}
	for key, party := range providers {
		ids[key] = party.ID
	}
	delete(ids, "")
	return ids
}

func standsBefore(a, b *assess.Party) bool {
	if a.Retired != b.Retired {
		return b.Retired
	}
	return a.ID < b.ID
}

func providerKey(c *assess.Catalogue, name string) string {
	return strings.ToLower(c.CanonicalProvider(name))
}

// line is a link to something that a party carries.
type line struct {
	tile  marks.Tile
	weak  bool
	tiled bool
	text  string
	note  string
	late  bool
	place desk.Place
}

// cells lists a party's clauses, at most so many.
func (m *model) cells(party string, most int) (lines []line, all int) {
	d, held := m.desk, m.holdings(party)
	for _, h := range held[:min(most, len(held))] {
		lines = append(lines, line{
			tile: h.tile, weak: h.weak, tiled: true, text: d.T("%s · %s", m.assetName(h.asset), m.controlName(h.control)),
			note: m.cellNote(h), late: h.late, place: desk.Place{Screen: desk.Responsibilities, Asset: h.asset, Control: h.control},
		})
	}
	return lines, len(held)
}

func (m *model) cellNote(h holding) string {
	d := m.desk
	if h.late {
		return d.T("due %s", d.ShortDate(h.due.Time()))
	}
	return d.Plain(string(h.status))
}

func (m *model) assetName(id string) string {
	if asset := m.desk.Session.State().Assets[id]; asset != nil {
		return brief(asset.Name, longestInList)
	}
	return id
}

func (m *model) controlName(id string) string {
	if control := m.desk.Session.Catalogue().Control(id); control != nil {
		return m.desk.ControlShort(control)
	}
	return id
}

// assets lists those that a party owns as a whole.
func (m *model) assets(party string) []line {
	var lines []line
	for _, asset := range m.desk.Session.State().SortedAssets() {
		if asset.Owner == party {
			lines = append(lines, line{
				text: brief(asset.Name, longestInList), note: m.desk.HostingName(asset.Hosting),
				place: desk.Place{Screen: desk.Assets, Asset: asset.ID},
			})
		}
	}
	return lines
}

// actions lists those that a party has to do, the next due first, then those
// that are over.
func (m *model) actions(party string) []line {
	d := m.desk
	var open, over []line
	for _, action := range d.Session.State().SortedActions() {
		if action.Owner != party {
			continue
		}
		under := action.State != assess.ActionDone && action.State != assess.ActionDropped
		l := line{text: brief(action.Title, longestInList), note: d.Plain(string(action.State)), place: desk.Place{Screen: desk.Findings}}
		if len(action.Findings) > 0 {
			l.place.Finding = action.Findings[0]
		}
		if under && action.Due != 0 {
			l.late, l.note = action.Due < m.today, d.T("due %s", d.ShortDate(action.Due.Time()))
		}
		if under {
			open = append(open, l)
		} else {
			over = append(over, l)
		}
	}
	return append(open, over...)
}

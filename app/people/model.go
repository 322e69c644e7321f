package people

import (
	"cmp"
	"slices"
	"strings"

	"demarc/app/desk"
	"demarc/assess"
)

// model is what every party carries, as it is evaluated now.
type model struct {
	desk  *desk.Desk
	loads []assess.PartyLoad
	today assess.Date
	held  map[string][]holding // by party; filled when it is first asked for
}

func newModel(d *desk.Desk) *model {
	e := d.Session.Evaluation()
	return &model{desk: d, loads: e.ByParty(), today: e.Today()}
}

// load is what a party carries; it reports false where there is no such party.
func (m *model) load(id string) (assess.PartyLoad, bool) {
	at := slices.IndexFunc(m.loads, func(l assess.PartyLoad) bool { return l.Party.ID == id })
	if at < 0 {
		return assess.PartyLoad{}, false
	}
	return m.loads[at], true
}

// view says which parties are listed, and in which order.
type view struct {
	text     string
	sorted   figure
	downward bool
}

// figure is a column of numbers, or the name.
type figure string

const (
	byName      figure = "name"
	accountable figure = "accountable"
	responsible figure = "responsible"
	consulted   figure = "consulted"
	informed    figure = "informed"
	unfinished  figure = "unfinished"
	overdue     figure = "overdue"
	share       figure = "share"
)

var figures = []figure{byName, accountable, responsible, consulted, informed, unfinished, overdue, share}

func (f figure) of(l *assess.PartyLoad) int {
	switch f {
	case accountable:
		return l.Accountable
	case responsible:
		return l.Responsible
	case consulted:
		return l.Consulted
	case informed:
		return l.Informed
	case unfinished:
		return l.Unfinished
	case overdue:
		return l.Overdue
	case share:
		return l.Client
	}
	return 0
}

// row is one line of the list: a heading or a party.
type row struct {
	heading  string
	id       string
	name     string
	function string
	figures  map[figure]string
	late     bool
	retired  bool
}

// rows lists the parties by kind, those retired last.
func (m *model) rows(v view) []row {
	loads := slices.DeleteFunc(slices.Clone(m.loads), func(l assess.PartyLoad) bool { return !m.takes(v, l.Party) })
	slices.SortStableFunc(loads, func(a, b assess.PartyLoad) int {
		order := cmp.Compare(v.sorted.of(&b), v.sorted.of(&a))
		if v.sorted == byName && v.downward {
			return -cmp.Compare(slices.IndexFunc(m.loads, same(a)), slices.IndexFunc(m.loads, same(b)))
		}
		if !v.downward {
			return -order
		}
		return order
	})
	var rows []row
	for place, name := range m.groups() {
		members := slices.DeleteFunc(slices.Clone(loads), func(l assess.PartyLoad) bool { return groupOf(l.Party) != place })
		if len(members) == 0 {
			continue
		}
		rows = append(rows, row{heading: m.desk.T("%s · %s", name, m.desk.Number(len(members)))})
		for i := range members {
			rows = append(rows, m.row(&members[i]))
		}
	}
	return rows
}

func same(l assess.PartyLoad) func(assess.PartyLoad) bool {
	return func(other assess.PartyLoad) bool { return other.Party == l.Party }
}

func (m *model) takes(v view, p *assess.Party) bool {
	text := strings.ToLower(strings.TrimSpace(v.text))
	return text == "" || strings.Contains(strings.ToLower(m.desk.Person(p.ID)+"\n"+p.Function), text)
}

// groups are the headings, in their order.
func (m *model) groups() []string {
	d := m.desk
	return []string{d.T("People"), d.T("Teams"), d.T("Providers"), d.T("Retired")}
}

func groupOf(p *assess.Party) int {
	switch {
	case p.Retired:
		return 3
	case p.Type == assess.Person:
		return 0
	case p.Type == assess.ProviderParty:
		return 2
	}
	return 1
}

func (m *model) row(l *assess.PartyLoad) row {
	d := m.desk
	r := row{
		id: l.Party.ID, name: brief(d.Person(l.Party.ID), longestInList), function: brief(l.Party.Function, longestInList),
		figures: map[figure]string{}, late: l.Overdue > 0, retired: l.Party.Retired,
	}
	for _, f := range figures[1:] {
		r.figures[f] = d.Number(f.of(l))
	}
	r.figures[share] = m.share(l)
	return r
}

// share is the part of the client's clauses with an owner that the party holds.
func (m *model) share(l *assess.PartyLoad) string {
	if l.Of == 0 || l.Client == 0 {
		return m.desk.T("%s %%", m.desk.Number(0))
	}
	percent := l.Client * 100 / l.Of
	if percent == 0 {
		return m.desk.T("< %s %%", m.desk.Number(1))
	}
	return m.desk.T("%s %%", m.desk.Number(percent))
}

// A text in a list is cut after so many letters and one in the panel after so
// many: names may be of any length, and setting them takes time.
const longestInList, longest = 160, 400

// brief is a text on one line with so many letters at the most.
func brief(text string, most int) string {
	text = desk.OneLine(text)
	n := 0
	for i := range text {
		if n++; n > most {
			return text[:i] + "…"
		}
	}
	return text
}

package findings

import (
	"cmp"
	"slices"
	"strings"

	"demarc/app/desk"
	"demarc/assess"
)

// model is everything that is wrong, as the rules say it now: evaluated once,
// listed as often as the view changes.
type model struct {
	desk     *desk.Desk
	all      []assess.Finding
	totals   assess.Totals
	today    assess.Date
	severity [4]int // how many findings have each of assess.Severities
	unowned  int
	actions  map[string][]*assess.Action // by finding, the next due first
	assets   map[string]int              // the place of each asset in the order of names
	names    *strings.Replacer           // hides people's names, or nil
}

func newModel(d *desk.Desk) *model {
	e := d.Session.Evaluation()
	m := &model{desk: d, all: e.Findings(), totals: e.Totals(), today: e.Today(), actions: map[string][]*assess.Action{}, assets: map[string]int{}, names: hiding(d)}
	m.severity = assess.SeverityCounts(m.all)
	for i := range m.all {
		if slices.Contains(assess.UnownedKinds, m.all[i].Kind) {
			m.unowned++
		}
	}
	for _, action := range d.Session.State().SortedActions() {
		for _, finding := range action.Findings {
			m.actions[finding] = append(m.actions[finding], action)
		}
	}
	for i, asset := range e.Assets() {
		m.assets[asset.ID] = i
	}
	return m
}

// find is the finding with an id, or nil.
func (m *model) find(id string) *assess.Finding {
	for i := range m.all {
		if m.all[i].ID == id {
			return &m.all[i]
		}
	}
	return nil
}

// item is one line of the list: a heading or a finding. Its words are made when
// it is drawn, for there may be a hundred thousand.
type item struct {
	heading string
	finding *assess.Finding
}

// row is a finding as the list shows it.
type row struct {
	finding  *assess.Finding
	severity string // in words
	score    string
	what     string
	title    string
	asset    string
	control  string
	state    string
	open     bool
	action   string
	overdue  bool
}

// list is the findings of a view in their groups, and how many they are.
func (m *model) list(v view) (items []item, listed int) {
	groups := map[string]*group{}
	var order []*group
	for i := range m.all {
		f := &m.all[i]
		if !v.takes(m.desk.Language, f, m.today) {
			continue
		}
		listed++
		key, place := m.group(f, v.by)
		g := groups[key]
		if g == nil {
			g = &group{place: place, name: m.groupName(f, v.by)}
			groups[key], order = g, append(order, g)
		}
		g.findings = append(g.findings, f)
	}
	slices.SortStableFunc(order, func(a, b *group) int { return cmp.Compare(a.place, b.place) })
	for _, g := range order {
		items = append(items, item{heading: m.desk.T("%s · %s", g.name, m.desk.N(len(g.findings), "%s finding", "%s findings"))})
		for _, f := range g.findings {
			items = append(items, item{finding: f})
		}
	}
	return items, listed
}

type group struct {
	name     string
	place    int
	findings []*assess.Finding
}

// group says to which group a finding belongs, and where that group stands.
func (m *model) group(f *assess.Finding, by grouping) (key string, place int) {
	switch by {
	case byAsset:
		if f.Assets > 1 || f.Asset == nil {
			return "", -1
		}
		return f.Asset.ID, m.assets[f.Asset.ID]
	case byControl:
		if f.Control == nil {
			return "", -1
		}
		return f.Control.ID, slices.IndexFunc(m.desk.Session.Catalogue().Controls, func(c assess.Control) bool { return c.ID == f.Control.ID })
	case byKind:
		return string(f.Kind), slices.Index(assess.FindingKinds, f.Kind)
	}
	return string(f.Severity), -f.Severity.Rank()
}

func (m *model) groupName(f *assess.Finding, by grouping) string {
	d := m.desk
	switch {
	case by == byKind:
		return kindName(d, f.Kind)
	case by == byAsset && (f.Assets > 1 || f.Asset == nil):
		return d.T("Several assets")
	case by == byAsset:
		return brief(f.Asset.Name, longestInList)
	case by == byControl && f.Control == nil:
		return d.T("No single control")
	case by == byControl:
		return f.Control.ID + " " + d.ControlName(f.Control)
	}
	return d.SeverityName(f.Severity)
}

func (m *model) row(f *assess.Finding) row {
	d, state := m.desk, f.State(m.today)
	r := row{
		finding: f, severity: d.SeverityName(f.Severity), score: d.Number(f.Score),
		what: kindName(d, f.Kind), title: brief(m.hidden(f.Title(d.Language)), longestInList), asset: m.place(f),
		state: stateName(d, state), open: state == assess.DispositionOpen,
	}
	if f.Control != nil {
		r.control = d.ControlShort(f.Control)
	}
	if action := m.nextAction(f.ID); action != nil {
		r.action, r.overdue = m.actionWords(action), m.overdue(action)
	}
	return r
}

// place says where a finding is: one asset, so many, those of a hosting model,
// or a party.
func (m *model) place(f *assess.Finding) string {
	d := m.desk
	switch {
	case f.Kind == assess.FindingConcentration:
		return brief(d.Person(f.Party), longestInList)
	case f.Rule != nil && f.Rule.Scope.Kind == assess.ScopeHosting && f.Assets > 1:
		return d.T("%s on %s", d.N(f.Assets, "%s asset", "%s assets"), d.HostingName(f.Rule.Scope.Value))
	case f.Assets > 1:
		return d.N(f.Assets, "%s asset", "%s assets")
	case f.Asset != nil:
		return brief(f.Asset.Name, longestInList)
	}
	return ""
}

// nextAction is the action that is due next, or else one that is over.
func (m *model) nextAction(finding string) *assess.Action {
	actions := m.actions[finding]
	for _, action := range actions {
		if underWay(action) {
			return action
		}
	}
	if len(actions) > 0 {
		return actions[0]
	}
	return nil
}

func underWay(a *assess.Action) bool {
	return a.State != assess.ActionDone && a.State != assess.ActionDropped
}

func (m *model) overdue(a *assess.Action) bool {
	return underWay(a) && a.Due != 0 && a.Due < m.today
}

// actionWords say who does what about a finding until when.
func (m *model) actionWords(a *assess.Action) string {
	d := m.desk
	who := brief(d.Person(a.Owner), longestInList)
	if who == "" {
		who = d.T("nobody")
	}
	switch {
	case !underWay(a):
		return d.T("%s · %s", actionState(d, a.State), who)
	case a.Due != 0:
		return d.T("%s · %s", d.ShortDate(a.Due.Time()), who)
	}
	return who
}

// hidden is a text of the rules without people's names while presenting.
func (m *model) hidden(text string) string {
	if m.names != nil {
		text = m.names.Replace(text)
	}
	return brief(text, longest)
}

// A text in a list is cut after so many letters and one in the panel after so
// many: names may be of any length, and setting them takes time.
const longestInList, longest = 160, 900

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

// hiding replaces people's names while presenting, and is nil otherwise.
func hiding(d *desk.Desk) *strings.Replacer {
	if !d.Presenting {
		return nil
	}
	var pairs []string
	for _, party := range d.Session.State().SortedParties() {
		if party.Type == assess.Person && party.Name != "" {
			pairs = append(pairs, party.Name, d.Person(party.ID))
		}
	}
	return strings.NewReplacer(pairs...)
}

// showing says how many of the findings are listed.
func (m *model) showing(listed int) string {
	d := m.desk
	if listed == len(m.all) {
		return d.N(listed, "%s finding", "%s findings")
	}
	return d.T("showing %s of %s", d.Number(listed), d.N(len(m.all), "%s finding", "%s findings"))
}

// nothing says why no finding is listed, and what can be done about that. That
// nothing was found in what nobody looked at is no praise.
func (m *model) nothing(v view) (sentence, button string) {
	d := m.desk
	switch {
	case v.filters() && len(m.all) > 0:
		return d.T("Nothing matches in %s.", d.N(len(m.all), "%s finding", "%s findings")), d.T("Clear filter")
	case m.totals.Cells == 0:
		return d.T("No findings, for there are no assets yet."), d.T("New asset")
	case m.totals.NotAssessed == 0:
		return d.T("No findings in %s.", d.N(m.totals.Applicable, "%s assessed cell", "%s assessed cells")), ""
	}
	return d.T("No findings in %s. %s.",
		d.N(m.totals.Applicable-m.totals.NotAssessed, "%s assessed cell", "%s assessed cells"),
		d.N(m.totals.NotAssessed, "%s cell is not assessed", "%s cells are not assessed")), ""
}

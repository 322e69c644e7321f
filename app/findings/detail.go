package findings

import (
	"demarc/app/desk"
	"demarc/assess"
)

// detail is what the panel says of one finding.
type detail struct {
	finding  *assess.Finding
	over     string // above the title: the control
	beside   string // and at the right of that: the asset and its hosting
	title    string
	score    string // "Critical 82"
	adjusted []string
	why      string
	advice   string
	sum      []summand
	total    string
	state    assess.DispositionState
	decided  []named // what was said with the disposition
	actions  []actionLine
	places   []placeLine
	reach    string // "52 cells on 4 assets"
}

// summand is one line of a sum that adds up.
type summand struct{ sign, points, what string }

type named struct{ name, value string }

type actionLine struct {
	id, title, words string
	overdue, open    bool
}

// placeLine is a link to the first cell of an asset.
type placeLine struct {
	text, note string
	place      desk.Place
}

func (m *model) detail(f *assess.Finding) detail {
	d := m.desk
	x := detail{
		finding: f, title: brief(m.hidden(f.Title(d.Language)), 2*longestInList), why: m.hidden(desk.Prose(f.Why(d.Language))), advice: m.hidden(desk.Prose(f.Action(d.Language))),
		score: d.T("%s %s", d.SeverityName(f.SumSeverity), d.Number(f.Score)), beside: m.beside(f),
		sum: m.sum(f), total: d.Number(f.Score), state: f.State(m.today), adjusted: m.adjusted(f), decided: m.decided(f),
	}
	if x.over = kindName(d, f.Kind); f.Control != nil {
		x.over = f.Control.ID
	}
	for _, action := range m.actions[f.ID] {
		x.actions = append(x.actions, m.actionLine(action))
	}
	x.places, x.reach = m.places(f), m.reach(f)
	return x
}

func (m *model) beside(f *assess.Finding) string {
	if f.Assets == 1 && f.Asset != nil {
		return m.desk.T("%s · %s", brief(f.Asset.Name, longestInList), m.desk.HostingName(f.Asset.Hosting))
	}
	return m.place(f)
}

func (m *model) sum(f *assess.Finding) []summand {
	var sum []summand
	for i, points := range f.Sum {
		sign := "+"
		if i == 0 {
			sign = "="
		}
		sum = append(sum, summand{sign, m.desk.Number(points.Points), m.desk.T(points.For)})
	}
	return sum
}

// adjusted shows the assessor's severity beside the sum's: both count as said.
func (m *model) adjusted(f *assess.Finding) []string {
	d, decision := m.desk, f.Disposition
	if decision == nil || decision.Severity == "" {
		return nil
	}
	return []string{
		d.T("%s (was %s %s)", d.SeverityName(f.Severity), d.SeverityName(f.SumSeverity), d.Number(f.Score)),
		d.T("%s: %s", brief(decision.Recorder, longestInList), m.hidden(decision.SeverityReason)),
	}
}

// decided lists what a disposition has to carry.
func (m *model) decided(f *assess.Finding) []named {
	decision := f.Disposition
	if decision == nil || decision.As == "" {
		return nil
	}
	d := m.desk
	var said []named
	add := func(name, value string) {
		if value != "" {
			said = append(said, named{name, value})
		}
	}
	add(byName(d, decision.As), brief(d.Person(decision.By), longestInList))
	add(d.T("Authority"), m.hidden(decision.Authority))
	if decision.Until != 0 {
		add(d.T("Until"), m.until(f, decision))
	}
	if evidence := d.Session.State().Evidence[decision.Evidence]; evidence != nil {
		add(d.T("Evidence"), brief(evidence.Name, longestInList))
	}
	add(reasonName(d, decision.As), m.hidden(decision.Reason))
	add(d.T("Recorded"), d.T("%s · %s", d.Date(decision.At.Time()), brief(decision.Recorder, longestInList)))
	return said
}

// until says so where an accepted risk has run out: the finding is open again.
func (m *model) until(f *assess.Finding, decision *assess.Disposition) string {
	day := m.desk.Date(decision.Until.Time())
	if f.State(m.today) != decision.As {
		return m.desk.T("%s, which has passed: open again", day)
	}
	return day
}

func (m *model) actionLine(a *assess.Action) actionLine {
	d := m.desk
	who := brief(d.Person(a.Owner), longestInList)
	if who == "" {
		who = d.T("nobody owns it")
	}
	words := d.T("%s · %s", who, actionState(d, a.State))
	if a.Due != 0 {
		words = d.T("%s · due %s · %s", who, d.Date(a.Due.Time()), actionState(d, a.State))
	}
	return actionLine{id: a.ID, title: brief(m.hidden(a.Title), 2*longestInList), words: words, overdue: m.overdue(a), open: underWay(a)}
}

// reach says on how many cells and assets a finding is.
func (m *model) reach(f *assess.Finding) string {
	d := m.desk
	if len(f.Cells) == 0 {
		return ""
	}
	return d.T("%s on %s", d.N(len(f.Cells), "%s cell", "%s cells"), d.N(f.Assets, "%s asset", "%s assets"))
}

// places lists the assets of a finding that is on several cells, each with its
// first cell.
func (m *model) places(f *assess.Finding) []placeLine {
	if len(f.Cells) < 2 {
		return nil
	}
	counts := map[string]int{}
	var first []assess.CellRef
	for _, cell := range f.Cells {
		if counts[cell.Asset]++; counts[cell.Asset] == 1 {
			first = append(first, cell)
		}
	}
	var lines []placeLine
	for _, cell := range first {
		line := placeLine{text: brief(m.assetName(cell.Asset), longestInList), place: cellPlace(cell)}
		if len(f.Cells) > len(first) {
			line.note = m.desk.N(counts[cell.Asset], "%s cell", "%s cells")
		}
		lines = append(lines, line)
	}
	return lines
}

func (m *model) assetName(id string) string {
	if asset := m.desk.Session.State().Assets[id]; asset != nil {
		return asset.Name
	}
	return id
}

func cellPlace(cell assess.CellRef) desk.Place {
	return desk.Place{Screen: desk.Responsibilities, Asset: cell.Asset, Control: cell.Control}
}

// target is where enter goes: the cell of the asset that is hit worst. It
// reports false where there is nowhere to go.
func target(f *assess.Finding) (desk.Place, bool) {
	switch {
	case f.Kind == assess.FindingConcentration:
		return desk.Place{Screen: desk.People, Party: f.Party}, true
	case len(f.Cells) == 0 && f.Asset != nil:
		return desk.Place{Screen: desk.Assets, Asset: f.Asset.ID}, true
	case len(f.Cells) == 0:
		return desk.Place{}, false
	}
	for _, cell := range f.Cells {
		if f.Asset != nil && cell.Asset == f.Asset.ID && (f.Control == nil || cell.Control == f.Control.ID) {
			return cellPlace(cell), true
		}
	}
	return cellPlace(f.Cells[0]), true
}

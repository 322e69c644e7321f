package overview

import (
	"strings"

	"demarc/app/desk"
	"demarc/assess"
)

// view is the overview as ready words and figures, each with the place that it
// leads to. It counts nothing: evaluation does.
type view struct {
	totals   assess.Totals
	unowned  headline
	known    []count // assessed and not
	rests    []figure
	inPlace  headline
	severity []count
	findings figure
	fresh    string // how many of the findings are new, where that is known
	heat     heat
	next     []step
	// nothing is what stands in the place of next steps where there are none.
	nothing string
	// empty is what is said in the place of everything, and begin what to do.
	empty string
	begin figure
}

// figure is a number with its words, and where its cells are.
type figure struct {
	text string
	to   desk.Place
}

// headline is a figure that is set large, what it means, and what is among it.
type headline struct {
	figure figure
	of     string
	loud   bool
	parts  []figure
}

// count is a number and the word for what it counts.
type count struct {
	severity assess.Severity // of findings, or empty
	n, word  string
	none     bool
	to       desk.Place
}

func cells(filter string) desk.Place {
	return desk.Place{Screen: desk.Responsibilities, Filter: filter}
}

// newView reads the evaluation.
func newView(d *desk.Desk) view {
	e := d.Session.Evaluation()
	t, outline := e.Totals(), e.Outline(nextFive)
	v := view{totals: t}
	if t.Assets == 0 {
		v.empty, v.begin = emptyWords(d)
		return v
	}
	v.unowned, v.known, v.rests, v.inPlace = unownedOf(d, t), knownOf(d, t), restsOf(d, t), inPlaceOf(d, t)
	v.findings = figure{d.N(outline.Findings, "%s finding", "%s findings"), desk.Place{Screen: desk.Findings}}
	v.severity = severities(d, outline.Severities)
	v.heat = newHeat(d, e)
	v.next = nextSteps(d, outline.Urgent)
	v.nothing = nothingWords(d, t, outline.Findings, len(v.next))
	return v
}

// nothingWords stand in the place of next steps. No findings is no praise.
func nothingWords(d *desk.Desk, t assess.Totals, findings, steps int) string {
	switch {
	case findings == 0:
		return d.N(t.Applicable-t.NotAssessed, "No findings in %s assessed cell.", "No findings in %s assessed cells.") + " " +
			d.N(t.NotAssessed, "%s cell is not assessed.", "%s cells are not assessed.")
	case steps == 0:
		return d.T("Every finding is fixed or its risk accepted. They count all the same.")
	}
	return ""
}

func emptyWords(d *desk.Desk) (sentence string, begin figure) {
	if len(d.Session.State().Assets) > 0 {
		return d.T("Every asset is retired or rejected: there is nothing to count."), figure{d.T("Show the assets"), desk.Place{Screen: desk.Assets}}
	}
	return d.T("No assets yet. Import a CSV or add the first by hand."), figure{d.T("New asset"), desk.Place{Screen: desk.Assets, Do: "new"}}
}

func unownedOf(d *desk.Desk, t assess.Totals) headline {
	h := headline{figure: figure{d.Number(t.Unowned), cells("unowned")}, loud: t.Unowned > 0}
	h.of = d.T("of %s", d.N(t.Cells, "%s cell", "%s cells"))
	if t.HalfOwned > 0 {
		h.parts = append(h.parts, figure{d.N(t.HalfOwned, "%s half owned", "%s half owned"), cells("half_owned")})
	}
	if t.Undecided > 0 {
		h.parts = append(h.parts, figure{d.N(t.Undecided, "%s undecided", "%s undecided"), cells("undecided")})
	}
	return h
}

func knownOf(d *desk.Desk, t assess.Totals) []count {
	return []count{
		{n: d.Number(t.Applicable - t.NotAssessed), word: d.T("assessed"), to: cells("assessed")},
		{n: d.Number(t.NotAssessed), word: d.T("not assessed"), to: cells("not_assessed")},
	}
}

// restsOf says on what the known rests.
func restsOf(d *desk.Desk, t assess.Totals) []figure {
	return []figure{
		{d.N(t.Presumed, "%s on the provider's word alone", "%s on the provider's word alone"), cells("presumed")},
	}
}

func inPlaceOf(d *desk.Desk, t assess.Totals) headline {
	h := headline{figure: figure{"–", cells("implemented")}, of: d.T("no cell is applicable")}
	if t.Applicable > 0 {
		h.figure.text = d.Decimal(t.ComplianceRate()*100) + " %"
		h.of = d.T("implemented, as declared")
	}
	h.parts = []figure{{d.N(t.Evidenced, "%s of these evidenced", "%s of these evidenced"), cells("evidenced")}}
	return h
}

func severities(d *desk.Desk, counts [4]int) []count {
	words := map[assess.Severity]string{
		assess.SeverityCritical: d.T("critical"), assess.SeverityHigh: d.T("high"), assess.SeverityMedium: d.T("medium"), assess.SeverityLow: d.T("low"),
	}
	var list []count
	for rank := len(counts) - 1; rank >= 0; rank-- {
		severity := assess.Severities[rank]
		list = append(list, count{
			severity: severity, n: d.Number(counts[rank]), none: counts[rank] == 0, word: words[severity],
			to: desk.Place{Screen: desk.Findings, Filter: string(severity)},
		})
	}
	return list
}

// step is one of the next things to do.
type step struct {
	severity assess.Severity
	word     string // the severity's
	about    string // control and asset
	action   string
	reach    string // how many findings and cells it answers, where several
	to       desk.Place
}

// nextFive is how many steps are shown.
const nextFive = 5

func nextSteps(d *desk.Desk, urgent []assess.UrgentAction) []step {
	discreet := d.Discreet()
	var steps []step
	for _, u := range urgent {
		s := step{severity: u.Severity, word: d.Plain(string(u.Severity)), action: discreet(shorten(desk.Prose(u.Action.In(d.Language)), 300)), to: stepPlace(u)}
		s.about = aboutOf(d, u)
		if s.about == "" {
			s.about = s.action
			s.action = ""
		}
		if u.Findings > 1 {
			s.reach = d.T("answers %s, %s", d.N(u.Findings, "%s finding", "%s findings"), d.N(u.Cells, "%s cell", "%s cells"))
		}
		steps = append(steps, s)
	}
	return steps
}

func aboutOf(d *desk.Desk, u assess.UrgentAction) string {
	var parts []string
	if u.Control != nil {
		parts = append(parts, d.ControlShort(u.Control))
	}
	if u.Asset != nil {
		parts = append(parts, desk.OneLine(shorten(u.Asset.Name, 120)))
	}
	return strings.Join(parts, " · ")
}

// stepPlace is the cell that an action is about, or else the first finding
// that asks for it.
func stepPlace(u assess.UrgentAction) desk.Place {
	if u.Asset != nil && u.Control != nil {
		return desk.Place{Screen: desk.Responsibilities, Asset: u.Asset.ID, Control: u.Control.ID}
	}
	return desk.Place{Screen: desk.Findings, Finding: u.Finding}
}

// shorten cuts other people's texts before they are measured.
func shorten(text string, most int) string {
	letters := []rune(text)
	if len(letters) <= most {
		return text
	}
	return string(letters[:most]) + "…"
}

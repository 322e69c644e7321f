package handover

import (
	"demarc/app/desk"
	"demarc/assess"
	"demarc/engagement"
)

// mark says what a line of the checklist is.
type mark int

// The marks, in the order of the checklist's parts.
const (
	blocks mark = iota
	limits
	settled
	markCount
)

// line is one line of the checklist. Where it is mended is a place, or, with a
// topic, the form for the scope statement.
type line struct {
	id    string
	mark  mark
	text  string
	where string
	why   string // what it means for the report
	place desk.Place
	topic string // the field of the scope statement
	loud  bool   // unowned
}

// headings name the checklist's parts.
func headings(d *desk.Desk) [markCount]string {
	return [markCount]string{d.T("Open before a final report"), d.T("Stated in it as limitations"), d.T("In order")}
}

// checklist lists what stands in the way of a final report, then what the
// report states as a limitation, then what is in order.
func checklist(d *desk.Desk) []line {
	var lines []line
	omissions := d.Session.Omissions()
	lines = append(lines, cellLines(d)...)
	lines = append(lines, findingLines(d, omissions)...)
	lines = append(lines, scopeLines(d, omissions)...)
	var sorted []line
	for m := range markCount {
		for _, l := range lines {
			if l.mark == m {
				sorted = append(sorted, l)
			}
		}
	}
	return sorted
}

func scopeLines(d *desk.Desk, omissions []engagement.Omission) []line {
	var lines []line
	scope, where, needed := d.Session.State().Engagement, d.T("Scope"), omitted(omissions)
	for _, part := range scopeParts(d) {
		if part.missing == "" || !needed[part.id] && part.get(scope) != "" {
			continue
		}
		l := line{id: "scope." + part.id, text: part.missing, why: part.why, where: where, topic: part.id}
		if !needed[part.id] {
			l.mark = limits
		}
		lines = append(lines, l)
	}
	if len(lines) == 0 {
		lines = append(lines, line{
			id: "scope", mark: settled, text: d.T("Scope statement is complete"), where: where, topic: "objective",
			why: d.T("The report says what was assessed, against what, for which day and period, and who confirmed the inventory."),
		})
	}
	if n := unagreed(scope); n > 0 {
		lines = append(lines, line{
			id: "exclusions", text: d.N(n, "%s exclusion that nobody agreed to", "%s exclusions that nobody agreed to"), where: where, topic: "exclusions",
			why: d.T("What is left out of scope is the client's decision. State who agreed to it."),
		})
	}
	return lines
}

// undecided counts the findings that a final report would be refused for.
func undecided(omissions []engagement.Omission) int {
	for _, omission := range omissions {
		if omission.ID == engagement.OmitsDecisions {
			return omission.Count
		}
	}
	return 0
}

// omitted are the ids of what a final report would be refused for.
func omitted(omissions []engagement.Omission) map[string]bool {
	ids := map[string]bool{}
	for _, omission := range omissions {
		ids[omission.ID] = true
	}
	return ids
}

func unagreed(scope *assess.Engagement) (n int) {
	for _, exclusion := range scope.Exclusions {
		if exclusion.AgreedBy == "" {
			n++
		}
	}
	return n
}

func cellLines(d *desk.Desk) []line {
	t := d.Session.Evaluation().Totals()
	if t.Assets == 0 {
		return []line{{
			id: "assets", text: d.T("No assets yet: there is nothing to report"), where: d.T("Assets"), place: desk.Place{Screen: desk.Assets},
			why: d.T("A report has a sheet for each asset. Import a CSV or add the first by hand."),
		}}
	}
	cells := func(filter string) desk.Place { return desk.Place{Screen: desk.Responsibilities, Filter: filter} }
	unowned := line{
		id: "unowned", mark: settled, text: d.T("Every cell that needs an owner has one"), where: d.T("Cells"), place: cells("unowned"),
		why: d.T("No duty is left without an accountable party."),
	}
	if t.Unowned > 0 {
		unowned.mark, unowned.loud = blocks, true
		unowned.text = d.T("%s of %s unowned", d.Number(t.Unowned), d.N(t.Cells, "%s cell", "%s cells"))
		unowned.why = d.T("Nobody is accountable for them. The report names every one, first of all.")
	}
	assessed := line{
		id: "not_assessed", mark: settled, text: d.T("Every applicable cell is assessed"), where: d.T("Cells"), place: cells("not_assessed"),
		why: d.T("Somebody has said of each duty whether it is done."),
	}
	if t.NotAssessed > 0 {
		assessed.mark = limits
		assessed.text = d.N(t.NotAssessed, "%s cell not assessed", "%s cells not assessed")
		assessed.why = d.T("Nobody has said whether the duty is done. They count as gaps, and the report lists them as a limitation.")
	}
	lines := []line{unowned, assessed}
	if t.Presumed > 0 {
		lines = append(lines, line{
			id: "presumed", mark: limits, text: d.N(t.Presumed, "%s cell on the provider's word alone", "%s cells on the provider's word alone"), where: d.T("Cells"), place: cells("presumed"),
			why: d.T("Presumed from the provider's public documentation; no contract or report is referenced."),
		})
	}
	return lines
}

func findingLines(d *desk.Desk, omissions []engagement.Omission) []line {
	if d.Session.Evaluation().Totals().Assets == 0 {
		return nil
	}
	unanswered, moved := openFindings(d)
	critical := line{
		id: "critical", mark: settled, text: d.T("Every critical finding is answered"), where: d.T("Findings"), place: desk.Place{Screen: desk.Findings, Filter: "critical"},
		why: d.T("Each has an action, or the client's decision is recorded."),
	}
	if unanswered > 0 {
		critical.mark = blocks
		critical.text = d.N(unanswered, "%s critical finding without an answer", "%s critical findings without an answer")
		critical.why = d.T("Each needs an action, or a disposition that records what the client decided.")
	}
	lines := []line{critical}
	if n := undecided(omissions); n > 0 {
		lines = append(lines, line{
			id: engagement.OmitsDecisions, text: d.N(n, "%s finding without a decision", "%s findings without a decision"), where: d.T("Findings"), place: desk.Place{Screen: desk.Findings},
			why: d.T("A final report says of every finding what was decided: an action under way, a fix, a dispute or an accepted risk."),
		})
	}
	if moved > 0 {
		lines = append(lines, line{
			id: "moved", text: d.N(moved, "%s answer older than its baseline", "%s answers older than their baseline"), where: d.T("Findings"), place: desk.Place{Screen: desk.Findings, Filter: string(assess.FindingBaselineChanged)},
			why: d.T("The catalogue moved under these answers. Look at them again, and answer anew."),
		})
	}
	return lines
}

// openFindings counts the critical findings that have neither an action nor a
// disposition, and those about a baseline that moved.
func openFindings(d *desk.Desk) (critical, moved int) {
	evaluation := d.Session.Evaluation()
	answered := map[string]bool{}
	for _, action := range d.Session.State().Actions {
		if action.State != assess.ActionDropped {
			for _, id := range action.Findings {
				answered[id] = true
			}
		}
	}
	findings := evaluation.Findings()
	for i := range findings {
		f := &findings[i]
		if f.Kind == assess.FindingBaselineChanged {
			moved++
		}
		if f.Severity == assess.SeverityCritical && f.State(evaluation.Today()) == assess.DispositionOpen && !answered[f.ID] {
			critical++
		}
	}
	return critical, moved
}

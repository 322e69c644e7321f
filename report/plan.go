package report

import (
	"cmp"

	"demarc/assess"
)

// plan lists the actions by due date, and the findings for which there is none.
func (b *book) plan() {
	b.section(upright, b.say("Plan of action"), b.say("What was agreed to do, by whom and until when; then the findings for which nothing is planned."))
	b.actionTable(b.state.SortedActions())
	covered := map[string]bool{}
	for _, a := range b.state.Actions {
		for _, id := range a.Findings {
			covered[id] = covered[id] || a.State != assess.ActionDropped
		}
	}
	var open []assess.Finding
	for i := range b.in.Findings {
		if f := &b.in.Findings[i]; !covered[f.ID] && f.State(b.evaluation.Today()) == assess.DispositionOpen {
			open = append(open, *f)
		}
	}
	b.heading(b.say("Findings without an action"))
	if len(open) == 0 {
		b.paragraph(b.say("Every open finding has an action."))
		return
	}
	b.prioritised(open, b.planRows())
}

// planRows is how many findings without an action are listed: a plan that
// stands for itself has more room.
func (b *book) planRows() int {
	if b.in.Slice.Plan {
		return 400
	}
	return 40
}

func (b *book) actionTable(actions []*assess.Action) {
	if len(actions) == 0 {
		b.paragraph(b.say("No action is on record."))
		return
	}
	findings := map[string]*assess.Finding{}
	for i := range b.in.Findings {
		findings[b.in.Findings[i].ID] = &b.in.Findings[i]
	}
	soft := styleCell.in(ink2)
	t := b.newTable(
		column{head: b.say("Due"), width: 62, style: styleCell.with(medium)},
		column{head: b.say("Action"), width: 148, style: styleCell.with(medium), clip: 4},
		column{head: b.say("Owner"), width: 90, style: soft, clip: 2}, column{head: b.say("State"), width: 62, style: soft},
		column{head: b.say("Findings"), width: b.page.measure() - 362, style: soft, clip: 4})
	for _, a := range actions {
		var titles []string
		for _, id := range a.Findings {
			if f := findings[id]; f != nil {
				titles = append(titles, shorten(oneLine(f.Title(b.in.Language)), 120))
			}
		}
		due := cell{text: b.due(a.Due)}
		if a.Due != 0 && a.Due < b.evaluation.Today() && (a.State == "" || a.State == assess.ActionOpen || a.State == assess.ActionInProgress) {
			due = styled(b.say("%s, overdue", b.due(a.Due)), styleCell.with(medium).in(alarm))
		}
		state := b.in.Language.Plain(string(cmp.Or(a.State, assess.ActionOpen)))
		t.row(due, wording(shorten(oneLine(a.Title), titleLimit)), b.owner(a.Owner), wording(state), wording(joined("\n", titles...)))
	}
	t.end()
}

// due writes a due date, or that there is none.
func (b *book) due(d assess.Date) string {
	if d == 0 {
		return b.say("no due date")
	}
	return b.day(d)
}

func (b *book) owner(id string) cell {
	if id == "" {
		return styled(b.say("nobody"), styleCell.in(alarm))
	}
	return wording(b.partyName(id))
}

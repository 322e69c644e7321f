package report

import (
	"slices"

	"demarc/assess"
)

// mostPriorities is how many findings are put in order of what to do first.
const mostPriorities = 40

// priorities say what to do first, who has it in hand and until when, and where
// one answer settles much.
func (b *book) priorities() {
	b.section(upright, b.say("Priorities"), b.say("The gravest findings that are still open, in the order in which to take them up."))
	var open []assess.Finding
	for i := range b.in.Findings {
		switch b.in.Findings[i].State(b.evaluation.Today()) {
		case assess.DispositionOpen, assess.DispositionInProgress, assess.DispositionDisputed:
			open = append(open, b.in.Findings[i])
		}
	}
	if len(open) == 0 {
		b.paragraph(b.say("No finding is open."))
		return
	}
	b.prioritised(open, mostPriorities)
	b.quickWins()
}

// prioritised lists findings with who has them in hand.
func (b *book) prioritised(findings []assess.Finding, most int) {
	soft := styleCell.in(ink2)
	t := b.newTable(
		column{head: b.say("Severity"), width: 66, style: styleCell.with(medium)},
		column{head: b.say("Finding"), width: b.page.measure() - 66 - 104 - 70, clip: 3},
		column{head: b.say("Owner"), width: 104, style: soft, clip: 2}, column{head: b.say("Due"), width: 70, style: soft})
	for i := range findings[:min(len(findings), most)] {
		f := &findings[i]
		mark, colour := severityMark(f.Severity)
		strong := styleCell.with(medium).in(colour)
		owner, due := b.inHand(f)
		t.row(cell{text: capital(b.in.Language.Plain(string(f.Severity))), style: &strong, mark: mark, colour: colour},
			cell{text: shorten(oneLine(f.Title(b.in.Language)), titleLimit), link: b.blocks[f.ID]}, b.owner(owner), wording(b.due(due)))
	}
	remark := ""
	if more := len(findings) - most; more > 0 {
		remark = b.moreWords(more)
	}
	t.endWith(remark)
}

// moreWords says how many findings a list does without.
func (b *book) moreWords(n int) string {
	return b.counted(n, "%s more, less grave.", "%s more, less grave.")
}

// inHand says who has a finding in hand and until when: by the action that is due
// first, else by the cell itself.
func (b *book) inHand(f *assess.Finding) (party string, due assess.Date) {
	if b.acted == nil {
		b.acted = b.actionsByFinding()
	}
	for _, a := range b.acted[f.ID] {
		if a.State != assess.ActionDropped && a.State != assess.ActionDone {
			return a.Owner, a.Due
		}
	}
	if len(f.Cells) == 0 || f.Kind == assess.FindingProviderReference {
		return "", 0 // a reference is missing, whoever holds the clause
	}
	view, _ := b.evaluation.Cell(f.Cells[0].Asset, f.Cells[0].Control)
	if view.State != assess.StateOwned {
		return "", view.Answer.Due
	}
	party = view.Answer.Clause(assess.CustomerSide).Accountable
	if party == "" {
		party = view.Answer.Clause(assess.ProviderSide).Accountable
	}
	return party, view.Answer.Due
}

// fewestForRule is from how many cells on one scope rule is worth its while.
const fewestForRule = 3

// quickWins are the controls of which one scope rule would give most cells an
// owner.
func (b *book) quickWins() {
	order := make([]int, 0, len(b.byControl))
	for i := range b.byControl {
		if b.byControl[i].Unowned >= fewestForRule {
			order = append(order, i)
		}
	}
	if len(order) == 0 {
		return
	}
	slices.SortStableFunc(order, func(i, j int) int { return b.byControl[j].Unowned - b.byControl[i].Unowned })
	b.heading(b.say("Where one answer settles most"))
	b.keep(3 * styleBody.leading)
	b.paragraph(b.say("Duties that are the same for every asset can be answered once, with a scope rule. Cells that such a rule could give an owner:"))
	t := b.newTable(column{head: b.say("Control"), width: 260}, column{head: b.say("Unowned cells"), width: 70, right: true})
	for _, i := range order[:min(len(order), 5)] {
		c := &b.catalogue.Controls[i]
		t.row(wording(joined(" ", c.ID, b.controlName(c))), wording(b.in.Language.Number(b.byControl[i].Unowned)))
	}
	t.end()
}

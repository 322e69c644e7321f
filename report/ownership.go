package report

import (
	"slices"

	"demarc/assess"
)

// ownership says to one party what it owns, and asks it to acknowledge that.
func (b *book) ownership() {
	id := b.in.Slice.Party
	b.section(upright, b.say("What you own"), b.say("The clauses for which %s is accountable, what is wrong with them, and what is to be done. Please acknowledge or decline each, and sign below.", b.partyName(id)))
	n := b.ownedClauses(id)
	if n == 0 {
		b.paragraph(b.say("No clause is assigned."))
	}
	b.ownedAssets(id)
	b.heading(b.say("Actions"))
	b.actionTable(slices.DeleteFunc(b.state.SortedActions(), func(a *assess.Action) bool { return a.Owner != id }))
	b.ownedFindings(id)
	b.acknowledgement()
}

// ownedClauses lists the clauses that a party answers for and counts them.
func (b *book) ownedClauses(id string) int {
	soft := styleCell.in(ink2)
	t := b.newTable(
		column{head: b.say("Asset"), width: 112, style: styleCell.with(medium), clip: 2}, column{head: b.say("Control"), width: 106, clip: 3},
		column{head: b.say("Side"), width: 46, style: soft}, column{head: b.say("Status"), width: 66, style: soft}, column{head: b.say("Due"), width: 54, style: soft},
		column{head: b.say("Acknowledge"), width: ticked}, column{head: b.say("Decline"), width: b.page.measure() - 384 - ticked})
	n := 0
	for _, asset := range b.assets {
		if !b.step() {
			return n
		}
		for _, c := range b.evaluation.Row(asset.ID) {
			for _, side := range c.Needs {
				if c.Answer.Clause(side).Accountable != id {
					continue
				}
				n++
				due := ""
				if c.Answer.Due != 0 {
					due = b.day(c.Answer.Due)
				}
				t.row(wording(b.assetName(asset)), wording(c.Control.ID+" "+b.controlName(c.Control)), wording(b.sideName(side)), wording(b.in.Language.Plain(string(c.Status))), wording(due), cell{box: true}, cell{box: true})
			}
		}
	}
	if n > 0 {
		t.end()
	}
	return n
}

func (b *book) sideName(side assess.Side) string {
	if side == assess.CustomerSide {
		return b.say("client")
	}
	return b.say("provider")
}

// ticked is the width of the column that a box is ticked in.
const ticked = 56.0

func (b *book) ownedAssets(id string) {
	var names []string
	for _, a := range b.assets {
		if a.Owner == id {
			names = append(names, b.assetName(a))
		}
	}
	if len(names) > 0 {
		b.heading(b.say("Assets owned as a whole"))
		b.paragraph(joined(", ", names...))
	}
}

func (b *book) ownedFindings(id string) {
	var own []assess.Finding
	for i := range b.in.Findings {
		f := &b.in.Findings[i]
		held := slices.ContainsFunc(f.Cells, func(c assess.CellRef) bool {
			view, known := b.evaluation.Cell(c.Asset, c.Control)
			return known && slices.ContainsFunc(view.Needs, func(side assess.Side) bool {
				// What rests on a provider's word is no matter of the client's clause.
				return view.Answer.Clause(side).Accountable == id && (side == assess.ProviderSide || f.Kind != assess.FindingProviderReference)
			})
		})
		if held || f.Party == id {
			own = append(own, *f)
		}
	}
	b.heading(b.say("Findings"))
	if len(own) == 0 {
		b.paragraph(b.say("No finding is about them."))
		return
	}
	b.prioritised(own, 400)
}

// acknowledgement is where the party signs.
func (b *book) acknowledgement() {
	b.keep(120)
	b.heading(b.say("Acknowledgement"))
	b.paragraph(b.say("I have read what is listed here. I acknowledge what is ticked so, and decline the rest for these reasons:"))
	for range 3 {
		b.y += commentLine + 2
		b.rule(b.page.left, b.y, b.page.measure(), edge)
	}
	b.y += commentLine + 8
	b.signLine(b.page.left, b.page.right)
	b.y += 16
}

package report

import "demarc/assess"

// applicability says of each control of the catalogue to how many assets it
// applies, and why it does not to the others.
func (b *book) applicability() {
	b.section(upright, b.say("Applicability of controls"), b.say("To how many of the assets each control of the catalogue applies. Where it does not, that was decided with a reason or follows from what the asset is."))
	decided, byTrait := make([]int, len(b.catalogue.Controls)), make([]int, len(b.catalogue.Controls))
	for _, asset := range b.assets {
		if b.ctx.Err() != nil {
			b.err = b.ctx.Err()
			return
		}
		for i, c := range b.evaluation.Row(asset.ID) {
			if c.State != assess.StateNotApplicable {
				continue
			}
			if decidedHere(&c) {
				decided[i]++
			} else {
				byTrait[i]++
			}
		}
	}
	number := func(n int) cell {
		if n == 0 {
			return styled("–", styleCell.in(ink3))
		}
		return wording(b.in.Language.Number(n))
	}
	t := b.newTable(
		column{head: b.say("Control"), width: b.page.measure() - 4*66},
		column{head: b.say("Applies"), width: 66, right: true}, column{head: b.say("Does not"), width: 66, right: true},
		column{head: b.say("as decided"), width: 66, right: true}, column{head: b.say("by its nature"), width: 66, right: true})
	for i := range b.catalogue.Controls {
		c, counts := &b.catalogue.Controls[i], &b.byControl[i]
		t.row(wording(joined(" ", c.ID, b.controlName(c))), number(counts.Cells-counts.NotApplicable), number(counts.NotApplicable), number(decided[i]), number(byTrait[i]))
	}
	t.end()
}

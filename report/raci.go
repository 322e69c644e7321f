package report

import (
	"fmt"
	"slices"
	"strings"

	"demarc/assess"
	"demarc/marks"
)

// raci says, control by control, who is accountable, responsible, consulted
// and informed on each side. Cells that are answered alike share a row.
func (b *book) raci() {
	b.section(sideways, b.say("Who holds what (RACI)"), b.say("For each control and side of the boundary: who is accountable, responsible, consulted and informed. Assets that are answered alike share a row."))
	rest := b.page.measure() - 52 - 130 - 3*112
	t := b.newTable(
		column{head: b.say("Side"), width: 52, style: styleCell.in(ink2)},
		column{head: b.say("Accountable"), width: 130, style: styleCell.with(medium)},
		column{head: b.say("Responsible"), width: 112}, column{head: b.say("Consulted"), width: 112}, column{head: b.say("Informed"), width: 112},
		column{head: b.say("Assets"), width: rest, style: styleCell.in(ink2)},
	)
	totals := b.byControl
	for i := range b.catalogue.Controls {
		control := &b.catalogue.Controls[i]
		unowned := b.say("%s unowned of %s", b.number(totals[i].Unowned), b.counted(totals[i].Cells, "%s cell", "%s cells"))
		t.group(fmt.Sprintf("%s  %s · %s", control.ID, b.controlName(control), unowned))
		for _, row := range b.raciRows(&b.survey.raci[i]) {
			t.row(b.raciCells(row)...)
		}
		if b.ctx.Err() != nil {
			b.err = b.ctx.Err()
			return
		}
	}
	if len(b.assets) == 0 {
		b.paragraph(b.say("There are no cells yet."))
	}
	t.end()
	b.parties()
}

// raciRows orders a control's rows: the provider's side first, then the
// client's, then what needs nobody; the widest answer first.
func (b *book) raciRows(r *raciControl) []raciRow {
	rows := slices.Clone(r.rows)
	rank := func(row *raciRow) int {
		switch row.side {
		case assess.ProviderSide:
			return 0
		case assess.CustomerSide:
			return 1
		}
		return 2
	}
	slices.SortStableFunc(rows, func(a, b raciRow) int {
		if by := rank(&a) - rank(&b); by != 0 {
			return by
		}
		return b.assets - a.assets
	})
	return rows
}

func (b *book) raciCells(row raciRow) []cell {
	assets := b.raciAssets(row)
	switch {
	case row.side == "" && row.state == string(assess.OwnerUnassigned):
		return []cell{wording("–"), b.nobody(b.say("Undecided: nobody")), {}, {}, {}, wording(assets)}
	case row.side == "":
		return []cell{wording("–"), styled(capital(b.boundaryWord(assess.Owner(row.state))), styleCell.in(ink3)), {}, {}, {}, wording(assets)}
	}
	return []cell{
		wording(capital(b.sideWord(row.side))), b.raciAccountable(row),
		b.raciNames(row.responsible), b.raciNames(row.consulted), b.raciNames(row.informed),
		wording(assets),
	}
}

// raciNames names parties, or shows that there are none.
func (b *book) raciNames(ids string) cell {
	if ids == "" {
		return styled("–", styleCell.in(ink3))
	}
	return wording(b.partyNames(strings.Fields(ids)))
}

func (b *book) raciAccountable(row raciRow) cell {
	name := row.accountable
	if row.state == "" {
		name = b.partyName(row.accountable)
	}
	switch {
	case name == "":
		return b.nobody(b.say("Nobody"))
	case row.missing:
		return b.nobody(b.say("%s, not valid", name))
	case row.presumed && row.state != "":
		return wording(b.say("%s, presumed", name))
	case row.presumed:
		return wording(b.say("%s, on its word alone", name))
	}
	return wording(name)
}

// nobody is an empty seat, with words.
func (b *book) nobody(text string) cell {
	s := styleCell.with(semibold).in(alarm)
	return cell{text: text, style: &s, tiled: true, tile: marks.Unowned}
}

func (b *book) raciAssets(row raciRow) string {
	text := b.counted(row.assets, "%s asset", "%s assets")
	switch {
	case row.assets == len(b.assets):
		text = b.say("all %s", text)
	case row.assets <= namedAssets:
		names := make([]string, len(row.first))
		for i, asset := range row.first {
			names[i] = shorten(b.fullName(asset), 60)
		}
		text = strings.Join(names, ", ")
	}
	if row.rule != nil {
		text = b.say("%s; by rule %s", text, b.ruleNumbers[row.rule])
	}
	return text
}

// parties says what each party carries.
func (b *book) parties() {
	loads := b.evaluation.ByParty()
	if len(loads) == 0 {
		return
	}
	b.partPage()
	b.place(b.say("What each party carries"), 1, true)
	b.heading(b.say("What each party carries"))
	b.paragraph(b.say("Counted in clauses: a party on both sides of a shared cell counts twice. Unfinished are the clauses it is accountable for whose cell is not compliant."))
	columns := []column{{head: b.say("Party"), width: b.page.measure() - 66 - 170 - 6*64, style: styleCell.with(medium), clip: 2}, {head: b.say("Kind"), width: 66, style: styleCell.in(ink2)}, {head: b.say("Function"), width: 170, style: styleCell.in(ink2), clip: 2}}
	for _, head := range []string{b.say("Accountable"), b.say("Responsible"), b.say("Consulted"), b.say("Informed"), b.say("Unfinished"), b.say("Overdue")} {
		columns = append(columns, column{head: head, width: 64, right: true})
	}
	t := b.newTable(columns...)
	for _, l := range loads {
		cells := []cell{wording(b.partyName(l.Party.ID)), wording(b.word(string(l.Party.Type))), wording(l.Party.Function)}
		for _, n := range []int{l.Accountable, l.Responsible, l.Consulted, l.Informed, l.Unfinished, l.Overdue} {
			cells = append(cells, wording(b.number(n)))
		}
		t.row(cells...)
	}
	t.end()
}

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
	b.section(sideways, "Who holds what (RACI)", "For each control and side of the boundary: who is accountable, responsible, consulted and informed. Assets that are answered alike share a row.")
	rest := b.page.measure() - 52 - 130 - 3*112
	t := b.newTable(
		column{head: "Side", width: 52, style: styleCell.in(ink2)},
		column{head: "Accountable", width: 130, style: styleCell.with(medium)},
		column{head: "Responsible", width: 112}, column{head: "Consulted", width: 112}, column{head: "Informed", width: 112},
		column{head: "Assets", width: rest, style: styleCell.in(ink2)},
	)
	totals := b.byControl
	for i := range b.catalogue.Controls {
		control := &b.catalogue.Controls[i]
		t.group(fmt.Sprintf("%s  %s · %s unowned of %s", control.ID, control.Name, number(totals[i].Unowned), counted(totals[i].Cells, "cell", "cells")))
		for _, row := range b.raciRows(&b.survey.raci[i]) {
			t.row(b.raciCells(row)...)
		}
		if b.ctx.Err() != nil {
			b.err = b.ctx.Err()
			return
		}
	}
	if len(b.assets) == 0 {
		b.paragraph("There are no cells yet.")
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
	case row.side == "" && row.state == "undecided":
		return []cell{wording("–"), b.nobody("Undecided: nobody"), {}, {}, {}, wording(assets)}
	case row.side == "":
		return []cell{wording("–"), styled(capital(row.state), styleCell.in(ink3)), {}, {}, {}, wording(assets)}
	}
	return []cell{
		wording(capital(sideWord(row.side))), b.raciAccountable(row),
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
		return b.nobody("Nobody")
	case row.missing:
		return b.nobody(name + ", not valid")
	case row.presumed && row.state != "":
		return wording(name + ", presumed")
	case row.presumed:
		return wording(name + ", on its word alone")
	}
	return wording(name)
}

// nobody is an empty seat, with words.
func (b *book) nobody(text string) cell {
	s := styleCell.with(semibold).in(alarm)
	return cell{text: text, style: &s, tiled: true, tile: marks.Unowned}
}

func (b *book) raciAssets(row raciRow) string {
	text := counted(row.assets, "asset", "assets")
	switch {
	case row.assets == len(b.assets):
		text = "all " + text
	case row.assets <= namedAssets:
		names := make([]string, len(row.first))
		for i, asset := range row.first {
			names[i] = shorten(b.fullName(asset), 60)
		}
		text = strings.Join(names, ", ")
	}
	if row.rule != nil {
		text += "; by rule " + b.ruleNumbers[row.rule]
	}
	return text
}

// parties says what each party carries.
func (b *book) parties() {
	loads := b.evaluation.ByParty()
	if len(loads) == 0 {
		return
	}
	b.nextPage()
	b.place("What each party carries", 1, true)
	b.heading("What each party carries")
	b.paragraph("Counted in clauses: a party on both sides of a shared cell counts twice. Unfinished are the clauses it is accountable for whose cell is not compliant.")
	columns := []column{{head: "Party", width: b.page.measure() - 66 - 170 - 6*64, style: styleCell.with(medium), clip: 2}, {head: "Kind", width: 66, style: styleCell.in(ink2)}, {head: "Function", width: 170, style: styleCell.in(ink2), clip: 2}}
	for _, head := range []string{"Accountable", "Responsible", "Consulted", "Informed", "Unfinished", "Overdue"} {
		columns = append(columns, column{head: head, width: 64, right: true})
	}
	t := b.newTable(columns...)
	for _, l := range loads {
		cells := []cell{wording(b.partyName(l.Party.ID)), wording(plainWord(l.Party.Type)), wording(l.Party.Function)}
		for _, n := range []int{l.Accountable, l.Responsible, l.Consulted, l.Informed, l.Unfinished, l.Overdue} {
			cells = append(cells, wording(number(n)))
		}
		t.row(cells...)
	}
	t.end()
}

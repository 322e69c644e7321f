package report

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"demarc/assess"
)

// scope says what was looked at and for whom. What nobody stated is said to be
// not stated.
func (b *book) scope() {
	e := b.engagement
	b.section(upright, "Scope", "What was assessed, against what, and what was left out. A reader can rely on this report within these limits only.")
	confirmed := "not stated"
	if e.ConfirmedBy != "" {
		confirmed = joined(", ", e.ConfirmedBy, e.ConfirmedOn.String())
	}
	b.facts(
		fact{"Objective", stated(e.Objective)},
		fact{"Criteria", stated(e.Criteria)},
		fact{"As of", longDate(b.asOf())},
		fact{"Period", stated(period(e.PeriodFrom, e.PeriodTo))},
		fact{"Units in scope", stated(strings.Join(e.Units, ", "))},
		fact{"Accounts in scope", stated(strings.Join(e.Accounts, ", "))},
		fact{"Inventory confirmed complete by", confirmed},
		fact{"Reliance", stated(e.Reliance)},
		fact{"Restricted use", stated(e.RestrictedUse)},
	)
	b.heading("Exclusions")
	if len(e.Exclusions) == 0 {
		b.paragraph("No exclusions are stated.")
		return
	}
	t := b.newTable(column{head: "Left out", width: 170}, column{head: "Reason", width: 200}, column{head: "Agreed by", width: b.page.measure() - 370})
	keys := slices.Collect(maps.Keys(e.Exclusions))
	slices.SortFunc(keys, func(a, b string) int {
		return cmp.Or(strings.Compare(e.Exclusions[a].What, e.Exclusions[b].What), strings.Compare(a, b))
	})
	for _, key := range keys {
		x := e.Exclusions[key]
		t.row(wording(x.What), wording(stated(x.Reason)), wording(stated(x.AgreedBy)))
	}
	t.end()
}

// assetTable lists the inventory: the counted assets with their unowned cells,
// then those that are not counted, and why.
func (b *book) assetTable() {
	b.section(upright, "Assets", counted(len(b.assets), "asset is", "assets are")+" counted. Each has a sheet of its own further on; its name leads there.")
	if len(b.assets) == 0 {
		b.paragraph("No assets are counted yet.")
	} else {
		b.countedAssets()
	}
	var others []*assess.Asset
	for _, asset := range b.state.SortedAssets() {
		if !asset.Counted() {
			others = append(others, asset)
		}
	}
	if len(others) == 0 {
		return
	}
	b.heading("Not counted")
	t := b.newTable(column{head: "Asset", width: 230, clip: 3}, column{head: "Hosting model", width: 150, clip: 2}, column{head: "Why", width: b.page.measure() - 380})
	for _, a := range others {
		why := "retired"
		if a.Approval == assess.ApprovalRejected {
			why = "rejected"
		}
		t.row(wording(b.fullName(a)), wording(b.modelName(a.Hosting)), wording(why))
	}
	t.end()
}

func (b *book) countedAssets() {
	soft := styleCell.in(ink2)
	t := b.newTable(
		column{head: "Asset", width: 118, style: styleCell.with(medium), clip: 3},
		column{head: "Hosting model", width: 102, style: soft, clip: 2},
		column{head: "Exposure, data", width: 84, style: soft, clip: 3},
		column{head: "Approval", width: 60, style: soft, clip: 2},
		column{head: "Owner", width: b.page.measure() - 408, style: soft, clip: 2},
		column{head: "Unowned", width: 44, style: styleCell.with(semibold), right: true},
	)
	for _, a := range b.assets {
		if !b.step() {
			return
		}
		unowned := b.evaluation.AssetTotals(a.ID).Unowned
		count := cell{text: number(unowned)}
		if unowned > 0 {
			count = styled(number(unowned), styleCell.with(semibold).in(alarm))
		}
		t.row(
			cell{text: b.fullName(a), link: b.sheets[a.ID]}, wording(b.modelName(a.Hosting)),
			wording(plainWordOr(a.Exposure, "exposure unknown")+"; "+dataWords(a.Data)),
			wording(approvalWords(a)), wording(cmp.Or(b.partyName(a.Owner), "nobody")), count)
	}
	t.end()
}

func approvalWords(a *assess.Asset) string {
	switch {
	case a.ApprovedUntil == 0:
		return plainWordOr(a.Approval, "none")
	case a.Approval == "":
		return "not stated, to " + a.ApprovedUntil.String()
	}
	return plainWord(a.Approval) + " to " + a.ApprovedUntil.String()
}

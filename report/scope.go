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
	b.section(upright, b.say("Scope"), b.say("What was assessed, against what, and what was left out. A reader can rely on this report within these limits only."))
	confirmed := b.say("not stated")
	if e.ConfirmedBy != "" {
		confirmed = joined(", ", e.ConfirmedBy, b.toldDay(e.ConfirmedOn))
	}
	b.facts(
		fact{b.say("Objective"), b.stated(e.Objective)},
		fact{b.say("Criteria"), b.stated(e.Criteria)},
		fact{b.say("As of"), b.longDate(b.asOf())},
		fact{b.say("Period"), b.stated(b.period(e.PeriodFrom, e.PeriodTo))},
		fact{b.say("Units in scope"), b.stated(strings.Join(e.Units, ", "))},
		fact{b.say("Accounts in scope"), b.stated(strings.Join(e.Accounts, ", "))},
		fact{b.say("Inventory confirmed complete by"), confirmed},
		fact{b.say("Reliance"), b.stated(e.Reliance)},
		fact{b.say("Restricted use"), b.stated(e.RestrictedUse)},
	)
	b.heading(b.say("Exclusions"))
	if len(e.Exclusions) == 0 {
		b.paragraph(b.say("No exclusions are stated."))
		return
	}
	t := b.newTable(column{head: b.say("Left out"), width: 170}, column{head: b.say("Reason"), width: 200}, column{head: b.say("Agreed by"), width: b.page.measure() - 370})
	keys := slices.Collect(maps.Keys(e.Exclusions))
	slices.SortFunc(keys, func(a, b string) int {
		return cmp.Or(strings.Compare(e.Exclusions[a].What, e.Exclusions[b].What), strings.Compare(a, b))
	})
	for _, key := range keys {
		x := e.Exclusions[key]
		t.row(wording(x.What), wording(b.stated(x.Reason)), wording(b.stated(x.AgreedBy)))
	}
	t.end()
}

// assetTable lists the inventory: the counted assets with their unowned cells,
// then those that are not counted, and why.
func (b *book) assetTable() {
	b.section(upright, b.say("Assets"), b.say("%s counted. Each has a sheet of its own further on; its name leads there.", b.counted(len(b.assets), "%s asset is", "%s assets are")))
	if len(b.assets) == 0 {
		b.paragraph(b.say("No assets are counted yet."))
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
	b.heading(b.say("Not counted"))
	t := b.newTable(column{head: b.say("Asset"), width: 230, clip: 3}, column{head: b.say("Hosting model"), width: 150, clip: 2}, column{head: b.say("Why"), width: b.page.measure() - 380})
	for _, a := range others {
		why := b.say("retired")
		if a.Approval == assess.ApprovalRejected {
			why = b.say("rejected")
		}
		t.row(wording(b.fullName(a)), wording(b.modelName(a.Hosting)), wording(why))
	}
	t.end()
}

func (b *book) countedAssets() {
	soft := styleCell.in(ink2)
	approval := 60.0
	for _, state := range assess.Approvals {
		approval = b.roomFor(approval, soft, b.word(string(state)))
	}
	t := b.newTable(
		column{head: b.say("Asset"), width: 118, style: styleCell.with(medium), clip: 3},
		column{head: b.say("Hosting model"), width: 102, style: soft, clip: 2},
		column{head: b.say("Exposure, data"), width: 84, style: soft, clip: 4},
		column{head: b.say("Approval"), width: approval, style: soft, clip: 2},
		column{head: b.say("Owner"), width: b.page.measure() - 348 - approval, style: soft, clip: 2},
		column{head: b.say("Unowned"), width: 44, style: styleCell.with(semibold), right: true},
	)
	for _, a := range b.assets {
		if !b.step() {
			return
		}
		unowned := b.evaluation.AssetTotals(a.ID).Unowned
		count := cell{text: b.number(unowned)}
		if unowned > 0 {
			count = styled(b.number(unowned), styleCell.with(semibold).in(alarm))
		}
		t.row(
			cell{text: b.fullName(a), link: b.sheets[a.ID]}, wording(b.modelName(a.Hosting)),
			wording(b.wordOr(string(a.Exposure), b.say("exposure unknown"))+"; "+b.dataWords(a.Data)),
			wording(b.approvalWords(a)), wording(cmp.Or(b.partyName(a.Owner), b.say("nobody"))), count)
	}
	t.end()
}

func (b *book) approvalWords(a *assess.Asset) string {
	switch {
	case a.ApprovedUntil == 0:
		return b.wordOr(string(a.Approval), b.say("none"))
	case a.Approval == "":
		return b.say("not stated, to %s", b.day(a.ApprovedUntil))
	}
	return b.say("%s to %s", b.word(string(a.Approval)), b.day(a.ApprovedUntil))
}

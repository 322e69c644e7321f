package report

import (
	"slices"

	"demarc/assess"
)

// Slice is a part of a report that stands for itself: one asset, what one party
// owns, or the plan of action. With none of them a report is whole.
type Slice struct {
	Asset string // an asset's id
	Party string // a party's id
	Plan  bool
}

func (s Slice) whole() bool { return s == Slice{} }

// chapters are what a report is made of, in order. A slice has no contents: it
// is a few pages.
func (b *book) chapters() []func() {
	var own []func()
	switch s := b.in.Slice; {
	case s.Asset != "":
		own = []func(){b.assetSheets, b.findings, b.evidenceRegister}
	case s.Party != "":
		own = []func(){b.ownership}
	case s.Plan:
		own = []func(){b.plan}
	default:
		return []func(){
			b.cover, b.documentControl, b.redaction, b.contents, b.summary, b.scope, b.assetTable, b.method, b.limitations,
			b.findings, b.priorities, b.plan, b.matrix, b.raci, b.assetSheets, b.changes, b.ruleRegister, b.evidenceRegister, b.evidenceWhole,
			b.applicability, b.appendix, b.crosswalk, b.glossary, b.howToVerify, b.signaturePage,
		}
	}
	return slices.Concat([]func(){b.cover, b.documentControl, b.redaction}, own, []func(){b.limitations, b.howToVerify, b.signaturePage})
}

// narrow leaves of an evaluation what a slice is about.
func (b *book) narrow() {
	asset := b.state.Assets[b.in.Slice.Asset]
	if asset == nil {
		return
	}
	b.assets = []*assess.Asset{asset}
	b.totals = b.evaluation.AssetTotals(asset.ID)
	var own []assess.Finding
	for _, f := range b.in.Findings {
		about := f.Asset != nil && f.Asset.ID == asset.ID
		cells := slices.DeleteFunc(slices.Clone(f.Cells), func(c assess.CellRef) bool { return c.Asset != asset.ID })
		if !about && len(cells) == 0 {
			continue
		}
		// What other assets share it is not for this one's readers.
		f.Cells, f.Asset, f.Assets = cells, asset, 1
		own = append(own, f)
	}
	b.in.Findings = own
}

// inSlice reports whether a piece of evidence belongs into the report.
func (b *book) inSlice(e *assess.Evidence) bool {
	return b.in.Slice.Asset == "" || len(e.Assets) == 0 && len(e.Controls) > 0 || slices.Contains(e.Assets, b.in.Slice.Asset)
}

// sliceFacts say on the cover of which part of the assessment this is.
func (b *book) sliceFacts() []fact {
	switch s := b.in.Slice; {
	case s.Asset != "":
		return []fact{{b.say("Part"), b.say("One asset: %s", b.assetName(b.state.Assets[s.Asset]))}}
	case s.Party != "":
		return []fact{{b.say("Part"), b.say("What %s owns", b.partyName(s.Party))}}
	case s.Plan:
		return []fact{{b.say("Part"), b.say("The plan of action")}}
	}
	return nil
}

package assess

import "slices"

// Strengths says what is good, as far as numbers can, with the numbers: it
// praises nothing, and leaves out what there is none of.
func (e *Evaluation) Strengths() []Said {
	t := e.totals
	var good []Said
	add := func(n int, strength Said) {
		if n > 0 {
			good = append(good, strength)
		}
	}
	controls, assets := e.wholeControls(), e.wholeAssets()
	add(controls, Say("%d of %d controls have an owner wherever they apply.", controls, len(e.catalogue.Controls)))
	add(assets, Say("%d of %d assets have an owner for every applicable cell.", assets, t.Assets))
	add(t.Evidenced, Say("%d of %d implemented cells are shown by more than inquiry.", t.Evidenced, t.Compliant))
	referenced, provider := e.referenced()
	add(referenced, Say("%d of %d cells that a provider owns rest on a contract clause or an assurance report, not on its word alone.", referenced, provider))
	if by := e.state.Engagement.ConfirmedBy; by != "" && e.state.Engagement.ConfirmedOn != 0 {
		good = append(good, Say("The inventory was confirmed complete by %s on %s.", by, e.state.Engagement.ConfirmedOn))
	}
	return good
}

// wholeControls counts the controls that apply somewhere and have an owner
// wherever they do.
func (e *Evaluation) wholeControls() int {
	whole := 0
	for _, t := range e.ByControl() {
		if t.Applicable > 0 && t.Unowned == 0 {
			whole++
		}
	}
	return whole
}

// wholeAssets counts the assets that have an owner in every applicable cell.
func (e *Evaluation) wholeAssets() int {
	whole := 0
	for _, asset := range e.Assets() {
		if t := e.AssetTotals(asset.ID); t.Applicable > 0 && t.Unowned == 0 {
			whole++
		}
	}
	return whole
}

// referenced counts the owned cells with a provider's clause, and those of them
// that rest on more than the provider's word.
func (e *Evaluation) referenced() (referenced, all int) {
	for _, asset := range e.Assets() {
		for _, c := range e.Row(asset.ID) {
			if c.State != StateOwned || !slices.Contains(c.Needs, ProviderSide) {
				continue
			}
			all++
			if !c.Presumed {
				referenced++
			}
		}
	}
	return referenced, all
}

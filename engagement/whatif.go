package engagement

import "demarc/assess"

// WhatIf says what an asset would amount to under another hosting model.
type WhatIf struct {
	Asset    *assess.Asset
	From, To string
	Before   assess.Totals
	After    assess.Totals
	// Cells are those that would change, in the catalogue's order of controls.
	Cells []WhatIfCell
}

// WhatIfCell is one cell now and then.
type WhatIfCell struct{ Before, After assess.CellView }

// LandsOnClient reports whether the client would get a duty that it does not
// have now.
func (c WhatIfCell) LandsOnClient() bool {
	return !needsCustomer(c.Before.Boundary) && needsCustomer(c.After.Boundary)
}

func needsCustomer(boundary assess.Owner) bool {
	return boundary == assess.OwnerCustomer || boundary == assess.OwnerShared
}

// WhatIf compares an asset with itself under another hosting model. Nothing is
// changed. The provider is the other hosting model's, unless the asset states
// its own.
func (s *Session) WhatIf(name, hosting string) (*WhatIf, error) {
	asset, err := s.FindAsset(name)
	if err != nil {
		return nil, err
	}
	to, err := s.FindHosting(hosting)
	if err != nil {
		return nil, err
	}
	moved := *asset
	moved.Hosting = to
	before, after := s.alone(asset), s.alone(&moved)
	result := &WhatIf{Asset: asset, From: asset.Hosting, To: to, Before: before.Totals(), After: after.Totals()}
	then := after.Row(asset.ID)
	for i, now := range before.Row(asset.ID) {
		if now.Boundary != then[i].Boundary || now.State != then[i].State || now.Outcome != then[i].Outcome || now.ProviderOwner != then[i].ProviderOwner {
			result.Cells = append(result.Cells, WhatIfCell{now, then[i]})
		}
	}
	return result, nil
}

// alone evaluates one asset by itself, counted even if it is not today.
func (s *Session) alone(asset *assess.Asset) *assess.Evaluation {
	state := assess.NewState()
	state.Engagement, state.Parties, state.Rules, state.Evidence = s.state.Engagement, s.state.Parties, s.state.Rules, s.state.Evidence
	counted := *asset
	if !counted.Counted() {
		counted.Lifecycle, counted.Approval = "", ""
	}
	state.Put(&counted)
	for _, cell := range s.state.Cells(asset.ID) {
		state.Put(cell)
	}
	return assess.Evaluate(state, s.catalogue, s.now())
}

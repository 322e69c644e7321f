package engagement

import (
	"maps"
	"slices"

	"demarc/assess"
)

// compareOwners holds columns that are named like a control against the
// accountable parties that cells have.
func (s *Session) compareOwners(row *ImportRow, old *assess.Asset, base importedValues) {
	if len(row.row.Accountable) == 0 {
		return
	}
	row.owners = s.ownerSides(row, old)
	for _, control := range slices.Sorted(maps.Keys(row.row.Accountable)) {
		party, side, was := row.row.Accountable[control], row.owners[control], ""
		if cell := s.state.Cell(row.AssetID, control); cell != nil {
			was = clauseOf(&cell.Answer, side).Accountable
		}
		if was != party {
			cell := assess.Ref{Kind: assess.KindCell, Key: assess.CellKey(row.AssetID, control)}
			imported, known := base[cell][string(side)+".accountable"]
			row.weigh(ImportField{control, was, party}, old, imported, known)
		}
	}
}

// ownerSides says of each control that a row names an owner for which clause is
// meant: as for an assignment, the client's unless only the provider's is
// needed.
func (s *Session) ownerSides(row *ImportRow, old *assess.Asset) map[string]assess.Side {
	asset := row.row.Asset
	if old != nil {
		asset = *old
		if slices.Contains(row.row.Stated, "hosting_model") {
			asset.Hosting = row.row.Asset.Hosting
		}
	}
	asset.ID, asset.Lifecycle, asset.Approval = row.AssetID, "", "" // counted, whatever becomes of it
	alone := assess.NewState()
	alone.Put(s.state.Engagement)
	alone.Put(&asset)
	for _, rule := range s.state.Rules {
		alone.Put(rule)
	}
	for _, cell := range s.state.Cells(row.AssetID) {
		alone.Put(cell)
	}
	sides := map[string]assess.Side{}
	for _, view := range assess.Evaluate(alone, s.catalogue, s.now()).Row(row.AssetID) {
		sides[view.Control.ID] = assess.CustomerSide
		if slices.Equal(view.Needs, []assess.Side{assess.ProviderSide}) {
			sides[view.Control.ID] = assess.ProviderSide
		}
	}
	return sides
}

func clauseOf(a *assess.Answer, side assess.Side) assess.Clause {
	clause := a.Customer
	if side == assess.ProviderSide {
		clause = a.Provider
	}
	if clause == nil {
		return assess.Clause{}
	}
	return *clause
}

func (s *Session) takeOwner(change *edit, row ImportRow, f ImportField) {
	cell := &assess.Cell{Asset: row.AssetID, Control: f.Field}
	if old := s.state.Cell(row.AssetID, f.Field); old != nil {
		*cell = *old
	}
	clause := clauseOf(&cell.Answer, row.owners[f.Field])
	clause.Accountable = f.New
	if row.owners[f.Field] == assess.ProviderSide {
		cell.Provider = &clause
	} else {
		cell.Customer = &clause
	}
	change.put(cell)
}

package engagement

import (
	"demarc/assess"
	"demarc/exchange"
)

// matcher finds the asset that a row is about.
type matcher struct {
	byID       map[string]*assess.Asset // an export names assets by id where they have no external id
	byExternal map[string]*assess.Asset
	byName     map[string]*assess.Asset // only names that one asset without external id has
	repeated   map[string]bool          // external ids that stand in several rows
}

func (s *Session) newMatcher(rows []ImportRow) *matcher {
	m := &matcher{byID: s.state.Assets, byExternal: map[string]*assess.Asset{}, byName: map[string]*assess.Asset{}, repeated: map[string]bool{}}
	for _, asset := range s.state.SortedAssets() {
		if asset.ExternalID != "" {
			m.byExternal[cleanLine(asset.ExternalID)] = asset
			continue
		}
		name := cleanLine(asset.Name)
		if _, twice := m.byName[name]; twice {
			m.byName[name] = nil
		} else {
			m.byName[name] = asset
		}
	}
	seen := map[string]bool{}
	for i := range rows {
		if row := &rows[i].row; !row.Composed && len(row.Problems) == 0 {
			m.repeated[row.Asset.ExternalID] = m.repeated[row.Asset.ExternalID] || seen[row.Asset.ExternalID]
			seen[row.Asset.ExternalID] = true
		}
	}
	return m
}

// find returns the asset that a row is about, or nil for a new one. A row that
// composed its id also finds the asset of its name that has none.
func (m *matcher) find(row *exchange.Row) *assess.Asset {
	if asset := m.byExternal[row.Asset.ExternalID]; asset != nil {
		return asset
	}
	if asset := m.byID[row.Asset.ExternalID]; asset != nil {
		return asset
	}
	if !row.Composed {
		return nil
	}
	asset := m.byName[row.Asset.Name]
	delete(m.byName, row.Asset.Name) // a second row of that name is another asset
	return asset
}

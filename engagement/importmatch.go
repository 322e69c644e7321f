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
	rows       map[string]int           // good rows by external id; composed ones differ within a table
}

func (s *Session) newMatcher(rows []ImportRow) *matcher {
	m := &matcher{byID: s.state.Assets, byExternal: map[string]*assess.Asset{}, byName: map[string]*assess.Asset{}, rows: map[string]int{}}
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
	for i := range rows {
		if row := &rows[i].row; len(row.Problems) == 0 {
			m.rows[row.Asset.ExternalID]++
		}
	}
	return m
}

// repeats lists the assets that several rows are about.
func (m *matcher) repeats(rows []ImportRow) []Repeat {
	var repeats []Repeat
	listed := map[string]bool{}
	for i := range rows {
		row := &rows[i].row
		id := row.Asset.ExternalID
		if m.rows[id] < 2 || listed[id] || len(row.Problems) > 0 {
			continue
		}
		listed[id] = true
		repeat := Repeat{ID: id, Rows: m.rows[id]}
		if row.Composed {
			repeat.ID, repeat.Named = row.Asset.Name, true
		}
		repeats = append(repeats, repeat)
	}
	return repeats
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

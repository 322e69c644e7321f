package engagement

import "demarc/assess"

// gone lists the assets that an import that stands brought in or changed, that
// are not retired, and that no row is about.
func (s *Session) gone(rows []ImportRow, base importedValues) []*assess.Asset {
	listed := map[string]bool{}
	for i := range rows {
		listed[rows[i].about] = true
	}
	var gone []*assess.Asset
	for _, asset := range s.state.SortedAssets() {
		_, imported := base[asset.Ref()]
		if imported && !listed[asset.ID] && asset.Lifecycle != assess.LifecycleRetired {
			gone = append(gone, asset)
		}
	}
	return gone
}

package assess

import "maps"

// proof is what the evidence on a cell amounts to.
type proof struct {
	adequate bool // something other than inquiry
	latest   Date // the latest day that adequate evidence speaks of
}

// Adequate reports whether the evidence can carry a status: inquiry alone
// never suffices, and neither does evidence without a stated method.
func (e *Evidence) Adequate() bool { return e.Method != "" && e.Method != Inquiry }

// Day is the last day that the evidence speaks of: the end of its period, or
// else the day on which it was collected.
func (e *Evidence) Day() Date {
	if e.To != 0 {
		return e.To
	}
	return e.CollectedAt.Date()
}

// Serves reports whether the evidence stands for a cell.
func (e *Evidence) Serves(asset, control string) bool {
	return len(e.Assets)+len(e.Controls) > 0 && among(asset, e.Assets) && among(control, e.Controls)
}

func among(id string, ids []string) bool {
	if len(ids) == 0 {
		return true
	}
	for _, known := range ids {
		if id == known {
			return true
		}
	}
	return false
}

// proofIndex answers what evidence there is for a cell.
type proofIndex struct {
	byID    map[string]*Evidence
	general []*Evidence            // names no asset
	byAsset map[string][]*Evidence // names assets
}

func newProofIndex(s *State) *proofIndex {
	index := &proofIndex{byID: maps.Clone(s.Evidence), byAsset: map[string][]*Evidence{}}
	for _, evidence := range s.Evidence {
		if len(evidence.Assets) == 0 && len(evidence.Controls) > 0 {
			index.general = append(index.general, evidence)
		}
		for _, asset := range evidence.Assets {
			index.byAsset[asset] = append(index.byAsset[asset], evidence)
		}
	}
	return index
}

// of sums up the evidence for an asset, control by control.
func (x *proofIndex) of(asset string, controls []Control) []proof {
	if len(x.general) == 0 && len(x.byAsset[asset]) == 0 {
		return nil
	}
	proofs := make([]proof, len(controls))
	for _, list := range [][]*Evidence{x.general, x.byAsset[asset]} {
		for _, evidence := range list {
			if !evidence.Adequate() {
				continue
			}
			for i := range controls {
				if among(controls[i].ID, evidence.Controls) {
					proofs[i].adequate = true
					proofs[i].latest = max(proofs[i].latest, evidence.Day())
				}
			}
		}
	}
	return proofs
}

package engagement

import "demarc/assess"

// RetirePreview says what retiring a party would do.
type RetirePreview struct {
	Party *assess.Party
	// Successor takes everything over first; nil where nobody does.
	Successor *assess.Party
	// Cells become unowned, in the order of assets and controls. Unowned is by
	// how many the unowned cells grow: what RetireParty then returns.
	Cells   []assess.CellRef
	Unowned int
	// Records are those in which the successor takes the party's place.
	Records int
}

// PreviewRetire says what RetireParty would do. Nothing is changed.
func (s *Session) PreviewRetire(name, successor string) (*RetirePreview, error) {
	party, err := s.FindParty(name)
	if err != nil {
		return nil, err
	}
	preview := &RetirePreview{Party: party}
	change := newEdit()
	if successor != "" {
		if preview.Successor, err = s.validParty(successor); err != nil {
			return nil, err
		}
		if preview.Successor.ID == party.ID {
			return nil, wrongInput("%s cannot hand over to itself", party.Name)
		}
		s.replaceParty(change, party.ID, preview.Successor.ID)
		preview.Records = len(change.order)
	}
	retired := *party
	retired.Retired = true
	change.put(&retired)
	after := assess.Evaluate(s.stateWith(change), s.catalogue, s.now())
	preview.Unowned = after.Totals().Unowned - s.evaluation.Totals().Unowned
	for _, asset := range s.evaluation.Assets() {
		if after.AssetTotals(asset.ID).Unowned == s.evaluation.AssetTotals(asset.ID).Unowned {
			continue
		}
		then := after.Row(asset.ID)
		for i, now := range s.evaluation.Row(asset.ID) {
			if now.State != assess.StateUnowned && then[i].State == assess.StateUnowned {
				preview.Cells = append(preview.Cells, assess.CellRef{Asset: asset.ID, Control: now.Control.ID})
			}
		}
	}
	return preview, nil
}

// stateWith is a copy of the state in which an edit was made.
func (s *Session) stateWith(change *edit) *assess.State {
	state := assess.NewState()
	state.Put(s.state.Engagement)
	putAll(state, s.state.Assets)
	putAll(state, s.state.Parties)
	putAll(state, s.state.Rules)
	putAll(state, s.state.Evidence)
	putAll(state, s.state.Dispositions)
	putAll(state, s.state.Actions)
	for id := range s.state.Assets {
		for _, cell := range s.state.Cells(id) {
			state.Put(cell)
		}
	}
	for _, ref := range change.order {
		state.Put(change.records[ref])
	}
	return state
}

func putAll[R assess.Record](state *assess.State, records map[string]R) {
	for _, record := range records {
		state.Put(record)
	}
}

package engagement

import (
	"slices"

	"demarc/assess"
)

// about lists the ids of the records that are about an asset and a control
// besides its cells: rules that reach it, evidence given on it, what was decided
// about its findings, and the actions on them. An empty asset or a nil control
// is any.
func (s *Session) about(asset string, control *assess.Control) []string {
	var ids []string
	for _, rule := range s.rulesReaching(asset) {
		if control == nil || rule.Covers(control) {
			ids = append(ids, rule.ID)
		}
	}
	for _, e := range s.state.Evidence {
		if len(e.Assets)+len(e.Controls) > 0 && (asset == "" || among(asset, e.Assets)) && (control == nil || among(control.ID, e.Controls)) {
			ids = append(ids, e.ID)
		}
	}
	for _, d := range s.state.Dispositions {
		if (asset == "" || d.Asset == asset) && (control == nil || d.Control == control.ID) {
			ids = append(ids, d.Finding)
		}
	}
	return append(ids, s.actionsOn(asset, control)...)
}

// among reports whether a list names an id; an empty list means all.
func among(id string, ids []string) bool { return len(ids) == 0 || slices.Contains(ids, id) }

func (s *Session) rulesReaching(asset string) []*assess.Rule {
	if asset == "" {
		return s.state.SortedRules()
	}
	if found := s.state.Assets[asset]; found != nil {
		return s.evaluation.Reaching(found)
	}
	return nil
}

// actionsOn lists the actions on findings about an asset and a control alone.
func (s *Session) actionsOn(asset string, control *assess.Control) (ids []string) {
	if len(s.state.Actions) == 0 {
		return nil
	}
	findings := map[string]bool{}
	for id := range s.state.Assets {
		if asset == "" || id == asset {
			for _, place := range s.placesOn(control) {
				for _, finding := range assess.FindingsOn(id, place) {
					findings[finding] = true
				}
			}
		}
	}
	for _, action := range s.state.Actions {
		if slices.ContainsFunc(action.Findings, func(id string) bool { return findings[id] }) {
			ids = append(ids, action.ID)
		}
	}
	return ids
}

// placesOn lists where findings on an asset can be: at a control, or with none
// given at every control and at none.
func (s *Session) placesOn(control *assess.Control) []string {
	if control != nil {
		return []string{control.ID}
	}
	places := []string{""}
	for _, c := range s.catalogue.Controls {
		places = append(places, c.ID)
	}
	return places
}

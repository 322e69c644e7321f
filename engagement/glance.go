package engagement

import "demarc/assess"

// Glance is what can be said of an engagement without opening it for work.
type Glance struct {
	Client, Title string
	Totals        assess.Totals
}

// GlanceAt reads an engagement and lets go of it again. It fails as Open does;
// an engagement that is open elsewhere cannot be glanced at.
func GlanceAt(path string, options Options) (Glance, error) {
	options.ReadOnly = true
	s, err := Open(path, options)
	if err != nil {
		return Glance{}, err
	}
	defer s.Close()
	scope := s.state.Engagement
	return Glance{Client: scope.Client, Title: scope.Title, Totals: s.evaluation.Totals()}, nil
}

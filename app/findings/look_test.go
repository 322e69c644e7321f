package findings

import (
	"testing"

	"demarc/app/desk"
	"demarc/app/desk/desktest"
	"demarc/engagement"
)

// show puts the screen into a window.
func show(t testing.TB, d *desk.Desk, w *desktest.Window) *Screen {
	t.Helper()
	s := New(d).(*Screen)
	w.Put(s)
	return s
}

func TestPictures(t *testing.T) {
	for _, c := range []struct {
		name  string
		dark  bool
		scale float32
		do    func(*Screen)
	}{
		{"light", false, 1, func(*Screen) {}},
		{"dark", true, 1, func(s *Screen) { s.BeginAction() }},
		{"large", false, 1.5, func(*Screen) {}},
		{"large-dark", true, 1.5, func(s *Screen) { s.beginDecision("risk_accepted", s.model.detail(s.current())) }},
		{"by-asset", false, 0.9, func(s *Screen) { s.filter(func(v *view) { v.by = byAsset }); s.begin(severityForm) }},
		{"rule", false, 1, func(s *Screen) {
			s.filter(func(v *view) { v.kind = "provider_reference_missing" })
			s.beginDecision("risk_accepted", s.model.detail(s.current()))
			s.whole()
		}},
		{"decided", false, 1, func(s *Screen) {
			by := s.desk.Parties()[2].Value
			s.desk.Do(func() (string, error) {
				_, err := s.desk.Session.Decide(s.selected, engagement.DecisionFields{As: "risk_accepted", By: by, Authority: "Risk committee, minute 14 of 12 November", Until: "2027-01-31", Reason: "The pilot ends in January and is open to nobody outside the lab.", Severity: "high"})
				return "", err
			})
			title, due := "Name an owner for the filters and agree on a threshold with the underwriters", "2026-11-19"
			s.desk.Do(func() (string, error) {
				_, err := s.desk.Session.AddAction(engagement.ActionFields{Title: &title, Due: &due, Owner: &by, AddFindings: []string{s.selected}})
				return "", err
			})
			s.selectRow(s.indexOf(s.selected))
		}},
		{"empty", false, 1, func(s *Screen) { s.search.SetText("nothing has this") }},
	} {
		t.Run(c.name, func(t *testing.T) {
			d, w := desktest.New(t)
			desktest.Dress(t, d, c.dark, c.scale)
			s := show(t, d, w)
			c.do(s)
			desktest.Picture(t, w.Canvas(), "findings-"+c.name)
		})
	}
}

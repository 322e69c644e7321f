package people

import (
	"testing"

	"demarc/app/desk"
	"demarc/app/desk/desktest"
)

// show puts the screen into a window.
func show(t testing.TB, d *desk.Desk, w *desktest.Window) *Screen {
	t.Helper()
	s := New(d).(*Screen)
	w.Put(s)
	return s
}

// rowOf is the row of the party of a name.
func rowOf(s *Screen, name string) int {
	for i := range s.rows {
		if s.rows[i].name == name {
			return i
		}
	}
	return -1
}

func TestPictures(t *testing.T) {
	for _, c := range []struct {
		name  string
		dark  bool
		scale float32
		do    func(*Screen)
	}{
		{"light", false, 1, func(s *Screen) { s.selectRow(rowOf(s, "M. Okafor")) }},
		{"dark", true, 1, func(s *Screen) { s.selectRow(rowOf(s, "Data Governance")) }},
		{"large", false, 1.5, func(*Screen) {}},
		{"retiring", false, 1, func(s *Screen) {
			s.selectRow(rowOf(s, "Cloud Security"))
			s.leaving = leaving{party: s.selected, retire: true}
			s.showPanel()
		}},
		{"new", true, 1.5, func(s *Screen) { s.beginNew(); s.adding.add() }},
		{"presenting", false, 0.9, func(s *Screen) { s.sort(accountable); s.selectRow(1) }},
	} {
		t.Run(c.name, func(t *testing.T) {
			d, w := desktest.New(t)
			desktest.Dress(t, d, c.dark, c.scale)
			d.Presenting = c.name == "presenting"
			s := show(t, d, w)
			c.do(s)
			desktest.Picture(t, w.Canvas(), "people-"+c.name)
		})
	}
}

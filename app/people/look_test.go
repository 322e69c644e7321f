package people

import (
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"

	"demarc/app/desk"
	"demarc/app/desk/desktest"
	"demarc/app/look"
)

// show puts the screen into a window.
func show(t testing.TB, d *desk.Desk, w *desktest.Window) *Screen {
	t.Helper()
	s := New(d).(*Screen)
	w.Put(s)
	return s
}

// picture writes what the window shows to the folder that DEMARC_LOOK names,
// for a person to look at.
func picture(t testing.TB, w *desktest.Window, name string) {
	t.Helper()
	folder := os.Getenv("DEMARC_LOOK")
	if folder == "" {
		return
	}
	file, err := os.Create(filepath.Join(folder, name+".png"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if err := png.Encode(file, w.Canvas().Capture()); err != nil {
		t.Fatal(err)
	}
}

// dress gives a desk another appearance.
func dress(t testing.TB, d *desk.Desk, dark bool, scale float32) {
	d.Look = look.New(desktest.Fonts(t), dark, scale)
	fyne.CurrentApp().Settings().SetTheme(d.Look.Theme())
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
	if os.Getenv("DEMARC_LOOK") == "" {
		t.Skip("DEMARC_LOOK names no folder")
	}
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
			dress(t, d, c.dark, c.scale)
			d.Presenting = c.name == "presenting"
			s := show(t, d, w)
			c.do(s)
			picture(t, w, "people-"+c.name)
		})
	}
}

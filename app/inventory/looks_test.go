package inventory

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"

	"demarc/app/desk"
	"demarc/app/desk/desktest"
	"demarc/app/look"
)

// sampleDesk opens the sample in an appearance.
func sampleDesk(t testing.TB, dark bool, scale float32) (*desk.Desk, *desktest.Window) {
	t.Helper()
	d, w := desktest.New(t)
	desktest.Dress(t, d, dark, scale)
	return d, w
}

// TestLooks draws every part of the screen in both appearances and at two sizes
// of text, for a person to look at.
func TestLooks(t *testing.T) {
	for _, dark := range []bool{false, true} {
		for _, scale := range []float32{1, 1.5} {
			t.Run(fmt.Sprintf("dark %t at %g", dark, scale), func(t *testing.T) { drawAll(t, dark, scale) })
		}
	}
}

func drawAll(t *testing.T, dark bool, scale float32) {
	d, w := sampleDesk(t, dark, scale)
	s := New(d).(*screen)
	w.Put(s)
	shoot := func(name string) {
		if scale > 1 { // as many lengths of the design as at 1
			w.Shown.Resize(fyne.NewSize((1440-176)*scale, (900-74)*scale))
		}
		desktest.Picture(t, w.Canvas(), fmt.Sprintf("%s-%t-%g", name, dark, scale))
	}
	shoot("list")
	for name, size := range map[string]fyne.Size{"narrow": fyne.NewSize(1300-176, 720-74), "tall": fyne.NewSize(1440-176, 1500)} {
		w.Shown.Resize(fyne.NewSize(size.Width*scale, size.Height*scale))
		desktest.Picture(t, w.Canvas(), fmt.Sprintf("list-%s-%t-%g", name, dark, scale))
	}
	w.Shown.Resize(fyne.NewSize(1440-176, 900-74))
	s.list.sortBy(byUnowned)
	s.list.form.inputs[0].Wrong("An asset needs a name.")
	shoot("sorted")
	s.list.askRetire()
	shoot("retire")
	s.Show(desk.Place{Do: "new"})
	shoot("new")
	s.list.filter.SetText("nothing like it")
	shoot("nothing")
	s.list.clear()
	s.Show(desk.Place{Do: "whatif", Asset: s.list.rows[1].ID})
	c := s.front.(*comparison)
	shoot("whatif-ask")
	c.to = "aws_bedrock_custom"
	putQuietly(c.picker, d.Look.Cut(d.HostingName(c.to), look.Body, d.Look.S(210)))
	c.refresh()
	c.enter()
	shoot("whatif")
	s.Show(desk.Place{Do: "import"})
	shoot("import-ask")
	s.Drop([]string{conflicting(t, d)}, fyne.Position{})
	shoot("import-rejected")
	for k, name := range map[kind]string{kindNew: "new", kindConflicting: "conflicting", kindChanged: "changed", kindNotes: "notes"} {
		s.imports.turn(k)
		shoot("import-" + name)
	}
	s.Drop([]string{"../../exchange/testdata/insurer.csv"}, fyne.Position{})
	shoot("import-columns")
	for i, line := range s.imports.lines {
		if line.pair.Field == "hosting_model" {
			s.imports.table.Select(i)
		}
	}
	shoot("import-words")
}

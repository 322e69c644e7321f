package page

import (
	"fyne.io/fyne/v2"

	"demarc/app/desk"
	"demarc/app/look"
	"demarc/assess"
)

// Sum is the sum of cells beneath a title, in as many words as there is room
// for. Beside it stands how many things are listed.
func Sum(d *desk.Desk, t assess.Totals, listed string) fyne.CanvasObject {
	count := func() fyne.CanvasObject { return d.Look.Label(listed, look.Small, look.Text3) }
	outdent := func(sum fyne.CanvasObject) fyne.CanvasObject { return d.Look.Pad(sum, 0, 0, 0, -4) } // for a link's own room
	return Fit(
		outdent(d.Look.Row(12, look.Grow(d.SumLine(t, -1)), count())),
		outdent(d.SumLine(t, -1)),
		outdent(d.Look.Row(12, unownedOf(d, t), count())),
		outdent(d.Look.Row(0, unownedOf(d, t), look.Space())),
	)
}

// Beside is the sum of cells beside a title, in as many words as there is room
// for. shown is how many cells are listed, or -1 for all.
func Beside(d *desk.Desk, t assess.Totals, shown int) fyne.CanvasObject {
	return Fit(d.SumLine(t, shown), d.Look.Row(0, unownedOf(d, t), look.Space()))
}

func unownedOf(d *desk.Desk, t assess.Totals) fyne.CanvasObject {
	role := look.Alarm
	if t.Unowned == 0 {
		role = look.Text
	}
	text := d.T("%s unowned of %s", d.Number(t.Unowned), d.N(t.Cells, "%s cell", "%s cells"))
	return d.Look.Link(text, role, func() {
		d.Window.Go(desk.Place{Screen: desk.Responsibilities, Filter: "unowned"})
	})
}

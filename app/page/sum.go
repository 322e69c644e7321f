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
	return Fit(
		d.Look.Row(12, look.Grow(d.SumLine(t, -1)), count()),
		d.SumLine(t, -1),
		d.Look.Row(12, unownedOf(d, t), count()),
		unownedOf(d, t),
	)
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

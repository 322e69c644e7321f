package desk

import "demarc/app/look"

// More is a link that shows up to step more of what is left, and says how many
// that are.
func (d *Desk) More(left, step int, show func()) *look.Button {
	text := d.N(left, "Show %s more", "Show the other %s")
	if left > step {
		text = d.T("Show %s more of %s", d.Number(step), d.Number(left))
	}
	return d.Look.Link(text, look.Accent, show)
}

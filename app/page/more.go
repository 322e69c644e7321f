package page

import "demarc/app/desk"

// More words a link that shows the next of what is left, so many at a time.
func More(d *desk.Desk, left, step int) string {
	if left <= step {
		return d.T("Show %s more", d.Number(left))
	}
	return d.T("Show %s more of %s", d.Number(step), d.Number(left))
}

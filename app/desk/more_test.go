package desk_test

import (
	"testing"

	"demarc/app/desk/desktest"
)

func TestALinkSaysHowMuchMoreItShows(t *testing.T) {
	d, _ := desktest.New(t)
	for _, c := range []struct {
		name       string
		left, step int
		want       string
	}{
		{"one", 1, 50, "Show 1 more"},
		{"all that is left", 12, 50, "Show the other 12"},
		{"as many as a step", 50, 50, "Show the other 50"},
		{"more than a step", 51, 50, "Show 50 more of 51"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := d.More(c.left, c.step, func() {}).Text; got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

package page

import (
	"testing"

	"demarc/app/desk"
)

func TestMoreSaysWhatIsLeft(t *testing.T) {
	for name, c := range map[string]struct {
		left, step int
		want       string
	}{
		"all that is left": {22, 50, "Show 22 more"},
		"a step of it":     {196, 50, "Show 50 more of 196"},
		"the last step":    {50, 50, "Show 50 more"},
	} {
		t.Run(name, func(t *testing.T) {
			if got := More(&desk.Desk{}, c.left, c.step); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

package app

import (
	"testing"

	"fyne.io/fyne/v2"

	"demarc/app/desk/desktest"
	"demarc/app/look"
)

func TestTheKeyboardFollowsAFieldThatIsDrawnAnew(t *testing.T) {
	l := look.New(desktest.Fonts(t), false, 1)
	fields := func(hints ...string) (list []fyne.Focusable) {
		for _, hint := range hints {
			list = append(list, l.Entry("", hint, nil))
		}
		return list
	}
	for _, c := range []struct {
		name        string
		before, now []string
		from, to    int // -1 for none
	}{
		{"the same fields", []string{"due", "why", "note"}, []string{"due", "why", "note"}, 1, 1},
		{"one more before it", []string{"due", "why"}, []string{"due", "gap", "why"}, 1, 2},
		{"the second of its kind", []string{"add", "why", "add"}, []string{"add", "add", "why"}, 2, 1},
		{"it is gone", []string{"due", "why"}, []string{"due"}, 1, -1},
	} {
		t.Run(c.name, func(t *testing.T) {
			before, now := fields(c.before...), fields(c.now...)
			got := counterpart(before, now, before[c.from])
			if c.to < 0 && got != nil || c.to >= 0 && got != now[c.to] {
				t.Errorf("it goes to %v", got)
			}
		})
	}
}

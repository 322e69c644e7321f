package desk_test

import (
	"testing"

	"demarc/app/desk"
	"demarc/app/desk/desktest"
)

func TestAFieldComesBackWithWhatWasTyped(t *testing.T) {
	for name, c := range map[string]struct {
		private, presenting bool
		between             func(*desk.Unsent)
		want                string
	}{
		"as it was":                 {false, false, func(*desk.Unsent) {}, "typed"},
		"after it made way":         {false, false, func(u *desk.Unsent) { u.Close("form") }, "typed"},
		"not once it is sent":       {false, false, func(u *desk.Unsent) { u.Drop("form") }, ""},
		"where sending failed":      {false, false, func(u *desk.Unsent) { u.Drop("form")() }, "typed"},
		"a name to who may read it": {true, false, func(*desk.Unsent) {}, "typed"},
		"no name in presentation":   {true, true, func(*desk.Unsent) {}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			d, _ := desktest.New(t)
			first := d.Look.Entry("", "", nil)
			d.Keep("form", "field", first, c.private)
			first.SetText("typed")
			c.between(&d.Unsent)
			d.Presenting = c.presenting
			again := d.Look.Entry("", "", nil)
			d.Keep("form", "field", again, c.private)
			if again.Text != c.want {
				t.Errorf("it holds %q, not %q", again.Text, c.want)
			}
		})
	}
}

func TestTheTextOfUnsentForms(t *testing.T) {
	var u desk.Unsent
	if u.Text() != "" {
		t.Error("nothing was typed")
	}
	u.Type("b", "title", "Title")
	u.Type("a", "reason", " Reason ")
	u.Type("a", "until", "")
	u.Pick("a", "by", "an id")
	if got := u.Text(); got != "Reason\nTitle" {
		t.Errorf("it is %q", got)
	}
}

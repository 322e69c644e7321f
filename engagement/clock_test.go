package engagement

import (
	"testing"
	"time"
)

// Whoever corrects the clock of a laptop, or flies west, works on as before:
// what was done last is undone first.
func TestTheClockIsSetBack(t *testing.T) {
	d := newDesk(t)
	before := d.digest()
	d.party("Cloud Security")
	first := d.digest()
	d.now = deskDay.Add(-30 * 24 * time.Hour)
	d.reopen()
	d.asset("Triage", "self_hosted_onprem")
	second := d.digest()
	d.now = deskDay.Add(-31 * 24 * time.Hour)
	d.reopen()
	for _, step := range []struct {
		name string
		do   func() string
		want any
	}{
		{"undo the asset", d.undo, first}, {"undo the party", d.undo, before}, {"redo the party", d.redo, first}, {"redo the asset", d.redo, second},
	} {
		step.do()
		if d.digest() != step.want {
			t.Errorf("%s: other records", step.name)
		}
		d.reopen()
	}
	d.intact()
}

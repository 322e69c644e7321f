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
	d.check(d.Close())
	if v, err := VerifyEngagement(t.Context(), d.path, Options{}); err != nil || v.SetBack == 0 {
		t.Errorf("%+v, %v", v, err)
	}
}

// What is dated after now is told of in words that fit.
func TestAClockThatIsBehindIsSaid(t *testing.T) {
	for ahead, want := range map[time.Duration]string{
		-time.Hour:            "",
		time.Minute:           "",
		31 * time.Minute:      "this computer's clock is 30 minutes behind the last change: check it",
		5*time.Hour + 1e9*60:  "this computer's clock is 5 hours behind the last change: check it",
		9*24*time.Hour + 1e11: "this computer's clock is 9 days behind the last change: check it",
	} {
		d := newDesk(t)
		d.now = time.Now().Add(ahead)
		d.reopen()
		d.party("Cloud Security")
		d.now = time.Time{}
		d.reopen()
		if said := d.ClockBehind(); said.String() != want {
			t.Errorf("%s: said %q", ahead, said)
		}
	}
}

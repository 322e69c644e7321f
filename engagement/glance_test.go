package engagement

import "testing"

func TestAGlanceSaysWhatTheEngagementSaysAndLetsGoOfIt(t *testing.T) {
	d := newDesk(t)
	d.asset("Claims triage", "aws_bedrock")
	want := d.Evaluation().Totals()
	if _, err := GlanceAt(d.path, d.options()); ErrorCode(err) != CodeUnavailable {
		t.Errorf("an engagement that is open gives %v", err)
	}
	d.check(d.Close())
	for range 2 {
		got, err := GlanceAt(d.path, d.options())
		d.check(err)
		if got.Client != "Nordhaven" || got.Totals != want {
			t.Errorf("seen %+v", got)
		}
	}
	d.reopen()
}

package engagement

import "testing"

func TestADraftOutlivesTheSessionAndIsNoCommit(t *testing.T) {
	d := newDesk(t)
	head, err := d.Head()
	d.check(err)
	for _, text := range []string{"The filters are", "The filters are weak", ""} {
		d.check(d.KeepDraft("responsibilities/rationale", text))
		d.reopen()
		place, got, err := d.Draft()
		d.check(err)
		if got != text || (place == "") != (text == "") {
			t.Errorf("after %q there is %q at %q", text, got, place)
		}
	}
	now, err := d.Head()
	d.check(err)
	if now.ID != head.ID {
		t.Error("a draft made a commit")
	}
}

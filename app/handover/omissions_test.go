package handover

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"demarc/app/desk"
	"demarc/app/desk/desktest"
)

func TestAFinalReportIsHandedOverAnywayWithTheReasonInIt(t *testing.T) {
	s, w := open(t)
	press(t, s.content, "Final")
	if !says(s.options.box, "Refused: ") {
		t.Fatalf("it says %q", texts(s.options.box))
	}
	press(t, s.options.box, "Anyway…")
	for _, omission := range w.Desk.Session.Omissions() {
		if !says(w.Side, desk.Told(omission.What.String())) {
			t.Errorf("%q is not named: %q", omission.What, texts(w.Side))
		}
	}
	test.Type(focusedEntry(t, w), "The reviewer is on leave.")
	if says(s.options.box, "Refused: ") || !says(s.options.box, "and your reason") {
		t.Errorf("with a reason it says %q", texts(s.options.box))
	}
	facts := handedOver(t, s, w)
	if facts.State != "final" || facts.OmissionReason != "The reviewer is on leave." || len(facts.Omissions) != len(w.Desk.Session.Omissions()) {
		t.Errorf("the report is %+v, %v", facts, w.Failed)
	}
}

// A reason says nothing of a draft, and is there again for the next final one.
func TestTheReasonGoesIntoFinalReportsAlone(t *testing.T) {
	s, w := open(t)
	press(t, s.content, "Final")
	press(t, s.options.box, "Anyway…")
	test.Type(focusedEntry(t, w), "On leave")
	press(t, s.content, "Draft")
	if facts := handedOver(t, s, w); facts.State != "draft" || facts.OmissionReason != "" {
		t.Errorf("the draft has %+v", facts)
	}
	again := newScreen(w.Desk, nil)
	press(t, again.content, "Final")
	if o := again.options.options(); o.AcceptOmissions != "On leave" {
		t.Errorf("the next final report has %+v", o)
	}
	for key, value := range w.Desk.Memory.(desktest.Memory) {
		if strings.Contains(value, "leave") {
			t.Errorf("%s remembers %q", key, value)
		}
	}
}

func TestAskingToHandOverAnywayMakesTheReportFinal(t *testing.T) {
	s, w := open(t)
	s.Show(desk.Place{Do: "omissions"})
	test.Type(focusedEntry(t, w), "On leave")
	if facts := handedOver(t, s, w); facts.State != "final" || facts.OmissionReason != "On leave" {
		t.Errorf("the report is %+v", facts)
	}
}

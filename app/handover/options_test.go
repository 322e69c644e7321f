package handover

import (
	"os"
	"path/filepath"
	"testing"

	"demarc/engagement"
	"demarc/report"
	"demarc/words"
)

func TestWhatIsMadeIsChosenAndRemembered(t *testing.T) {
	s, w := open(t)
	if o := s.options.options(); o.State != report.Draft || o.Edition != report.Full || o.Language != words.English || o.Countersign {
		t.Fatalf("at first it is %+v", o)
	}
	press(t, s.content, "For factual accuracy")
	press(t, s.content, "Auditor's edition")
	press(t, s.content, "signs it, too")
	press(t, s.content, "Deutsch")
	for _, screen := range []*Screen{s, newScreen(s.d, nil)} {
		o := screen.options.options()
		if o.State != report.ForAccuracy || o.Edition != report.Auditor || o.Language == nil || o.Language.Code != "de" || !o.Countersign {
			t.Fatalf("chosen was something else than %+v", o)
		}
	}
	if !says(s.pages.box, "Dokumentenlenkung") {
		t.Errorf("the pages are %q", texts(s.pages.box))
	}
	w.Chosen = filepath.Join(t.TempDir(), "report.pdf")
	press(t, s.content, "Draft PDF")
	verified, err := engagement.VerifyPDF(nil, w.Chosen, nil, nil)
	if err != nil || verified.Info["Title"] == "" {
		t.Fatalf("%v, %v", verified, err)
	}
	press(t, s.content, "signs it, too")
	press(t, s.content, "English")
	if o := s.options.options(); o.Countersign || o.Language != words.English {
		t.Errorf("taken back it is %+v", o)
	}
}

// A final report that would be refused is refused with the reason, and its
// pages can be looked at all the same.
func TestAFinalReportThatLacksSomethingIsRefused(t *testing.T) {
	s, w := open(t)
	press(t, s.content, "Final")
	if s.pages.shown == nil || s.pages.shown.count == 0 {
		t.Error("no pages are shown")
	}
	w.Chosen = filepath.Join(t.TempDir(), "report.pdf")
	press(t, s.content, "Draft PDF")
	if _, err := os.Stat(w.Chosen); err == nil || len(w.Failed) == 0 {
		t.Errorf("it was made: %v, %q", err, w.Failed)
	}
}

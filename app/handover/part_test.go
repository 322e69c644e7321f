package handover

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"demarc/app/look"
	"demarc/engagement"
	"demarc/sign"
)

// pickerIn is the field in an object in which something is picked.
func pickerIn(t *testing.T, within fyne.CanvasObject) *look.Picker {
	t.Helper()
	picker, ok := firstFocus(within, func(f fyne.Focusable) bool {
		_, picks := f.(*look.Picker)
		return picks
	}).(*look.Picker)
	if !ok {
		t.Fatalf("nothing is picked among %q", texts(within))
	}
	return picker
}

// chapters are those of the report that was written last.
func chapters(s *Screen) []string {
	var titles []string
	for _, h := range s.pages.shown.outline {
		titles = append(titles, h.Title)
	}
	return titles
}

func TestAPartIsHandedOverWithoutTheRest(t *testing.T) {
	for name, c := range map[string]struct {
		chip, pick, chapter, extent, file string
	}{
		"one asset":          {"One asset", "Claims triage assistant", "Asset sheets", "one asset: Claims triage assistant", "nordhaven-insurance-claims-triage-assistant-2026-11-21-unsigned.pdf"},
		"one owner":          {"One owner", "M. Okafor", "What you own", "what M. Okafor owns", "nordhaven-insurance-m-okafor-2026-11-21-unsigned.pdf"},
		"the plan of action": {"Plan of action", "", "Plan of action", "the plan of action", "nordhaven-insurance-the-plan-of-action-2026-11-21-unsigned.pdf"},
	} {
		t.Run(name, func(t *testing.T) {
			s, w := open(t)
			press(t, s.options.box, "More…")
			press(t, w.Side, c.chip)
			if c.pick != "" {
				picker := pickerIn(t, w.Side)
				at := slices.IndexFunc(picker.Options(), func(o look.Option) bool { return o.Text == c.pick })
				if at < 0 {
					t.Fatalf("it cannot be picked among %v", picker.Options())
				}
				picker.Picked(picker.Options()[at].Value)
			}
			if !says(s.options.box, c.extent) {
				t.Errorf("it says %q", texts(s.options.box))
			}
			w.Chosen = filepath.Join(t.TempDir(), "part.pdf")
			s.draft()
			if titles := chapters(s); !slices.Contains(titles, c.chapter) || slices.Contains(titles, "Responsibility matrix") {
				t.Errorf("it has %q, %v", titles, w.Failed)
			}
			if w.saving != c.file {
				t.Errorf("it is called %q", w.saving)
			}
			if pdf, _ := os.ReadFile(w.Chosen); strings.Contains(string(pdf), "assessment.json)") {
				t.Error("it carries all data")
			}
			press(t, w.Side, "The whole")
			if !slices.Contains(chapters(s), "Responsibility matrix") {
				t.Errorf("the whole has %q", chapters(s))
			}
		})
	}
}

// Where nobody has picked yet, a part is about somebody all the same: what is
// handed over never grows to the whole.
func TestAPartIsAlwaysAboutSomething(t *testing.T) {
	s, w := open(t)
	press(t, s.options.box, "More…")
	for chip, about := range map[string]func(engagement.ReportOptions) string{
		"One asset": func(o engagement.ReportOptions) string { return o.Asset },
		"One owner": func(o engagement.ReportOptions) string { return o.Owner },
	} {
		press(t, w.Side, chip)
		if o := s.options.options(); about(o) == "" {
			t.Errorf("%s is about nobody: %+v", chip, o)
		}
	}
}

func TestThePartThatWasPressedKeepsTheKeyboard(t *testing.T) {
	s, w := open(t)
	s.offerDetails()
	if button, ok := w.Canvas().Focused().(*look.Button); !ok || button.Text != "The whole" {
		t.Fatalf("%T has the keyboard", w.Canvas().Focused())
	}
	w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyTab})
	w.Canvas().FocusNext()
	w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	button, ok := w.Canvas().Focused().(*look.Button)
	if !ok || button.Text != "One asset" || !button.Selected || firstFocus(s.panel, func(f fyne.Focusable) bool { return f == button }) == nil {
		t.Errorf("%T %+v has the keyboard", w.Canvas().Focused(), button)
	}
}

func TestAnArchiveHasItsDataBesideIt(t *testing.T) {
	s, w := open(t)
	press(t, s.options.box, "More…")
	press(t, w.Side, "For archives")
	if !says(w.Side, "the data is written beside it") || !says(s.options.box, "for archives") {
		t.Errorf("it says %q and %q", texts(w.Side), texts(s.options.box))
	}
	w.Chosen = filepath.Join(t.TempDir(), "report.pdf")
	s.draft()
	data, err := os.ReadFile(strings.TrimSuffix(w.Chosen, ".pdf") + ".assessment.json")
	if err != nil {
		t.Fatalf("%v, %v", err, w.Failed)
	}
	if facts := basisIn(t, data).Report; !facts.Archive {
		t.Errorf("the report is %+v", facts)
	}
	if !says(s.making.box, "report.assessment.json") {
		t.Errorf("where the data is, is not said: %q", texts(s.making.box))
	}
	press(t, w.Side, "For archives")
	if facts := handedOver(t, s, w); facts.Archive {
		t.Error("it cannot be taken back")
	}
}

func TestOtherWordsAreSigned(t *testing.T) {
	const own = "I prepared this report for the supervisory board."
	s, w := open(t)
	makeIdentity(t, s, w, "Jana Weiss")
	s.showDetails().(*look.Entry).SetText(own)
	if !says(s.options.box, "words of your own") {
		t.Errorf("it says %q", texts(s.options.box))
	}
	if signed := statementIn(t, s, w); signed != own {
		t.Errorf("signed was %q", signed)
	}
	if facts := handedOver(t, s, w); facts.Signer != nil {
		t.Errorf("an unsigned report has the words %+v", facts.Signer)
	}
	s.showDetails().(*look.Entry).SetText("")
	if signed := statementIn(t, s, w); !strings.HasPrefix(signed, "I prepared this report; it reflects") {
		t.Errorf("without other words %q was signed", signed)
	}
}

func statementIn(t *testing.T, s *Screen, w *window) string {
	t.Helper()
	w.Chosen = filepath.Join(t.TempDir(), "report.pdf")
	s.sign()
	verified, err := engagement.VerifyPDF(nil, w.Chosen, nil, nil)
	if err != nil || verified.Verdict != sign.IntactUntrusted {
		t.Fatalf("%+v, %v, %v", verified, err, w.Failed)
	}
	return verified.Signatures[0].Statement
}

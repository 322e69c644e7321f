package handover

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"demarc/app/look"
	"demarc/engagement"
	"demarc/sign"
)

// prepared signs a report in which the client is to sign, too, and shows what
// verifying it says; it returns the paths of the report and of the client's
// identity.
func prepared(t *testing.T, s *Screen, w *window) (report, identity string) {
	t.Helper()
	makeIdentity(t, s, w, "Jana Weiss")
	press(t, s.content, "signs it, too")
	report, identity = filepath.Join(t.TempDir(), "report.pdf"), filepath.Join(t.TempDir(), "okafor.p12")
	if _, err := engagement.NewIdentity(identity, sign.Subject{Name: "Maya Okafor"}, false, "battery staple", time.Now()); err != nil {
		t.Fatal(err)
	}
	w.Chosen = report
	s.sign()
	s.verify(report)
	return report, identity
}

func TestAClientCountersignsAReport(t *testing.T) {
	for name, c := range map[string]struct{ typed, signed string }{
		"in the words proposed": {"", "Received. Facts confirmed except as noted. No acceptance of findings or liability."},
		"in other words":        {"Received,\nand not read.", "Received, and not read."},
	} {
		t.Run(name, func(t *testing.T) {
			s, w := open(t)
			report, identity := prepared(t, s, w)
			press(t, w.Side, "Countersign…")
			w.Chosen = identity
			press(t, w.Side, "Choose…")
			if !says(w.Side, "okafor.p12") {
				t.Errorf("it says %q", texts(w.Side))
			}
			test.Type(focusedEntry(t, w), "battery staple")
			typeWords(s, c.typed)
			press(t, w.Side, "Countersign")
			verified, err := engagement.VerifyPDF(nil, report, nil, nil)
			if err != nil || verified.Verdict != sign.IntactUntrusted || len(verified.Signatures) != 2 {
				t.Fatalf("%+v, %v, %v", verified, err, w.Failed)
			}
			if by := verified.Signatures[1]; by.Name != "Maya Okafor" || by.Statement != c.signed {
				t.Errorf("%s signed %q", by.Name, by.Statement)
			}
			if !says(w.Side, "Maya Okafor") || says(w.Side, "Countersign…") {
				t.Errorf("afterwards it says %q", texts(w.Side))
			}
		})
	}
}

// typeWords types words into the form that is in the panel.
func typeWords(s *Screen, words string) {
	each(s.panel, func(o fyne.CanvasObject) {
		if entry, ok := o.(*look.Entry); ok && entry.MultiLine {
			entry.SetText(words)
		}
	})
}

func TestACountersignatureThatFailsLeavesTheReportAsItIs(t *testing.T) {
	s, w := open(t)
	report, identity := prepared(t, s, w)
	before, err := os.ReadFile(report)
	if err != nil {
		t.Fatal(err)
	}
	press(t, w.Side, "Countersign…")
	press(t, w.Side, "Countersign")
	if last := w.Said[len(w.Said)-1]; last != "A countersignature needs an identity of the client: choose its file" {
		t.Errorf("without an identity it says %q", last)
	}
	w.Chosen = identity
	press(t, w.Side, "Choose…")
	test.Type(focusedEntry(t, w), "wrong")
	press(t, w.Side, "Countersign")
	if !says(w.Side, "The passphrase does not open this identity.") {
		t.Errorf("of a wrong passphrase it says %q", texts(w.Side))
	}
	w.Chosen = w.Desk.Memory.Get(identityKey)
	press(t, w.Side, "Choose…")
	test.Type(focusedEntry(t, w), "correct horse")
	press(t, w.Side, "Countersign")
	if len(w.Failed) != 1 {
		t.Errorf("the assessor's own identity is taken for the client's: %v", w.Failed)
	}
	if after, err := os.ReadFile(report); err != nil || string(after) != string(before) {
		t.Errorf("the report was changed, %v", err)
	}
}

// A countersignature is offered where it can be made, and nowhere else.
func TestACountersignatureIsOfferedWhereAFieldIsPrepared(t *testing.T) {
	s, w := open(t)
	report, _ := prepared(t, s, w)
	pdf, err := os.ReadFile(report)
	if err != nil {
		t.Fatal(err)
	}
	if !says(w.Side, "Countersign…") {
		t.Errorf("it says %q", texts(w.Side))
	}
	pdf[len(pdf)/2] ^= 1
	changed := filepath.Join(t.TempDir(), "changed.pdf")
	if err := os.WriteFile(changed, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	w.Chosen = filepath.Join(t.TempDir(), "draft.pdf")
	s.draft()
	for name, path := range map[string]string{"changed": changed, "not signed": w.Chosen} {
		if s.verify(path); says(w.Side, "Countersign…") {
			t.Errorf("%s: it is offered: %q", name, texts(w.Side))
		}
	}
	press(t, s.content, "signs it, too")
	w.Chosen = filepath.Join(t.TempDir(), "alone.pdf")
	s.sign()
	if s.verify(w.Chosen); says(w.Side, "Countersign…") {
		t.Errorf("without a field it is offered: %q", texts(w.Side))
	}
}

// What the client types outlives another appearance, but for the passphrase.
func TestACountersignatureIsKeptUntilItIsMade(t *testing.T) {
	s, w := open(t)
	_, identity := prepared(t, s, w)
	press(t, w.Side, "Countersign…")
	w.Chosen = identity
	press(t, w.Side, "Choose…")
	test.Type(focusedEntry(t, w), "battery staple")
	typeWords(s, "Received")
	again := newScreen(w.Desk, nil)
	w.Screen = again
	again.Enter()
	if !says(w.Side, "okafor.p12") || again.panel == nil {
		t.Fatalf("made anew, it says %q", texts(w.Side))
	}
	each(again.panel, func(o fyne.CanvasObject) {
		if entry, ok := o.(*look.Entry); ok && entry.Text != map[bool]string{true: "Received"}[entry.MultiLine] {
			t.Errorf("a field holds %q", entry.Text)
		}
	})
}

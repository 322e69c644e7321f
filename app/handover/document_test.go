package handover

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"demarc/assess"
)

// recordedIn is the engagement in the data of a report that is made now.
func recordedIn(t *testing.T, s *Screen, w *window) *assess.Engagement {
	t.Helper()
	state, err := basisIn(t, dataOf(t, s, w)).State()
	if err != nil {
		t.Fatal(err)
	}
	return state.Engagement
}

func TestDocumentAndFirmStandInTheReportAndCanBeUndone(t *testing.T) {
	s, w := open(t, begun(t, "Halden Bank"))
	press(t, s.options.box, "Document and firm…")
	typed := []struct{ field, text string }{
		{"version", "1.2"}, {"reviewer", "R. Falk"}, {"distribution", "The board\nInternal audit"}, {"supersedes", "Version 1.1 of May"},
		{"classification", "Confidential"}, {"firm", "Weiss & Partner"}, {"colour", "1D5BB8"}, {"disclaimer", "For Halden Bank alone."},
	}
	form := s.showDocument()
	for _, f := range typed {
		w.Canvas().Focus(form.fields[f.field].entry)
		typeInto(t, w, f.text)
		if problem := form.fields[f.field].Problem(); problem != "" {
			t.Errorf("%s: %s", f.field, problem)
		}
	}
	e := recordedIn(t, s, w)
	got := []string{e.ReportVersion, e.Reviewer, strings.Join(e.Distribution, "\n"), e.Supersedes, e.Classification, e.Firm, e.Colour, e.Disclaimer}
	if want := []string{"1.2", "R. Falk", "Internal audit\nThe board", "Version 1.1 of May", "Confidential", "Weiss & Partner", "#1d5bb8", "For Halden Bank alone."}; !slices.Equal(got, want) {
		t.Errorf("the report has %q, want %q", got, want)
	}
	for range 2 {
		if _, err := w.Desk.Session.Undo(nil); err != nil {
			t.Fatal(err)
		}
	}
	w.Changed()
	if form.fields["disclaimer"].entry.Text != "" || form.fields["colour"].entry.Text != "" || recordedIn(t, s, w).Colour != "" {
		t.Error("undo takes neither disclaimer nor colour back")
	}
}

func TestAColourThatCannotBeReadIsRefusedInASentence(t *testing.T) {
	s, w := open(t)
	form := s.showDocument()
	before := w.Desk.Session.State().Engagement.Colour
	for typed, want := range map[string]string{"#ffe000": "cannot be read on white paper: its contrast is", "corporate blue": "is no colour"} {
		w.Canvas().Focus(form.fields["colour"].entry)
		typeInto(t, w, typed)
		if field := form.fields["colour"]; !strings.Contains(field.Problem(), want) || field.entry.Text != typed {
			t.Errorf("under %q it says %q", field.entry.Text, field.Problem())
		}
	}
	if now := w.Desk.Session.State().Engagement.Colour; now != before || len(w.Failed) > 0 {
		t.Errorf("the colour is %q, %v", now, w.Failed)
	}
}

func TestALogoIsChosenShownAndRemoved(t *testing.T) {
	s, w := open(t, begun(t, "Halden Bank"))
	s.showDocument()
	folder := t.TempDir()
	for name, data := range map[string]string{
		"logo.svg":   `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 10"><path d="M0 0L30 0L30 10Z" fill="#7a2b1d"/></svg>`,
		"letter.png": "this is a letter to a client",
	} {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(data), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	w.Chosen = filepath.Join(folder, "letter.png")
	press(t, w.Side, "Choose a logo…")
	if !says(w.Side, "letter.png cannot be a logo") || len(w.Failed) > 0 {
		t.Errorf("of a letter it says %q, %v", texts(w.Side), w.Failed)
	}
	w.Chosen = filepath.Join(folder, "logo.svg")
	press(t, w.Side, "Choose a logo…")
	if stored := recordedIn(t, s, w).Logo; logoPicture(stored) == nil || says(w.Side, "cannot be a logo") {
		t.Errorf("the report has the logo %.20q, and it says %q", stored, texts(w.Side))
	}
	press(t, w.Side, "Remove the logo")
	if recordedIn(t, s, w).Logo != "" {
		t.Error("the logo is still there")
	}
	if _, err := w.Desk.Session.Undo(nil); err != nil {
		t.Fatal(err)
	}
	w.Changed()
	if !says(w.Side, "Another logo…") {
		t.Errorf("undo brings no logo back: %q", texts(w.Side))
	}
}

func TestPresentingNobodyIsNamedAmongTheDocumentsFacts(t *testing.T) {
	s, w := open(t)
	w.Desk.Presenting = true
	form := s.showDocument()
	if form.fields["reviewer"] != nil || form.fields["distribution"] != nil || form.fields["firm"] == nil {
		t.Errorf("it has the fields %v", form.fields)
	}
	w.Canvas().Capture()
}

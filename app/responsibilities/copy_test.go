package responsibilities

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"demarc/app/look"
)

// link finds the last button with a text.
func link(object fyne.CanvasObject, text string) (found *look.Button) {
	switch o := object.(type) {
	case *look.Button:
		if o.Text == text {
			found = o
		}
	case *fyne.Container:
		for _, inner := range o.Objects {
			if below := link(inner, text); below != nil {
				found = below
			}
		}
	case fyne.Widget:
		for _, inner := range rendered(o) {
			if below := link(inner, text); below != nil {
				found = below
			}
		}
	}
	return found
}

// dropped puts a file on the cell that is selected.
func dropped(t *testing.T, s *screen, name, content string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	if !s.Drop([]string{path}, s.over(s.matrix.Cursor())) {
		t.Fatal("it is not taken")
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
}

func TestAFileThatWasDroppedCanBeSavedAgain(t *testing.T) {
	s, w := atWork(t)
	s.put(t, "Lapse prediction", "AI-SEC-003")
	if err := s.note("asked on the phone"); err != nil {
		t.Fatal(err)
	}
	if link(w.Side, "Save a copy…") != nil || !strings.Contains(texts(w.Side), "asked on the phone") {
		t.Fatalf("a note has a file to be saved: %q", texts(w.Side))
	}
	dropped(t, s, "a.json", "guardrail: on")
	w.Chosen = filepath.Join(t.TempDir(), "copy.json")
	link(w.Side, "Save a copy…").OnTapped()
	if content, err := os.ReadFile(w.Chosen); string(content) != "guardrail: on" || err != nil || w.Said[len(w.Said)-1] != "Saved: copy.json" {
		t.Errorf("it holds %q: %v; said %q", content, err, w.Said)
	}
	link(w.Side, "Save a copy…").OnTapped()
	if len(w.Failed) != 1 || !strings.Contains(w.Failed[0].Error(), "copy.json exists already") {
		t.Errorf("written over: %v", w.Failed)
	}
}

// The names of evidence come from everywhere.
func TestACopyHasAHarmlessName(t *testing.T) {
	for name, want := range map[string]string{
		"iam-invoke-scoped.json": "iam-invoke-scoped.json",
		"Screen of 3 May.PNG":    "screen-of-3-may.png",
		"../../etc/passwd":       "etc-passwd",
		"a\\b:c.x/y":             "a-b-c-x-y",
		"Policy":                 "policy",
		"…":                      "evidence",
		".json":                  "evidence.json",
	} {
		if got := copyName(name); got != want {
			t.Errorf("%q becomes %q, not %q", name, got, want)
		}
	}
}

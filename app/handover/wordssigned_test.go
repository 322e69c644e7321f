package handover

import (
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"

	"demarc/app/look"
	"demarc/report"
	"demarc/sign"
)

// The words for the client are asked for while they are to sign, and only then
// are they proposed.
func TestOtherWordsAreProposedToTheClient(t *testing.T) {
	const usual, others = "Received. Facts confirmed except as noted. No acceptance of findings or liability.", "Seen by the board."
	s, w := open(t)
	makeIdentity(t, s, w, "Jana Weiss")
	s.showDetails()
	if hints := hintsOf(w.Side); hints[usual] != nil {
		t.Error("words are asked for though nobody is to countersign")
	}
	press(t, s.content, "signs it, too")
	field := hintsOf(w.Side)[usual]
	if field == nil {
		t.Fatalf("no words are asked for: %q", texts(w.Side))
	}
	if proposed := proposedIn(t, s, w); proposed != usual {
		t.Errorf("proposed was %q", proposed)
	}
	field.SetText("Seen by\nthe board.")
	if !says(s.options.box, "words for whoever countersigns") {
		t.Errorf("it says %q", texts(s.options.box))
	}
	if proposed := proposedIn(t, s, w); proposed != others {
		t.Errorf("proposed was %q", proposed)
	}
	press(t, s.content, "Deutsch") // the hint follows, what was typed stays
	german := report.ClientStatement(s.options.language())
	if field = hintsOf(w.Side)[german]; field == nil || field.Text != "Seen by\nthe board." {
		t.Errorf("the fields are %v", hintsOf(w.Side))
	}
	press(t, s.content, "signs it, too")
	if s.options.clientStatement() != "" || hintsOf(w.Side)[german] != nil || says(s.options.box, "words for whoever countersigns") {
		t.Error("words are proposed though nobody is to countersign")
	}
	statementIn(t, s, w) // is not refused
}

// hintsOf are the fields within an object by their hints.
func hintsOf(within fyne.CanvasObject) map[string]*look.Entry {
	fields := map[string]*look.Entry{}
	each(within, func(o fyne.CanvasObject) {
		if e, ok := o.(*look.Entry); ok {
			fields[e.PlaceHolder] = e
		}
	})
	return fields
}

func proposedIn(t *testing.T, s *Screen, w *window) string {
	t.Helper()
	w.Chosen = filepath.Join(t.TempDir(), "report.pdf")
	s.sign()
	pdf, err := os.ReadFile(w.Chosen)
	if err != nil {
		t.Fatalf("%v, %v", err, w.Failed)
	}
	proposed, err := sign.ProposedStatement(pdf)
	if err != nil {
		t.Fatal(err)
	}
	return proposed
}

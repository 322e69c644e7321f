package handover

import (
	"os"
	"path/filepath"
	"testing"

	"golang.org/x/image/font/gofont/goregular"

	"demarc/app/desk/desktest"
	"demarc/engagement"
)

// lacking is an engagement with an asset whose name has a character that the
// report's typeface lacks and fontWithIt has.
func lacking(t *testing.T) (*Screen, *window) {
	t.Helper()
	d, base := desktest.Open(t, begun(t, "Halden Bank"))
	name, hosting := "Bot ╬", "aws_bedrock"
	if _, err := d.Session.AddAsset(engagement.AssetFields{Name: &name, Hosting: &hosting}); err != nil {
		t.Fatal(err)
	}
	return put(d, base)
}

func fontWithIt(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "go-regular.ttf")
	if err := os.WriteFile(path, goregular.TTF, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestWhatCannotBeSetIsCountedAndListedWithItsPlace(t *testing.T) {
	s, w := lacking(t)
	if !says(s.options.box, "1 character cannot be set as written") {
		t.Fatalf("it says %q", texts(s.options.box))
	}
	press(t, s.options.box, "Show…")
	for _, want := range []string{"U+256C", "asset “Bot ╬”, name"} {
		if !says(w.Side, want) {
			t.Errorf("%q is not said: %q", want, texts(w.Side))
		}
	}
}

func TestAFontSetsWhatIsMissingAndIsRememberedOnThisComputer(t *testing.T) {
	s, w := lacking(t)
	press(t, s.options.box, "Show…")
	w.Chosen = fontWithIt(t)
	font := w.Chosen
	press(t, w.Side, "Add a font…")
	if says(s.options.box, "cannot be set") || !says(w.Side, "Every character on the pages") || !says(w.Side, "go-regular.ttf") {
		t.Errorf("with the font it says %q and %q", texts(s.options.box), texts(w.Side))
	}
	if facts := handedOver(t, s, w); len(facts.FallbackFonts) != 1 {
		t.Errorf("the report has the fonts %q", facts.FallbackFonts)
	}
	for _, value := range w.Desk.Memory.(desktest.Memory) {
		if value == font {
			t.Error("the font is remembered for this engagement")
		}
	}
	another, window := lacking(t)
	window.Desk.Computer = w.Desk.Computer
	another.changedKind()
	if says(another.options.box, "cannot be set") {
		t.Error("another engagement does not know of the font")
	}
	press(t, w.Side, "Remove")
	if !says(s.options.box, "cannot be set") || len(handedOver(t, s, w).FallbackFonts) > 0 {
		t.Errorf("the font is gone, and it says %q", texts(s.options.box))
	}
}

func TestAFontThatCannotBeUsedIsRefusedOrSaysWhy(t *testing.T) {
	s, w := lacking(t)
	letter := filepath.Join(t.TempDir(), "letter.ttf")
	if err := os.WriteFile(letter, []byte("this is a letter to a client"), 0o600); err != nil {
		t.Fatal(err)
	}
	w.Chosen = letter
	s.fonts.choose()
	if len(w.Failed) != 1 || len(s.fonts.paths()) > 0 {
		t.Errorf("%v, remembered are %q", w.Failed, s.fonts.paths())
	}
	w.Failed = nil
	w.Desk.Computer.Set(fontsKey, filepath.Join(t.TempDir(), "gone.ttf"))
	s.showGaps()
	if !says(w.Side, "gone.ttf cannot be read") || len(handedOver(t, s, w).FallbackFonts) > 0 {
		t.Errorf("of a font that is gone it says %q", texts(w.Side))
	}
}

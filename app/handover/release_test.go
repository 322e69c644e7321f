package handover

import (
	"bytes"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"demarc/app/desk/desktest"
	"demarc/app/look"
)

// pickRecord picks a record whose field is to be shown.
func pickRecord(t *testing.T, within fyne.CanvasObject, name string) {
	t.Helper()
	picker := pickerIn(t, within)
	options := picker.Options()
	at := slices.IndexFunc(options, func(o look.Option) bool { return o.Text == name })
	if at < 0 {
		t.Fatalf("%q cannot be picked among %v", name, options)
	}
	picker.Picked(options[at].Value)
}

func TestARedactedEditionShowsWhatIsReleasedOneByOne(t *testing.T) {
	const asset = "Claims triage assistant"
	s, w := open(t)
	press(t, s.options.box, "More…")
	if says(w.Side, "SHOWN ALTHOUGH") {
		t.Fatal("the full edition asks what is to be shown")
	}
	press(t, s.content, "Redacted")
	if !says(w.Side, "SHOWN ALTHOUGH IT IS REDACTED") || bytes.Contains(dataOf(t, s, w), []byte(asset)) {
		t.Fatalf("redacted, it says %q", texts(w.Side))
	}
	pickRecord(t, w.Side, "asset “"+asset+"”")
	if !says(w.Side, asset) {
		t.Fatalf("what stands in the fields is not said: %q", texts(w.Side))
	}
	press(t, fieldPart(t, w.Side, "name"), "Show it")
	if facts := handedOver(t, s, w); len(facts.Released) != 1 || facts.Released[0].Field != "name" || !bytes.Contains(dataOf(t, s, w), []byte(asset)) {
		t.Errorf("released are %+v", facts.Released)
	}
	if !says(s.options.box, "1 field shown") || !says(w.Side, "is shown") {
		t.Errorf("it says %q and %q", texts(s.options.box), texts(w.Side))
	}
	for key, value := range w.Desk.Memory.(desktest.Memory) {
		if strings.Contains(value, "Claims") {
			t.Errorf("%s remembers %q", key, value)
		}
	}
	w.Chosen = filepath.Join(t.TempDir(), "redacted.pdf")
	s.draft()
	if s.verify(w.Chosen); !says(w.Side, "made from this engagement") {
		t.Errorf("of the redacted edition it says %q", texts(w.Side))
	}
	s.offerDetails()
	press(t, w.Side, "Take back")
	if facts := handedOver(t, s, w); len(facts.Released) > 0 || says(w.Side, "is shown") {
		t.Errorf("taken back, released are %+v", facts.Released)
	}
}

// fieldPart is the row in the panel that a field's name heads.
func fieldPart(t *testing.T, within fyne.CanvasObject, name string) fyne.CanvasObject {
	t.Helper()
	var found fyne.CanvasObject
	each(within, func(o fyne.CanvasObject) {
		if row, ok := o.(*fyne.Container); ok && len(row.Objects) > 1 && found == nil && len(texts(row)) == 2 && texts(row)[0] == name {
			found = row
		}
	})
	if found == nil {
		t.Fatalf("no field is called %q among %q", name, texts(within))
	}
	return found
}

func TestAReleaseSaysNothingOfOtherEditions(t *testing.T) {
	s, w := open(t)
	asset := s.d.Session.State().SortedAssets()[0].ID
	w.Desk.Memory.Set(releaseKey, "asset/"+asset+"/name\nasset/gone/name")
	if o := s.options.options(); len(o.Release) > 0 {
		t.Errorf("the full edition releases %q", o.Release)
	}
	press(t, s.content, "Redacted")
	if facts := handedOver(t, s, w); len(facts.Released) != 1 || facts.Released[0].Key != asset {
		t.Errorf("released are %+v", facts.Released)
	}
}

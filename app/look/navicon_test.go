package look

import (
	"testing"

	"fyne.io/fyne/v2/test"
)

// An icon says its name and figure while the pointer is on it, and no longer.
func TestAnIconSaysItsName(t *testing.T) {
	test.NewTempApp(t)
	l := New(Fonts{}, false, 1)
	icon := l.NavIcon(GridIcon, "Responsibilities", func() {})
	icon.Set(false, "167", true)
	icon.MouseIn(nil)
	if len(l.Float.Box.Objects) != 1 {
		t.Fatalf("%d things float", len(l.Float.Box.Objects))
	}
	icon.FocusGained() // says it once, not twice
	if len(l.Float.Box.Objects) != 1 {
		t.Errorf("%d things float", len(l.Float.Box.Objects))
	}
	icon.MouseOut()
	if len(l.Float.Box.Objects) != 0 {
		t.Error("the name stays")
	}
}

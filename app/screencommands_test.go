package app

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"demarc/app/desk"
	"demarc/app/desk/desktest"
	"demarc/app/look"
	"demarc/engagement"
)

// What a screen can do is done from anywhere, about what is selected there.
func TestCommandsReachWhatAScreenCanDo(t *testing.T) {
	for _, c := range []struct {
		id, says string // in the panel, or on the screen
		typing   bool   // a field of the panel has the keyboard
	}{
		{"assets.retire", "Retire asset", false},
		{"assets.whatif", "Back to assets", false},
		{"responsibilities.owner", "CLIENT'S CLAUSE", true},
		{"responsibilities.status", "Status", true},
		{"responsibilities.boundary", "Whose duty", true},
		{"responsibilities.rule", "MAKE THIS A RULE", true},
		{"findings.action", "Add the action", true},
		{"findings.severity", "Set the severity", true},
		{"findings.decide", "DISPOSITION", true},
		{"findings.mark", "1 finding is marked", false},
		{"people.retire", "RETIRE", true},
		{"people.handover", "HAND OVER", true},
		{"party.new", "New party", true},
		{"responsibilities.show.weak", "Weak baseline", false},
		{"findings.show.critical", "Critical", false},
	} {
		t.Run(c.id, func(t *testing.T) {
			w := openSample(t)
			w.show(desk.History)
			w.frame.panel.toggle() // a command opens the panel that it needs
			w.run(c.id)
			if screen, _, _ := strings.Cut(c.id, "."); screen != "party" && string(w.current) != screen {
				t.Errorf("it goes to %s", w.current)
			}
			if got := said(w.frame.whole); !strings.Contains(got, c.says) {
				t.Errorf("it does not say %q: %s", c.says, got)
			}
			if c.typing && !w.focusIn(w.frame.panel.inside) && !typing(w) {
				t.Errorf("the keyboard is at %T", w.Canvas().Focused())
			}
		})
	}
}

func typing(w *Window) bool {
	switch w.Canvas().Focused().(type) {
	case *look.Entry, *look.Picker:
		return w.frame.panel.box.Visible()
	}
	return false
}

// Where nothing is selected, a command says what to select.
func TestCommandsSayWhatToSelect(t *testing.T) {
	path := t.TempDir() + "/empty.demarc"
	session, err := engagement.Create(path, engagement.Beginning{Client: "Nobody", Assessor: "J. Weiss"}, program(t).Options)
	if err != nil {
		t.Fatal(err)
	}
	if err := session.Close(); err != nil {
		t.Fatal(err)
	}
	w := Open(test.NewTempApp(t), program(t), path)
	t.Cleanup(w.letGo)
	w.shown.Resize(fyne.NewSize(1440, 900))
	for _, c := range w.screenCommands() {
		w.Say("", false)
		w.run(c.id)
		if got := said(w.frame.status); !strings.Contains(got, "Select a") || !strings.Contains(got, "first") {
			t.Errorf("%s says %q", c.id, got)
		}
	}
	desktest.Picture(t, w.Canvas(), "commands-nothing")
}

// A key that only one screen had a use for reaches it from the others.
func TestKeysOfAScreenWorkFromTheOthers(t *testing.T) {
	w := openSample(t)
	w.show(desk.People)
	w.typedShortcut(ctrlShift(fyne.KeyS))
	if w.current != desk.Responsibilities || !typing(w) {
		t.Errorf("on %s, at %T", w.current, w.Canvas().Focused())
	}
}

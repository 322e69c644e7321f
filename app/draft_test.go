package app

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"demarc/app/desk"
	"demarc/app/look"
)

// field finds the first field of the panel that holds a text.
func panelField(t *testing.T, w *Window, text string) *look.Entry {
	t.Helper()
	var found *look.Entry
	walk(w.frame.panel.inside, func(object fyne.CanvasObject) {
		if e, ok := object.(*look.Entry); ok && found == nil && e.Text == text {
			found = e
		}
	})
	if found == nil {
		t.Fatalf("the panel has no field with %q", text)
	}
	return found
}

func TestWhatIsTypedIsOnDiskBeforeTheFieldIsLeft(t *testing.T) {
	w := openSample(t)
	w.show(desk.Assets)
	entry := panelField(t, w, "Actuarial notebook agent")
	w.Canvas().Focus(entry)
	entry.TypedRune('Z')
	place, text, err := w.desk.Session.Draft()
	if err != nil || place != string(desk.Assets) || !strings.Contains(text, "Z") {
		t.Fatalf("kept %q at %q, %v", text, place, err)
	}
	entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if _, text, _ := w.desk.Session.Draft(); text != "" {
		t.Errorf("%q is kept although it was taken back", text)
	}
	entry.TypedRune('Y')
	w.Canvas().Unfocus()
	if _, text, _ := w.desk.Session.Draft(); text != "" {
		t.Errorf("%q is kept although it was saved", text)
	}
}

func TestAnotherAppearanceSavesWhatIsTyped(t *testing.T) {
	for name, change := range map[string]func(*Window){
		"presenting":          func(w *Window) { w.run("present") },
		"dark":                func(w *Window) { w.setTheme(darkTheme) },
		"larger":              func(w *Window) { w.setTextSize(120) },
		"the system's colour": func(w *Window) { w.settings.setTheme(darkTheme); w.systemChanged() },
	} {
		t.Run(name, func(t *testing.T) {
			w := openSample(t)
			w.show(desk.Assets)
			entry := panelField(t, w, "Actuarial notebook agent")
			w.Canvas().Focus(entry)
			entry.TypedShortcut(&fyne.ShortcutSelectAll{})
			entry.TypedRune('Z')
			change(w)
			if _, err := w.desk.Session.FindAsset("Z"); err != nil {
				t.Errorf("what was typed is gone: %v", err)
			}
		})
	}
}

func TestOnASlowDiskTheRestIsKeptALittleLater(t *testing.T) {
	w := openSample(t)
	w.show(desk.Assets)
	entry := panelField(t, w, "Actuarial notebook agent")
	w.Canvas().Focus(entry)
	entry.TypedRune('Z')
	w.draft.cost = time.Hour // as if the last write had taken so long
	entry.TypedRune('Y')
	if _, text, _ := w.desk.Session.Draft(); text != "Z" {
		t.Fatalf("kept %q: the typing was held up", text)
	}
	w.keepDraft()
	if _, text, _ := w.desk.Session.Draft(); text != "ZY" {
		t.Errorf("kept %q", text)
	}
}

func TestADraftThatWasLeftBehindIsOfferedOnce(t *testing.T) {
	w := openSample(t)
	if err := w.desk.Session.KeepDraft(string(desk.Findings), "The filters are weak because"); err != nil {
		t.Fatal(err)
	}
	path := w.desk.Path
	w.closeEngagement()
	w.openEngagement(path)
	if !w.frame.strip.Visible() || !strings.Contains(said(w.frame.strip), "The filters are weak because") {
		t.Fatalf("the strip says %q", said(w.frame.strip))
	}
	press(t, w.frame.strip, "Copy")
	if got := w.app.Clipboard().Content(); got != "The filters are weak because" {
		t.Errorf("the clipboard has %q", got)
	}
	if _, text, _ := w.desk.Session.Draft(); text != "" || w.frame.strip.Visible() {
		t.Errorf("%q is offered again", text)
	}
}

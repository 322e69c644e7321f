package app

import (
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"demarc/app/look"
	"demarc/engagement"
)

// A new engagement says what it lacks under the field, and no longer than it is
// so; who begins it is who makes its commits.
func TestANewEngagementSaysWhatItLacks(t *testing.T) {
	a := test.NewTempApp(t)
	p := program(t)
	p.Who = engagement.Who{Author: "root", Guessed: true}
	w := Open(a, p, "")
	t.Cleanup(w.letGo)
	w.shown.Resize(fyne.NewSize(1440, 900))
	w.run("new")
	const lacks = "An engagement needs a client."
	press(t, w.shown.Content(), "Begin")
	if !strings.Contains(said(w.shown.Content()), lacks) {
		t.Fatal("it does not say that it needs a client")
	}
	client := w.Canvas().Focused().(*look.Entry)
	test.Type(client, "Müller & Söhne")
	if strings.Contains(said(w.shown.Content()), lacks) {
		t.Error("there is a client, and it still asks for one")
	}
	var entries []*look.Entry
	walk(w.shown.Content(), func(o fyne.CanvasObject) {
		if entry, ok := o.(*look.Entry); ok {
			entries = append(entries, entry)
		}
	})
	if place := entries[3].Text; !strings.HasSuffix(place, "mueller-soehne.demarc") {
		t.Errorf("the file is to be %q", place)
	}
	entries[2].SetText("J. Weiss")
	entries[3].SetText(filepath.Join(t.TempDir(), "missing", "x.demarc"))
	press(t, w.shown.Content(), "Begin")
	if w.desk != nil || !strings.Contains(said(w.shown.Content()), "x.demarc") {
		t.Fatalf("a place that is none is not named in %q", said(w.shown.Content()))
	}
	entries[3].SetText(filepath.Join(t.TempDir(), "x.demarc"))
	press(t, w.shown.Content(), "Begin")
	if w.desk == nil {
		t.Fatal("it was not begun")
	}
	log, err := w.desk.Session.Log(nil, engagement.LogFilter{})
	if err != nil || len(log) != 1 || log[0].Header.Author != "J. Weiss" {
		t.Errorf("its first commit is %+v, %v", log, err)
	}
}

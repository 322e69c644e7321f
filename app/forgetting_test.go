package app

import (
	"os"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"demarc/app/desk"
	"demarc/app/desk/desktest"
	"demarc/app/look"
	"demarc/engagement"
)

func TestARecordIsForgottenForGood(t *testing.T) {
	for name, c := range map[string]struct {
		record string
		choose func(*testing.T, *Window)
		along  string
	}{
		"the selected asset, with what is its own": {"Broker FAQ chatbot", func(t *testing.T, w *Window) {
			asset, err := w.desk.Session.FindAsset("Broker FAQ chatbot")
			if err != nil {
				t.Fatal(err)
			}
			w.Go(desk.Place{Screen: desk.Assets, Asset: asset.ID})
		}, "With it go: "},
		"the selected party": {"Ελένη Παπαδάκη", func(t *testing.T, w *Window) {
			party, err := w.desk.Session.FindParty("Ελένη Παπαδάκη")
			if err != nil {
				t.Fatal(err)
			}
			w.Go(desk.Place{Screen: desk.People, Party: party.ID})
		}, "unowned."},
		"a party that is named": {"Ελένη Παπαδάκη", nil, ""},
	} {
		t.Run(name, func(t *testing.T) {
			w := openSample(t)
			if c.choose != nil {
				c.choose(t, w)
			}
			w.run("forget")
			if c.choose == nil {
				picker := w.Canvas().Focused().(*look.Picker)
				test.Type(picker, c.record)
				picker.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
			}
			desktest.Picture(t, w.Canvas(), "window-forget-"+strings.Fields(c.record)[0])
			if got := said(w.question.box); !strings.Contains(got, c.along) || !strings.Contains(got, "cannot be undone") {
				t.Errorf("it says %q", got)
			}
			press(t, w.question.box, "Forget for good")
			if got := said(w.question.box); !strings.Contains(got, "needs a reason") {
				t.Fatalf("without a reason it says %q", got)
			}
			test.Type(w.Canvas().Focused(), "asked to")
			w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
			if w.question != nil {
				t.Fatalf("it still asks %q", said(w.question.box))
			}
			if got := w.frame.status.Text; !strings.Contains(got, "forgotten, ") || !strings.Contains(got, "elsewhere stay") {
				t.Errorf("it says %q", got)
			}
			if holds(everything(w.frame.centre), c.record) {
				t.Error("it is still shown")
			}
			path := w.desk.Path
			w.closeEngagement()
			file, err := os.ReadFile(path)
			if err != nil || strings.Contains(string(file), c.record) {
				t.Errorf("the file holds it: %v", err)
			}
		})
	}
}

func TestNothingIsForgottenUnnamed(t *testing.T) {
	w := openSample(t)
	w.run("forget")
	press(t, w.question.box, "Forget for good")
	if got := said(w.question.box); !strings.Contains(got, "Name the record") {
		t.Errorf("it says %q", got)
	}
	commits := w.desk.Session.Commits()
	w.escape()
	if w.question != nil || w.desk.Session.Commits() != commits {
		t.Error("escape does not end the question")
	}
}

func TestAnEngagementWithoutRecordsHasNothingToForget(t *testing.T) {
	w := Open(test.NewTempApp(t), program(t), "")
	t.Cleanup(w.letGo)
	if err := w.create(t.TempDir()+"/new.demarc", engagement.Beginning{Client: "Halden Bank"}); err != nil {
		t.Fatal(err)
	}
	w.run("forget")
	if w.question != nil || !strings.Contains(w.frame.status.Text, "Nothing is on record") {
		t.Errorf("it says %q", w.frame.status.Text)
	}
}

package app

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"demarc/app/desk"
	"demarc/app/look"
)

// What is typed into a form that a button sends stands there again once the
// window is built anew.
func TestAnotherAppearanceKeepsFormsThatWereNotSent(t *testing.T) {
	for name, begin := range map[string]func(*Window){
		"a new asset":           func(w *Window) { w.run("asset.new") },
		"a new party":           func(w *Window) { w.run("party.new") },
		"a new identity":        func(w *Window) { w.run("identity.new") },
		"why a report is final": func(w *Window) { w.run("report.omissions") },
		"the words that are signed": func(w *Window) {
			w.run("report.details")
			for _, e := range panelEntries(w) {
				if e.Unsent {
					w.Canvas().Focus(e)
				}
			}
		},
		"an exclusion": func(w *Window) {
			for _, part := range []string{"scope", "exclusions", "scope.objective", "scope.as_of", "scope.period"} {
				w.Go(desk.Place{Screen: desk.Report, Filter: part})
			}
			for _, e := range panelEntries(w) {
				if e.Unsent {
					w.Canvas().Focus(e)
					return
				}
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			w := openSample(t)
			begin(w)
			field, ok := w.Canvas().Focused().(*look.Entry)
			if !ok || !field.Unsent {
				t.Fatalf("the keyboard is in %T", w.Canvas().Focused())
			}
			test.Type(field, "Half a thought")
			w.run("theme.dark")
			w.setTextSize(120)
			again := panelField(t, w, "Half a thought")
			if again == field || !again.Unsent {
				t.Error("the field is not made anew")
			}
		})
	}
}

func panelEntries(w *Window) (list []*look.Entry) {
	walk(w.frame.panel.inside, func(object fyne.CanvasObject) {
		if e, ok := object.(*look.Entry); ok {
			list = append(list, e)
		}
	})
	return list
}

// A form that nobody sent is on disk with every letter, and is offered when the
// engagement is opened again; once it is cancelled it is not.
func TestAFormThatNobodySentIsOnDisk(t *testing.T) {
	w := openSample(t)
	w.run("asset.new")
	test.Type(w.Canvas().Focused(), "Half")
	w.keepDraft() // what a slow disk left for later
	if _, text, _ := w.desk.Session.Draft(); text != "Half" {
		t.Fatalf("on disk is %q", text)
	}
	path := w.desk.Path
	w.closeEngagement()
	w.openEngagement(path)
	if got := said(w.frame.strip); !strings.Contains(got, "Half") {
		t.Fatalf("the strip says %q", got)
	}
	w.run("theme.dark")
	if !w.frame.strip.Visible() {
		t.Error("another appearance takes the offer away")
	}
	w.run("party.new")
	test.Type(w.Canvas().Focused(), "More")
	w.keepDraft()
	if _, text, _ := w.desk.Session.Draft(); text != "Half\nMore" {
		t.Errorf("on disk is %q: what is offered was lost", text)
	}
	press(t, w.frame.panel.inside, "Cancel")
	press(t, w.frame.strip, "Discard")
	if _, text, _ := w.desk.Session.Draft(); text != "" {
		t.Errorf("on disk is still %q", text)
	}
}

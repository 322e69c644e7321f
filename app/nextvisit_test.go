package app

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"demarc/app/desk/desktest"
	"demarc/app/look"
)

func TestTheNextVisitBeginsInAFileOfItsOwn(t *testing.T) {
	for name, sealed := range map[string]bool{"unsealed": false, "sealed": true} {
		t.Run(name, func(t *testing.T) {
			w := openSample(t)
			if sealed {
				w.setPassphrase(rightPassphrase, false)
			}
			before, visit := w.desk.Path, w.desk.Session.State().Engagement.Visit
			path := filepath.Join(t.TempDir(), "next.demarc")
			begin := func(asOf, passphrase string) {
				t.Helper()
				w.run("visit.next")
				desktest.Picture(t, w.Canvas(), "window-visit-"+name)
				fields := entriesIn(w.question.box)
				fields[0].SetText(asOf)
				if sealed {
					fields[1].SetText(passphrase)
				}
				press(t, w.question.box, "Choose its file…")
			}
			begin("next spring", rightPassphrase)
			if got := said(w.question.box); !strings.Contains(got, "year-month-day, such as") {
				t.Errorf("of a wrong date it says %q", got)
			}
			w.closeFloating()
			save := func() {
				t.Helper()
				entry := w.Canvas().Focused().(*look.Entry)
				entry.SetText(path)
				entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
			}
			if sealed {
				begin("2027-03-01", "another")
				save()
				if _, err := os.Stat(path); err == nil || !strings.Contains(said(w.frame.strip), "is not the passphrase") {
					t.Errorf("a wrong passphrase: %q", said(w.frame.strip))
				}
			}
			begin("2027-03-01", rightPassphrase)
			save()
			if got := said(w.frame.strip); !strings.Contains(got, "The next visit begins in next.demarc.") || w.desk.Path != before {
				t.Fatalf("it says %q", got)
			}
			begin("2027-03-01", rightPassphrase)
			save()
			if got := said(w.frame.strip); !strings.Contains(got, "exists already") {
				t.Errorf("a file that is there: %q", got)
			}
			w.openEngagement(path)
			if sealed {
				enter(t, w, rightPassphrase)
			}
			if scope := w.desk.Session.State().Engagement; w.desk.Path != path || scope.Visit != max(visit, 1)+1 || scope.AsOf.String() != "2027-03-01" {
				t.Errorf("open is %s, visit %d as of %s", w.desk.Path, scope.Visit, scope.AsOf)
			}
		})
	}
}

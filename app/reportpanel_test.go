package app

import (
	"testing"

	"fyne.io/fyne/v2/test"

	"demarc/app/look"
)

// A panel of the report that is opened from another stands there, although what
// had the keyboard is gone.
func TestOnePanelOfTheReportLeadsToAnother(t *testing.T) {
	w := openSample(t)
	w.run("report.details")
	var link *look.Button
	for _, part := range focusables(w.frame.panel.inside) {
		if button, ok := part.(*look.Button); ok && button.Text == "Characters and fonts…" {
			link = button
		}
	}
	if link == nil {
		t.Fatal("nothing leads to the characters")
	}
	w.Canvas().Focus(link)
	test.Tap(link)
	for _, part := range focusables(w.frame.panel.inside) {
		if button, ok := part.(*look.Button); ok && button.Text == "Add a font…" && w.frame.panel.box.Visible() {
			return
		}
	}
	t.Error("the characters are not in the panel")
}

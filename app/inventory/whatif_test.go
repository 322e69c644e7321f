package inventory

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"demarc/app/desk"
)

func TestMovesThatLandOnTheClientComeFirst(t *testing.T) {
	d, _ := open(t)
	for _, model := range []string{"self_hosted_cloud", "saas_ai", "azure_openai", "unknown"} {
		asset := d.pick(t, "Claims triage assistant")
		result, err := d.desk.Session.WhatIf(asset.ID, model)
		if err != nil {
			t.Fatal(err)
		}
		moves, others := movesOf(d.desk, result), false
		if len(moves) != len(result.Cells) {
			t.Errorf("%s: %d of %d cells", model, len(moves), len(result.Cells))
		}
		for _, m := range moves {
			if m.Lands && others {
				t.Errorf("%s: %s lands on the client and comes late", model, m.Control)
			}
			if m.Lands && len(m.Duties) == 0 {
				t.Errorf("%s: nothing says what the client would do about %s", model, m.Control)
			}
			others = others || !m.Lands
		}
		f := figuresOf(d.desk, result)
		if f[0].Now+f[1].Now+f[2].Now != f[3].Now || f[0].Then+f[1].Then+f[2].Then != f[3].Then {
			t.Errorf("%s: the sums do not close: %+v", model, f[:4])
		}
	}
}

func TestComparingChangesNothingUntilAsked(t *testing.T) {
	s, w := open(t)
	asset := s.pick(t, "Claims triage assistant")
	before := s.desk.Session.Commits()
	test.Tap(button(t, w.Side, "Compare hosting…"))
	c := s.front.(*comparison)
	if w.Canvas().Focused() != fyne.Focusable(c.picker) || !says(c.box, "Nothing is changed by looking.") {
		t.Fatal("it does not ask for a hosting model, or hides that nothing changes")
	}
	c.picker.SetText("azure_openai")
	press(w, fyne.KeyReturn)
	if c.to != "azure_openai" || len(c.lines) == 0 || s.desk.Session.Commits() != before {
		t.Fatalf("compared with %q: %d lines", c.to, len(c.lines))
	}
	if w.Canvas().Focused() != c.table.Focusable() || len(w.Side.Objects) == 0 {
		t.Error("the cells have not got the keyboard, or no panel")
	}
	test.Tap(button(t, c.box, "Change hosting to Azure OpenAI Service"))
	if got := s.stored(asset.ID).Hosting; got != "azure_openai" || s.desk.Session.Commits() != before+1 || s.front != part(s.list) {
		t.Errorf("hosted on %s after %d commits", got, s.desk.Session.Commits()-before)
	}
	if _, err := s.desk.Session.Undo(nil); err != nil || s.stored(asset.ID).Hosting != asset.Hosting {
		t.Errorf("undo: %v, %s", err, s.stored(asset.ID).Hosting)
	}
}

// Escape in the list of a comparison leads back to the assets, from anywhere
// else to that list first.
func TestEscapeLeadsBackStepByStep(t *testing.T) {
	s, w := open(t)
	asset := s.pick(t, "Claims triage assistant")
	s.Show(desk.Place{Do: "whatif", Asset: asset.ID})
	c := s.front.(*comparison)
	c.to = "saas_ai"
	c.refresh()
	w.Canvas().Unfocus()
	s.Enter()
	if s.front != part(c) || w.Canvas().Focused() != c.table.Focusable() {
		t.Fatal("the first escape leaves")
	}
	s.Enter()
	if s.front != part(s.list) || w.Canvas().Focused() != s.list.table.Focusable() || s.list.form.asset != asset.ID {
		t.Error("the second escape does not lead back to the asset")
	}
}

package findings

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"demarc/app/desk"
	"demarc/app/desk/desktest"
	"demarc/app/look"
	"demarc/assess"
)

func fieldText(t *testing.T, s *Screen, name fieldName) string {
	t.Helper()
	field := s.fields[name]
	if field == nil {
		t.Fatalf("the form has no field %s", name)
	}
	return field.Focus.(*look.Entry).Text
}

// A half-written form comes back as it was, whatever came between.
func TestAFormThatMadeWayComesBack(t *testing.T) {
	for name, between := range map[string]func(*Screen, *desktest.Window){
		"for another form": func(s *Screen, w *desktest.Window) { press(t, w.Side, "Adjust severity") },
		"for a decision": func(s *Screen, _ *desktest.Window) {
			s.beginDecision(assess.DispositionDisputed, s.model.detail(s.current()))
		},
		"for another finding": func(s *Screen, w *desktest.Window) { s.focusList(); key(w, fyne.KeyDown); key(w, fyne.KeyUp) },
		"for a change":        func(s *Screen, _ *desktest.Window) { s.Refresh() },
		"for another screen":  func(s *Screen, _ *desktest.Window) { s.Enter() },
	} {
		t.Run(name, func(t *testing.T) {
			d, w := desktest.New(t)
			s := show(t, d, w)
			s.BeginAction()
			test.Type(s.fields[fieldTitle].Focus, "Ask the vendor")
			title := fieldText(t, s, fieldTitle)
			fill(t, s, w, fieldOwner, "Cloud Sec")
			fill(t, s, w, fieldDue, "2027-01")
			between(s, w)
			s.BeginAction()
			if got := fieldText(t, s, fieldTitle); got != title {
				t.Errorf("the title is %q, not %q", got, title)
			}
			if owner, due := s.draft.get(fieldOwner), fieldText(t, s, fieldDue); d.Person(owner) != "Cloud Security" || due != "2027-01" {
				t.Errorf("owner %q, due %q", owner, due)
			}
		})
	}
}

// Each finding has forms of its own, and the one that was open is open again,
// also on a screen that is made anew.
func TestEachFindingKeepsTheFormThatWasOpen(t *testing.T) {
	d, w := desktest.New(t)
	s := show(t, d, w)
	press(t, w.Side, "Adjust severity")
	fill(t, s, w, fieldReason, "Lab only")
	first := s.selected
	s.focusList()
	key(w, fyne.KeyDown)
	if s.draft.form != noForm {
		t.Fatal("another finding shows the form")
	}
	s = New(d).(*Screen)
	w.Put(s)
	s.Show(desk.Place{Finding: first})
	if s.draft.form != severityForm || fieldText(t, s, fieldReason) != "Lab only" {
		t.Errorf("the form is %q", s.draft.form)
	}
}

// A form that was sent or cancelled begins anew, and so does one of which only
// the proposal was seen: that is nobody's typing.
func TestAFormThatIsDoneBeginsAnew(t *testing.T) {
	for name, end := range map[string]func(*Screen, *desktest.Window){
		"sent":      func(s *Screen, w *desktest.Window) { press(t, w.Side, "Add the action") },
		"cancelled": func(s *Screen, w *desktest.Window) { press(t, w.Side, "Cancel") },
	} {
		t.Run(name, func(t *testing.T) {
			d, w := desktest.New(t)
			s := show(t, d, w)
			id := s.selected
			s.BeginAction()
			proposed := fieldText(t, s, fieldTitle)
			if d.Unsent.Text() != "" {
				t.Errorf("%q is kept, and nobody typed it", d.Unsent.Text())
			}
			s.fields[fieldTitle].Focus.(*look.Entry).SetText("Ask the vendor")
			if d.Unsent.Text() != "Ask the vendor" {
				t.Errorf("%q is kept", d.Unsent.Text())
			}
			end(s, w)
			if len(w.Failed) > 0 || d.Unsent.Text() != "" {
				t.Fatalf("kept is %q, failed %v", d.Unsent.Text(), w.Failed)
			}
			s.Show(desk.Place{Finding: id})
			s.BeginAction()
			if got := fieldText(t, s, fieldTitle); got != proposed {
				t.Errorf("the title is %q", got)
			}
		})
	}
}

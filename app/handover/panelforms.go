package handover

import "fyne.io/fyne/v2"

// panelForm is a form of the panel that outlives the panel, and how it is shown;
// show returns the field that the keyboard belongs to.
type panelForm struct {
	name string
	show func() fyne.Focusable
}

func (s *Screen) forms() []panelForm {
	return []panelForm{{identityForm, s.identity.showNew}, {omissionsForm, s.showOmissions}, {statementForm, s.showDetails}, {countersignForm, s.showCountersign}}
}

// showForm puts a form into the panel, to stand there again when the screen is
// made anew.
func (s *Screen) showForm(name string, panel fyne.CanvasObject, follow func()) {
	s.show(panel, follow)
	s.d.Unsent.Open(name)
}

// putAside finds the form that was in the panel before the screen was made anew;
// nil where there was none.
func (s *Screen) putAside() (again func()) {
	if s.panel != nil {
		return nil
	}
	for _, form := range s.forms() {
		if s.d.Unsent.IsOpen(form.name) {
			return func() { form.show() }
		}
	}
	return nil
}

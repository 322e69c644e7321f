package responsibilities

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"demarc/app/desk"
	"demarc/app/look"
	"demarc/assess"
)

// asked is one question that templates leave open: which of the same roles is
// accountable for these controls.
type asked struct {
	controls []*assess.Control
	roles    []string
}

// template assigns each control's default RACI: to one cell whatever it said, to
// several where nobody is accountable yet. Where a template names several as
// accountable, the panel asks which, once for all that name the same.
func (s *screen) template() {
	assets, controls := s.grid.chosen(s.matrix.Selection())
	if !s.matrix.Selection().Single() {
		controls = s.vacant(assets, controls)
	}
	if len(controls) == 0 {
		s.desk.Window.Say(s.desk.T("No selected cell needs an owner. To replace one, select its cell alone."), false)
		return
	}
	s.asked, s.chosen = questions(controls), map[string]string{}
	s.proceed()
}

// vacant are the controls that the template fills on one of the assets at least.
func (s *screen) vacant(assets []*assess.Asset, controls []*assess.Control) []*assess.Control {
	var vacant []*assess.Control
	for _, control := range controls {
		if slices.ContainsFunc(assets, func(a *assess.Asset) bool { return s.desk.Session.LacksOwner(a.ID, control.ID) }) {
			vacant = append(vacant, control)
		}
	}
	return vacant
}

// questions are what the templates of controls leave open.
func questions(controls []*assess.Control) []asked {
	var open []asked
	for _, control := range controls {
		roles := control.RACI.Accountable
		if len(roles) < 2 {
			continue
		}
		at := slices.IndexFunc(open, func(q asked) bool { return slices.Equal(q.roles, roles) })
		if at < 0 {
			at, open = len(open), append(open, asked{roles: roles})
		}
		open[at].controls = append(open[at].controls, control)
	}
	return open
}

// proceed asks what is open next, and takes the template once nothing is.
func (s *screen) proceed() {
	if len(s.asked) > 0 {
		s.panel()
		s.desk.Focus(s.answer)
		return
	}
	a := s.wish()
	a.Template, a.Chosen, a.KeepOwners = true, s.chosen, !s.matrix.Selection().Single()
	s.assign(a, func(cells string) string { return s.desk.T("Took the RACI template for %s", cells) })
	s.panel()
	s.focus()
}

// answered takes a role as the answer to what is asked.
func (s *screen) answered(role string) {
	for _, control := range s.asked[0].controls {
		s.chosen[control.ID] = role
	}
	s.asked = s.asked[1:]
	s.proceed()
}

// question asks which role is accountable, and for what.
func (s *screen) question() []fyne.CanvasObject {
	d, l := s.desk, s.desk.Look
	if len(s.asked) == 0 {
		return nil
	}
	open := s.asked[0]
	var names []string
	for _, control := range open.controls {
		names = append(names, d.ControlShort(control))
	}
	parts := []fyne.CanvasObject{
		l.Paragraph(d.T("The template names several as accountable, and only one can be. Which?"), look.SmallMedium, look.Alarm, desk.PanelWidth),
		l.Paragraph(strings.Join(names, ", "), look.Small, look.Text2, desk.PanelWidth),
	}
	for i, role := range open.roles {
		button := l.Button(role, look.Plain, func() { s.answered(role) })
		if parts = append(parts, button); i == 0 {
			s.answer = button
		}
	}
	return append(parts, l.Hairline())
}

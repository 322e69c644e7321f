package findings

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"demarc/app/desk"
	"demarc/app/look"
	"demarc/assess"
)

// drawChips shows what the list can be narrowed down to, each with its count.
func (s *Screen) drawChips() {
	d, l := s.desk, s.desk.Look
	chips := []fyne.CanvasObject{l.Chip(d.T("All %s", d.Number(len(s.model.all))), !s.view.filters(), s.clear)}
	for rank := len(assess.Severities) - 1; rank >= 0; rank-- {
		chips = append(chips, s.severityChip(assess.Severities[rank], s.model.severity[rank]))
	}
	chips = append(chips, l.Chip(d.T("Unowned only %s", d.Number(s.model.unowned)), s.view.unowned, func() {
		s.filter(func(v *view) { v.unowned = !v.unowned })
	}))
	if what := s.model.placeName(s.view); what != "" {
		chips = append(chips, l.Chip(l.Cut(what, look.Small, l.S(220))+" ×", true, func() {
			s.filter(func(v *view) { v.asset, v.control = "", "" })
		}))
	}
	if n := len(s.marked); n > 0 {
		chips = append(chips, l.Chip(d.N(n, "%s marked", "%s marked")+" ×", true, s.unmark))
	}
	s.chips.Objects = chips
	s.pickers.Objects = []fyne.CanvasObject{l.Sized(164, 0, s.search), s.kindPicker(), s.statePicker(), s.groupPicker()}
}

// filter changes what is listed and goes back to the list.
func (s *Screen) filter(change func(*view)) {
	s.look(change)
	s.focusList()
}

// severityChip has the severity's mark before its name.
func (s *Screen) severityChip(severity assess.Severity, n int) fyne.CanvasObject {
	d, l := s.desk, s.desk.Look
	chip := l.Chip("\u2003 "+d.T("%s %s", d.SeverityName(severity), d.Number(n)), s.view.severity == severity, func() {
		s.filter(func(v *view) {
			if v.severity == severity {
				v.severity = ""
			} else {
				v.severity = severity
			}
		})
	})
	mark := l.Row(0, l.Pad(l.SeverityMark(severity, 12), 0, 0, 0, 9))
	return container.NewStack(chip, mark)
}

func (s *Screen) kindPicker() fyne.CanvasObject {
	d := s.desk
	options := []look.Option{{Text: d.T("Any kind")}}
	for _, kind := range assess.FindingKinds {
		options = append(options, look.Option{Value: string(kind), Text: kindName(d, kind)})
	}
	return s.picker(206, string(s.view.kind), options, func(v *view, value string) { v.kind = assess.FindingKind(value) })
}

func (s *Screen) statePicker() fyne.CanvasObject {
	d := s.desk
	options := []look.Option{{Text: d.T("Any disposition")}}
	for _, state := range assess.DispositionStates {
		options = append(options, look.Option{Value: string(state), Text: stateName(d, state)})
	}
	return s.picker(146, string(s.view.state), options, func(v *view, value string) { v.state = assess.DispositionState(value) })
}

func (s *Screen) groupPicker() fyne.CanvasObject {
	d := s.desk
	options := []look.Option{
		{Value: string(bySeverity), Text: d.T("By severity")}, {Value: string(byAsset), Text: d.T("By asset")},
		{Value: string(byControl), Text: d.T("By control")}, {Value: string(byKind), Text: d.T("By kind")},
	}
	return s.picker(124, string(s.view.by), options, func(v *view, value string) {
		if v.by = known(value, groupings); v.by == "" {
			v.by = bySeverity
		}
	})
}

func (s *Screen) picker(width float32, value string, options []look.Option, set func(*view, string)) fyne.CanvasObject {
	picker := s.desk.Look.Choice(value, options, func(value string) { s.filter(func(v *view) { set(v, value) }) })
	return s.desk.Look.Sized(width, 0, picker)
}

// placeName names the asset and control that the list was narrowed down to.
func (m *model) placeName(v view) string {
	asset, control := "", ""
	if v.asset != "" {
		asset = brief(m.assetName(v.asset), longestInList)
	}
	if c := m.desk.Session.Catalogue().Control(v.control); c != nil {
		control = m.desk.ControlShort(c)
	} else {
		control = desk.OneLine(v.control)
	}
	if asset != "" && control != "" {
		return m.desk.T("%s · %s", asset, control)
	}
	return asset + control
}

package handover

import (
	"fyne.io/fyne/v2"

	"demarc/app/look"
)

// lines set chips beside each other, and go on in a new line where a width ends.
func (s *Screen) lines(width float32, chips ...fyne.CanvasObject) fyne.CanvasObject {
	const gap = 6
	l := s.d.Look
	column, row, taken := l.Column(gap), l.Row(gap), float32(0)
	for _, chip := range chips {
		least := chip.MinSize().Width
		if len(row.Objects) > 0 && taken+least > l.S(width) {
			column.Add(row)
			row, taken = l.Row(gap), 0
		}
		row.Add(chip)
		taken += least + l.S(gap)
	}
	column.Add(row)
	return column
}

// apart heads another part of a panel.
func (s *Screen) apart(title string) fyne.CanvasObject {
	l := s.d.Look
	return l.Column(8, l.Pad(l.Hairline(), 8, 0, 0, 0), s.d.Overline(title))
}

// followUp brings the panel to what was chosen in it. What was pressed may be
// made anew, and keeps the keyboard.
func (s *Screen) followUp() {
	if s.follow == nil {
		return
	}
	pressed, _ := s.d.Window.Canvas().Focused().(*look.Button)
	s.follow()
	s.grown()
	if pressed == nil {
		return
	}
	if again := firstFocus(s.panel, func(f fyne.Focusable) bool {
		button, ok := f.(*look.Button)
		return ok && button.Text == pressed.Text && button.Kind == pressed.Kind
	}); again != nil {
		s.d.Focus(again)
	}
}

// firstFocus finds the first part below an object that takes the keyboard and is
// wanted; nil where there is none.
func firstFocus(object fyne.CanvasObject, wanted func(fyne.Focusable) bool) fyne.Focusable {
	if object == nil || !object.Visible() {
		return nil
	}
	if focusable, ok := object.(fyne.Focusable); ok && wanted(focusable) {
		return focusable
	}
	if box, ok := object.(*fyne.Container); ok {
		for _, part := range box.Objects {
			if found := firstFocus(part, wanted); found != nil {
				return found
			}
		}
	}
	return nil
}

// leavePanel takes the keyboard out of the panel, before something else stands
// there: the window would look for what had it, and enter the screen anew.
func (s *Screen) leavePanel() {
	focused := s.d.Window.Canvas().Focused()
	if focused != nil && firstFocus(s.panel, func(f fyne.Focusable) bool { return f == focused }) != nil {
		s.d.Focus(s.list.table.Focusable())
	}
}

// enterPanel gives the first part of the panel the keyboard.
func (s *Screen) enterPanel() {
	if first := firstFocus(s.panel, func(fyne.Focusable) bool { return true }); first != nil {
		s.d.Focus(first)
	}
}

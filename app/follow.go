package app

import (
	"fmt"
	"slices"

	"fyne.io/fyne/v2"

	"demarc/app/look"
)

// follow brings the keyboard from a field that is gone to the one that stands in
// its place. What is typed in a field is saved when it is left, and a change draws
// the panel anew: without this the keyboard would go to a field that nobody sees.
func (p *panel) follow(before []fyne.Focusable) {
	focused := p.w.Canvas().Focused()
	if p.w.desk == nil || p.w.frame == nil || p.w.frame.panel != p || !slices.Contains(before, focused) {
		return
	}
	now := focusables(p.inside)
	if slices.Contains(now, focused) {
		return
	}
	if same := counterpart(before, now, focused); same != nil && p.box.Visible() {
		p.w.Canvas().Focus(same)
		return
	}
	if screen, made := p.w.screens[p.w.current]; made { // one that is being made enters by itself
		screen.Enter()
	}
}

// focusables are the parts below an object that take the keyboard.
func focusables(object fyne.CanvasObject) []fyne.Focusable {
	if focusable, ok := object.(fyne.Focusable); ok {
		return []fyne.Focusable{focusable}
	}
	var list []fyne.Focusable
	if box, ok := object.(*fyne.Container); ok {
		for _, inner := range box.Objects {
			list = append(list, focusables(inner)...)
		}
	}
	return list
}

// counterpart is the part that stands for an old one: the third field with the
// same hint stands for the third; nil if there is none.
func counterpart(before, now []fyne.Focusable, old fyne.Focusable) fyne.Focusable {
	nth := 0
	for _, other := range before {
		if other == old {
			break
		}
		if kindOf(other) == kindOf(old) {
			nth++
		}
	}
	for _, part := range now {
		if kindOf(part) == kindOf(old) {
			if nth == 0 {
				return part
			}
			nth--
		}
	}
	return nil
}

func kindOf(part fyne.Focusable) string {
	switch part := part.(type) {
	case *look.Picker:
		return "picker " + part.PlaceHolder
	case *look.Entry:
		return "field " + part.PlaceHolder
	case *look.Button:
		return "button " + part.Text
	}
	return fmt.Sprintf("%T", part)
}

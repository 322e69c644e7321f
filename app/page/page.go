// Package page sets the screens that are lists: parts of a head that
// follow the width which a screen is given, and fields that say beneath
// themselves what is wrong with them.
package page

import (
	"fyne.io/fyne/v2"

	"demarc/app/look"
)

// The room at the sides of a screen, above it, and between its parts.
const side, top, gap = 16, 12, 8

// follower is a layout whose height depends on the width that it gets.
type follower interface {
	fyne.Layout
	heightAt(objects []fyne.CanvasObject, width float32) float32
}

// New sets parts of a head beneath each other and a list into the room that is
// left. width is told the room across, in lengths of the design, before
// anything is laid out. However little room there is, the screen asks for no
// more: what follows the width does so down to a narrow panel's.
func New(l *look.Look, width func(float32), list fyne.CanvasObject, head ...fyne.CanvasObject) *fyne.Container {
	p := &pageLayout{look: l, width: width, list: list, head: head}
	box := &fyne.Container{Layout: p, Objects: append(append([]fyne.CanvasObject{}, head...), list)}
	return box
}

// NewAcross is New with a list that reaches from edge to edge.
func NewAcross(l *look.Look, list fyne.CanvasObject, head ...fyne.CanvasObject) *fyne.Container {
	box := New(l, nil, list, head...)
	box.Layout.(*pageLayout).across = true
	return box
}

type pageLayout struct {
	look  *look.Look
	width func(float32)
	list  fyne.CanvasObject
	head  []fyne.CanvasObject
	// across gives the list the room at the sides as well.
	across bool
}

func (p *pageLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(p.look.S(360), p.look.S(300))
}

func (p *pageLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	l := p.look
	across := size.Width - 2*l.S(side)
	if p.width != nil {
		p.width(across / l.Scale)
	}
	y := l.S(top)
	for _, part := range p.head {
		if !part.Visible() {
			continue
		}
		height := heightAt(part, across)
		part.Resize(fyne.NewSize(across, height))
		part.Move(fyne.NewPos(l.S(side), y))
		y += height + l.S(gap)
	}
	left := l.S(side)
	if p.across {
		left, across = 0, size.Width
	}
	p.list.Resize(fyne.NewSize(across, max(0, size.Height-y)))
	p.list.Move(fyne.NewPos(left, y))
}

func heightAt(object fyne.CanvasObject, width float32) float32 {
	if box, ok := object.(*fyne.Container); ok {
		if follows, ok := box.Layout.(follower); ok {
			return follows.heightAt(box.Objects, width)
		}
	}
	return object.MinSize().Height
}

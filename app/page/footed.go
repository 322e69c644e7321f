package page

import (
	"fyne.io/fyne/v2"

	"demarc/app/look"
)

// Footed sets a foot beneath a list; one that goes on in a new line where the
// width ends takes the height that it needs there.
func Footed(l *look.Look, list, foot fyne.CanvasObject) *fyne.Container {
	line := l.Hairline()
	return &fyne.Container{Layout: &footedLayout{look: l, list: list, line: line, foot: foot}, Objects: []fyne.CanvasObject{list, line, foot}}
}

type footedLayout struct {
	look             *look.Look
	list, line, foot fyne.CanvasObject
}

func (f *footedLayout) MinSize([]fyne.CanvasObject) fyne.Size {
	least := f.list.MinSize()
	return fyne.NewSize(least.Width, least.Height+f.foot.MinSize().Height+2*f.look.S(gap))
}

func (f *footedLayout) Layout(_ []fyne.CanvasObject, size fyne.Size) {
	l := f.look
	across := max(0, size.Width-2*l.S(side))
	height := heightAt(f.foot, across)
	top := max(0, size.Height-height-2*l.S(gap))
	f.list.Resize(fyne.NewSize(size.Width, top))
	f.list.Move(fyne.Position{})
	f.line.Resize(fyne.NewSize(size.Width, f.line.MinSize().Height))
	f.line.Move(fyne.NewPos(0, top))
	f.foot.Resize(fyne.NewSize(across, height))
	f.foot.Move(fyne.NewPos(l.S(side), top+l.S(gap)))
}

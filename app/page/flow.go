package page

import (
	"fyne.io/fyne/v2"

	"demarc/app/look"
)

// Flow sets objects beside each other and goes on in a new line where the width
// ends.
func Flow(l *look.Look, objects ...fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: &flowLayout{gap: l.S(6)}, Objects: objects}
}

// FlowApart is Flow with its last object at the right end of its line.
func FlowApart(l *look.Look, objects ...fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: &flowLayout{gap: l.S(6), apart: true}, Objects: objects}
}

type flowLayout struct {
	gap   float32
	apart bool // the last object stands at the right
}

func (f *flowLayout) MinSize(objects []fyne.CanvasObject) (size fyne.Size) {
	for _, object := range objects {
		size = size.Max(object.MinSize())
	}
	return size
}

func (f *flowLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	f.run(objects, size.Width, func(object fyne.CanvasObject, at fyne.Position, least fyne.Size) {
		if f.apart && object == objects[len(objects)-1] {
			at.X = max(at.X, size.Width-least.Width)
		}
		object.Resize(least)
		object.Move(at)
	})
}

func (f *flowLayout) heightAt(objects []fyne.CanvasObject, width float32) float32 {
	return f.run(objects, width, func(fyne.CanvasObject, fyne.Position, fyne.Size) {})
}

// run sets each object, those of one line in the middle of its height, and
// returns how high all lines are.
func (f *flowLayout) run(objects []fyne.CanvasObject, width float32, set func(fyne.CanvasObject, fyne.Position, fyne.Size)) float32 {
	y := float32(0)
	for begin := 0; begin < len(objects); {
		end, x, height := begin, float32(0), float32(0)
		for ; end < len(objects); end++ {
			least := objects[end].MinSize()
			if end > begin && x+least.Width > width {
				break
			}
			x += least.Width + f.gap
			height = max(height, least.Height)
		}
		x = 0
		for _, object := range objects[begin:end] {
			least := object.MinSize()
			set(object, fyne.NewPos(x, y+(height-least.Height)/2), least)
			x += least.Width + f.gap
		}
		y += height + f.gap
		begin = end
	}
	return max(0, y-f.gap)
}

// Fit shows the first of its objects that the width has room for, or else the
// last.
func Fit(objects ...fyne.CanvasObject) *fyne.Container {
	return &fyne.Container{Layout: &fitLayout{}, Objects: objects}
}

type fitLayout struct{}

func (f *fitLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return objects[len(objects)-1].MinSize()
}

func (f *fitLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	chosen := f.choose(objects, size.Width)
	for _, object := range objects {
		if object != chosen {
			object.Hide()
		}
	}
	chosen.Show()
	chosen.Resize(size)
	chosen.Move(fyne.Position{})
}

func (f *fitLayout) heightAt(objects []fyne.CanvasObject, width float32) float32 {
	return f.choose(objects, width).MinSize().Height
}

func (f *fitLayout) choose(objects []fyne.CanvasObject, width float32) fyne.CanvasObject {
	for _, object := range objects {
		if object.MinSize().Width <= width {
			return object
		}
	}
	return objects[len(objects)-1]
}

package overview

import (
	"fyne.io/fyne/v2"

	"demarc/app/look"
)

// split sets two parts beside each other, both from the top; the right one has
// a width of its own.
type split struct{ gap, right float32 }

func (s *split) MinSize(objects []fyne.CanvasObject) fyne.Size {
	left, right := objects[0].MinSize(), objects[1].MinSize()
	return fyne.NewSize(left.Width+s.gap+s.right, max(left.Height, right.Height))
}

func (s *split) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	set(objects[0], 0, 0, size.Width-s.gap-s.right, objects[0].MinSize().Height)
	set(objects[1], size.Width-s.right, 0, s.right, objects[1].MinSize().Height)
}

// shares sets blocks beside each other in shares of the width, with a hairline
// in the middle between two of them: block, line, block, …
type shares struct {
	look    *look.Look
	weights []float32
}

const sharesGap = 26

func (s *shares) MinSize(objects []fyne.CanvasObject) (size fyne.Size) {
	size.Width = s.look.S(sharesGap) * float32(len(s.weights)-1)
	for i := 0; i < len(objects); i += 2 {
		least := objects[i].MinSize()
		size.Width += least.Width
		size.Height = max(size.Height, least.Height)
	}
	return size
}

// Layout gives each block its share; where one needs more, each gets what it
// needs and a share of the rest.
func (s *shares) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	gap := s.look.S(sharesGap)
	whole, sum := size.Width-gap*float32(len(s.weights)-1), float32(0)
	free := whole
	for i, weight := range s.weights {
		free -= objects[2*i].MinSize().Width
		sum += weight
	}
	tight := false
	for i, weight := range s.weights {
		tight = tight || objects[2*i].MinSize().Width > whole*weight/sum
	}
	x := float32(0)
	for i, weight := range s.weights {
		width := whole * weight / sum
		if tight {
			width = objects[2*i].MinSize().Width + free*weight/sum
		}
		set(objects[2*i], x, 0, width, size.Height)
		if x += width; 2*i+1 < len(objects) {
			set(objects[2*i+1], x+gap/2, 0, 1, size.Height)
			x += gap
		}
	}
}

// topLeft leaves an object its own size in the corner.
type topLeft struct{}

func (topLeft) MinSize(objects []fyne.CanvasObject) fyne.Size { return objects[0].MinSize() }

func (topLeft) Layout(objects []fyne.CanvasObject, _ fyne.Size) {
	objects[0].Resize(objects[0].MinSize())
	objects[0].Move(fyne.Position{})
}

package inventory

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"demarc/app/look"
)

// newFitted sets the table of assets so that its columns share the width: names
// get what is left.
func newFitted(t *look.Table, l *look.Look) fyne.CanvasObject {
	return container.New(&fittedLayout{table: t, look: l}, t)
}

type fittedLayout struct {
	table *look.Table
	look  *look.Look
}

// shares of the width in hundredths; 0 is what is left, and the rest are fixed
// widths of the design.
var (
	shares = [columns]float32{byHosting: 25, byData: 18, byOwner: 20}
	fixed  = [columns]float32{byApproval: 138, byExposure: 64, byUnowned: 72}
)

// hides are the columns that a narrow list leaves to the panel, and the widths
// of the design below which it does.
var hides = []struct {
	below   float32
	columns []int
}{{800, []int{byData, byExposure}}, {620, []int{byHosting, byOwner}}}

func (f *fittedLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(f.look.S(400), objects[0].MinSize().Height)
}

func (f *fittedLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	const gaps = 12 * (columns + 1)
	across, hidden := size.Width/f.look.S(1), map[int]bool{}
	for _, h := range hides {
		for _, column := range h.columns {
			hidden[column] = across < h.below
		}
	}
	room, all := across-gaps, float32(100)
	for i, width := range fixed {
		if !hidden[i] {
			room -= width
		} else {
			all -= shares[i]
		}
	}
	for i := range f.table.Columns {
		if f.table.Columns[i].Width = max(fixed[i], shares[i]*room/all); hidden[i] {
			f.table.Columns[i].Width = look.Hidden
		}
	}
	objects[0].Resize(size)
	objects[0].Move(fyne.Position{})
}

package inventory

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"demarc/app/look"
)

// newFitted sets the table of assets so that it leaves columns out where it is
// narrow.
func newFitted(t *look.Table, l *look.Look) fyne.CanvasObject {
	return container.New(&fittedLayout{table: t, look: l}, t)
}

type fittedLayout struct {
	table *look.Table
	look  *look.Look
}

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
	for _, h := range hides {
		for _, column := range h.columns {
			if f.table.Columns[column].Width = 0; size.Width/f.look.S(1) < h.below {
				f.table.Columns[column].Width = look.Hidden
			}
		}
	}
	objects[0].Resize(size)
	objects[0].Move(fyne.Position{})
}

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

func (f *fittedLayout) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(f.look.S(400), objects[0].MinSize().Height)
}

func (f *fittedLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	const gaps = 12 * (columns + 1)
	room := size.Width/f.look.S(1) - gaps - fixed[byApproval] - fixed[byExposure] - fixed[byUnowned]
	for i := range f.table.Columns {
		f.table.Columns[i].Width = max(fixed[i], shares[i]*room/100)
	}
	objects[0].Resize(size)
	objects[0].Move(fyne.Position{})
}

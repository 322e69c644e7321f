package handover

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"demarc/app/look"
)

func (v *pagesView) lay(object fyne.CanvasObject) {
	v.paper.RemoveAll()
	v.paper.Add(object)
	v.paper.Refresh()
}

// cannotDraw says how the pages can be looked at all the same.
func (v *pagesView) cannotDraw() fyne.CanvasObject {
	d, l := v.screen.d, v.screen.d.Look
	text, do := d.T("No program on this computer draws pages here (pdftoppm or mutool). Make a draft to read it in a PDF reader."), l.Button(d.T("Draft PDF"), look.Plain, v.screen.draft)
	if path := v.shown.path; path != "" {
		text, do = d.T("No program on this computer draws pages here (pdftoppm or mutool). The report can be read in a PDF reader."), l.Button(d.T("Show the file"), look.Plain, func() { d.Window.Reveal(path) })
	}
	return l.On(look.Canvas, container.NewCenter(l.Column(12, l.Paragraph(text, look.Body, look.Text2, 240), container.NewCenter(do))))
}

// hidden stands in the place of a page while the client is looking: pages name
// people.
func (v *pagesView) hidden() fyne.CanvasObject {
	d, l := v.screen.d, v.screen.d.Look
	return l.On(look.Canvas, container.NewCenter(l.Paragraph(d.T("The pages name people and are hidden while presenting."), look.Body, look.Text2, 240)))
}

// thumbWidth is the width of a small page.
const thumbWidth = 64

// drawn shows one page large, and those that follow small.
func (v *pagesView) drawn(large image.Image, small []image.Image) fyne.CanvasObject {
	d, l := v.screen.d, v.screen.d.Look
	strip := l.Row(8)
	for i, page := range small {
		to := v.page + 1 + i
		strip.Add(newTurner(l.Sized(thumbWidth, thumbWidth*1.42, v.sheet(page)), func() { l.Stir(); v.turn(to) }))
	}
	foot := l.Row(8,
		l.Link(d.T("Previous"), look.Accent, func() { v.turn(v.page - 1) }),
		look.Space(), l.Label(d.T("page %s of %s", d.Number(v.page), d.Number(v.shown.count)), look.Small, look.Text2), look.Space(),
		l.Link(d.T("Next"), look.Accent, func() { v.turn(v.page + 1) }),
	)
	sheet := v.sheet(large)
	paper := container.New(&paperLayout{look: l, sheet: sheet, strip: strip, foot: foot}, sheet, strip, foot)
	return l.On(look.Raised, l.Pad(paper, 12, 12, 4, 12))
}

// sheet is one page with its edge.
func (v *pagesView) sheet(page image.Image) fyne.CanvasObject {
	picture := canvas.NewImageFromImage(page)
	picture.FillMode, picture.ScaleMode = canvas.ImageFillStretch, canvas.ImageScaleSmooth
	edge := canvas.NewRectangle(nil)
	edge.StrokeColor, edge.StrokeWidth = v.screen.d.Look.Colour(look.Hairline), 1
	bounds := page.Bounds()
	return container.New(&sheetLayout{ratio: float32(bounds.Dx()) / float32(max(1, bounds.Dy()))}, picture, edge)
}

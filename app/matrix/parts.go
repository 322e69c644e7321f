package matrix

import (
	"image"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"demarc/app/look"
)

// parts are the objects that a matrix is made of.
type parts struct {
	matrix              *Matrix
	tiles, heads, names *canvas.Raster
	leftHeads           *canvas.Raster // of the names and the counts
	selected, cursor    ring
	upDown, across      *canvas.Rectangle // thumbs of the scroll bars
}

func newParts(m *Matrix) parts {
	p := parts{matrix: m, selected: newRing(m.look), cursor: newRing(m.look), upDown: newThumb(m.look), across: newThumb(m.look)}
	p.tiles = raster(m, m.paintTiles)
	p.heads = raster(m, m.paintHeads)
	p.names = raster(m, m.paintNames)
	p.leftHeads = raster(m, m.paintLeftHeads)
	return p
}

func newThumb(l *look.Look) *canvas.Rectangle {
	thumb := canvas.NewRectangle(l.Colour(look.Edge))
	thumb.CornerRadius = l.S(3)
	return thumb
}

// raster is a picture in the pixels of the screen. What a pixel is shows when it
// is drawn first, and again when the window moves to another screen.
func raster(m *Matrix, paint func(*image.RGBA)) *canvas.Raster {
	var paper sheet
	r := canvas.NewRaster(nil)
	r.ScaleMode = canvas.ImageScalePixels
	r.Generator = func(w, h int) image.Image {
		m.learnPixels(w, h, r.Size())
		on := paper.sized(w, h)
		paint(on)
		return on
	}
	return r
}

// learnPixels takes the number of pixels per unit from a picture's two sizes.
// Screens of high density have several for each that the canvas counts.
func (m *Matrix) learnPixels(w, h int, size fyne.Size) {
	pixels, side := float64(w)/float64(size.Width), float64(size.Width)
	if h > w {
		pixels, side = float64(h)/float64(size.Height), float64(size.Height)
	}
	// A picture has whole pixels, so that the scale may seem off by one of them.
	off := func() bool { return side > 0 && math.Abs(pixels-m.pixels)*side > 1 }
	if !off() {
		return
	}
	scale := m.canvasScale()
	m.dense = max(1, math.Round(pixels/scale))
	m.pixels = scale * m.dense
	if off() {
		m.pixels = pixels
	}
	m.parts.place()
}

// canvasScale is the canvas's own number of pixels per unit.
func (m *Matrix) canvasScale() float64 {
	if app := fyne.CurrentApp(); app != nil {
		if c := app.Driver().CanvasForObject(m); c != nil && c.Scale() > 0 {
			return float64(c.Scale())
		}
	}
	return 1
}

// place gives every part its place.
func (p *parts) place() {
	m := p.matrix
	v := m.view()
	w := min(v.width, v.x(m.model.Columns()-m.left))
	h := min(v.height, v.y(m.model.Rows()-m.top))
	m.put(p.leftHeads, image.Rect(0, v.head-v.px(leftHeadHeight), v.names, v.head))
	m.put(p.heads, image.Rect(v.names, 0, v.names+w, v.head))
	m.put(p.names, image.Rect(0, v.head, v.names, v.head+h))
	m.put(p.tiles, image.Rect(v.names, v.head, v.names+w, v.head+h))
	p.placeRings(v, w, h)
	p.placeThumbs(v)
}

// put gives an object a place in pixels of the matrix.
func (m *Matrix) put(object fyne.CanvasObject, at image.Rectangle) {
	object.Move(fyne.NewPos(m.inUnits(at.Min.X), m.inUnits(at.Min.Y)))
	object.Resize(fyne.NewSize(m.inUnits(at.Dx()), m.inUnits(at.Dy())))
}

func (p *parts) placeThumbs(v view) {
	b, inset, thick := p.matrix.upDownBar(v), v.px(5), v.px(6)
	show(p.upDown, v.upDown)
	p.matrix.put(p.upDown, image.Rect(0, b.at, thick, b.at+b.thumb).Add(image.Pt(v.names+v.width+inset, v.head)))
	b = p.matrix.acrossBar(v)
	show(p.across, v.across)
	p.matrix.put(p.across, image.Rect(b.at, 0, b.at+b.thumb, thick).Add(image.Pt(v.names, v.head+v.height+inset)))
}

func show(object fyne.CanvasObject, shown bool) {
	if shown {
		object.Show()
	} else {
		object.Hide()
	}
}

// showScroll shows other rows and columns.
func (p *parts) showScroll() {
	p.place()
	p.tiles.Refresh()
	p.heads.Refresh()
	p.names.Refresh()
}

// showSelection shows where cursor and selection are.
func (p *parts) showSelection() {
	p.place()
	p.heads.Refresh()
	p.names.Refresh()
}

// CreateRenderer is part of the toolkit's contract.
func (m *Matrix) CreateRenderer() fyne.WidgetRenderer { return renderer{m} }

type renderer struct{ matrix *Matrix }

func (r renderer) Destroy() {}

func (r renderer) Objects() []fyne.CanvasObject {
	p := &r.matrix.parts
	objects := []fyne.CanvasObject{p.leftHeads, p.heads, p.names, p.tiles}
	objects = append(objects, p.cursor.objects()...)
	objects = append(objects, p.selected.objects()...)
	return append(objects, p.upDown, p.across)
}

// MinSize leaves room for four rows and columns.
func (r renderer) MinSize() fyne.Size {
	l := r.matrix.look
	return fyne.NewSize(l.S(namesWidth+4*tileWidth+laneWidth), l.S(headHeight+4*tileHeight+laneWidth))
}

func (r renderer) Layout(fyne.Size) {
	m := r.matrix
	m.pixels = m.canvasScale() * m.dense
	m.scrollTo(m.top, m.left)
	m.parts.place()
}

func (r renderer) Refresh() {
	m := r.matrix
	m.pixels = m.canvasScale() * m.dense
	m.parts.showScroll()
}

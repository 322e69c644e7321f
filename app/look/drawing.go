package look

import (
	"bytes"
	"fmt"
	"image"
	"sync"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"github.com/fyne-io/oksvg"
	"github.com/srwiley/rasterx"
)

// drawings keeps what was drawn: the same few marks stand all over the window.
var drawings sync.Map // of drawingKey -> image.Image

type drawingKey struct {
	name string
	w, h int
}

// drawing shows an SVG that is made for the very number of pixels it covers: a
// drawing that is scaled later has lines of the wrong width.
func (l *Look) drawing(name string, w, h float32, svg func(w, h int) []byte) fyne.CanvasObject {
	raster := canvas.NewRaster(func(w, h int) image.Image {
		key := drawingKey{name, w, h}
		if drawn, ok := drawings.Load(key); ok {
			return drawn.(image.Image)
		}
		drawn := Rasterise(svg(w, h), w, h)
		drawings.Store(key, drawn)
		return drawn
	})
	raster.SetMinSize(fyne.NewSize(l.S(w), l.S(h)))
	return raster
}

// Rasterise draws an SVG of ours over w × h pixels. Without room, as before its
// place is known, nothing is drawn.
func Rasterise(svg []byte, w, h int) *image.RGBA {
	if w <= 0 || h <= 0 {
		return image.NewRGBA(image.Rectangle{})
	}
	picture := image.NewRGBA(image.Rect(0, 0, w, h))
	icon, err := oksvg.ReadIconStream(bytes.NewReader(svg))
	if err != nil {
		panic(fmt.Sprintf("a drawing of ours is broken: %v", err)) // only by a change of this package
	}
	icon.SetTarget(0, 0, float64(w), float64(h))
	icon.Draw(rasterx.NewDasher(w, h, rasterx.NewScannerGV(w, h, picture, picture.Bounds())), 1)
	return picture
}

package matrix

import (
	"image"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"demarc/app/look"
	"demarc/marks"
)

// roomInWindow is the matrix's place in a window of 1440 × 900, beside
// navigation and panel, below title and chips, above the legend.
var roomInWindow = image.Rect(176, 117, 1068, 868)

// BenchmarkScrollStep compares a step of scrolling 10,000 rows, drawn by the
// toolkit's software renderer, with drawing the same window empty, and with
// drawing pictures of the same sizes that are ready: what a step takes beyond
// those is the matrix's own, and the rest the toolkit's for every pixel. All take
// turns within one run, so that what else the computer does falls on all. The
// bar is 1.3 of the empty window, and the ready pictures alone are close to it; of
// them it is 1.1. The tiles of a step alone are BenchmarkTiles.
func BenchmarkScrollStep(b *testing.B) {
	place := roomInWindow
	l := appearance(b, false, 1)
	m, full := shown(b, l, &flat{*sampleOf(10_000, 26)}, 1, fyne.NewSize(1440, 900))
	full.SetContent(container.NewWithoutLayout(m))
	full.Resize(fyne.NewSize(1440, 900))
	m.Resize(fyne.NewSize(float32(place.Dx()), float32(place.Dy())))
	m.Move(fyne.NewPos(float32(place.Min.X), float32(place.Min.Y)))
	empty, ready := bare(b), bare(b, pictures(m, place.Min)...)

	var scrolling, pictured, nothing []time.Duration
	step := func() {
		m.SetTop((m.Top() + 3) % 9000)
		full.Canvas().Capture()
	}
	step()
	b.ResetTimer()
	for range 10 * b.N { // a median of three would be luck
		start := time.Now()
		empty.Canvas().Capture()
		afterEmpty := time.Now()
		step()
		afterStep := time.Now()
		ready.Canvas().Capture()
		nothing = append(nothing, afterEmpty.Sub(start))
		scrolling = append(scrolling, afterStep.Sub(afterEmpty))
		pictured = append(pictured, time.Since(afterStep))
	}
	b.ReportMetric(float64(median(scrolling))/float64(median(nothing)), "x_empty")
	b.ReportMetric(float64(median(scrolling))/float64(median(pictured)), "x_pictures")
	b.ReportMetric(median(nothing).Seconds()*1000, "ms_empty")
}

// bare is a window of 1440 × 900 with some objects.
func bare(b *testing.B, objects ...fyne.CanvasObject) fyne.Window {
	w := test.NewTempWindow(b, container.NewWithoutLayout(objects...))
	w.SetPadded(false)
	w.Resize(fyne.NewSize(1440, 900))
	return w
}

// pictures are pictures in the places of a matrix's own, its corner at a point.
func pictures(m *Matrix, corner image.Point) (objects []fyne.CanvasObject) {
	for _, part := range []*canvas.Raster{m.parts.leftHeads, m.parts.heads, m.parts.names, m.parts.tiles} {
		size := part.Size()
		ready := image.NewRGBA(image.Rect(0, 0, int(size.Width), int(size.Height)))
		fill(ready, ready.Rect, m.look.Colour(look.Surface))
		picture := canvas.NewRaster(func(int, int) image.Image { return ready })
		picture.Resize(size)
		picture.Move(part.Position().AddXY(float32(corner.X), float32(corner.Y)))
		objects = append(objects, picture)
	}
	return objects
}

func median(times []time.Duration) time.Duration {
	slices.Sort(times)
	return times[len(times)/2]
}

// BenchmarkTiles is the tiles of one step alone.
func BenchmarkTiles(b *testing.B) {
	m, _ := shown(b, appearance(b, false, 1), &flat{*sampleOf(10_000, 26)}, 1, fyne.NewSize(892, 751))
	on := image.NewRGBA(image.Rect(0, 0, 676, 600))
	m.paintTiles(on)
	b.ResetTimer()
	for i := range b.N {
		m.SetTop(i % 9000)
		m.paintTiles(on)
	}
}

// flat is a sample whose cells cost nothing to ask for.
type flat struct{ sample }

func (f *flat) Cell(r, c int) Cell { return Cell{Tile: marks.Tile((r + c) % int(marks.Tiles))} }

func (f *flat) Row(r int) Row { return Row{Name: sampleAssets[r%len(sampleAssets)], Unowned: r % 12} }

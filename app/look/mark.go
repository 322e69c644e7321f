package look

import (
	"fmt"
	"image"
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"demarc/assess"
	"demarc/marks"
)

// TileSVG draws a tile of w × h pixels as SVG.
func (l *Look) TileSVG(tile marks.Tile, weak bool, w, h int) []byte {
	var svg strings.Builder
	fmt.Fprintf(&svg, `<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d">`, w, h, w, h)
	tint, side := tile.Tint(l.Dark), float64(min(w, h))
	x, y, corner := (float64(w)-side)/2, (float64(h)-side)/2, tint.Mark
	switch tile {
	case marks.HalfOwned:
		whole := marks.Implemented.Tint(l.Dark)
		corner = whole.Mark
		fmt.Fprintf(&svg, `<rect width="%d" height="%d" fill="%s"/>`, w, h, hex(whole.Fill))
		fmt.Fprintf(&svg, `<path d="M0 0L%d 0L0 %dZ" fill="%s"/>`, w, h, hex(tint.Fill))
		side *= 0.62
		x, y = float64(w)*0.27-side/2, float64(h)*0.29-side/2
	case marks.NotApplicable:
	default:
		fmt.Fprintf(&svg, `<rect width="%d" height="%d" fill="%s"/>`, w, h, hex(tint.Fill))
	}
	writeMark(&svg, tile.Mark(), hex(tint.Mark), x, y, side)
	if weak {
		reach := 0.36 * float64(min(w, h))
		fmt.Fprintf(&svg, `<path d="M%.2f 0L%d 0L%d %.2fZ" fill="%s"/>`, float64(w)-reach, w, w, reach, hex(corner))
	}
	svg.WriteString("</svg>")
	return []byte(svg.String())
}

// writeMark writes a mark over a square with its upper left corner at x, y.
func writeMark(svg *strings.Builder, mark []marks.Stroke, colour string, x, y, side float64) {
	scale := side / marks.Side
	for _, stroke := range mark {
		var path strings.Builder
		for _, segment := range marks.Segments(stroke.Path) {
			path.WriteByte(segment.Command)
			for i, value := range segment.Points {
				offset := x
				if i%2 == 1 {
					offset = y
				}
				fmt.Fprintf(&path, "%.2f ", offset+value*scale)
			}
		}
		if stroke.Width == 0 {
			fmt.Fprintf(svg, `<path d="%s" fill="%s"/>`, path.String(), colour)
			continue
		}
		fmt.Fprintf(svg, `<path d="%s" fill="none" stroke="%s" stroke-width="%.2f" stroke-linecap="round" stroke-linejoin="round"/>`,
			path.String(), colour, stroke.Width*scale)
	}
}

func hex(c marks.Colour) string { return fmt.Sprintf("#%06x", uint32(c)) }

func hexOf(c color.NRGBA) string { return fmt.Sprintf("#%02x%02x%02x", c.R, c.G, c.B) }

// Tile shows a tile, w × h in lengths of the design.
func (l *Look) Tile(tile marks.Tile, weak bool, w, h float32) fyne.CanvasObject {
	name := fmt.Sprintf("tile-%d-%t-%t", tile, weak, l.Dark)
	return l.drawing(name, w, h, func(w, h int) []byte { return l.TileSVG(tile, weak, w, h) })
}

// SeverityMark shows a severity's mark in its colour.
func (l *Look) SeverityMark(severity assess.Severity, side float32) fyne.CanvasObject {
	return l.mark("severity-"+string(severity), marks.MarkOf(severity), hex(marks.OfSeverity(severity, l.Dark)), side)
}

// SeverityColour is the colour of a severity's words.
func (l *Look) SeverityColour(severity assess.Severity) color.NRGBA {
	return rgb(uint32(marks.OfSeverity(severity, l.Dark)))
}

func (l *Look) mark(name string, mark []marks.Stroke, colour string, side float32) fyne.CanvasObject {
	return l.drawing(name+colour, side, side, func(w, h int) []byte { return markSVG(mark, colour, w, h) })
}

func markSVG(mark []marks.Stroke, colour string, w, h int) []byte {
	var svg strings.Builder
	side := min(w, h)
	fmt.Fprintf(&svg, `<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d">`, w, h, w, h)
	writeMark(&svg, mark, colour, float64(w-side)/2, float64(h-side)/2, float64(side))
	svg.WriteString("</svg>")
	return []byte(svg.String())
}

var openDown = []marks.Stroke{{Path: "M6 9L18 9L12 16Z"}}

// triangle points down: there is a list to open.
func (l *Look) triangle() fyne.CanvasObject {
	return l.mark("open", openDown, hexOf(l.Colour(Text2)), 14)
}

var warning = []marks.Stroke{{Path: "M12 4L21 20L3 20Z", Width: 2.2}, {Path: "M12 10L12 14", Width: 2.2}, {Path: "M12 17L12 17.1", Width: 2.2}}

// WarningSign stands before a sentence that says what is wrong. It follows a
// change of the appearance.
func (l *Look) WarningSign(side float32) fyne.CanvasObject {
	raster := canvas.NewRaster(func(w, h int) image.Image {
		return Rasterise(markSVG(warning, hexOf(l.Colour(Alarm)), w, h), w, h)
	})
	raster.SetMinSize(fyne.NewSize(l.S(side), l.S(side)))
	return raster
}

package matrix

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"

	"github.com/fyne-io/oksvg"
	"github.com/srwiley/rasterx"

	"demarc/app/look"
	"demarc/marks"
)

const tilesKept = 4096

// tiles draws tiles and keeps them, one for every size that rounding makes.
type tiles struct {
	look  *look.Look
	types *types
	kept  map[tileKey]*image.RGBA
}

type tileKey struct {
	Cell
	w, h int
}

func newTiles(l *look.Look, t *types) *tiles {
	return &tiles{look: l, types: t, kept: map[tileKey]*image.RGBA{}}
}

// of is the tile of a cell, w × h pixels.
func (t *tiles) of(cell Cell, w, h int, unit float64) *image.RGBA {
	key := tileKey{cell, w, h}
	if done, ok := t.kept[key]; ok {
		return done
	}
	if len(t.kept) >= tilesKept {
		clear(t.kept)
	}
	tile := image.NewRGBA(image.Rect(0, 0, w, h))
	fill(tile, tile.Bounds(), t.look.Colour(look.Surface))
	if cell.Text == "" {
		rasterize(tile, t.look.TileSVG(cell.Tile, cell.Weak, w, h))
	} else {
		t.letter(tile, cell, unit)
	}
	t.kept[key] = tile
	return tile
}

// letter draws a cell's letters instead of its mark. On a half owned cell they
// name the half that is owned, so the other shrinks to a corner.
func (t *tiles) letter(tile *image.RGBA, cell Cell, unit float64) {
	w, h := tile.Rect.Dx(), tile.Rect.Dy()
	tint, corner := cell.Tile.Tint(t.look.Dark), ""
	reach := 0.5 * float64(h)
	if cell.Tile == marks.HalfOwned {
		corner = fmt.Sprintf(`<path d="M0 0L%.2f 0L0 %.2fZ" fill="#%06x"/>`, reach, reach, tint.Fill)
		tint = marks.Implemented.Tint(t.look.Dark)
	}
	if cell.Weak {
		reach := 0.36 * float64(h)
		corner += fmt.Sprintf(`<path d="M%.2f 0L%d 0L%d %.2fZ" fill="#%06x"/>`, float64(w)-reach, w, w, reach, tint.Mark)
	}
	fill(tile, tile.Bounds(), colourOf(tint.Fill))
	rasterize(tile, fmt.Appendf(nil, `<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d">%s</svg>`, w, h, w, h, corner))
	face := typeKey{look.SemiBold, 11 * unit}
	word := t.types.set(cell.Text, face, w-2, false)
	word.put(tile, tile.Rect, (w-word.width)/2-1, (h+t.types.capitals(face)+1)/2-word.base, colourOf(tint.Mark))
}

func colourOf(c marks.Colour) color.NRGBA {
	r, g, b := c.RGB()
	return color.NRGBA{R: r, G: g, B: b, A: 0xFF}
}

// rasterize draws an SVG over a picture of its size.
func rasterize(on *image.RGBA, svg []byte) {
	drawing, err := oksvg.ReadIconStream(bytes.NewReader(svg))
	if err != nil {
		return
	}
	w, h := on.Rect.Dx(), on.Rect.Dy()
	drawing.SetTarget(0, 0, float64(w), float64(h))
	drawing.Draw(rasterx.NewDasher(w, h, rasterx.NewScannerGV(w, h, on, on.Rect)), 1)
}

func fill(on *image.RGBA, area image.Rectangle, c color.Color) {
	draw.Draw(on, area, image.NewUniform(c), image.Point{}, draw.Src)
}

// layTile copies a tile to x, y, cut at the edges of what it is laid on.
func layTile(on, tile *image.RGBA, x, y int) {
	wide := min(tile.Rect.Dx(), on.Rect.Dx()-x) * 4
	if wide <= 0 {
		return
	}
	for row := range min(tile.Rect.Dy(), on.Rect.Dy()-y) {
		to, from := on.PixOffset(x, y+row), row*tile.Stride
		copy(on.Pix[to:to+wide], tile.Pix[from:from+wide])
	}
}

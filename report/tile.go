package report

import (
	"demarc/assess"
	"demarc/marks"
)

// tileKey names one drawing of a tile, which is made once and then placed.
type tileKey struct {
	kind marks.Tile
	weak bool
	w, h float64
}

// appendTile writes a tile in PDF operators, its lower left corner at 0, 0.
func appendTile(out []byte, key tileKey) []byte {
	shade, side := tintOf(key.kind), min(key.w, key.h)
	markX, markY := (key.w-side)/2, (key.h-side)/2
	switch key.kind {
	case marks.HalfOwned:
		out = appendBox(out, tintOf(marks.Implemented).fill, key.w, key.h)
		out = append(appendPath(appendColour(out, shade.fill, "rg "), marks.UpperLeftHalf, 0, 0, key.w, key.h), "f "...)
		out = appendMark(out, key.kind.Mark(), shade.mark, key.w*0.26-side*0.31, key.h*0.72-side*0.31, side*0.62)
	case marks.NotApplicable:
		out = appendMark(out, key.kind.Mark(), shade.mark, markX, markY, side)
	default:
		out = appendBox(out, shade.fill, key.w, key.h)
		out = appendMark(out, key.kind.Mark(), shade.mark, markX, markY, side)
	}
	if key.weak {
		corner := shade.mark
		if key.kind == marks.HalfOwned {
			corner = tintOf(marks.Implemented).mark
		}
		out = append(appendPath(appendColour(out, corner, "rg "), marks.UpperRightCorner, key.w-side, key.h-side, side, side), "f "...)
	}
	return out
}

func appendBox(out []byte, fill rgb, w, h float64) []byte {
	out = appendColour(out, fill, "rg ")
	out = append(out, "0 0 "...)
	return append(appendNumber(appendNumber(out, w), h), "re f "...)
}

// severityMark gives a severity's mark and its colour as text.
func severityMark(s assess.Severity) ([]marks.Stroke, rgb) {
	return marks.MarkOf(s), hex(uint32(marks.OfSeverity(s, false)))
}

// tint is how a tile is filled on paper, and what colour its mark has.
type tint struct{ fill, mark rgb }

func tintOf(t marks.Tile) tint {
	colours := t.Tint(false)
	return tint{hex(uint32(colours.Fill)), hex(uint32(colours.Mark))}
}

package report

import (
	"strconv"

	"demarc/marks"
)

// appendPath writes a path in PDF operators, its square of 24 × 24 laid over
// a rectangle that has its lower left corner at x, y (y upwards).
func appendPath(out []byte, path string, x, y, w, h float64) []byte {
	for _, s := range marks.Segments(path) {
		for i := 0; i+1 < len(s.Points); i += 2 {
			out = appendNumber(out, x+s.Points[i]/marks.Side*w)
			out = appendNumber(out, y+(marks.Side-s.Points[i+1])/marks.Side*h)
		}
		out = append(out, map[byte]string{'M': "m ", 'L': "l ", 'C': "c ", 'Z': "h "}[s.Command]...)
	}
	return out
}

// appendMark writes a mark in PDF operators over a square of the given side.
func appendMark(out []byte, mark []marks.Stroke, colour rgb, x, y, side float64) []byte {
	for _, s := range mark {
		if s.Width == 0 {
			out = append(appendPath(appendColour(out, colour, "rg "), s.Path, x, y, side, side), "f "...)
			continue
		}
		out = appendColour(out, colour, "RG ")
		out = append(appendNumber(out, s.Width/marks.Side*side), "w 1 J 1 j "...)
		out = append(appendPath(out, s.Path, x, y, side, side), "S "...)
	}
	return out
}

func appendNumber(out []byte, v float64) []byte {
	return append(strconv.AppendFloat(out, float64(int64(v*100+half(v)))/100, 'f', -1, 64), ' ')
}

func half(v float64) float64 {
	if v < 0 {
		return -0.5
	}
	return 0.5
}

func appendColour(out []byte, c rgb, operator string) []byte {
	for _, part := range []uint8{c.r, c.g, c.b} {
		out = append(strconv.AppendFloat(out, float64(int(float64(part)/255*1000+0.5))/1000, 'f', -1, 64), ' ')
	}
	return append(out, operator...)
}

package report

import (
	"strconv"
	"strings"
)

// stroke is one part of a mark: a path in a square of 24 × 24, y downwards,
// written as SVG writes it with the absolute commands M, L, C and Z. A width
// of 0 fills the path; any other draws its line.
type stroke struct {
	path  string
	width float64
}

const (
	circle6 = "M18 12C18 15.3 15.3 18 12 18C8.7 18 6 15.3 6 12C6 8.7 8.7 6 12 6C15.3 6 18 8.7 18 12Z"
	disc2   = "M14.4 12C14.4 13.3 13.3 14.4 12 14.4C10.7 14.4 9.6 13.3 9.6 12C9.6 10.7 10.7 9.6 12 9.6C13.3 9.6 14.4 10.7 14.4 12Z"
)

// The marks of states: an empty seat, a fraction that does not come out, a
// cross, a thing to come, a half, a point, a tick, a dash.
var (
	markRing     = []stroke{{circle6, 3}}
	markSlash    = []stroke{{"M7 18L17 6", 2.2}, {"M10 8C10 9.1 9.1 10 8 10C6.9 10 6 9.1 6 8C6 6.9 6.9 6 8 6C9.1 6 10 6.9 10 8Z", 0}, {"M18 16C18 17.1 17.1 18 16 18C14.9 18 14 17.1 14 16C14 14.9 14.9 14 16 14C17.1 14 18 14.9 18 16Z", 0}}
	markCross    = []stroke{{"M7 7L17 17M17 7L7 17", 3}}
	markTriangle = []stroke{{"M8.5 6L17.5 12L8.5 18Z", 2.2}}
	markHalfDisc = []stroke{{circle6, 2.2}, {"M12 6C8.7 6 6 8.7 6 12C6 15.3 8.7 18 12 18Z", 0}}
	markDot      = []stroke{{disc2, 0}}
	markTick     = []stroke{{"M6 12.5L10.3 16.8L18.2 7.6", 2.6}}
	markDash     = []stroke{{"M7.5 12L16.5 12", 2.2}}
)

// The marks of severities: diamond, triangle, disc, bar.
var (
	markDiamond = []stroke{{"M12 4L20 12L12 20L4 12Z", 0}}
	markPeak    = []stroke{{"M12 5L20 19L4 19Z", 0}}
	markDisc    = []stroke{{circle6, 0}}
	markBar     = []stroke{{"M5 15L19 15L19 19L5 19Z", 0}}
)

// Marks of a tile's corners, in a square of 24 × 24 that is stretched over the
// tile: the upper left half, and the upper right corner.
const (
	upperLeftHalf    = "M0 0L24 0L0 24Z"
	upperRightCorner = "M14 0L24 0L24 10Z"
)

// segment is one command of a path with its points.
type segment struct {
	command byte
	points  []float64
}

// segments reads a path. The paths are this package's own; what is not a
// command or a number separates.
func segments(path string) []segment {
	var list []segment
	for at := 0; at < len(path); {
		end := at + 1
		for end < len(path) && strings.IndexByte("MLCZ", path[end]) < 0 {
			end++
		}
		s := segment{command: path[at]}
		for number := range strings.FieldsSeq(path[at+1 : end]) {
			value, err := strconv.ParseFloat(number, 64)
			if err == nil {
				s.points = append(s.points, value)
			}
		}
		list = append(list, s)
		at = end
	}
	return list
}

// appendPath writes a path in PDF operators, its square of 24 × 24 laid over
// a rectangle that has its lower left corner at x, y (y upwards).
func appendPath(out []byte, path string, x, y, w, h float64) []byte {
	for _, s := range segments(path) {
		for i := 0; i+1 < len(s.points); i += 2 {
			out = appendNumber(out, x+s.points[i]/24*w)
			out = appendNumber(out, y+(24-s.points[i+1])/24*h)
		}
		out = append(out, map[byte]string{'M': "m ", 'L': "l ", 'C': "c ", 'Z': "h "}[s.command]...)
	}
	return out
}

// appendMark writes a mark in PDF operators over a square of the given side.
func appendMark(out []byte, mark []stroke, colour rgb, x, y, side float64) []byte {
	for _, s := range mark {
		if s.width == 0 {
			out = append(appendPath(appendColour(out, colour, "rg "), s.path, x, y, side, side), "f "...)
			continue
		}
		out = appendColour(out, colour, "RG ")
		out = append(appendNumber(out, s.width/24*side), "w 1 J 1 j "...)
		out = append(appendPath(out, s.path, x, y, side, side), "S "...)
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

package marks

import (
	"strconv"
	"strings"

	"demarc/assess"
)

// Stroke is one part of a mark: a path in a square of Side × Side, y downwards,
// written as SVG writes it with the absolute commands M, L, C and Z. A width
// of 0 fills the path; any other draws its line, with round ends.
type Stroke struct {
	Path  string
	Width float64
}

// Side is the side of the square that marks are drawn in.
const Side = 24

const (
	circle6 = "M18 12C18 15.3 15.3 18 12 18C8.7 18 6 15.3 6 12C6 8.7 8.7 6 12 6C15.3 6 18 8.7 18 12Z"
	disc2   = "M14.4 12C14.4 13.3 13.3 14.4 12 14.4C10.7 14.4 9.6 13.3 9.6 12C9.6 10.7 10.7 9.6 12 9.6C13.3 9.6 14.4 10.7 14.4 12Z"
)

// The marks of states: an empty seat, a fraction that does not come out, a
// cross, a thing to come, a half, a point, a tick, a dash.
var (
	ring     = []Stroke{{circle6, 3}}
	slash    = []Stroke{{"M7 18L17 6", 2.2}, {"M10 8C10 9.1 9.1 10 8 10C6.9 10 6 9.1 6 8C6 6.9 6.9 6 8 6C9.1 6 10 6.9 10 8Z", 0}, {"M18 16C18 17.1 17.1 18 16 18C14.9 18 14 17.1 14 16C14 14.9 14.9 14 16 14C17.1 14 18 14.9 18 16Z", 0}}
	cross    = []Stroke{{"M7 7L17 17M17 7L7 17", 3}}
	triangle = []Stroke{{"M8.5 6L17.5 12L8.5 18Z", 2.2}}
	halfDisc = []Stroke{{circle6, 2.2}, {"M12 6C8.7 6 6 8.7 6 12C6 15.3 8.7 18 12 18Z", 0}}
	dot      = []Stroke{{disc2, 0}}
	tick     = []Stroke{{"M6 12.5L10.3 16.8L18.2 7.6", 2.6}}
	dash     = []Stroke{{"M7.5 12L16.5 12", 2.2}}
)

// The marks of severities: diamond, triangle, disc, bar.
var (
	diamond = []Stroke{{"M12 4L20 12L12 20L4 12Z", 0}}
	peak    = []Stroke{{"M12 5L20 19L4 19Z", 0}}
	disc    = []Stroke{{circle6, 0}}
	bar     = []Stroke{{"M5 15L19 15L19 19L5 19Z", 0}}
)

// Marks of a tile's corners, in a square of 24 × 24 that is stretched over the
// tile: the upper left half, and the upper right corner.
const (
	UpperLeftHalf    = "M0 0L24 0L0 24Z"
	UpperRightCorner = "M14 0L24 0L24 10Z"
)

// Mark is a tile's mark.
func (t Tile) Mark() []Stroke {
	return [Tiles][]Stroke{ring, ring, slash, cross, triangle, halfDisc, dot, tick, dash}[t]
}

// MarkOf is a severity's mark.
func MarkOf(s assess.Severity) []Stroke {
	switch s {
	case assess.SeverityCritical:
		return diamond
	case assess.SeverityHigh:
		return peak
	case assess.SeverityMedium:
		return disc
	}
	return bar
}

// Segment is one command of a path with its points, x before y.
type Segment struct {
	Command byte
	Points  []float64
}

// Segments reads a path. The paths are this package's own; what is not a
// command or a number separates.
func Segments(path string) []Segment {
	var list []Segment
	for at := 0; at < len(path); {
		end := at + 1
		for end < len(path) && strings.IndexByte("MLCZ", path[end]) < 0 {
			end++
		}
		s := Segment{Command: path[at]}
		for number := range strings.FieldsSeq(path[at+1 : end]) {
			value, err := strconv.ParseFloat(number, 64)
			if err == nil {
				s.Points = append(s.Points, value)
			}
		}
		list = append(list, s)
		at = end
	}
	return list
}

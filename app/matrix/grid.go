package matrix

import "math"

// Lengths of the design.
const (
	tileWidth      = 26.0 // with the gap to the next
	tileHeight     = 23.0
	namesWidth     = 198.0 // with the count of unowned cells
	headHeight     = 132.0
	leftHeadHeight = 24.0
	laneWidth      = 14.0 // of a scroll bar
	namesIndent    = 16.0
	countIndent    = 7.0 // from the count to the tiles
)

// grid turns cells into pixels and back. Cells count from the first one shown.
// Edges are rounded one by one: steps of whole pixels would be six pixels off
// after twelve rows on a screen of 150 %.
type grid struct {
	unit float64 // pixels per length of the design
}

func (g grid) px(length float64) int { return int(math.Round(length * g.unit)) }

// x is the left edge of a column, y the upper edge of a row.
func (g grid) x(column int) int { return g.px(float64(column) * tileWidth) }
func (g grid) y(row int) int    { return g.px(float64(row) * tileHeight) }

// gap is the ground that shows between two tiles.
func (g grid) gap() int { return max(1, int(g.unit)) }

// column and row are the ones that hold a pixel.
func (g grid) column(x int) int { return holder(x, tileWidth*g.unit, g.x) }
func (g grid) row(y int) int    { return holder(y, tileHeight*g.unit, g.y) }

func holder(at int, step float64, edge func(int) int) int {
	i := int(math.Floor(float64(at) / step))
	for edge(i) > at {
		i--
	}
	for edge(i+1) <= at {
		i++
	}
	return i
}

// view is how a matrix lies in its room, in pixels.
type view struct {
	grid
	names, head    int // width of the names, height of the heads
	width, height  int // room for tiles
	columns, rows  int // how many fit as a whole, one at the least
	across, upDown bool
	lane           int // width of a scroll bar, there or not
}

// lay divides a room of w × h pixels among rows and columns.
func lay(unit float64, w, h, rows, columns int) view {
	v := view{grid: grid{unit}}
	v.names, v.head, v.lane = v.px(namesWidth), v.px(headHeight), v.px(laneWidth)
	v.width, v.height = w-v.names, h-v.head
	v.upDown = v.y(rows) > v.height+v.gap()
	if v.upDown {
		v.width -= v.lane
	}
	if v.x(columns) > v.width+v.gap() {
		v.across = true
		v.height -= v.lane
		if !v.upDown && v.y(rows) > v.height+v.gap() {
			v.upDown = true
			v.width -= v.lane
		}
	}
	v.width, v.height = max(0, v.width), max(0, v.height)
	v.columns = max(1, v.column(v.width+v.gap()))
	v.rows = max(1, v.row(v.height+v.gap()))
	return v
}

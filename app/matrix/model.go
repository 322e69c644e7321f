package matrix

import "demarc/marks"

// Model is what a matrix shows. Rows and columns count from 0.
type Model interface {
	Rows() int
	Columns() int
	Row(r int) Row
	Column(c int) string // short name, at most 20 characters
	Cell(r, c int) Cell
}

// Row is an asset.
type Row struct {
	Name    string
	Unowned int // how many of its cells nobody owns
}

// Cell is what one control looks like on one asset.
type Cell struct {
	Tile marks.Tile
	Weak bool
	Text string // drawn instead of the mark where not empty: two or three letters
}

// Range is a block of cells, its last row and column included.
type Range struct{ Row, Column, ToRow, ToColumn int }

// Single reports whether a range is one cell.
func (r Range) Single() bool { return r.Row == r.ToRow && r.Column == r.ToColumn }

// Holds reports whether a cell lies in a range.
func (r Range) Holds(row, column int) bool {
	return r.Row <= row && row <= r.ToRow && r.Column <= column && column <= r.ToColumn
}

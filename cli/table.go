package cli

import (
	"io"
	"strings"

	"github.com/rivo/uniseg"
)

// table writes rows in columns that line up on a terminal, where a Chinese
// character takes two places and a combining one none.
type table struct {
	w    io.Writer
	rows [][]string
}

const widestCell = 60

func newTable(w io.Writer, heads ...string) *table {
	t := &table{w: w}
	t.row(heads...)
	return t
}

// row adds a row. Cells longer than the column's bound are cut.
func (t *table) row(cells ...string) {
	for i, cell := range cells {
		cells[i] = cut(oneLine(cell), widestCell)
	}
	t.rows = append(t.rows, cells)
}

func (t *table) end() {
	var widths []int
	for _, row := range t.rows {
		for i, cell := range row {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], uniseg.StringWidth(cell))
		}
	}
	for _, row := range t.rows {
		var line strings.Builder
		for i, cell := range row {
			line.WriteString(padded(cell, widths[i]) + "  ")
		}
		io.WriteString(t.w, strings.TrimRight(line.String(), " ")+"\n")
	}
}

// padded fills a text up to a width on a terminal.
func padded(text string, width int) string {
	return text + strings.Repeat(" ", max(0, width-uniseg.StringWidth(text)))
}

// cut shortens a text to a width on a terminal.
func cut(text string, most int) string {
	if uniseg.StringWidth(text) <= most {
		return text
	}
	var kept strings.Builder
	room, state := most-1, -1
	for text != "" {
		cluster, rest, width, next := uniseg.FirstGraphemeClusterInString(text, state)
		if room -= width; room < 0 {
			break
		}
		kept.WriteString(cluster)
		text, state = rest, next
	}
	return kept.String() + "…"
}

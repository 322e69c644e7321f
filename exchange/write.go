package exchange

import (
	"bytes"
	"encoding/csv"
	"io"
	"iter"
	"slices"
	"strings"
	"unicode/utf8"

	"demarc/assess"
)

// WriteAssetsCSV writes assets as a table that ReadAssets takes back without a
// map. PartyName gives the name, or where that is ambiguous the id, under which
// an owner is written. An asset without an external id is written with its own
// id in its place, so that it can be recognised when the table comes back.
func WriteAssetsCSV(w io.Writer, assets []assess.Asset, partyName func(id string) string) error {
	rows := make([][]string, len(assets))
	for i := range assets {
		a := assets[i]
		if a.Owner != "" {
			a.Owner = partyName(a.Owner)
		}
		if a.ExternalID == "" {
			a.ExternalID = a.ID
		}
		for _, f := range fields {
			rows[i] = append(rows[i], f.get(&a))
		}
	}
	return WriteTableCSV(w, fieldNames(), slices.Values(rows))
}

// WriteTableCSV writes any table with commas and LF. Cells that a spreadsheet
// would take for a formula get a leading apostrophe. The table begins with a
// byte order mark where it holds more than ASCII, because Excel would otherwise
// garble it; plain tables stay plain.
func WriteTableCSV(w io.Writer, header []string, rows iter.Seq[[]string]) error {
	var text bytes.Buffer // for its last row may decide how it begins
	table := csv.NewWriter(&text)
	plain := writeRow(table, header)
	for row := range rows {
		plain = writeRow(table, row) && plain
	}
	table.Flush()
	if !plain {
		if _, err := io.WriteString(w, "\uFEFF"); err != nil {
			return err
		}
	}
	_, err := text.WriteTo(w)
	return err
}

// writeRow writes to a table in memory, which takes everything, and reports
// whether the row is ASCII.
func writeRow(table *csv.Writer, row []string) bool {
	safe := make([]string, len(row))
	for i, cell := range row {
		safe[i] = neutralise(textOnly(cell))
	}
	table.Write(safe)
	return allASCII(row)
}

// formulaStarts are the characters with which a spreadsheet formula can begin.
const formulaStarts = "=+-@\t\r"

// neutralise puts an apostrophe before a cell that begins a formula, also where
// it has apostrophes already, so that taking one away always undoes it.
func neutralise(cell string) string {
	bare := strings.TrimLeft(cell, "'")
	if bare != "" && strings.Contains(formulaStarts, bare[:1]) {
		return "'" + cell
	}
	return cell
}

// neutralised reports whether neutralise could have put an apostrophe there.
func neutralised(cell string) bool {
	return strings.HasPrefix(cell, "'") && neutralise(cell) != cell
}

// textOnly replaces what would make the whole table unreadable as text.
func textOnly(cell string) string {
	return strings.ReplaceAll(strings.ToValidUTF8(cell, "\uFFFD"), "\x00", "\uFFFD")
}

func allASCII(cells []string) bool {
	for _, cell := range cells {
		for i := range len(cell) {
			if cell[i] >= utf8.RuneSelf {
				return false
			}
		}
	}
	return true
}

package engagement

import (
	"bytes"
	"io"
	"path/filepath"
	"strings"

	"demarc/assess"
	"demarc/exchange"
)

// ExportAssets writes the inventory as a table that import reads, and reads it
// back before it is kept. It returns the number of bytes.
func (s *Session) ExportAssets(path string) (int, error) {
	assets := make([]assess.Asset, 0, len(s.state.Assets))
	for _, asset := range s.state.SortedAssets() {
		assets = append(assets, *asset)
	}
	var table bytes.Buffer
	if err := exchange.WriteAssetsCSV(&table, assets, s.partyName); err != nil {
		return 0, unavailable(err, "the assets cannot be written: %v", err)
	}
	if sheet, err := exchange.ReadAssets(bytes.NewReader(table.Bytes()), int64(table.Len()), nil, nil, s.known()); len(assets) > 0 && (err != nil || len(sheet.Rows) != len(assets)) {
		return 0, unavailable(err, "the table was read back and does not hold all %d assets; nothing was written", len(assets))
	}
	return table.Len(), writeFile(path, table.Bytes(), 0o600)
}

func (s *Session) partyName(id string) string {
	if party := s.state.Parties[id]; party != nil {
		return party.Name
	}
	return ""
}

// ExportFindings writes the findings as a table, formulas made harmless.
func (s *Session) ExportFindings(path string) (int, error) {
	return exported(path, func(w io.Writer) error { return exchange.FindingsCSV(w, s.evaluation, s.evaluation.Findings()) })
}

// ExportMatrix writes the cells as a table, formulas made harmless.
func (s *Session) ExportMatrix(path string) (int, error) {
	return exported(path, func(w io.Writer) error { return exchange.MatrixCSV(w, s.evaluation) })
}

func exported(path string, table writing) (int, error) {
	var text bytes.Buffer
	if err := table(&text); err != nil {
		return 0, unavailable(err, "%s cannot be written: %v", filepath.Base(path), err)
	}
	return ExportData(path, text.Bytes())
}

// ExportData writes ready data under a name at once or not at all.
func ExportData(path string, data []byte) (int, error) {
	return len(data), writeFile(path, data, 0o600)
}

// HasExtension reports whether a path ends so, whatever the case.
func HasExtension(path, extension string) bool {
	return strings.EqualFold(filepath.Ext(path), extension)
}

package report

import (
	"bytes"
	"cmp"
	"fmt"
	"testing"

	"github.com/jung-kurt/gofpdf"

	"demarc/assess"
)

// A report of 1,000 assets has to take no more than twice what the PDF library
// takes to write the same table rows bare. Compare within one run.

func BenchmarkReport1000Assets(b *testing.B) {
	in := syntheticInput(b, 1000)
	for b.Loop() {
		document := mustWrite(b, in)
		b.ReportMetric(float64(document.Pages), "pages")
	}
}

func BenchmarkBareRows(b *testing.B) {
	in := syntheticInput(b, 1000)
	rows := tableRows(b, in)
	b.ReportMetric(float64(len(rows)), "rows")
	for b.Loop() {
		writeBare(b, in.Fonts, rows)
	}
}

// writeBare sets rows one under another, each text in a cell of its own.
func writeBare(tb testing.TB, fonts Fonts, rows [][]string) {
	pdf := gofpdf.New("P", "pt", "A4", "")
	pdf.AddUTF8FontFromBytes("inter", "", fonts.Regular)
	pdf.SetFont("inter", "", 7)
	pdf.AddPage()
	for _, row := range rows {
		for _, text := range row {
			pdf.CellFormat(483/float64(len(row)), 13, text, "", 0, "L", false, 0, "")
		}
		pdf.Ln(-1)
	}
	if err := pdf.Output(&bytes.Buffer{}); err != nil {
		tb.Fatal(err)
	}
}

// tableRows are the texts of the report's tables of assets, cells and findings.
func tableRows(tb testing.TB, in Input) [][]string {
	b, err := newBook(tb.Context(), in, nil)
	if err != nil {
		tb.Fatal(err)
	}
	var rows [][]string
	for _, a := range b.assets {
		rows = append(rows, []string{a.Name, b.modelName(a.Hosting), plainWordOr(a.Exposure, ""), dataWords(a.Data), approvalWords(a), b.partyName(a.Owner), number(b.evaluation.AssetTotals(a.ID).Unowned)})
	}
	for _, a := range b.assets { // the matrix
		rows = append(rows, []string{a.Name, number(b.evaluation.AssetTotals(a.ID).Unowned)})
	}
	for _, a := range b.assets { // the sheets
		for _, c := range b.evaluation.Row(a.ID) {
			rows = append(rows, []string{
				c.Control.ID + " " + cmp.Or(c.Control.Short, c.Control.Name), b.boundaryText(&c), b.clauseCell(&c, assess.ProviderSide).text,
				b.clauseCell(&c, assess.CustomerSide).text, statusText(&c), c.Answer.Due.String(), ""})
		}
	}
	for i := range in.Findings {
		f := &in.Findings[i]
		rows = append(rows, []string{string(f.Severity), fmt.Sprint(f.Score), f.Title, fmt.Sprint(f.Assets), b.decisionShort(f)})
	}
	return rows
}

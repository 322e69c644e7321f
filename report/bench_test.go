package report

import (
	"bytes"
	"runtime"
	"slices"
	"testing"
	"time"

	"github.com/jung-kurt/gofpdf"

	"demarc/sign"
)

// BenchmarkReportAgainstBareRows compares a report of 1,000 assets with the
// PDF library writing the same rows bare: every line of text that the report
// sets, already broken, line for line, in one weight and black, with neither
// marks nor rules nor links. The bar is twice that.
func BenchmarkReportAgainstBareRows(b *testing.B) {
	in := syntheticInput(b, 1000)
	rows := rowsOf(readPages(b, mustWrite(b, in).PDF))
	var report, bare time.Duration
	var reportBytes, bareBytes uint64
	pages := 0
	for b.Loop() {
		took, allocated := weighed(func() { pages = mustWrite(b, in).Pages })
		report, reportBytes = report+took, reportBytes+allocated
		took, allocated = weighed(func() { writeBare(b, in.Fonts, rows) })
		bare, bareBytes = bare+took, bareBytes+allocated
	}
	b.ReportMetric(float64(report)/float64(bare), "x_bare")
	b.ReportMetric(float64(reportBytes)/float64(bareBytes), "x_bare_bytes")
	b.ReportMetric(float64(pages), "pages")
	b.ReportMetric(float64(len(rows)), "rows")
	b.ReportMetric(float64(report)/float64(b.N)/1e6, "report_ms")
	b.ReportMetric(0, "ns/op") // it would be of both together
}

// weighed runs a piece of work and says how long it took and what it
// allocated.
func weighed(work func()) (time.Duration, uint64) {
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	start := time.Now()
	work()
	took := time.Since(start)
	runtime.ReadMemStats(&after)
	return took, after.TotalAlloc - before.TotalAlloc
}

// rowsOf gathers what stands on one line of a page.
func rowsOf(pages []setPage) [][]string {
	var rows [][]string
	for _, p := range pages {
		line := func(t setText) int {
			if t.turned {
				return -1
			}
			return int(100 * t.y)
		}
		texts := slices.Clone(p.texts)
		slices.SortStableFunc(texts, func(a, b setText) int { return line(a) - line(b) })
		for i, t := range texts {
			if i == 0 || line(t) != line(texts[i-1]) {
				rows = append(rows, nil)
			}
			rows[len(rows)-1] = append(rows[len(rows)-1], t.text)
		}
	}
	return rows
}

// writeBare sets rows one under another, each text in a cell of its own.
func writeBare(tb testing.TB, fonts Fonts, rows [][]string) {
	pdf := gofpdf.New("P", "pt", "A4", "")
	pdf.AddUTF8FontFromBytes("inter", "", fonts.Regular)
	pdf.SetFont("inter", "", 7)
	pdf.AddPage()
	for _, row := range rows {
		for _, text := range row {
			pdf.CellFormat(483/float64(len(row)), 10, text, "", 0, "L", false, 0, "")
		}
		pdf.Ln(10)
	}
	if err := pdf.Output(&bytes.Buffer{}); err != nil {
		tb.Fatal(err)
	}
}

// BenchmarkFinishAndSign compares finishing and signing a report of 1,000
// assets with making all of it. The bar is 5 %.
func BenchmarkFinishAndSign(b *testing.B) {
	in := syntheticInput(b, 1000)
	now := time.Now()
	identity, err := sign.NewIdentity(sign.Subject{Name: "J. Weiss"}, false, now)
	if err != nil {
		b.Fatal(err)
	}
	var making, finishing, signing time.Duration
	for b.Loop() {
		start := time.Now()
		book, err := compose(b.Context(), in, nil)
		if err != nil {
			b.Fatal(err)
		}
		raw, err := book.output()
		if err != nil {
			b.Fatal(err)
		}
		made := time.Now()
		pdf, err := finishPDF(raw, book.finishing())
		if err != nil {
			b.Fatal(err)
		}
		finished := time.Now()
		if _, err := sign.SignPDF(pdf, identity, sign.PDFSignature{Name: "J. Weiss", Time: now, Page: -1, Certify: true}); err != nil {
			b.Fatal(err)
		}
		making, finishing, signing = making+time.Since(start), finishing+finished.Sub(made), signing+time.Since(finished)
	}
	b.ReportMetric((finishing+signing).Seconds()/making.Seconds(), "finish+sign/make")
	b.ReportMetric(finishing.Seconds()*1000/float64(b.N), "finish_ms")
	b.ReportMetric(signing.Seconds()*1000/float64(b.N), "sign_ms")
	b.ReportMetric(0, "ns/op") // it would be of all together
}

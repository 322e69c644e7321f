package engagement

import (
	"bytes"
	"context"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"demarc/assess"
	"demarc/exchange"
	"demarc/report"
	"demarc/sign"
)

// madeReport is a report of the sample in a file, and what it was made from.
type madeReport struct {
	library *Library
	path    string
	input   report.Input
	data    []byte
}

func makeReport(t *testing.T, options ReportOptions) *madeReport {
	t.Helper()
	s := makeSample(t, sampleDay)
	prepared, err := s.PrepareReport(filepath.Join(t.TempDir(), "report.pdf"), options)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := prepared.Write(context.Background(), nil); err != nil {
		t.Fatal(err)
	}
	input := evaluated(prepared.input, prepared.state, prepared.catalogue, prepared.today)
	return &madeReport{s.library, prepared.path, input, dataText(t, prepared, input)}
}

func checkData(t *testing.T, l *Library, path string) (*CheckedData, sign.Verdict) {
	t.Helper()
	verified, err := VerifyPDF(nil, path, nil, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := l.CheckData(context.Background(), path, verified); err != nil {
		t.Fatal(err)
	}
	return verified.Data, verified.Verdict
}

// expect holds what was found against matches, mismatch or unknown, and words
// that have to be among what is said.
func expect(t *testing.T, found *CheckedData, want, says string) {
	t.Helper()
	got := "unknown"
	if found.Matches != nil {
		got = map[bool]string{true: "matches", false: "mismatch"}[*found.Matches]
	}
	var said []string
	for _, s := range found.Said {
		said = append(said, s.String())
	}
	if got != want || !strings.Contains(strings.Join(said, "\n"), says) {
		t.Errorf("it is %s, not %s, and says %.1000q, which lacks %q", got, want, said, says)
	}
}

func TestAReportsDataMatches(t *testing.T) {
	identity, err := sign.NewIdentity(sign.Subject{Name: "J. Weiss", Organisation: "Weiss & Partner", Email: "j@example.org"}, false, time.Now().Add(-time.Hour))
	if err != nil {
		t.Fatal(err)
	}
	for name, options := range map[string]ReportOptions{
		"attached": {}, "archive": {Archive: true}, "signed": {Identity: identity}, "signed archive": {Identity: identity, Archive: true},
		"countersigned in usual words": {Identity: identity, Countersign: true},
		"countersigned in other words": {Identity: identity, Countersign: true, ClientStatement: "Seen by the board."},
	} {
		t.Run(name, func(t *testing.T) {
			r := makeReport(t, options)
			found, _ := checkData(t, r.library, r.path)
			expect(t, found, "matches", "")
			if !found.Pages || len(found.Said) > 0 {
				t.Errorf("the pages were set again: %v; it says %v", found.Pages, found.Said)
			}
		})
	}
}

// rewritten writes the report anew around other data, as somebody would who
// has the program's source: digest, keywords and pages follow.
func (r *madeReport) rewritten(t *testing.T, data []byte) string {
	t.Helper()
	input := r.input
	if err := addData(&input, ready(data), io.Discard, (*report.Attachment).Pack); err != nil {
		t.Fatal(err)
	}
	document, err := report.Write(context.Background(), input, nil)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "forged.pdf")
	if err := os.WriteFile(path, document.PDF, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestEditedDataIsFoundOut(t *testing.T) {
	r := makeReport(t, ReportOptions{})
	replace := func(pattern, with string) func([]byte) []byte {
		return func(data []byte) []byte {
			at := regexp.MustCompile(pattern).FindSubmatchIndex(data)
			if at == nil {
				t.Fatalf("the data has no %s", pattern)
			}
			return append(append(bytes.Clone(data[:at[2]]), with...), data[at[3]:]...)
		}
	}
	for name, test := range map[string]struct {
		edit       func([]byte) []byte
		want, says string
	}{
		"a total":    {replace(`"totals":\{.*?"owned":(\d+)`, "9"), "mismatch", "the totals, owned: the data says 9, and its records come to"},
		"a severity": {replace(`"findings":\[\{"id":"[^"]*","kind":"[^"]*","severity":"(\w+)"`, "low"), "mismatch", "severity: the data says low"},
		"a score":    {replace(`"findings":\[.*?"score":(\d+)`, "1"), "mismatch", "score: the data says 1, and its records come to"},
		"a summand":  {replace(`"sum":\[\{"points":(\d+)`, "1"), "mismatch", "sum: the data says"},
		"a cell":     {replace(`"cells":\[\{"asset":"[^"]*","control":"AI-SEC-001","boundary":"(\w+)"`, "provider"), "mismatch", "boundary: the data says provider"},
		"a record": {func(data []byte) []byte {
			return bytes.ReplaceAll(data, []byte(`"exposure":"public"`), []byte(`"exposure":"internal"`))
		}, "mismatch", "and its records come to"},
		"a commit":                {replace(`"head":"(\w+)"`, strings.Repeat("0", 64)), "mismatch", "another engagement or commit"},
		"the engagement":          {replace(`"records":\{"engagement":\{"id":"([^"]+)"`, "0190a1b2-0000-7000-8000-000000000000"), "mismatch", "another engagement or commit"},
		"the catalogue's hash":    {replace(`"catalogue":\{[^}]*?"sha256":"(\w+)"`, strings.Repeat("0", 64)), "mismatch", "the data names the catalogue"},
		"a key twice":             {replace(`(\{"schema":)`, `{"commits":1,"schema":`), "mismatch", "not written as this program writes it"},
		"spaces":                  {replace(`(\{"schema":)`, `{ "schema":`), "mismatch", "not written as this program writes it"},
		"a pack that nobody has":  {replace(`"packs":\[\{[^}]*"sha256":"(\w+)"`, strings.Repeat("7", 64)), "unknown", "neither in the data nor in this program"},
		"a newer program's form":  {replace(`"schema":"demarc-assessment/(1)"`, "2"), "unknown", "does not know"},
		"another version's pages": {replace(`"program":"Demarc ([^"]*)"`, "9.9"), "matches", "so its pages were not set again"},
		"no JSON":                 {func([]byte) []byte { return []byte("no JSON") }, "mismatch", "cannot be read as JSON"},
		"JSON without end":        {func([]byte) []byte { return bytes.Repeat([]byte("["), 1<<20) }, "mismatch", "cannot be read as JSON"},
		"more than is read":       {func([]byte) []byte { return bytes.Repeat([]byte(" "), exchange.MaxAssessment+1) }, "mismatch", "larger than 64 MiB"},
		"who signed":              {replace(`("fixed_clock":)`, `"signer":{"name":"Somebody","fingerprint":"AB","self_signed":true},"fixed_clock":`), "mismatch", "not written as this program writes it"},
		"made at no time":         {replace(`"made":"([^"]*)"`, "noon"), "mismatch", "does not say when the report was made"},
		"when it was made":        {replace(`"made":"([^"]*)"`, "2020-01-01T00:00:00Z"), "mismatch", "page 1 shows something else"},
	} {
		t.Run(name, func(t *testing.T) {
			found, _ := checkData(t, r.library, r.rewritten(t, test.edit(r.data)))
			expect(t, found, test.want, test.says)
		})
	}
}

func TestDataOfAnotherReportIsFoundOut(t *testing.T) {
	one, other := makeReport(t, ReportOptions{Archive: true}), makeReport(t, ReportOptions{Archive: true})
	// The digest that the report names is that of its own data.
	if err := os.WriteFile(dataBeside(one.path), other.data, 0o600); err != nil {
		t.Fatal(err)
	}
	found, _ := checkData(t, one.library, one.path)
	expect(t, found, "mismatch", "is not that which the report names")
	expect(t, found, "mismatch", "another engagement or commit")
}

// edited exchanges a part of a report's bytes for another that is as long.
func (r *madeReport) edited(t *testing.T, old, new string) string {
	t.Helper()
	pdf, err := os.ReadFile(r.path)
	if err != nil {
		t.Fatal(err)
	}
	if len(old) != len(new) || !bytes.Contains(pdf, []byte(old)) {
		t.Fatalf("the report has no %q", old)
	}
	path := filepath.Join(t.TempDir(), "edited.pdf")
	if err := os.WriteFile(path, bytes.Replace(pdf, []byte(old), []byte(new), 1), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestChangedPagesAreFoundOut(t *testing.T) {
	r := makeReport(t, ReportOptions{})
	input := r.input
	if err := addData(&input, ready(r.data), io.Discard, (*report.Attachment).Pack); err != nil {
		t.Fatal(err)
	}
	// Somebody makes the report anew with one finding less severe, and keeps the
	// data as it was.
	milder := input
	milder.Findings = append([]assess.Finding(nil), input.Findings...)
	milder.Findings[0].Severity = assess.SeverityLow
	forged, err := report.Write(context.Background(), milder, nil)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "milder.pdf")
	if err := os.WriteFile(path, forged.PDF, 0o600); err != nil {
		t.Fatal(err)
	}
	found, verdict := checkData(t, r.library, path)
	if verdict != sign.Unsigned {
		t.Fatalf("it is %s", verdict)
	}
	expect(t, found, "mismatch", "shows something else than the data comes to")

	for name, test := range map[string]struct{ old, new, says string }{
		"a page's size":     {"/MediaBox [0 0 841.89 595.28]", "/MediaBox [0 0 841.89 495.28]", "page "},
		"a link":            {"/Subtype /Link /F 4 ", "/Subtype /Link /F 2 ", "page "},
		"a typeface":        {"/BaseFont /utf8interregular", "/BaseFont /utf8interbolder!", "typefaces, contents or properties"},
		"the language":      {"/Lang (en)", "/Lang (fr)", "typefaces, contents or properties"},
		"a file's relation": {"/AFRelationship /Data", "/AFRelationship /Dat_", "typefaces, contents or properties"},
	} {
		t.Run(name, func(t *testing.T) {
			found, _ := checkData(t, r.library, r.edited(t, test.old, test.new))
			expect(t, found, "mismatch", test.says)
		})
	}
}

func TestDataThatIsNotThereIsUnknown(t *testing.T) {
	r := makeReport(t, ReportOptions{Archive: true})
	if err := os.Remove(dataBeside(r.path)); err != nil {
		t.Fatal(err)
	}
	found, _ := checkData(t, r.library, r.path)
	expect(t, found, "unknown", "report.assessment.json is not beside it")

	r.input.DataSHA256 = ""
	bare, err := report.Write(context.Background(), r.input, nil)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "bare.pdf")
	if err := os.WriteFile(path, bare.PDF, 0o600); err != nil {
		t.Fatal(err)
	}
	found, _ = checkData(t, r.library, path)
	expect(t, found, "unknown", "it names no data")

	if err := os.WriteFile(path, []byte("no PDF"), 0o600); err != nil {
		t.Fatal(err)
	}
	found, _ = checkData(t, r.library, path)
	expect(t, found, "unknown", "not sound")
}

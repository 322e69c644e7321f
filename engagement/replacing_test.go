package engagement

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"demarc/sign"
)

// A report takes the place of nothing that is worth more than it.
func TestAReportIsNotWrittenOverWhatIsWorthMore(t *testing.T) {
	s := makeSample(t, sampleDay)
	identity, err := sign.NewIdentity(sign.Subject{Name: "J. Weiss"}, false, time.Now().Add(-time.Hour))
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	write := func(name string, options ReportOptions) string {
		path := filepath.Join(folder, name)
		if _, err := s.Report(context.Background(), path, options); err != nil {
			t.Fatal(err)
		}
		return path
	}
	plain, signed, both := write("plain.pdf", ReportOptions{}), write("signed.pdf", ReportOptions{Identity: identity}), write("both.pdf", ReportOptions{Identity: identity, Countersign: true})
	if _, err := Countersign(both, CountersignOptions{NewKeyFor: "M. Okafor"}); err != nil {
		t.Fatal(err)
	}
	key := filepath.Join(folder, "key.pdf")
	if err := os.WriteFile(key, []byte("0\x82 a key"), 0o600); err != nil {
		t.Fatal(err)
	}
	empty := filepath.Join(folder, "empty.pdf")
	if err := os.WriteFile(empty, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct {
		path, says string
		identity   *sign.Identity
	}{
		"a draft over a draft":              {plain, "", nil},
		"over an empty file":                {empty, "", nil},
		"a signed one over a signed one":    {signed, "", identity},
		"a draft over a signed one":         {signed, "would be replaced by a report without a signature", nil},
		"a draft over what both signed":     {both, "signed by the client, too", nil},
		"a signed one over what both did":   {both, "signed by the client, too", identity},
		"over something that is called PDF": {key, "is no PDF", identity},
	} {
		t.Run(name, func(t *testing.T) {
			before, _ := os.ReadFile(test.path)
			_, err := s.PrepareReport(test.path, ReportOptions{Identity: test.identity})
			if (err == nil) != (test.says == "") || err != nil && !strings.Contains(err.Error(), test.says) {
				t.Errorf("it says %v", err)
			}
			if after, _ := os.ReadFile(test.path); !bytes.Equal(before, after) {
				t.Error("it was changed")
			}
		})
	}
}

func TestWhatWasChangedMeanwhileIsNotReplaced(t *testing.T) {
	s := makeSample(t, sampleDay)
	path := filepath.Join(t.TempDir(), "report.pdf")
	identity, err := sign.NewIdentity(sign.Subject{Name: "J. Weiss"}, false, time.Now().Add(-time.Hour))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Report(context.Background(), path, ReportOptions{Identity: identity}); err != nil {
		t.Fatal(err)
	}
	pdf, _ := os.ReadFile(path)
	if _, err := replaceReport(path, pdf[:len(pdf)-1], pdf, 0o644); err == nil || !strings.Contains(err.Error(), "changed meanwhile") {
		t.Errorf("it says %v", err)
	}
}

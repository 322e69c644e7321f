package engagement

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"demarc/report"
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
	huge := filepath.Join(folder, "huge.pdf")
	if err := errors.Join(os.WriteFile(huge, nil, 0o600), os.Truncate(huge, maxPDF+1)); err != nil {
		t.Fatal(err)
	}
	circle := filepath.Join(folder, "circle.pdf")
	if err := os.Symlink(circle, circle); err != nil {
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
		"over what is too large to read":    {huge, "huge.pdf is there already and larger than 512 MiB", identity},
		"over what cannot be read":          {circle, "circle.pdf is there already and cannot be looked at", identity},
	} {
		t.Run(name, func(t *testing.T) {
			before, _ := readBounded(test.path, 1<<20)
			_, err := s.PrepareReport(test.path, ReportOptions{Identity: test.identity})
			if (err == nil) != (test.says == "") || err != nil && !strings.Contains(err.Error(), test.says) {
				t.Errorf("it says %v", err)
			}
			if after, _ := readBounded(test.path, 1<<20); !bytes.Equal(before, after) {
				t.Error("it was changed")
			}
		})
	}
}

// The data beside an archive takes the place of an earlier one's on the same
// engagement, and of nothing else.
func TestAnArchivesDataReplacesNothingOfOthers(t *testing.T) {
	s, other := makeSample(t, sampleDay), makeSample(t, sampleDay)
	archive := func(s *Session, edition report.Edition) []byte {
		path := filepath.Join(t.TempDir(), "report.pdf")
		if _, err := s.Report(context.Background(), path, ReportOptions{Archive: true, Edition: edition}); err != nil {
			t.Fatal(err)
		}
		data, err := os.ReadFile(dataBeside(path))
		if err != nil {
			t.Fatal(err)
		}
		return data
	}
	mine := archive(s, report.Full)
	for name, test := range map[string]struct {
		beside []byte
		says   string
	}{
		"nothing":             {nil, ""},
		"mine":                {mine, ""},
		"mine, redacted":      {archive(s, report.Redacted), ""},
		"another engagement":  {archive(other, report.Full), "report.assessment.json holds the data of a report on another engagement"},
		"another, redacted":   {archive(other, report.Redacted), "report.assessment.json holds the data of a report on another engagement"},
		"somebody's own file": {[]byte(`{"grades":[1,2]}`), "report.assessment.json is there already and is no data of a report"},
		"half of mine":        {mine[:len(mine)/2], "report.assessment.json is there already and is no data of a report"},
		"a newer program's":   {bytes.Replace(mine, []byte("demarc-assessment/1"), []byte("demarc-assessment/9"), 1), "report.assessment.json is there already and is no data of a report"},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "report.pdf")
			if err := os.WriteFile(dataBeside(path), test.beside, 0o600); err != nil {
				t.Fatal(err)
			}
			_, err := s.PrepareReport(path, ReportOptions{Archive: true})
			if (err == nil) != (test.says == "") || err != nil && !strings.Contains(err.Error(), test.says) {
				t.Errorf("it says %v", err)
			}
			if _, err := s.PrepareReport(path, ReportOptions{}); err != nil {
				t.Errorf("a report that writes no data says %v", err)
			}
		})
	}
}

// What holds a client's weaknesses is for nobody else on the computer.
func TestAReportIsForWhoMadeIt(t *testing.T) {
	s := makeSample(t, sampleDay)
	path := filepath.Join(t.TempDir(), "report.pdf")
	if _, err := s.Report(context.Background(), path, ReportOptions{Archive: true}); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{path, dataBeside(path)} {
		if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v, %v", filepath.Base(path), info.Mode(), err)
		}
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
	if _, err := (&heldReport{path: path, pdf: pdf[:len(pdf)-1], mode: 0o600}).replace(pdf); err == nil || !strings.Contains(err.Error(), "changed meanwhile") {
		t.Errorf("it says %v", err)
	}
}

// A report is known by what it says of itself, and takes the place of reports on
// the same engagement alone: of a signed final one only as another such.
func TestAReportReplacesNoReportOfOthersAndNoFinalOne(t *testing.T) {
	s, other := makeSample(t, sampleDay), makeSample(t, sampleDay)
	identity, err := sign.NewIdentity(sign.Subject{Name: "J. Weiss"}, false, time.Now().Add(-time.Hour))
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	write := func(name string, s *Session, options ReportOptions) string {
		t.Helper()
		path := filepath.Join(folder, name)
		if _, err := s.Report(context.Background(), path, options); err != nil {
			t.Fatal(err)
		}
		return path
	}
	edited := func(name, from, old, new string) string {
		t.Helper()
		pdf, err := os.ReadFile(from)
		path := filepath.Join(folder, name)
		if !bytes.Contains(pdf, []byte(old)) || len(old) != len(new) {
			t.Fatalf("%s does not say %q", from, old)
		}
		if err := errors.Join(err, os.WriteFile(path, bytes.ReplaceAll(pdf, []byte(old), []byte(new)), 0o600)); err != nil {
			t.Fatal(err)
		}
		return path
	}
	draft, final := ReportOptions{}, ReportOptions{State: report.Final, AcceptOmissions: "agreed"}
	signed := func(o ReportOptions) ReportOptions { o.Identity = identity; return o }
	plain, ended := write("plain.pdf", s, draft), write("ended.pdf", s, signed(final))
	for name, test := range map[string]struct {
		path    string
		options ReportOptions
		says    string
	}{
		"a draft over a draft":                       {plain, draft, ""},
		"a draft over a redacted one":                {write("redacted.pdf", s, ReportOptions{Edition: report.Redacted}), draft, ""},
		"a redacted one over a draft":                {plain, ReportOptions{Edition: report.Redacted}, ""},
		"a draft over a final one without signature": {write("unsigned.pdf", s, final), draft, ""},
		"a signed final one over a signed draft":     {write("signed.pdf", s, signed(draft)), signed(final), ""},
		"a signed final one over another":            {ended, signed(final), ""},
		"a signed draft over a signed final one":     {ended, signed(draft), "ended.pdf is a signed final report, and would be replaced by one that is not final"},
		"for accuracy, over a signed final one":      {ended, signed(ReportOptions{State: report.ForAccuracy}), "would be replaced by one that is not final"},
		"a final one without signature over it":      {ended, final, "would be replaced by a report without a signature"},
		"over an edited final one":                   {edited("edited.pdf", ended, "demarc-state=final", "demarc-state=draft"), signed(draft), "edited.pdf is there already and is not known as a report of this program"},
		"over a PDF of another program":              {edited("foreign.pdf", plain, "demarc-engagement=", "another-document1="), signed(draft), "foreign.pdf is there already and is not known as a report of this program"},
		"over one that does not say its state":       {edited("older.pdf", plain, "demarc-state=draft", "another-word=draft"), draft, ""},
		"over another engagement's":                  {write("other.pdf", other, draft), draft, "other.pdf is a report on another engagement, and would be replaced"},
		"over another engagement's redacted one":     {write("hidden.pdf", other, ReportOptions{Edition: report.Redacted}), draft, "hidden.pdf is a report on another engagement"},
	} {
		t.Run(name, func(t *testing.T) {
			before, _ := readBounded(test.path, maxPDF)
			_, err := s.PrepareReport(test.path, test.options)
			if (err == nil) != (test.says == "") || err != nil && !strings.Contains(err.Error(), test.says) {
				t.Errorf("it says %v", err)
			}
			if after, _ := readBounded(test.path, maxPDF); !bytes.Equal(before, after) {
				t.Error("it was changed")
			}
		})
	}
}

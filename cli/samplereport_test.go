package cli

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"
)

const sampleReport = "../docs/sample-report.pdf"

// TestTheSampleReportHolds: the report that the repository shows is as it was
// signed, and this program comes to its numbers. Where the rules or the catalogue
// moved on, make sample-report makes it anew.
func TestTheSampleReportHolds(t *testing.T) {
	code, said := verified(t, sampleReport)
	if code != 0 || said.Verdict != "intact_untrusted" || said.DataMatches == nil || !*said.DataMatches {
		t.Errorf("verify ends with %d and says %+v", code, said)
	}
}

func TestASampleReportThatWasEditedIsNoticed(t *testing.T) {
	pdf, err := os.ReadFile(sampleReport)
	if err != nil {
		t.Fatal(err)
	}
	pdf[len(pdf)/2]++
	edited := filepath.Join(t.TempDir(), "edited.pdf")
	if err := os.WriteFile(edited, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	if code, said := verified(t, edited); code != 1 || said.Verdict != "tampered" {
		t.Errorf("verify ends with %d and says %+v", code, said)
	}
}

type verdict struct {
	Verdict     string   `json:"verdict"`
	DataMatches *bool    `json:"data_matches"`
	Data        []string `json:"data"`
}

func verified(t *testing.T, pdf string) (code int, said verdict) {
	t.Helper()
	var out, complaint bytes.Buffer
	code = Run(t.Context(), []string{"verify", pdf, "--json"}, Streams{In: os.Stdin, Out: &out, Err: &complaint}, carried(), nil)
	if err := json.Unmarshal(out.Bytes(), &said); err != nil {
		t.Fatalf("%v: %s%s", err, out.String(), complaint.String())
	}
	return code, said
}

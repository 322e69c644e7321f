package handover

import (
	"os"
	"path/filepath"
	"testing"

	"demarc/exchange"
	"demarc/sign"
)

// dataOf makes a report without a signature and reads the data that is attached
// to it.
func dataOf(t *testing.T, s *Screen, w *window) []byte {
	t.Helper()
	w.Chosen = filepath.Join(t.TempDir(), "report.pdf")
	s.draft()
	if len(w.Failed) > 0 {
		t.Fatal(w.Failed)
	}
	pdf, err := os.ReadFile(w.Chosen)
	if err != nil {
		t.Fatal(err)
	}
	contents, err := sign.OpenPDF(pdf)
	if err != nil {
		t.Fatal(err)
	}
	data, err := contents.EmbeddedFile("assessment.json", exchange.MaxAssessment)
	if err != nil || data == nil {
		t.Fatalf("there is no data in it: %v", err)
	}
	return data
}

func basisIn(t *testing.T, data []byte) *exchange.AssessmentBasis {
	t.Helper()
	basis, err := exchange.ReadBasis(data)
	if err != nil {
		t.Fatal(err)
	}
	return basis
}

// handedOver is what the data of a report says of it.
func handedOver(t *testing.T, s *Screen, w *window) exchange.AssessmentReport {
	t.Helper()
	return basisIn(t, dataOf(t, s, w)).Report
}

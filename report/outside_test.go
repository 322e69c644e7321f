package report

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// outside runs a program of another maker on a PDF. Where it is not installed
// the test fails: a check that could not run is no check.
func outside(t *testing.T, pdf []byte, program string, arguments ...string) []byte {
	t.Helper()
	file := filepath.Join(t.TempDir(), "report.pdf")
	if err := os.WriteFile(file, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	for i := range arguments {
		if arguments[i] == "FILE" {
			arguments[i] = file
		}
	}
	command := exec.CommandContext(t.Context(), program, arguments...)
	var out, complaint bytes.Buffer
	command.Stdout, command.Stderr = &out, &complaint
	if err := command.Run(); err != nil {
		t.Fatalf("%s: %v\n%s%s", program, err, out.String(), complaint.String())
	}
	return out.Bytes()
}

// checkWithQPDF has the file's structure and streams checked.
func checkWithQPDF(t *testing.T, pdf []byte) {
	t.Helper()
	if said := outside(t, pdf, "qpdf", "--check", "FILE"); !bytes.Contains(said, []byte("No syntax or stream encoding errors")) {
		t.Errorf("qpdf --check: %s", said)
	}
}

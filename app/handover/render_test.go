package handover

import (
	"context"
	"os/exec"
	"path/filepath"
	"testing"

	"demarc/app/desk/desktest"
	"demarc/engagement"
)

func TestProgramsDrawPagesOfAReport(t *testing.T) {
	d, _ := desktest.New(t)
	path := filepath.Join(t.TempDir(), "report.pdf")
	if _, err := d.Session.Report(context.Background(), path, engagement.ReportOptions{}); err != nil {
		t.Fatal(err)
	}
	prepared, err := d.Session.PrepareProof(engagement.ReportOptions{})
	if err != nil {
		t.Fatal(err)
	}
	document, err := prepared.Set(context.Background(), nil)
	if err != nil {
		t.Fatal(err)
	}
	pages := &printed{pdf: document.PDF, path: path}
	for name, made := range map[string]func(path string) renderer{
		"pdftoppm": func(path string) renderer { return poppler(path) },
		"mutool":   func(path string) renderer { return mupdf(path) },
	} {
		t.Run(name, func(t *testing.T) {
			program, err := exec.LookPath(name)
			if err != nil {
				t.Fatalf("%v: make test installs it", err)
			}
			r := made(program)
			images, err := r.pages(context.Background(), pages, 2, 4, 120)
			if err != nil || !r.draws(pages) {
				t.Fatal(err)
			}
			if len(images) != 3 {
				t.Fatalf("%d pages were drawn, want 3", len(images))
			}
			for _, page := range images {
				if b := page.Bounds(); b.Dx() != 120 || b.Dy() < 160 || b.Dy() > 175 {
					t.Errorf("a page of A4 is drawn as %v", b)
				}
			}
		})
	}
	if _, err := poppler("false").pages(context.Background(), pages, 1, 1, 100); err == nil {
		t.Error("a program that fails is taken to have drawn")
	}
}

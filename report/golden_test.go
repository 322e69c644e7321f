package report

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the golden files anew")

var weights = [faceCount]string{"regular", "medium", "semibold"}

// dump writes down what stands where on a page, in points from its upper left
// corner and in the order in which it was drawn.
func (p setPage) dump(out *strings.Builder) {
	format := "upright"
	if p.width > p.height {
		format = "sideways"
	}
	fmt.Fprintf(out, "== %s, %d paths, %d links\n", format, p.paths, len(p.links))
	for _, t := range p.texts {
		turned := ""
		if t.turned {
			turned = " turned"
		}
		fmt.Fprintf(out, "%6.1f %6.1f  %s %g%s  %s\n", t.x, t.y, weights[t.face], t.size, turned, t.text)
	}
	for _, b := range p.boxes {
		fmt.Fprintf(out, "%6.1f %6.1f  #%s %.1f × %.1f\n", b.x, b.y, b.colour, b.w, b.h)
	}
}

// TestPagesLookAsTheyDid holds every chapter of a small report against what is
// on record, text and position. Look at the pages before writing them anew.
func TestPagesLookAsTheyDid(t *testing.T) {
	pages := readPages(t, mustWrite(t, smallInput(t)).PDF)
	compareChapters(t, "pages", pages, chapters, chapters)
}

// TestGermanPagesLookAsTheyDid holds those chapters on record in which most is
// said.
func TestGermanPagesLookAsTheyDid(t *testing.T) {
	in := inGerman(t, smallInput(t))
	named := make([]string, len(chapters))
	for i, chapter := range chapters {
		named[i] = in.Language.T(chapter)
	}
	named[0] = chapters[0] // the cover has no running head
	kept := []string{"Cover", "Summary", "Limitations", "Findings", "Responsibility matrix", "Asset sheets", "How to verify this document"}
	compareChapters(t, "pages-de", readPages(t, mustWrite(t, in).PDF), named, kept)
}

// compareChapters holds the chapters that are kept in a folder, by their English
// names, against pages on which they have other names.
func compareChapters(t *testing.T, folder string, pages []setPage, named, kept []string) {
	t.Helper()
	dumps := map[string]*strings.Builder{}
	for _, p := range pages {
		at := slices.Index(named, p.section())
		if at < 0 {
			t.Fatalf("no chapter is called %q", p.section())
		}
		if !slices.Contains(kept, chapters[at]) {
			continue
		}
		name := fmt.Sprintf("%02d-%s.golden", at+1, strings.NewReplacer(" ", "-", "(", "", ")", "").Replace(strings.ToLower(chapters[at])))
		if dumps[name] == nil {
			dumps[name] = &strings.Builder{}
		}
		p.dump(dumps[name])
	}
	if len(dumps) != len(kept) {
		t.Errorf("%d chapters are on record, and there are %d", len(dumps), len(kept))
	}
	for _, name := range slices.Sorted(maps.Keys(dumps)) {
		compareGolden(t, filepath.Join("testdata", folder, name), dumps[name].String())
	}
}

// compareGolden holds a dump against the one in a file, or writes that anew.
func compareGolden(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if line := firstDifference(string(want), got); line != "" {
		t.Errorf("%s: %s", filepath.Base(file), line)
	}
}

// firstDifference names the first line in which two texts differ.
func firstDifference(want, got string) string {
	wanted, gotten := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := range max(len(wanted), len(gotten)) {
		var w, g string
		if i < len(wanted) {
			w = wanted[i]
		}
		if i < len(gotten) {
			g = gotten[i]
		}
		if w != g {
			return fmt.Sprintf("line %d is\n%s\nand was\n%s", i+1, g, w)
		}
	}
	return ""
}

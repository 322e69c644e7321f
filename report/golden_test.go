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
	dumps := map[string]*strings.Builder{}
	for _, p := range readPages(t, mustWrite(t, smallInput(t)).PDF) {
		number := slices.Index(chapters, p.section()) + 1
		name := fmt.Sprintf("%02d-%s.golden", number, strings.NewReplacer(" ", "-", "(", "", ")", "").Replace(strings.ToLower(p.section())))
		if dumps[name] == nil {
			dumps[name] = &strings.Builder{}
		}
		p.dump(dumps[name])
	}
	if len(dumps) != len(chapters) {
		t.Errorf("%d chapters are on record, and there are %d", len(dumps), len(chapters))
	}
	for _, name := range slices.Sorted(maps.Keys(dumps)) {
		file := filepath.Join("testdata", "pages", name)
		if *update {
			if err := os.WriteFile(file, []byte(dumps[name].String()), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		want, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if line := firstDifference(string(want), dumps[name].String()); line != "" {
			t.Errorf("%s: %s", name, line)
		}
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

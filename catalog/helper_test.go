package catalog

import (
	"os"
	"strings"
	"testing"

	"demarc/assess"
)

func mustBase(tb testing.TB) *Pack {
	tb.Helper()
	p, err := Load(os.DirFS("../assets/catalogue"))
	if err != nil {
		tb.Fatalf("the embedded pack: %v", allProblems(err))
	}
	return p
}

func tinyText(tb testing.TB) string {
	tb.Helper()
	data, err := os.ReadFile("testdata/tiny.yaml")
	if err != nil {
		tb.Fatal(err)
	}
	return string(data)
}

func mustLoad(tb testing.TB, name, text string) *Pack {
	tb.Helper()
	p, err := LoadFile(name, []byte(text))
	if err != nil {
		tb.Fatalf("%s: %v", name, allProblems(err))
	}
	return p
}

func mustCompose(tb testing.TB, packs ...*Pack) *assess.Catalogue {
	tb.Helper()
	c, err := Compose(packs...)
	if err != nil {
		tb.Fatalf("compose: %v", allProblems(err))
	}
	return c
}

// own writes an assessor's pack: the header that all of them need and a body.
// The body begins on line 6.
func own(name, body string) string {
	return "schema: demarc-pack/1\nname: " + name + "\ntitle: Own pack\nversion: '0.2'\nas_of: 2026-12-01\n" + body
}

// allProblems writes every problem of an error, one a line.
func allProblems(err error) string {
	problems, ok := err.(*ProblemsError)
	if !ok {
		return err.Error()
	}
	var lines []string
	for _, p := range problems.Problems {
		lines = append(lines, p.String())
	}
	return strings.Join(lines, "\n")
}

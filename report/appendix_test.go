package report

import (
	"strings"
	"testing"
)

func TestBackticksOfAPackAreQuotationMarks(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"none", "nothing to type", "nothing to type"},
		{"a pair", "run `aws configure` once", "run “aws configure” once"},
		{"two pairs", "`a` and `b`", "“a” and “b”"},
		{"one alone", "the sign ` is left", "the sign ` is left"},
		{"empty", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := quoted(c.text); got != c.want {
				t.Errorf("%q, not %q", got, c.want)
			}
		})
	}
}

func TestAControlsNameOverItsBaselineIsNeverCut(t *testing.T) {
	in := inGerman(t, syntheticInput(t, 13))
	for i, p := range chapterPages(readPages(t, mustWrite(t, in).PDF), "Katalog") {
		for _, text := range p.texts {
			if strings.HasPrefix(text.text, "AI-SEC-") && strings.HasSuffix(text.text, ellipsis) {
				t.Errorf("page %d of the catalogue cuts %q", i+1, text.text)
			}
		}
	}
}

package report

import (
	"strings"
	"testing"
)

func TestANumberKeepsItsPercentSign(t *testing.T) {
	b := mustBook(t, smallInput(t))
	const text = "a party that holds more than 40 % of the cells on the side of the client"
	for width := 30.0; width < 300; width++ {
		for _, line := range b.typeface.wrap(styleBody, width, text) {
			if strings.HasPrefix(line, "%") {
				t.Errorf("%v points wide, a line begins with %q", width, line)
			}
		}
	}
}

// TestFurtherPagesAreNotNearlyEmpty: what goes on on a further page of a chapter
// is more than a last row or a remark.
func TestFurtherPagesAreNotNearlyEmpty(t *testing.T) {
	const least = 92.0
	accuracy := smallInput(t)
	accuracy.State = ForAccuracy
	for name, in := range map[string]Input{
		"a few assets": smallInput(t), "for accuracy": accuracy, "an estate": syntheticInput(t, 26), "another": syntheticInput(t, 33),
	} {
		for language, in := range map[string]Input{"English": in, "German": inGerman(t, in)} {
			t.Run(name+", "+language, func(t *testing.T) {
				pages := readPages(t, mustWrite(t, in).PDF)
				for i := 1; i < len(pages); i++ {
					p := pages[i]
					if p.section() != pages[i-1].section() || strings.HasPrefix(p.section(), "Asset") {
						continue
					}
					top, deepest := upright.top, 0.0
					if p.width > p.height {
						top = sideways.top
					}
					for _, text := range p.texts {
						if text.y < p.height-60 {
							deepest = max(deepest, text.y-top)
						}
					}
					if deepest < least {
						t.Errorf("page %d, %s: %.0f points are used: %.200s", i+1, p.section(), deepest, p.words())
					}
				}
			})
		}
	}
}

package report

import (
	"fmt"
	"math"
	"testing"
)

// layoutFaults says what a reader would see as broken: text that leaves the
// type area, and lines that run into one another.
func layoutFaults(pages []setPage) []string {
	var faults []string
	fault := func(page int, format string, arguments ...any) {
		faults = append(faults, fmt.Sprintf("page %d: ", page)+fmt.Sprintf(format, arguments...))
	}
	for i, p := range pages {
		area := upright
		if p.width > p.height {
			area = sideways
		}
		for k, t := range p.texts {
			end, top := t.x+t.width, t.y-t.size
			if t.turned {
				end, top = t.x, t.y-t.width
			}
			foot := area.bottom
			if i == 0 || math.Abs(t.y-(area.height-30)) < 0.1 {
				foot = area.height // the cover, and the running foot
			}
			if end > area.right+0.5 || (i > 0 && t.x < area.left-0.5) || top < 0 || t.y > foot {
				fault(i+1, "%q leaves the page's type area (%.0f to %.0f, at %.0f)", shorten(t.text, 60), t.x, end, t.y)
			}
			for _, other := range p.texts[k+1:] {
				if t.turned != other.turned {
					continue
				}
				if overlap(t, other) {
					fault(i+1, "%q at %.0f, %.0f runs into %q at %.0f, %.0f", shorten(t.text, 60), t.x, t.y, shorten(other.text, 60), other.x, other.y)
				}
			}
		}
	}
	return faults
}

// overlap reports whether two lines touch by more than a hair.
func overlap(a, b setText) bool {
	along, across := math.Min(a.x+a.width, b.x+b.width)-math.Max(a.x, b.x), math.Abs(a.y-b.y)
	if a.turned {
		along, across = math.Min(a.y, b.y)-math.Max(a.y-a.width, b.y-b.width), math.Abs(a.x-b.x)
	}
	return along > 0.5 && across < math.Max(a.size, b.size)*0.72
}

// loneHeadings lists headings with nothing under them on their page.
func loneHeadings(pages []setPage) []string {
	var lone []string
	for i, p := range pages {
		for _, t := range p.texts {
			if t.face != semibold || (t.size != styleHeading.size && t.size != styleTitle.size) {
				continue
			}
			below := 0
			for _, other := range p.texts {
				if other.y > t.y+2 && other.y < p.height-45 {
					below++
				}
			}
			if below == 0 {
				lone = append(lone, fmt.Sprintf("page %d: %q", i+1, t.text))
			}
		}
	}
	return lone
}

func TestPagesAreFreeOfLayoutFaults(t *testing.T) {
	for name, in := range map[string]Input{
		"a few assets": smallInput(t), "nothing yet": emptyInput(t), "one asset": syntheticInput(t, 1),
		"an estate": syntheticInput(t, 26), "a large estate": syntheticInput(t, 120), "long names": longInput(t),
	} {
		t.Run(name, func(t *testing.T) {
			pages := readPages(t, mustWrite(t, in).PDF)
			for _, fault := range layoutFaults(pages) {
				t.Error(fault)
			}
			for _, heading := range loneHeadings(pages) {
				t.Error("a heading stands alone on", heading)
			}
		})
	}
}

package marks

import (
	"fmt"
	"math"
	"testing"

	"demarc/assess"
)

// luminance is that of WCAG 2.1, from 0 (black) to 1 (white).
func luminance(c Colour) float64 {
	linear := func(v uint8) float64 {
		part := float64(v) / 255
		if part <= 0.04045 {
			return part / 12.92
		}
		return math.Pow((part+0.055)/1.055, 2.4)
	}
	r, g, b := c.RGB()
	return 0.2126*linear(r) + 0.7152*linear(g) + 0.0722*linear(b)
}

func contrast(a, b Colour) float64 {
	bright, dim := math.Max(luminance(a), luminance(b)), math.Min(luminance(a), luminance(b))
	return (bright + 0.05) / (dim + 0.05)
}

var grounds = map[string]bool{"light": false, "dark": true}

func TestACopyInGreyKeepsTheOrderOfUrgency(t *testing.T) {
	order := []Tile{Unowned, Undecided, Gap, Planned, Partial, Implemented, NotApplicable}
	for name, onDark := range grounds {
		for i, tile := range order[1:] {
			more, less := luminance(order[i].Tint(onDark).Fill), luminance(tile.Tint(onDark).Fill)
			if more == less || (more > less) != onDark {
				t.Errorf("%s: %s is not further from the ground than %s", name, order[i].Words(), tile.Words())
			}
		}
	}
}

func TestMarksStandOutFromTheirTiles(t *testing.T) {
	for name, onDark := range grounds {
		for tile := range Tiles {
			if got := contrast(tile.Tint(onDark).Fill, tile.Tint(onDark).Mark); got < 4.5 {
				t.Errorf("%s: the mark of %s has a contrast of %.1f", name, tile.Words(), got)
			}
		}
	}
}

func TestEveryStateAndSeverityHasItsOwnMark(t *testing.T) {
	seen := map[string]string{}
	for tile := range Tiles {
		if tile == HalfOwned {
			continue // the ring of unowned, in one half of the tile
		}
		drawing := fmt.Sprint(tile.Mark())
		if other, twice := seen[drawing]; twice || len(tile.Mark()) == 0 {
			t.Errorf("%s is marked like %q", tile.Words(), other)
		}
		seen[drawing] = tile.Words()
	}
	severities := map[string]bool{}
	for _, severity := range assess.Severities {
		severities[fmt.Sprint(MarkOf(severity))] = true
	}
	if len(severities) != len(assess.Severities) {
		t.Errorf("%d severities share %d marks", len(assess.Severities), len(severities))
	}
}

// TestPathsAreWhole: a path that is misspelt would draw half a mark.
func TestPathsAreWhole(t *testing.T) {
	points := map[byte]int{'M': 2, 'L': 2, 'C': 6, 'Z': 0}
	paths := []string{UpperLeftHalf, UpperRightCorner}
	for tile := range Tiles {
		for _, stroke := range tile.Mark() {
			paths = append(paths, stroke.Path)
		}
	}
	for _, severity := range assess.Severities {
		for _, stroke := range MarkOf(severity) {
			paths = append(paths, stroke.Path)
		}
	}
	for _, path := range paths {
		for i, segment := range Segments(path) {
			want, known := points[segment.Command]
			if !known || len(segment.Points) != want || (i == 0) != (segment.Command == 'M') && segment.Command != 'M' {
				t.Errorf("%q: %c has %d numbers", path, segment.Command, len(segment.Points))
			}
		}
	}
}

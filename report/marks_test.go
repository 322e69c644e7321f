package report

import (
	"fmt"
	"math"
	"testing"

	"demarc/assess"
	"demarc/marks"
)

// luminance is that of WCAG 2.1, from 0 (black) to 1 (white).
func luminance(c rgb) float64 {
	linear := func(v uint8) float64 {
		part := float64(v) / 255
		if part <= 0.04045 {
			return part / 12.92
		}
		return math.Pow((part+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(c.r) + 0.7152*linear(c.g) + 0.0722*linear(c.b)
}

func contrast(a, b rgb) float64 {
	light, dark := math.Max(luminance(a), luminance(b)), math.Min(luminance(a), luminance(b))
	return (light + 0.05) / (dark + 0.05)
}

func TestWordsCanBeReadOnTheirGround(t *testing.T) {
	for name, pair := range map[string][2]rgb{
		"body": {ink, white}, "secondary": {ink2, white}, "labels": {ink3, white}, "labels on the panel": {ink3, canvas}, "alarm": {alarm, white},
		"accent": {accent, white}, "unowned in the bar": {white, alarm}, "owned in the bar": {ink, ownedBar},
	} {
		if got := contrast(pair[0], pair[1]); got < 4.5 {
			t.Errorf("%s: a contrast of %.1f", name, got)
		}
	}
	for _, severity := range assess.Severities {
		if _, colour := severityMark(severity); contrast(colour, white) < 4.5 {
			t.Errorf("%s: a contrast of %.1f", severity, contrast(colour, white))
		}
	}
}

func TestHalfOwnedLooksUnlikeUnowned(t *testing.T) {
	half := string(appendTile(nil, tileKey{marks.HalfOwned, false, 20, 12}))
	if half == string(appendTile(nil, tileKey{marks.Unowned, false, 20, 12})) {
		t.Error("half owned looks like unowned")
	}
}

func TestControlsShareThePagesOfTheMatrixEvenly(t *testing.T) {
	for _, c := range []struct{ controls, pages int }{{1, 1}, {26, 1}, {37, 1}, {38, 2}, {60, 2}, {200, 6}} {
		t.Run(fmt.Sprintf("%d controls", c.controls), func(t *testing.T) {
			width := sideways.measure() - matrixNames - matrixCount
			spans := columnChunks(c.controls, width)
			next := 0
			for _, span := range spans {
				if span.from != next || span.to <= span.from || span.tile < leastTile || float64(span.to-span.from)*span.tile > width+0.01 {
					t.Errorf("%+v after %d", span, next)
				}
				next = span.to
			}
			if next != c.controls || len(spans) != c.pages {
				t.Errorf("%d of %d controls on %d pages", next, c.controls, len(spans))
			}
		})
	}
}

func TestAPieceOfABarNeverVanishes(t *testing.T) {
	for _, c := range []struct {
		name   string
		values []int
		want   []float64
	}{
		{"in proportion", []int{1, 2, 1}, []float64{25, 50, 25}},
		{"a sliver of a large whole", []int{1, 99_999, 0}, []float64{2, 98, 0}},
		{"nothing at all", []int{0, 0, 0}, []float64{0, 0, 0}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var parts []part
			for _, value := range c.values {
				parts = append(parts, part{value: value})
			}
			for i, got := range spans(parts, 100, 2) {
				if math.Abs(got-c.want[i]) > 0.01 {
					t.Errorf("piece %d is %.2f wide, not %.2f", i+1, got, c.want[i])
				}
			}
		})
	}
}

package engagement

import (
	"fmt"
	"math"
	"regexp"
	"strings"
	"unicode/utf8"

	"demarc/words"
)

// leastContrast is what text needs on its ground (WCAG 2.2, 1.4.3).
const leastContrast = 4.5

var colourForm = regexp.MustCompile(`^#?([0-9a-f]{6})$`)

// maxBrandLine bounds the firm's name and the classification, which stand on one
// line.
const maxBrandLine = 200

// setBrandLine takes a line of the firm's; line breaks in it are spaces.
func setBrandLine(to *string, text *string, what string) error {
	if text == nil {
		return nil
	}
	line := cleanLine(*text)
	if n := utf8.RuneCountInString(line); n > maxBrandLine {
		return wrongInput("%s has %d characters, and %d are the most", words.Say(what), n, maxBrandLine).hint("shorten it to what fits on one line")
	}
	*to = line
	return nil
}

// setColour takes the firm's colour, in which the report's headings and lines
// are set, if it can be read on white paper.
func setColour(to *string, text *string) error {
	if text == nil {
		return nil
	}
	if clean(*text) == "" {
		*to = ""
		return nil
	}
	found := colourForm.FindStringSubmatch(strings.ToLower(clean(*text)))
	if found == nil {
		return wrongInput("%q is no colour", *text).hint("write it as #1d5bb8")
	}
	if contrast := contrastWithWhite(found[1]); contrast < leastContrast {
		// Rounded down: 4.49 is not to be shown as enough.
		return wrongInput("the colour #%s cannot be read on white paper: its contrast is %s to 1, and %s is the least", found[1],
			fmt.Sprintf("%.2f", math.Floor(contrast*100)/100), fmt.Sprint(leastContrast)).hint("choose a darker one")
	}
	*to = "#" + found[1]
	return nil
}

// contrastWithWhite is the ratio of the luminances as WCAG 2 counts it.
func contrastWithWhite(hex string) float64 {
	var r, g, b uint8
	fmt.Sscanf(hex, "%02x%02x%02x", &r, &g, &b)
	linear := func(v uint8) float64 {
		c := float64(v) / 255
		if c <= 0.04045 {
			return c / 12.92
		}
		return math.Pow((c+0.055)/1.055, 2.4)
	}
	return 1.05 / (0.2126*linear(r) + 0.7152*linear(g) + 0.0722*linear(b) + 0.05)
}

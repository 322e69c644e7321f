package look

import (
	"image/color"
	"math"
)

// contrast is the ratio of WCAG 2.1, from 1 to 21.
func contrast(a, b color.NRGBA) float64 {
	bright, dim := math.Max(luminance(a), luminance(b)), math.Min(luminance(a), luminance(b))
	return (bright + 0.05) / (dim + 0.05)
}

func luminance(c color.NRGBA) float64 {
	linear := func(v uint8) float64 {
		part := float64(v) / 255
		if part <= 0.04045 {
			return part / 12.92
		}
		return math.Pow((part+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(c.R) + 0.7152*linear(c.G) + 0.0722*linear(c.B)
}

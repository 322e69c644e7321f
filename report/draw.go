package report

import (
	"strings"
	"unicode/utf8"

	"demarc/marks"
)

// The few ways in which anything gets onto a page.

// setFont makes a weight and a size the current ones.
func (b *book) setFont(f face, size float64) {
	if b.face != f || b.size != size {
		out := append(append(b.scratch[:0], '/'), fontResource(int(f))...)
		b.draw(append(appendNumber(append(out, ' '), size), "Tf"...))
		b.face, b.size = f, size
	}
}

// draw adds operators to the page; they may stand in the scratch space.
func (b *book) draw(operators []byte) {
	b.scratch = operators[:0]
	b.drawn.draw(operators)
}

// text sets one line with its baseline at y.
func (b *book) text(x, y float64, s style, text string) {
	text = b.typeface.line(text)
	if text == "" {
		return
	}
	for _, run := range b.typeface.runs(s.face, text) {
		b.run(x, y, s.with(run.face), run.text)
		x += b.runWidth(run, s.size) + b.tracking*float64(utf8.RuneCountInString(run.text))
	}
}

func (b *book) runWidth(r run, size float64) float64 {
	return b.typeface.width(r.face, size, r.text)
}

// run sets a part of a line in one face.
func (b *book) run(x, y float64, s style, text string) {
	b.setFont(s.face, s.size)
	if b.firstUse(s.face, text) {
		// Only so does the library embed the characters. Its own drawing of them
		// is not used.
		b.pdf.SetFont(faceName(s.face), "", s.size)
		b.pdf.Text(0, 0, text)
	}
	out := append(appendColour(append(b.scratch[:0], "q "...), b.tone(s.colour), "rg "), "BT "...)
	out = append(appendNumber(appendNumber(out, x), b.page.height-y), "Td "...)
	b.draw(append(appendText(out, text), " Tj ET Q"...))
}

// firstUse reports whether a text has characters that were not set before in
// a weight.
func (b *book) firstUse(f face, text string) bool {
	first := false
	for _, r := range text {
		if !b.used[f][r] {
			b.used[f][r], first = true, true
		}
	}
	return first
}

// appendText writes a string as the library's typefaces expect it: two bytes
// a character.
func appendText(out []byte, text string) []byte {
	out = append(out, '(')
	for _, r := range text {
		for _, c := range [2]byte{byte(r >> 8), byte(r)} {
			switch c {
			case '(', ')', '\\':
				out = append(out, '\\', c)
			case '\r':
				out = append(out, '\\', 'r')
			default:
				out = append(out, c)
			}
		}
	}
	return append(out, ')')
}

// textRight sets one line that ends at x.
func (b *book) textRight(x, y float64, s style, text string) {
	b.text(x-b.width(s, text), y, s, text)
}

// textCentre sets one line around x.
func (b *book) textCentre(x, y float64, s style, text string) {
	b.text(x-b.width(s, text)/2, y, s, text)
}

// overline sets a short line in spaced capitals.
func (b *book) overline(x, y float64, colour rgb, text string) {
	b.tracked(func() { b.text(x, y, styleOverline.in(colour), capitals(text)) })
}

// overlineTracking is what stands between the letters of an overline, in points.
const overlineTracking = 0.5

func (b *book) tracked(set func()) {
	b.draw(append(appendNumber(b.scratch[:0], overlineTracking), "Tc"...))
	b.tracking = overlineTracking
	set()
	b.tracking = 0
	b.draw(append(b.scratch[:0], "0 Tc"...))
}

// capitals writes a text in them; an ß has none that readers know.
func capitals(text string) string { return strings.ReplaceAll(strings.ToUpper(text), "ß", "SS") }

func (b *book) overlineWidth(text string) float64 {
	text = capitals(b.typeface.line(text))
	return b.width(styleOverline, text) + overlineTracking*float64(utf8.RuneCountInString(text))
}

// turned sets one line that reads upwards from x, y.
func (b *book) turned(x, y float64, s style, text string) {
	out := appendNumber(append(b.scratch[:0], "q 0 1 -1 0 "...), x)
	b.draw(append(appendNumber(out, b.page.height-y), "cm"...))
	b.text(0, b.page.height, s, text)
	b.draw(append(b.scratch[:0], 'Q'))
	// Fonts chosen inside q … Q are forgotten at its end.
	b.face = noFace
}

// paragraph lines from y downwards; it returns the y below the last.
func (b *book) lines(x, y float64, s style, lines []string) float64 {
	for _, line := range lines {
		b.text(x, y+s.leading*0.5+s.size*0.36, s, line)
		y += s.leading
	}
	return y
}

func (b *book) width(s style, text string) float64 {
	return b.typeface.width(s.face, s.size, b.typeface.line(text))
}

// fill paints a rectangle whose upper left corner is x, y.
func (b *book) fill(x, y, w, h float64, colour rgb) {
	out := appendColour(append(b.scratch[:0], "q "...), b.tone(colour), "rg ")
	out = appendNumber(appendNumber(out, x), b.page.height-y-h)
	b.draw(append(appendNumber(appendNumber(out, w), h), "re f Q"...))
}

// frame draws the edge of a rectangle.
func (b *book) frame(x, y, w, h float64, colour rgb) {
	out := append(appendColour(append(b.scratch[:0], "q "...), colour, "RG "), "0.6 w "...)
	out = appendNumber(appendNumber(out, x), b.page.height-y-h)
	b.draw(append(appendNumber(appendNumber(out, w), h), "re S Q"...))
}

// rule draws a level hairline from x to x+w.
func (b *book) rule(x, y, w float64, colour rgb) { b.fill(x, y-0.25, w, 0.5, colour) }

// mark draws a mark in a square whose upper left corner is x, y.
func (b *book) mark(x, y, side float64, mark []marks.Stroke, colour rgb) {
	out := appendMark(append(b.scratch[:0], "q "...), mark, colour, x, b.page.height-y-side, side)
	b.draw(append(out, 'Q'))
}

// tile draws a cell's tile with its upper left corner at x, y.
func (b *book) tile(x, y, w, h float64, kind marks.Tile, weak bool) {
	key := tileKey{kind, weak, w, h}
	drawn, ok := b.tiles[key]
	if !ok {
		drawn = string(append(appendTile(nil, key), 'Q'))
		b.tiles[key] = drawn
	}
	out := appendNumber(append(b.scratch[:0], "q 1 0 0 1 "...), x)
	out = append(appendNumber(out, b.page.height-y-h), "cm "...)
	b.draw(append(out, drawn...))
}

// image draws the one image that there is, with its upper left corner at x, y.
func (b *book) image(x, y, w, h float64) {
	out := append(appendNumber(append(b.scratch[:0], "q "...), w), "0 0 "...)
	out = append(appendNumber(appendNumber(appendNumber(out, h), x), b.page.height-y-h), "cm /"+imageResource+" Do Q"...)
	b.draw(out)
}

// linkTo makes a rectangle lead to a place.
func (b *book) linkTo(x, y, w, h float64, link int) {
	if link > 0 {
		b.pdf.Link(x, y, w, h, link)
	}
}

package matrix

import (
	"image"
	"image/color"
	"unicode"

	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"

	"demarc/app/look"
)

const (
	longest   = 1024 // bytes of a text that are looked at: no room shows more
	wordsKept = 1024
)

// types sets text in pixels. It keeps what it has set.
type types struct {
	look  *look.Look
	fonts map[look.Weight]*opentype.Font
	faces map[typeKey]font.Face
	words map[wordKey]*word
}

type typeKey struct {
	weight look.Weight
	size   float64 // pixels
}

type wordKey struct {
	typeKey
	text   string
	room   int
	turned bool
}

// word is a line of text as coverage.
type word struct {
	*image.Alpha
	width int // of the text; the picture is a little wider
	base  int // from the top, or the left of turned text, to its baseline
}

func newTypes(l *look.Look) *types {
	return &types{
		look: l, fonts: map[look.Weight]*opentype.Font{},
		faces: map[typeKey]font.Face{}, words: map[wordKey]*word{},
	}
}

// face is a typeface at a size; nil where the typeface cannot be read.
func (t *types) face(key typeKey) font.Face {
	if face, ok := t.faces[key]; ok {
		return face
	}
	outlines, ok := t.fonts[key.weight]
	if !ok {
		outlines, _ = opentype.Parse(t.look.Face(key.weight).Content())
		t.fonts[key.weight] = outlines
	}
	var face font.Face
	if outlines != nil {
		face, _ = opentype.NewFace(outlines, &opentype.FaceOptions{Size: key.size, DPI: 72})
	}
	t.faces[key] = face
	return face
}

// capitals is the height of capital letters, by which text is centred.
func (t *types) capitals(key typeKey) int {
	if face := t.face(key); face != nil {
		return face.Metrics().CapHeight.Round()
	}
	return 0
}

// set sets a text in at most room pixels. Turned text reads upwards.
func (t *types) set(text string, key typeKey, room int, turned bool) *word {
	if len(text) > longest {
		text = text[:longest]
	}
	at := wordKey{key, text, room, turned}
	if done, ok := t.words[at]; ok {
		return done
	}
	if len(t.words) >= wordsKept {
		clear(t.words)
	}
	done := &word{Alpha: image.NewAlpha(image.Rectangle{})}
	if face := t.face(key); face != nil && room > 0 {
		done = drawn(face, printable(text), room)
		if turned {
			done.turn()
		}
	}
	t.words[at] = done
	return done
}

// printable leaves out what controls text and is not seen.
func printable(text string) []rune {
	letters := make([]rune, 0, len(text))
	for _, r := range text {
		switch {
		case unicode.IsSpace(r):
			letters = append(letters, ' ')
		case unicode.IsControl(r), unicode.Is(unicode.Cf, r), unicode.Is(unicode.Variation_Selector, r):
		default:
			letters = append(letters, r)
		}
	}
	return letters
}

// drawn draws as many letters as there is room for.
func drawn(face font.Face, letters []rune, room int) *word {
	text := cut(face, letters, fixed.I(room))
	metrics := face.Metrics()
	w := &word{width: font.MeasureString(face, text).Ceil(), base: metrics.Ascent.Ceil() + 1}
	w.Alpha = image.NewAlpha(image.Rect(0, 0, w.width+2, w.base+metrics.Descent.Ceil()+1))
	pen := font.Drawer{Dst: w.Alpha, Src: image.Opaque, Face: face, Dot: fixed.P(1, w.base)}
	pen.DrawString(text)
	return w
}

// cut shortens a text to a width, ending it in an ellipsis.
func cut(face font.Face, letters []rune, width fixed.Int26_6) string {
	const ellipsis = '…'
	dots, _ := face.GlyphAdvance(ellipsis)
	fits, used, last := 0, fixed.Int26_6(0), rune(-1)
	for i, r := range letters {
		advance, _ := face.GlyphAdvance(r)
		if last >= 0 {
			advance += face.Kern(last, r)
		}
		if used += advance; used > width {
			for fits > 0 && letters[fits-1] == ' ' {
				fits--
			}
			return string(letters[:fits]) + string(ellipsis)
		}
		if used+dots <= width {
			fits = i + 1
		}
		last = r
	}
	return string(letters)
}

// turn makes a word read upwards.
func (w *word) turn() {
	from := w.Alpha
	size := from.Bounds().Size()
	w.Alpha = image.NewAlpha(image.Rect(0, 0, size.Y, size.X))
	for y := range size.Y {
		for x := range size.X {
			w.Pix[(size.X-1-x)*w.Stride+y] = from.Pix[y*from.Stride+x]
		}
	}
}

// put draws a word with the upper left corner of its picture at x, y, within an
// area. The colour is opaque, which makes this half as long as image/draw takes.
func (w *word) put(on *image.RGBA, area image.Rectangle, x, y int, c color.NRGBA) {
	room := w.Rect.Add(image.Pt(x, y))
	seen := room.Intersect(area).Intersect(on.Rect)
	for row := seen.Min.Y; row < seen.Max.Y; row++ {
		from := w.PixOffset(seen.Min.X-room.Min.X, row-room.Min.Y)
		to := on.PixOffset(seen.Min.X, row)
		for i, cover := range w.Pix[from : from+seen.Dx()] {
			if cover != 0 {
				blend(on.Pix[to+4*i:to+4*i+3:to+4*i+3], c, uint32(cover))
			}
		}
	}
}

// blend covers a pixel with a colour, from 0 (not) to 255 (wholly).
func blend(pixel []uint8, c color.NRGBA, cover uint32) {
	rest := 255 - cover
	pixel[0] = uint8((uint32(c.R)*cover + uint32(pixel[0])*rest + 127) / 255)
	pixel[1] = uint8((uint32(c.G)*cover + uint32(pixel[1])*rest + 127) / 255)
	pixel[2] = uint8((uint32(c.B)*cover + uint32(pixel[2])*rest + 127) / 255)
}

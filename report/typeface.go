package report

import (
	"errors"
	"fmt"
	"strings"
	"unicode"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"golang.org/x/text/unicode/norm"
)

// maxSettable is the last character that the PDF writer can set.
const maxSettable = 0xFFFF

// MissingGlyph is a character that the typeface cannot set, and the section
// in which it was met first. Unshaped ones have a glyph, but are of a script
// whose letters change beside one another, which nothing here does.
type MissingGlyph struct {
	Rune     rune
	Where    string
	Unshaped bool
}

// typeface measures and cleans text. Widths are in thousandths of the size.
// Faces from faceCount on are the fallbacks, which have one weight.
type typeface struct {
	fonts   []*sfnt.Font
	buffer  sfnt.Buffer
	widths  [][]int32 // by face and character; -1: no glyph, 0: not looked up
	box     rune      // stands for what cannot be set
	clean   map[string]string
	lines   map[lineKey][]string
	missing []MissingGlyph
	known   map[rune]bool
	section string
}

func newTypeface(fonts Fonts) (*typeface, error) {
	t := &typeface{clean: map[string]string{}, lines: map[lineKey][]string{}, known: map[rune]bool{}}
	for _, data := range fonts.all() {
		parsed, err := sfnt.Parse(data)
		if err != nil {
			return nil, fmt.Errorf("the typeface cannot be read: %w", err)
		}
		t.fonts = append(t.fonts, parsed)
		t.widths = append(t.widths, make([]int32, maxSettable+1))
	}
	for _, box := range []rune{'□', '▯', '\uFFFD', '?'} {
		if t.covers(box) {
			t.box = box
			return t, nil
		}
	}
	return nil, errors.New("the typeface has no letters")
}

// own is the width of a character in one face, -1 where that has no glyph.
// Marks that combine have none of their own and count as missing, for nothing
// here can place them over a letter.
func (t *typeface) own(f face, r rune) int32 {
	if r > maxSettable {
		return -1
	}
	w := t.widths[f][r]
	if w == 0 {
		w = -1
		if index, err := t.fonts[f].GlyphIndex(&t.buffer, r); err == nil && index != 0 {
			if advance, err := t.fonts[f].GlyphAdvance(&t.buffer, index, fixed.I(1000), font.HintingNone); err == nil && advance > 0 {
				w = int32(advance.Round())
			}
		}
		t.widths[f][r] = w
	}
	return w
}

// faceOf is the face that sets a character: the weight that is asked for, or
// the first fallback that has it.
func (t *typeface) faceOf(f face, r rune) face {
	for other := f; ; other = max(other+1, faceCount) {
		if int(other) >= len(t.fonts) {
			return f
		}
		if t.own(other, r) >= 0 {
			return other
		}
	}
}

// glyph is the width of a character where it is set in a weight.
func (t *typeface) glyph(f face, r rune) int32 {
	if w := t.own(f, r); w >= 0 {
		return w
	}
	return t.own(t.faceOf(f, r), r)
}

func (t *typeface) covers(r rune) bool {
	for f := range faceCount {
		if t.glyph(f, r) < 0 {
			return false
		}
	}
	return true
}

// width measures safe text in points.
func (t *typeface) width(f face, size float64, text string) float64 {
	total := int32(0)
	for _, r := range text {
		total += max(t.glyph(f, r), 0)
	}
	return float64(total) * size / 1000
}

// safe makes text fit to be set: composed, without controls, with a box in
// the place of what the typeface has not. Line breaks become "\n"; tabs and
// other spaces become spaces. Safe text stays as it is.
func (t *typeface) safe(text string) string {
	if plain(text) {
		return text
	}
	if known, ok := t.clean[text]; ok {
		return known
	}
	var out strings.Builder
	input := strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(strings.ToValidUTF8(text, "\uFFFD"))
	for _, r := range norm.NFC.String(input) {
		switch {
		case r == '\n' || r == '\u0085' || r == '\u2028' || r == '\u2029' || r == '\v' || r == '\f':
			out.WriteByte('\n')
		case r == '\t' || unicode.Is(unicode.Zs, r):
			out.WriteByte(' ')
		case unseen(r):
		case t.covers(r):
			if unshaped(r) {
				t.miss(r, true)
			}
			out.WriteRune(r)
		default:
			t.miss(r, false)
			out.WriteRune(t.box)
		}
	}
	bounded(t.clean)[text] = out.String()
	return out.String()
}

// mostKept bounds what is kept for texts that come again.
const mostKept = 1 << 14

// bounded returns a store with room for one more.
func bounded[K comparable, V any](store map[K]V) map[K]V {
	if len(store) >= mostKept {
		clear(store)
	}
	return store
}

// plain reports whether every byte is printable ASCII or a line feed.
func plain(text string) bool {
	for i := 0; i < len(text); i++ {
		if c := text[i]; (c < ' ' && c != '\n') || c > '~' {
			return false
		}
	}
	return true
}

// unseen reports whether a character only steers how others are shown:
// controls, directions, joiners, variation selectors, soft hyphens.
func unseen(r rune) bool {
	return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Variation_Selector, r)
}

func (t *typeface) miss(r rune, unshaped bool) {
	if !t.known[r] {
		t.known[r] = true
		t.missing = append(t.missing, MissingGlyph{r, t.section, unshaped})
	}
}

// line makes safe text of one line.
func (t *typeface) line(text string) string {
	safe := t.safe(text)
	if strings.IndexByte(safe, '\n') >= 0 {
		safe = strings.Join(strings.Fields(safe), " ")
	}
	return safe
}

package report

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/bidi"
)

// joining are the scripts whose letters take another form or another place
// beside one another. Without that they can be made out, but are not written as
// their readers write.
var joining = []*unicode.RangeTable{
	unicode.Arabic, unicode.Syriac, unicode.Mongolian, unicode.Nko,
	unicode.Devanagari, unicode.Bengali, unicode.Gurmukhi, unicode.Gujarati, unicode.Oriya, unicode.Tamil, unicode.Telugu,
	unicode.Kannada, unicode.Malayalam, unicode.Sinhala, unicode.Khmer, unicode.Myanmar, unicode.Tibetan,
}

// unshaped reports a letter of such a script.
func unshaped(r rune) bool { return r >= 0x0600 && unicode.In(r, joining...) && unicode.IsLetter(r) }

// visual puts a line of safe text into the order in which it is seen, from left
// to right, by Unicode's bidirectional algorithm (UAX #9). The library finds out
// which way each part runs, but leaves the parts in the order of reading.
func visual(line string) string {
	if !strings.ContainsFunc(line, rightToLeft) {
		return line
	}
	var paragraph bidi.Paragraph
	if _, err := paragraph.SetString(line); err != nil {
		return line
	}
	order, err := paragraph.Order()
	if err != nil {
		return line
	}
	var out, turned []string // what is turned stands together, last part first
	put := func() {
		slices.Reverse(turned)
		out, turned = append(out, turned...), nil
	}
	against := beginsRightToLeft(line)
	for i := range order.NumRuns() {
		part := order.Run(i)
		text := part.String()
		switch {
		case part.Direction() == bidi.RightToLeft:
			turned = append(turned, bidi.ReverseString(text))
		case against:
			turned = append(turned, text)
		case len(turned) > 0:
			number := numberAhead(text)
			turned = append(turned, text[:number])
			put()
			out = append(out, text[number:])
		default:
			out = append(out, text)
		}
	}
	put()
	return strings.Join(out, "")
}

func classOf(r rune) bidi.Class {
	properties, _ := bidi.LookupRune(r)
	return properties.Class()
}

func rightToLeft(r rune) bool {
	class := classOf(r)
	return r >= 0x0590 && (class == bidi.R || class == bidi.AL)
}

// beginsRightToLeft goes by the first letter that has a direction (rule P2).
func beginsRightToLeft(line string) bool {
	for _, r := range line {
		if rightToLeft(r) {
			return true
		}
		if classOf(r) == bidi.L {
			break
		}
	}
	return false
}

// numberAhead is the length of the number with which a text begins. Behind words
// that run to the left it belongs to them.
func numberAhead(text string) int {
	end := 0
	for i, r := range text {
		switch classOf(r) {
		case bidi.EN, bidi.AN:
			end = i + utf8.RuneLen(r)
		case bidi.ES, bidi.CS, bidi.ET, bidi.NSM:
		default:
			return end
		}
	}
	return end
}

// run is a part of a line that one face sets.
type run struct {
	face face
	text string
}

// runs splits a line of safe text by the faces that set it in a weight.
func (t *typeface) runs(f face, line string) []run {
	if plain(line) {
		return []run{{f, line}}
	}
	line = visual(line)
	var runs []run
	start, current := 0, f
	for i, r := range line {
		next := t.faceOf(f, r)
		if next != current && i > start {
			runs = append(runs, run{current, line[start:i]})
			start = i
		}
		current = next
	}
	return append(runs, run{current, line[start:]})
}

package report

import (
	"strings"
	"unicode/utf8"
)

// ellipsis ends a text that was cut.
const ellipsis = "…"

type lineKey struct {
	face  face
	size  float64
	width float64
	text  string
}

// wrap splits text into lines no wider than width. A word that is wider than
// a line is broken, after a sign such as / or _ where there is one. The lines
// are shared: read only.
func (t *typeface) wrap(s style, width float64, text string) []string {
	text = t.safe(text)
	if strings.IndexByte(text, '\n') < 0 && t.width(s.face, s.size, text) <= width {
		return []string{text}
	}
	key := lineKey{s.face, s.size, width, text}
	if known, ok := t.lines[key]; ok {
		return known
	}
	var lines []string
	for paragraph := range strings.SplitSeq(strings.ReplaceAll(text, " %", tied+"%"), "\n") {
		lines = t.wrapParagraph(lines, s, width, paragraph)
	}
	for i, line := range lines {
		lines[i] = strings.ReplaceAll(line, tied, " ")
	}
	bounded(t.lines)[key] = lines
	return lines
}

// tied is a space at which no line ends: a number keeps its percent sign.
const tied = "\u00a0"

func (t *typeface) wrapParagraph(lines []string, s style, width float64, text string) []string {
	limit := int32(max(width, 0) * 1000 / s.size)
	space := max(t.glyph(s.face, ' '), 0)
	line, used := "", int32(0)
	for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return r == ' ' }) {
		w := t.units(s.face, word)
		if line != "" && used+space+w <= limit {
			line, used = line+" "+word, used+space+w
			continue
		}
		if line != "" {
			lines = append(lines, line)
		}
		for w > limit {
			cut := t.breakAt(s.face, word, limit)
			lines = append(lines, word[:cut])
			word = word[cut:]
			w = t.units(s.face, word)
		}
		line, used = word, w
	}
	return append(lines, line)
}

func (t *typeface) units(f face, text string) int32 {
	total := int32(0)
	for _, r := range text {
		total += max(t.glyph(f, r), 0)
	}
	return total
}

// breakAt finds where to break a word that is wider than limit: after the last
// sign in the second half of what fits, else where it is full. It always takes
// at least one character.
func (t *typeface) breakAt(f face, word string, limit int32) int {
	used, fits, sign := int32(0), 0, 0
	for i, r := range word {
		used += max(t.glyph(f, r), 0)
		if used > limit && i > 0 {
			break
		}
		fits = i + utf8.RuneLen(r)
		if strings.ContainsRune("/-_.,:;@&?=#|", r) {
			sign = fits
		}
	}
	if sign*2 > fits {
		return sign
	}
	return fits
}

// fit cuts a text to one line of a width, with an ellipsis where it was cut.
func (t *typeface) fit(s style, width float64, text string) string {
	text = t.line(text)
	if t.width(s.face, s.size, text) <= width {
		return text
	}
	return t.cut(s, width, text)
}

// cut ends a text with an ellipsis, which has to fit as well.
func (t *typeface) cut(s style, width float64, text string) string {
	room := int32(width*1000/s.size) - max(t.glyph(s.face, '…'), 0)
	used := int32(0)
	for i, r := range text {
		used += max(t.glyph(s.face, r), 0)
		if used > room {
			text = text[:i]
			break
		}
	}
	return strings.TrimRight(text, " ") + ellipsis
}

// clip wraps a text and keeps at most n lines; 0 keeps all.
func (t *typeface) clip(s style, width float64, text string, n int) []string {
	lines := t.wrap(s, width, text)
	if n == 0 || len(lines) <= n {
		return lines
	}
	kept := append([]string(nil), lines[:n]...)
	kept[n-1] = t.cut(s, width, kept[n-1]+" "+lines[n])
	return kept
}

// shorten cuts a text to so many characters, with an ellipsis where it was cut.
func shorten(text string, limit int) string {
	if len(text) <= limit || utf8.RuneCountInString(text) <= limit {
		return text
	}
	count := 0
	for i := range text {
		if count == limit-1 {
			return strings.TrimRight(text[:i], " ") + ellipsis
		}
		count++
	}
	return text
}

package desk

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// FileWords makes a file's name of a text, without an ending: small letters and
// digits with hyphens between the words. Latin letters lose their accents in the
// way that they are written without; other scripts stay.
func FileWords(text string) string {
	const longest = 48
	var kept []rune
	for _, r := range strings.ToLower(norm.NFC.String(text)) {
		last := '-'
		if len(kept) > 0 {
			last = kept[len(kept)-1]
		}
		switch {
		case unicode.Is(unicode.Latin, r):
			kept = append(kept, plainLatin(r)...)
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			kept = append(kept, r)
		case unicode.IsMark(r): // of another script it is part of the letter
			if unicode.IsLetter(last) && !unicode.Is(unicode.Latin, last) {
				kept = append(kept, r)
			}
		case last != '-':
			kept = append(kept, '-')
		}
	}
	return strings.Trim(string(kept[:min(len(kept), longest)]), "-")
}

// written are letters that are written with others where there are no accents,
// or that are no accented form of another.
var written = map[rune]string{
	'ä': "ae", 'ö': "oe", 'ü': "ue", 'ß': "ss", 'æ': "ae", 'œ': "oe", 'ø': "o", 'ł': "l", 'đ': "d", 'ð': "d", 'þ': "th", 'ı': "i", 'ħ': "h", 'ŋ': "n", 'ŧ': "t",
}

func plainLatin(r rune) []rune {
	if plain, ok := written[r]; ok {
		return []rune(plain)
	}
	return []rune(norm.NFKD.String(string(r)))[:1]
}

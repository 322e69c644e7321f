package inventory

import (
	"errors"
	"strings"
	"unicode"
	"unicode/utf8"

	"demarc/app/desk"
	"demarc/engagement"
)

// sentenceOf makes a sentence of an error: for reading under a field. Advice for
// the command line is left out.
func sentenceOf(err error) string {
	text := err.Error()
	first, size := utf8.DecodeRuneInString(text)
	text = string(unicode.ToUpper(first)) + text[size:] + "."
	var coded *engagement.Error
	if errors.As(err, &coded) && coded.Hint != "" && !strings.Contains(coded.Hint, "--") && !strings.Contains(coded.Hint, "`") {
		text += " " + strings.ToUpper(coded.Hint[:1]) + coded.Hint[1:]
		if !strings.HasSuffix(text, "?") {
			text += "."
		}
	}
	return desk.OneLine(text)
}

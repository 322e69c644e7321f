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
func sentenceOf(d *desk.Desk, err error) string {
	text := d.Trouble(err)
	first, size := utf8.DecodeRuneInString(text)
	text = string(unicode.ToUpper(first)) + text[size:] + "."
	var coded *engagement.Error
	if errors.As(err, &coded) && coded.ForWindow() {
		hint := coded.Hint.In(d.Language)
		text += " " + strings.ToUpper(hint[:1]) + hint[1:]
		if !strings.HasSuffix(text, "?") {
			text += "."
		}
	}
	return desk.OneLine(text)
}

package desk

import (
	"errors"
	"strings"
	"unicode"
	"unicode/utf8"

	"demarc/engagement"
	"demarc/words"
)

// Sentence says an error as a person reads it: what happened, and in a second
// sentence what to do next. Advice for the command line is left out.
func Sentence(l *words.Language, err error) string {
	text := Told(words.Trouble(l, err))
	var coded *engagement.Error
	if errors.As(err, &coded) && coded.ForWindow() {
		text += " " + Told(coded.Hint.In(l))
	}
	return text
}

// Sentence says an error in the reader's language.
func (d *Desk) Sentence(err error) string { return Sentence(d.Language, err) }

// Told makes a sentence of a text in lower case, on one line. A file's name at
// its beginning keeps its letters.
func Told(text string) string {
	text = strings.TrimSpace(OneLine(text))
	if text == "" {
		return ""
	}
	if word, _, _ := strings.Cut(text, " "); !strings.ContainsAny(word, "./\\") {
		first, size := utf8.DecodeRuneInString(text)
		text = string(unicode.ToUpper(first)) + text[size:]
	}
	if strings.HasSuffix(text, "?") {
		return text
	}
	return strings.TrimRight(text, ".") + "."
}

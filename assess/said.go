package assess

import (
	"errors"
	"fmt"
	"strings"
	"time"
)

// Said is a sentence that is kept until its reader is known: an English text
// and what is filled in. What can itself be said in a language, is: other
// sentences, dates, errors.
type Said struct {
	text string
	args []any
}

// Say keeps a sentence: an English text with its %s and %d, and what fills them.
func Say(text string, args ...any) Said { return Said{text, args} }

// Language says English texts to a reader, with what fills their places. Nil is
// English.
type Language interface {
	T(text string, args ...any) string
	// Plain writes a known value, such as not_assessed.
	Plain(word string) string
	// Day writes a date that stands in a sentence.
	Day(date time.Time) string
}

// Says is implemented by what can be put in a language.
type Says interface{ In(Language) string }

// In is the sentence in a language.
func (s Said) In(l Language) string {
	l = orEnglish(l)
	args := make([]any, len(s.args))
	for i, arg := range s.args {
		switch a := arg.(type) {
		case Says:
			args[i] = a.In(l)
		case error:
			args[i] = Trouble(l, a)
		default:
			args[i] = arg
		}
	}
	return filled(l.T(s.text), args)
}

// filled fills the places of a text, which may have a percent sign where nothing
// fills it.
func filled(text string, args []any) string {
	if len(args) == 0 {
		return text
	}
	return fmt.Sprintf(strings.ReplaceAll(text, "%w", "%v"), args...)
}

// english is the language of whoever names none.
type english struct{}

func (english) T(text string, args ...any) string { return filled(text, args) }

func (english) Plain(word string) string { return strings.ReplaceAll(word, "_", " ") }

func (english) Day(date time.Time) string { return date.Format(dateLayout) }

func orEnglish(l Language) Language {
	if l == nil {
		return english{}
	}
	return l
}

// String is the sentence in English.
func (s Said) String() string { return s.In(nil) }

// Silent reports whether there is no sentence.
func (s Said) Silent() bool { return s.text == "" }

// trouble is an error that can be said in a language.
type trouble struct {
	Said
	err error
}

// Errorf is fmt.Errorf for errors that people read: they can be said in a
// language, too.
func Errorf(text string, args ...any) error {
	return &trouble{Say(text, args...), fmt.Errorf(text, args...)}
}

func (t *trouble) Error() string { return t.err.Error() }

func (t *trouble) Unwrap() error { return t.err }

// Trouble says an error in a language. Where an error that was worded elsewhere
// wraps one that can be said, that part of it is.
func Trouble(l Language, err error) string {
	l = orEnglish(l)
	if says, ok := err.(Says); ok {
		return says.In(l)
	}
	text := err.Error()
	if inner := errors.Unwrap(err); inner != nil && strings.Contains(text, inner.Error()) {
		return strings.Replace(text, inner.Error(), Trouble(l, inner), 1)
	}
	return l.T(text)
}

// And joins names: "a", "a and b", "a, b and c".
func And(names []string) Said {
	if len(names) < 2 {
		return Say("%s", strings.Join(names, ""))
	}
	return Say("%s and %s", strings.Join(names[:len(names)-1], ", "), names[len(names)-1])
}

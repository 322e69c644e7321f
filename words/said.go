package words

import "demarc/assess"

// Sentences and errors that wait for their reader's language are of assess, which
// words its findings with them and imports nothing.
type (
	// Said is a sentence that is kept until its reader is known.
	Said = assess.Said
	// Says is implemented by what can be put in a language.
	Says = assess.Says
)

// Say keeps a sentence: an English text with its %s and %d, and what fills them.
func Say(text string, args ...any) Said { return assess.Say(text, args...) }

// Errorf is fmt.Errorf for errors that people read: they can be said in a
// language, too.
func Errorf(text string, args ...any) error { return assess.Errorf(text, args...) }

// Trouble says an error in a language. Where an error that was worded elsewhere
// wraps one that can be said, that part of it is.
func Trouble(l *Language, err error) string { return assess.Trouble(l, err) }

// And joins names: "a", "a and b", "a, b and c".
func And(names []string) Said { return assess.And(names) }

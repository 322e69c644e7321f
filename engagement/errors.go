package engagement

import (
	"errors"
	"fmt"
	"strings"

	"demarc/assess"
	"demarc/exchange"
	"demarc/store"
	"demarc/words"
)

// Code says what kind of trouble an error is.
type Code int

// The codes. CodeInput: the call or the input is wrong, nothing was changed.
// CodeRefused: the answer is no. CodeUnavailable: the engagement cannot be
// opened or written.
const (
	CodeInput Code = iota + 1
	CodeRefused
	CodeUnavailable
)

// Error is trouble that a person can act on. Message is one sentence in lower
// case without a full stop; Hint, where there is one, says what to do next.
type Error struct {
	Code    Code
	Message words.Said
	Hint    words.Said
	Err     error

	many bool // a name that several things have
}

func (e *Error) Error() string { return e.Message.String() }

// In is the error's message in a language.
func (e *Error) In(l assess.Language) string { return e.Message.In(l) }

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// ForWindow reports whether the hint is for the window too, and not for the
// command line alone.
func (e *Error) ForWindow() bool {
	return !e.Hint.Silent() && !strings.ContainsAny(e.Hint.String(), "`") && !strings.Contains(e.Hint.String(), "--")
}

// ErrorCode returns an error's code, or CodeUnavailable for one without.
func ErrorCode(err error) Code {
	var coded *Error
	if errors.As(err, &coded) {
		return coded.Code
	}
	return CodeUnavailable
}

// MayPass reports whether the same call may succeed later: once a disk has room
// again, say, or another program let go of the file. A file that is no
// engagement, or a damaged one, stays what it is.
func MayPass(err error) bool {
	for _, lasting := range []error{store.ErrNotDemarc, store.ErrDamaged, store.ErrNewer, store.ErrReadOnly, store.ErrStale} {
		if errors.Is(err, lasting) {
			return false
		}
	}
	return ErrorCode(err) == CodeUnavailable
}

func wrongInput(format string, args ...any) *Error {
	return &Error{Code: CodeInput, Message: words.Say(format, args...)}
}

func refused(format string, args ...any) *Error {
	return &Error{Code: CodeRefused, Message: words.Say(format, args...)}
}

func unavailable(err error, format string, args ...any) *Error {
	return &Error{Code: CodeUnavailable, Message: words.Say(format, args...), Err: err}
}

// caused is trouble that its cause words.
func caused(code Code, err error) *Error {
	return &Error{Code: code, Message: words.Say("%s", err), Err: err}
}

// unreadable is input that could not be read.
func unreadable(name string, err error) *Error {
	return &Error{Code: CodeInput, Message: words.Say("%s cannot be read: %s", name, reason(err)), Err: err}
}

func (e *Error) hint(format string, args ...any) *Error {
	e.Hint = words.Say(format, args...)
	return e
}

// unknownName says that nothing of a kind is called so, and what is called
// nearly so.
func unknownName(kind, name string, known []string) *Error {
	err := wrongInput("there is no %s %q", words.Say(kind), name)
	if nearest := exchange.NearestNames(name, known); len(nearest) > 0 {
		return err.hint("did you mean %s?", quotedList(nearest))
	}
	return err
}

func quotedList(names []string) words.Said {
	quoted := make([]string, len(names))
	for i, name := range names {
		quoted[i] = fmt.Sprintf("%q", name)
	}
	if len(quoted) < 2 {
		return words.Say("%s", strings.Join(quoted, ""))
	}
	return words.Say("%s or %s", strings.Join(quoted[:len(quoted)-1], ", "), quoted[len(quoted)-1])
}

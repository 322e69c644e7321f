package store

import (
	"errors"
	"fmt"
	"io/fs"
	"runtime/debug"
	"strings"

	bolterrors "go.etcd.io/bbolt/errors"

	"demarc/assess"
	"demarc/words"
)

// What can stand in the way of opening or writing a file. The errors of this
// package are sentences for people; errors.Is tells which of these they are.
var (
	ErrMissing    = errors.New("missing")
	ErrExists     = errors.New("exists already")
	ErrInUse      = errors.New("in use")
	ErrNotDemarc  = errors.New("not a Demarc file")
	ErrDamaged    = errors.New("damaged")
	ErrNewer      = errors.New("newer than the program")
	ErrReadOnly   = errors.New("read-only")
	ErrPermission = errors.New("no permission")
	ErrDiskFull   = errors.New("disk full")
	ErrStale      = errors.New("changed meanwhile")
	ErrSealed     = errors.New("sealed")
	ErrPassphrase = errors.New("another passphrase")
	ErrHandoff    = errors.New("a handoff")
	ErrTooLarge   = errors.New("too large")
	ErrNotKept    = errors.New("not kept")
)

// fault is one of the above with its sentence and, where there is one, what
// the operating system or bbolt said.
type fault struct {
	kind     error
	sentence words.Said
	cause    error
}

func (f *fault) Error() string { return f.sentence.String() }

func (f *fault) In(l assess.Language) string { return f.sentence.In(l) }

func (f *fault) Unwrap() []error {
	if f.cause == nil {
		return []error{f.kind}
	}
	return []error{f.kind, f.cause}
}

// errNotDemarc is met where a file is something else; faultOf makes the
// sentence of it.
var errNotDemarc = errors.New("no Demarc file")

// damage says what is wrong inside a file; faultOf makes the sentence of it.
type damage struct{ what string }

func (d *damage) Error() string { return d.what }

func damaged(format string, args ...any) error { return &damage{fmt.Sprintf(format, args...)} }

// faultOf turns an error met at a file into one for people. What it does not
// know it leaves as it is.
func faultOf(name string, err error) error {
	var known *fault
	var broken *damage
	switch {
	case err == nil || errors.As(err, &known):
		return err
	case err == errNotDemarc:
		return &fault{ErrNotDemarc, words.Say("%s is no Demarc file: choose an engagement", name), nil}
	case errors.Is(err, errHandoff):
		return &fault{ErrHandoff, words.Say("%s is a handoff and no engagement: merge it into one", name), nil}
	case err == ErrSealed:
		return &fault{ErrSealed, words.Say("%s is sealed: give its passphrase", name), nil}
	case err == ErrPassphrase:
		return &fault{ErrPassphrase, words.Say("that is not the passphrase of %s: try again", name), nil}
	case err == ErrStale:
		return &fault{ErrStale, words.Say("%s was changed by somebody else since it was read: open it again", name), nil}
	case errors.As(err, &broken):
		return &fault{ErrDamaged, words.Say("%s is damaged (%s): restore it from a backup", name, broken.what), nil}
	case errors.Is(err, bolterrors.ErrTimeout):
		return &fault{ErrInUse, words.Say("%s is open in another Demarc: close it there and try again", name), err}
	case errors.Is(err, bolterrors.ErrDatabaseReadOnly):
		return readOnly(name, err)
	case isDiskFull(err):
		return &fault{ErrDiskFull, words.Say("the disk is full and %s stays as it was: make room and try again", name), err}
	case errors.Is(err, fs.ErrNotExist):
		return &fault{ErrMissing, words.Say("there is no %s: check the name and the folder", name), err}
	case errors.Is(err, bolterrors.ErrInvalid), errors.Is(err, bolterrors.ErrVersionMismatch), errors.Is(err, bolterrors.ErrChecksum):
		return &fault{ErrDamaged, words.Say("%s is damaged (its first pages): restore it from a backup", name), err}
	case isReadOnlySystem(err):
		return readOnly(name, err)
	case errors.Is(err, fs.ErrPermission):
		return &fault{ErrPermission, words.Say("you may not open %s: ask whoever owns it for access", name), err}
	}
	return fmt.Errorf("%s: %w", name, err)
}

func readOnly(name string, cause error) error {
	return &fault{ErrReadOnly, words.Say("%s is read-only: copy it to a folder that you may write to", name), cause}
}

func isDiskFull(err error) bool {
	for _, full := range diskFull {
		if isCausedBy(err, full) {
			return true
		}
	}
	return false
}

// isCausedBy also looks at the text, because bbolt passes some errors on as
// text only.
func isCausedBy(err, cause error) bool {
	return errors.Is(err, cause) || strings.HasSuffix(err.Error(), ": "+cause.Error())
}

// guarded runs fn and turns into damage what broken pages do to bbolt: a
// panic, or an access to mapped memory behind which there is no file.
func guarded(fn func() error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if cause := recover(); cause != nil {
			err = damaged("its pages: %.200v", cause)
		}
	}()
	return fn()
}

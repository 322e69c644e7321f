package store

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"syscall"
	"testing"

	bolterrors "go.etcd.io/bbolt/errors"
)

var allFaults = []error{ErrMissing, ErrExists, ErrInUse, ErrNotDemarc, ErrDamaged, ErrNewer, ErrReadOnly, ErrPermission, ErrDiskFull, ErrStale}

// Every fault is one sentence that says what happened, to what, and what to do
// next, and one kind that the program can ask for.
func TestFaultsAreSentences(t *testing.T) {
	tests := map[string]struct{ met, want error }{
		"no such file":          {&fs.PathError{Op: "open", Path: "/x/acme.demarc", Err: fs.ErrNotExist}, ErrMissing},
		"no permission":         {&fs.PathError{Op: "open", Path: "/x/acme.demarc", Err: fs.ErrPermission}, ErrPermission},
		"a lock that is held":   {bolterrors.ErrTimeout, ErrInUse},
		"a write while reading": {bolterrors.ErrDatabaseReadOnly, ErrReadOnly},
		"broken first pages":    {bolterrors.ErrInvalid, ErrDamaged},
		"another bbolt":         {bolterrors.ErrVersionMismatch, ErrDamaged},
		"a wrong checksum":      {bolterrors.ErrChecksum, ErrDamaged},
		"something inside":      {fmt.Errorf("while reading: %w", damaged("its page %d", 7)), ErrDamaged},
		"something else":        {errNotDemarc, ErrNotDemarc},
		"changed meanwhile":     {ErrStale, ErrStale},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			err := faultOf("acme.demarc", test.met)
			for _, kind := range allFaults {
				if errors.Is(err, kind) != (kind == test.want) {
					t.Errorf("%v: is %v: %v", err, kind, errors.Is(err, kind))
				}
			}
			if said := err.Error(); !strings.Contains(said, "acme.demarc") || !strings.Contains(said, ": ") || strings.Contains(said, "/x/") || strings.HasSuffix(said, ".") {
				t.Errorf("said %v", said)
			}
			if again := faultOf("other.demarc", err); again != err {
				t.Errorf("said twice, it is %v", again)
			}
		})
	}
	if err := faultOf("acme.demarc", nil); err != nil {
		t.Errorf("no error became %v", err)
	}
	unknown := errors.New("the moon is full")
	if err := faultOf("acme.demarc", unknown); !errors.Is(err, unknown) || err.Error() != "acme.demarc: the moon is full" {
		t.Errorf("said %v", err)
	}
}

// A file system that may not be written is told from a file that may not.
func TestAReadOnlyFileSystem(t *testing.T) {
	err := &fs.PathError{Op: "open", Path: "acme.demarc", Err: syscall.EROFS}
	if isReadOnlySystem(err) {
		if said := faultOf("acme.demarc", err); !errors.Is(said, ErrReadOnly) {
			t.Errorf("to open one: %v", said)
		}
		if said := createFault("visit", "acme.demarc", err); !errors.Is(said, ErrReadOnly) || !strings.HasPrefix(said.Error(), "the folder visit may not be written") {
			t.Errorf("to make one: %v", said)
		}
	}
}

// What broken pages do to bbolt ends as a sentence, not as the end of the
// program.
func TestAPanicInsideIsDamage(t *testing.T) {
	err := faultOf("acme.demarc", guarded(func() error { panic("page 7 already freed") }))
	if want := "acme.demarc is damaged (its pages: page 7 already freed): restore it from a backup"; !errors.Is(err, ErrDamaged) || err.Error() != want {
		t.Errorf("said %v", err)
	}
	f := newFile(t)
	if err := f.update(func(values) error { panic("again") }); !errors.Is(err, ErrDamaged) {
		t.Errorf("said %v", err)
	}
	mustCommit(t, f, 1, made(party(2))) // the lock was let go
	mustVerify(t, f)
}

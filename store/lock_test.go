package store

import (
	"errors"
	"path/filepath"
	"strconv"
	"testing"
)

func TestAFileIsForOneWriterOrManyReaders(t *testing.T) {
	tests := map[string]struct{ theirs, ours, refused bool }{
		"a writer keeps a writer out":  {false, false, true},
		"a writer keeps a reader out":  {false, true, true},
		"a reader keeps a writer out":  {true, false, true},
		"a reader lets another reader": {true, true, false},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			path := filepath.Join(t.TempDir(), "acme.demarc")
			mustCreate(t, path, engagement()).Close()
			other := start(t, "hold", path, strconv.FormatBool(test.theirs))
			if said := other.word(t); said != "open" {
				t.Fatal(said)
			}
			f, err := Open(path, Options{ReadOnly: test.ours})
			if err == nil {
				f.Close()
			}
			if test.refused != errors.Is(err, ErrInUse) || !test.refused && err != nil {
				t.Fatalf("said %v", err)
			}
			if want := "acme.demarc is open in another Demarc: close it there and try again"; test.refused && err.Error() != want {
				t.Errorf("said %v", err)
			}
			other.stdin.Close()
			if err := other.Wait(); err != nil {
				t.Fatal(err)
			}
			f, err = Open(path, Options{})
			if err != nil {
				t.Fatalf("when the other had closed it: %v", err)
			}
			f.Close()
		})
	}
}

// Whoever has the file open twice in one program is told the same.
func TestAFileIsOpenedOnceInOneProgram(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "acme.demarc")
	mustCreate(t, path, engagement())
	if _, err := Open(path, Options{}); !errors.Is(err, ErrInUse) {
		t.Errorf("said %v", err)
	}
}

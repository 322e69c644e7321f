//go:build unix

package store

import (
	"errors"
	"fmt"
	"math"
	"os"
	"os/signal"
	"path/filepath"
	"strings"
	"syscall"
	"testing"

	"demarc/assess"

	"github.com/google/go-cmp/cmp"
)

// A file that may grow no further stands for a full disk: every user may set
// that limit, for a process of one's own.
func TestAFullDisk(t *testing.T) {
	alone(t, func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "acme.demarc")
		f := mustCreate(t, path, engagement())
		limitFiles(t, uint64(size(t, path)+50_000))
		commitsUntilFull(t, f, path, func() { limitFiles(t, math.MaxInt64) })
	})
}

func TestAFullDiskTakesNoNewFile(t *testing.T) {
	alone(t, func(t *testing.T) {
		folder := t.TempDir()
		for _, limit := range []uint64{1, pageSize, 5 * pageSize} {
			limitFiles(t, limit)
			err := createAt(filepath.Join(folder, "acme.demarc"))
			if want := "the disk is full and acme.demarc was not made: make room and try again"; !errors.Is(err, ErrDiskFull) || err.Error() != want {
				t.Errorf("up to %d bytes: said %v", limit, err)
			}
			if names := namesIn(t, folder); len(names) > 0 {
				t.Errorf("up to %d bytes: it leaves %q", limit, names)
			}
		}
	})
}

// A file that finds no room is not kept, and everything else stays as it was.
func TestAFullDiskTakesNoEvidenceFile(t *testing.T) {
	alone(t, func(t *testing.T) {
		f := mustCreate(t, filepath.Join(t.TempDir(), "acme.demarc"), engagement())
		kept := mustKeep(t, f, some(1<<20))
		mustCommit(t, f, 1, made(evidence(1, kept)))
		before := records(t, f)
		for _, room := range []int64{0, 1 << 20, 5 << 20, 9 << 20} {
			limitFiles(t, uint64(size(t, f.path)+room))
			_, err := f.KeepFile(t.Context(), some(30<<20), nil)
			if want := "the disk is full and acme.demarc stays as it was: make room and try again"; !errors.Is(err, ErrDiskFull) || err.Error() != want {
				t.Errorf("with %d bytes of room: said %v", room, err)
			}
			holds(t, f, 2, before)
			f = reopened(t, f, "")
			holds(t, f, 2, before)
			isKept(t, f, kept)
		}
		limitFiles(t, math.MaxInt64)
		f = reopened(t, f, "")
		if files, _ := lies(t, f); files != 1 {
			t.Errorf("%d files are left", files)
		}
		isKept(t, f, mustKeep(t, f, some(30<<20)))
	})
}

// commitsUntilFull adds commits until there is no more room, and holds the
// file to its promises: the commit that did not fit is not there by half, what
// was there is there, and with more room it goes on.
func commitsUntilFull(t *testing.T, f *File, path string, makeRoom func()) {
	t.Helper()
	saved := 1
	before := records(t, f)
	var full error
	for ; full == nil && saved < 1000; saved++ {
		head, err := f.Head()
		if err != nil {
			t.Fatal(err)
		}
		before = records(t, f)
		_, _, full = f.Commit(header(saved, head), manyParties(fmt.Sprint("team-", saved), 50))
	}
	saved--
	if want := "the disk is full and acme.demarc stays as it was: make room and try again"; !errors.Is(full, ErrDiskFull) || full.Error() != want {
		t.Fatalf("after %d commits: said %v", saved, full)
	}
	if saved < 2 {
		t.Fatal("no commit found room")
	}
	for range 2 { // it stays full
		head, err := f.Head()
		if err != nil {
			t.Fatal(err)
		}
		if _, _, err := f.Commit(header(saved, head), manyParties("late", 300)); !errors.Is(err, ErrDiskFull) {
			t.Errorf("again: said %v", err)
		}
	}
	holds(t, f, saved, before)
	f.Close()
	f, err := Open(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	holds(t, f, saved, before)
	makeRoom()
	mustCommit(t, f, saved, manyParties("late", 300))
	if v := mustVerify(t, f); v.Commits != saved+1 || v.Records != len(before)+300 {
		t.Errorf("with more room there are %d commits and %d records", v.Commits, v.Records)
	}
}

func holds(t *testing.T, f *File, commits int, want map[assess.Ref]assess.Record) {
	t.Helper()
	if v := mustVerify(t, f); v.Commits != commits {
		t.Errorf("%d commits and not %d", v.Commits, commits)
	}
	if diff := cmp.Diff(want, records(t, f)); diff != "" {
		t.Error(diff)
	}
}

// limitFiles bounds the size of what this process writes.
func limitFiles(t *testing.T, size uint64) {
	t.Helper()
	signal.Ignore(syscall.SIGXFSZ)
	var limit syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
		t.Fatal(err)
	}
	limit.Cur = min(limit.Max, size)
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
		t.Fatal(err)
	}
}

func TestWhatMeansAFullDisk(t *testing.T) {
	for _, full := range diskFull {
		for name, err := range map[string]error{
			"as it is":           full,
			"within another":     &os.PathError{Op: "write", Path: "x", Err: full},
			"as text, by bbolt":  errors.New("file resize error: truncate x: " + full.Error()),
			"when making a file": createFault("folder", "acme.demarc", full),
		} {
			if err := faultOf("acme.demarc", err); !errors.Is(err, ErrDiskFull) || !strings.HasPrefix(err.Error(), "the disk is full and acme.demarc ") {
				t.Errorf("%v %s: said %v", full, name, err)
			}
		}
	}
}

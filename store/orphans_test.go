package store

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"demarc/assess"
	"demarc/history"
)

// orphan writes a content ahead and leaves it so, as a process that is killed
// does.
func orphan(tb testing.TB, f *File, size int64) {
	tb.Helper()
	mustKeep(tb, f, some(size))
	f.db.Close() // without sweeping
}

func TestOnlyWhatWasCommittedLasts(t *testing.T) {
	for name, leave := range map[string]func(t *testing.T, f *File){
		"few pieces": func(t *testing.T, f *File) { orphan(t, f, 9<<20) },
		"many pieces": func(t *testing.T, f *File) {
			f.db.NoSync = true
			orphan(t, f, (2*removedAtOnce+1)*chunkSize)
		},
	} {
		t.Run(name, func(t *testing.T) {
			f := newFile(t)
			kept := mustKeep(t, f, strings.NewReader("guardrail: on"))
			mustCommit(t, f, 1, made(evidence(1, kept)))
			leave(t, f)
			f = reopened(t, f, "")
			if files, pieces := lies(t, f); files != 1 || pieces != 1 {
				t.Errorf("%d files lie there, in %d pieces", files, pieces)
			}
			isKept(t, f, kept)
			mustVerify(t, f)
		})
	}
}

func TestNothingIsSweptFromAFileThatIsOnlyRead(t *testing.T) {
	f := newFile(t)
	orphan(t, f, 1000)
	f, err := Open(f.path, Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if files, _ := lies(t, f); files != 1 {
		t.Errorf("%d files lie there", files)
	}
	mustVerify(t, f)
}

// Closing leaves nothing behind for the next opening to do.
func TestClosingSweeps(t *testing.T) {
	f := newFile(t)
	mustKeep(t, f, some(5<<20))
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	f, err := Open(f.path, Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	liesNothing(t, f)
}

// What is swept away makes room for the next.
func TestSweptSpaceIsUsedAgain(t *testing.T) {
	f := newFile(t)
	var sizes []int64
	for range 4 {
		f.db.NoSync = true
		mustKeep(t, f, some(9<<20))
		f = reopened(t, f, "")
		sizes = append(sizes, size(t, f.path))
	}
	if sizes[3] > sizes[0]+1<<20 {
		t.Errorf("it grows: %d", sizes)
	}
}

// A content outlives the undoing of its commit: redoing needs it.
func TestUndoLeavesTheContent(t *testing.T) {
	f := newFile(t)
	kept := mustKeep(t, f, some(1000))
	changes := made(evidence(1, kept))
	mustCommit(t, f, 1, changes)
	mustCommit(t, f, 2, history.Invert(changes))
	f = reopened(t, f, "")
	isKept(t, f, kept)
	mustCommit(t, f, 3, changes)
	f = reopened(t, f, "")
	isKept(t, f, kept)
	mustVerify(t, f)
}

// However the file is written anew, its contents come along, and one that is
// being written ahead meanwhile is whole in the end.
func TestContentsOutliveRewriting(t *testing.T) {
	set := func(passphrase string, newKey bool) func(f *File) error {
		return func(f *File) error { _, err := f.SetPassphrase(t.Context(), passphrase, newKey); return err }
	}
	for name, test := range map[string]struct {
		rewrite func(f *File) error
		after   string
	}{
		"compacted":          {func(f *File) error { return f.Compact(t.Context()) }, passphrase},
		"another passphrase": {set("another", false), "another"},
		"another key":        {set("another", true), "another"},
		"unsealed":           {set("", false), ""},
	} {
		t.Run(name, func(t *testing.T) {
			f, err := Create(filepath.Join(t.TempDir(), "acme.demarc"), engagementID, passphrase, header(0), made(engagement()))
			if err != nil {
				t.Fatal(err)
			}
			kept := mustKeep(t, f, some(5<<20))
			mustCommit(t, f, 1, made(evidence(1, kept)))
			meanwhile := mustKeep(t, f, &meanwhile{some(9 << 20), 5 << 20, func() {
				if err := test.rewrite(f); err != nil {
					t.Error(err)
				}
			}})
			mustCommit(t, f, 2, made(evidence(2, meanwhile)))
			f = reopened(t, f, test.after)
			isKept(t, f, kept)
			isKept(t, f, meanwhile)
			mustVerify(t, f)
		})
	}
}

// Evidence that was recorded by its hash alone gets its content later, without
// a commit.
func TestAContentMayComeAfterItsEvidence(t *testing.T) {
	f := newFile(t)
	kept := Kept{sumOf(t, some(1000)), 1000}
	mustCommit(t, f, 1, made(evidence(1, kept)))
	mustKeep(t, f, some(1000))
	f = reopened(t, f, "")
	isKept(t, f, kept)
	mustVerify(t, f)
}

// Evidence that is changed to another content keeps both: the history names
// the first.
func TestAChangedRecordKeepsItsContents(t *testing.T) {
	f := newFile(t)
	first, second := mustKeep(t, f, some(1000)), mustKeep(t, f, some(2000))
	mustCommit(t, f, 1, made(evidence(1, first)))
	change, _ := history.Diff(evidence(1, first), evidence(1, second))
	mustCommit(t, f, 2, []history.Change{change})
	f = reopened(t, f, "")
	isKept(t, f, first)
	isKept(t, f, second)
}

func TestAContentIsDroppedWithItsLastEvidence(t *testing.T) {
	f := newFile(t)
	kept, other := mustKeep(t, f, some(5<<20)), mustKeep(t, f, some(1000))
	two := made(evidence(1, kept), evidence(2, kept), evidence(3, other))
	mustCommit(t, f, 1, two)
	drop := func() {
		t.Helper()
		if err := f.update(func(v values) error { return v.dropFile(kept.SHA256) }); err != nil {
			t.Fatal(err)
		}
	}
	mustCommit(t, f, 2, history.Invert(two[:1]))
	drop()
	isKept(t, f, kept)
	mustCommit(t, f, 3, history.Invert(two[1:2]))
	drop()
	if has, err := hasFile(f, kept.SHA256); has || err != nil {
		t.Errorf("it is there: %v, %v", has, err)
	}
	if files, pieces := lies(t, f); files != 1 || pieces != 1 {
		t.Errorf("%d files are left, in %d pieces", files, pieces)
	}
	isKept(t, f, other)
	drop() // what is gone may be dropped again
	mustVerify(t, f)
}

// keepForEver writes one large content after another ahead and says how far it
// is.
func keepForEver(arguments []string) error {
	f, err := Open(arguments[0], Options{})
	for seed := uint64(0); err == nil; seed++ {
		_, err = f.KeepFile(context.Background(), newNoise(seed), func(done int64) { fmt.Println(done) })
	}
	return err
}

// Whatever was being written when the writer was killed is gone at the next
// opening, and nothing else.
func TestAKilledWriterLeavesNoContent(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "acme.demarc")
	f := mustCreate(t, path, engagement())
	kept := mustKeep(t, f, some(1<<20))
	mustCommit(t, f, 1, made(evidence(1, kept)))
	f.Close()
	for range 5 {
		killedSoon(t, start(t, "keep", path))
		looked, err := Open(path, Options{ReadOnly: true})
		if err != nil {
			t.Fatal(err)
		}
		files, pieces := lies(t, looked)
		mustVerify(t, looked)
		if looked.Close(); files != 2 || pieces < batchPieces {
			t.Errorf("the killed process was no writer: %d files lie there, in %d pieces", files, pieces)
		}
		f, err := Open(path, Options{})
		if err != nil {
			t.Fatal(err)
		}
		if files, pieces := lies(t, f); files != 1 || pieces != 1+1<<20/chunkSize {
			t.Errorf("%d files are left, in %d pieces", files, pieces)
		}
		isKept(t, f, kept)
		if v := mustVerify(t, f); v.Commits != 2 {
			t.Errorf("%d commits", v.Commits)
		}
		f.Close()
	}
}

func TestVerifyFindsContentsThatDoNotFit(t *testing.T) {
	where := func(v values) keptFile {
		files, _ := v.files()
		return files[0]
	}
	entry := func(change func(e *fileEntry)) func(v values) error {
		return func(v values) error {
			file := where(v)
			change(&file.fileEntry)
			return v.putFile(file.id, file.fileEntry)
		}
	}
	verifyFinds(t, map[string]tampering{
		"another hash":       {entry(func(e *fileEntry) { e.SHA256 = strings.Repeat("0", 64) }), "the content of the evidence file 000000000000 is not what it was"},
		"another size":       {entry(func(e *fileEntry) { e.Size++ }), "is not what it was"},
		"more pieces":        {entry(func(e *fileEntry) { e.Pieces++ }), "is not what it was"},
		"no hash":            {entry(func(e *fileEntry) { e.SHA256 = "" }), "is not what it was"},
		"no longer used":     {entry(func(e *fileEntry) { e.Used = false }), "is kept as if no evidence had it"},
		"no pieces":          {func(v values) error { file := where(v); return remove(v, chunksBucket, file.id[:]) }, "is not what it was"},
		"pieces of no file":  {func(v values) error { file := where(v); return v.delete(filesBucket, file.id[:]) }, ", and no such file"},
		"a piece too many":   {func(v values) error { file := where(v); return v.put(chunksBucket, pieceKey(file.id[:], 1), nil) }, "is not what it was"},
		"a piece elsewhere":  {func(v values) error { file := where(v); return v.put(chunksBucket, file.id[:3], nil) }, "a piece of a kept file has a key of 3 bytes"},
		"an entry elsewhere": {func(v values) error { return v.put(filesBucket, []byte("x"), fileEntry{}.encode()) }, "what the file says of a kept file (78) cannot be read"},
		"an entry spelled otherwise": {func(v values) error {
			file := where(v)
			return v.put(filesBucket, file.id[:], append([]byte(" "), file.encode()...))
		}, "cannot be read"},
	})
}

// A file that cannot list what it keeps says so, and takes other changes.
func TestADamagedEntryIsSaidWhereItMatters(t *testing.T) {
	f := visit(t)
	edit(t, f, func(v values) error { return v.put(filesBucket, make([]byte, len(fileID{})), []byte("{}")) })
	if _, err := f.Files(); !errors.Is(err, ErrDamaged) {
		t.Errorf("said %v", err)
	}
	f = reopened(t, f, "")
	mustCommit(t, f, 5, made(party(5)))
	if got := records(t, f)[party(5).Ref()]; got == assess.Record(nil) {
		t.Error("the change is not there")
	}
}

package store

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/iotest"

	"demarc/assess"
)

// evidence is a record that names a content.
func evidence(n int, kept Kept) *assess.Evidence {
	return &assess.Evidence{ID: id("evidence", n), Name: fmt.Sprintf("export-%d.json", n), SHA256: kept.SHA256, Size: kept.Size, Method: assess.Inspection}
}

func mustKeep(tb testing.TB, f *File, r io.Reader) Kept {
	tb.Helper()
	kept, err := f.KeepFile(tb.Context(), r, nil)
	if err != nil {
		tb.Fatal(err)
	}
	return kept
}

// some is so many bytes of noise.
func some(size int64) io.Reader { return io.LimitReader(newNoise(uint64(size)), size) }

func sumOf(tb testing.TB, r io.Reader) string {
	tb.Helper()
	hash := sha256.New()
	if _, err := io.Copy(hash, r); err != nil {
		tb.Fatal(err)
	}
	return hex.EncodeToString(hash.Sum(nil))
}

// isKept reads a content back and holds it against its hash and size.
func isKept(tb testing.TB, f *File, kept Kept) {
	tb.Helper()
	r, err := f.OpenFile(kept.SHA256)
	if err != nil {
		tb.Fatal(err)
	}
	hash := sha256.New()
	if n, err := io.Copy(hash, r); err != nil || n != kept.Size || hex.EncodeToString(hash.Sum(nil)) != kept.SHA256 {
		tb.Errorf("of %d bytes %d are read, and others: %v", kept.Size, n, err)
	}
}

// lies counts what is stored of contents: of how many, and in how many pieces.
func lies(tb testing.TB, f *File) (files, pieces int) {
	tb.Helper()
	return len(valuesIn(tb, f, filesBucket)), len(valuesIn(tb, f, chunksBucket))
}

func liesNothing(tb testing.TB, f *File) {
	tb.Helper()
	if files, pieces := lies(tb, f); files != 0 || pieces != 0 {
		tb.Errorf("%d files lie there, in %d pieces", files, pieces)
	}
}

// reopened closes a file and opens it again.
func reopened(tb testing.TB, f *File, passphrase string) *File {
	tb.Helper()
	if err := f.Close(); err != nil {
		tb.Fatal(err)
	}
	f, err := Open(f.path, Options{Passphrase: func() (string, error) { return passphrase, nil }})
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { f.Close() })
	return f
}

// What is kept is what was given, whatever its size, sealed or not, today and
// when the file is opened again.
func TestAFileIsKeptAsItWas(t *testing.T) {
	const batch = batchPieces * chunkSize
	for _, passphrase := range []string{"", "correct horse"} {
		f, err := Create(filepath.Join(t.TempDir(), "acme.demarc"), engagementID, passphrase, header(0), made(engagement()))
		if err != nil {
			t.Fatal(err)
		}
		f.db.NoSync = true
		var all []Kept
		for n, size := range []int64{0, 1, chunkSize - 1, chunkSize, chunkSize + 1, batch - 1, batch, batch + 1, 9 << 20} {
			var told int64
			kept, err := f.KeepFile(t.Context(), iotest.HalfReader(some(size)), func(done int64) {
				if done < told || done > size {
					t.Errorf("%d bytes: %d are done after %d", size, done, told)
				}
				told = done
			})
			if err != nil || kept != (Kept{sumOf(t, some(size)), size}) || told != size {
				t.Errorf("%d bytes became %+v, %d of them done: %v", size, kept, told, err)
			}
			isKept(t, f, kept)
			mustCommit(t, f, n+1, made(evidence(n, kept)))
			all = append(all, kept)
		}
		mustVerify(t, f)
		f = reopened(t, f, passphrase)
		for _, kept := range all {
			isKept(t, f, kept)
		}
		if listed, err := f.Files(); len(listed) != len(all) || err != nil {
			t.Errorf("%d of %d are listed: %v", len(listed), len(all), err)
		}
		mustVerify(t, f)
	}
}

func TestAContentIsKeptOnce(t *testing.T) {
	for name, size := range map[string]int64{"in one transaction": 1000, "in several": 5 << 20} {
		t.Run(name, func(t *testing.T) {
			f := newFile(t)
			kept := mustKeep(t, f, some(size))
			files, pieces := lies(t, f)
			again := mustKeep(t, f, some(size))
			if moreFiles, morePieces := lies(t, f); again != kept || files != 1 || moreFiles != 1 || morePieces != pieces {
				t.Errorf("%+v in %d files, %d pieces became %+v in %d files, %d pieces", kept, files, pieces, again, moreFiles, morePieces)
			}
			mustCommit(t, f, 1, made(evidence(1, kept), evidence(2, kept)))
			isKept(t, reopened(t, f, ""), kept)
		})
	}
}

func TestTwoWhoKeepAContentAtOnceKeepItOnce(t *testing.T) {
	f := newFile(t)
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			if _, err := f.KeepFile(t.Context(), some(5<<20), nil); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if files, pieces := lies(t, f); files != 1 || pieces != 1+5<<20/chunkSize {
		t.Errorf("it lies there in %d files, %d pieces", files, pieces)
	}
}

// meanwhile does something once, after so many bytes were read.
type meanwhile struct {
	io.Reader
	after int
	do    func()
}

func (m *meanwhile) Read(p []byte) (int, error) {
	if m.after <= 0 && m.do != nil {
		m.do()
		m.do = nil
	}
	n, err := m.Reader.Read(p[:min(len(p), 1<<20)])
	m.after -= n
	return n, err
}

func TestWhatCannotBeKeptLeavesNothing(t *testing.T) {
	unplugged := errors.New("unplugged")
	for name, test := range map[string]struct {
		size int64
		err  error
		read func(r io.Reader, stop func()) io.Reader
	}{
		"the context ended before":  {1, context.Canceled, func(r io.Reader, stop func()) io.Reader { stop(); return r }},
		"the context ends within":   {9 << 20, context.Canceled, func(r io.Reader, stop func()) io.Reader { return &meanwhile{r, 5 << 20, stop} }},
		"the source fails at once":  {9 << 20, unplugged, func(io.Reader, func()) io.Reader { return iotest.ErrReader(unplugged) }},
		"the source fails within":   {9 << 20, unplugged, func(r io.Reader, _ func()) io.Reader { return io.MultiReader(r, iotest.ErrReader(unplugged)) }},
		"it is larger than allowed": {12<<20 + 1, ErrTooLarge, func(r io.Reader, _ func()) io.Reader { return r }},
	} {
		t.Run(name, func(t *testing.T) {
			f := newFile(t)
			ctx, stop := context.WithCancel(t.Context())
			defer stop()
			if kept, err := f.keep(ctx, test.read(some(test.size), stop), 12<<20, nil); !errors.Is(err, test.err) || kept != (Kept{}) {
				t.Errorf("%+v, %v", kept, err)
			}
			liesNothing(t, f)
			mustVerify(t, f)
		})
	}
	f := newFile(t)
	if kept, err := f.keep(t.Context(), some(12<<20), 12<<20, nil); err != nil || kept.Size != 12<<20 {
		t.Errorf("what is just as large: %+v, %v", kept, err)
	}
	_, err := f.keep(t.Context(), some(12<<20+1), 12<<20, nil)
	if want := "it is larger than 12 MiB: an engagement keeps no file of that size"; err == nil || err.Error() != want {
		t.Errorf("said %v", err)
	}
}

// Whoever else works with the file goes on while one is written ahead.
func TestCommitsGoOnWhileAFileIsWrittenAhead(t *testing.T) {
	f := newFile(t)
	commits := 0
	read := &meanwhile{some(9 << 20), 5 << 20, func() { mustCommit(t, f, 1, made(party(2))); commits++ }}
	kept := mustKeep(t, f, read)
	isKept(t, f, kept)
	if v := mustVerify(t, f); v.Commits != 1+commits || commits != 1 {
		t.Errorf("%d commits", v.Commits)
	}
}

func TestAFileThatIsClosedKeepsNoHalfContent(t *testing.T) {
	f := newFile(t)
	read := &meanwhile{some(9 << 20), 5 << 20, func() { f.Close() }}
	if kept, err := f.KeepFile(t.Context(), read, nil); err == nil {
		t.Errorf("a closed file keeps %+v", kept)
	}
	liesNothing(t, reopened(t, f, ""))
}

func TestWhatIsNotKeptIsSaid(t *testing.T) {
	f := newFile(t)
	other := sumOf(t, some(1))
	for name, sum := range map[string]string{"another": other, "none": "", "no hash": "x"} {
		want := "acme.demarc does not keep the content of this file: add the file again"
		if _, err := f.OpenFile(sum); !errors.Is(err, ErrNotKept) || err.Error() != want {
			t.Errorf("%s: said %v", name, err)
		}
		if has, err := hasFile(f, sum); has || err != nil {
			t.Errorf("%s: it has it: %v, %v", name, has, err)
		}
	}
	mustCommit(t, f, 1, made(evidence(1, Kept{other, 1}))) // as older engagements did
	mustVerify(t, f)
}

// While it is written it can be found by nobody.
func TestAContentIsVisibleWhenItIsWhole(t *testing.T) {
	f := newFile(t)
	want := sumOf(t, some(9<<20))
	mustKeep(t, f, &meanwhile{some(9 << 20), 5 << 20, func() {
		if files, _ := lies(t, f); files != 1 {
			t.Errorf("%d files are being written", files)
		}
		has, err := hasFile(f, want)
		if listed, failed := f.Files(); has || len(listed) > 0 || err != nil || failed != nil {
			t.Errorf("a half content is shown: %v, %v, %v, %v", has, listed, err, failed)
		}
	}})
	if has, err := hasFile(f, want); !has || err != nil {
		t.Errorf("%v, %v", has, err)
	}
}

func TestAContentThatIsNotWhatItWasIsSaid(t *testing.T) {
	for name, change := range map[string]func(v values, id fileID) error{
		"a byte is another": func(v values, id fileID) error {
			piece, err := v.get(chunksBucket, pieceKey(id[:], 1))
			piece = bytes.Clone(piece)
			piece[7] ^= 1
			return errors.Join(err, v.put(chunksBucket, pieceKey(id[:], 1), piece))
		},
		"a piece is missing":     func(v values, id fileID) error { return v.delete(chunksBucket, pieceKey(id[:], 1)) },
		"the last is missing":    func(v values, id fileID) error { return v.delete(chunksBucket, pieceKey(id[:], 3)) },
		"a piece is shorter":     func(v values, id fileID) error { return v.put(chunksBucket, pieceKey(id[:], 2), []byte("x")) },
		"all pieces are missing": func(v values, id fileID) error { return remove(v, chunksBucket, id[:]) },
	} {
		t.Run(name, func(t *testing.T) {
			f := newFile(t)
			kept := mustKeep(t, f, some(3*chunkSize+1))
			mustCommit(t, f, 1, made(evidence(1, kept)))
			for key := range valuesIn(t, f, filesBucket) {
				edit(t, f, func(v values) error { return change(v, fileID([]byte(key))) })
			}
			r, err := f.OpenFile(kept.SHA256)
			if err == nil {
				_, err = io.Copy(io.Discard, r)
			}
			said := fmt.Sprintf("the content of the evidence file %.12s is not what it was", kept.SHA256)
			if want := "acme.demarc is damaged (" + said + "): restore it from a backup"; !errors.Is(err, ErrDamaged) || err.Error() != want {
				t.Errorf("said %v", err)
			}
			wantProblem(t, f, said)
		})
	}
}

func TestAFileThatMayOnlyBeReadKeepsNothing(t *testing.T) {
	f := newFile(t)
	f.Close()
	f, err := Open(f.path, Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := f.KeepFile(t.Context(), strings.NewReader("x"), nil); !errors.Is(err, ErrReadOnly) {
		t.Errorf("said %v", err)
	}
}

// noise is endless content that nothing makes smaller, always the same for one
// seed.
type noise struct {
	random *rand.PCG
	word   [8]byte
	left   []byte
}

func newNoise(seed uint64) *noise { return &noise{random: rand.NewPCG(seed, 1)} }

func (n *noise) Read(p []byte) (int, error) {
	for done := 0; done < len(p); {
		if len(n.left) == 0 {
			binary.LittleEndian.PutUint64(n.word[:], n.random.Uint64())
			n.left = n.word[:]
		}
		taken := copy(p[done:], n.left)
		n.left, done = n.left[taken:], done+taken
	}
	return len(p), nil
}

// hasFile reports whether the content with that SHA-256 is kept whole.
func hasFile(f *File, sum string) (bool, error) {
	var found bool
	err := f.view(func(v values) (err error) {
		_, found, err = v.file(sum)
		return err
	})
	return found, err
}

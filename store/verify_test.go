package store

import (
	"bytes"
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"testing"

	"demarc/assess"
	"demarc/history"

	bolt "go.etcd.io/bbolt"
)

// edit changes a file past its own functions.
func edit(tb testing.TB, f *File, fn func(v values) error) {
	tb.Helper()
	if err := f.db.Update(func(tx *bolt.Tx) error { return fn(values{tx: tx}) }); err != nil {
		tb.Fatal(err)
	}
}

func problemsOf(tb testing.TB, f *File) string {
	tb.Helper()
	v, err := f.Verify(tb.Context())
	if err != nil {
		tb.Fatal(err)
	}
	return strings.Join(v.Problems, "\n")
}

func wantProblem(tb testing.TB, f *File, want string) {
	tb.Helper()
	if found := problemsOf(tb, f); !strings.Contains(found, want) {
		tb.Errorf("found %q", found)
	}
}

var basePack = bytes.Repeat([]byte("owner: provider\n"), 1000)

// visit is an engagement with five commits, in which parties are made, changed
// and taken away, and a pack and a file are kept.
func visit(tb testing.TB) *File {
	tb.Helper()
	f := mustCreate(tb, tb.TempDir()+"/acme.demarc", engagement(), party(1))
	f.db.NoSync = true // nothing here is about power cuts
	packed := engagement()
	packed.Packs = hashOf(basePack)
	change, _ := history.Diff(engagement(), packed)
	mustCommit(tb, f, 1, append(made(party(2)), change), basePack)
	renamed := party(1)
	renamed.Name = "Platform"
	change, _ = history.Diff(party(1), renamed)
	mustCommit(tb, f, 2, append(made(asset(1)), change))
	change, _ = history.Diff(party(2), nil)
	mustCommit(tb, f, 3, []history.Change{change})
	kept := mustKeep(tb, f, strings.NewReader("guardrail: on"))
	f.SignWith(someone(tb, "Ada Example"))
	mustCommit(tb, f, 4, made(party(3), party(4), evidence(1, kept)))
	f.SignWith(nil)
	mustVerify(tb, f)
	return f
}

func TestVerifyCounts(t *testing.T) {
	f := visit(t)
	if v := mustVerify(t, f); v.Commits != 5 || v.Records != 6 || v.Erased != 0 {
		t.Errorf("%+v", v)
	}
}

// Whatever byte of whatever value is another one, somebody notices: Verify, or
// Open, which reads the schema.
func TestNoByteChangesUnnoticed(t *testing.T) {
	f := visit(t)
	for _, b := range buckets {
		kept := valuesIn(t, f, b)
		if len(kept) == 0 && b != draftsBucket {
			t.Fatalf("there is nothing in %s", b)
		}
		for key, value := range kept {
			for at := range value {
				changed := bytes.Clone(value)
				changed[at] ^= 1 << (at % 8)
				edit(t, f, func(v values) error { return v.put(b, []byte(key), changed) })
				if !noticed(t, f) && !sameWhenExpanded(b, value, changed) {
					t.Errorf("%s %x: byte %d may be %x", b, key, at, changed[at])
				}
			}
			edit(t, f, func(v values) error { return v.put(b, []byte(key), value) })
		}
	}
	mustVerify(t, f)
}

// No value is taken away unnoticed either.
func TestNoValueGoesUnnoticed(t *testing.T) {
	f := visit(t)
	for _, b := range buckets {
		for key, value := range valuesIn(t, f, b) {
			edit(t, f, func(v values) error { return v.delete(b, []byte(key)) })
			if !noticed(t, f) {
				t.Errorf("%s %x may be missing", b, key)
			}
			edit(t, f, func(v values) error { return v.put(b, []byte(key), value) })
		}
	}
	mustVerify(t, f)
}

// noticed reports whether a file is refused when it is opened, or Verify finds
// something.
func noticed(tb testing.TB, f *File) bool {
	tb.Helper()
	again := File{db: f.db, name: f.name}
	return again.prepare(nil) != nil || problemsOf(tb, f) != ""
}

func valuesIn(tb testing.TB, f *File, b bucket) map[string][]byte {
	tb.Helper()
	kept := map[string][]byte{}
	err := f.view(func(v values) error {
		return v.each(b, nil, func(key, value []byte) error {
			kept[string(key)] = bytes.Clone(value)
			return nil
		})
	})
	if err != nil {
		tb.Fatal(err)
	}
	return kept
}

// sameWhenExpanded reports whether two compressed texts say the same: one bit
// of a zstd frame has no meaning.
func sameWhenExpanded(b bucket, one, other []byte) bool {
	if b != bodiesBucket && b != packsBucket {
		return false
	}
	first, err := unpackBody(one)
	second, failed := unpackBody(other)
	return err == nil && failed == nil && bytes.Equal(first, second)
}

// move puts what is at one place of a bucket, in all its pieces, at another.
func move(v values, b bucket, from, to []byte) error {
	value, err := v.getPieces(b, from)
	if err != nil {
		return err
	}
	return errors.Join(remove(v, b, from), v.putPieces(b, to, value))
}

func remove(v values, b bucket, key []byte) error {
	var pieces [][]byte
	err := v.each(b, key, func(at, _ []byte) error { pieces = append(pieces, bytes.Clone(at)); return nil })
	for _, at := range pieces {
		err = errors.Join(err, v.delete(b, at))
	}
	return err
}

// removeCommit takes every trace of a commit away but that in the records.
func removeCommit(v values, n uint64) error {
	header, err := v.getPieces(commitsBucket, number(n))
	id := history.HeaderID(header)
	return errors.Join(err, remove(v, commitsBucket, number(n)), remove(v, bodiesBucket, number(n)), v.delete(indexBucket, id[:]))
}

// swap lets two commits change their places, with index and bodies.
func swap(v values, one, other uint64) error {
	var err error
	for _, b := range []bucket{commitsBucket, bodiesBucket} {
		err = errors.Join(err, move(v, b, number(one), number(1000)), move(v, b, number(other), number(one)), move(v, b, number(1000), number(other)))
	}
	for _, n := range []uint64{one, other} {
		header, failed := v.getPieces(commitsBucket, number(n))
		id := history.HeaderID(header)
		err = errors.Join(err, failed, v.put(indexBucket, id[:], number(n)))
	}
	return err
}

// putRecord writes a record past the history, and with honest the state that
// the file names, so that only the commits speak against it.
func putRecord(v values, record assess.Record, honest bool) error {
	h, err := v.head()
	if err != nil {
		return err
	}
	key := recordKey(record.Ref())
	if old, _ := v.get(recordsBucket, key); old != nil {
		h.state.Remove(record.Ref().Kind, key[keyStart:], old)
	}
	encoded, err := encodeRecord(record)
	if err != nil {
		return err
	}
	h.state.Add(record.Ref().Kind, key[keyStart:], encoded)
	err = v.put(recordsBucket, key, encoded)
	if honest {
		return err
	}
	return errors.Join(err, v.setHead(h))
}

// reseal writes another header in the place of a commit's, with its right id.
func reseal(v values, n uint64, change func(*history.Header)) error {
	encoded, err := v.getPieces(commitsBucket, number(n))
	if err != nil {
		return err
	}
	h, err := history.DecodeHeader(encoded)
	if err != nil {
		return err
	}
	old := history.HeaderID(encoded)
	change(&h)
	if encoded, err = history.EncodeHeader(h); err != nil {
		return err
	}
	id := history.HeaderID(encoded)
	return errors.Join(remove(v, commitsBucket, number(n)), v.putPieces(commitsBucket, number(n), encoded),
		v.delete(indexBucket, old[:]), v.put(indexBucket, id[:], number(n)))
}

// tampering is an edit past the history, and what Verify says of it.
type tampering struct {
	edit func(v values) error
	want string
}

func verifyFinds(t *testing.T, tests map[string]tampering) {
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			f := visit(t)
			edit(t, f, test.edit)
			wantProblem(t, f, test.want)
		})
	}
}

func TestVerifyFindsOtherCommits(t *testing.T) {
	verifyFinds(t, map[string]tampering{
		"the last commit taken away":     {func(v values) error { return removeCommit(v, 5) }, "the last commit is"},
		"one between taken away":         {func(v values) error { return removeCommit(v, 3) }, "commit 3 is missing"},
		"the first taken away":           {func(v values) error { return removeCommit(v, 1) }, "commit 1 is missing"},
		"one taken away, the rest moved": {func(v values) error { return errors.Join(swap(v, 3, 4), swap(v, 4, 5), removeCommit(v, 5)) }, "does not follow"},
		"two in another order":           {func(v values) error { return swap(v, 2, 3) }, "does not follow what was before it"},
		"another author": {func(v values) error { return reseal(v, 2, func(h *history.Header) { h.Author = "Eve" }) },
			"does not follow what was before it"},
		"another author of the last": {func(v values) error { return reseal(v, 5, func(h *history.Header) { h.Author = "Eve" }) },
			"the last commit is"},
		"another time of the first": {func(v values) error { return reseal(v, 1, func(h *history.Header) { h.Time = at(-5) }) },
			"the first commit was made at"},
		"another state": {func(v values) error { return reseal(v, 2, func(h *history.Header) { h.State = history.Digest{} }) },
			"its changes do not lead to the state that it names"},
		"another digest": {func(v values) error { return reseal(v, 2, func(h *history.Header) { h.Digests[0][0] ^= 1 }) },
			"is not the one that was committed"},
		"the changes of another commit": {func(v values) error { return move(v, bodiesBucket, number(4), number(5)) }, "commit 5"},
	})
}

func TestVerifyFindsWhatIsInNoCommit(t *testing.T) {
	forged := party(1)
	forged.Name = "Nobody"
	verifyFinds(t, map[string]tampering{
		"a record put back": {func(v values) error { return putRecord(v, party(1), true) },
			"the record party " + party(1).ID + " is not what its commits made it"},
		"a record put back, state and all": {func(v values) error { return putRecord(v, party(1), false) },
			"the record party " + party(1).ID + " is not what its commits made it"},
		"a record forged": {func(v values) error { return putRecord(v, forged, false) }, "is not what its commits made it"},
		"a record brought back": {func(v values) error { return putRecord(v, party(2), false) },
			"the record party " + party(2).ID + " is in no commit"},
		"a record taken away": {func(v values) error { return v.delete(recordsBucket, recordKey(asset(1).Ref())) },
			"the record asset " + asset(1).ID + " is missing"},
		"a record of no kind":     {func(v values) error { return v.put(recordsBucket, []byte("x/1"), []byte("x")) }, `the record "x/1" is of no kind`},
		"changes erased":          {func(v values) error { return remove(v, bodiesBucket, number(3)) }, "its changes are missing"},
		"changes of no commit":    {func(v values) error { return v.putPieces(bodiesBucket, number(9), []byte("x")) }, "there are changes of a commit 9"},
		"an index entry too many": {func(v values) error { return v.put(indexBucket, make([]byte, 32), number(0)) }, "the index names a commit 000000000000"},
		"an index entry cut":      {func(v values) error { return v.put(indexBucket, []byte("x"), number(1)) }, "the index names a commit 78"},
		"a commit's key cut":      {func(v values) error { return v.put(commitsBucket, []byte("x"), nil) }, "a commit's key of 1 bytes"},
		"a header that is none": {func(v values) error {
			return errors.Join(remove(v, commitsBucket, number(2)), v.putPieces(commitsBucket, number(2), []byte("{}")))
		}, "commit 2:"},
		"a pack changed": {func(v values) error {
			packed, err := compress([]byte("owner: customer\n"))
			return errors.Join(err, remove(v, packsBucket, packKey()), v.putPieces(packsBucket, packKey(), packed))
		}, "is not what it was"},
		"a piece of a pack too many": {func(v values) error { return v.put(packsBucket, append(packKey(), 0, 0, 0, 9, 9), []byte("x")) }, "a compressed part cannot be read"},
		"a pack in use taken away":   {func(v values) error { return remove(v, packsBucket, packKey()) }, "the catalogue pack " + hashOf(basePack)[:12] + " is missing"},
		"another engagement":         {func(v values) error { return v.put(metaBucket, keyEngagement, []byte("other")) }, `there is no record of the engagement "other"`},
		"another beginning":          {func(v values) error { return v.put(metaBucket, keyCreated, []byte(at(7).String())) }, "the first commit was made at"},
		"another state of the file":  {func(v values) error { return v.put(metaBucket, keyState, []byte(history.Digest{}.String())) }, "the state that the file names"},
		"a part of the file missing": {func(v values) error { return v.tx.DeleteBucket([]byte(indexBucket)) }, `its part "index" is missing`},
	})
}

func packKey() []byte {
	key, _ := hex.DecodeString(hashOf(basePack))
	return key
}

// Load, too, holds what it reads against the history, at least against its
// last commit: a work session does not begin on records that were tampered
// with.
func TestLoadRefusesOtherRecords(t *testing.T) {
	for name, change := range map[string]func(v values) error{
		"put back":                 func(v values) error { return putRecord(v, party(1), true) },
		"put back, state and all":  func(v values) error { return putRecord(v, party(1), false) },
		"taken away":               func(v values) error { return v.delete(recordsBucket, recordKey(asset(1).Ref())) },
		"unreadable":               func(v values) error { return v.put(recordsBucket, recordKey(asset(1).Ref()), []byte("x")) },
		"another last commit":      func(v values) error { return reseal(v, 5, func(h *history.Header) { h.Author = "Eve" }) },
		"the last commit missing":  func(v values) error { return removeCommit(v, 5) },
		"a state that is not read": func(v values) error { return v.put(metaBucket, keyState, []byte("x")) },
	} {
		t.Run(name, func(t *testing.T) {
			f := visit(t)
			edit(t, f, change)
			if err := f.Load(discard); !errors.Is(err, ErrDamaged) || !strings.HasPrefix(err.Error(), "acme.demarc is damaged (") {
				t.Errorf("said %v", err)
			}
		})
	}
}

// Behind a torn page there may be thousands of problems.
func TestVerifyNamesAFewProblemsAndCountsTheRest(t *testing.T) {
	f := mustCreate(t, t.TempDir()+"/acme.demarc", estate(10)...)
	edit(t, f, func(v values) error {
		var err error
		for n := range 10 {
			for c := range 26 {
				err = errors.Join(err, v.delete(recordsBucket, recordKey(assess.Ref{Kind: assess.KindCell, Key: assess.CellKey(id("asset", n), control(c))})))
			}
		}
		return err
	})
	v, err := f.Verify(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if last := v.Problems[len(v.Problems)-1]; len(v.Problems) != maxProblems+1 || last != fmt.Sprintf("and %d more", 260+1-maxProblems) {
		t.Errorf("%d problems, the last: %s", len(v.Problems), last)
	}
}

// ended is a context that ends when it was asked so many times.
type ended struct {
	context.Context
	asked, after int
}

func (e *ended) Err() error {
	if e.asked++; e.asked > e.after {
		return context.Canceled
	}
	return nil
}

func TestVerifyEndsWithItsContext(t *testing.T) {
	f := mustCreate(t, t.TempDir()+"/acme.demarc", estate(3)...)
	count := &ended{t.Context(), 0, 1 << 30}
	if _, err := f.Verify(count); err != nil {
		t.Fatal(err)
	}
	if count.asked < 2*(1+500+3*27) {
		t.Errorf("it looks at its context %d times only", count.asked)
	}
	for after := 0; after < count.asked; after += 1 + count.asked/50 {
		ctx := &ended{t.Context(), 0, after}
		v, err := f.Verify(ctx)
		if !errors.Is(err, context.Canceled) || v.Commits > 0 || len(v.Problems) > 0 {
			t.Fatalf("after %d: %+v, %v", after, v, err)
		}
		if ctx.asked > after+3 {
			t.Fatalf("it went on for %d steps", ctx.asked-after)
		}
	}
}

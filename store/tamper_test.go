package store

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"demarc/history"

	bolt "go.etcd.io/bbolt"
)

// spot is where a value lies.
type spot struct {
	bucket bucket
	key    string
}

// rawValues are all values as they lie in the file.
func rawValues(tb testing.TB, f *File) map[spot][]byte {
	tb.Helper()
	found := map[spot][]byte{}
	err := f.db.View(func(tx *bolt.Tx) error {
		for _, b := range buckets {
			err := tx.Bucket([]byte(b)).ForEach(func(key, value []byte) error {
				found[spot{b, string(key)}] = bytes.Clone(value)
				return nil
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		tb.Fatal(err)
	}
	return found
}

func putRaw(tb testing.TB, f *File, at spot, value []byte) {
	tb.Helper()
	err := f.db.Update(func(tx *bolt.Tx) error {
		if value == nil {
			return tx.Bucket([]byte(at.bucket)).Delete([]byte(at.key))
		}
		return tx.Bucket([]byte(at.bucket)).Put([]byte(at.key), value)
	})
	if err != nil {
		tb.Fatal(err)
	}
}

// tamperer makes edits of a file through bbolt itself.
type tamperer struct {
	*rand.Rand
	places []spot
	now    map[spot][]byte
	older  map[spot][]byte // what lay there once
}

// edit picks one: some bytes, a value of another place, an older value, a value
// cut short, one more, or none.
func (r *tamperer) edit() (at spot, value []byte, what string) {
	at = r.places[r.IntN(len(r.places))]
	value = bytes.Clone(r.now[at])
	switch n := r.IntN(6); {
	case n == 0:
		return at, bytes.Clone(r.now[r.places[r.IntN(len(r.places))]]), "the value of another place"
	case n == 1 && r.older[at] != nil:
		return at, bytes.Clone(r.older[at]), "an older value"
	case n == 2 && len(value) > 1:
		return at, value[:r.IntN(len(value))], "cut short"
	case n == 3:
		return spot{at.bucket, at.key + string(rune('a'+r.IntN(26)))}, value, "one more"
	case n == 4 && at.bucket != draftsBucket: // a draft may end
		return at, nil, "taken away"
	case len(value) == 0:
		return at, []byte{byte(r.IntN(256))}, "a byte where none was"
	}
	for range 1 + r.IntN(3) {
		value[r.IntN(len(value))] ^= byte(1 + r.IntN(255))
	}
	return at, value, "some bytes"
}

// Whatever anybody edits through bbolt is noticed when the file is opened or
// verified.
func TestEveryEditThroughBboltIsNoticed(t *testing.T) {
	const edits = 10_000
	for name, typed := range map[string]string{"unsealed": "", "sealed": passphrase} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			f, older := visited(t, typed)
			r := &tamperer{Rand: rand.New(rand.NewPCG(edits, 7)), now: rawValues(t, f), older: older}
			for at := range r.now {
				r.places = append(r.places, at)
			}
			slices.SortFunc(r.places, func(a, b spot) int {
				return strings.Compare(string(a.bucket)+"/"+a.key, string(b.bucket)+"/"+b.key)
			})
			for tried := 0; tried < edits; {
				at, value, what := r.edit()
				was := r.now[at]
				if value != nil && bytes.Equal(value, was) || typed == "" && value != nil && sameWhenExpanded(at.bucket, was, value) {
					continue // that is no edit
				}
				tried++
				putRaw(t, f, at, value)
				again := File{db: f.db, name: f.name}
				if again.prepare(f.seal.unwrapped) == nil && problemsOf(t, f) == "" {
					t.Errorf("%s at %s %x is not noticed", what, at.bucket, at.key)
				}
				putRaw(t, f, at, was)
			}
			mustVerify(t, f)
		})
	}
}

// visited is a file with everything in it, and what lay at some of its places
// before the last commits.
func visited(tb testing.TB, typed string) (*File, map[spot][]byte) {
	tb.Helper()
	f := plantedFile(tb, filepath.Join(tb.TempDir(), "acme.demarc"), typed)
	f.db.NoSync = true // nothing here is about power cuts
	mustCommit(tb, f, 3, made(party(1), asset(1)))
	older := rawValues(tb, f)
	f.SignWith(someone(tb, "Ada Example"))
	renamed := party(1)
	renamed.Name = "Platform"
	change, _ := history.Diff(party(1), renamed)
	kept := mustKeep(tb, f, strings.NewReader("guardrail: on"))
	mustCommit(tb, f, 4, append(made(party(2), evidence(7, kept)), change))
	f.SignWith(nil)
	mustCommit(tb, f, 5, history.Invert(made(party(2))))
	mustVerify(tb, f)
	return f, older
}

// Nor is a whole file of before: not by itself, but by whoever holds a signed
// head, which is then not in its history.
func TestARolledBackFileLacksTheHead(t *testing.T) {
	f, _ := visited(t, "")
	copied := filepath.Join(t.TempDir(), "older.demarc")
	if err := f.BackupTo(t.Context(), copied); err != nil {
		t.Fatal(err)
	}
	signed := mustCommit(t, f, 6, made(party(6)))
	older := mustOpen(t, copied, "")
	mustVerify(t, older)
	if _, err := older.Changes(signed.ID); err == nil || !strings.Contains(err.Error(), fmt.Sprintf("there is no commit %s", signed.ID.Short())) {
		t.Errorf("said %v", err)
	}
}

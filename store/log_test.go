package store

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"demarc/history"

	"github.com/google/go-cmp/cmp"
)

func TestLogAndChanges(t *testing.T) {
	f := newFile(t)
	commits := []history.Commit{mustCommit(t, f, 1, made(party(2))), mustCommit(t, f, 2, made(asset(1), party(3)))}
	log := logOf(t, f)
	if len(log) != 3 || log[1].ID != commits[0].ID || log[2].ID != commits[1].ID {
		t.Fatalf("the log is %+v", log)
	}
	for i, commit := range commits {
		if !slices.Equal(commit.Header.Parents, []history.ID{log[i].ID}) {
			t.Errorf("%s follows %s", commit.ID, commit.Header.Parents)
		}
		changes, err := f.Changes(commit.ID)
		if diff := cmp.Diff(commit.Changes, changes); diff != "" || err != nil {
			t.Error(err, diff)
		}
	}
	for entry, err := range f.Log() {
		if entry.ID != commits[1].ID || err != nil {
			t.Errorf("the newest is %s, %v", entry.ID, err)
		}
		mustCommit(t, f, 3, made(party(4))) // no transaction is open meanwhile
		break
	}
	if _, err := f.Changes(history.ID{1}); err == nil || err.Error() != "acme.demarc: there is no commit 010000000000: see the log" {
		t.Errorf("said %v", err)
	}
}

// The log, and whoever asks for one commit, are not given another.
func TestChangesOfACommitThatWasRewritten(t *testing.T) {
	f := newFile(t)
	commit := mustCommit(t, f, 1, made(party(2)))
	edit(t, f, func(v values) error {
		other := commit.Header
		other.Author = "Eve"
		encoded, err := history.EncodeHeader(other)
		return errors.Join(err, remove(v, commitsBucket, number(2)), v.putPieces(commitsBucket, number(2), encoded))
	})
	if changes, err := f.Changes(commit.ID); !errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), "is not what it was") {
		t.Errorf("%v, %v", changes, err)
	}
	logEndsWith(t, f, "commit 2 is not what it was")
}

func TestTheLogEndsWhereItIsDamaged(t *testing.T) {
	tests := map[string]struct {
		edit func(v values) error
		want string
	}{
		"a commit taken away": {func(v values) error { return remove(v, commitsBucket, number(1)) }, "commit 1 is missing"},
		"two in another order": {func(v values) error {
			return errors.Join(move(v, commitsBucket, number(1), number(9)), move(v, commitsBucket, number(2), number(1)), move(v, commitsBucket, number(9), number(2)))
		}, "commit 2 is not what it was"},
		"the last one later":    {func(v values) error { return move(v, commitsBucket, number(2), number(7)) }, "commit 7 is not what it was"},
		"another in the index":  {func(v values) error { return put(v, indexBucket, number(1)) }, "commit 2 is not what it was"},
		"a part of the index":   {func(v values) error { return put(v, indexBucket, nil) }, "is not what it was"},
		"without any index":     {func(v values) error { return v.tx.DeleteBucket([]byte(indexBucket)) }, `its part "index" is missing`},
		"a header that is none": {func(v values) error { return put(v, commitsBucket, []byte("{}")) }, "commit"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			f := newFile(t)
			mustCommit(t, f, 1, made(party(2)))
			edit(t, f, test.edit)
			logEndsWith(t, f, test.want)
		})
	}
}

// put writes the same value at every key of a bucket.
func put(v values, b bucket, value []byte) error {
	var keys [][]byte
	err := v.each(b, nil, func(key, _ []byte) error {
		keys = append(keys, bytes.Clone(key))
		return nil
	})
	for _, key := range keys {
		err = errors.Join(err, v.put(b, key, value))
	}
	return err
}

func logEndsWith(t *testing.T, f *File, want string) {
	t.Helper()
	var last error
	for _, err := range f.Log() {
		last = err
	}
	if !errors.Is(last, ErrDamaged) || !strings.Contains(last.Error(), want) {
		t.Errorf("the log ends with %v", last)
	}
}

func TestResolve(t *testing.T) {
	f := newFile(t)
	for n := range 40 {
		mustCommit(t, f, n+1, made(party(10+n)))
	}
	log := logOf(t, f)
	for _, entry := range log {
		for _, digits := range []string{entry.ID.String(), entry.ID.Short(), entry.ID.String()[:11], strings.ToUpper(entry.ID.Short())} {
			if id, err := f.Resolve(digits); id != entry.ID || err != nil {
				t.Errorf("%s is %s, %v", digits, id, err)
			}
		}
	}
	many := map[string]int{}
	for _, entry := range log {
		many[entry.ID.String()[:1]]++
	}
	for digit, n := range many {
		id, err := f.Resolve(digit)
		if n == 1 && (err != nil || id.String()[:1] != digit) {
			t.Errorf("%s is %s, %v", digit, id, err)
		}
		if want := fmt.Sprintf("%d commits of acme.demarc begin with %s: give more digits", n, digit); n > 1 && (err == nil || err.Error() != want) {
			t.Errorf("said %v", err)
		}
	}
	last := log[len(log)-1].ID.String()
	for digits, want := range map[string]string{
		"":                   `"" is no commit`,
		"xyz":                `"xyz" is no commit`,
		last + "00":          "is no commit",
		last[:63] + "g":      "is no commit",
		last[:62] + "g":      "begins with",
		"zz":                 `"zz" is no commit`,
		"000000000000000000": "no commit of acme.demarc begins with 000000000000000000: see the log",
	} {
		if id, err := f.Resolve(digits); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %s, %v", digits, id, err)
		}
	}
}

package store

import (
	"bytes"
	"encoding/hex"
	"fmt"
	"iter"
	"strings"

	"demarc/history"
)

// Log goes through the commits, newest first. Their changes are read by
// Changes. It ends at the first error. No transaction is open while the caller
// looks at an entry.
func (f *File) Log() iter.Seq2[history.Entry, error] {
	return func(yield func(history.Entry, error) bool) {
		var at uint64
		err := f.view(func(v values) (err error) {
			at, err = v.lastNumber(commitsBucket)
			return err
		})
		for ; err == nil && at > 0; at-- {
			var entry history.Entry
			err = f.view(func(v values) (err error) {
				entry, _, err = v.entry(at)
				return err
			})
			if err == nil && !yield(entry, nil) {
				return
			}
		}
		if err != nil {
			yield(history.Entry{}, err)
		}
	}
}

// eachEntry calls fn with every commit, oldest first.
func (v values) eachEntry(fn func(history.Entry) error) error {
	numbers, err := v.numbers(commitsBucket)
	if err != nil {
		return err
	}
	for _, at := range numbers {
		entry, _, err := v.entry(at)
		if err == nil {
			err = fn(entry)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// entry reads the header with a number, and its bytes, and finds its id in the
// index under that number: a header has no other checksum.
func (v values) entry(at uint64) (history.Entry, []byte, error) {
	encoded, err := v.getPieces(commitsBucket, number(at))
	if err != nil {
		return history.Entry{}, nil, err
	}
	if encoded == nil {
		return history.Entry{}, nil, damaged("commit %d is missing", at)
	}
	header, err := history.DecodeHeader(encoded)
	if err != nil {
		return history.Entry{}, nil, damaged("commit %d: %s", at, err)
	}
	entry := history.Entry{ID: history.HeaderID(encoded), Header: header}
	place, err := v.get(indexBucket, entry.ID[:])
	if err != nil {
		return history.Entry{}, nil, err
	}
	if !bytes.Equal(place, number(at)) {
		return history.Entry{}, nil, damaged("commit %d is not what it was", at)
	}
	return entry, encoded, nil
}

// Changes returns what a commit changed, sorted by kind and key, after holding
// it against the commit's id and digests.
func (f *File) Changes(id history.ID) ([]history.Change, error) {
	commit, err := f.Read(id)
	return commit.Changes, err
}

// Read reads a commit with what is left of its changes, held against its id and
// digests.
func (f *File) Read(id history.ID) (history.Commit, error) {
	var commit history.Commit
	err := f.view(func(v values) (err error) {
		commit, err = v.readCommit(id)
		return err
	})
	return commit, err
}

func (v values) readCommit(id history.ID) (history.Commit, error) {
	at, err := v.get(indexBucket, id[:])
	if err != nil {
		return history.Commit{}, err
	}
	if at == nil {
		return history.Commit{}, noCommit(id)
	}
	header, err := v.getPieces(commitsBucket, at)
	if err != nil {
		return history.Commit{}, err
	}
	if history.HeaderID(header) != id {
		return history.Commit{}, damaged("commit %s is not what it was", id.Short())
	}
	var commit history.Commit
	body, err := v.body(at)
	if err == nil {
		commit, err = history.Check(header, body)
	}
	if err != nil {
		return history.Commit{}, damaged("commit %s: %s", id.Short(), err)
	}
	return commit, nil
}

func noCommit(id history.ID) error {
	return fmt.Errorf("there is no commit %s: see the log", id.Short())
}

var errNoBody = damaged("its changes are missing")

// body reads the body of the commit with that number.
func (v values) body(at []byte) ([]byte, error) {
	packed, err := v.getPieces(bodiesBucket, at)
	if err != nil {
		return nil, err
	}
	if packed == nil {
		return nil, errNoBody
	}
	return unpackBody(packed)
}

// Resolve finds the commit whose id begins with the given hexadecimal digits.
func (f *File) Resolve(prefix string) (history.ID, error) {
	digits := strings.ToLower(prefix)
	start, err := hex.DecodeString(digits[:len(digits)&^1])
	if err != nil || digits == "" || len(digits) > 2*len(history.ID{}) {
		return history.ID{}, fmt.Errorf("%.80q is no commit: give the first digits of its id, as the log shows it", prefix)
	}
	var found []history.ID
	err = f.view(func(v values) error {
		return v.keys(indexBucket, start, func(key []byte) error {
			if strings.HasPrefix(hex.EncodeToString(key), digits) && len(key) == len(history.ID{}) {
				found = append(found, history.ID(bytes.Clone(key)))
			}
			return nil
		})
	})
	switch {
	case err != nil:
		return history.ID{}, err
	case len(found) == 0:
		return history.ID{}, fmt.Errorf("no commit of %s begins with %s: see the log", f.name, prefix)
	case len(found) > 1:
		return history.ID{}, fmt.Errorf("%d commits of %s begin with %s: give more digits", len(found), f.name, prefix)
	}
	return found[0], nil
}

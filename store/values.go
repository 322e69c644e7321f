package store

import (
	"bytes"

	bolt "go.etcd.io/bbolt"
)

// bucket names one of the file's buckets.
type bucket string

const (
	metaBucket    bucket = "meta"
	recordsBucket bucket = "records"
	commitsBucket bucket = "commits"
	indexBucket   bucket = "index"
	bodiesBucket  bucket = "bodies"
	packsBucket   bucket = "packs"
	draftsBucket  bucket = "drafts"
)

var buckets = []bucket{metaBucket, recordsBucket, commitsBucket, indexBucket, bodiesBucket, packsBucket, draftsBucket}

// values is the one way to what the file holds, within a transaction. What it
// returns belongs to the transaction: copy what is to outlive it.
type values struct{ tx *bolt.Tx }

// fullness is how full pages are made: commits and most records arrive in order.
const fullness = 0.9

func (v values) in(b bucket) (*bolt.Bucket, error) {
	found := v.tx.Bucket([]byte(b))
	if found == nil {
		return nil, damaged("its part %q is missing", b)
	}
	found.FillPercent = fullness
	return found, nil
}

// get returns the value at a key, or nil.
func (v values) get(b bucket, key []byte) ([]byte, error) {
	in, err := v.in(b)
	if err != nil {
		return nil, err
	}
	return in.Get(key), nil
}

// put writes the value at a key.
func (v values) put(b bucket, key, value []byte) error {
	in, err := v.in(b)
	if err != nil {
		return err
	}
	return in.Put(key, value)
}

// delete takes a key and its value away.
func (v values) delete(b bucket, key []byte) error {
	in, err := v.in(b)
	if err != nil {
		return err
	}
	return in.Delete(key)
}

// each calls fn with every key that has the prefix, in order, and its value.
func (v values) each(b bucket, prefix []byte, fn func(key, value []byte) error) error {
	in, err := v.in(b)
	if err != nil {
		return err
	}
	cursor := in.Cursor()
	for key, value := cursor.Seek(prefix); key != nil && bytes.HasPrefix(key, prefix); key, value = cursor.Next() {
		if err := fn(key, value); err != nil {
			return err
		}
	}
	return nil
}

// lastKey returns the last key of a bucket, or nil.
func (v values) lastKey(b bucket) ([]byte, error) {
	in, err := v.in(b)
	if err != nil {
		return nil, err
	}
	key, _ := in.Cursor().Last()
	return key, nil
}

package store

import (
	"bytes"
	"slices"

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
	filesBucket   bucket = "files"
	chunksBucket  bucket = "chunks"
	signedBucket  bucket = "signatures"
)

var buckets = []bucket{
	metaBucket, recordsBucket, commitsBucket, indexBucket, bodiesBucket, packsBucket, draftsBucket,
	filesBucket, chunksBucket, signedBucket,
}

// later are the buckets that a file of an older schema, opened for reading,
// does not have: they read as empty.
var later = []bucket{filesBucket, chunksBucket, signedBucket}

// values is the one way to what the file holds, within a transaction: here
// values are sealed and opened. What it returns belongs to the transaction:
// copy what is to outlive it.
type values struct {
	tx   *bolt.Tx
	seal *seal
}

// clear reports whether a value is never sealed: those that say whether and how
// the others are.
func (v values) clear(b bucket, key []byte) bool {
	return v.seal == nil || b == metaBucket && (bytes.Equal(key, keySchema) || bytes.Equal(key, keySealing))
}

// fullness is how full pages are made: commits and most records arrive in order.
const fullness = 0.9

// in returns a bucket, or nil for one that an older file does not have.
func (v values) in(b bucket) (*bolt.Bucket, error) {
	found := v.tx.Bucket([]byte(b))
	if found == nil && !v.tx.Writable() && slices.Contains(later, b) {
		return nil, nil
	}
	if found == nil {
		return nil, damaged("its part %q is missing", b)
	}
	found.FillPercent = fullness
	return found, nil
}

// get returns the value at a key, or nil.
func (v values) get(b bucket, key []byte) ([]byte, error) {
	in, err := v.in(b)
	if err != nil || in == nil {
		return nil, err
	}
	value := in.Get(key)
	if value == nil || v.clear(b, key) {
		return value, nil
	}
	return v.seal.open(nil, b, key, value)
}

// put writes the value at a key.
func (v values) put(b bucket, key, value []byte) error {
	in, err := v.in(b)
	if err != nil {
		return err
	}
	if !v.clear(b, key) {
		value = v.seal.close(b, key, value)
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

// each calls fn with every key that has the prefix, in order, and its value,
// which is fn's until it returns.
func (v values) each(b bucket, prefix []byte, fn func(key, value []byte) error) error {
	in, err := v.in(b)
	if err != nil || in == nil {
		return err
	}
	var room []byte
	cursor := in.Cursor()
	for key, value := cursor.Seek(prefix); key != nil && bytes.HasPrefix(key, prefix); key, value = cursor.Next() {
		if !v.clear(b, key) {
			if value, err = v.seal.open(room[:0], b, key, value); err != nil {
				return err
			}
			room = value
		}
		if err := fn(key, value); err != nil {
			return err
		}
	}
	return nil
}

// lastKey returns the last key of a bucket, or nil.
func (v values) lastKey(b bucket) ([]byte, error) {
	in, err := v.in(b)
	if err != nil || in == nil {
		return nil, err
	}
	key, _ := in.Cursor().Last()
	return key, nil
}

// keys calls fn with every key that has the prefix, in order. What lies there
// is not looked at.
func (v values) keys(b bucket, prefix []byte, fn func(key []byte) error) error {
	in, err := v.in(b)
	if err != nil || in == nil {
		return err
	}
	cursor := in.Cursor()
	for key, _ := cursor.Seek(prefix); key != nil && bytes.HasPrefix(key, prefix); key, _ = cursor.Next() {
		if err := fn(key); err != nil {
			return err
		}
	}
	return nil
}

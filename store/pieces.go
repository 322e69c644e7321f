package store

import (
	"bytes"
	"encoding/binary"
	"errors"
)

// bbolt copies a whole page to change one value on it, and up to three
// neighbours of a value share its page however long they are. So what can be
// long (headers, bodies, packs) is kept in pieces of less than a page, each
// under the key followed by the piece's number as 4 bytes, big-endian.
const pieceSize = 4000

// putPieces writes a long value. There is at least one piece, so that an empty
// value is not an absent one.
func (v values) putPieces(b bucket, key, value []byte) error {
	for n := uint32(0); n == 0 || len(value) > 0; n++ {
		size := min(len(value), pieceSize)
		if err := v.put(b, pieceKey(key, n), value[:size]); err != nil {
			return err
		}
		value = value[size:]
	}
	return nil
}

// replacePieces writes a long value in the place of another.
func (v values) replacePieces(b bucket, key, value []byte) error {
	if err := v.deletePieces(b, key); err != nil {
		return err
	}
	return v.putPieces(b, key, value)
}

// deletePieces takes a long value away.
func (v values) deletePieces(b bucket, key []byte) error {
	var pieces [][]byte // bbolt's cursors lose their way while it deletes
	err := v.keys(b, key, func(piece []byte) error {
		pieces = append(pieces, bytes.Clone(piece))
		return nil
	})
	for _, piece := range pieces {
		err = errors.Join(err, v.delete(b, piece))
	}
	return err
}

// getPieces returns a long value, or nil. A piece missing within is left out,
// and one too many is taken in: every long value has a hash that shows it.
func (v values) getPieces(b bucket, key []byte) ([]byte, error) {
	var value []byte
	err := v.each(b, key, func(_, piece []byte) error {
		if value == nil {
			value = make([]byte, 0, len(piece))
		}
		value = append(value, piece...)
		return nil
	})
	return value, err
}

// numbers lists the commits of which a bucket holds pieces, in order.
func (v values) numbers(b bucket) ([]uint64, error) {
	var found []uint64
	err := v.keys(b, nil, func(key []byte) error {
		n, err := toNumber(key)
		if err == nil && (len(found) == 0 || found[len(found)-1] != n) {
			found = append(found, n)
		}
		return err
	})
	return found, err
}

// lastNumber returns the last commit of which a bucket holds pieces, or 0.
func (v values) lastNumber(b bucket) (uint64, error) {
	key, err := v.lastKey(b)
	if err != nil || key == nil {
		return 0, err
	}
	return toNumber(key)
}

// number is the key of a commit: its place in the order of commits.
func number(n uint64) []byte { return binary.BigEndian.AppendUint64(nil, n) }

// toNumber reads the commit's number from the key of a piece.
func toNumber(key []byte) (uint64, error) {
	if len(key) != 8+4 {
		return 0, damaged("a commit's key of %d bytes", len(key))
	}
	return binary.BigEndian.Uint64(key), nil
}

func pieceKey(key []byte, n uint32) []byte {
	return binary.BigEndian.AppendUint32(append(make([]byte, 0, len(key)+4), key...), n)
}

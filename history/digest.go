package history

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"math/bits"

	"demarc/assess"
)

// Digest stands for a set of stored records whatever their order: the sum,
// modulo 2^256, of the SHA-256 of each. It is kept up to date record by
// record. The zero Digest is that of no records; equal digests are ==.
//
// It finds damage and slips. Against somebody who forges records on purpose it
// is no proof (sums of hashes can be steered): that is what the commits'
// digests are for, from which every record can be derived anew.
type Digest struct {
	limbs [4]uint64 // least significant first
}

// Add takes a record in, given as it is stored.
func (d *Digest) Add(kind assess.RecordKind, key, value []byte) {
	h := hashRecord(kind, key, value)
	var carry uint64
	for i := range d.limbs {
		d.limbs[i], carry = bits.Add64(d.limbs[i], h[i], carry)
	}
}

// Remove takes a record out that was added before.
func (d *Digest) Remove(kind assess.RecordKind, key, value []byte) {
	h := hashRecord(kind, key, value)
	var borrow uint64
	for i := range d.limbs {
		d.limbs[i], borrow = bits.Sub64(d.limbs[i], h[i], borrow)
	}
}

// Minus returns the digest of what d stands for without what other does.
func (d Digest) Minus(other Digest) Digest {
	var borrow uint64
	for i := range d.limbs {
		d.limbs[i], borrow = bits.Sub64(d.limbs[i], other.limbs[i], borrow)
	}
	return d
}

// hashRecord is the SHA-256 of kind, key and value, each after its length as 8
// bytes, read as a big-endian number.
func hashRecord(kind assess.RecordKind, key, value []byte) [4]uint64 {
	var room [1024]byte
	text := room[:0]
	text = binary.BigEndian.AppendUint64(text, uint64(len(kind)))
	text = append(text, kind...)
	text = binary.BigEndian.AppendUint64(text, uint64(len(key)))
	text = append(text, key...)
	text = binary.BigEndian.AppendUint64(text, uint64(len(value)))
	text = append(text, value...)
	sum := sha256.Sum256(text)
	var limbs [4]uint64
	for i := range limbs {
		limbs[i] = binary.BigEndian.Uint64(sum[8*(3-i):])
	}
	return limbs
}

// String writes 64 hexadecimal digits.
func (d Digest) String() string {
	var sum [sha256.Size]byte
	for i, limb := range d.limbs {
		binary.BigEndian.PutUint64(sum[8*(3-i):], limb)
	}
	return hex.EncodeToString(sum[:])
}

// MarshalText writes the digest as String does.
func (d Digest) MarshalText() ([]byte, error) { return []byte(d.String()), nil }

// UnmarshalText reads what MarshalText wrote.
func (d *Digest) UnmarshalText(text []byte) error {
	sum, err := readHex(text)
	if err != nil {
		return err
	}
	for i := range d.limbs {
		d.limbs[i] = binary.BigEndian.Uint64(sum[8*(3-i):])
	}
	return nil
}

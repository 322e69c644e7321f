package store

import (
	"crypto/cipher"
	"crypto/rand"
	"encoding/binary"

	"golang.org/x/crypto/chacha20poly1305"
)

// seal closes values: without its key nobody reads them, and a value opens only
// where it was put. It is XChaCha20-Poly1305 with a random nonce before each
// value; what a value is bound to is its place (see place). A nil seal leaves
// values as they are.
type seal struct {
	key        []byte
	aead       cipher.AEAD
	engagement string
	schema     int
	header     sealing
}

// overhead is by how many bytes a sealed value is longer.
const overhead = chacha20poly1305.NonceSizeX + chacha20poly1305.Overhead

func newSeal(key []byte, engagement string, schema int, header sealing) (*seal, error) {
	aead, err := chacha20poly1305.NewX(key)
	if err != nil {
		return nil, err
	}
	return &seal{key, aead, engagement, schema, header}, nil
}

// newKey makes the key of a file.
func newKey() []byte {
	key := make([]byte, chacha20poly1305.KeySize)
	rand.Read(key) // never fails: crypto/rand
	return key
}

// close seals a value that lies at a key of a bucket.
func (s *seal) close(b bucket, key, plain []byte) []byte {
	sealed := make([]byte, chacha20poly1305.NonceSizeX, overhead+len(plain))
	rand.Read(sealed) // never fails: crypto/rand
	return s.aead.Seal(sealed, sealed, plain, s.place(b, key))
}

// open appends to room the value that close sealed at that place. What was
// edited, moved there or brought in from another file is damage.
func (s *seal) open(room []byte, b bucket, key, sealed []byte) ([]byte, error) {
	if len(sealed) < overhead {
		return nil, unsealable(b)
	}
	nonce, rest := sealed[:chacha20poly1305.NonceSizeX], sealed[chacha20poly1305.NonceSizeX:]
	plain, err := s.aead.Open(room, nonce, rest, s.place(b, key))
	if err != nil {
		return nil, unsealable(b)
	}
	if plain == nil {
		plain = []byte{} // there, and empty
	}
	return plain, nil
}

func unsealable(b bucket) error {
	return damaged("a value among its %s is not the one that was sealed there", b)
}

// place is what a value is bound to: engagement, schema, bucket and key, the
// first and third after their lengths.
func (s *seal) place(b bucket, key []byte) []byte {
	place := make([]byte, 0, 3*8+len(s.engagement)+len(b)+len(key))
	place = append(binary.BigEndian.AppendUint64(place, uint64(len(s.engagement))), s.engagement...)
	place = binary.BigEndian.AppendUint64(place, uint64(s.schema))
	place = append(binary.BigEndian.AppendUint64(place, uint64(len(b))), b...)
	return append(place, key...)
}

// wipe overwrites the key. Go may have copied it, and the cipher keeps one of
// its own: SECURITY.md says how far this goes.
func (s *seal) wipe() {
	if s != nil {
		clear(s.key)
	}
}

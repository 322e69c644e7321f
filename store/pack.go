package store

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
)

// Packs lists the catalogue packs in the file by the SHA-256 of their content,
// as 64 hexadecimal digits in ascending order.
func (f *File) Packs() ([]string, error) {
	var sums []string
	err := f.view(func(v values) error {
		keys, err := v.packs()
		for _, key := range keys {
			sums = append(sums, hex.EncodeToString(key))
		}
		return err
	})
	return sums, err
}

// Pack returns the catalogue pack with that SHA-256, after checking it.
func (f *File) Pack(sum string) ([]byte, error) {
	key, err := hex.DecodeString(sum)
	if err != nil || len(key) != sha256.Size {
		return nil, fmt.Errorf("%.80q is no hash of a catalogue pack", sum)
	}
	var pack []byte
	err = f.view(func(v values) (err error) {
		pack, err = v.pack(key)
		return err
	})
	return pack, err
}

// packs lists the keys of the packs.
func (v values) packs() ([][]byte, error) {
	var keys [][]byte
	err := v.keys(packsBucket, nil, func(key []byte) error {
		if own := key[:min(sha256.Size, len(key))]; len(keys) == 0 || !bytes.Equal(keys[len(keys)-1], own) {
			keys = append(keys, bytes.Clone(own))
		}
		return nil
	})
	return keys, err
}

func (v values) pack(key []byte) ([]byte, error) {
	packed, err := v.getPieces(packsBucket, key)
	if err != nil {
		return nil, err
	}
	if packed == nil {
		return nil, damaged("the catalogue pack %.6x is missing", key)
	}
	pack, err := expand(packed)
	if err != nil {
		return nil, err
	}
	if sum := sha256.Sum256(pack); string(sum[:]) != string(key) {
		return nil, damaged("the catalogue pack %.6x is not what it was", key)
	}
	return pack, nil
}

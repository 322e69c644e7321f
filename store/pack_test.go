package store

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"demarc/history"
)

// hardToPack is content that no compression makes smaller, of many pieces.
func hardToPack(size int) []byte {
	content := make([]byte, size)
	rand.NewChaCha8([32]byte{}).Read(content)
	return content
}

func hashOf(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:])
}

func TestPacksAreKeptByTheirHash(t *testing.T) {
	for name, pack := range map[string][]byte{
		"empty":                  {},
		"short":                  []byte("pack: base"),
		"one piece":              hardToPack(pieceSize - 13),
		"a little more than one": hardToPack(pieceSize + 1),
		"long":                   hardToPack(300_000),
		"long and monotonous":    bytes.Repeat([]byte("owner: provider\n"), 100_000),
	} {
		t.Run(name, func(t *testing.T) {
			f := newFile(t)
			mustCommit(t, f, 1, made(party(2)), pack)
			if packs, err := f.Packs(); !slices.Equal(packs, []string{hashOf(pack)}) || err != nil {
				t.Errorf("packs %v, %v", packs, err)
			}
			if kept, err := f.Pack(hashOf(pack)); !bytes.Equal(kept, pack) || err != nil {
				t.Errorf("%d bytes of %d, %v", len(kept), len(pack), err)
			}
			mustVerify(t, f)
		})
	}
}

func TestAPackIsKeptOnce(t *testing.T) {
	f := newFile(t)
	pack, other := hardToPack(100_000), []byte("pack: other")
	mustCommit(t, f, 1, made(party(2)), pack)
	before := len(valuesIn(t, f, packsBucket))
	mustCommit(t, f, 2, made(party(3)), pack, pack)
	if after := len(valuesIn(t, f, packsBucket)); after != before {
		t.Errorf("%d pieces became %d", before, after)
	}
	mustCommit(t, f, 3, made(party(4)), other, pack)
	want := []string{hashOf(pack), hashOf(other)}
	slices.Sort(want)
	if packs, err := f.Packs(); !slices.Equal(packs, want) || err != nil {
		t.Errorf("packs %v, %v", packs, err)
	}
}

// bomb is a zstd frame of a few kilobytes that becomes so many zeros.
func bomb(size uint64) []byte {
	const block = 128 << 10
	frame := binary.LittleEndian.AppendUint64([]byte("\x28\xb5\x2f\xfd\xc0\x50"), size)
	for left := size; left > 0; {
		n, last := min(left, block), uint32(0)
		if left -= n; left == 0 {
			last = 1
		}
		header := uint32(n)<<3 | 1<<1 | last // one byte, repeated
		frame = append(frame, byte(header), byte(header>>8), byte(header>>16), 0)
	}
	return frame
}

func TestPackRefuses(t *testing.T) {
	f := newFile(t)
	for sum, want := range map[string]string{
		"":                      `"" is no hash`,
		"c0ffee":                `"c0ffee" is no hash`,
		strings.Repeat("z", 64): "is no hash",
		hashOf(nil):             "the catalogue pack e3b0c44298fc is missing",
	} {
		if _, err := f.Pack(sum); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: said %v", sum, err)
		}
	}
}

// What is compressed within a file is not believed: neither what is no
// compressed text nor what would fill the memory.
func TestExpandRefuses(t *testing.T) {
	if plain, err := expand(bomb(1 << 20)); len(plain) != 1<<20 || err != nil {
		t.Errorf("what is not too large became %d bytes, %v", len(plain), err)
	}
	packed, err := compress([]byte("pack: base"))
	if err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string][]byte{
		"text":   []byte("pack: base"),
		"a part": packed[:len(packed)-1],
		"a tail": append(bytes.Clone(packed), 1),
		"a bomb": bomb(history.MaxBody + 1),
	} {
		var broken *damage
		if plain, err := expand(content); !errors.As(err, &broken) {
			t.Errorf("%s: became %d bytes, %v", name, len(plain), err)
		}
	}
}

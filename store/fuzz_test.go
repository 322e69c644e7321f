package store

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"testing"

	"demarc/assess"
)

func FuzzDecodeCell(f *testing.F) {
	random := rand.New(rand.NewPCG(1, 2))
	for range 3 {
		encoded, err := encodeRecord(cell(random, "a1", "AI-SEC-001"))
		if err != nil {
			f.Fatal(err)
		}
		f.Add(encoded)
	}
	f.Fuzz(func(t *testing.T, encoded []byte) { agree(t, newDecoder(), encoded) })
}

func FuzzDecodeRecord(f *testing.F) {
	for i, kind := range assess.RecordKinds {
		f.Add(byte(i), "a1/AI-SEC-001", []byte("\xa1\x01\x61a"))
		f.Add(byte(i), string(kind), []byte("\xa0"))
	}
	f.Fuzz(func(t *testing.T, kind byte, key string, encoded []byte) {
		ref := assess.Ref{Kind: assess.RecordKinds[int(kind)%len(assess.RecordKinds)], Key: key}
		record, err := newDecoder().decode(ref.Kind, []byte(key), encoded)
		if err != nil {
			return
		}
		if record.Ref() != ref {
			t.Fatalf("%v became %v", ref, record.Ref())
		}
		again, err := encodeRecord(record)
		if err != nil {
			t.Fatal(err)
		}
		back, err := decodeRecord(ref, again)
		if err != nil {
			t.Fatalf("%x cannot be read again: %v", again, err)
		}
		if twice, err := encodeRecord(back); err != nil || !bytes.Equal(twice, again) {
			t.Fatalf("%x is written as %x, %v", again, twice, err)
		}
	})
}

// The first look at a file holds for whatever bytes there are.
func FuzzPrecheck(f *testing.F) {
	whole := engagementBytes(f)[:2*pageSize]
	f.Add(whole, int64(len(whole)))
	f.Add(whole, int64(1)<<40)
	f.Add(broken(whole, 0), int64(1)<<40)
	f.Add([]byte("%PDF-1.7"), int64(8))
	f.Fuzz(func(t *testing.T, content []byte, size int64) {
		var broken *damage
		if _, err := precheck(bytes.NewReader(content), size); err != nil && err != errNotDemarc && !errors.As(err, &broken) {
			t.Errorf("said %v", err)
		}
	})
}

func FuzzExpand(f *testing.F) {
	packed, err := compress([]byte(`{"groups":[]}`))
	if err != nil {
		f.Fatal(err)
	}
	f.Add(packed)
	f.Fuzz(func(t *testing.T, packed []byte) {
		plain, err := expand(packed)
		if err != nil {
			return
		}
		again, err := compress(plain)
		if err != nil {
			t.Fatal(err)
		}
		if back, err := expand(again); err != nil || !bytes.Equal(back, plain) {
			t.Errorf("%x became %x, %v", plain, back, err)
		}
	})
}

func FuzzReadEntry(f *testing.F) {
	f.Add(fileEntry{}.encode())
	f.Add(fileEntry{hashOf([]byte("x")), 1, 1, true}.encode())
	f.Fuzz(func(t *testing.T, encoded []byte) {
		entry, err := readEntry(encoded)
		var broken *damage
		if err != nil && !errors.As(err, &broken) {
			t.Fatalf("said %v", err)
		}
		if err == nil && !bytes.Equal(entry.encode(), encoded) {
			t.Errorf("%q became %+v", encoded, entry)
		}
	})
}

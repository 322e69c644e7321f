package sign

import (
	"bytes"
	"compress/zlib"
	"testing"
)

func zipped(t *testing.T, data []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	w := zlib.NewWriter(&out)
	if _, err := w.Write(data); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// TestStreamsAreComparedWhileTheyAreUnpacked: one after another, also after one
// that could not be read.
func TestStreamsAreComparedWhileTheyAreUnpacked(t *testing.T) {
	long := bytes.Repeat([]byte("0123456789abcdef"), 10_000)
	packed := zipped(t, long)
	edited := bytes.Clone(long)
	edited[len(edited)-1] = 'g'
	damaged := bytes.Clone(packed)
	damaged[len(damaged)-1] ^= 1 // of the checksum
	u := &unpacker{}
	for _, c := range []struct {
		name            string
		packed, content []byte
		want            bool
	}{
		{"no stream at first", []byte("no"), nil, false},
		{"the same", packed, long, true},
		{"nothing", zipped(t, nil), nil, true},
		{"the last byte", packed, edited, false},
		{"shorter", packed, long[:len(long)-1], false},
		{"longer", packed, append(bytes.Clone(long), 'x'), false},
		{"no end", packed[:len(packed)-6], long, false},
		{"a wrong checksum", damaged, long, false},
		{"no stream", []byte("no stream"), nil, false},
		{"the same again", packed, long, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			if u.unpacksTo(c.packed, c.content) != c.want {
				t.Errorf("it is not %v", c.want)
			}
		})
	}
}

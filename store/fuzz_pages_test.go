package store

import (
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// FuzzDamagedFile reads a small file with bytes of it changed, each given by
// its place and its value, and the end cut off where the length is not 0. The
// file is a kept one, so that what was found once is found again.
func FuzzDamagedFile(f *testing.F) {
	whole := testedFile(f)
	j := &judge{path: filepath.Join(f.TempDir(), "acme.demarc"), whole: whole}
	f.Add([]byte{}, uint32(0))
	f.Add([]byte{}, uint32(pageSize))
	for page := range uint32(len(whole) / pageSize) {
		f.Add(edits(page*pageSize, 8, leafPage, 10, 1, 12, 1, pageHeader+4, 40), uint32(0))
	}
	f.Fuzz(func(t *testing.T, edits []byte, cut uint32) {
		m := mutation{cut: int(cut) % len(whole)}
		for ; len(edits) >= 5; edits = edits[5:] {
			m.patches = append(m.patches, patch{int(binary.BigEndian.Uint32(edits)) % len(whole), edits[4:5]})
		}
		if said := j.verdict(m, len(m.patches)%2 == 0); strings.HasPrefix(said, wrong) {
			t.Error(said)
		}
	})
}

// testedFile is the kept file of this schema, with its draft written anew: those
// of then have no checksum.
func testedFile(tb testing.TB) []byte {
	tb.Helper()
	path := filepath.Join(tb.TempDir(), "acme.demarc")
	if err := os.WriteFile(path, readFile(tb, fmt.Sprintf("testdata/schema-%d.demarc", current(migrations))), 0o600); err != nil {
		tb.Fatal(err)
	}
	file, err := Open(path, Options{})
	if err != nil {
		tb.Fatal(err)
	}
	if err := errors.Join(file.SetDraft(Draft{Ref: engagement().Ref(), Path: "objective", Text: "half a sent"}), file.Close()); err != nil {
		tb.Fatal(err)
	}
	return readFile(tb, path)
}

// edits writes pairs of a place on a page and the value to put there.
func edits(page uint32, pairs ...uint32) []byte {
	var written []byte
	for i := 0; i < len(pairs); i += 2 {
		written = append(binary.BigEndian.AppendUint32(written, page+pairs[i]), byte(pairs[i+1]))
	}
	return written
}

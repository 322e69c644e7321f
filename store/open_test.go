package store

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	bolt "go.etcd.io/bbolt"
)

// engagementBytes is a whole file, small.
func engagementBytes(tb testing.TB) []byte {
	tb.Helper()
	path := filepath.Join(tb.TempDir(), "acme.demarc")
	if err := createAt(path, party(1)); err != nil {
		tb.Fatal(err)
	}
	return readFile(tb, path)
}

func readFile(tb testing.TB, path string) []byte {
	tb.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		tb.Fatal(err)
	}
	return content
}

const (
	noDemarc = "acme.demarc is no Demarc file: choose an engagement"
	damage1  = "acme.demarc is damaged ("
)

func TestOpenRefusesWhatIsNoEngagement(t *testing.T) {
	whole := engagementBytes(t)
	random := make([]byte, 200_000)
	rand.NewChaCha8([32]byte{}).Read(random)
	tests := map[string]struct {
		content []byte
		kind    error
		want    string
	}{
		"an empty file":            {nil, ErrNotDemarc, noDemarc},
		"one byte":                 {whole[:1], ErrNotDemarc, noDemarc},
		"a PDF":                    {[]byte("%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\n"), ErrNotDemarc, noDemarc},
		"a long text":              {bytes.Repeat([]byte("name,owner\n"), 10_000), ErrNotDemarc, noDemarc},
		"a spreadsheet":            {append([]byte("PK\x03\x04"), random[:9000]...), ErrNotDemarc, noDemarc},
		"random bytes":             {random, ErrNotDemarc, noDemarc},
		"zeros":                    {make([]byte, 1<<20), ErrNotDemarc, noDemarc},
		"the first page alone":     {whole[:pageSize], ErrDamaged, damage1 + "it is shorter"},
		"half":                     {whole[:len(whole)/2], ErrDamaged, damage1 + "it is shorter"},
		"all but the last page":    {whole[:len(whole)-pageSize], nil, ""},
		"no first pages":           {append(make([]byte, 2*pageSize), whole[2*pageSize:]...), ErrNotDemarc, noDemarc},
		"two broken first pages":   {broken(whole, 0, 1), ErrDamaged, damage1 + "its first pages)"},
		"zeros behind the start":   {append(bytes.Clone(whole[:2*pageSize]), make([]byte, len(whole)-2*pageSize)...), ErrDamaged, damage1},
		"garbage behind the start": {append(bytes.Clone(whole[:2*pageSize]), random[:len(whole)-2*pageSize]...), ErrDamaged, damage1},
		"another kind of bbolt":    {otherBolt(t, "records", nil), ErrNotDemarc, noDemarc},
		"another one with meta":    {otherBolt(t, "meta", nil), ErrNotDemarc, noDemarc},
		"a schema that is none":    {otherBolt(t, "meta", []byte("demarc x")), ErrDamaged, damage1 + `its schema "x")`},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			for _, readOnly := range []bool{true, false} {
				path := filepath.Join(t.TempDir(), "acme.demarc")
				if err := os.WriteFile(path, test.content, 0o600); err != nil {
					t.Fatal(err)
				}
				err := openAndRead(path, readOnly)
				if test.kind == nil && err == nil {
					continue // the end of a file is room to grow
				}
				if err == nil || !errors.Is(err, test.kind) || !strings.HasPrefix(err.Error(), test.want) {
					t.Errorf("read-only %v: said %v", readOnly, err)
				}
				if err != nil && strings.Contains(err.Error(), "\n") {
					t.Errorf("more than a sentence: %v", err)
				}
				if !bytes.Equal(readFile(t, path), test.content) {
					t.Error("the file was changed")
				}
			}
		})
	}
}

// Of the two first pages one leads to the last commit and one to that before
// it. A file that lost one of them is read by the other; where that may have
// cost a commit, Verify says so.
func TestOneBrokenFirstPageIsNoMatter(t *testing.T) {
	path := filepath.Join(t.TempDir(), "acme.demarc")
	f := mustCreate(t, path, engagement())
	mustCommit(t, f, 1, made(party(2)))
	f.Close()
	whole := readFile(t, path)
	found := map[int]bool{}
	for page := range 2 {
		path := filepath.Join(t.TempDir(), "acme.demarc")
		if err := os.WriteFile(path, broken(whole, page), 0o600); err != nil {
			t.Fatal(err)
		}
		f, err := Open(path, Options{})
		if err != nil {
			t.Fatal(err)
		}
		v, err := f.Verify(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		const lost = "the page that leads to the last change is broken: the file may be as it was one change before"
		if want := map[int]string{1: lost, 2: ""}[v.Commits]; strings.Join(v.Problems, "; ") != want {
			t.Errorf("with %d commits it says %q", v.Commits, v.Problems)
		}
		found[v.Commits] = true
		f.Close()
	}
	if !found[1] || !found[2] {
		t.Errorf("found files of so many commits: %v", found)
	}
}

// A broken first page cannot claim to be the older one by its number alone.
func TestABrokenNumberOfTheFirstPage(t *testing.T) {
	path := filepath.Join(t.TempDir(), "acme.demarc")
	f := mustCreate(t, path, engagement())
	defer f.Close()
	claims := 0
	for n := range 8 {
		mustCommit(t, f, n+1, made(party(n+2)))
		whole := readFile(t, path)
		newest, _, err := newestMeta(bytes.NewReader(whole))
		if err != nil {
			t.Fatal(err)
		}
		for bit := range 64 {
			changed := bytes.Clone(whole)
			changed[(newest.transaction%2)*pageSize+metaOffset+48+uint64(bit/8)] ^= 1 << (bit % 8)
			older, doubt, err := newestMeta(bytes.NewReader(changed))
			if err != nil || older.transaction != newest.transaction-1 || !doubt {
				t.Errorf("bit %d: change %d instead of %d, in doubt %v, %v", bit, older.transaction, newest.transaction, doubt, err)
			}
			if newest.transaction^1<<bit == newest.transaction-2 {
				claims++
			}
		}
	}
	if claims == 0 {
		t.Error("no number became that of the change before the one that is left")
	}
}

// However short a file was cut, it is refused or whole, and never kills the
// program.
func TestATruncatedFileIsRefused(t *testing.T) {
	whole := engagementBytes(t)
	path := filepath.Join(t.TempDir(), "acme.demarc")
	for size := 0; size < len(whole); size += 509 {
		if err := os.WriteFile(path, whole[:size], 0o600); err != nil {
			t.Fatal(err)
		}
		if err := openAndRead(path, true); err != nil && !errors.Is(err, ErrDamaged) && !errors.Is(err, ErrNotDemarc) {
			t.Fatalf("%d bytes: %v", size, err)
		}
	}
}

func TestOpenOtherThings(t *testing.T) {
	folder := t.TempDir()
	if err := os.Mkdir(filepath.Join(folder, "a folder"), 0o700); err != nil {
		t.Fatal(err)
	}
	tests := map[string]struct {
		path string
		kind error
		want string
	}{
		"a folder":         {filepath.Join(folder, "a folder"), ErrNotDemarc, "a folder is no Demarc file: choose an engagement"},
		"a device":         {os.DevNull, ErrNotDemarc, "null is no Demarc file: choose an engagement"},
		"nothing":          {filepath.Join(folder, "acme.demarc"), ErrMissing, "there is no acme.demarc: check the name and the folder"},
		"no folder either": {filepath.Join(folder, "x", "acme.demarc"), ErrMissing, "there is no acme.demarc: check the name and the folder"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			for _, readOnly := range []bool{true, false} {
				if err := openAndRead(test.path, readOnly); !errors.Is(err, test.kind) || err.Error() != test.want {
					t.Errorf("said %v", err)
				}
			}
		})
	}
	if names := namesIn(t, folder); len(names) != 1 {
		t.Errorf("opening made a file: %q", names)
	}
}

// openAndRead does what a program does with a file that it was given.
func openAndRead(path string, readOnly bool) error {
	f, err := Open(path, Options{ReadOnly: readOnly})
	if err != nil {
		return err
	}
	defer f.Close()
	return f.Load(discard)
}

// broken is a file whose first pages are broken.
func broken(whole []byte, pages ...int) []byte {
	changed := bytes.Clone(whole)
	for _, page := range pages {
		changed[page*pageSize+metaOffset+20] ^= 1
	}
	return changed
}

// otherBolt is a bbolt file with one bucket, and a schema where one is given.
func otherBolt(tb testing.TB, bucket string, schema []byte) []byte {
	tb.Helper()
	path := filepath.Join(tb.TempDir(), "other")
	db, err := bolt.Open(path, 0o600, &bolt.Options{PageSize: pageSize})
	if err != nil {
		tb.Fatal(err)
	}
	defer db.Close()
	err = db.Update(func(tx *bolt.Tx) error {
		in, err := tx.CreateBucket([]byte(bucket))
		if err != nil || schema == nil {
			return err
		}
		return in.Put(keySchema, schema)
	})
	if err != nil {
		tb.Fatal(err)
	}
	return readFile(tb, path)
}

package store

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"

	"demarc/assess"
	"demarc/history"

	bolt "go.etcd.io/bbolt"
	"golang.org/x/text/unicode/norm"
)

const passphrase = "Brücke, Hafen, Nebel"

// planted are the words that must not be seen in a sealed file.
var planted = []string{"Quisquilia Insurance", "the crown jewels leak", "half a zebra", "a pack of llamas", "planted team", "evidence in a hatbox"}

// plantedFile makes a file with the planted words in records, history, draft,
// packs and evidence files.
func plantedFile(tb testing.TB, path, passphrase string) *File {
	tb.Helper()
	scope := &assess.Engagement{ID: engagementID, Client: planted[0], Objective: planted[1], Created: at(0), Packs: hashOf([]byte(planted[3]))}
	f, err := Create(path, engagementID, passphrase, header(0), made(scope), []byte(planted[3]))
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { f.Close() })
	team := made(&assess.Party{ID: "t", Name: planted[4]})
	kept := mustKeep(tb, f, strings.NewReader(planted[5]))
	mustCommit(tb, f, 1, append(made(evidence(1, kept)), team...))
	mustCommit(tb, f, 2, history.Invert(team))
	if err := f.SetDraft(Draft{Path: "objective", Text: planted[2]}); err != nil {
		tb.Fatal(err)
	}
	return f
}

// readable lists the planted words that can be read in a folder, in UTF-8 or
// UTF-16, with the names of the files.
func readable(tb testing.TB, folder string) (found []string) {
	tb.Helper()
	err := filepath.WalkDir(folder, func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content := readFile(tb, path)
		for _, word := range planted {
			for _, spelling := range spellings(word) {
				if bytes.Contains(content, spelling) {
					found = append(found, filepath.Base(path)+": "+word)
				}
			}
		}
		return nil
	})
	if err != nil {
		tb.Fatal(err)
	}
	return found
}

func spellings(word string) [][]byte {
	var little, big []byte
	for _, unit := range utf16.Encode([]rune(word)) {
		little = append(little, byte(unit), byte(unit>>8))
		big = append(big, byte(unit>>8), byte(unit))
	}
	return [][]byte{[]byte(word), little, big}
}

func opened(path, passphrase string) (*File, error) {
	return Open(path, Options{Passphrase: func() (string, error) { return passphrase, nil }})
}

func mustOpen(tb testing.TB, path, passphrase string) *File {
	tb.Helper()
	f, err := opened(path, passphrase)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { f.Close() })
	return f
}

func TestASealedFileIsReadByItsPassphraseAlone(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "acme.demarc")
	plantedFile(t, path, passphrase).Close()
	if found := readable(t, folder); len(found) > 0 {
		t.Errorf("anybody reads %q", found)
	}
	for _, typed := range []string{passphrase, norm.NFD.String(passphrase)} {
		f := mustOpen(t, path, typed)
		if draft, err := f.Draft(); draft.Text != planted[2] || err != nil || !f.Sealed() {
			t.Errorf("the draft is %+v: %v", draft, err)
		}
		if scope := load(t, f).Engagement; scope.Client != planted[0] {
			t.Errorf("the client is %q", scope.Client)
		}
		mustVerify(t, f)
		f.Close()
	}
}

// What an unsealed file shows is what the tests above look for.
func TestAnUnsealedFileIsReadByAnybody(t *testing.T) {
	folder := t.TempDir()
	plantedFile(t, filepath.Join(folder, "acme.demarc"), "").Close()
	if found := readable(t, folder); len(found) < 3 {
		t.Errorf("only %q can be read", found)
	}
}

func TestASealedFileSaysWhyItDoesNotOpen(t *testing.T) {
	const sealed = "acme.demarc is damaged (a value among its meta is not the one that was sealed there): restore it from a backup"
	for name, test := range map[string]struct {
		typed  string
		damage func(tb testing.TB, f *File)
		kind   error
		want   string
	}{
		"no passphrase":          {"", nil, ErrSealed, "acme.demarc is sealed: give its passphrase"},
		"a wrong passphrase":     {"bridge", nil, ErrPassphrase, "that is not the passphrase of acme.demarc: try again"},
		"a damaged header":       {passphrase, damageHeader, ErrDamaged, "acme.demarc is damaged (the part that its passphrase opens): restore it from a backup"},
		"damage and a wrong one": {"bridge", damageHeader, ErrDamaged, "acme.demarc is damaged (the part that its passphrase opens): restore it from a backup"},
		"an edited value":        {passphrase, damageValue, ErrDamaged, sealed},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "acme.demarc")
			f := plantedFile(t, path, passphrase)
			if test.damage != nil {
				test.damage(t, f)
			}
			f.Close()
			options := Options{}
			if test.typed != "" {
				options.Passphrase = func() (string, error) { return test.typed, nil }
			}
			f, err := Open(path, options)
			if f != nil || !errors.Is(err, test.kind) || err.Error() != test.want {
				t.Errorf("said %v", err)
			}
		})
	}
}

// raw changes the bytes of a value as they lie in the file.
func raw(tb testing.TB, f *File, b bucket, key []byte, change func([]byte) []byte) {
	tb.Helper()
	err := f.db.Update(func(tx *bolt.Tx) error {
		in := tx.Bucket([]byte(b))
		return in.Put(key, change(bytes.Clone(in.Get(key))))
	})
	if err != nil {
		tb.Fatal(err)
	}
}

func damageHeader(tb testing.TB, f *File) {
	raw(tb, f, metaBucket, keySealing, func(header []byte) []byte {
		return bytes.Replace(header, []byte(`"passes":1`), []byte(`"passes":2`), 1)
	})
}

func damageValue(tb testing.TB, f *File) {
	raw(tb, f, metaBucket, keyCreated, func(sealed []byte) []byte { sealed[30] ^= 1; return sealed })
}

// Whatever byte of a header is another one, it is damaged, and never a wrong
// passphrase; and one that asks for more than anybody would is not computed.
func TestHeadersThatAreNotWhole(t *testing.T) {
	header, err := wrap(passphrase, newKey(), engagementID)
	if err != nil {
		t.Fatal(err)
	}
	encoded := header.encode()
	for at := range encoded {
		for bit := range 8 {
			changed := bytes.Clone(encoded)
			changed[at] ^= 1 << bit
			if read, err := readSealing(changed); err == nil && !bytes.Equal(read.encode(), encoded) {
				t.Errorf("byte %d may be %x", at, changed[at])
			}
		}
	}
	for name, change := range map[string]func(h *sealing){
		"another function":  func(h *sealing) { h.KDF = "pbkdf2" },
		"no memory":         func(h *sealing) { h.Memory = 0 },
		"too much memory":   func(h *sealing) { h.Memory = 1 << 30 },
		"no passes":         func(h *sealing) { h.Passes = 0 },
		"too many passes":   func(h *sealing) { h.Passes = 1 << 20 },
		"no lanes":          func(h *sealing) { h.Lanes = 0 },
		"nothing it opens":  func(h *sealing) { h.Wrapped = nil },
		"too little inside": func(h *sealing) { h.Wrapped = h.Wrapped[:60] },
	} {
		other := header
		change(&other)
		other.Sum = other.sum()
		if _, err := readSealing(other.encode()); err != errHeader {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestWhatItTakesToTryAPassphrase(t *testing.T) {
	if want := (cost{memory: 64 << 10, passes: 3, lanes: 4}); atFullCost != want {
		t.Errorf("%+v", atFullCost)
	}
}

// A weaker header that somebody makes up opens nothing: its parameters are part
// of what is sealed.
func TestParametersAreBound(t *testing.T) {
	header, err := wrap(passphrase, newKey(), engagementID)
	if err != nil {
		t.Fatal(err)
	}
	other := header
	other.Lanes++
	other.Sum = other.sum()
	if _, _, err := other.unwrap(passphrase); err != ErrPassphrase {
		t.Errorf("said %v", err)
	}
}

func TestAValueOpensOnlyWhereItWasSealed(t *testing.T) {
	key := newKey()
	s := mustSeal(t, key, engagementID, 2)
	for name, test := range map[string]struct {
		seal   *seal
		bucket bucket
		key    string
		opens  bool
	}{
		"where it was":       {s, recordsBucket, "a/1", true},
		"another key":        {s, recordsBucket, "a/2", false},
		"another bucket":     {s, metaBucket, "a/1", false},
		"between the two":    {s, bucket(recordsBucket + "a"), "/1", false},
		"another schema":     {mustSeal(t, key, engagementID, 3), recordsBucket, "a/1", false},
		"another client":     {mustSeal(t, key, "other", 2), recordsBucket, "a/1", false},
		"another file's key": {mustSeal(t, newKey(), engagementID, 2), recordsBucket, "a/1", false},
	} {
		for _, plain := range []string{"", "x", "who owns what"} {
			sealed := s.close(recordsBucket, []byte("a/1"), []byte(plain))
			got, err := test.seal.open(nil, test.bucket, []byte(test.key), sealed)
			if (err == nil) != test.opens || test.opens && (string(got) != plain || got == nil) {
				t.Errorf("%s: %q, %v", name, got, err)
			}
		}
	}
}

func TestEqualValuesAreSealedDifferently(t *testing.T) {
	s := mustSeal(t, newKey(), engagementID, 2)
	seen := map[string]bool{}
	for range 1000 {
		sealed := s.close(recordsBucket, []byte("a/1"), []byte("same"))
		if seen[string(sealed[:24])] {
			t.Fatal("a nonce came twice")
		}
		seen[string(sealed[:24])] = true
	}
}

func mustSeal(tb testing.TB, key []byte, engagement string, schema int) *seal {
	tb.Helper()
	s, err := newSeal(key, engagement, schema, sealing{})
	if err != nil {
		tb.Fatal(err)
	}
	return s
}

// Everything but schema and header is sealed, in every bucket.
func TestEveryValueIsSealed(t *testing.T) {
	f := plantedFile(t, filepath.Join(t.TempDir(), "acme.demarc"), passphrase)
	var clearKeys []string
	err := f.view(func(v values) error {
		for _, b := range buckets {
			in := v.tx.Bucket([]byte(b))
			err := in.ForEach(func(key, value []byte) error {
				if _, err := f.seal.open(nil, b, key, value); err != nil {
					clearKeys = append(clearKeys, fmt.Sprintf("%s/%s", b, key))
				}
				return nil
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(clearKeys, " "); got != "meta/schema meta/sealing" {
		t.Errorf("these are not sealed: %s", got)
	}
}

func FuzzSealing(f *testing.F) {
	header, err := wrap(passphrase, newKey(), engagementID)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(header.encode())
	f.Add([]byte("{}"))
	f.Fuzz(func(t *testing.T, encoded []byte) {
		h, err := readSealing(encoded)
		if err != nil {
			return
		}
		if h.Memory > maxMemory || h.Passes > maxPasses || len(h.Wrapped) < overhead || !json.Valid(encoded) {
			t.Errorf("%+v", h)
		}
	})
}

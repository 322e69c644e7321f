package history

import (
	"crypto/sha256"
	"fmt"

	"demarc/assess"
)

// Entry is a commit as the log lists it.
type Entry struct {
	ID     ID
	Header Header
}

// Commit is one saved change with what is left of it. Changes are sorted by
// kind and key, each with its salt; Erased are the records whose changes were
// erased because somebody forgot them, likewise sorted. No body proves that the
// erasing was asked for: whoever verifies looks for a commit that forgets the
// record and that this one does not follow.
type Commit struct {
	Entry
	Changes []Change
	Salts   []Salt
	Erased  []assess.Ref
}

// Sealed is a commit and the bytes in which it is kept.
type Sealed struct {
	Commit
	HeaderBytes []byte
	BodyBytes   []byte
}

// Seal makes a commit of changes, one salt for each. The header comes without
// its digests, which Seal fills in. The changes are sorted first; it fails
// where one record is changed twice, where a commit forgets that may not, or a
// rule of header or body is broken.
func Seal(h Header, changes []Change, of []Salt) (Sealed, error) {
	if err := checkForgetting(h.Kind, changes); err != nil {
		return Sealed{}, err
	}
	changes = Sorted(changes)
	bodyBytes, err := EncodeBody(changes, of)
	if err != nil {
		return Sealed{}, err
	}
	h.Digests = digests(changes, of)
	headerBytes, err := EncodeHeader(h)
	if err != nil {
		return Sealed{}, err
	}
	return Sealed{
		Commit:      Commit{Entry: Entry{ID: HeaderID(headerBytes), Header: h}, Changes: changes, Salts: of},
		HeaderBytes: headerBytes,
		BodyBytes:   bodyBytes,
	}, nil
}

// Check reads a commit from its bytes and holds every change that is left
// against its digest in the header.
func Check(headerBytes, bodyBytes []byte) (Commit, error) {
	h, err := DecodeHeader(headerBytes)
	if err != nil {
		return Commit{}, err
	}
	b, err := DecodeBody(bodyBytes)
	if err != nil {
		return Commit{}, err
	}
	if err := checkForgetting(h.Kind, b.Changes); err != nil {
		return Commit{}, err
	}
	if n := len(b.Changes) + len(b.Erased); n != len(h.Digests) {
		return Commit{}, fmt.Errorf("the commit has %d changes and not %d, as its header says", n, len(h.Digests))
	}
	erased := 0
	for i, digest := range digests(b.Changes, b.Salts) {
		ref := b.Changes[i].Ref
		for erased < len(b.Erased) && compareRefs(b.Erased[erased], ref) < 0 {
			erased++
		}
		if digest != h.Digests[i+erased] {
			return Commit{}, fmt.Errorf("the change of %s %s is not the one that was committed", ref.Kind, ref.Key)
		}
	}
	return Commit{Entry: Entry{ID: HeaderID(headerBytes), Header: h}, Changes: b.Changes, Salts: b.Salts, Erased: b.Erased}, nil
}

// checkForgetting refuses forgettings outside the commits that are there for
// them: those that forget, and the merges that pass it on.
func checkForgetting(kind Kind, changes []Change) error {
	if kind == KindForget || kind == KindMerge {
		return nil
	}
	for _, change := range changes {
		if change.Forgets() {
			return fmt.Errorf("%s %s: a change that changes nothing, in a commit that forgets nothing", change.Ref.Kind, change.Ref.Key)
		}
	}
	return nil
}

// digests returns, for each change, the SHA-256 of its salt, its record's kind
// and key and its fields, every text after its length as 8 bytes.
func digests(changes []Change, of []Salt) Digests {
	sums := make(Digests, len(changes))
	var text []byte
	for i, change := range changes {
		text = append(text[:0], of[i][:]...)
		text = appendText(text, string(change.Ref.Kind))
		text = appendText(text, change.Ref.Key)
		sums[i] = sha256.Sum256(appendFields(text, change.Fields))
	}
	return sums
}

package history

import (
	"crypto/sha256"
	"fmt"
)

// Entry is a commit as the log lists it.
type Entry struct {
	ID     ID
	Header Header
}

// Commit is one saved change, whole. Its changes are sorted by kind and key.
type Commit struct {
	Entry
	Changes []Change
}

// Sealed is a commit and the bytes in which it is kept.
type Sealed struct {
	Commit
	HeaderBytes []byte
	BodyBytes   []byte
}

// Seal makes a commit of changes, one salt for each. The header comes without
// its digests, which Seal fills in. The changes are sorted first; it fails
// where one record is changed twice, or a rule of header or body is broken.
func Seal(h Header, changes []Change, of []Salt) (Sealed, error) {
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
		Commit:      Commit{Entry: Entry{ID: HeaderID(headerBytes), Header: h}, Changes: changes},
		HeaderBytes: headerBytes,
		BodyBytes:   bodyBytes,
	}, nil
}

// Check reads a commit from its bytes and holds every change against its
// digest in the header.
func Check(headerBytes, bodyBytes []byte) (Commit, error) {
	h, err := DecodeHeader(headerBytes)
	if err != nil {
		return Commit{}, err
	}
	changes, of, err := DecodeBody(bodyBytes)
	if err != nil {
		return Commit{}, err
	}
	if len(changes) != len(h.Digests) {
		return Commit{}, fmt.Errorf("the commit has %d changes and not %d, as its header says", len(changes), len(h.Digests))
	}
	for i, digest := range digests(changes, of) {
		if digest != h.Digests[i] {
			ref := changes[i].Ref
			return Commit{}, fmt.Errorf("the change of %s %s is not the one that was committed", ref.Kind, ref.Key)
		}
	}
	return Commit{Entry: Entry{ID: HeaderID(headerBytes), Header: h}, Changes: changes}, nil
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

package store

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"

	"demarc/assess"
)

// Draft is text that somebody is typing into a field. It is outside the chain
// of commits, and there is one at a time.
type Draft struct {
	Ref  assess.Ref `json:"ref"`
	Path string     `json:"path"`
	Text string     `json:"text"`
}

var keyDraft = []byte("draft")

// SetDraft keeps a draft in the place of the last one; the zero Draft ends it.
// It is on disk when SetDraft returns.
func (f *File) SetDraft(draft Draft) error {
	return f.update(func(v values) error {
		if draft == (Draft{}) {
			return v.delete(draftsBucket, keyDraft)
		}
		text, err := encodeDraft(draft)
		if err != nil {
			return err
		}
		return v.put(draftsBucket, keyDraft, text)
	})
}

// Draft returns the draft, or the zero Draft where there is none.
func (f *File) Draft() (Draft, error) {
	var draft Draft
	err := f.view(func(v values) (err error) {
		draft, err = v.draft()
		return err
	})
	return draft, err
}

func (v values) draft() (Draft, error) {
	text, err := v.get(draftsBucket, keyDraft)
	if err != nil {
		return Draft{}, err
	}
	if text == nil {
		if other, err := v.lastKey(draftsBucket); err != nil || other != nil {
			return Draft{}, errors.Join(err, errDraft)
		}
		return Draft{}, nil
	}
	return decodeDraft(text)
}

var errDraft = damaged("its draft cannot be read")

// kept is a draft as it is stored. No commit vouches for it, so it has a
// checksum of its own.
type kept struct {
	Draft
	Sum string `json:"sum,omitempty"`
}

// encodeDraft writes a draft with the SHA-256 of what it is without.
func encodeDraft(draft Draft) ([]byte, error) {
	text, err := json.Marshal(draft)
	if err != nil {
		return nil, err
	}
	if err = json.Unmarshal(text, &draft); err == nil { // what was no UTF-8 is now
		text, err = json.Marshal(draft)
	}
	if err != nil {
		return nil, err
	}
	return json.Marshal(kept{draft, fmt.Sprintf("%x", sha256.Sum256(text))})
}

// decodeDraft reads a draft, of which every byte has to be as it was written.
// Those of older programs have no checksum.
func decodeDraft(text []byte) (Draft, error) {
	var found kept
	from := json.NewDecoder(bytes.NewReader(text))
	from.DisallowUnknownFields()
	if from.Decode(&found) != nil || from.InputOffset() != int64(len(text)) {
		return Draft{}, errDraft
	}
	if found.Sum == "" {
		return found.Draft, nil
	}
	if again, err := encodeDraft(found.Draft); err != nil || !bytes.Equal(again, text) {
		return Draft{}, errDraft
	}
	return found.Draft, nil
}

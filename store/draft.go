package store

import (
	"encoding/json"

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
		text, err := json.Marshal(draft)
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

func (v values) draft() (draft Draft, err error) {
	text, err := v.get(draftsBucket, keyDraft)
	if err != nil || text == nil {
		return Draft{}, err
	}
	if json.Unmarshal(text, &draft) != nil {
		return Draft{}, damaged("its draft cannot be read")
	}
	return draft, nil
}

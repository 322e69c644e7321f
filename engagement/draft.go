package engagement

import "demarc/store"

// KeepDraft keeps text that is being typed, outside the history, until it is
// committed: whatever ends the program, the text is there the next time. place
// says in which field, in the caller's own words; there is one draft at a time,
// and an empty text ends it. It is on disk when KeepDraft returns.
func (s *Session) KeepDraft(place, text string) error {
	draft := store.Draft{Path: place, Text: text}
	if text == "" {
		draft = store.Draft{}
	}
	if err := s.file.SetDraft(draft); err != nil {
		return storeError(err)
	}
	return nil
}

// Draft is text that was being typed when the program ended, and where; empty
// where there is none.
func (s *Session) Draft() (place, text string, err error) {
	draft, err := s.file.Draft()
	if err != nil {
		return "", "", storeError(err)
	}
	return draft.Path, draft.Text, nil
}

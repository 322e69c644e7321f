package cli

import (
	"encoding/json"
	"errors"
	"strings"

	"demarc/assess"
	"demarc/engagement"
)

func joined(words []string) string { return strings.Join(words, ", ") }

// changing runs work on an engagement that it may change.
func (a *app) changing(path string, work func(*engagement.Session) error) error {
	return a.run(path, a.open, func(s *engagement.Session) error {
		a.changed = s
		if behind := s.ClockBehind(); !behind.Silent() {
			a.note("%s", behind)
		}
		return work(s)
	})
}

// looking runs work on an engagement that it only reads.
func (a *app) looking(path string, work func(*engagement.Session) error) error {
	return a.run(path, a.look, work)
}

// run opens an engagement, works on it and closes it. A backup that could not be
// made is told: what was done is done.
func (a *app) run(path string, open func(string) (*engagement.Session, error), work func(*engagement.Session) error) (err error) {
	s, err := open(path)
	if err != nil {
		return err
	}
	defer func() {
		closing := s.Close()
		switch {
		case errors.Is(closing, engagement.ErrNoBackup):
			a.complain(closing)
		case err == nil:
			err = closing
		}
	}()
	return work(s)
}

// recordJSON is a record's fields with its id among them. Fields that say
// nothing are left out, except those named.
func recordJSON(record assess.Record, always ...string) map[string]any {
	data := map[string]any{}
	for _, name := range always {
		data[name] = ""
	}
	encoded, _ := json.Marshal(record) // records hold nothing that cannot be encoded
	_ = json.Unmarshal(encoded, &data)
	data["id"] = record.Ref().Key
	return data
}

func partyName(s *engagement.Session, id string) string {
	if party := s.State().Parties[id]; party != nil {
		return party.Name
	}
	return ""
}

func partyNames(s *engagement.Session, ids []string) []string {
	names := make([]string, 0, len(ids))
	for _, id := range ids {
		names = append(names, partyName(s, id))
	}
	return names
}

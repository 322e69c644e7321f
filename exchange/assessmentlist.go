package exchange

import (
	"bytes"
	"encoding/json"
	"strings"

	"demarc/assess"
	"demarc/words"
)

// list is a JSON array of bounded length: what takes two bytes in a file may
// take hundreds in memory.
type list[T any] []T

// UnmarshalJSON reads element by element, so as to stop in time.
func (l *list[T]) UnmarshalJSON(data []byte) error {
	decoder := json.NewDecoder(bytes.NewReader(data))
	if token, err := decoder.Token(); err != nil || token != json.Delim('[') {
		return words.Errorf("where a list should be there is none")
	}
	*l = list[T]{}
	for decoder.More() {
		if len(*l) == maxAssessmentItems {
			return words.Errorf("a list has more than %d elements", maxAssessmentItems)
		}
		var item T
		if err := decoder.Decode(&item); err != nil {
			return err
		}
		*l = append(*l, item)
	}
	return nil
}

// entryList is a list of records.
type entryList[E keyedEntry] list[E]

// UnmarshalJSON is list's.
func (l *entryList[E]) UnmarshalJSON(data []byte) error { return (*list[E])(l).UnmarshalJSON(data) }

// into puts the records into a state. Keys are looked up by all that follows,
// so that none may be empty or come twice.
func (l entryList[E]) into(s *assess.State) error {
	for _, e := range l {
		record := e.record()
		ref := record.Ref()
		if cell, ok := record.(*assess.Cell); ok && (cell.Asset == "" || cell.Control == "" || strings.Contains(cell.Asset+cell.Control, "/")) || ref.Key == "" {
			return words.Errorf("the data holds a record of kind %s that has no key", ref.Kind)
		}
		if s.Get(ref) != nil {
			return words.Errorf("the data holds two records %s %s", ref.Kind, ref.Key)
		}
		s.Put(record)
	}
	return nil
}

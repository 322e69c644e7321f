package engagement

import (
	"slices"
	"strings"

	"demarc/assess"
	"demarc/history"
	"demarc/words"
)

// LogEntry is one commit as a history shows it.
type LogEntry struct {
	history.Entry
	Sentences []string
	// Changes are what is left of its changes; of a merge, all that it brought.
	Changes []history.Change
	// OnLine is false for a commit that a merge brought from another copy.
	OnLine bool
}

// LogFilter picks commits. Empty fields pick all.
type LogFilter struct {
	Asset, Control, By string
	Most               int // at most so many, 0 for all
}

// Log lists commits, newest first, with their sentences in a language. Those
// that a merge brought come before it, in the order in which they were made.
func (s *Session) Log(l *words.Language, f LogFilter) ([]LogEntry, error) {
	wanted, err := s.logWanted(f)
	if err != nil {
		return nil, err
	}
	log, err := s.entries()
	if err != nil {
		return nil, err
	}
	line, err := s.line()
	if err != nil {
		return nil, err
	}
	told := map[history.ID][]string{}
	var list []LogEntry
	for _, entry := range log {
		did, err := s.did(entry, s.read)
		if err != nil {
			return nil, err
		}
		told[entry.ID] = s.tell(l, entry, did)
		if f.By != "" && !strings.EqualFold(entry.Header.Author, f.By) || !wanted(did) {
			continue
		}
		list = append(list, LogEntry{entry, tellEntry(l, entry, told), did.changes, line[entry.ID]})
	}
	slices.Reverse(list)
	if f.Most > 0 && len(list) > f.Most {
		list = list[:f.Most]
	}
	return list, nil
}

// tellReplay is the sentence of a commit that is about another one.
func tellReplay(l *words.Language, kind history.Kind, about []string) []string {
	sentence := GoingOn(l, OneSentence(l, about))
	if kind == history.KindRedo {
		return []string{l.T("Redid: %s", sentence)}
	}
	return []string{l.T("Undid: %s", sentence)}
}

func replays(kind history.Kind) bool { return kind == history.KindUndo || kind == history.KindRedo }

// tellEntry puts what was undone or redone before what it was.
func tellEntry(l *words.Language, entry history.Entry, told map[history.ID][]string) []string {
	if !replays(entry.Header.Kind) {
		return told[entry.ID]
	}
	told[entry.ID] = told[entry.Header.Target]
	return tellReplay(l, entry.Header.Kind, told[entry.Header.Target])
}

// logWanted tells which commits a filter asks for, by what they changed.
func (s *Session) logWanted(f LogFilter) (func(deeds) bool, error) {
	asset, control := "", (*assess.Control)(nil)
	if f.Asset != "" {
		found, err := s.FindAsset(f.Asset)
		if err != nil {
			return nil, err
		}
		asset = found.ID
	}
	if f.Control != "" {
		found, err := s.FindControl(f.Control)
		if err != nil {
			return nil, err
		}
		control = found
	}
	if asset == "" && control == nil {
		return func(deeds) bool { return true }, nil
	}
	about := map[string]bool{}
	for _, id := range s.about(asset, control) {
		about[id] = true
	}
	touches := func(c history.Change) bool {
		ofAsset, ofControl, _ := strings.Cut(c.Ref.Key, "/")
		return about[c.Ref.Key] || (asset == "" || ofAsset == asset) && (control == nil || c.Ref.Kind == assess.KindCell && ofControl == control.ID)
	}
	return func(did deeds) bool { return slices.ContainsFunc(did.changes, touches) }, nil
}

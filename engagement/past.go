package engagement

import (
	"maps"
	"slices"
	"strings"
	"time"

	"demarc/assess"
	"demarc/history"
	"demarc/words"
)

// LogEntry is one commit as a history shows it.
type LogEntry struct {
	history.Entry
	Sentences []string
	Changes   []history.Change
}

// LogFilter picks commits. Empty fields pick all.
type LogFilter struct {
	Asset, Control, By string
	Most               int // at most so many, 0 for all
}

// Log lists commits, newest first, with their sentences in a language.
func (s *Session) Log(l *words.Language, f LogFilter) ([]LogEntry, error) {
	wanted, err := s.logWanted(f)
	if err != nil {
		return nil, err
	}
	log, err := s.entries()
	if err != nil {
		return nil, err
	}
	told := map[history.ID][]string{}
	var list []LogEntry
	for _, entry := range log {
		changes, err := s.changes(entry.ID)
		if err != nil {
			return nil, err
		}
		told[entry.ID] = s.sentences(l, changes)
		if f.By != "" && !strings.EqualFold(entry.Header.Author, f.By) || !slices.ContainsFunc(changes, wanted) {
			continue
		}
		list = append(list, LogEntry{entry, tellEntry(l, entry, told), changes})
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

func (s *Session) logWanted(f LogFilter) (func(history.Change) bool, error) {
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
		return func(history.Change) bool { return true }, nil
	}
	about := map[string]bool{}
	for _, id := range s.about(asset, control) {
		about[id] = true
	}
	return func(c history.Change) bool {
		ofAsset, ofControl, _ := strings.Cut(c.Ref.Key, "/")
		return about[c.Ref.Key] || (asset == "" || ofAsset == asset) && (control == nil || c.Ref.Kind == assess.KindCell && ofControl == control.ID)
	}, nil
}

// Undo takes the last change back, as a commit of its own, and says in a
// language what it was.
func (s *Session) Undo(l *words.Language) (string, error) {
	log, err := s.entries()
	if err != nil {
		return "", err
	}
	undo, _ := history.Stack(log)
	if len(undo) == 0 {
		return "", refused("there is nothing to undo")
	}
	return s.replay(l, history.KindUndo, undo[len(undo)-1])
}

// CanUndo reports whether there is a change to take back. Mostly the newest commit
// says so; only behind one that took something back is the whole log read.
func (s *Session) CanUndo() bool {
	head, err := s.Head()
	if err != nil {
		return false
	}
	switch head.Header.Kind {
	case history.KindUndo, history.KindRedo, history.KindForget:
	default:
		return len(head.Header.Parents) > 0
	}
	log, err := s.entries()
	undo, _ := history.Stack(log)
	return err == nil && len(undo) > 0
}

// Redo makes the change again that was undone last.
func (s *Session) Redo(l *words.Language) (string, error) {
	log, err := s.entries()
	if err != nil {
		return "", err
	}
	_, redo := history.Stack(log)
	if len(redo) == 0 {
		return "", refused("there is nothing to redo")
	}
	return s.replay(l, history.KindRedo, redo[len(redo)-1])
}

func (s *Session) replay(l *words.Language, kind history.Kind, target history.ID) (string, error) {
	changes, err := s.changes(target)
	if err != nil {
		return "", err
	}
	sentence := OneSentence(l, s.sentences(l, changes))
	if kind == history.KindUndo {
		changes = history.Invert(changes)
	}
	change := newEdit()
	for _, c := range changes {
		record, err := history.Apply(s.state.Get(c.Ref), c)
		if err != nil {
			return "", refused("this change stands in the way: %v", err)
		}
		change.set(c.Ref, record)
	}
	return sentence, s.save(kind, s.capacity(), target, change, nil)
}

// Difference is what changed between two points of the history.
type Difference struct {
	Since   history.Entry
	Commits int
	Changes []history.Change
	// Sentences tell the net changes.
	Sentences    []string
	Before, Now  assess.Totals
	New, Settled []assess.Finding
}

// Diff compares now with the engagement as it was after a commit (an id or an
// unambiguous beginning of one) or at the end of a day (a date), and tells in a
// language what changed.
func (s *Session) Diff(l *words.Language, since string) (*Difference, error) {
	log, err := s.entries()
	if err != nil {
		return nil, err
	}
	at, err := findPoint(log, since)
	if err != nil {
		return nil, err
	}
	var steps [][]history.Change
	for _, entry := range log[at+1:] {
		changes, err := s.changes(entry.ID)
		if err != nil {
			return nil, err
		}
		steps = append(steps, changes)
	}
	net := history.Compose(steps...)
	then, err := s.before(net)
	if err != nil {
		return nil, err
	}
	d := &Difference{Since: log[at], Commits: len(steps), Changes: net, Sentences: s.sentences(l, net), Now: s.evaluation.Totals()}
	old := assess.Evaluate(then, s.catalogueOf(then), s.now())
	d.Before = old.Totals()
	d.New, d.Settled = compareFindings(old.Findings(), s.evaluation.Findings())
	return d, nil
}

// findPoint finds a commit by the beginning of its id, or the last one of a
// day.
func findPoint(log []history.Entry, since string) (int, error) {
	if day, err := time.ParseInLocation(time.DateOnly, since, time.Local); err == nil {
		// The order is the chain's: a clock that was wrong once hides nothing.
		end := assess.InstantOf(day.AddDate(0, 0, 1))
		at := len(log) - 1
		if next := slices.IndexFunc(log, func(entry history.Entry) bool { return entry.Header.Time >= end }); next >= 0 {
			at = next - 1
		}
		if at < 0 {
			return 0, wrongInput("the engagement began on %s, after %s", log[0].Header.Time.Time().Local().Format(time.DateOnly), since)
		}
		return at, nil
	}
	found := -1
	for i, entry := range log {
		if len(since) >= 4 && strings.HasPrefix(entry.ID.String(), strings.ToLower(since)) {
			if found >= 0 {
				return 0, wrongInput("%q is the beginning of several commits", since).hint("write more of the id")
			}
			found = i
		}
	}
	if found < 0 {
		return 0, wrongInput("there is no commit %q", since).hint("`demarc log` lists the commits; a date is written YYYY-MM-DD")
	}
	return found, nil
}

// copied returns the records as they are now, apart from what later edits do.
// The records themselves are never changed and stay shared.
func (s *Session) copied() *assess.State {
	then := assess.NewState()
	then.Engagement = s.state.Engagement
	then.Assets, then.Parties, then.Rules = maps.Clone(s.state.Assets), maps.Clone(s.state.Parties), maps.Clone(s.state.Rules)
	then.Evidence, then.Dispositions, then.Actions = maps.Clone(s.state.Evidence), maps.Clone(s.state.Dispositions), maps.Clone(s.state.Actions)
	for id := range s.state.Assets {
		for _, cell := range s.state.Cells(id) {
			then.Put(cell)
		}
	}
	return then
}

// before returns the state as it was before net changes.
func (s *Session) before(net []history.Change) (*assess.State, error) {
	then := s.copied()
	for _, c := range history.Invert(net) {
		record, err := history.Apply(then.Get(c.Ref), c)
		if err != nil {
			return nil, unavailable(err, "the history of %s does not fit its records: %v", s.name(), err)
		}
		if record == nil {
			then.Delete(c.Ref)
		} else {
			then.Put(record)
		}
	}
	return then, nil
}

func compareFindings(before, now []assess.Finding) (fresh, settled []assess.Finding) {
	byID := func(findings []assess.Finding) map[string]bool {
		ids := make(map[string]bool, len(findings))
		for i := range findings {
			ids[findings[i].ID] = true
		}
		return ids
	}
	then, today := byID(before), byID(now)
	fresh = matches(now, func(f assess.Finding) bool { return !then[f.ID] })
	settled = matches(before, func(f assess.Finding) bool { return !today[f.ID] })
	return fresh, settled
}

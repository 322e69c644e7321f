package engagement

import (
	"maps"
	"strings"
	"time"

	"demarc/assess"
	"demarc/history"
	"demarc/words"
)

// Difference is what changed between two points of the history.
type Difference struct {
	Since history.Entry
	// Commits is how many commits the earlier point does not know of.
	Commits int
	Changes []history.Change
	// Sentences tell the net changes.
	Sentences []string
	// Before is counted as of the moment of the earlier point, Now as of today.
	Before, Now assess.Totals
	// Findings are all of then and now, and what became of each. New are those of
	// now that were not there then, Settled those of then that are gone.
	Findings     []FindingChange
	New, Settled []assess.Finding
}

// Diff compares now with the engagement as it was after a commit (an id or an
// unambiguous beginning of one) or at the end of a day (a date), and tells in a
// language what changed.
func (s *Session) Diff(l *words.Language, since string) (*Difference, error) {
	graph, head, err := s.graph()
	if err != nil {
		return nil, err
	}
	at, err := s.findPoint(since)
	if err != nil {
		return nil, err
	}
	load := history.Remember(s.read)
	net, err := graph.Net(at.ID, head, load)
	if err != nil {
		return nil, storeError(err)
	}
	then, err := s.stateAt(at.ID, load)
	if err != nil {
		return nil, err
	}
	lately := graph.Missing(at.ID, head)
	d := &Difference{
		Since: at, Commits: len(lately), Changes: net.Changes, Now: s.evaluation.Totals(),
		Sentences: s.tellDeeds(l, deeds{changes: net.Changes, erased: net.Erased}),
	}
	c := &comparing{session: s, since: at, then: then, lately: lately, load: load}
	if d.Findings, err = c.findings(); err != nil {
		return nil, err
	}
	d.Before = c.before.Totals()
	for _, f := range d.Findings {
		switch f.Change {
		case FindingNew, FindingReopened:
			d.New = append(d.New, f.Finding)
		case FindingFixed:
			d.Settled = append(d.Settled, f.Finding)
		}
	}
	return d, nil
}

// findPoint finds a commit by the beginning of its id, or the last one of the
// local line by the end of a day.
func (s *Session) findPoint(since string) (history.Entry, error) {
	if day, err := time.ParseInLocation(time.DateOnly, since, time.Local); err == nil {
		return s.endOfDay(day)
	}
	log, err := s.entries()
	if err != nil {
		return history.Entry{}, err
	}
	found := matches(log, func(entry history.Entry) bool {
		return len(since) >= 4 && strings.HasPrefix(entry.ID.String(), strings.ToLower(since))
	})
	switch len(found) {
	case 0:
		return history.Entry{}, wrongInput("there is no commit %q", since).hint("`demarc log` lists the commits; a date is written YYYY-MM-DD")
	case 1:
		return found[0], nil
	}
	return history.Entry{}, wrongInput("%q is the beginning of several commits", since).hint("write more of the id")
}

// endOfDay goes by the order of the line: a clock that was wrong once hides
// nothing.
func (s *Session) endOfDay(day time.Time) (history.Entry, error) {
	graph, head, err := s.graph()
	if err != nil {
		return history.Entry{}, err
	}
	line, end := graph.Line(head), assess.InstantOf(day.AddDate(0, 0, 1))
	if line[0].Header.Time >= end {
		return history.Entry{}, wrongInput("the engagement began on %s, after %s", line[0].Header.Time.Time().Local().Format(time.DateOnly), day.Format(time.DateOnly))
	}
	at := line[0]
	for _, entry := range line {
		if entry.Header.Time >= end {
			break
		}
		at = entry
	}
	return at, nil
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

// stateAt returns the records as they were after a commit. One that was
// forgotten since is not among them: nobody knows what it was.
func (s *Session) stateAt(id history.ID, load history.Load) (*assess.State, error) {
	graph, head, err := s.graph()
	if err != nil {
		return nil, err
	}
	back, err := graph.Net(head, id, load)
	if err != nil {
		return nil, storeError(err)
	}
	then := s.copied()
	for _, c := range back.Changes {
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
	for _, ref := range back.Erased {
		then.Delete(ref)
	}
	return then, nil
}

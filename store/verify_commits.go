package store

import (
	"bytes"

	"demarc/assess"
	"demarc/history"
)

// commits walks through the history from the first commit on.
func (c *verifier) commits() error {
	var err error
	if c.numbers, err = c.v.numbers(commitsBucket); err != nil {
		return err
	}
	var before uint64
	for _, at := range c.numbers {
		if at != before+1 {
			c.whole = false
			c.problem("commit %d is missing", before+1)
		}
		before = at
		if err := c.commit(at); err != nil {
			return err
		}
	}
	return nil
}

// commit checks one commit.
func (c *verifier) commit(at uint64) error {
	c.found.Commits++
	encoded, err := c.v.getPieces(commitsBucket, number(at))
	if err != nil {
		return err
	}
	entry := history.Entry{ID: history.HeaderID(encoded)}
	entry.Header, err = history.DecodeHeader(encoded)
	if err != nil {
		c.whole = false
		c.problem("commit %d: %s", at, err)
	} else {
		c.chain(at, entry)
		if err := c.signed(at, entry); err != nil {
			return err
		}
		if err := c.changes(at, entry, encoded); err != nil {
			return err
		}
	}
	if at == 1 && err == nil {
		c.first = entry
	}
	c.last, c.known[entry.ID] = entry, at
	return c.ctx.Err()
}

// chain checks that a commit follows those that it names and can be found.
func (c *verifier) chain(at uint64, entry history.Entry) {
	if err := c.graph.Add(entry); err != nil {
		c.whole = false
		c.problem("commit %d (%s) does not follow what was before it: %s", at, entry.ID.Short(), err)
	}
	if place, err := c.v.get(indexBucket, entry.ID[:]); err != nil || !bytes.Equal(place, number(at)) {
		c.problem("commit %d (%s) is not what it was: it is not in the index", at, entry.ID.Short())
	}
}

// changes checks a commit's changes and replays them.
func (c *verifier) changes(at uint64, entry history.Entry, header []byte) error {
	broken := func(err error) {
		c.whole = false
		c.problem("commit %d (%s): %s", at, entry.ID.Short(), err)
	}
	body, err := c.v.body(number(at))
	var commit history.Commit
	if err == nil {
		commit, err = history.Check(header, body)
	}
	if err != nil {
		broken(err)
		return nil
	}
	c.erasures(commit)
	if !c.whole {
		return nil
	}
	if err := c.goTo(entry.Header.Parents); err != nil {
		broken(err)
		return nil
	}
	if err := c.follow(commit.Changes); err != nil {
		broken(err)
		return c.ctx.Err()
	}
	c.place = entry.ID
	c.holds(at, commit)
	return nil
}

// goTo brings the replayed records to those of a commit's first parent, which
// its changes are relative to. Mostly they are there already.
func (c *verifier) goTo(parents []history.ID) error {
	if len(parents) == 0 || parents[0] == c.place {
		return nil
	}
	for _, step := range c.graph.Walk(c.place, parents[0]) {
		commit, err := c.v.readCommit(step.ID)
		if err != nil {
			return err
		}
		changes := commit.Changes
		if step.Back {
			changes = history.Invert(changes)
		}
		if err := c.follow(changes); err != nil {
			return err
		}
	}
	c.place = parents[0]
	return nil
}

// follow replays changes.
func (c *verifier) follow(changes []history.Change) error {
	for _, change := range changes {
		if err := c.replay(change); err != nil {
			return err
		}
		if err := c.ctx.Err(); err != nil {
			return err
		}
	}
	return nil
}

// holds checks that a commit's changes lead to the state that it names. Of
// records that were erased nobody knows what they were, but how far the states
// named are from those replayed changes only where something was erased or
// forgotten.
func (c *verifier) holds(at uint64, commit history.Commit) {
	var before history.Digest
	if parents := commit.Header.Parents; len(parents) > 0 {
		before = c.beyond[parents[0]]
	}
	beyond := commit.Header.State.Minus(c.state)
	if beyond != (history.Digest{}) {
		c.beyond[commit.ID] = beyond
	}
	if beyond != before && len(commit.Erased) == 0 && !forgets(commit) {
		c.problem("commit %d (%s): its changes do not lead to the state that it names", at, commit.ID.Short())
	}
}

func forgets(commit history.Commit) bool {
	for _, change := range commit.Changes {
		if change.Forgets() {
			return true
		}
	}
	return false
}

func (c *verifier) replay(change history.Change) error {
	ref := change.Ref
	old := c.replayed[ref]
	if old != nil {
		encoded, err := encodeRecord(old)
		if err != nil {
			return err
		}
		c.state.Remove(ref.Kind, []byte(ref.Key), encoded)
	}
	record, err := history.Apply(old, change)
	if err != nil {
		return err
	}
	if record == nil {
		delete(c.replayed, ref)
		return nil
	}
	return c.remember(ref, record)
}

func (c *verifier) remember(ref assess.Ref, record assess.Record) error {
	encoded, err := encodeRecord(record)
	if err != nil {
		return err
	}
	c.state.Add(ref.Kind, []byte(ref.Key), encoded)
	c.replayed[ref] = record
	return nil
}

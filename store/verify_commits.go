package store

import (
	"demarc/assess"
	"demarc/history"
)

// commits walks through the history from the first commit on.
func (c *verifier) commits() error {
	var err error
	if c.numbers, err = c.v.numbers(commitsBucket); err != nil {
		return err
	}
	stop := make(chan struct{})
	batches := readAhead(c.ahead, c.v.seal, c.numbers, stop)
	defer func() { // no goroutine reads when this returns
		close(stop)
		for range batches {
		}
	}()
	var before uint64
	for batch := range batches {
		for i := range batch {
			read := &batch[i]
			if read.failed != nil {
				return read.failed
			}
			if read.at != before+1 {
				c.whole = false
				c.problem("commit %d is missing", before+1)
			}
			before = read.at
			if err := c.commit(read); err != nil {
				return err
			}
		}
	}
	return nil
}

// commit checks one commit.
func (c *verifier) commit(read *stored) error {
	c.found.Commits++
	entry := read.commit.Entry
	if !read.headed {
		c.whole = false
		c.problem("commit %d: %s", read.at, read.err)
	} else {
		c.chain(read.at, entry)
		if err := c.signed(read.at, entry); err != nil {
			return err
		}
		c.changes(read)
	}
	if read.at == 1 && read.headed {
		c.first = entry
	}
	c.last, c.known[entry.ID] = entry, read.at
	if c.ended != nil {
		return c.ended
	}
	return c.ctx.Err()
}

// broken notes that the history cannot be replayed from a commit on.
func (c *verifier) broken(read *stored, err error) {
	c.whole = false
	c.problem("commit %d (%s): %s", read.at, read.commit.ID.Short(), err)
}

// chain checks that a commit follows those that it names.
func (c *verifier) chain(at uint64, entry history.Entry) {
	for _, id := range entry.Header.Parents {
		if before, known := c.graph.Entry(id); known && before.Header.Time > entry.Header.Time {
			c.found.SetBack++
			break
		}
	}
	if err := c.graph.Add(entry); err != nil {
		c.whole = false
		c.problem("commit %d (%s) does not follow what was before it: %s", at, entry.ID.Short(), err)
	}
}

// changes replays a commit's changes, and checks what they lead to.
func (c *verifier) changes(read *stored) {
	if read.err != nil {
		c.broken(read, read.err)
		return
	}
	c.erasures(read.commit)
	if !c.whole {
		return
	}
	err := c.goTo(read.commit.Header.Parents)
	if err == nil {
		err = c.follow(read.commit.Changes)
	}
	if err != nil {
		if c.ended == nil {
			c.broken(read, err)
		}
		return
	}
	c.place = read.commit.ID
	c.holds(read.at, read.commit)
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
		if c.ended = c.ctx.Err(); c.ended != nil {
			return c.ended
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
	old, known := c.replayed[ref]
	record, err := history.Apply(old.record, change)
	if err != nil {
		return err
	}
	if known {
		c.state.Remove(ref.Kind, []byte(ref.Key), old.encoded)
	}
	if record == nil {
		delete(c.replayed, ref)
		return nil
	}
	if scope, ok := record.(*assess.Engagement); ok {
		c.packsNamed[scope.Packs] = true
	}
	encoded, err := encodeRecord(record)
	if err != nil {
		return err
	}
	c.state.Add(ref.Kind, []byte(ref.Key), encoded)
	c.replayed[ref] = replayed{record, encoded}
	return nil
}

// replayed is a record as its commits made it.
type replayed struct {
	record  assess.Record
	encoded []byte
}

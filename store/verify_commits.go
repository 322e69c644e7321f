package store

import (
	"bytes"
	"slices"

	"demarc/history"
)

// commits walks the chain from the first commit on.
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

// chain checks that a commit follows the one before it and can be found.
func (c *verifier) chain(at uint64, entry history.Entry) {
	var want []history.ID
	if at > 1 {
		want = []history.ID{c.last.ID}
	}
	if !slices.Equal(entry.Header.Parents, want) {
		c.problem("commit %d (%s) does not follow the commit before it", at, entry.ID.Short())
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
	if err == errNoBody {
		c.found.Erased += len(entry.Header.Digests)
	}
	var commit history.Commit
	if err == nil {
		commit, err = history.Check(header, body)
	}
	if err != nil {
		broken(err)
		return nil
	}
	for i := 0; i < len(commit.Changes) && c.whole; i++ {
		if err := c.replay(commit.Changes[i]); err != nil {
			broken(err)
		}
		if ended := c.ctx.Err(); ended != nil {
			return ended
		}
	}
	if c.whole && c.state != entry.Header.State {
		c.problem("commit %d (%s): its changes do not lead to the state that it names", at, entry.ID.Short())
	}
	return nil
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
	encoded, err := encodeRecord(record)
	if err != nil {
		return err
	}
	c.state.Add(ref.Kind, []byte(ref.Key), encoded)
	c.replayed[ref] = record
	return nil
}

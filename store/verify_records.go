package store

import (
	"bytes"
	"slices"

	"demarc/assess"
	"demarc/history"
)

// records holds every stored record against the replayed one. Without a whole
// history it can only say whether the records are those of the head.
func (c *verifier) records() error {
	var stored history.Digest
	err := c.v.each(recordsBucket, nil, func(key, value []byte) error {
		c.found.Records++
		ref, ok := toRef(key)
		if !ok {
			c.problem("the record %q is of no kind that there is", key)
			return nil
		}
		stored.Add(ref.Kind, key[keyStart:], value)
		made, replayed := c.replayed[ref]
		delete(c.replayed, ref)
		switch {
		case !c.whole:
			if _, err := decodeRecord(ref, value); err != nil {
				c.problem("%s", err)
			}
		case !replayed:
			c.problem("the record %s %s is in no commit", ref.Kind, ref.Key)
		default:
			if !bytes.Equal(made.encoded, value) {
				c.problem("the record %s %s is not what its commits made it", ref.Kind, ref.Key)
			}
		}
		return c.ctx.Err()
	})
	if err != nil {
		return err
	}
	if stored != c.last.Header.State {
		c.problem("the records are not those that were last committed")
	}
	if c.whole {
		c.missing()
	}
	return nil
}

// missing names the records that were replayed and are not stored.
func (c *verifier) missing() {
	for _, kind := range assess.RecordKinds {
		var keys []string
		for ref := range c.replayed {
			if ref.Kind == kind {
				keys = append(keys, ref.Key)
			}
		}
		slices.Sort(keys)
		for _, key := range keys {
			c.problem("the record %s %s is missing", kind, key)
		}
	}
}

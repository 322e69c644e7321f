package store

import (
	bolt "go.etcd.io/bbolt"

	"demarc/history"
)

// stored is one commit as it was read: what could not be is told.
type stored struct {
	at     uint64
	commit history.Commit // its ID in any case, its header unless headed is false
	headed bool
	err    error // of header or changes
	failed error // the file itself cannot be read: nothing comes after this
}

const (
	commitsAhead = 64        // commits that are handed over at once
	bytesAhead   = 256 << 10 // or so much of their bodies
	batchesAhead = 4
)

// readAhead reads commits in their order, decodes them and holds them against
// their digests, on a goroutine and in a transaction of its own: that takes as
// long as replaying them.
func readAhead(tx *bolt.Tx, seal *seal, numbers []uint64, stop <-chan struct{}) <-chan []stored {
	batches := make(chan []stored, batchesAhead)
	go func() {
		defer close(batches)
		v := values{tx, seal}
		for at := 0; at < len(numbers); {
			var batch []stored
			size := 0
			err := guarded(func() error {
				for at < len(numbers) && len(batch) < commitsAhead && size < bytesAhead {
					read, bytes, err := v.stored(numbers[at])
					if err != nil {
						return err
					}
					batch, size = append(batch, read), size+bytes
					at++
				}
				return nil
			})
			if err != nil {
				batch, at = append(batch, stored{failed: err}), len(numbers)
			}
			select {
			case batches <- batch:
			case <-stop:
				return
			}
		}
	}()
	return batches
}

// stored reads one commit, and says how many bytes that were.
func (v values) stored(at uint64) (stored, int, error) {
	header, err := v.getPieces(commitsBucket, number(at))
	if err != nil {
		return stored{}, 0, err
	}
	read := stored{at: at, headed: true}
	body, err := v.body(number(at))
	if err == nil {
		read.commit, err = history.Check(header, body)
	}
	if read.err = err; err != nil {
		read.commit = history.Commit{Entry: history.Entry{ID: history.HeaderID(header)}}
		read.commit.Header, err = history.DecodeHeader(header)
		read.headed = err == nil
	}
	return read, len(header) + len(body), nil
}

package store

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"hash"

	"demarc/assess"
)

// files checks that every content that was committed is whole and what it was.
// Evidence without a content is no problem: its file was never kept here. What
// is not committed is an orphan, or is being written.
func (c *verifier) files() error {
	check := fileCheck{c: c, entries: map[fileID]fileEntry{}, hash: sha256.New()}
	if err := c.v.each(filesBucket, nil, check.entry); err != nil {
		return err
	}
	if err := c.v.each(chunksBucket, nil, check.piece); err != nil {
		return err
	}
	check.end()
	for _, entry := range check.entries { // those of which there is no piece
		if entry.Used {
			check.other(entry)
		}
	}
	return check.records()
}

// fileCheck goes through the pieces, content by content.
type fileCheck struct {
	c       *verifier
	entries map[fileID]fileEntry // those whose pieces were not met yet
	waiting map[string]bool      // hashes of contents that no commit named

	at      fileID // the content whose pieces are met
	within  bool   // there is one
	current fileEntry
	pieces  uint32
	size    int64
	hash    hash.Hash
	broken  bool // a piece is missing or one too many
}

func (f *fileCheck) entry(key, value []byte) error {
	entry, err := readEntry(value)
	if err != nil || len(key) != len(fileID{}) {
		f.c.problem("what the file says of a kept file (%.6x) cannot be read", key)
		return f.c.ctx.Err()
	}
	f.entries[fileID(key)] = entry
	return f.c.ctx.Err()
}

func (f *fileCheck) piece(key, value []byte) error {
	if len(key) != len(fileID{})+4 {
		f.c.problem("a piece of a kept file has a key of %d bytes", len(key))
		return f.c.ctx.Err()
	}
	if id := fileID(key[:len(fileID{})]); !f.within || id != f.at {
		f.end()
		f.begin(id)
	}
	f.broken = f.broken || !bytes.Equal(key, pieceKey(f.at[:], f.pieces))
	f.pieces++
	f.size += int64(len(value))
	if f.current.Used {
		f.hash.Write(value)
	}
	return f.c.ctx.Err()
}

func (f *fileCheck) begin(id fileID) {
	entry, known := f.entries[id]
	delete(f.entries, id)
	if !known {
		f.c.problem("there are pieces of a kept file %.6x, and no such file", id)
	}
	f.at, f.current, f.within = id, entry, true
	f.pieces, f.size, f.broken = 0, 0, false
	f.hash.Reset()
}

// end holds the pieces that were met against what the file says of them.
func (f *fileCheck) end() {
	entry := f.current
	switch {
	case !f.within:
	case entry.Used && (f.broken || f.pieces != entry.Pieces || f.size != entry.Size || hex.EncodeToString(f.hash.Sum(nil)) != entry.SHA256):
		f.other(entry)
	case !entry.Used && entry.SHA256 != "":
		if f.waiting == nil {
			f.waiting = map[string]bool{}
		}
		f.waiting[entry.SHA256] = true
	}
}

func (f *fileCheck) other(entry fileEntry) { f.c.problem("%s", otherContent(entry.SHA256)) }

// records finds evidence whose content lies there as if it were an orphan: the
// next session would sweep it away.
func (f *fileCheck) records() error {
	if len(f.waiting) == 0 {
		return nil
	}
	return f.c.v.each(recordsBucket, kindPrefix(assess.KindEvidence), func(key, value []byte) error {
		record, err := decodeRecord(assess.Ref{Kind: assess.KindEvidence, Key: string(key[keyStart:])}, value)
		if err != nil {
			return nil // said of the records already
		}
		if sum := record.(*assess.Evidence).SHA256; f.waiting[sum] {
			f.c.problem("the content of the evidence file %.12s is kept as if no evidence had it", sum)
		}
		return f.c.ctx.Err()
	})
}

package store

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"hash"
	"io"

	"demarc/words"
)

const (
	// MaxFile is the size of the largest file that is kept, in bytes.
	MaxFile = 1 << 30
	// chunkSize is a little less than 64 KiB, so that two pieces, sealed, with
	// their keys and the head of a page, fill 32 pages.
	chunkSize = 64<<10 - 128
	// One transaction takes so many pieces, 4 MiB: what it writes is in memory
	// until it ends, and everybody else who writes waits for it.
	batchPieces = 64
	// So many pieces are removed in one transaction.
	removedAtOnce = 1024
)

// KeepFile writes the content of a file ahead: it is kept from the moment that
// evidence with its SHA-256 is committed, and an orphan until then, which the
// next Close or Open sweeps away. A content that is kept already is not kept
// twice. More than MaxFile is ErrTooLarge; an error of r is returned as it is.
// When anything fails or ctx ends, nothing is kept. progress, which may be nil,
// is told how many bytes are done.
func (f *File) KeepFile(ctx context.Context, r io.Reader, progress func(done int64)) (Kept, error) {
	return f.keep(ctx, r, MaxFile, progress)
}

func (f *File) keep(ctx context.Context, r io.Reader, most int64, progress func(done int64)) (Kept, error) {
	k := &keeper{file: f, id: newFileID(), hash: sha256.New(), most: most}
	err := k.all(ctx, r, progress)
	if k.begun && (err != nil || k.known) {
		k.file.remove(k.id) // what cannot be removed now is an orphan, and swept later
	}
	if err != nil {
		return Kept{}, err
	}
	return Kept{k.sum(), k.entry.Size}, nil
}

// keeper writes one file.
type keeper struct {
	file  *File
	id    fileID
	hash  hash.Hash
	most  int64
	entry fileEntry
	begun bool // something of it is written
	known bool // the same content is kept already
}

func (k *keeper) sum() string { return hex.EncodeToString(k.hash.Sum(nil)) }

func (k *keeper) all(ctx context.Context, r io.Reader, progress func(done int64)) error {
	buffer := make([]byte, batchPieces*chunkSize)
	for last := false; !last; {
		n, err := io.ReadFull(r, buffer)
		last = err == io.EOF || err == io.ErrUnexpectedEOF
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case err != nil && !last:
			return err
		}
		if k.entry.Size += int64(n); k.entry.Size > k.most {
			return &fault{ErrTooLarge, words.Say("it is larger than %d MiB: an engagement keeps no file of that size", k.most>>20), nil}
		}
		k.hash.Write(buffer[:n])
		if err := k.write(buffer[:n], last); err != nil {
			return err
		}
		if progress != nil {
			progress(k.entry.Size)
		}
	}
	return nil
}

// write puts the next pieces, and with the last of them what the content is.
func (k *keeper) write(batch []byte, last bool) error {
	return k.file.update(func(v values) error {
		entry := k.entry
		if last {
			entry.SHA256 = k.sum()
			var err error
			if _, k.known, err = v.file(entry.SHA256); err != nil || k.known {
				return err
			}
			// Evidence may have been recorded by its hash alone.
			if entry.Used, err = v.named(entry.SHA256); err != nil {
				return err
			}
		}
		k.begun = true
		for ; len(batch) > 0 || last && entry.Pieces == 0; entry.Pieces++ { // an empty content has a piece too
			size := min(len(batch), chunkSize)
			if err := v.put(chunksBucket, pieceKey(k.id[:], entry.Pieces), batch[:size]); err != nil {
				return err
			}
			batch = batch[size:]
		}
		k.entry = entry
		return v.putFile(k.id, entry)
	})
}

// OpenFile reads the content with that SHA-256, piece by piece: no transaction
// is open between two of them. Its end is an error where the content is not
// what it was. One that is not kept is ErrNotKept.
func (f *File) OpenFile(sum string) (io.Reader, error) {
	c := &content{file: f, hash: sha256.New()}
	err := f.view(func(v values) (err error) {
		file, found, err := v.file(sum)
		if err == nil && !found {
			err = &fault{ErrNotKept, words.Say("%s does not keep the content of this file: add the file again", f.name), nil}
		}
		c.kept = file
		return err
	})
	if err != nil {
		return nil, err
	}
	return c, nil
}

// content is a kept file that is being read.
type content struct {
	file *File
	kept keptFile
	next uint32 // piece
	left []byte // of the last piece that was read
	size int64
	hash hash.Hash
}

func (c *content) Read(p []byte) (int, error) {
	for len(c.left) == 0 {
		if c.next == c.kept.Pieces {
			return 0, c.end()
		}
		if err := c.piece(); err != nil {
			return 0, err
		}
	}
	n := copy(p, c.left)
	c.left = c.left[n:]
	return n, nil
}

func (c *content) piece() error {
	return c.file.view(func(v values) error {
		piece, err := v.get(chunksBucket, pieceKey(c.kept.id[:], c.next))
		if err == nil && piece == nil {
			err = otherContent(c.kept.SHA256)
		}
		c.left = bytes.Clone(piece)
		c.hash.Write(piece)
		c.size += int64(len(piece))
		c.next++
		return err
	})
}

func (c *content) end() error {
	if c.size != c.kept.Size || hex.EncodeToString(c.hash.Sum(nil)) != c.kept.SHA256 {
		return faultOf(c.file.name, otherContent(c.kept.SHA256))
	}
	return io.EOF
}

func otherContent(sum string) error {
	return damaged("the content of the evidence file %.12s is not what it was", sum)
}

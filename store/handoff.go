package store

import (
	"bytes"
	"context"
	"crypto/hkdf"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"os"
	"path/filepath"

	bolt "go.etcd.io/bbolt"
	"golang.org/x/crypto/chacha20poly1305"

	"demarc/assess"
	"demarc/history"
	"demarc/words"
)

// A handoff is a file with what another copy of an engagement lacks: commits,
// packs and kept files, in the buckets where an engagement has them, and no
// records. It is sealed with a key that follows from the engagement's first
// commit, so that every copy of the engagement opens it, and nobody else.
const handoffMark = "demarc-handoff 1"

// errHandoff is met where a handoff is opened as an engagement.
var errHandoff = errors.New("a handoff")

var keySince = []byte("since")

// Handoff is an open handoff, to be read as the file that it was made from.
type Handoff struct {
	*File
	// Since is the commit that whoever takes it must have.
	Since history.ID
}

// Parting is what goes into a handoff.
type Parting struct {
	Since   history.ID
	Commits []history.ID // parents before children
	Packs   []string     // by their hash
	Files   []string     // likewise
}

// Handoff writes a handoff to a new file. An existing one is never replaced.
func (f *File) Handoff(ctx context.Context, path string, p Parting) error {
	seal, err := f.handoffSeal(newSalt())
	if err != nil {
		return err
	}
	folder, name := filepath.Dir(path), filepath.Base(path)
	if _, err := os.Lstat(path); err == nil {
		return exists(name)
	}
	made := filepath.Join(folder, "."+name+rewriting)
	if err := f.view(func(v values) error { return v.handOff(ctx, made, seal, p) }); err != nil {
		os.Remove(made)
		return createFault(folder, name, err)
	}
	return Place(made, path)
}

func newSalt() []byte {
	salt := make([]byte, saltSize)
	rand.Read(salt) // never fails: crypto/rand
	return salt
}

// handoffSeal derives the seal of a handoff with that salt.
func (f *File) handoffSeal(salt []byte) (*seal, error) {
	secret, err := f.secret()
	if err != nil {
		return nil, err
	}
	key, err := hkdf.Key(sha256.New, secret, salt, "demarc handoff "+f.engagement, chacha20poly1305.KeySize)
	if err != nil {
		return nil, err
	}
	return newSeal(key, f.engagement, 1, sealing{KDF: "hkdf", Salt: salt})
}

// PseudonymKey is the secret from which pseudonyms for what the engagement names
// are made: the same in every copy of it.
func (f *File) PseudonymKey() ([]byte, error) {
	secret, err := f.secret()
	if err != nil {
		return nil, err
	}
	return hkdf.Key(sha256.New, secret, nil, "demarc pseudonyms "+f.engagement, sha256.Size)
}

// secret is what every copy of the engagement knows: the salt with which the
// record of the engagement was first committed. That record cannot be forgotten.
func (f *File) secret() (secret []byte, err error) {
	err = f.view(func(v values) error {
		encoded, err := v.body(number(1))
		if err != nil {
			return err
		}
		body, err := history.DecodeBody(encoded)
		if err != nil {
			return damaged("its first commit: %s", err)
		}
		for i, change := range body.Changes {
			if change.Ref.Kind == assess.KindEngagement {
				secret = body.Salts[i][:]
			}
		}
		if secret == nil {
			return damaged("its first commit does not begin an engagement")
		}
		return nil
	})
	return secret, err
}

// handOff writes the file of a handoff and syncs it.
func (v values) handOff(ctx context.Context, path string, seal *seal, p Parting) error {
	return writeAnew(path, func(db *bolt.DB) error {
		c := &copying{ctx: ctx, to: db, seal: seal}
		return c.fill(func() error { return c.part(v, p) })
	})
}

// part puts what a handoff is made of.
func (c *copying) part(v values, p Parting) error {
	if err := c.values().put(metaBucket, keySchema, []byte(handoffMark)); err != nil {
		return err
	}
	if err := c.values().put(metaBucket, keySince, []byte(p.Since.String())); err != nil {
		return err
	}
	for i, id := range p.Commits {
		parcel, err := v.parcel(id)
		if err != nil {
			return err
		}
		if err := c.room(len(parcel.Header) + len(parcel.Body)); err != nil {
			return err
		}
		if _, err := c.values().putParcel(uint64(i+1), &parcel); err != nil {
			return err
		}
	}
	for _, sum := range p.Packs {
		key, err := hex.DecodeString(sum)
		if err != nil {
			return err
		}
		if err := c.copyAll(v, packsBucket, key); err != nil {
			return err
		}
	}
	return c.files(v, p.Files)
}

// files copies contents, as they are kept.
func (c *copying) files(v values, sums []string) error {
	for _, sum := range sums {
		file, found, err := v.file(sum)
		if err != nil {
			return err
		}
		if !found {
			continue // recorded by its hash alone
		}
		if err := c.put(filesBucket, file.id[:], file.encode()); err != nil {
			return err
		}
		if err := c.copyAll(v, chunksBucket, file.id[:]); err != nil {
			return err
		}
	}
	return nil
}

// OpenHandoff opens a handoff of the file's engagement for reading. One of
// another engagement, or one that was changed, is ErrDamaged; what is no handoff
// is ErrNotDemarc.
func (f *File) OpenHandoff(path string) (*Handoff, error) {
	h := &Handoff{File: &File{name: filepath.Base(path), path: path, engagement: f.engagement}}
	var err error
	if h.db, h.is, h.doubt, err = openBolt(path, true); err == nil {
		if err = h.read(f); err != nil {
			h.db.Close()
		}
	}
	if err = openFault(path, h.name, err); errors.Is(err, ErrDamaged) && !errors.Is(err, errOtherHandoff) {
		return nil, &fault{ErrDamaged, words.Say("%s is damaged: ask for the handoff again", h.name), err}
	}
	if err != nil {
		return nil, err
	}
	return h, nil
}

// errOtherHandoff marks a handoff that is not one of this engagement.
var errOtherHandoff = errors.New("another engagement's")

func (h *Handoff) read(of *File) error {
	var header sealing
	err := h.view(func(v values) error {
		if v.tx.Bucket([]byte(metaBucket)) == nil {
			return errNotDemarc
		}
		mark, err := v.get(metaBucket, keySchema)
		if err != nil || string(mark) != handoffMark {
			return errors.Join(err, errNotDemarc)
		}
		encoded, err := v.get(metaBucket, keySealing)
		if err != nil {
			return err
		}
		header, err = readHandoffHeader(bytes.Clone(encoded))
		return err
	})
	if err != nil {
		return err
	}
	if h.seal, err = of.handoffSeal(header.Salt); err != nil {
		return err
	}
	err = h.view(func(v values) error {
		since, err := v.get(metaBucket, keySince)
		if err != nil {
			return err
		}
		return h.Since.UnmarshalText(since)
	})
	if err != nil {
		return &fault{ErrDamaged, words.Say("%s is no handoff of this engagement, or it was changed: ask for it again", h.name), errors.Join(errOtherHandoff, err)}
	}
	return nil
}

package store

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"

	bolt "go.etcd.io/bbolt"

	"demarc/words"
)

// bbolt leaves what was changed or taken away on free pages, where anybody can
// read it. So whatever has to be gone (an old passphrase, values that were not
// sealed, what was forgotten) ends with the file being written anew and put in
// the old one's place.

// step is how many bytes are copied in one transaction.
const step = 4 << 20

// Compact writes the file anew: what was taken away is gone, and so is the room
// it took. It may be ended by ctx before the new file takes the old one's place.
func (f *File) Compact(ctx context.Context) error { return f.rewrite(ctx, f.seal, nil) }

// rewrite puts a copy in the file's place, sealed with seal. also changes the
// copy before it is looked at by anybody.
func (f *File) rewrite(ctx context.Context, seal *seal, also func(values) error) error {
	f.writing.Lock()
	defer f.writing.Unlock()
	if f.ReadOnly() {
		return readOnly(f.name, nil)
	}
	if err := f.inPlace(); err != nil {
		return err
	}
	made := f.path + rewriting
	err := f.view(func(v values) error { return copyTo(ctx, v, made, seal, also) })
	if err == nil {
		err = ctx.Err()
	}
	if err == nil {
		err = f.exchangeFor(made, seal)
	}
	if err != nil {
		os.Remove(made)
	}
	return f.rewriteFault(err)
}

// rewriteFault tells a folder that may not be written from a file that may not:
// this one is open already.
func (f *File) rewriteFault(err error) error {
	if err == nil || !isPermission(err) && !isReadOnlySystem(err) {
		return faultOf(f.name, err)
	}
	folder := filepath.Base(filepath.Dir(f.path))
	return &fault{ErrReadOnly, words.Say("the folder %s may not be written, where %s has to be written anew: copy it to another", folder, f.name), err}
}

// rewriting is added to the name of a file that is to take a place. Nobody but
// who holds the lock of that place writes there, so that what a killed program
// left can be told.
const rewriting = ".new"

// sweep removes what a killed program left beside a file.
func (f *File) sweep() error {
	err := os.Remove(f.path + rewriting)
	if errors.Is(err, os.ErrNotExist) {
		return nil
	}
	return err
}

// copyTo writes everything that v sees into a new file, and syncs it.
func copyTo(ctx context.Context, v values, path string, seal *seal, also func(values) error) error {
	return writeAnew(path, func(db *bolt.DB) error {
		c := &copying{ctx: ctx, to: db, seal: seal}
		return c.fill(func() error { return c.all(v, also) })
	})
}

// writeAnew makes a bbolt file in the place of any other at path, and syncs it
// when fill is done.
func writeAnew(path string, fill func(*bolt.DB) error) error {
	os.Remove(path)
	db, err := bolt.Open(path, 0o600, &bolt.Options{
		PageSize: pageSize, FreelistType: bolt.FreelistMapType, NoStatistics: true, NoSync: true,
	})
	if err != nil {
		return err
	}
	db.AllocSize = growth
	if err = errors.Join(fill(db), db.Close()); err != nil {
		return err
	}
	return syncFile(path)
}

func syncFile(path string) error {
	file, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	return errors.Join(file.Sync(), file.Close())
}

// copying fills a new file in transactions of some size.
type copying struct {
	ctx  context.Context
	to   *bolt.DB
	seal *seal
	tx   *bolt.Tx
	size int // bytes in the open transaction
}

// fill lays out the new file and has it filled.
func (c *copying) fill(with func() error) (err error) {
	defer func() {
		if c.tx != nil {
			err = errors.Join(err, c.tx.Rollback())
		}
	}()
	if err := c.next(); err != nil {
		return err
	}
	if err := c.values().lay(); err != nil {
		return err
	}
	if err := with(); err != nil {
		return err
	}
	err = c.tx.Commit()
	c.tx = nil
	return err
}

func (c *copying) all(v values, also func(values) error) error {
	for _, b := range buckets {
		if err := c.copyAll(v, b, nil); err != nil {
			return err
		}
	}
	if also == nil {
		return nil
	}
	return also(c.values())
}

func (c *copying) copyAll(v values, b bucket, prefix []byte) error {
	return v.each(b, prefix, func(key, value []byte) error { return c.put(b, key, value) })
}

func (c *copying) values() values { return values{c.tx, c.seal} }

// next saves what was copied so far and begins another transaction.
func (c *copying) next() (err error) {
	if c.tx != nil {
		if err := c.tx.Commit(); err != nil {
			return err
		}
	}
	c.tx, err = c.to.Begin(true)
	c.size = 0
	return err
}

// room begins another transaction where so many bytes are too much for this one.
func (c *copying) room(size int) error {
	if c.size += size; c.size <= step {
		return nil
	}
	return errors.Join(c.ctx.Err(), c.next())
}

func (c *copying) put(b bucket, key, value []byte) error {
	if b == metaBucket && (bytes.Equal(key, keySchema) || bytes.Equal(key, keySealing)) {
		return nil // lay says how the copy is kept
	}
	if b == metaBucket && bytes.Equal(key, keyUnfinished) && c.seal == nil {
		return nil // it holds a key, which nobody is to read
	}
	if err := c.room(len(value)); err != nil {
		return err
	}
	return c.values().put(b, bytes.Clone(key), bytes.Clone(value))
}

// exchangeFor opens a file that was made beside this one, gives it this one's
// name and goes on with it. When it fails, this file stays open as it was.
func (f *File) exchangeFor(made string, seal *seal) error {
	f.exchange.Lock()
	defer f.exchange.Unlock()
	db, is, err := takePlace(f.db, made, f.path)
	if db != nil {
		f.db, f.is = db, is
	}
	if err != nil {
		return err
	}
	if f.seal != seal {
		f.seal.wipe()
	}
	f.seal = seal
	return nil
}

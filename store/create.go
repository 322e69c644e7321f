package store

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"syscall"

	bolt "go.etcd.io/bbolt"

	"demarc/history"
	"demarc/words"
)

// Create makes a file with its first commit in it and opens it. The file is
// made under another name in the same folder and takes its own when it is
// whole, so that nothing half-written is ever at path; on an error nothing is
// left. A file that exists stays: ErrExists. Further errors are ErrMissing
// (the folder), ErrReadOnly (the folder), and ErrDiskFull. With a passphrase the
// file is sealed from its first byte on; an empty one seals nothing.
func Create(path, engagement, passphrase string, draft history.Header, changes []history.Change, packs ...[]byte) (*File, error) {
	name, folder := filepath.Base(path), filepath.Dir(path)
	if _, err := os.Lstat(path); err == nil {
		return nil, exists(name)
	}
	seal, err := sealWith(passphrase, newKey(), engagement)
	if err != nil {
		return nil, err
	}
	made, err := writeNew(folder, func(v values) error { return v.begin(engagement, draft, changes, packs) }, seal)
	if err != nil {
		return nil, createFault(folder, name, err)
	}
	if err := PlaceNew(made, path); err != nil {
		return nil, err
	}
	return openWith(path, false, seal.unwrapped)
}

// sealWith makes the seal of a new file; an empty passphrase makes none.
func sealWith(passphrase string, key []byte, engagement string) (*seal, error) {
	if passphrase == "" {
		return nil, nil
	}
	header, err := wrap(passphrase, key, engagement)
	if err != nil {
		return nil, err
	}
	return newSeal(key, engagement, current(migrations), header)
}

// unwrapped opens the header of a file that this seal closed, without deriving
// its key anew.
func (s *seal) unwrapped(h sealing) ([]byte, string, error) {
	if s == nil {
		return nil, "", ErrSealed
	}
	return bytes.Clone(s.key), s.engagement, nil
}

func exists(name string) error {
	return &fault{ErrExists, words.Say("%s exists already: choose another name", name), nil}
}

func createFault(folder, name string, err error) error {
	switch {
	case errors.Is(err, fs.ErrExist):
		return exists(name)
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, syscall.ENOTDIR):
		return &fault{ErrMissing, words.Say("there is no folder %s for %s: make it first", filepath.Base(folder), name), err}
	case isPermission(err), isReadOnlySystem(err):
		return &fault{ErrReadOnly, words.Say("the folder %s may not be written: choose another for %s", filepath.Base(folder), name), err}
	case isDiskFull(err):
		return &fault{ErrDiskFull, words.Say("the disk is full and %s was not made: make room and try again", name), err}
	}
	return faultOf(name, err)
}

func isPermission(err error) bool { return errors.Is(err, fs.ErrPermission) }

// writeNew makes a whole file under a temporary name and returns that.
func writeNew(folder string, begin func(values) error, seal *seal) (string, error) {
	temporary, err := os.CreateTemp(folder, ".demarc-*")
	if err != nil {
		return "", err
	}
	path := temporary.Name()
	if err = temporary.Close(); err == nil {
		err = fill(path, begin, seal)
	}
	if err != nil {
		os.Remove(path)
	}
	return path, err
}

func fill(path string, begin func(values) error, seal *seal) error {
	db, err := bolt.Open(path, 0o600, &bolt.Options{PageSize: pageSize, FreelistType: bolt.FreelistMapType, NoStatistics: true})
	if err != nil {
		return err
	}
	db.AllocSize = growth
	err = db.Update(func(tx *bolt.Tx) error {
		v := values{tx, seal}
		if err := v.lay(); err != nil {
			return err
		}
		return begin(v)
	})
	return errors.Join(err, db.Close())
}

// lay makes the buckets of an empty file, and what says how its values are kept.
func (v values) lay() error {
	for _, b := range buckets {
		if _, err := v.tx.CreateBucket([]byte(b)); err != nil {
			return err
		}
	}
	if err := v.setSchema(current(migrations)); err != nil || v.seal == nil {
		return err
	}
	return v.put(metaBucket, keySealing, v.seal.header.encode())
}

// begin says what an empty file is about and makes its first commit.
func (v values) begin(engagement string, draft history.Header, changes []history.Change, packs [][]byte) error {
	if err := v.put(metaBucket, keyEngagement, []byte(engagement)); err != nil {
		return err
	}
	if err := v.put(metaBucket, keyCreated, []byte(draft.Time.String())); err != nil {
		return err
	}
	_, _, err := v.commit(draft, changes, packs)
	return err
}

// PlaceNew is Place for a new engagement, which has no backups: those of an
// earlier one of its name get another name.
func PlaceNew(made, path string) error {
	err := Place(made, path)
	if err == nil {
		leaveBackups(path)
	}
	return err
}

// Place gives a file that was made beside path, and is closed, that name. A
// file that exists stays: ErrExists. The other name is gone in any case.
func Place(made, path string) error {
	err := place(made, path)
	os.Remove(made)
	if err != nil {
		return createFault(filepath.Dir(path), filepath.Base(path), err)
	}
	return nil
}

// place gives a finished file its name without ever replacing another. Where
// the file system has no hard links the name is first taken by an empty file,
// which nobody else can do as well.
func place(made, path string) error {
	err := os.Link(made, path)
	if err != nil && !errors.Is(err, fs.ErrExist) {
		err = placeWithoutLinks(made, path)
	}
	if err != nil {
		return err
	}
	if err = syncFolder(filepath.Dir(path)); err != nil {
		os.Remove(path)
	}
	return err
}

func placeWithoutLinks(made, path string) error {
	taken, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	taken.Close()
	if err = os.Rename(made, path); err != nil {
		os.Remove(path)
	}
	return err
}

// syncFolder makes a new name last through a power cut. Windows has no such
// call and keeps names by itself.
func syncFolder(folder string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	dir, err := os.Open(folder)
	if err != nil {
		return err
	}
	return errors.Join(dir.Sync(), dir.Close())
}

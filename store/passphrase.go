package store

import (
	"bytes"
	"context"
	"slices"
)

// keyUnfinished says, in a sealed file, that its backups may be sealed otherwise
// and are still to be brought under its passphrase; the value is the key that
// they were sealed with, or empty.
var keyUnfinished = []byte("unfinished")

// SetPassphrase sets the passphrase of a file, changes it, or removes it where
// it is empty. The file is written anew, so that nothing of it is left that
// opens with less, and so are its backups. With newKey everything is sealed
// with another key, against somebody who kept the old passphrase and a copy of
// the file.
//
// Until the file has taken its new form, nothing is changed. A program that
// ends between file and backups goes on with these when the file is opened
// next; backups that could not be opened are named in left.
func (f *File) SetPassphrase(ctx context.Context, passphrase string, newKey bool) (left []string, err error) {
	if passphrase == "" {
		return f.removePassphrase(ctx)
	}
	was := f.seal
	next, err := f.nextSeal(passphrase, newKey)
	if err != nil {
		return nil, err
	}
	var old []byte
	if was != nil {
		old = bytes.Clone(was.key)
	}
	if err := f.rewrite(ctx, next, func(v values) error { return v.put(metaBucket, keyUnfinished, old) }); err != nil {
		return nil, err
	}
	return f.finish(ctx)
}

func (f *File) nextSeal(passphrase string, fresh bool) (*seal, error) {
	key := newKey()
	if f.seal != nil && !fresh {
		key = bytes.Clone(f.seal.key)
	}
	return sealWith(passphrase, key, f.engagement)
}

// removePassphrase opens the backups first: until the file follows, a program
// that ends has them sealed again by the next opening. The other way round the
// file would have to show the key that the backups are sealed with.
func (f *File) removePassphrase(ctx context.Context) ([]string, error) {
	if f.seal == nil {
		return nil, nil
	}
	if err := f.update(func(v values) error { return v.put(metaBucket, keyUnfinished, f.seal.key) }); err != nil {
		return nil, err
	}
	left, err := f.eachBackup(ctx, [][]byte{f.seal.key}, func(backup *File) error { return backup.rewrite(ctx, nil, nil) })
	if err == nil {
		err = f.rewrite(ctx, nil, nil)
	}
	if err != nil {
		f.finish(context.WithoutCancel(ctx)) // or by the next opening
	}
	return left, err
}

// finish brings the backups under the file's seal where that was not done yet.
func (f *File) finish(ctx context.Context) (left []string, err error) {
	var old []byte
	err = f.view(func(v values) error {
		found, err := v.get(metaBucket, keyUnfinished)
		old = bytes.Clone(found)
		return err
	})
	if err != nil || old == nil || f.seal == nil { // in a file without a seal somebody else put it there
		return nil, err
	}
	keys := [][]byte{f.seal.key, old}
	left, err = f.eachBackup(ctx, keys, func(backup *File) error {
		if backup.seal != nil && slices.Equal(backup.seal.header.Sum, f.seal.header.Sum) {
			return nil // done before the program ended
		}
		seal, err := newSeal(bytes.Clone(f.seal.key), f.engagement, f.seal.schema, f.seal.header)
		if err != nil {
			return err
		}
		return backup.rewrite(ctx, seal, nil)
	})
	if err != nil {
		return left, err
	}
	return left, f.update(func(v values) error { return v.delete(metaBucket, keyUnfinished) })
}

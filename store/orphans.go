package store

import "bytes"

// dropOrphans removes what was written ahead and never committed. An orphan takes
// room and does no harm, so that nothing else waits for its removal to succeed:
// not even on a full disk.
func (f *File) dropOrphans() {
	if f.db.IsReadOnly() {
		return
	}
	var orphans []fileID
	err := f.viewHeld(func(v values) error {
		files, err := v.files()
		for _, file := range files {
			if !file.Used {
				orphans = append(orphans, file.id)
			}
		}
		return err
	})
	for i := 0; err == nil && i < len(orphans); i++ {
		err = removeBy(f.updateHeld, orphans[i])
	}
}

// remove removes a content, in as many transactions as that takes.
func (f *File) remove(id fileID) error { return removeBy(f.update, id) }

func removeBy(update func(func(values) error) error, id fileID) error {
	for gone := false; !gone; {
		err := update(func(v values) (err error) {
			gone, err = v.removePieces(id)
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// removePieces removes some of a content's pieces, and with the last of them
// what the file says of it; then it is gone.
func (v values) removePieces(id fileID) (gone bool, err error) {
	var keys [][]byte
	err = v.keys(chunksBucket, id[:], func(key []byte) error {
		if keys = append(keys, bytes.Clone(key)); len(keys) == removedAtOnce {
			return errStopped
		}
		return nil
	})
	if err != nil && err != errStopped {
		return false, err
	}
	for _, key := range keys {
		if err := v.delete(chunksBucket, key); err != nil {
			return false, err
		}
	}
	if len(keys) == removedAtOnce {
		return false, nil
	}
	return true, v.delete(filesBucket, id[:])
}

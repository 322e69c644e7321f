package store

import (
	"os"
	"time"

	bolterrors "go.etcd.io/bbolt/errors"
)

// lockRetry is how long to wait before asking for a lock again, as bbolt does.
const lockRetry = 50 * time.Millisecond

// openLocked opens a file and locks it: for everybody, or where not exclusive
// for writers. A file that was replaced while we waited is let go, and the one
// that lies there now is taken.
func openLocked(path string, flag int, mode os.FileMode, exclusive bool) (*os.File, os.FileInfo, error) {
	for deadline := time.Now().Add(lockWait); ; {
		if err := regular(os.Stat(path)); err != nil {
			return nil, nil, err
		}
		file, err := os.OpenFile(path, flag, mode)
		if err != nil {
			return nil, nil, err
		}
		info, err := settle(file, path, exclusive, deadline)
		if info != nil {
			return file, info, nil
		}
		file.Close()
		if err != nil {
			return nil, nil, err
		}
	}
}

// settle locks an open file. It returns nothing where the path names another
// file by then.
func settle(file *os.File, path string, exclusive bool, deadline time.Time) (os.FileInfo, error) {
	if err := awaitLock(file, exclusive, deadline); err != nil {
		return nil, err
	}
	info, err := file.Stat()
	if err != nil {
		return nil, err
	}
	there, err := os.Stat(path)
	switch {
	case err != nil:
		return nil, err
	case os.SameFile(there, info):
		return info, nil
	}
	if time.Now().After(deadline) {
		return nil, bolterrors.ErrTimeout
	}
	return nil, nil
}

func awaitLock(file *os.File, exclusive bool, deadline time.Time) error {
	for {
		taken, err := tryLock(file, exclusive)
		if taken || err != nil {
			return err
		}
		if time.Until(deadline) < lockRetry {
			return bolterrors.ErrTimeout
		}
		time.Sleep(lockRetry)
	}
}

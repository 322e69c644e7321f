package store

import (
	"errors"
	"os"

	"golang.org/x/sys/windows"
)

// lockPlace is the byte that bbolt locks, far behind the end of any file.
func lockPlace() *windows.Overlapped {
	const high = 1<<32 - 1
	return &windows.Overlapped{Offset: high, OffsetHigh: high}
}

// tryLock takes the lock that bbolt uses.
func tryLock(file *os.File, exclusive bool) (taken bool, err error) {
	flags := uint32(windows.LOCKFILE_FAIL_IMMEDIATELY)
	if exclusive {
		flags |= windows.LOCKFILE_EXCLUSIVE_LOCK
	}
	err = windows.LockFileEx(windows.Handle(file.Fd()), flags, 0, 1, 0, lockPlace())
	if errors.Is(err, windows.ERROR_LOCK_VIOLATION) {
		return false, nil
	}
	return err == nil, err
}

// handOver lets the lock go, for bbolt to take: one handle cannot lock the
// same byte twice. Whoever comes between is a Demarc and leaves sound pages.
func handOver(file *os.File) error {
	return windows.UnlockFileEx(windows.Handle(file.Fd()), 0, 1, 0, lockPlace())
}

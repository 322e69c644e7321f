//go:build unix

package store

import (
	"errors"
	"os"
	"syscall"
)

// tryLock takes the lock that bbolt uses. It belongs to the open file, so that
// bbolt, which is given that very file, has it as well.
func tryLock(file *os.File, exclusive bool) (taken bool, err error) {
	how := syscall.LOCK_SH
	if exclusive {
		how = syscall.LOCK_EX
	}
	err = syscall.Flock(int(file.Fd()), how|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) || errors.Is(err, syscall.EINTR) {
		return false, nil
	}
	return err == nil, err
}

// handOver leaves the lock to bbolt, which holds it already.
func handOver(*os.File) error { return nil }

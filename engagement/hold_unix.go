//go:build unix

package engagement

import (
	"errors"
	"os"
	"syscall"

	"golang.org/x/sys/unix"
)

// tryHold locks the file itself, which ends with the process, however that ends.
// Where another file has its name by then, that one is held as if by another:
// the next look finds it.
func tryHold(path string) (release func(), err error) {
	file, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return nil, err
	}
	if err := lock(file, path); err != nil {
		file.Close()
		return nil, err
	}
	return func() { file.Close() }, nil
}

// holdOpen is tryHold for a file that is open for writing: on network drives what
// is locked can be written by nobody else, not even by the same program. It stays
// held when the file is closed.
func holdOpen(file *os.File) (release func(), err error) {
	if err := lock(file, file.Name()); err != nil {
		return nil, err
	}
	same, err := unix.FcntlInt(file.Fd(), unix.F_DUPFD_CLOEXEC, 0)
	if err != nil {
		return nil, err
	}
	return func() { syscall.Close(same) }, nil
}

func lock(file *os.File, path string) error {
	err := syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
	if err == nil {
		err = stillThere(file, path)
	}
	if errors.Is(err, syscall.EWOULDBLOCK) || errors.Is(err, syscall.EINTR) {
		err = errHeld
	}
	return err
}

func stillThere(file *os.File, path string) error {
	info, err := file.Stat()
	if err != nil {
		return err
	}
	there, err := os.Stat(path)
	if err == nil && !os.SameFile(info, there) {
		err = errHeld
	}
	return err
}

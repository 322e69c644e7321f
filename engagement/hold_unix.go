//go:build unix

package engagement

import (
	"errors"
	"os"
	"syscall"
)

// tryHold locks the file itself, which ends with the process, however that ends.
// Where another file has its name by then, that one is held as if by another:
// the next look finds it.
func tryHold(path string) (release func(), err error) {
	file, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return nil, err
	}
	if err = syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); err == nil {
		err = stillThere(file, path)
	}
	if err != nil {
		file.Close()
		if errors.Is(err, syscall.EWOULDBLOCK) || errors.Is(err, syscall.EINTR) {
			err = errHeld
		}
		return nil, err
	}
	return func() { file.Close() }, nil
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

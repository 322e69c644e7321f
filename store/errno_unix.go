//go:build !windows

package store

import (
	"errors"
	"syscall"
)

// diskFull are a full disk, a used-up quota and a file that may grow no more.
var diskFull = []error{syscall.ENOSPC, syscall.EDQUOT, syscall.EFBIG}

func isReadOnlySystem(err error) bool { return errors.Is(err, syscall.EROFS) }

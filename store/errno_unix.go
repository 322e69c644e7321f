//go:build !windows

package store

import "syscall"

// diskFull are a full disk, a used-up quota and a file that may grow no more.
var diskFull = []error{syscall.ENOSPC, syscall.EDQUOT, syscall.EFBIG}

func isReadOnlySystem(err error) bool { return isCausedBy(err, syscall.EROFS) }

// isLost reports whether permission to write was taken away from an open file.
func isLost(err error) bool { return isCausedBy(err, syscall.EACCES) || isCausedBy(err, syscall.EPERM) }

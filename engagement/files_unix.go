//go:build !windows

package engagement

import "syscall"

// diskFull are a full disk, a used-up quota and a file that may grow no more.
var diskFull = []error{syscall.ENOSPC, syscall.EDQUOT, syscall.EFBIG}

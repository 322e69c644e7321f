package engagement

import "syscall"

// diskFull are a full disk (ERROR_DISK_FULL, ERROR_HANDLE_DISK_FULL) and a
// used-up quota (ERROR_DISK_QUOTA_EXCEEDED).
var diskFull = []error{syscall.Errno(112), syscall.Errno(39), syscall.Errno(1295)}

package store

import "golang.org/x/sys/windows"

// diskFull are a full disk, a used-up quota and a file that may grow no more.
var diskFull = []error{windows.ERROR_DISK_FULL, windows.ERROR_HANDLE_DISK_FULL, windows.ERROR_DISK_QUOTA_EXCEEDED, windows.ERROR_FILE_TOO_LARGE}

func isReadOnlySystem(err error) bool { return isCausedBy(err, windows.ERROR_WRITE_PROTECT) }

// isLost reports whether permission to write was taken away from an open file.
func isLost(err error) bool { return isCausedBy(err, windows.ERROR_ACCESS_DENIED) }

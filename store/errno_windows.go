package store

import (
	"errors"

	"golang.org/x/sys/windows"
)

// diskFull are a full disk, a used-up quota and a file that may grow no more.
var diskFull = []error{windows.ERROR_DISK_FULL, windows.ERROR_HANDLE_DISK_FULL, windows.ERROR_DISK_QUOTA_EXCEEDED, windows.ERROR_FILE_TOO_LARGE}

func isReadOnlySystem(err error) bool { return errors.Is(err, windows.ERROR_WRITE_PROTECT) }

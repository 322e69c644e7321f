package engagement

import (
	"errors"
	"os"
	"path/filepath"

	"golang.org/x/sys/windows"
)

// tryHold opens a file beside the one that is held, for nobody else to open. The
// system removes it when it is closed, however the process ends. The file itself
// cannot be locked: what is open here cannot be replaced.
func tryHold(path string) (release func(), err error) {
	name, err := windows.UTF16PtrFromString(filepath.Join(filepath.Dir(path), "."+filepath.Base(path)+".signing"))
	if err != nil {
		return nil, err
	}
	const alone = 0 // is shared with nobody
	handle, err := windows.CreateFile(name, windows.GENERIC_WRITE|windows.DELETE, alone, nil, windows.OPEN_ALWAYS,
		windows.FILE_ATTRIBUTE_HIDDEN|windows.FILE_FLAG_DELETE_ON_CLOSE, 0)
	switch {
	case err == nil:
		return func() { windows.CloseHandle(handle) }, nil
	case errors.Is(err, windows.ERROR_SHARING_VIOLATION), errors.Is(err, windows.ERROR_DELETE_PENDING):
		return nil, errHeld
	}
	return nil, err
}

// holdOpen is tryHold for a file that is open; it stays held when that is closed.
func holdOpen(file *os.File) (release func(), err error) { return tryHold(file.Name()) }

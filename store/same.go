package store

import "os"

// IsAt reports whether a path leads to this very file, under whatever name.
func (f *File) IsAt(path string) bool {
	there, err := os.Stat(path)
	if err != nil {
		return false
	}
	here, err := os.Stat(f.path)
	return err == nil && os.SameFile(here, there)
}

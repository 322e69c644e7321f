package engagement

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"syscall"

	"demarc/store"
	"demarc/words"
)

// readBounded reads a file of at most so many bytes.
func readBounded(path string, most int64) ([]byte, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	data, err := io.ReadAll(io.LimitReader(file, most+1))
	if err == nil && int64(len(data)) > most {
		return nil, words.Errorf("it is larger than %d MiB", most>>20)
	}
	return data, err
}

// writeFile puts data under a name at once or not at all: it is written to a
// temporary name beside it, synced, and renamed.
// An engagement is never replaced.
func writeFile(path string, data []byte, mode fs.FileMode) (err error) {
	name := filepath.Base(path)
	if head, err := readStart(path, 32); err == nil && store.Resembles(head) {
		return wrongInput("%s is an engagement, which nothing is written over", name).hint("choose another name")
	}
	file, err := os.CreateTemp(filepath.Dir(path), ".demarc-*")
	if err != nil {
		return unavailable(err, "%s cannot be written: %s", name, reason(err))
	}
	defer func() {
		if err != nil {
			os.Remove(file.Name())
		}
	}()
	_, err = file.Write(data)
	err = errors.Join(err, file.Chmod(mode), file.Sync(), file.Close())
	if err == nil {
		err = os.Rename(file.Name(), path)
	}
	if err != nil {
		return unavailable(err, "%s cannot be written: %s", name, reason(err))
	}
	return nil
}

// reason words the cause of a failed file operation, without the path that the
// sentence around it names.
func reason(err error) words.Said {
	var path *fs.PathError
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return words.Say("there is no such file or folder")
	case errors.Is(err, fs.ErrPermission):
		return words.Say("permission is missing")
	case slices.ContainsFunc(diskFull, func(full error) bool { return errors.Is(err, full) }):
		return words.Say("the disk is full")
	case errors.Is(err, syscall.EROFS):
		return words.Say("the folder is read-only")
	case errors.As(err, &path):
		return words.Say("%s", path.Err)
	}
	return words.Say("%s", err)
}

// readStart reads the first bytes of a file.
func readStart(path string, most int64) ([]byte, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return io.ReadAll(io.LimitReader(file, most))
}

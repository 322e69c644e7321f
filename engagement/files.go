package engagement

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"syscall"

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

// namedFile is what is to be written under a name.
type namedFile struct {
	path string
	data []byte
	mode fs.FileMode
}

// writeFile puts data under a name at once or not at all: it is written to a
// temporary name beside it, synced, and renamed.
// An engagement is never replaced.
func writeFile(path string, data []byte, mode fs.FileMode) error {
	return writeFiles([]namedFile{{path, data, mode}})
}

// writeFiles is writeFile for files that belong together: where one cannot be
// written, all are as they were.
func writeFiles(files []namedFile) (err error) {
	placed := make([]*placing, 0, len(files))
	defer func() {
		for i := len(placed) - 1; i >= 0; i-- {
			placed[i].end(err == nil)
		}
	}()
	for _, file := range files {
		p, err := stage(file)
		if err != nil {
			return err
		}
		placed = append(placed, p)
	}
	for i, p := range placed {
		// Only what may have to be taken back is kept.
		if err := p.place(i < len(placed)-1); err != nil {
			return unavailable(err, "%s cannot be written: %s", filepath.Base(p.path), reason(err))
		}
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

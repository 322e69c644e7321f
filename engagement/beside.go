package engagement

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// besideFile is written beside the file whose name it is to get. It is held
// until it has that name or is given up, so that what nobody holds was left by a
// program that was killed.
type besideFile struct {
	*os.File
	release func()
}

// besidePrefix is how the names of what is written beside a target begin.
func besidePrefix(target string) string {
	sum := sha256.Sum256([]byte(filepath.Base(target)))
	return fmt.Sprintf(".demarc-%x-", sum[:4])
}

// besideTries bounds how often somebody may clear a new file away before it is held.
const besideTries = 10

// createBeside makes an empty file beside a target, and clears away what was
// left there.
func createBeside(target string) (*besideFile, error) {
	clearBeside(target)
	for try := 1; ; try++ {
		file, err := os.CreateTemp(filepath.Dir(target), besidePrefix(target)+"*")
		if err != nil {
			return nil, err
		}
		release, err := holdOpen(file)
		if err == nil {
			return &besideFile{file, release}, nil
		}
		if !errors.Is(err, errHeld) && !errors.Is(err, fs.ErrNotExist) {
			// Where nothing can be held, nobody clears anything away either.
			return &besideFile{file, func() {}}, nil
		}
		file.Close()
		os.Remove(file.Name())
		if try == besideTries {
			return nil, err
		}
	}
}

// discard gives a file up that has not got its name.
func (f *besideFile) discard() {
	f.Close()
	os.Remove(f.Name())
	f.release()
}

// clearBeside removes what was written beside a target and is held by nobody.
func clearBeside(target string) {
	folder, prefix := filepath.Dir(target), besidePrefix(target)
	entries, _ := os.ReadDir(folder) // where it cannot be read, nothing is cleared away
	for _, entry := range entries {
		if kind := entry.Type(); !strings.HasPrefix(entry.Name(), prefix) || kind != 0 && kind != fs.ModeSymlink {
			continue
		}
		left := filepath.Join(folder, entry.Name())
		if release, err := tryHold(left); err == nil {
			os.Remove(left)
			release()
		}
	}
}

package store

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"time"

	"demarc/words"
)

// Restore puts a backup in the place of a file. What lies there is kept beside
// it under another name, which is returned; it may be damaged, but must not be
// in use. The backup is read whole before: a bad one is refused.
func Restore(ctx context.Context, backup, path string, options Options, now time.Time) (aside string, err error) {
	options.ReadOnly = true
	path = home(path)
	from, err := Open(backup, options)
	if err != nil {
		return "", err
	}
	defer from.Close()
	found, err := from.Verify(ctx)
	if err != nil {
		return "", err
	}
	if len(found.Problems) > 0 {
		return "", &fault{ErrDamaged, words.Say("the backup %s is not intact (%s): choose another one", from.name, found.Problems[0]), nil}
	}
	made, err := from.duplicate(ctx, filepath.Dir(path))
	if err != nil {
		return "", createFault(filepath.Dir(path), filepath.Base(path), err)
	}
	if aside, err = setAside(path, now); err != nil {
		os.Remove(made)
		return "", err
	}
	if err := Place(made, path); err != nil {
		if aside != "" {
			os.Rename(aside, path)
		}
		return "", err
	}
	return aside, nil
}

// replaced stands, in the name of what Restore put aside, before the moment.
const replaced = ".replaced-"

// setAside gives the file at path, if there is one, another name beside it.
func setAside(path string, now time.Time) (string, error) {
	switch info, err := os.Stat(path); {
	case errors.Is(err, os.ErrNotExist):
		return "", nil
	case err == nil && !info.Mode().IsRegular():
		return "", faultOf(filepath.Base(path), errNotDemarc)
	}
	db, _, _, err := openBolt(path, false)
	if err == nil {
		db.Close() // a file that is open keeps its name on Windows
	} else if errors.Is(faultOf("", err), ErrInUse) {
		return "", faultOf(filepath.Base(path), err)
	}
	aside := stem(path) + replaced + now.UTC().Format(backupName) + filepath.Ext(path)
	if err := os.Rename(path, aside); err != nil {
		return "", faultOf(filepath.Base(path), err)
	}
	return aside, nil
}

// asides lists what Restore put aside at a path.
func asides(path string) (paths []string) {
	folder := filepath.Dir(path)
	entries, _ := os.ReadDir(folder) // who cannot list it finds none
	for _, entry := range entries {
		other := filepath.Join(folder, entry.Name())
		if strings.HasPrefix(other, stem(path)+replaced) && isAside(other) && entry.Type().IsRegular() {
			paths = append(paths, other)
		}
	}
	return paths
}

// isAside reports whether a file is called as what Restore put aside.
func isAside(path string) bool {
	name := stem(filepath.Base(path))
	at := strings.LastIndex(name, replaced)
	if at < 0 {
		return false
	}
	_, err := time.Parse(backupName, name[at+len(replaced):])
	return err == nil
}

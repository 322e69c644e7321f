package store

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"hash"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"time"

	bolt "go.etcd.io/bbolt"

	"demarc/words"
)

// Backup is a copy that is kept beside a file without anybody asking for it.
type Backup struct {
	Path string
	At   time.Time
	Size int64 // in bytes
}

// How many backups are kept: the last ones, and one of each day of two weeks.
const (
	lastBackups = 10
	dailyFor    = 14 // days
)

// backupName is how a backup is called: the moment in UTC, so that names sort.
const backupName = "2006-01-02T150405.000Z"

// BackupFolder is where the backups of a file are.
func BackupFolder(path string) string { return stem(home(path)) + ".backups" }

// stem is a file's path without its ending.
func stem(path string) string { return strings.TrimSuffix(path, filepath.Ext(path)) }

// Backups lists the backups of a file, newest first. There may be none.
func Backups(path string) []Backup {
	entries, err := os.ReadDir(BackupFolder(path))
	if err != nil {
		return nil
	}
	var list []Backup
	for _, entry := range entries {
		at, err := time.Parse(backupName, stem(entry.Name()))
		info, failed := entry.Info()
		if err != nil || failed != nil || !info.Mode().IsRegular() {
			continue
		}
		list = append(list, Backup{filepath.Join(BackupFolder(path), entry.Name()), at, info.Size()})
	}
	slices.SortFunc(list, func(a, b Backup) int { return b.At.Compare(a.At) })
	return list
}

// KeepBackup makes a backup beside the file, reads it again, and takes those
// away that are no longer due.
func (f *File) KeepBackup(ctx context.Context, now time.Time) error {
	path := filepath.Join(BackupFolder(f.path), now.UTC().Format(backupName)+".demarc")
	if err := os.MkdirAll(filepath.Dir(path), 0o700); errors.Is(err, syscall.ENOTDIR) {
		return &fault{ErrExists, words.Say("%s is a file, and has the name of the folder for backups: call it something else", filepath.Base(filepath.Dir(path))), err}
	} else if err != nil {
		return createFault(filepath.Dir(f.path), filepath.Base(filepath.Dir(path)), err)
	}
	if err := f.BackupTo(ctx, path); err != nil && !errors.Is(err, ErrExists) {
		return err
	}
	for _, backup := range overdue(Backups(f.path), now) {
		if backup.Path != path {
			os.Remove(backup.Path)
		}
	}
	return nil
}

// keepOld makes a backup of a file that is about to be migrated: without one it
// is not. A backup itself has none, and what
// Restore put aside is one.
func (f *File) keepOld() error {
	if strings.HasSuffix(filepath.Dir(f.path), ".backups") || isAside(f.path) {
		return nil
	}
	if err := f.KeepBackup(context.Background(), time.Now()); err != nil {
		return &fault{ErrReadOnly, words.Say("%s is from an older Demarc and stays as it is, because no backup could be made first: %s", f.name, err), err}
	}
	return nil
}

// sweepBackups removes backups that a killed program had half written. Nobody
// writes there but who holds the lock of the file.
func (f *File) sweepBackups() {
	folder := BackupFolder(f.path)
	entries, _ := os.ReadDir(folder) // there may be none
	for _, entry := range entries {
		if strings.HasPrefix(entry.Name(), halfWritten) && entry.Type().IsRegular() {
			os.Remove(filepath.Join(folder, entry.Name()))
		}
	}
}

// leaveBackups gives the backups of an earlier file of a new one's name another
// name: they may be of another client, and are never to be offered for this one
// or thinned with its own.
func leaveBackups(path string) {
	folder := BackupFolder(path)
	if _, err := os.Lstat(folder); err == nil {
		os.Rename(folder, stem(path)+".earlier-backups-"+time.Now().UTC().Format(backupName))
	}
}

// overdue lists the backups that are neither among the last nor the last of one
// of the days that count.
func overdue(newestFirst []Backup, now time.Time) []Backup {
	var list []Backup
	days := map[string]bool{}
	for i, backup := range newestFirst {
		day := backup.At.Local().Format(time.DateOnly)
		recent := now.Sub(backup.At) < dailyFor*24*time.Hour
		if i >= lastBackups && (days[day] || !recent) {
			list = append(list, backup)
		}
		days[day] = true
	}
	return list
}

// halfWritten is how the name of a copy begins until it is whole.
const halfWritten = ".demarc-"

// BackupTo copies the file as it is now to another path, which must be free,
// and reads the copy again.
func (f *File) BackupTo(ctx context.Context, path string) error {
	folder, name := filepath.Dir(path), filepath.Base(path)
	if _, err := os.Lstat(path); err == nil {
		return exists(name)
	}
	made, err := f.duplicate(ctx, folder)
	if err != nil {
		return createFault(folder, name, err)
	}
	return Place(made, path)
}

// duplicate copies the file under a temporary name into a folder, syncs it and
// reads it again.
func (f *File) duplicate(ctx context.Context, folder string) (string, error) {
	temporary, err := os.CreateTemp(folder, halfWritten+"*")
	if err != nil {
		return "", err
	}
	path := temporary.Name()
	sum := sha256.New()
	err = f.view(func(v values) error {
		return writeAll(io.MultiWriter(&endable{ctx, temporary}, sum), v.tx)
	})
	if err = errors.Join(err, temporary.Sync(), temporary.Close()); err == nil {
		err = f.compare(path, sum)
	}
	if err != nil {
		os.Remove(path)
		return "", err
	}
	return path, nil
}

func writeAll(to io.Writer, tx *bolt.Tx) error {
	_, err := tx.WriteTo(to)
	return err
}

// endable is a writer that ends with its context.
type endable struct {
	ctx context.Context
	to  io.Writer
}

func (e *endable) Write(data []byte) (int, error) {
	if err := e.ctx.Err(); err != nil {
		return 0, err
	}
	return e.to.Write(data)
}

// compare reads a copy: its bytes, and that it opens with the records of its
// head.
func (f *File) compare(path string, sum hash.Hash) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	again := sha256.New()
	_, err = io.Copy(again, file)
	if err = errors.Join(err, file.Close()); err != nil {
		return err
	}
	if string(again.Sum(nil)) != string(sum.Sum(nil)) {
		return &fault{ErrDamaged, words.Say("a copy of %s was written and reads otherwise: the disk may be failing", f.name), nil}
	}
	copied, err := openWith(path, true, f.seal.unwrapped)
	if err != nil {
		return err
	}
	return errors.Join(copied.checkRecords(), copied.Close())
}

// checkRecords holds the records against the head, without decoding them.
func (f *File) checkRecords() error {
	return f.view(func(v values) error {
		state, err := v.recordsDigest()
		if err != nil {
			return err
		}
		return v.checkState(state)
	})
}

// eachBackup opens every backup of the file for writing, with one of the keys
// where it is sealed, and calls fn with it. Those that cannot be opened are left
// and named.
func (f *File) eachBackup(ctx context.Context, keys [][]byte, fn func(*File) error) (left []string, err error) {
	f.sweepBackups()
	for _, path := range f.copies() {
		if err := ctx.Err(); err != nil {
			return left, err
		}
		file, err := f.openBackup(path, keys)
		if errors.Is(err, errOther) {
			continue
		}
		if err != nil {
			left = append(left, filepath.Base(path))
			continue
		}
		if err := errors.Join(fn(file), file.Close()); err != nil {
			return left, fmt.Errorf("the backup %s: %w", filepath.Base(path), err)
		}
	}
	return left, nil
}

// copies lists the paths of the backups of the file, and of what Restore put
// aside.
func (f *File) copies() (paths []string) {
	for _, backup := range Backups(f.path) {
		paths = append(paths, backup.Path)
	}
	return append(paths, asides(f.path)...)
}

// errOther is met where a backup is not one of the file: another engagement had
// its name before.
var errOther = errors.New("a backup of another engagement")

func (f *File) openBackup(path string, keys [][]byte) (file *File, err error) {
	for _, key := range keys {
		file, err = openWith(path, false, func(sealing) ([]byte, string, error) { return slices.Clone(key), f.engagement, nil })
		if err != nil {
			continue
		}
		if file.engagement != f.engagement {
			return nil, errors.Join(errOther, file.Close())
		}
		if err = errors.Join(file.sweep(), file.checkRecords()); err == nil {
			return file, nil
		}
		file.Close()
	}
	return nil, err
}

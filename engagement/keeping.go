package engagement

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"demarc/store"
	"demarc/words"
)

// ErrNoBackup is trouble with a backup after everything was saved.
var ErrNoBackup = words.Errorf("no backup could be made")

// Close lets go of the file, after making a backup beside it where something
// was changed. ErrNoBackup says that only the backup failed.
func (s *Session) Close() error {
	var trouble error
	if s.commits > 0 {
		trouble = s.keepBackup()
		s.commits = 0
	}
	if err := s.file.Close(); err != nil {
		return storeError(err)
	}
	return trouble
}

func (s *Session) keepBackup() error {
	if err := s.file.KeepBackup(context.Background(), s.wallClock()); err != nil {
		return unavailable(errors.Join(ErrNoBackup, err), "everything is saved, but no backup of %s could be made: %s", s.name(), err).
			hint("make room beside it, or keep a copy elsewhere with `demarc backup`")
	}
	return nil
}

// Sealed reports whether the engagement has a passphrase.
func (s *Session) Sealed() bool { return s.file.Sealed() }

// SetPassphrase sets the engagement's passphrase, changes it, or removes it
// where it is empty, in the file and in its backups; with newKey everything is
// sealed with another key as well. It returns the backups that could not be
// opened and are as they were.
func (s *Session) SetPassphrase(ctx context.Context, passphrase string, newKey bool) (left []string, err error) {
	if newKey && passphrase == "" {
		return nil, wrongInput("without a passphrase there is no key to make anew")
	}
	left, err = s.file.SetPassphrase(ctx, passphrase, newKey)
	if err != nil {
		return left, keepingError(ctx, err)
	}
	return left, nil
}

// keepingError is that of work on the file as a whole, which may be ended.
func keepingError(ctx context.Context, err error) error {
	if ended := ctx.Err(); ended != nil {
		return ended
	}
	return storeError(err)
}

// Compact writes the file anew, without what was taken away, and says how large
// it was and is, in bytes.
func (s *Session) Compact(ctx context.Context) (before, after int64, err error) {
	if before, err = s.file.Size(); err == nil {
		err = s.file.Compact(ctx)
	}
	if err == nil {
		after, err = s.file.Size()
	}
	if err != nil {
		return 0, 0, keepingError(ctx, err)
	}
	return before, after, nil
}

// Backup copies the engagement to a folder, under its name and the moment, and
// reads the copy again. It returns the copy's path.
func (s *Session) Backup(ctx context.Context, folder string) (string, error) {
	name := strings.TrimSuffix(s.name(), ".demarc")
	path := filepath.Join(folder, fmt.Sprintf("%s %s.demarc", name, s.wallClock().Format("2006-01-02 150405")))
	if err := s.file.BackupTo(ctx, path); err != nil {
		return "", keepingError(ctx, err)
	}
	return path, nil
}

// Backup is a copy that is kept beside an engagement.
type Backup = store.Backup

// Backups lists the copies that are kept beside an engagement, newest first.
func Backups(path string) []Backup { return store.Backups(path) }

// GoodBackup finds the newest backup of an engagement that opens, with the
// passphrase that the options give.
func GoodBackup(path string, options Options) (Backup, bool) {
	options.ReadOnly = true
	for _, backup := range Backups(path) {
		if s, err := Open(backup.Path, options); err == nil {
			s.file.Close()
			return backup, true
		}
	}
	return Backup{}, false
}

// Restore puts a backup in the place of an engagement, after reading it whole.
// What lies there, damaged or not, is kept under another name, which is
// returned.
func Restore(ctx context.Context, backup, path string, options Options) (aside string, err error) {
	if !strings.EqualFold(filepath.Ext(path), ".demarc") {
		return "", wrongInput("an engagement's file ends in .demarc, and %s does not", filepath.Base(path))
	}
	if here, err := os.Stat(path); err == nil {
		if from, err := os.Stat(backup); err == nil && os.SameFile(here, from) {
			return "", wrongInput("%s is the backup itself", filepath.Base(path)).hint("name the backup first and then the engagement that it is to replace")
		}
	}
	aside, err = store.Restore(ctx, backup, path, store.Options{Passphrase: options.Passphrase}, time.Now())
	if err != nil {
		return "", keepingError(ctx, err)
	}
	return aside, nil
}

// offerBackup adds to the trouble with a damaged engagement what can be done
// about it.
func offerBackup(path string, options Options, err error) error {
	coded, ok := err.(*Error)
	if !ok || !errors.Is(err, store.ErrDamaged) || strings.HasSuffix(filepath.Dir(path), ".backups") {
		return err
	}
	good, found := GoodBackup(path, options)
	if !found {
		return coded.hint("there is no good backup beside it: look for a copy elsewhere, and bring it back with `demarc restore`")
	}
	return coded.hint("the newest good backup is of %s: `demarc restore %s %s`", words.Say("%s", good.At.Local().Format("2 January 2006 15:04")), QuotedPath(good.Path), QuotedPath(path))
}

// QuotedPath writes a path as a shell takes it.
func QuotedPath(path string) string {
	if slices.ContainsFunc([]rune(path), func(r rune) bool { return strings.ContainsRune(" '\"\\$&()", r) }) {
		return "'" + strings.ReplaceAll(path, "'", `'\''`) + "'"
	}
	return path
}

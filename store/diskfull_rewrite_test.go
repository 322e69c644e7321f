//go:build unix

package store

import (
	"context"
	"errors"
	"math"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// What writes a file anew needs room for a second one. Where there is none,
// everything stays as it was, is said, and works once there is.
func TestAFullDiskKeepsTheOldFile(t *testing.T) {
	for name, do := range map[string]func(ctx context.Context, f *File) error{
		"compacting": func(ctx context.Context, f *File) error { return f.Compact(ctx) },
		"setting a passphrase": func(ctx context.Context, f *File) error {
			_, err := f.SetPassphrase(ctx, passphrase, false)
			return err
		},
		"a backup": func(ctx context.Context, f *File) error { return f.KeepBackup(ctx, time.Now()) },
		"a handoff": func(ctx context.Context, f *File) error {
			head, err := f.Head()
			if err != nil {
				return err
			}
			return f.Handoff(ctx, filepath.Join(filepath.Dir(f.path), "x.handoff"), Parting{Since: head, Packs: []string{hashOf(basePack)}})
		},
	} {
		t.Run(name, func(t *testing.T) {
			alone(t, func(t *testing.T) {
				folder := t.TempDir()
				f := mustCreate(t, filepath.Join(folder, "acme.demarc"), engagement())
				mustCommit(t, f, 1, made(party(1)), basePack)
				head := mustVerify(t, f).Head
				limitFiles(t, 3*pageSize)
				if err := do(t.Context(), f); !errors.Is(err, ErrDiskFull) || !strings.Contains(err.Error(), "the disk is full") {
					t.Errorf("said %v", err)
				}
				for _, name := range namesIn(t, folder) {
					if name != "acme.demarc" && name != "acme.backups" {
						t.Errorf("it leaves %s", name)
					}
				}
				limitFiles(t, math.MaxInt64)
				if v := mustVerify(t, f); v.Head != head {
					t.Errorf("the head is %s", v.Head)
				}
				mustCommit(t, f, 2, made(party(2)))
				if err := do(t.Context(), f); err != nil {
					t.Error(err)
				}
				mustVerify(t, f)
			})
		})
	}
}

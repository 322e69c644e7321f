//go:build linux && (amd64 || arm64)

package store

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A disk that takes nothing any more while the file is open, and does so again
// later: each commit is refused in a sentence, what was there stays, and the
// same commit is saved in the end. strace gives the answers of such a disk.
func TestADiskThatRefusesForAWhile(t *testing.T) {
	const readOnly, full = "acme.demarc is read-only: copy it to a folder that you may write to",
		"the disk is full and acme.demarc stays as it was: make room and try again"
	const stale = "acme.demarc was changed by somebody else since it was read: open it again"
	tests := map[string]struct{ inject, want, later string }{
		"mounted read-only":                   {"pwrite64:error=EROFS:when=40..55", readOnly, ""},
		"mounted read-only, when it grows":    {"ftruncate:error=EROFS:when=2..4", readOnly, ""},
		"mounted read-only, when it syncs":    {"fsync:error=EROFS:when=4..6", readOnly, ""},
		"permission lost":                     {"pwrite64:error=EACCES:when=40..55", readOnly, ""},
		"permission lost, when it grows":      {"ftruncate:error=EACCES:when=2..4", readOnly, ""},
		"made immutable":                      {"pwrite64:error=EPERM:when=40..55", readOnly, ""},
		"full":                                {"pwrite64:error=ENOSPC:when=40..55", full, ""},
		"full, when it grows":                 {"ftruncate:error=ENOSPC:when=2..4", full, ""},
		"a quota used up":                     {"pwrite64:error=EDQUOT:when=40..55", full, ""},
		"mounted read-only, at the sync":      {"fdatasync:error=EROFS:when=20..25", readOnly, ""},
		"mounted read-only, at the last sync": {"fdatasync:error=EROFS:when=21..26", readOnly, stale},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			folder := t.TempDir()
			call, _, _ := strings.Cut(test.inject, ":")
			said := strace(t, "retry", []string{filepath.Join(folder, "acme.demarc")},
				"-o", os.DevNull, "-e", "trace="+call, "-e", "inject="+test.inject)
			lines := strings.Split(strings.TrimSpace(said), "\n")
			last := len(lines) - 1
			if lines[last] != "41 commits, problems []" || last == 0 {
				t.Errorf("said %q", lines)
			}
			for _, line := range lines[:last] {
				if line != test.want && line != test.later {
					t.Errorf("said %q", line)
				}
			}
		})
	}
}

// A sync that failed once, after everything was written, is made up for.
func TestALastSyncThatFailsOnce(t *testing.T) {
	said := strace(t, "retry", []string{filepath.Join(t.TempDir(), "acme.demarc")},
		"-o", os.DevNull, "-e", "trace=fdatasync", "-e", "inject=fdatasync:error=EIO:when=21")
	if strings.TrimSpace(said) != "41 commits, problems []" {
		t.Errorf("said %q", said)
	}
}

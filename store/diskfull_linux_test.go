package store

import (
	"math"
	"os"
	"path/filepath"
	"syscall"
	"testing"
)

// A disk that is full in earnest, where the system lets this test mount one;
// elsewhere the limit of TestAFullDisk stands for it again.
func TestAFullFileSystem(t *testing.T) {
	alone(t, func(t *testing.T) {
		folder := t.TempDir()
		if err := syscall.Mount("none", folder, "tmpfs", 0, "size=512k"); err == nil {
			t.Cleanup(func() { syscall.Unmount(folder, syscall.MNT_DETACH) })
		} else {
			limitFiles(t, 150_000)
		}
		ballast, path := filepath.Join(folder, "ballast"), filepath.Join(folder, "acme.demarc")
		if err := os.WriteFile(ballast, make([]byte, 128<<10), 0o600); err != nil {
			t.Fatal(err)
		}
		commitsUntilFull(t, mustCreate(t, path, engagement()), path, func() {
			if err := os.Remove(ballast); err != nil {
				t.Fatal(err)
			}
			limitFiles(t, math.MaxInt64)
		})
	})
}

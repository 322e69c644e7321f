package desk

import (
	"os"
	"path/filepath"
	"strings"
)

// ExpandHome writes a path that begins with a tilde as it is on disk.
func ExpandHome(path string) string {
	if rest, ok := strings.CutPrefix(path, "~"+string(filepath.Separator)); ok {
		if home, err := os.UserHomeDir(); err == nil {
			return filepath.Join(home, rest)
		}
	}
	return path
}

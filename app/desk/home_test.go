package desk

import (
	"path/filepath"
	"testing"
)

func TestATildeIsTheHomeFolder(t *testing.T) {
	home := t.TempDir()
	t.Setenv("HOME", home)
	t.Setenv("USERPROFILE", home)
	slash := string(filepath.Separator)
	for _, c := range []struct{ name, path, want string }{
		{"in the home folder", "~" + slash + "client.csv", filepath.Join(home, "client.csv")},
		{"a name with a tilde", "~client.csv", "~client.csv"},
		{"elsewhere", slash + "tmp" + slash + "client.csv", slash + "tmp" + slash + "client.csv"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := ExpandHome(c.path); got != c.want {
				t.Errorf("%s is %s", c.path, got)
			}
		})
	}
}

package engagement

import (
	"os"
	"path/filepath"
	"testing"
)

// TestFilesThatBelongTogetherAreBothWrittenOrNeither: where the second cannot
// get its name, the first is as it was.
func TestFilesThatBelongTogetherAreBothWrittenOrNeither(t *testing.T) {
	for name, test := range map[string]struct{ before, want string }{"new": {"", ""}, "in the place of another": {"before", "before"}} {
		t.Run(name, func(t *testing.T) {
			folder := t.TempDir()
			first, second := filepath.Join(folder, "r.pdf"), filepath.Join(folder, "r.assessment.json")
			if test.before != "" {
				if err := os.WriteFile(first, []byte(test.before), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			if err := os.MkdirAll(filepath.Join(second, "in the way"), 0o700); err != nil {
				t.Fatal(err)
			}
			files := []namedFile{{first, []byte("pdf"), 0o600}, {second, []byte("data"), 0o600}}
			if err := writeFiles(files); err == nil {
				t.Fatal("a folder was written over")
			}
			if got, _ := os.ReadFile(first); string(got) != test.want {
				t.Errorf("the first is %q", got)
			}
			if err := os.RemoveAll(second); err != nil {
				t.Fatal(err)
			}
			if err := writeFiles(files); err != nil {
				t.Fatal(err)
			}
			left, err := os.ReadDir(folder)
			if got, _ := os.ReadFile(first); err != nil || string(got) != "pdf" || len(left) != 2 {
				t.Errorf("the first is %q, and %v is there", got, left)
			}
		})
	}
}

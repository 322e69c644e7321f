package engagement

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"demarc/assets"
)

// spoiled is the sample with one file in another's place.
func spoiled(t *testing.T, name, content string) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{}
	err := fs.WalkDir(assets.Sample(), ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := fs.ReadFile(assets.Sample(), path)
		files[path] = &fstest.MapFile{Data: data}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	files[name] = &fstest.MapFile{Data: []byte(content)}
	return files
}

func TestSampleThatFailsLeavesNothing(t *testing.T) {
	visit := "- day: 1\n  at: \"10:00\"\n  by: J. Weiss\n  steps:\n  - "
	for name, c := range map[string]struct{ content, says string }{
		"a step that cannot be done":      {visit + "retire_asset: No such system", `week-6.yaml, day 1, step 1 of J. Weiss: there is no asset "No such system"`},
		"a step that says nothing":        {visit + "undo: false", "says nothing to do"},
		"a key that nobody knows":         {visit + "asset: {nmae: X}", "nmae"},
		"a finding that is none":          {visit + "decide: {of: {kind: gap, asset: Voice biometrics, control: API access}, as: fixed}", "there is no finding"},
		"a table that is missing":         {visit + "import: other.csv", "other.csv"},
		"a pack that is missing":          {visit + "adopt: other.yaml", "other.yaml"},
		"a script that is no list":        {"day: 1", "week-6.yaml"},
		"a visit without a time":          {"- day: 1\n  by: J. Weiss\n  steps:\n  - undo: true", "at which time"},
		"a visit that nobody answers for": {"- day: 1\n  at: \"10:00\"\n  steps:\n  - undo: true", "who"},
	} {
		t.Run(name, func(t *testing.T) {
			folder := t.TempDir()
			_, err := Create(filepath.Join(folder, "x.demarc"), Beginning{Client: "X", Sample: true}, sampleOptions(spoiled(t, "week-6.yaml", c.content), sampleDay))
			if err == nil || !strings.Contains(err.Error(), c.says) || ErrorCode(err) != CodeUnavailable {
				t.Errorf("got %v, want something about %q", err, c.says)
			}
			if left, _ := os.ReadDir(folder); len(left) > 0 {
				t.Errorf("left behind: %v", left)
			}
		})
	}
}

func TestSampleNeedsAPlace(t *testing.T) {
	folder := t.TempDir()
	for name, c := range map[string]struct {
		path   string
		sample fs.FS
		says   string
		code   Code
	}{
		"a folder that is missing":        {filepath.Join(folder, "no", "x.demarc"), assets.Sample(), "there is no such file or folder", CodeUnavailable},
		"a program that carries none":     {filepath.Join(folder, "x.demarc"), nil, "carries no sample", CodeInput},
		"a program whose sample is empty": {filepath.Join(folder, "x.demarc"), fstest.MapFS{}, "there is no script", CodeUnavailable},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Create(c.path, Beginning{Client: "X", Sample: true}, sampleOptions(c.sample, sampleDay))
			if err == nil || !strings.Contains(err.Error(), c.says) || ErrorCode(err) != c.code {
				t.Errorf("got %v, want something about %q", err, c.says)
			}
		})
	}
}

// lateFS lets something happen when a file is opened.
type lateFS struct {
	fs.FS
	name string
	then func()
}

func (l lateFS) Open(name string) (fs.File, error) {
	if name == l.name {
		l.then()
	}
	return l.FS.Open(name)
}

func TestSampleNeverReplacesAFile(t *testing.T) {
	for name, late := range map[string]bool{"that is there": false, "that appears while the sample is made": true} {
		t.Run(name, func(t *testing.T) {
			folder := t.TempDir()
			path := filepath.Join(folder, "x.demarc")
			write := func() {
				if err := os.WriteFile(path, []byte("mine"), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			sample := lateFS{assets.Sample(), "nordhaven-pack.yaml", write}
			if !late {
				write()
				sample.then = func() {}
			}
			_, err := Create(path, Beginning{Client: "X", Sample: true}, sampleOptions(sample, sampleDay))
			if err == nil || !strings.Contains(err.Error(), "x.demarc exists already") || ErrorCode(err) != CodeInput {
				t.Errorf("got %v", err)
			}
			left, _ := os.ReadDir(folder)
			if data, err := os.ReadFile(path); err != nil || string(data) != "mine" || len(left) != 1 {
				t.Errorf("the file holds %q, beside %v: %v", data, left, err)
			}
		})
	}
}

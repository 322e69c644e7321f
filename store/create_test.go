package store

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"demarc/assess"
	"demarc/history"
)

func TestCreate(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "acme.demarc")
	f, err := Create(path, engagementID, "", header(0), made(engagement(), party(1)), []byte("pack: 1"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if f.Name() != "acme.demarc" || f.Engagement() != engagementID || f.Created() != at(0) || f.ReadOnly() {
		t.Errorf("%s holds %s of %s, read-only %v", f.Name(), f.Engagement(), f.Created(), f.ReadOnly())
	}
	if v := mustVerify(t, f); v.Commits != 1 || v.Records != 2 || v.Erased != 0 {
		t.Errorf("verified %+v", v)
	}
	if log := logOf(t, f); len(log) != 1 || len(log[0].Header.Parents) != 0 || log[0].Header.Author != "Ada Example" {
		t.Errorf("the log is %+v", log)
	}
	if f.db.NoSync || f.db.NoGrowSync || f.db.NoFreelistSync {
		t.Error("what was saved may be lost in a power cut")
	}
	if names := namesIn(t, folder); !slices.Equal(names, []string{"acme.demarc"}) {
		t.Errorf("the folder holds %q", names)
	}
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the file is for others as well: %v, %v", info.Mode(), err)
	}
}

func TestCreateReplacesNothing(t *testing.T) {
	tests := map[string]func(path string) error{
		"a file":             func(path string) error { return os.WriteFile(path, []byte("theirs"), 0o600) },
		"an empty file":      func(path string) error { return os.WriteFile(path, nil, 0o600) },
		"a folder":           func(path string) error { return os.Mkdir(path, 0o700) },
		"a broken link":      func(path string) error { return os.Symlink("nowhere", path) },
		"an engagement":      func(path string) error { return createAt(path) },
		"a link to a device": func(path string) error { return os.Symlink(os.DevNull, path) },
	}
	for name, occupy := range tests {
		t.Run(name, func(t *testing.T) {
			folder := t.TempDir()
			path := filepath.Join(folder, "acme.demarc")
			if err := occupy(path); err != nil {
				t.Fatal(err)
			}
			before, err := os.Lstat(path)
			if err != nil {
				t.Fatal(err)
			}
			err = createAt(path)
			if !errors.Is(err, ErrExists) || err.Error() != "acme.demarc exists already: choose another name" {
				t.Errorf("said %v", err)
			}
			after, err := os.Lstat(path)
			if err != nil || !os.SameFile(before, after) || before.Size() != after.Size() {
				t.Errorf("it was replaced: %v", err)
			}
			if names := namesIn(t, folder); len(names) != 1 {
				t.Errorf("the folder holds %q", names)
			}
		})
	}
}

// Somebody may take the name between the first look and the last step, and
// the file system may know no links.
func TestPlaceReplacesNothing(t *testing.T) {
	for name, place := range map[string]func(made, path string) error{"with links": Place, "without": placeWithoutLinks} {
		t.Run(name, func(t *testing.T) {
			folder := t.TempDir()
			made, path := filepath.Join(folder, "made"), filepath.Join(folder, "acme.demarc")
			write := func(path, text string) {
				if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			write(made, "ours")
			write(path, "theirs")
			if err := place(made, path); !errors.Is(createFault(folder, "acme.demarc", err), ErrExists) {
				t.Errorf("said %v", err)
			}
			if text := readFile(t, path); string(text) != "theirs" {
				t.Errorf("the file says %q", text)
			}
			if err := os.Remove(path); err != nil {
				t.Fatal(err)
			}
			write(made, "ours")
			if err := place(made, path); err != nil {
				t.Fatal(err)
			}
			if text := readFile(t, path); string(text) != "ours" {
				t.Errorf("the file says %q", text)
			}
			if names := namesIn(t, folder); !slices.Equal(names, []string{"acme.demarc"}) {
				t.Errorf("the folder holds %q", names)
			}
		})
	}
	t.Run("without links, and nothing made", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "acme.demarc")
		if err := placeWithoutLinks(path+".made", path); err == nil {
			t.Error("it was placed")
		}
		if names := namesIn(t, filepath.Dir(path)); len(names) > 0 {
			t.Errorf("it leaves %q", names)
		}
	})
}

func TestACreateThatFailsLeavesNothing(t *testing.T) {
	unfit := []history.Change{{Ref: party(1).Ref(), Fields: []history.FieldChange{{Path: "name", Old: "Team 1", New: "Team 2"}}}}
	endless := header(0)
	endless.Author = string(make([]byte, history.MaxAuthor+1))
	unfounded := header(0, history.ID{1})
	tests := map[string]struct {
		header  history.Header
		changes []history.Change
		want    error
	}{
		"changes of what is not there": {header(0), unfit, nil},
		"a header that breaks a rule":  {endless, made(engagement()), nil},
		"a first commit with parents":  {unfounded, made(engagement()), ErrStale},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			folder := t.TempDir()
			_, err := Create(filepath.Join(folder, "acme.demarc"), engagementID, "", test.header, test.changes)
			if err == nil || test.want != nil && !errors.Is(err, test.want) {
				t.Errorf("said %v", err)
			}
			if names := namesIn(t, folder); len(names) > 0 {
				t.Errorf("it leaves %q", names)
			}
		})
	}
}

func TestCreateInAFolderThatIsNone(t *testing.T) {
	folder := t.TempDir()
	if err := os.WriteFile(filepath.Join(folder, "file"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"missing", "file"} {
		t.Run(name, func(t *testing.T) {
			err := createAt(filepath.Join(folder, name, "acme.demarc"))
			if want := "there is no folder " + name + " for acme.demarc: make it first"; !errors.Is(err, ErrMissing) || err.Error() != want {
				t.Errorf("said %v", err)
			}
		})
	}
}

// createAt makes a small engagement and closes it.
func createAt(path string, more ...assess.Record) error {
	f, err := Create(path, engagementID, "", header(0), made(append(more, engagement())...))
	if err != nil {
		return err
	}
	return f.Close()
}

func namesIn(tb testing.TB, folder string) []string {
	tb.Helper()
	entries, err := os.ReadDir(folder)
	if err != nil {
		tb.Fatal(err)
	}
	var names []string
	for _, entry := range entries {
		names = append(names, entry.Name())
	}
	return names
}

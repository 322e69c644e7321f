package app

import (
	"os"
	"path/filepath"
	"testing"

	"demarc/app/desk/desktest"
)

func TestTheStateOfTheInterfaceIsKeptBetweenTwoDays(t *testing.T) {
	path := filepath.Join(t.TempDir(), "folder", "interface.json")
	k := keep(path)
	k.set("theme", darkTheme)
	k.set("gone", "x")
	k.set("gone", "")
	k.save()
	again := keep(path)
	if again.get("theme") != darkTheme || again.get("gone") != "" {
		t.Errorf("kept %v", again.values)
	}
	if _, err := os.Stat(path + ".new"); err == nil {
		t.Error("a half-written file stayed behind")
	}
}

func TestABrokenFileOfTheInterfaceIsANewOne(t *testing.T) {
	for name, text := range map[string]string{"empty": "", "cut": `{"theme":"da`, "null": "null", "other": "[1]"} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "interface.json")
			if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
			k := keep(path)
			k.set("theme", lightTheme)
			k.save()
			if keep(path).get("theme") != lightTheme {
				t.Error("nothing is kept any more")
			}
		})
	}
}

func TestRecentEngagementsAreListedOnceTheLatestFirst(t *testing.T) {
	s := settings{keep("")}
	for _, path := range []string{"/a/a.demarc", "/b/b.demarc", "/a/a.demarc"} {
		s.opened(path, desktest.Now)
	}
	if got := s.recent(); len(got) != 2 || got[0] != "/a/a.demarc" || !s.openedAt("/a/a.demarc").Equal(desktest.Now) {
		t.Errorf("recent: %q, opened at %v", got, s.openedAt("/a/a.demarc"))
	}
	s.forget("/a/a.demarc")
	if got := s.recent(); len(got) != 1 || !s.openedAt("/a/a.demarc").IsZero() {
		t.Errorf("recent: %q", got)
	}
}

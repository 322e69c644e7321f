package store

import (
	"context"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"demarc/history"
)

// What was acknowledged is there and nothing is there by half, at whatever
// moment the writer was killed.
func TestAKilledWriterLosesNothing(t *testing.T) {
	t.Parallel()
	files, kills := 2, 25
	if os.Getenv(envLong) != "" {
		files = 20
	}
	for range files {
		s := survivor{t: t, path: filepath.Join(t.TempDir(), "acme.demarc"), drafts: map[string]bool{}}
		f := mustCreate(t, s.path, engagement())
		s.commits = []history.ID{logOf(t, f)[0].ID}
		f.Close()
		for range kills {
			s.hears(killedSoon(t, start(t, "write", s.path)))
			s.holds()
		}
		t.Logf("%d kills: %d commits, %d drafts", kills, len(s.commits), len(s.drafts))
		if len(s.commits) < kills/5 || len(s.drafts) < kills {
			t.Errorf("%d commits, %d drafts: the killed processes were no writers", len(s.commits), len(s.drafts))
		}
	}
}

// survivor is a file whose writers are killed, and what they acknowledged.
type survivor struct {
	t       *testing.T
	path    string
	commits []history.ID
	drafts  map[string]bool
	draft   string // the last one
}

func (s *survivor) hears(words []string) {
	s.t.Helper()
	for _, word := range words {
		if draft, ok := strings.CutPrefix(word, "draft "); ok {
			s.draft, s.drafts[draft] = draft, true
			continue
		}
		id, err := history.ParseID(word)
		if err != nil {
			s.t.Fatal(err)
		}
		s.commits = append(s.commits, id)
	}
}

// holds finds everything that was acknowledged in the file, and at most one
// commit and one draft that were saved and not acknowledged any more.
func (s *survivor) holds() {
	t := s.t
	t.Helper()
	f, err := Open(s.path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	mustVerify(t, f)
	load(t, f)
	log := logOf(t, f)
	switch more := len(log) - len(s.commits); {
	case more < 0 || more > 1:
		t.Fatalf("%d commits were acknowledged and %d are there", len(s.commits), len(log))
	case more == 1:
		s.commits = append(s.commits, log[len(log)-1].ID)
	}
	for i, entry := range log {
		if entry.ID != s.commits[i] {
			t.Fatalf("commit %d is %s and was %s", i+1, entry.ID, s.commits[i])
		}
	}
	draft, err := f.Draft()
	if err != nil || draft.Text != s.draft && s.drafts[draft.Text] {
		t.Fatalf("the draft is %q and was %q: %v", draft.Text, s.draft, err)
	}
	s.draft, s.drafts[draft.Text] = draft.Text, true
}

// A name is there when the whole file is, and not before.
func TestAKilledCreateLeavesNoHalfFile(t *testing.T) {
	t.Parallel()
	made := 0
	for range 10 {
		folder := t.TempDir()
		names := killedSoon(t, start(t, "create", folder))
		found, err := filepath.Glob(filepath.Join(folder, "*.demarc"))
		if err != nil {
			t.Fatal(err)
		}
		if len(found) < len(names) || len(found) > len(names)+1 {
			t.Errorf("%d files were made and %d are there", len(names), len(found))
		}
		for _, path := range found {
			f, err := Open(path, Options{})
			if err != nil {
				t.Fatal(err)
			}
			mustVerify(t, f)
			f.Close()
		}
		made += len(found)
		all, err := os.ReadDir(folder)
		if err != nil {
			t.Fatal(err)
		}
		if left := len(all) - len(found); left > 1 {
			t.Errorf("%d other files are left", left)
		}
	}
	if made == 0 {
		t.Error("no file was made")
	}
}

// killedSoon kills a process at a random moment after its first word and
// returns all that it said.
func killedSoon(tb testing.TB, p *process) []string {
	tb.Helper()
	said := []string{p.word(tb)}
	soon, cancel := context.WithTimeout(tb.Context(), time.Duration(rand.IntN(60_000))*time.Microsecond)
	defer cancel()
	context.AfterFunc(soon, func() { p.Process.Kill() })
	for p.words.Scan() {
		said = append(said, p.words.Text())
	}
	if err := p.Wait(); err == nil || !strings.Contains(err.Error(), "killed") {
		tb.Fatalf("the writer ended by itself: %v: %s", err, said[len(said)-1])
	}
	return said
}

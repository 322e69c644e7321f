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
	path := filepath.Join(t.TempDir(), "acme.demarc")
	f := mustCreate(t, path, engagement())
	first, err := f.Head()
	if err != nil {
		t.Fatal(err)
	}
	f.Close()
	acknowledged := []history.ID{first}
	for range 20 {
		writer := start(t, "write", path)
		for _, word := range killedSoon(t, writer) {
			id, err := history.ParseID(word)
			if err != nil {
				t.Fatal(err)
			}
			acknowledged = append(acknowledged, id)
		}
		f, err := Open(path, Options{})
		if err != nil {
			t.Fatal(err)
		}
		mustVerify(t, f)
		load(t, f)
		log := logOf(t, f)
		switch more := len(log) - len(acknowledged); {
		case more < 0 || more > 1:
			t.Fatalf("%d commits were acknowledged and %d are there", len(acknowledged), len(log))
		case more == 1: // saved, and killed before it could say so
			acknowledged = append(acknowledged, log[len(log)-1].ID)
		}
		for i, entry := range log {
			if entry.ID != acknowledged[i] {
				t.Fatalf("commit %d is %s and was %s", i+1, entry.ID, acknowledged[i])
			}
		}
		f.Close()
	}
	if len(acknowledged) < 20 {
		t.Errorf("only %d commits were made: the killed processes were no writers", len(acknowledged))
	}
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

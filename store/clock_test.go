package store

import (
	"path/filepath"
	"testing"

	"demarc/history"
)

// A commit follows another one because it names it, whatever the clocks say.
func TestAClockSetBack(t *testing.T) {
	path := filepath.Join(t.TempDir(), "acme.demarc")
	f := mustCreate(t, path, engagement())
	var made []history.ID
	for n, minute := range []int{5, -10_000, -9_999, -20_000_000, 3} {
		made = append(made, mustCommit(t, f, minute, busyChanges(n+4)).ID)
	}
	f.Close()
	f, err := Open(path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if v := mustVerify(t, f); v.Commits != 6 || v.Head != made[4] {
		t.Errorf("%+v", v)
	}
	log := logOf(t, f)
	for i, id := range made {
		if log[i+1].ID != id {
			t.Errorf("commit %d is %s and was %s", i+2, log[i+1].ID, id)
		}
	}
	if undo, redo := history.Stack(log); len(undo) != 5 || undo[4] != made[4] || len(redo) > 0 {
		t.Errorf("undo %v, redo %v", undo, redo)
	}
	load(t, f)
}

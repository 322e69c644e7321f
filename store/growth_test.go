package store

import (
	"fmt"
	"path/filepath"
	"testing"

	"demarc/assess"
	"demarc/history"
)

// assigned is the changes that give cells one accountable party.
func assigned(cells []assess.Record) []history.Change {
	var changes []history.Change
	for _, record := range cells {
		old := record.(*assess.Cell)
		answered := *old
		answered.Customer = &assess.Clause{Accountable: id("party", 1)}
		change, _ := history.Diff(old, &answered)
		changes = append(changes, change)
	}
	return changes
}

// The body of a large assignment is little more than the salts of its changes,
// which nothing makes smaller: alike changes are one group, and what is left
// is compressed.
func TestALargeAssignmentHasASmallBody(t *testing.T) {
	var fresh []assess.Record
	for n := range 100 {
		for c := range 26 {
			fresh = append(fresh, &assess.Cell{Asset: id("asset", n), Control: control(c)})
		}
	}
	f := newFile(t)
	mustCommit(t, f, 1, assigned(fresh))
	var kept int
	for _, piece := range valuesIn(t, f, bodiesBucket) {
		kept += len(piece)
	}
	if salts := len(fresh) * len(history.Salt{}); kept > salts*3/2 {
		t.Errorf("%d changes take %d bytes, %d of them salts", len(fresh), kept, salts)
	}
	mustVerify(t, f)
}

// What a commit adds to a file is in proportion to what it changes.
func TestAFileGrowsByWhatIsChanged(t *testing.T) {
	path := filepath.Join(t.TempDir(), "acme.demarc")
	f := mustCreate(t, path, estate(100)...)
	before := size(t, path)
	if encoded, err := f.EncodedSize(); before > 2*encoded || err != nil {
		t.Errorf("records of %d bytes take %d, %v", encoded, before, err)
	}
	for n := range 50 {
		mustCommit(t, f, n+1, made(party(1000+n)))
	}
	if grown := size(t, path) - before; grown > 50*5_000 {
		t.Errorf("50 small commits take %d bytes", grown)
	}
	empty := filepath.Join(t.TempDir(), "new.demarc")
	if err := createAt(empty); err != nil {
		t.Fatal(err)
	}
	if size(t, empty) > 100_000 {
		t.Errorf("a new engagement takes %d bytes", size(t, empty))
	}
}

// Space that a commit freed is used again by the next ones.
func TestFreedSpaceIsUsedAgain(t *testing.T) {
	path := filepath.Join(t.TempDir(), "acme.demarc")
	f := mustCreate(t, path, engagement())
	changes := manyParties("visitor", 2000)
	var grown []int64
	for n := 1; n < 9; n += 2 {
		before := size(t, path)
		mustCommit(t, f, n, changes)
		mustCommit(t, f, n+1, history.Invert(changes))
		grown = append(grown, size(t, path)-before)
	}
	if last := grown[len(grown)-1]; last > grown[0]*2/3 {
		t.Error(fmt.Sprint("each round takes ", grown))
	}
}

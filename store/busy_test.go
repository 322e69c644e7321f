package store

import (
	"bytes"
	"fmt"
	"path/filepath"
	"testing"

	"demarc/assess"
	"demarc/history"
)

// busyFile is a file with a past: some hundred commits that make, change and
// take away records, so that there are branch pages, values of several pages,
// inline parts and free pages; packs, the content of evidence, and a draft.
func busyFile(tb testing.TB, commits int, passphrase string) string {
	tb.Helper()
	path := filepath.Join(tb.TempDir(), "acme.demarc")
	f, err := Create(path, engagementID, passphrase, header(0), made(engagement(), party(1), asset(1)))
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { f.Close() })
	f.db.NoSync = true // nothing here is about power cuts
	seen := made(evidence(1, mustKeep(tb, f, some(90_000))))
	mustCommit(tb, f, 1, append(estateChanges(3), seen...), basePack, bytes.Repeat([]byte("owner: customer # "), 3000))
	for n := 2; n < commits; n++ {
		mustCommit(tb, f, n, busyChanges(n))
	}
	if err := f.SetDraft(Draft{Ref: engagement().Ref(), Path: "objective", Text: "half a sentence of what is to be done"}); err != nil {
		tb.Fatal(err)
	}
	mustVerify(tb, f)
	if err := f.Close(); err != nil {
		tb.Fatal(err)
	}
	return path
}

// estateChanges makes so many assets with their cells, in one commit.
func estateChanges(assets int) []history.Change {
	var cells []assess.Record
	for _, record := range estate(assets) {
		if record.Ref().Kind == assess.KindCell {
			cells = append(cells, record)
		}
	}
	return made(cells...)
}

// busyChanges is what the n-th commit does: every one makes a party, every
// third takes an older one away, every twentieth makes many at once.
func busyChanges(n int) []history.Change {
	changes := made(party(n))
	if n%3 == 0 {
		gone, _ := history.Diff(party(n-1), nil)
		changes = append(changes, gone)
	}
	if n%20 == 0 {
		changes = append(changes, manyParties(fmt.Sprint("team-", n), 30)...)
	}
	return changes
}

package store

import (
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"testing"

	"demarc/assess"
	"demarc/history"
)

const engagementID = "01992f5e-0000-7000-8000-000000000000"

// at is the moment of the n-th commit.
func at(n int) assess.Instant { return assess.Instant(1_763_715_600_000 + int64(n)*60_000) }

func id(kind string, n int) string {
	return fmt.Sprintf("01992f5e-%04x-7000-8000-%012d", len(kind), n)
}

func control(n int) string { return fmt.Sprintf("AI-SEC-%03d", n+1) }

// header is the draft of a commit that follows head.
func header(n int, head ...history.ID) history.Header {
	return history.Header{Parents: head, Time: at(n), Author: "Ada Example", Capacity: history.CapacityAssessor, Kind: history.KindEdit, Catalogue: "c0ffee"}
}

// made is the changes that make records out of nothing.
func made(records ...assess.Record) []history.Change {
	var changes []history.Change
	for _, record := range records {
		if change, differs := history.Diff(nil, record); differs {
			changes = append(changes, change)
		}
	}
	return changes
}

func engagement() *assess.Engagement {
	return &assess.Engagement{ID: engagementID, Client: "Acme Insurance", Title: "AI estate 2026", Created: at(0)}
}

func party(n int) *assess.Party {
	return &assess.Party{ID: id("party", n), Name: fmt.Sprintf("Team %d", n), Type: assess.Team, Function: "Operations"}
}

// manyParties makes parties whose ids begin with a word.
func manyParties(word string, n int) []history.Change {
	var parties []assess.Record
	for i := range n {
		parties = append(parties, &assess.Party{ID: fmt.Sprintf("%s-%d", word, i), Name: fmt.Sprintf("Team %s %d", word, i), Type: assess.Team})
	}
	return made(parties...)
}

func asset(n int) *assess.Asset {
	return &assess.Asset{ID: id("asset", n), Name: fmt.Sprintf("Assistant %d", n), Hosting: "aws_bedrock", Provider: "AWS",
		Exposure: assess.ExposureInternal, Data: []string{"internal"}, Approval: assess.ApprovalApproved, Lifecycle: assess.LifecycleProduction}
}

// cell is what a cell says after a client answered: an accountable and a
// responsible party out of 500, a status that a third declared, and for one in
// ten a sentence.
func cell(random *rand.Rand, asset, control string) *assess.Cell {
	one := func() string { return id("party", random.IntN(500)) }
	c := &assess.Cell{Asset: asset, Control: control}
	c.Customer = &assess.Clause{Accountable: one(), Responsible: []string{one()}}
	c.Declared = &assess.Statement{Status: assess.Statuses[1+random.IntN(4)], By: one(), At: at(random.IntN(50_000))}
	if random.IntN(10) == 0 {
		c.Rationale = fmt.Sprintf("Agreed in workshop %d: the platform team runs this for all assistants.", random.IntN(1000))
	}
	return c
}

// estate is an engagement with so many assets and 26 stored cells each.
func estate(assets int) []assess.Record {
	random := rand.New(rand.NewPCG(26, 500))
	records := []assess.Record{engagement()}
	for n := range 500 {
		records = append(records, party(n))
	}
	for n := range assets {
		records = append(records, asset(n))
		for c := range 26 {
			records = append(records, cell(random, id("asset", n), control(c)))
		}
	}
	return records
}

// mustCreate makes a file with those records in its first commit.
func mustCreate(tb testing.TB, path string, records ...assess.Record) *File {
	tb.Helper()
	f, err := Create(path, engagementID, "", header(0), made(records...))
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { f.Close() })
	return f
}

// newFile makes a file with an engagement and one party.
func newFile(tb testing.TB) *File {
	return mustCreate(tb, filepath.Join(tb.TempDir(), "acme.demarc"), engagement(), party(1))
}

// mustCommit commits the changes between pairs of records, old and new.
func mustCommit(tb testing.TB, f *File, n int, changes []history.Change, packs ...[]byte) history.Commit {
	tb.Helper()
	head, err := f.Head()
	if err != nil {
		tb.Fatal(err)
	}
	commit, _, err := f.Commit(header(n, head), changes, packs...)
	if err != nil {
		tb.Fatal(err)
	}
	return commit
}

func mustVerify(tb testing.TB, f *File) Verification {
	tb.Helper()
	v, err := f.Verify(tb.Context())
	if err != nil {
		tb.Fatal(err)
	}
	for _, problem := range v.Problems {
		tb.Error(problem)
	}
	return v
}

// load reads a file into a state.
func load(tb testing.TB, f *File) *assess.State {
	tb.Helper()
	state := assess.NewState()
	if err := f.Load(func(r assess.Record) error { state.Put(r); return nil }); err != nil {
		tb.Fatal(err)
	}
	return state
}

// logOf returns the commits, oldest first.
func logOf(tb testing.TB, f *File) []history.Entry {
	tb.Helper()
	var log []history.Entry
	for entry, err := range f.Log() {
		if err != nil {
			tb.Fatal(err)
		}
		log = append(log, entry)
	}
	slices.Reverse(log)
	return log
}

// records reads what a file holds.
func records(tb testing.TB, f *File) map[assess.Ref]assess.Record {
	tb.Helper()
	held := map[assess.Ref]assess.Record{}
	if err := f.Load(func(r assess.Record) error { held[r.Ref()] = r; return nil }); err != nil {
		tb.Fatal(err)
	}
	return held
}

func discard(assess.Record) error { return nil }

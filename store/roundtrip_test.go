package store

import (
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"

	"demarc/assess"
	"demarc/history"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"
)

// model is what a file should hold.
type model struct {
	records map[assess.Ref]assess.Record
	commits []history.Commit
}

// Whatever is committed, undone, redone and taken away: the file holds what
// the changes made, its history says so, and both are the same after it was
// closed and opened.
func TestAFileHoldsWhatWasCommitted(t *testing.T) {
	folder := t.TempDir()
	rapid.Check(t, func(rt *rapid.T) {
		path := filepath.Join(folder, "acme.demarc")
		f, err := Create(path, engagementID, "", header(0), made(engagement()))
		if err != nil {
			rt.Fatal(err)
		}
		defer func() { f.Close(); os.Remove(path) }()
		f.db.NoSync = true // other tests are about power cuts
		first := logOf(t, f)[0]
		m := &model{map[assess.Ref]assess.Record{engagement().Ref(): engagement()}, []history.Commit{{Entry: first, Changes: made(engagement())}}}
		for range rapid.IntRange(1, 12).Draw(rt, "steps") {
			kind := rapid.SampledFrom([]history.Kind{history.KindEdit, history.KindEdit, history.KindImport, history.KindUndo, history.KindRedo}).Draw(rt, "kind")
			m.step(rt, f, kind)
			if rapid.IntRange(0, 9).Draw(rt, "reopen") == 0 {
				f.Close()
				if f, err = Open(path, Options{}); err != nil {
					rt.Fatal(err)
				}
				f.db.NoSync = true
			}
		}
		m.compare(t, rt, f)
	})
}

// step makes one commit of a kind, where one can be made.
func (m *model) step(t *rapid.T, f *File, kind history.Kind) {
	last := m.commits[len(m.commits)-1]
	draft := header(len(m.commits), last.ID)
	draft.Kind = kind
	var changes []history.Change
	switch undo, redo := history.Stack(m.log()); {
	case kind == history.KindUndo && len(undo) > 0:
		draft.Target = undo[len(undo)-1]
		changes = history.Invert(m.changes(draft.Target))
	case kind == history.KindRedo && len(redo) > 0:
		draft.Target = redo[len(redo)-1]
		changes = m.changes(draft.Target)
	case kind == history.KindUndo || kind == history.KindRedo:
		return
	default:
		changes = m.anyChanges(t)
	}
	commit, stored, err := f.Commit(draft, changes)
	if err != nil {
		t.Fatal(err)
	}
	for i, change := range commit.Changes {
		want, err := history.Apply(m.records[change.Ref], change)
		if err != nil || !reflect.DeepEqual(stored[i], want) {
			t.Fatalf("%v: %s", err, cmp.Diff(want, stored[i]))
		}
		if m.records[change.Ref] = want; want == nil {
			delete(m.records, change.Ref)
		}
	}
	m.commits = append(m.commits, commit)
}

// anyChanges makes, changes or takes away a few records.
func (m *model) anyChanges(t *rapid.T) []history.Change {
	refs := []assess.Ref{
		{Kind: assess.KindEngagement, Key: engagementID}, {Kind: assess.KindParty, Key: "p1"}, {Kind: assess.KindAsset, Key: "a1"},
		{Kind: assess.KindRule, Key: "r1"}, {Kind: assess.KindCell, Key: "a1/AI-SEC-001"}, {Kind: assess.KindCell, Key: "a1/AI-SEC-002"},
		{Kind: assess.KindEvidence, Key: "v1"}, {Kind: assess.KindDisposition, Key: "d1"}, {Kind: assess.KindAction, Key: "t1"},
	}
	var changes []history.Change
	for _, ref := range rapid.SliceOfNDistinct(rapid.SampledFrom(refs), 1, 4, rapid.ID).Draw(t, "refs") {
		next := recordAt(t, ref)
		if ref.Kind != assess.KindEngagement && rapid.IntRange(0, 3).Draw(t, "gone") == 0 {
			next = nil
		}
		if engagement, ok := next.(*assess.Engagement); ok {
			engagement.Packs = "" // none are kept here
		}
		if change, differs := history.Diff(m.records[ref], next); differs && (next != nil || ref.Kind != assess.KindEngagement) {
			changes = append(changes, change)
		}
	}
	return changes
}

func (m *model) log() (log []history.Entry) {
	for _, commit := range m.commits {
		log = append(log, commit.Entry)
	}
	return log
}

func (m *model) changes(id history.ID) []history.Change {
	at := slices.IndexFunc(m.commits, func(c history.Commit) bool { return c.ID == id })
	return m.commits[at].Changes
}

// compare holds a file against the model.
func (m *model) compare(t *testing.T, rt *rapid.T, f *File) {
	held := map[assess.Ref]assess.Record{}
	if err := f.Load(func(r assess.Record) error { held[r.Ref()] = r; return nil }); err != nil {
		rt.Fatal(err)
	}
	if !reflect.DeepEqual(m.records, held) {
		rt.Fatal(cmp.Diff(m.records, held))
	}
	log := logOf(t, f)
	if diff := cmp.Diff(m.log(), log, cmp.Comparer(func(a, b history.Digest) bool { return a == b })); diff != "" {
		rt.Fatal(diff)
	}
	if state := sum(t, slices.Collect(maps.Values(m.records))...); log[len(log)-1].Header.State != state {
		rt.Fatalf("the state is %s and not %s", log[len(log)-1].Header.State, state)
	}
	for _, commit := range m.commits {
		changes, err := f.Changes(commit.ID)
		if diff := cmp.Diff(commit.Changes, changes, cmpopts.EquateEmpty()); err != nil || diff != "" {
			rt.Fatal(err, diff)
		}
	}
	if v, err := f.Verify(t.Context()); err != nil || len(v.Problems) > 0 || v.Records != len(held) || v.Commits != len(log) || v.Head != log[len(log)-1].ID {
		rt.Fatalf("%+v, %v", v, err)
	}
}

// A commit's id follows from its content alone: the same work in another file
// gives other ids only because its salts are others.
func TestTheSameRecordsHaveTheSameState(t *testing.T) {
	one, other := newFile(t), newFile(t)
	mustCommit(t, one, 1, made(asset(1), party(2)))
	mustCommit(t, other, 5, made(party(2)))
	mustCommit(t, other, 6, made(party(3)))
	mustCommit(t, other, 7, history.Invert(made(party(3))))
	mustCommit(t, other, 8, made(asset(1)))
	ours, theirs := logOf(t, one), logOf(t, other)
	if ours[1].Header.State != theirs[4].Header.State {
		t.Error("the same records on two laptops have two states")
	}
	if ours[0].ID == theirs[0].ID {
		t.Error("two first commits have one id: their salts are the same")
	}
}

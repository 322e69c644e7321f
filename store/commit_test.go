package store

import (
	"context"
	"errors"
	"strings"
	"testing"

	"demarc/assess"
	"demarc/history"

	"github.com/google/go-cmp/cmp"
)

func TestCommitReturnsWhatIsStoredNow(t *testing.T) {
	f := newFile(t)
	renamed := party(1)
	renamed.Name = "Platform"
	change, _ := history.Diff(party(1), renamed)
	gone, _ := history.Diff(engagement(), nil)
	head, err := f.Head()
	if err != nil {
		t.Fatal(err)
	}
	commit, stored, err := f.Commit(header(1, head), append(made(asset(1)), change, gone))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]assess.Record{asset(1), nil, renamed}, stored); diff != "" {
		t.Error(diff)
	}
	var refs []assess.Ref
	for _, change := range commit.Changes {
		refs = append(refs, change.Ref)
	}
	if diff := cmp.Diff([]assess.Ref{asset(1).Ref(), engagement().Ref(), party(1).Ref()}, refs); diff != "" {
		t.Error(diff)
	}
	if now, err := f.Head(); now != commit.ID || err != nil {
		t.Errorf("the head is %s, %v", now, err)
	}
	if commit.Header.State != sum(t, asset(1), renamed) || len(commit.Header.Digests) != 3 {
		t.Errorf("the header is %+v", commit.Header)
	}
}

// sum is the digest of records.
func sum(tb testing.TB, records ...assess.Record) (d history.Digest) {
	tb.Helper()
	for _, record := range records {
		encoded, err := encodeRecord(record)
		if err != nil {
			tb.Fatal(err)
		}
		d.Add(record.Ref().Kind, []byte(record.Ref().Key), encoded)
	}
	return d
}

func TestACommitThatIsRefusedChangesNothing(t *testing.T) {
	asIf := []history.Change{{Ref: party(1).Ref(), Fields: []history.FieldChange{{Path: "name", Old: "Another", New: "x"}}}}
	good := made(party(2))
	tests := map[string]struct {
		change  func(*history.Header)
		changes []history.Change
		want    string
	}{
		"another past":           {nil, append(asIf, good...), `party ` + party(1).ID + `: name is "Team 1" and not "Another"`},
		"one record twice":       {nil, append(good, history.Change{Ref: good[0].Ref, Fields: []history.FieldChange{{Path: "email", New: "a@b"}}}), "changed twice"},
		"no such field":          {nil, []history.Change{{Ref: party(1).Ref(), Fields: []history.FieldChange{{Path: "colour", New: "x"}}}}, `no field "colour"`},
		"a kind that is none":    {nil, []history.Change{{Ref: assess.Ref{Kind: "thing", Key: "x"}, Fields: []history.FieldChange{{Path: "name", New: "x"}}}}, `"thing"`},
		"a commit of no kind":    {func(h *history.Header) { h.Kind = "jump" }, good, `"jump"`},
		"no parents":             {func(h *history.Header) { h.Parents = nil }, good, "changed by somebody else"},
		"another head":           {func(h *history.Header) { h.Parents = []history.ID{{1}} }, good, "changed by somebody else"},
		"a merge of two parents": {func(h *history.Header) { h.Parents = append([]history.ID{{}}, h.Parents...) }, good, "changed by somebody else"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			f := newFile(t)
			head, err := f.Head()
			if err != nil {
				t.Fatal(err)
			}
			before, draft := records(t, f), header(1, head)
			if test.change != nil {
				test.change(&draft)
			}
			_, _, err = f.Commit(draft, test.changes, []byte("a pack"))
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("said %v", err)
			}
			if stale := strings.Contains(test.want, "somebody else"); stale != errors.Is(err, ErrStale) {
				t.Errorf("stale: %v", err)
			}
			if v := mustVerify(t, f); v.Commits != 1 || v.Head != head {
				t.Errorf("%d commits", v.Commits)
			}
			if diff := cmp.Diff(before, records(t, f)); diff != "" {
				t.Error(diff)
			}
			if packs, err := f.Packs(); len(packs) > 0 || err != nil {
				t.Errorf("packs %v, %v", packs, err)
			}
			mustCommit(t, f, 2, good)
		})
	}
}

// Two sessions, one after the other, that began from the same head: the second
// is told, and does not overwrite.
func TestACommitOfYesterdaysHeadIsStale(t *testing.T) {
	f := newFile(t)
	yesterday, err := f.Head()
	if err != nil {
		t.Fatal(err)
	}
	mustCommit(t, f, 1, made(party(2)))
	_, _, err = f.Commit(header(2, yesterday), made(party(3)))
	if want := "acme.demarc was changed by somebody else since it was read: open it again"; !errors.Is(err, ErrStale) || err.Error() != want {
		t.Errorf("said %v", err)
	}
}

func TestLoadEndsWhereItIsTold(t *testing.T) {
	f := mustCreate(t, t.TempDir()+"/acme.demarc", estate(40)...)
	enough := errors.New("enough")
	for _, after := range []int{0, 1, 700, 1500} {
		seen := 0
		err := f.Load(func(assess.Record) error {
			if seen == after {
				return enough
			}
			seen++
			return nil
		})
		if err != enough || seen != after {
			t.Errorf("after %d: %v", seen, err)
		}
	}
	t.Run("by a panic as well", func(t *testing.T) {
		func() {
			defer func() {
				if recover() == nil {
					t.Error("the panic was lost")
				}
			}()
			f.Load(func(assess.Record) error { panic("in the caller") })
		}()
		mustCommit(t, f, 1, made(party(900))) // no transaction is left open
	})
}

func TestLoadGoesKindByKind(t *testing.T) {
	f := mustCreate(t, t.TempDir()+"/acme.demarc", estate(3)...)
	var kinds []assess.RecordKind
	var size int64
	err := f.Load(func(r assess.Record) error {
		if kind := r.Ref().Kind; len(kinds) == 0 || kinds[len(kinds)-1] != kind {
			kinds = append(kinds, kind)
		}
		encoded, err := encodeRecord(r)
		size += int64(len(encoded) + keyStart + len(r.Ref().Key))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	want := []assess.RecordKind{assess.KindEngagement, assess.KindParty, assess.KindAsset, assess.KindCell}
	if diff := cmp.Diff(want, kinds); diff != "" {
		t.Error(diff)
	}
	if weighed, err := f.EncodedSize(); weighed != size || err != nil {
		t.Errorf("%d bytes and not %d, %v", weighed, size, err)
	}
}

// Readers see whole commits only, however a writer is at work beside them.
func TestReadersSeeWholeCommits(t *testing.T) {
	f := newFile(t)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	done := make(chan error, 1)
	go func() {
		var err error
		for ctx.Err() == nil && err == nil {
			err = f.Load(discard) // holds the records against the head
		}
		done <- err
	}()
	for n := range 50 {
		mustCommit(t, f, n+1, made(party(10+2*n), party(11+2*n)))
	}
	cancel()
	if err := <-done; err != nil {
		t.Error(err)
	}
}

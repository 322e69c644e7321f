package store

import (
	"bytes"
	"errors"
	"path/filepath"
	"testing"

	"demarc/assess"
)

func TestDraft(t *testing.T) {
	path := filepath.Join(t.TempDir(), "acme.demarc")
	f := mustCreate(t, path, engagement())
	is := func(want Draft) {
		t.Helper()
		if draft, err := f.Draft(); draft != want || err != nil {
			t.Errorf("the draft is %+v, %v", draft, err)
		}
	}
	set := func(draft Draft) {
		t.Helper()
		if err := f.SetDraft(draft); err != nil {
			t.Fatal(err)
		}
	}
	head, err := f.Head()
	if err != nil {
		t.Fatal(err)
	}
	first := Draft{Ref: assess.Ref{Kind: assess.KindCell, Key: "a/AI-SEC-001"}, Path: "rationale", Text: "Agreed, as \"ever\" <&>\nZürich مرحبا"}
	second := Draft{Ref: engagement().Ref(), Path: "objective", Text: string(make([]byte, 20_000))}
	is(Draft{})
	set(Draft{}) // ending what never began is no error
	set(first)
	is(first)
	f.Close()
	if f, err = Open(path, Options{}); err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	is(first)
	set(second) // one at a time
	is(second)
	mustCommit(t, f, 1, made(party(1)))
	is(second)
	set(Draft{})
	is(Draft{})
	if left := valuesIn(t, f, draftsBucket); len(left) > 0 {
		t.Errorf("%q is left of it", left)
	}
	if v := mustVerify(t, f); v.Commits != 2 || head == v.Head {
		t.Errorf("drafts are in the history: %+v", v)
	}
}

func TestADraftThatIsBroken(t *testing.T) {
	f := newFile(t)
	edit(t, f, func(v values) error { return v.put(draftsBucket, keyDraft, []byte("{")) })
	if _, err := f.Draft(); !errors.Is(err, ErrDamaged) {
		t.Errorf("said %v", err)
	}
	wantProblem(t, f, "its draft cannot be read")
}

// No commit vouches for a draft, so every bit of it counts by itself.
func TestNoBitOfADraftChangesUnnoticed(t *testing.T) {
	f := newFile(t)
	draft := Draft{Ref: engagement().Ref(), Path: "objective", Text: "half a sent"}
	if err := f.SetDraft(draft); err != nil {
		t.Fatal(err)
	}
	f.db.NoSync = true // nothing here is about power cuts
	stored := valuesIn(t, f, draftsBucket)[string(keyDraft)]
	for bit := range 8 * len(stored) {
		changed := bytes.Clone(stored)
		changed[bit/8] ^= 1 << (bit % 8)
		edit(t, f, func(v values) error { return v.put(draftsBucket, keyDraft, changed) })
		if found, err := f.Draft(); !errors.Is(err, ErrDamaged) {
			t.Errorf("%s is read as %+v, %v", changed, found, err)
		}
	}
	edit(t, f, func(v values) error { return v.put(draftsBucket, keyDraft, stored[:len(stored)-1]) })
	if found, err := f.Draft(); !errors.Is(err, ErrDamaged) {
		t.Errorf("cut, it is read as %+v, %v", found, err)
	}
	edit(t, f, func(v values) error {
		return errors.Join(v.delete(draftsBucket, keyDraft), v.put(draftsBucket, []byte("draff"), stored))
	})
	if found, err := f.Draft(); !errors.Is(err, ErrDamaged) {
		t.Errorf("at another key it is read as %+v, %v", found, err)
	}
}

func TestADraftOfAnOlderProgram(t *testing.T) {
	f := newFile(t)
	edit(t, f, func(v values) error {
		return v.put(draftsBucket, keyDraft, []byte(`{"ref":{"Kind":"engagement","Key":"x"},"path":"objective","text":"half a sent"}`))
	})
	if draft, err := f.Draft(); draft.Text != "half a sent" || draft.Path != "objective" || err != nil {
		t.Errorf("the draft is %+v, %v", draft, err)
	}
	mustVerify(t, f)
}

func TestADraftOfNoUTF8IsKept(t *testing.T) {
	f := newFile(t)
	if err := f.SetDraft(Draft{Text: "a\xff\xfeb"}); err != nil {
		t.Fatal(err)
	}
	if draft, err := f.Draft(); draft.Text != "a\ufffd\ufffdb" || err != nil {
		t.Errorf("the draft is %+v, %v", draft, err)
	}
}

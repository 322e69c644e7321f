package store

import (
	"path/filepath"
	"strings"
	"testing"

	"demarc/assess"
	"demarc/history"
)

// secret is a record that is to be forgotten, after it was renamed and typed
// about; remembered is one beside it in the same commits.
func withSecret(tb testing.TB, path, passphrase string) (f *File, secret, remembered *assess.Party) {
	tb.Helper()
	f = withBackups(tb, path, passphrase)
	first := &assess.Party{ID: id("party", 77), Name: "Barnaby " + planted[0], Email: "b@example.test"}
	secret = &assess.Party{ID: first.ID, Name: planted[4], Email: "b@example.test"}
	remembered = &assess.Party{ID: id("party", 78), Name: "Remembered"}
	mustCommit(tb, f, 5, made(first, remembered))
	change, _ := history.Diff(first, secret)
	mustCommit(tb, f, 6, []history.Change{change})
	if err := f.SetDraft(Draft{Path: "name", Text: "as " + planted[4] + " said"}); err != nil {
		tb.Fatal(err)
	}
	if err := f.KeepBackup(tb.Context(), at(6).Time()); err != nil {
		tb.Fatal(err)
	}
	return f, secret, remembered
}

func mustForget(tb testing.TB, f *File, n int, refs ...assess.Ref) Forgotten {
	tb.Helper()
	head, err := f.Head()
	if err != nil {
		tb.Fatal(err)
	}
	draft := header(n, head)
	draft.Reason = "she asked for it"
	done, err := f.Forget(tb.Context(), draft, refs)
	if err != nil || len(done.Left) > 0 {
		tb.Fatal(done.Left, err)
	}
	return done
}

// traces lists where a word can be read: in the raw bytes of the files of a
// folder, and in what they hold once they are opened.
func traces(tb testing.TB, f *File, passphrase, word string) (found []string) {
	tb.Helper()
	for _, path := range append(namesOf(Backups(f.path)), f.path) {
		raw := readFile(tb, path)
		for _, spelling := range spellings(word) {
			if strings.Contains(string(raw), string(spelling)) {
				found = append(found, filepath.Base(path)+" as it lies on the disk")
			}
		}
		file := f
		if path != f.path {
			file = mustOpen(tb, path, passphrase)
		}
		for _, b := range buckets {
			for key, value := range valuesIn(tb, file, b) {
				if plain, err := unpackBody(value); err == nil {
					value = plain
				}
				if strings.Contains(string(value), word) {
					found = append(found, filepath.Base(path)+" in "+string(b)+" "+key)
				}
			}
		}
		if file != f {
			file.Close()
		}
	}
	return found
}

func TestWhatIsForgottenIsGone(t *testing.T) {
	for name, passphrase := range map[string]string{"unsealed": "", "sealed": passphrase} {
		t.Run(name, func(t *testing.T) {
			f, secret, remembered := withSecret(t, filepath.Join(t.TempDir(), "acme.demarc"), passphrase)
			words := []string{"Barnaby", "b@example.test", planted[4]}
			for _, word := range words {
				if len(traces(t, f, passphrase, word)) < 2 {
					t.Fatalf("%q is not there to be forgotten", word)
				}
			}
			done := mustForget(t, f, 7, secret.Ref())
			if done.Values != 2 {
				t.Errorf("%d values were erased", done.Values)
			}
			for _, word := range words[:2] {
				if found := traces(t, f, passphrase, word); len(found) > 0 {
					t.Errorf("%q is still in %q", word, found)
				}
			}
			if v := mustVerify(t, f); v.Erased != 2 || v.Commits != 8 {
				t.Errorf("%d erased, %d commits", v.Erased, v.Commits)
			}
			held := records(t, f)
			if held[secret.Ref()] != nil || held[remembered.Ref()].(*assess.Party).Name != "Remembered" {
				t.Errorf("there is %v and %v", held[secret.Ref()], held[remembered.Ref()])
			}
			if draft, err := f.Draft(); draft != (Draft{}) || err != nil {
				t.Errorf("the draft is %+v", draft)
			}
			mustCommit(t, f, 8, made(secret)) // whoever makes it again means to
			mustVerify(t, f)
			for _, backup := range Backups(f.path) {
				again := mustOpen(t, backup.Path, passphrase)
				mustVerify(t, again)
				again.Close()
			}
		})
	}
}

// A program that ends after the forgetting and before the traces are removed
// goes on with that.
func TestForgettingIsFinished(t *testing.T) {
	f, secret, _ := withSecret(t, filepath.Join(t.TempDir(), "acme.demarc"), "")
	head, _ := f.Head()
	err := f.update(func(v values) error {
		if _, _, err := v.forget(header(7, head), []assess.Ref{secret.Ref()}); err != nil {
			return err
		}
		return v.put(metaBucket, keyForgetting, []byte{1})
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(traces(t, f, "", "Barnaby")) == 0 {
		t.Fatal("there is nothing left to remove")
	}
	f.Close()
	f = mustOpen(t, f.path, "")
	if found := traces(t, f, "", "Barnaby"); len(found) > 0 {
		t.Errorf("it is still in %q", found)
	}
}

// Nobody takes changes away under the cloak of forgetting.
func TestErasingWithoutForgettingIsSeen(t *testing.T) {
	for name, test := range map[string]struct {
		forget bool // another record
		want   string
	}{
		"nothing was forgotten":        {false, "was erased, and nobody forgot that record"},
		"another record was forgotten": {true, "was erased, and nobody forgot that record"},
	} {
		t.Run(name, func(t *testing.T) {
			f := newFile(t)
			mustCommit(t, f, 1, made(party(2), party(3)))
			mustCommit(t, f, 2, history.Invert(made(party(2))))
			if test.forget {
				mustForget(t, f, 3, party(3).Ref())
			}
			edit(t, f, func(v values) error {
				for _, n := range []uint64{2, 3} {
					if _, err := v.erase(n, []assess.Ref{party(2).Ref()}); err != nil {
						return err
					}
				}
				return nil
			})
			wantProblem(t, f, test.want)
		})
	}
}

// What was made again after it was forgotten may not be erased.
func TestWhatCameAfterAForgettingMayNotBeErased(t *testing.T) {
	f := newFile(t)
	mustForget(t, f, 1, party(1).Ref())
	mustCommit(t, f, 2, made(party(1)))
	mustCommit(t, f, 3, history.Invert(made(party(1))))
	edit(t, f, func(v values) error {
		_, err := v.erase(3, []assess.Ref{party(1).Ref()})
		return err
	})
	wantProblem(t, f, "was erased, and nobody forgot that record")
}

// The content of evidence goes with the last record that names it.
func TestForgottenEvidenceTakesItsContentAlong(t *testing.T) {
	const word = "a hatbox full of keys"
	for name, test := range map[string]struct {
		before func(f *File, kept Kept)
		stays  bool
	}{
		"the only evidence":        {func(*File, Kept) {}, false},
		"evidence that was undone": {func(f *File, kept Kept) { mustCommit(t, f, 3, history.Invert(made(evidence(1, kept)))) }, false},
		"other evidence has it":    {func(f *File, kept Kept) { mustCommit(t, f, 3, made(evidence(2, kept))) }, true},
	} {
		t.Run(name, func(t *testing.T) {
			f := newFile(t)
			kept := mustKeep(t, f, strings.NewReader(word))
			mustCommit(t, f, 2, made(evidence(1, kept)))
			test.before(f, kept)
			mustForget(t, f, 4, evidence(1, kept).Ref())
			if has, err := hasFile(f, kept.SHA256); has != test.stays || err != nil {
				t.Errorf("it is kept: %v, %v", has, err)
			}
			if found := traces(t, f, "", word); (len(found) > 0) != test.stays {
				t.Errorf("it is in %q", found)
			}
			mustVerify(t, f)
		})
	}
}

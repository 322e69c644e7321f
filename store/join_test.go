package store

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"demarc/assess"
	"demarc/history"
)

// twoLaptops are two copies of one file, with commits of their own besides.
func twoLaptops(tb testing.TB, passphrase string) (ours, theirs *File) {
	tb.Helper()
	folder := tb.TempDir()
	ours = plantedFile(tb, filepath.Join(folder, "ours.demarc"), passphrase)
	mustCommit(tb, ours, 3, made(party(1)))
	if err := ours.BackupTo(tb.Context(), filepath.Join(folder, "theirs.demarc")); err != nil {
		tb.Fatal(err)
	}
	theirs = mustOpen(tb, filepath.Join(folder, "theirs.demarc"), passphrase)
	mustCommit(tb, ours, 4, made(party(2), party(3)))
	mustCommit(tb, theirs, 5, made(party(4)))
	theirs.SignWith(someone(tb, "Bo Example"))
	mustCommit(tb, theirs, 6, made(party(5), asset(1)))
	return ours, theirs
}

// elsewhere is where another side's commits are read from.
type elsewhere interface {
	Entries() ([]history.Entry, error)
	Parcel(history.ID) (Parcel, error)
}

// joining prepares what a merge without conflicts brings, as an engagement does.
func joining(tb testing.TB, f *File, other elsewhere) Joining {
	tb.Helper()
	graph, head, err := f.Graph()
	if err != nil {
		tb.Fatal(err)
	}
	j := Joining{Head: head}
	entries, err := other.Entries()
	if err != nil {
		tb.Fatal(err)
	}
	theirs := head
	parcels := map[history.ID]Parcel{}
	for _, entry := range entries {
		theirs = entry.ID
		if _, known := graph.Entry(entry.ID); known {
			continue
		}
		if err := graph.Add(entry); err != nil {
			tb.Fatal(err)
		}
		parcel, err := other.Parcel(entry.ID)
		if err != nil {
			tb.Fatal(err)
		}
		parcels[entry.ID] = parcel
		j.Parcels = append(j.Parcels, parcel)
	}
	read := func(id history.ID) (history.Commit, error) {
		if parcel, ok := parcels[id]; ok {
			return parcel.Commit()
		}
		parcel, err := f.Parcel(id)
		if err != nil {
			return history.Commit{}, err
		}
		return parcel.Commit()
	}
	if graph.Contains(theirs, head) {
		net, err := graph.Net(head, theirs, read)
		if err != nil {
			tb.Fatal(err)
		}
		j.Changes = net.Changes
		return j
	}
	held := records(tb, f)
	merge, err := graph.Merge(head, theirs, read, func(ref assess.Ref) assess.Record { return held[ref] })
	if err != nil || len(merge.Conflicts) > 0 {
		tb.Fatal(merge, err)
	}
	fromOurs, fromTheirs, err := merge.Changes(nil)
	if err != nil {
		tb.Fatal(err)
	}
	a, _ := graph.Entry(head)
	b, _ := graph.Entry(theirs)
	m := &Merging{Header: history.MergeHeader(a, b, "c0ffee"), Changes: fromOurs}
	if m.Header.Parents[0] == theirs {
		m.Changes = fromTheirs
	}
	if m.Salts, err = graph.MergeSalts(head, theirs, read, m.Changes); err != nil {
		tb.Fatal(err)
	}
	j.Changes, j.Merge = fromOurs, m
	return j
}

func mustJoin(tb testing.TB, f *File, j Joining) Joined {
	tb.Helper()
	done, err := f.Join(j)
	if err != nil {
		tb.Fatal(err)
	}
	return done
}

func TestTwoLaptopsComeToOneHead(t *testing.T) {
	for _, passphrase := range []string{"", passphrase} {
		ours, theirs := twoLaptops(t, passphrase)
		toOurs, toTheirs := joining(t, ours, theirs), joining(t, theirs, ours)
		one, other := mustJoin(t, ours, toOurs), mustJoin(t, theirs, toTheirs)
		if one.Head.ID != other.Head.ID {
			t.Errorf("the heads are %s and %s", one.Head.ID, other.Head.ID)
		}
		for _, f := range []*File{ours, theirs} {
			v := mustVerify(t, f)
			if v.Commits != 8 || v.Records != 8 || len(v.Signed) != 1 {
				t.Errorf("%+v", v)
			}
			mustCommit(t, f, 9, made(party(9)))
			mustVerify(t, f)
		}
	}
}

func TestACopyThatOnlyLagsFollows(t *testing.T) {
	ours, theirs := twoLaptops(t, "")
	mustJoin(t, ours, joining(t, ours, theirs))
	done := mustJoin(t, theirs, joining(t, theirs, ours))
	if head, _ := ours.Head(); done.Head.ID != head {
		t.Errorf("the heads are %s and %s", done.Head.ID, head)
	}
	mustVerify(t, theirs)
}

func TestAJoiningThatIsRefusedChangesNothing(t *testing.T) {
	for name, change := range map[string]func(tb testing.TB, f *File, j *Joining){
		"another head":         func(_ testing.TB, _ *File, j *Joining) { j.Head = history.ID{1} },
		"a commit is missing":  func(_ testing.TB, _ *File, j *Joining) { j.Parcels = j.Parcels[1:] },
		"a commit comes twice": func(_ testing.TB, _ *File, j *Joining) { j.Parcels = append(j.Parcels, j.Parcels[0]) },
		"a change is missing":  func(_ testing.TB, _ *File, j *Joining) { j.Changes, j.Merge = j.Changes[1:], nil },
		"a signature is missing": func(_ testing.TB, _ *File, j *Joining) {
			j.Parcels[1].Signature.Signature = nil
		},
		"a body of another commit": func(_ testing.TB, _ *File, j *Joining) { j.Parcels[0].Body = j.Parcels[1].Body },
		"an edited header": func(_ testing.TB, _ *File, j *Joining) {
			j.Parcels[0].Header = []byte(strings.Replace(string(j.Parcels[0].Header), "Ada", "Eve", 1))
		},
	} {
		t.Run(name, func(t *testing.T) {
			ours, theirs := twoLaptops(t, "")
			j := joining(t, ours, theirs)
			before := mustVerify(t, ours)
			change(t, ours, &j)
			if _, err := ours.Join(j); err == nil {
				t.Error("it was taken")
			}
			if after := mustVerify(t, ours); after.Head != before.Head || after.Commits != before.Commits {
				t.Errorf("%+v", after)
			}
		})
	}
}

// What one side forgot is erased in what the other side brings, in the file as
// in its backups.
func TestForgettingReachesTheOtherLaptop(t *testing.T) {
	ours, theirs := twoLaptops(t, "")
	if err := ours.KeepBackup(t.Context(), at(7).Time()); err != nil {
		t.Fatal(err)
	}
	head, _ := theirs.Head()
	if _, err := theirs.Forget(t.Context(), header(8, head), []assess.Ref{party(1).Ref()}); err != nil {
		t.Fatal(err)
	}
	name := party(1).Name
	if len(traces(t, ours, "", name)) == 0 {
		t.Fatal("there is nothing to forget")
	}
	done := mustJoin(t, ours, joining(t, ours, theirs))
	if left, err := ours.FinishForgetting(t.Context()); err != nil || len(left) > 0 || done.Erased != 1 {
		t.Fatal(done.Erased, left, err)
	}
	if found := traces(t, ours, "", `"`+name+`"`); len(found) > 0 {
		t.Errorf("it is still in %q", found)
	}
	if v := mustVerify(t, ours); v.Erased != 1 {
		t.Errorf("%d erased", v.Erased)
	}
}

func TestAHandoffHoldsWhatTheOtherSideLacks(t *testing.T) {
	for _, passphrase := range []string{"", passphrase} {
		ours, theirs := twoLaptops(t, passphrase)
		folder := t.TempDir()
		path := filepath.Join(folder, "to-ours.handoff")
		log := logOf(t, theirs)
		since := log[3].ID
		var missing []history.ID
		for _, entry := range log[4:] {
			missing = append(missing, entry.ID)
		}
		kept, err := theirs.KeepFile(t.Context(), strings.NewReader(planted[1]), nil)
		if err != nil {
			t.Fatal(err)
		}
		parting := Parting{Since: since, Commits: missing, Packs: []string{hashOf([]byte(planted[3]))}, Files: []string{kept.SHA256}}
		if err := theirs.Handoff(t.Context(), path, parting); err != nil {
			t.Fatal(err)
		}
		if found := readable(t, folder); len(found) > 0 {
			t.Errorf("anybody reads %q", found)
		}
		if names := namesIn(t, folder); len(names) != 1 {
			t.Errorf("there is %q", names)
		}
		h, err := ours.OpenHandoff(path)
		if err != nil {
			t.Fatal(err)
		}
		if h.Since != since {
			t.Errorf("it is since %s", h.Since)
		}
		if pack, err := h.Pack(parting.Packs[0]); string(pack) != planted[3] || err != nil {
			t.Errorf("the pack is %q, %v", pack, err)
		}
		if has, err := hasFile(h.File, kept.SHA256); !has || err != nil {
			t.Errorf("the file: %v, %v", has, err)
		}
		mustJoin(t, ours, joining(t, ours, h))
		mustVerify(t, ours)
		h.Close()
	}
}

func TestHandoffsAreForCopiesOfTheEngagement(t *testing.T) {
	ours, theirs := twoLaptops(t, "")
	path := filepath.Join(t.TempDir(), "x.handoff")
	log := logOf(t, theirs)
	if err := theirs.Handoff(t.Context(), path, Parting{Since: log[0].ID, Commits: []history.ID{log[5].ID}}); err != nil {
		t.Fatal(err)
	}
	stranger := newFile(t)
	if _, err := stranger.OpenHandoff(path); !errors.Is(err, ErrDamaged) || !strings.Contains(err.Error(), "x.handoff is no handoff of this engagement") {
		t.Errorf("a stranger is told %v", err)
	}
	if _, err := ours.OpenHandoff(theirs.path); !errors.Is(err, ErrInUse) && !errors.Is(err, ErrNotDemarc) {
		t.Errorf("an engagement is no handoff: %v", err)
	}
	for _, readOnly := range []bool{true, false} {
		if _, err := Open(path, Options{ReadOnly: readOnly}); !errors.Is(err, ErrHandoff) {
			t.Errorf("it opens as an engagement: %v", err)
		}
	}
	if err := theirs.Handoff(t.Context(), path, Parting{}); !errors.Is(err, ErrExists) {
		t.Errorf("another one in its place: %v", err)
	}
}

func TestADamagedHandoffIsAskedForAgain(t *testing.T) {
	ours, theirs := twoLaptops(t, "")
	path := filepath.Join(t.TempDir(), "x.handoff")
	log := logOf(t, theirs)
	if err := theirs.Handoff(t.Context(), path, Parting{Since: log[4].ID, Commits: []history.ID{log[5].ID}}); err != nil {
		t.Fatal(err)
	}
	whole := readFile(t, path)
	for name, content := range map[string][]byte{"cut short": whole[:len(whole)/2], "without its first pages": append(make([]byte, 3*pageSize), whole[3*pageSize:]...)} {
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := ours.OpenHandoff(path)
		if err == nil || strings.Contains(err.Error(), "backup") || errors.Is(err, ErrDamaged) && err.Error() != "x.handoff is damaged: ask for the handoff again" {
			t.Errorf("%s: said %v", name, err)
		}
	}
}

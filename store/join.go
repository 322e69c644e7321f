package store

import (
	"slices"

	"demarc/assess"
	"demarc/history"
)

// Joining is what comes into a file when another copy of the engagement is
// merged.
type Joining struct {
	// Head is the commit that the joining was prepared from; another one is
	// ErrStale.
	Head history.ID
	// Parcels are the commits that the file lacks, parents before children. The
	// last of them is the other side's head.
	Parcels []Parcel
	// Packs are catalogue packs to keep from now on.
	Packs [][]byte
	// Changes lead from the file's records to those after the joining.
	Changes []history.Change
	// Merge is the commit that joins the two heads. Where the other side has
	// everything that the file has there is none, and its head becomes ours.
	Merge *Merging
}

// Merging is a merge commit to be made: its header but for state and digests,
// its changes relative to the first parent, and a salt for each. Without salts
// they are random ones, and the commit is signed as any other.
type Merging struct {
	Header  history.Header
	Changes []history.Change
	Salts   []history.Salt
}

// Joined is what a joining made.
type Joined struct {
	Head history.Entry
	// Records are what is stored now for each of the joining's Changes, nil where
	// it is gone.
	Records []assess.Record
	// Erased is how many changes were erased, because one side had forgotten
	// their records. Then FinishForgetting is due.
	Erased int
}

// Join takes in what another copy has: all of it, and on disk, or nothing. The
// records must come to exactly the state that the new head names.
func (f *File) Join(j Joining) (Joined, error) {
	var done Joined
	err := f.update(func(v values) (err error) {
		done, err = v.join(f, j)
		return err
	})
	return done, err
}

func (v values) join(f *File, j Joining) (Joined, error) {
	h, err := v.head()
	if err != nil {
		return Joined{}, err
	}
	if h.id != j.Head {
		return Joined{}, ErrStale
	}
	graph, err := v.graph()
	if err != nil {
		return Joined{}, err
	}
	done := Joined{Records: make([]assess.Record, len(j.Changes))}
	for i := range j.Parcels {
		h.number++
		commit, err := v.putParcel(h.number, &j.Parcels[i])
		if err == nil {
			err = graph.Add(commit.Entry)
		}
		if err != nil {
			return Joined{}, err
		}
		done.Head = commit.Entry
	}
	for i, change := range j.Changes {
		if done.Records[i], err = v.change(change, &h.state); err != nil {
			return Joined{}, err
		}
	}
	if err := v.use(done.Records); err != nil {
		return Joined{}, err
	}
	if j.Merge != nil {
		h.number++
		if done.Head, err = v.putMerge(f, h, j.Merge); err != nil {
			return Joined{}, err
		}
		if err := graph.Add(done.Head); err != nil {
			return Joined{}, err
		}
	}
	if h.state != done.Head.Header.State {
		return Joined{}, damaged("the records of the two sides do not come to the state that commit %s names", done.Head.ID.Short())
	}
	h.id = done.Head.ID
	if err := v.setHead(h); err != nil {
		return Joined{}, err
	}
	if done.Erased, err = v.eraseForgotten(graph); err != nil {
		return Joined{}, err
	}
	if done.Erased > 0 {
		if err := v.put(metaBucket, keyForgetting, []byte{1}); err != nil {
			return Joined{}, err
		}
	}
	return done, v.putPacks(j.Packs)
}

// putMerge seals the merge commit with the state that the records came to.
func (v values) putMerge(f *File, h head, m *Merging) (history.Entry, error) {
	header, salts := m.Header, m.Salts
	own := salts == nil
	if own {
		salts, header.Signer = newSalts(len(m.Changes)), signer(f.identity)
	}
	header.State = h.state
	sealed, err := history.Seal(header, m.Changes, salts)
	if err != nil {
		return history.Entry{}, err
	}
	if err := v.putBytes(h.number, sealed); err != nil || !own {
		return sealed.Entry, err
	}
	return sealed.Entry, v.sign(sealed.ID, f.identity)
}

// graph is the file's history.
func (v values) graph() (*history.Graph, error) {
	graph, err := history.NewGraph(nil)
	if err != nil {
		return nil, err
	}
	err = v.eachEntry(func(entry history.Entry) error {
		if err := graph.Add(entry); err != nil {
			return damaged("%s", err)
		}
		return nil
	})
	return graph, err
}

// eraseForgotten erases what any commit of the history forgets, wherever that
// is still to be done: one side may have forgotten what the other still had.
func (v values) eraseForgotten(graph *history.Graph) (int, error) {
	forgets, err := v.forgets()
	if err != nil {
		return 0, err
	}
	erased := 0
	for _, forget := range forgets {
		refs := forgottenIn(forget)
		before := graph.NotAfter(forget.ID)
		numbers := make([]uint64, len(before))
		for i, id := range before {
			if numbers[i], err = v.numberOf(id); err != nil {
				return 0, err
			}
		}
		contents, err := v.contentsOf(numbers, refs)
		if err != nil {
			return 0, err
		}
		for _, at := range numbers {
			n, err := v.erase(at, refs)
			if err != nil {
				return 0, err
			}
			erased += n
		}
		for _, sum := range contents {
			if err := v.dropFile(sum); err != nil {
				return 0, err
			}
		}
	}
	return erased, nil
}

func (v values) numberOf(id history.ID) (uint64, error) {
	at, err := v.get(indexBucket, id[:])
	if err != nil {
		return 0, err
	}
	if len(at) != 8 {
		return 0, noCommit(id)
	}
	return toNumber(pieceKey(at, 0))
}

// forgottenIn lists the records that a commit forgets.
func forgottenIn(commit history.Commit) []assess.Ref {
	var refs []assess.Ref
	for _, change := range commit.Changes {
		if change.Forgets() {
			refs = append(refs, change.Ref)
		}
	}
	return refs
}

// Graph is the file's history, and its head.
func (f *File) Graph() (graph *history.Graph, at history.ID, err error) {
	err = f.view(func(v values) error {
		h, err := v.head()
		if err != nil {
			return err
		}
		at = h.id
		graph, err = v.graph()
		return err
	})
	return graph, at, err
}

// Entries lists the commits in the file's own order, oldest first.
func (f *File) Entries() ([]history.Entry, error) {
	var list []history.Entry
	for entry, err := range f.Log() {
		if err != nil {
			return nil, err
		}
		list = append(list, entry)
	}
	slices.Reverse(list)
	return list, nil
}

package store

import (
	"crypto/rand"
	"crypto/sha256"

	"demarc/assess"
	"demarc/history"
)

// Commit saves changes: all of them, and on disk, or none. The draft says who,
// when, in what capacity, what kind, about which target and with which
// catalogue; its Parents are the head that the changes were made from, and
// anything else is ErrStale. State and digests are filled in. Packs are
// catalogue packs to keep from now on.
//
// It returns the commit and, for each of its changes, the record that is
// stored now, nil where it is gone. Where a change does not fit the stored
// record, nothing is saved.
func (f *File) Commit(draft history.Header, changes []history.Change, packs ...[]byte) (history.Commit, []assess.Record, error) {
	var commit history.Commit
	var records []assess.Record
	err := f.update(func(v values) (err error) {
		draft.Signer = signer(f.identity)
		if commit, records, err = v.commit(draft, changes, packs); err != nil {
			return err
		}
		return v.sign(commit.ID, f.identity)
	})
	if err != nil {
		return history.Commit{}, nil, err
	}
	return commit, records, nil
}

func (v values) commit(draft history.Header, changes []history.Change, packs [][]byte) (history.Commit, []assess.Record, error) {
	h, err := v.head()
	if err != nil {
		return history.Commit{}, nil, err
	}
	if !follows(draft.Parents, h) {
		return history.Commit{}, nil, ErrStale
	}
	changes = history.Sorted(changes)
	records := make([]assess.Record, len(changes))
	for i, change := range changes {
		if records[i], err = v.change(change, &h.state); err != nil {
			return history.Commit{}, nil, err
		}
	}
	if err := v.use(records); err != nil {
		return history.Commit{}, nil, err
	}
	draft.State = h.state
	sealed, err := history.Seal(draft, changes, newSalts(len(changes)))
	if err != nil {
		return history.Commit{}, nil, err
	}
	h.id, h.number = sealed.ID, h.number+1
	if err := v.putCommit(h, sealed); err != nil {
		return history.Commit{}, nil, err
	}
	return sealed.Commit, records, v.putPacks(packs)
}

func follows(parents []history.ID, h head) bool {
	if h.number == 0 {
		return len(parents) == 0
	}
	return len(parents) == 1 && parents[0] == h.id
}

// change applies one change to the stored record and keeps the digest in step.
func (v values) change(change history.Change, state *history.Digest) (assess.Record, error) {
	ref, key := change.Ref, recordKey(change.Ref)
	stored, err := v.get(recordsBucket, key)
	if err != nil {
		return nil, err
	}
	var old assess.Record
	if stored != nil {
		if old, err = decodeRecord(ref, stored); err != nil {
			return nil, err
		}
		state.Remove(ref.Kind, key[keyStart:], stored)
	}
	record, err := history.Apply(old, change)
	if err != nil {
		return nil, err
	}
	if record == nil {
		return nil, v.delete(recordsBucket, key)
	}
	encoded, err := encodeRecord(record)
	if err != nil {
		return nil, err
	}
	state.Add(ref.Kind, key[keyStart:], encoded)
	return record, v.put(recordsBucket, key, encoded)
}

// putCommit writes a commit and makes it the head.
func (v values) putCommit(h head, sealed history.Sealed) error {
	if err := v.putBytes(h.number, sealed); err != nil {
		return err
	}
	return v.setHead(h)
}

// putBytes writes header, body and index of a commit.
func (v values) putBytes(at uint64, sealed history.Sealed) error {
	body, err := packBody(sealed.BodyBytes)
	if err != nil {
		return err
	}
	if err := v.putPieces(commitsBucket, number(at), sealed.HeaderBytes); err != nil {
		return err
	}
	if err := v.put(indexBucket, sealed.ID[:], number(at)); err != nil {
		return err
	}
	return v.putPieces(bodiesBucket, number(at), body)
}

func (v values) putPacks(packs [][]byte) error {
	for _, pack := range packs {
		packed, err := compress(pack)
		if err != nil {
			return err
		}
		sum := sha256.Sum256(pack)
		if err := v.putPieces(packsBucket, sum[:], packed); err != nil {
			return err
		}
	}
	return nil
}

func newSalts(n int) []history.Salt {
	salts := make([]history.Salt, n)
	for i := range salts {
		rand.Read(salts[i][:]) // never fails: crypto/rand
	}
	return salts
}

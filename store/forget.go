package store

import (
	"context"
	"encoding/json"
	"strings"

	"demarc/assess"
	"demarc/history"
)

// keyForgetting says that something was forgotten whose traces are still to be
// removed: from the pages that the file no longer uses, and from its backups.
var keyForgetting = []byte("forgetting")

// leastTold is the length in bytes from which a forgotten text is looked for in
// what is being typed.
const leastTold = 3

// Forgotten is what Forget did.
type Forgotten struct {
	Commit history.Commit
	// Values is how many changes were erased, all over the history.
	Values int
	// Left are the backups that could not be opened and still hold them.
	Left []string
}

// Forget removes records, and every change of them from the history: fields and
// salts go, digests stay. The draft is a commit's, as for Commit. The file is
// written anew, and its backups forget the same; a program that ends before
// goes on with that when the file is opened next.
func (f *File) Forget(ctx context.Context, draft history.Header, refs []assess.Ref) (Forgotten, error) {
	var done Forgotten
	err := f.update(func(v values) (err error) {
		draft.Signer = signer(f.identity)
		if done.Commit, done.Values, err = v.forget(draft, refs); err != nil {
			return err
		}
		if err := v.sign(done.Commit.ID, f.identity); err != nil {
			return err
		}
		return v.put(metaBucket, keyForgetting, []byte{1})
	})
	if err != nil {
		return Forgotten{}, err
	}
	done.Left, err = f.finishForgetting(ctx)
	return done, err
}

// forget makes the commit and erases what it forgets everywhere else.
func (v values) forget(draft history.Header, refs []assess.Ref) (history.Commit, int, error) {
	draft.Kind = history.KindForget
	var changes []history.Change
	for _, ref := range refs {
		if err := v.forgetAround(ref); err != nil {
			return history.Commit{}, 0, err
		}
		changes = append(changes, history.Change{Ref: ref})
	}
	commit, _, err := v.commit(draft, changes, nil)
	if err != nil {
		return history.Commit{}, 0, err
	}
	numbers, err := v.numbers(bodiesBucket)
	if err != nil {
		return history.Commit{}, 0, err
	}
	erased := 0
	for _, at := range numbers[:len(numbers)-1] {
		n, err := v.erase(at, refs)
		if err != nil {
			return history.Commit{}, 0, err
		}
		erased += n
	}
	return commit, erased, nil
}

// erase takes the changes of records out of one commit's body.
func (v values) erase(at uint64, refs []assess.Ref) (int, error) {
	body, err := v.body(number(at))
	if err != nil {
		return 0, err
	}
	left, n, err := history.Erase(body, refs)
	if err != nil || n == 0 {
		return n, err
	}
	packed, err := compress(left)
	if err != nil {
		return 0, err
	}
	return n, v.replacePieces(bodiesBucket, number(at), packed)
}

// forgetAround removes what is kept of a record elsewhere: half-typed text that
// tells of it.
func (v values) forgetAround(ref assess.Ref) error {
	stored, err := v.get(recordsBucket, recordKey(ref))
	if err != nil || stored == nil {
		return err
	}
	record, err := decodeRecord(ref, stored)
	if err != nil {
		return err
	}
	draft, err := v.draft()
	if err != nil || !tells(draft, record) {
		return err
	}
	return v.delete(draftsBucket, keyDraft)
}

// tells reports whether what is being typed is of a record, or repeats a text
// of it.
func tells(draft Draft, record assess.Record) bool {
	if draft.Ref == record.Ref() {
		return true
	}
	typed, err := json.Marshal(draft)
	if err != nil {
		return false
	}
	for _, text := range history.Flatten(record) {
		quoted, err := json.Marshal(text)
		if err == nil && len(text) >= leastTold && strings.Contains(string(typed), string(quoted[1:len(quoted)-1])) {
			return true
		}
	}
	return false
}

// finishForgetting removes the traces of what was forgotten, where that was not
// done yet.
func (f *File) finishForgetting(ctx context.Context) (left []string, err error) {
	unfinished := false
	err = f.view(func(v values) error {
		mark, err := v.get(metaBucket, keyForgetting)
		unfinished = mark != nil
		return err
	})
	if err != nil || !unfinished {
		return nil, err
	}
	if err := f.Compact(ctx); err != nil {
		return nil, err
	}
	forgets, err := f.forgets()
	if err != nil {
		return nil, err
	}
	var key []byte
	if f.seal != nil {
		key = f.seal.key
	}
	left, err = f.eachBackup(ctx, [][]byte{key}, func(backup *File) error { return backup.forgetLike(ctx, forgets) })
	if err != nil {
		return left, err
	}
	return left, f.update(func(v values) error { return v.delete(metaBucket, keyForgetting) })
}

// forgets lists the commits that forget something, oldest first.
func (f *File) forgets() (list []history.Commit, err error) {
	err = f.view(func(v values) error {
		numbers, err := v.numbers(commitsBucket)
		if err != nil {
			return err
		}
		for _, at := range numbers {
			entry, _, err := v.entry(at)
			if err != nil {
				return err
			}
			if entry.Header.Kind != history.KindForget {
				continue
			}
			commit, err := v.readCommit(entry.ID)
			if err != nil {
				return err
			}
			list = append(list, commit)
		}
		return nil
	})
	return list, err
}

// forgetLike forgets in a backup what was forgotten after it was made.
func (f *File) forgetLike(ctx context.Context, forgets []history.Commit) error {
	err := f.update(func(v values) error {
		for _, commit := range forgets {
			known, err := v.get(indexBucket, commit.ID[:])
			if err != nil {
				return err
			}
			if known != nil {
				continue
			}
			h, err := v.head()
			if err != nil {
				return err
			}
			draft := commit.Header
			draft.Parents, draft.Digests, draft.Signer = []history.ID{h.id}, nil, ""
			var refs []assess.Ref
			for _, change := range commit.Changes {
				refs = append(refs, change.Ref)
			}
			if _, _, err := v.forget(draft, refs); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return f.Compact(ctx)
}

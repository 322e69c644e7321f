package store

import (
	"context"
	"encoding/json"
	"slices"
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
	done.Left, err = f.FinishForgetting(ctx)
	return done, err
}

// forget makes the commit and erases what it forgets everywhere else.
func (v values) forget(draft history.Header, refs []assess.Ref) (history.Commit, int, error) {
	draft.Kind = history.KindForget
	var changes []history.Change
	numbers, err := v.numbers(bodiesBucket)
	if err != nil {
		return history.Commit{}, 0, err
	}
	contents, err := v.contentsOf(numbers, refs)
	if err != nil {
		return history.Commit{}, 0, err
	}
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
	for _, sum := range contents {
		if err := v.dropFile(sum); err != nil {
			return history.Commit{}, 0, err
		}
	}
	erased := 0
	for _, at := range numbers {
		n, err := v.erase(at, refs)
		if err != nil {
			return history.Commit{}, 0, err
		}
		erased += n
	}
	return commit, erased, nil
}

// contentsOf lists the hashes of the contents that evidence records had at any
// time.
func (v values) contentsOf(numbers []uint64, refs []assess.Ref) ([]string, error) {
	if !slices.ContainsFunc(refs, func(ref assess.Ref) bool { return ref.Kind == assess.KindEvidence }) {
		return nil, nil
	}
	var contents []string
	for _, at := range numbers {
		encoded, err := v.body(number(at))
		if err != nil {
			return nil, err
		}
		body, err := history.DecodeBody(encoded)
		if err != nil {
			return nil, err
		}
		for _, change := range body.Changes {
			for _, field := range change.Fields {
				if slices.Contains(refs, change.Ref) && change.Ref.Kind == assess.KindEvidence && field.Path == "sha256" {
					contents = append(contents, field.Old, field.New)
				}
			}
		}
	}
	return contents, nil
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
	packed, err := packBody(left)
	if err != nil {
		return 0, err
	}
	return n, v.replacePieces(bodiesBucket, number(at), packed)
}

// forgetAround removes half-typed text that tells of a record.
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

// FinishForgetting removes the traces of what was forgotten, or of what a joining
// erased, from the file's unused pages and from its backups, where that was not
// done yet. Left are the backups that could not be opened.
func (f *File) FinishForgetting(ctx context.Context) (left []string, err error) {
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
	var forgets []history.Commit
	err = f.view(func(v values) (err error) {
		forgets, err = v.forgets()
		return err
	})
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
func (v values) forgets() (list []history.Commit, err error) {
	err = v.eachEntry(func(entry history.Entry) error {
		if entry.Header.Kind != history.KindForget {
			return nil
		}
		commit, err := v.readCommit(entry.ID)
		list = append(list, commit)
		return err
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
			if _, _, err := v.forget(draft, forgottenIn(commit)); err != nil {
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

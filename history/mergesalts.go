package history

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"fmt"

	"demarc/assess"
)

// MergeSalts are the salts of the merge of two heads without conflicts, one for
// each of its changes, which are sorted. A record's salt is the first 16 bytes
// of an HMAC-SHA256 over the ids of the heads in order and the record's kind and
// key (a text after its length as 8 bytes), keyed by the SHA-256 of the salts
// that the same record's changes have on the walk from the first head to the
// second. Changes that a forgetting known to either head erases do not count,
// since another laptop may not have them any more.
//
// The secrecy of such a salt is that of the salts it is made of. They go with
// the changes that they belong to: whoever forgets a record erases it in these
// commits as in the merge, and then nothing in the file leads to its salt any
// more. Salts of other records would not do, as they stay. Whoever keeps an
// older copy can make it again, and has what was forgotten there anyhow.
//
// It fails with ErrErased where a change that counts is gone: then the two
// laptops cannot make the same commit, and salts of one's own do as well, since
// merging the two merges changes nothing.
func (g *Graph) MergeSalts(a, b ID, load Load, changes []Change) ([]Salt, error) {
	if len(changes) == 0 {
		return nil, nil
	}
	if bytes.Compare(a[:], b[:]) > 0 {
		a, b = b, a
	}
	of, err := g.saltsBehind(a, b, load, changes)
	if err != nil {
		return nil, err
	}
	salts := make([]Salt, len(changes))
	name := append(a[:], b[:]...)
	for i, change := range changes {
		sources := of[change.Ref]
		if len(sources) == 0 {
			return nil, fmt.Errorf("%s %s: no commit between the heads changed it", change.Ref.Kind, change.Ref.Key)
		}
		key := sha256.Sum256(sources)
		mac := hmac.New(sha256.New, key[:])
		mac.Write(appendText(appendText(name[:2*len(ID{})], string(change.Ref.Kind)), change.Ref.Key))
		salts[i] = Salt(mac.Sum(nil)[:len(Salt{})])
	}
	return salts, nil
}

// saltsBehind gathers, for each changed record, the salts of its changes on the
// walk from one head to the other: there is one wherever the heads differ.
func (g *Graph) saltsBehind(a, b ID, load Load, changes []Change) (map[assess.Ref][]byte, error) {
	of := make(map[assess.Ref][]byte, len(changes))
	for _, change := range changes {
		of[change.Ref] = nil
	}
	forgotten, err := g.forgottenBy(a, b, load, of)
	if err != nil {
		return nil, err
	}
	for _, step := range g.Walk(a, b) {
		id := step.ID
		commit, err := load(id)
		if err != nil {
			return nil, err
		}
		for i, change := range commit.Changes {
			sources, wanted := of[change.Ref]
			if wanted && (len(change.Fields) == 0 || !forgotten[change.Ref][id]) {
				of[change.Ref] = append(sources, commit.Salts[i][:]...)
			}
		}
		for _, ref := range commit.Erased {
			if _, wanted := of[ref]; wanted && !forgotten[ref][id] {
				return nil, fmt.Errorf("%s %s: in commit %s %w", ref.Kind, ref.Key, id.Short(), ErrErased)
			}
		}
	}
	return of, nil
}

// forgottenBy says of each of some records that either head knows to be
// forgotten in which commits that erases its changes.
func (g *Graph) forgottenBy(a, b ID, load Load, some map[assess.Ref][]byte) (map[assess.Ref]map[ID]bool, error) {
	forgotten := map[assess.Ref]map[ID]bool{}
	for at, mark := range g.reached(a, b) {
		id := g.entries[at].ID
		if mark == 0 || g.entries[at].Header.Kind != KindForget {
			continue
		}
		commit, err := load(id)
		if err != nil {
			return nil, err
		}
		for _, change := range commit.Changes {
			if _, wanted := some[change.Ref]; !wanted || !change.Forgets() {
				continue
			}
			if forgotten[change.Ref] == nil {
				forgotten[change.Ref] = map[ID]bool{}
			}
			for _, other := range g.NotAfter(id) {
				forgotten[change.Ref][other] = true
			}
		}
	}
	return forgotten, nil
}

package store

import (
	"bytes"
	"context"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	bolt "go.etcd.io/bbolt"

	"demarc/assess"
	"demarc/history"
	"demarc/sign"
)

// Verification is what Verify found.
type Verification struct {
	Commits int
	Head    history.ID
	// Records is how many are stored.
	Records int
	// Erased is how many changes are known by their digests only.
	Erased int
	// SetBack is how many commits are dated before one that they follow: a clock
	// was set back, or two differ. The order of commits does not depend on it.
	SetBack int
	// Signed is who signed how many commits, and Stated which authors made how
	// many that nobody signed: those names are only what was typed.
	Signed []Signed
	Stated []Stated
	// Problems says in words what is not as it should be. None means that
	// every record follows from the commits, and every commit from the last.
	Problems []string
}

// Signed is how many commits somebody signed.
type Signed struct {
	sign.Signer
	Commits int
}

// Stated is how many unsigned commits name an author.
type Stated struct {
	Author  string
	Commits int
}

// maxProblems bounds the list: behind a torn page there may be thousands.
const maxProblems = 50

// Verify reads everything: that each commit names the one before it and has
// the id that its bytes give, that those that name a signer are signed by it,
// that every change has its digest, that the
// changes from the first commit on make exactly the stored records and the
// state each header names, that the file says of itself what the commits say,
// and that the packs and the kept files are what they were. The draft is in no
// commit: of it only damage shows. Damage is reported, not returned: the one
// error is that of a ctx that ended.
func (f *File) Verify(ctx context.Context) (Verification, error) {
	check := newVerifier(ctx)
	if f.doubt {
		check.problem("the page that leads to the last change is broken: the file may be as it was one change before")
	}
	err := f.viewTwice(func(v values, ahead *bolt.Tx) error {
		check.v, check.ahead = v, ahead
		for _, part := range []func() error{
			check.commits, check.reached, check.asked, check.head, check.about, check.records, check.index, check.bodies, check.signatures, check.packs, check.draft,
			check.files,
		} {
			if err := part(); err != nil {
				return err
			}
		}
		return nil
	})
	if ended := ctx.Err(); ended != nil {
		return Verification{}, ended
	}
	if err != nil {
		check.problem("%s", err)
	}
	if check.more > 0 {
		check.found.Problems = append(check.found.Problems, fmt.Sprintf("and %d more", check.more))
	}
	return check.found, nil
}

// verifier is one run of Verify.
type verifier struct {
	v     values
	ahead *bolt.Tx // sees the same as v, for another goroutine
	ctx   context.Context
	ended error // what ctx said in the middle of a commit
	found Verification
	more  int // problems past maxProblems

	numbers []uint64              // of the commits, in order
	known   map[history.ID]uint64 // the commits read, and their numbers
	signers map[history.ID]bool   // those that name who signed them
	first   history.Entry         // commit 1, where it can be read
	last    history.Entry         // the last commit read
	graph   *history.Graph

	replayed map[assess.Ref]replayed
	state    history.Digest                // of the replayed records
	place    history.ID                    // the commit whose records they are
	beyond   map[history.ID]history.Digest // how far a commit's state is from what was replayed, where it is
	whole    bool                          // every change so far was there and fitted

	packsNamed map[string]bool // by any commit, as the engagement names them
	missed     map[string]bool // packs that were missed already

	erased    map[assess.Ref][]history.ID // the commits in which a record's change was erased
	forgotten map[assess.Ref][]history.ID // the commits that forget a record
}

func newVerifier(ctx context.Context) *verifier {
	graph, _ := history.NewGraph(nil) // of nothing, which never fails
	return &verifier{
		ctx: ctx, known: map[history.ID]uint64{}, signers: map[history.ID]bool{}, graph: graph, replayed: map[assess.Ref]replayed{}, whole: true,
		packsNamed: map[string]bool{}, missed: map[string]bool{},
		beyond: map[history.ID]history.Digest{}, erased: map[assess.Ref][]history.ID{}, forgotten: map[assess.Ref][]history.ID{},
	}
}

func (c *verifier) problem(format string, args ...any) {
	if len(c.found.Problems) == maxProblems {
		c.more++
		return
	}
	c.found.Problems = append(c.found.Problems, fmt.Sprintf(format, args...))
}

// head checks what the file says of its last commit.
func (c *verifier) head() error {
	h, err := c.v.head()
	if err != nil {
		return err
	}
	c.found.Head = h.id
	if h.id != c.last.ID {
		c.problem("the last commit is %s and not %s, as the file says", c.last.ID.Short(), h.id.Short())
	} else if h.state != c.last.Header.State {
		c.problem("the state that the file names is not that of its last commit")
	}
	return nil
}

// about checks what the file says of the engagement and of its first moment,
// and that the packs in use are kept.
func (c *verifier) about() error {
	id, err := c.v.get(metaBucket, keyEngagement)
	if err != nil {
		return err
	}
	ref := assess.Ref{Kind: assess.KindEngagement, Key: string(id)}
	stored, err := c.v.get(recordsBucket, recordKey(ref))
	if err != nil {
		return err
	}
	if stored == nil {
		c.problem("there is no record of the engagement %q, which the file says it holds", id)
	} else if record, err := decodeRecord(ref, stored); err == nil {
		c.packsOf(record.(*assess.Engagement).Packs)
	}
	for named := range c.packsNamed {
		c.packsOf(named)
	}
	created, err := c.v.get(metaBucket, keyCreated)
	if err == nil && c.first.ID != (history.ID{}) && string(created) != c.first.Header.Time.String() {
		c.problem("the first commit was made at %s and not at %q, as the file says", c.first.Header.Time, created)
	}
	if err != nil {
		return err
	}
	known := [][]byte{keySchema, keyEngagement, keyCreated, keyHead, keyState, keyForgetting}
	if c.v.seal != nil {
		known = append(known, keySealing, keyUnfinished)
	}
	return c.others(metaBucket, known...)
}

// packsOf finds packs that the engagement uses, or once used, and the file does
// not hold.
func (c *verifier) packsOf(packs string) {
	for _, sum := range strings.Fields(packs) {
		if c.missed[sum] {
			continue
		}
		key, err := hex.DecodeString(sum)
		if piece, failed := c.v.get(packsBucket, pieceKey(key, 0)); err != nil || failed != nil || piece == nil {
			c.problem("the catalogue pack %.12s is missing", sum)
			c.missed[sum] = true
		}
	}
}

// index finds entries that lead to no commit, and commits without one.
func (c *verifier) index() error {
	var found []uint64
	err := c.v.each(indexBucket, nil, func(key, at []byte) error {
		if len(key) == len(history.ID{}) {
			if known, ok := c.known[history.ID(key)]; ok && bytes.Equal(at, number(known)) {
				found = append(found, known)
				return c.ctx.Err()
			}
		}
		c.problem("the index names a commit %.6x that is not there", key)
		return c.ctx.Err()
	})
	slices.Sort(found)
	for _, at := range c.numbers {
		if _, named := slices.BinarySearch(found, at); !named {
			c.problem("commit %d is not what it was: it is not in the index", at)
		}
	}
	return err
}

// bodies finds changes that belong to no commit.
func (c *verifier) bodies() error {
	numbers, err := c.v.numbers(bodiesBucket)
	for _, at := range numbers {
		if _, found := slices.BinarySearch(c.numbers, at); !found {
			c.problem("there are changes of a commit %d, and no such commit", at)
		}
	}
	return err
}

// packs checks that the catalogue packs are what they were.
func (c *verifier) packs() error {
	keys, err := c.v.packs()
	for _, key := range keys {
		if _, err := c.v.pack(key); err != nil {
			c.problem("%s", err)
		}
	}
	return err
}

// draft checks that what was being typed can be read.
func (c *verifier) draft() error {
	if _, err := c.v.draft(); err != nil {
		c.problem("%s", err)
	}
	return c.others(draftsBucket, keyDraft)
}

// others finds values that nobody put there.
func (c *verifier) others(b bucket, known ...[]byte) error {
	return c.v.keys(b, nil, func(key []byte) error {
		if !slices.ContainsFunc(known, func(k []byte) bool { return bytes.Equal(k, key) }) {
			c.problem("among its %s lies something that is none", b)
		}
		return c.ctx.Err()
	})
}

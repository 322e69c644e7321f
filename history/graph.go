package history

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
)

// Graph is the commits of one engagement and which follows which: every commit
// but the first has one parent, and a merge has two. It knows headers alone and
// is quick: no question looks at a commit twice.
//
// The order of the entries is the local one, in which this laptop came to know
// them: parents before their children, and what a merge brought after the head
// that was there. Nothing else about the order is the same on another laptop,
// and of the answers Line and Stack depend on it.
type Graph struct {
	entries []Entry
	parents [][2]int32 // -1 for none
	at      map[ID]int32
}

const none = -1

// NewGraph makes a graph of commits in local order. The digests of the headers
// are not kept.
func NewGraph(entries []Entry) (*Graph, error) {
	g := &Graph{at: make(map[ID]int32, len(entries))}
	for _, entry := range entries {
		if err := g.Add(entry); err != nil {
			return nil, err
		}
	}
	return g, nil
}

// Add takes in a commit that this laptop came to know last. It fails for one
// that is there already, that follows a commit which is not there, or that is
// the first of another engagement (ErrUnrelated).
func (g *Graph) Add(entry Entry) error {
	if _, known := g.at[entry.ID]; known {
		return fmt.Errorf("commit %s is there twice", entry.ID.Short())
	}
	parents := [2]int32{none, none}
	switch n := len(entry.Header.Parents); {
	case n > 2 || n == 2 && bytes.Compare(entry.Header.Parents[0][:], entry.Header.Parents[1][:]) >= 0:
		return fmt.Errorf("commit %s has more than two parents, or not in order", entry.ID.Short())
	case n == 0 && len(g.entries) > 0:
		return unrelated(g.entries[0].ID, entry.ID)
	}
	for i, id := range entry.Header.Parents {
		parent, known := g.at[id]
		if !known {
			return fmt.Errorf("commit %s follows %s, which is missing", entry.ID.Short(), id.Short())
		}
		parents[i] = parent
	}
	entry.Header.Digests = nil
	g.add(entry, parents)
	return nil
}

func (g *Graph) add(entry Entry, parents [2]int32) {
	g.at[entry.ID] = int32(len(g.entries))
	g.entries, g.parents = append(g.entries, entry), append(g.parents, parents)
}

// ErrUnrelated says that two commits belong to different engagements.
var ErrUnrelated = errors.New("these are two engagements, not two copies of one")

func unrelated(a, b ID) error {
	return fmt.Errorf("%w: %s and %s have no beginning in common", ErrUnrelated, a.Short(), b.Short())
}

func unknown(id ID) error { return fmt.Errorf("there is no commit %s: see the log", id.Short()) }

// Len is how many commits there are.
func (g *Graph) Len() int { return len(g.entries) }

// Entry returns a commit's entry, without its digests.
func (g *Graph) Entry(id ID) (Entry, bool) {
	at, known := g.at[id]
	if !known {
		return Entry{}, false
	}
	return g.entries[at], true
}

// Contains reports whether a commit is the head or one that came before it.
func (g *Graph) Contains(head, id ID) bool {
	at, known := g.at[id]
	return known && g.reached(head)[at]&fromA != 0
}

// The marks of reached.
const (
	fromA  = 1 << iota // the first head or before it
	fromB              // the second head or before it
	before             // before a commit that is before both
)

// reached marks the commits that are heads or come before them, in local order.
// A head that is not there marks nothing.
func (g *Graph) reached(heads ...ID) []uint8 {
	marks := make([]uint8, len(g.entries))
	for i, head := range heads {
		if at, known := g.at[head]; known {
			marks[at] |= fromA << i
		}
	}
	for at := len(marks) - 1; at >= 0; at-- {
		mark := marks[at]
		if mark&(fromA|fromB) == fromA|fromB {
			mark |= before
		}
		for _, parent := range g.parents[at] {
			if parent != none {
				marks[parent] |= mark
			}
		}
	}
	return marks
}

// Bases returns the best common ancestors of two commits in order of their ids:
// the commits before both (or either itself) that are before no other such
// commit. There is one, and more only where merges crossed.
func (g *Graph) Bases(a, b ID) []ID {
	var bases []ID
	for at, mark := range g.reached(a, b) {
		if mark == fromA|fromB {
			bases = append(bases, g.entries[at].ID)
		}
	}
	slices.SortFunc(bases, func(a, b ID) int { return bytes.Compare(a[:], b[:]) })
	return bases
}

// Missing returns, in local order, what somebody with one head lacks of
// another's history.
func (g *Graph) Missing(have, want ID) []ID {
	var missing []ID
	for at, mark := range g.reached(have, want) {
		if mark == fromB {
			missing = append(missing, g.entries[at].ID)
		}
	}
	return missing
}

// NotAfter returns, in local order, the commits other than the given one that
// do not follow it: those before it, and those beside it, which did not know of
// it. What a commit forgets is to be erased in all of them, and in no other,
// since whoever makes the record again afterwards means to.
func (g *Graph) NotAfter(id ID) []ID {
	after := make([]bool, len(g.entries))
	var others []ID
	for at, entry := range g.entries {
		for _, parent := range g.parents[at] {
			after[at] = after[at] || parent != none && after[parent]
		}
		if after[at] = after[at] || entry.ID == id; !after[at] {
			others = append(others, entry.ID)
		}
	}
	return others
}

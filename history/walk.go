package history

import (
	"fmt"
	"slices"

	"demarc/assess"
)

// Load reads a commit with what is left of its changes.
type Load func(ID) (Commit, error)

// Remember reads each commit once: a merge asks for most of them several times.
// It holds on to them as long as it is held on to, and is for one goroutine.
func Remember(load Load) Load {
	known := map[ID]Commit{}
	return func(id ID) (Commit, error) {
		commit, read := known[id]
		if read {
			return commit, nil
		}
		commit, err := load(id)
		if err == nil {
			known[id] = commit
		}
		return commit, err
	}
}

// Step is one commit on a walk: made, or with Back taken back.
type Step struct {
	ID   ID
	Back bool
}

// Walk leads from one commit to another: the changes of a merge are relative to
// its first parent, so that the first parents make a tree, and there is one way.
// It goes back first and forth then, and nowhere from or to a commit that is
// not there.
func (g *Graph) Walk(from, to ID) []Step {
	a, known := g.at[from]
	b, knownToo := g.at[to]
	if !known || !knownToo {
		return nil
	}
	var back, forth []Step
	for a != b {
		// A parent has a lower number, so that the higher of two different
		// commits is never the one where both ways meet.
		if a > b {
			back = append(back, Step{g.entries[a].ID, true})
			a = g.parents[a][0]
		} else {
			forth = append(forth, Step{g.entries[b].ID, false})
			b = g.parents[b][0]
		}
	}
	slices.Reverse(forth)
	return append(back, forth...)
}

// Net sums up what changed on the way from one commit to another.
func (g *Graph) Net(from, to ID, load Load) (Net, error) {
	for _, id := range []ID{from, to} {
		if _, known := g.at[id]; !known {
			return Net{}, unknown(id)
		}
	}
	net := netting{}
	for _, step := range g.Walk(from, to) {
		commit, err := load(step.ID)
		if err != nil {
			return Net{}, err
		}
		for _, ref := range commit.Erased {
			net.lose(ref)
		}
		if step.Back {
			net.back(commit.Changes)
		} else {
			net.forth(commit.Changes)
		}
	}
	return net.result(), nil
}

// of finds what a record's changes were.
func (n *Net) of(ref assess.Ref) (Change, bool) { return changeOf(n.Changes, ref) }

func changeOf(changes []Change, ref assess.Ref) (Change, bool) {
	at, found := slices.BinarySearchFunc(changes, ref, func(c Change, ref assess.Ref) int { return compareRefs(c.Ref, ref) })
	if !found {
		return Change{}, false
	}
	return changes[at], true
}

// lost reports whether the record is an erased one.
func (n *Net) lost(ref assess.Ref) bool {
	_, found := slices.BinarySearchFunc(n.Erased, ref, compareRefs)
	return found
}

// reach returns what a record becomes on the way that the net sums up. An
// erased one is an error.
func (n *Net) reach(ref assess.Ref, from assess.Record) (assess.Record, error) {
	if n.lost(ref) {
		return nil, fmt.Errorf("%s %s: %w", ref.Kind, ref.Key, ErrErased)
	}
	if change, differs := n.of(ref); differs {
		return Apply(from, change)
	}
	return from, nil
}

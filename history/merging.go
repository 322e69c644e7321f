package history

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"maps"

	"demarc/assess"
)

// Merge merges two heads of one engagement. The records are those at ours; load
// reads the commits of both sides. Where one head contains the other there is
// nothing to merge: ask Contains first.
//
// Where earlier merges crossed, the heads have several bases. These are merged
// first, in the order of their ids; a unit in which they are in conflict has no
// known base, and is a conflict again unless both heads agree now.
//
// Where one head has merges that the other lacks, a side has changed what one
// of its commits wrote and the other side lacks, whatever the base says: so a
// merge takes over silently only what somebody wrote that the other did not
// know of, and laptops that merge in a circle come to rest.
func (g *Graph) Merge(ours, theirs ID, load Load, records func(assess.Ref) assess.Record) (*Merge, error) {
	for _, id := range []ID{ours, theirs} {
		if _, known := g.at[id]; !known {
			return nil, unknown(id)
		}
	}
	m := &merging{g: g, load: load, head: ours, records: records, answered: map[ID]units{}}
	merge, err := m.merge(ours, theirs)
	if err == nil && len(merge.erased) > 0 {
		ref := merge.erased[0]
		err = fmt.Errorf("%s %s: %w, and neither side forgot it", ref.Kind, ref.Key, ErrErased)
	}
	return merge, err
}

// merging is one run of Merge.
type merging struct {
	g        *Graph // a copy with the bases that were made, once there is one
	load     Load
	head     ID
	records  func(assess.Ref) assess.Record // at the head
	made     map[ID]made
	answered map[ID]units // by merge
}

// made is a commit that stands for several bases merged, and is nowhere kept.
type made struct {
	commit Commit
	open   map[assess.Ref][]string
}

func (m *merging) merge(a, b ID) (*Merge, error) {
	base, err := m.base(a, b)
	if err != nil {
		return nil, err
	}
	w := threeWay{base: m.at(base), open: m.made[base].open}
	for side, heads := range [2][2]ID{{b, a}, {a, b}} {
		if w.net[side], err = m.g.Net(base, heads[1], m.read); err != nil {
			return nil, err
		}
		if w.forgot[side], err = m.forgot(heads[0], heads[1]); err != nil {
			return nil, err
		}
	}
	if !m.g.merges(a, b) && !m.g.merges(b, a) {
		return w.merge()
	}
	lines := writing{m.g, m.read, m.answered}
	for side, heads := range [2][2]ID{{b, a}, {a, b}} {
		if w.wrote[side], err = lines.since(heads[0], heads[1]); err != nil {
			return nil, err
		}
	}
	return w.merge()
}

// base is the one base of two commits, made of several where merges crossed.
func (m *merging) base(a, b ID) (ID, error) {
	bases := m.g.Bases(a, b)
	if len(bases) == 0 {
		return ID{}, unrelated(a, b)
	}
	base := bases[0]
	for _, other := range bases[1:] {
		var err error
		if base, err = m.make(base, other); err != nil {
			return ID{}, err
		}
	}
	return base, nil
}

// make merges two bases. What is in conflict stays as it is at the first.
func (m *merging) make(a, b ID) (ID, error) {
	id := ID(sha256.Sum256(append(append([]byte("base"), a[:]...), b[:]...)))
	if _, known := m.made[id]; known {
		return id, nil
	}
	merge, err := m.merge(a, b)
	if err != nil {
		return ID{}, err
	}
	keep, open := map[string]Answer{}, map[assess.Ref][]string{}
	for _, c := range merge.Conflicts {
		keep[c.ID] = Answer{Choice: ChooseOurs}
		open[c.Ref] = append(open[c.Ref], c.Unit)
	}
	changes, _, err := merge.Changes(keep)
	if err != nil {
		return ID{}, err
	}
	if m.made == nil {
		m.g, m.made = m.g.clone(), map[ID]made{}
	}
	m.made[id], m.answered[id] = made{Commit{Changes: changes, Erased: merge.erased}, open}, units{}
	m.g.add(Entry{ID: id, Header: Header{Kind: KindMerge}}, [2]int32{m.g.at[a], m.g.at[b]})
	return id, nil
}

func (m *merging) read(id ID) (Commit, error) {
	if made, known := m.made[id]; known {
		return made.commit, nil
	}
	return m.load(id)
}

// forgot gathers what the commits forgot that one head has and another lacks.
func (m *merging) forgot(without, head ID) (map[assess.Ref]bool, error) {
	forgot := map[assess.Ref]bool{}
	for _, id := range m.g.Missing(without, head) {
		if entry, _ := m.g.Entry(id); entry.Header.Kind != KindForget {
			continue
		}
		commit, err := m.load(id)
		if err != nil {
			return nil, err
		}
		for _, change := range commit.Changes {
			if change.Forgets() {
				forgot[change.Ref] = true
			}
		}
	}
	return forgot, nil
}

// at reads records as they were at a commit. The way there from the head is
// gone once, and only if somebody asks.
func (m *merging) at(id ID) func(assess.Ref) (assess.Record, bool, error) {
	var way *Net
	return func(ref assess.Ref) (assess.Record, bool, error) {
		if way == nil {
			net, err := m.g.Net(m.head, id, m.read)
			if err != nil {
				return nil, false, err
			}
			way = &net
		}
		record, err := way.reach(ref, m.records(ref))
		if errors.Is(err, ErrErased) {
			return nil, false, nil
		}
		return record, err == nil, err
	}
}

func (g *Graph) clone() *Graph {
	return &Graph{entries: g.entries[:len(g.entries):len(g.entries)], parents: g.parents[:len(g.parents):len(g.parents)], at: maps.Clone(g.at)}
}

package history

import "demarc/assess"

// units are names of units by record (see UnitOf). An empty name is all that the
// record was: it was forgotten.
type units map[assess.Ref]map[string]bool

// has reports one unit of a record, or with no name any.
func (u units) has(ref assess.Ref, name string) bool {
	return u[ref][name] || u[ref][""] || name == "" && len(u[ref]) > 0
}

func (u units) add(ref assess.Ref, name string) {
	if u[ref] == nil {
		u[ref] = map[string]bool{}
	}
	u[ref][name] = true
}

// addAll takes in what differs between two commits.
func (u units) addAll(net Net) {
	for _, change := range net.Changes {
		fields, forgets := change.after()
		if forgets {
			u.add(change.Ref, "")
		}
		for _, f := range fields {
			u.add(change.Ref, UnitOf(change.Ref.Kind, f.Path))
		}
	}
}

// writing finds out what somebody wrote, as opposed to what merges only passed
// on. It is what keeps merges that cross from contradicting one another: with
// records alone, a laptop that merged what two others said alike cannot tell,
// once one of them takes it back, that the other still says so, and laptops that
// merge in a circle could go on for ever turning a field over and back.
type writing struct {
	g        *Graph
	load     Load
	answered map[ID]units // by merge
}

// merges reports whether one head has a merge that another lacks.
func (g *Graph) merges(without, head ID) bool {
	for at, mark := range g.reached(without, head) {
		if mark == fromB && g.parents[at][1] != none {
			return true
		}
	}
	return false
}

// since gathers the units that were written by the commits that one head has
// and another lacks. What was changed and changed back, with no merge and no
// parting of ways in between, was not.
func (w *writing) since(without, head ID) (units, error) {
	wrote := units{}
	for _, line := range w.lines(without, head) {
		net := netting{}
		for _, id := range line {
			if at := w.g.at[id]; w.g.parents[at][1] != none {
				answered, err := w.answers(id)
				if err != nil {
					return nil, err
				}
				for ref, names := range answered {
					for name := range names {
						wrote.add(ref, name)
					}
				}
				continue
			}
			commit, err := w.load(id)
			if err != nil {
				return nil, err
			}
			for _, ref := range commit.Erased {
				net.lose(ref)
			}
			net.forth(commit.Changes)
		}
		wrote.addAll(net.result())
	}
	return wrote, nil
}

// lines are the commits that one head has and another lacks: each merge alone,
// and the others as far as one follows the other and nothing else follows it.
func (w *writing) lines(without, head ID) [][]ID {
	marks := w.g.reached(without, head)
	children := make(map[int32]int)
	for at, mark := range marks {
		if mark == fromB {
			children[w.g.parents[at][0]]++
			children[w.g.parents[at][1]]++
		}
	}
	var lines [][]ID
	of := map[int32]int{}
	for at, mark := range marks {
		if mark != fromB {
			continue
		}
		parent := w.g.parents[at][0]
		line, goesOn := of[parent]
		if w.g.parents[at][1] != none || !goesOn || children[parent] > 1 {
			line, lines = len(lines), append(lines, nil)
		}
		lines[line] = append(lines[line], w.g.entries[at].ID)
		if w.g.parents[at][1] == none {
			of[int32(at)] = line
		}
	}
	return lines
}

// answers are the units that a merge decided otherwise than by passing on what
// one of its parents wrote and the other did not.
func (w *writing) answers(merge ID) (units, error) {
	if answered, known := w.answered[merge]; known {
		return answered, nil
	}
	parents := w.g.parents[w.g.at[merge]]
	var wrote, differs [2]units
	for side := range parents {
		parent, other := w.g.entries[parents[side]].ID, w.g.entries[parents[1-side]].ID
		net, err := w.g.Net(parent, merge, w.load)
		if err != nil {
			return nil, err
		}
		differs[side] = units{}
		differs[side].addAll(net)
		if wrote[side], err = w.since(other, parent); err != nil {
			return nil, err
		}
	}
	answered := units{}
	for side := range differs {
		other := 1 - side
		for ref, names := range differs[side] {
			for name := range names {
				if !wrote[other].has(ref, name) || wrote[side].has(ref, name) || differs[other].has(ref, name) {
					answered.add(ref, name)
				}
			}
		}
	}
	w.answered[merge] = answered
	return answered, nil
}

package history

import "slices"

// Line is the local line: what this laptop went through, oldest first, each
// commit after the one that it had before. Where it merged, that is the parent
// with the lower local number; the other parent and what was before it alone
// came with the merge and are not on the line. It ends with the head.
func (g *Graph) Line(head ID) []Entry {
	var line []Entry
	for _, at := range g.line(head) {
		line = append(line, g.entries[at])
	}
	return line
}

func (g *Graph) line(head ID) []int32 {
	at, known := g.at[head]
	if !known {
		return nil
	}
	var line []int32
	for ; at != none; at = g.previous(at) {
		line = append(line, at)
	}
	slices.Reverse(line)
	return line
}

// Previous is the commit before another on the local line: what undoing that one
// leads back to. It reports false for the first and for one that is not there.
func (g *Graph) Previous(id ID) (ID, bool) {
	at, known := g.at[id]
	if !known || g.parents[at][0] == none {
		return ID{}, false
	}
	return g.entries[g.previous(at)].ID, true
}

func (g *Graph) previous(at int32) int32 {
	first, second := g.parents[at][0], g.parents[at][1]
	if second == none {
		return first
	}
	return min(first, second)
}

// Stack is the package's Stack of the local line. Whatever a merge brought is
// undone and redone as a whole: by the net changes from Previous to the merge.
// One that brought a forgetting is a wall as the forgetting itself is.
func (g *Graph) Stack(head ID) (undo, redo []ID) {
	line := g.line(head)
	walls := g.walls(line)
	entries := make([]Entry, len(line))
	for i, at := range line {
		entries[i] = g.entries[at]
	}
	return stack(entries, func(i int) bool { return walls[i] })
}

// walls reports which commits of the line are forgets or brought one with them.
func (g *Graph) walls(line []int32) []bool {
	walls, seen := make([]bool, len(line)), make([]bool, len(g.entries))
	for i, at := range line {
		for todo := []int32{at}; len(todo) > 0; {
			at, todo = todo[len(todo)-1], todo[:len(todo)-1]
			if at == none || seen[at] {
				continue
			}
			seen[at] = true
			walls[i] = walls[i] || g.entries[at].Header.Kind == KindForget
			todo = append(todo, g.parents[at][:]...)
		}
	}
	return walls
}

package history

import "slices"

// Stack says what can be undone and redone, the next one last in each list,
// given all commits of a line in order; where laptops merged, see Graph.Stack. It is derived from the headers alone, so that it
// is the same after a restart and on another machine.
//
// A commit can be undone once, last one first. An undo makes its target
// redoable, any other commit ends that. The first commit, which made the
// engagement, cannot be undone; nor can a forget or what came before it, which
// would bring back what was to be forgotten. Undoing commits the inverse of
// the target's changes, redoing the changes again; both name as their target
// the commit that was first made. A merge can be redone later, too: it counts as
// made then.
func Stack(log []Entry) (undo, redo []ID) {
	return stack(log, func(i int) bool { return log[i].Header.Kind == KindForget })
}

// stack is Stack with what cannot be undone, nor anything before it.
func stack(line []Entry, wall func(int) bool) (undo, redo []ID) {
	start := 0
	for i, entry := range line {
		switch kind := entry.Header.Kind; {
		case wall(i):
			undo, redo, start = nil, nil, i+1
		case kind == KindUndo:
			undo, redo = move(entry.Header.Target, undo, redo)
		case kind == KindRedo && late(line[start:i], entry.Header.Target, undo, redo):
			undo, redo = append(undo, entry.Header.Target), nil
		case kind == KindRedo:
			redo, undo = move(entry.Header.Target, redo, undo)
		default:
			if redo = nil; len(entry.Header.Parents) > 0 {
				undo = append(undo, entry.ID)
			}
		}
	}
	return undo, redo
}

// late reports whether a redo makes a change again that was undone, after other
// changes had ended that: it counts as made now.
func late(line []Entry, target ID, undo, redo []ID) bool {
	return !slices.Contains(redo, target) && !slices.Contains(undo, target) &&
		slices.ContainsFunc(line, func(entry Entry) bool { return entry.ID == target })
}

// move takes an id from one stack to the other. An id that is not there is a
// log that nobody wrote, and is no matter.
func move(id ID, from, to []ID) (_, _ []ID) {
	at := slices.Index(from, id)
	if at < 0 {
		return from, to
	}
	return slices.Delete(from, at, at+1), append(to, id)
}

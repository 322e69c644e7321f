package catalog

import (
	"cmp"
	"fmt"
	"slices"
	"unicode/utf8"
)

// Problem is one fault of a pack. Line counts from 1.
type Problem struct {
	File   string
	Line   int
	Reason string
}

// String writes "file:line: reason".
func (p Problem) String() string { return fmt.Sprintf("%s:%d: %s", p.File, p.Line, p.Reason) }

// ProblemsError is every fault that was found, by file and line. There is at
// least one.
type ProblemsError struct{ Problems []Problem }

// Error writes the first problem and how many more there are.
func (e *ProblemsError) Error() string {
	switch more := len(e.Problems) - 1; more {
	case 0:
		return e.Problems[0].String()
	case 1:
		return e.Problems[0].String() + " (and 1 more problem)"
	default:
		return fmt.Sprintf("%s (and %d more problems)", e.Problems[0], more)
	}
}

// place is where something stands in a pack. layer is the pack's position in a
// composition.
type place struct {
	file  string
	line  int
	layer int
}

// latest returns the place in the uppermost pack: the one whose author can mend
// what several packs together did wrong.
func latest(places ...place) place {
	return slices.MaxFunc(places, func(a, b place) int { return cmp.Compare(a.layer, b.layer) })
}

// faults collects problems, so that one reading names them all.
type faults struct{ problems []Problem }

// longestQuoted is the number of characters of a pack's text that a reason bears.
const longestQuoted = 240

// ours is a text of this program's within a reason: never cut.
type ours string

// add keeps a reason readable whatever stands in the pack.
func (f *faults) add(at place, format string, args ...any) {
	for i, arg := range args {
		if text, ok := arg.(string); ok && utf8.RuneCountInString(text) > longestQuoted {
			args[i] = string([]rune(text)[:longestQuoted-1]) + "…"
		}
	}
	f.problems = append(f.problems, Problem{File: at.file, Line: max(at.line, 1), Reason: fmt.Sprintf(format, args...)})
}

// sorted returns the problems by file and line.
func (f *faults) sorted() []Problem {
	slices.SortStableFunc(f.problems, func(a, b Problem) int {
		return cmp.Or(cmp.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line))
	})
	return f.problems
}

// err returns nil or a *ProblemsError.
func (f *faults) err() error {
	if len(f.problems) == 0 {
		return nil
	}
	return &ProblemsError{f.sorted()}
}

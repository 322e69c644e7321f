package matrix

// place is a cell's.
type place struct{ row, column int }

// selection is the block between anchor and head with the cursor within. Keys
// and mouse move the head and leave the anchor where the selection began.
type selection struct{ cursor, anchor, head place }

func single(at place) selection { return selection{cursor: at, anchor: at, head: at} }

func (s selection) span() Range {
	return Range{
		Row: min(s.anchor.row, s.head.row), Column: min(s.anchor.column, s.head.column),
		ToRow: max(s.anchor.row, s.head.row), ToColumn: max(s.anchor.column, s.head.column),
	}
}

// to moves the cursor, or the head with it when the selection is extended.
func (s selection) to(move func(place) place, extend bool, rows, columns int) selection {
	s.cursor = move(s.cursor)
	if !extend {
		return single(s.cursor).within(rows, columns)
	}
	s.head = move(s.head)
	return s.within(rows, columns)
}

// within keeps a selection to the rows and columns that there are, and its
// cursor to the selection.
func (s selection) within(rows, columns int) selection {
	for _, at := range []*place{&s.cursor, &s.anchor, &s.head} {
		at.row = between(0, at.row, rows-1)
		at.column = between(0, at.column, columns-1)
	}
	span := s.span()
	s.cursor.row = between(span.Row, s.cursor.row, span.ToRow)
	s.cursor.column = between(span.Column, s.cursor.column, span.ToColumn)
	return s
}

// between is the value nearest to v from low to high; low where high is less.
func between(low, v, high int) int { return max(low, min(v, high)) }

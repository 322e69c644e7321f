package history

import (
	"bytes"
	"slices"
	"strings"
)

// MergeHeader is the header of the merge of two heads without conflicts, but
// for its state and digests. It depends on the heads alone, whichever is named
// first, so that both laptops make the same commit: of the later time, by both
// authors, in the capacity of an assessor. Its changes are relative to the
// first of its parents, and its salts are those of MergeSalts. The catalogue is
// the one that the merged records use.
//
// A merge with conflicts is the act of whoever answered them: its author, time
// and salts are their own.
func MergeHeader(a, b Entry, catalogue string) Header {
	if bytes.Compare(a.ID[:], b.ID[:]) > 0 {
		a, b = b, a
	}
	return Header{
		Parents:   []ID{a.ID, b.ID},
		Time:      max(a.Header.Time, b.Header.Time),
		Author:    bothAuthors(a.Header.Author, b.Header.Author),
		Capacity:  CapacityAssessor,
		Kind:      KindMerge,
		Catalogue: catalogue,
	}
}

const betweenAuthors = "; "

// bothAuthors lists the authors of two commits, each once and in order, as many
// as a header holds.
func bothAuthors(a, b string) string {
	if a == b {
		return a
	}
	names := append(strings.Split(a, betweenAuthors), strings.Split(b, betweenAuthors)...)
	slices.Sort(names)
	both := ""
	for _, name := range slices.Compact(names) {
		if name == "" || len(both)+len(betweenAuthors)+len(name) > MaxAuthor {
			continue
		}
		if both != "" {
			both += betweenAuthors
		}
		both += name
	}
	return both
}

package exchange

import (
	"cmp"
	"slices"
	"strings"
)

const (
	// nearestShown is how many names a person is offered.
	nearestShown = 3
	// nearEnough is the likeness, from 0 to 1, from which a name is offered: two
	// thirds of the letters are right.
	nearEnough = 0.65
	// longestCompared bounds the work for one pair: names that differ only after
	// so many characters are all equally near.
	longestCompared = 64
)

// NearestNames returns up to three of the candidates that may have been meant
// by text, the nearest first. It forgives typing errors, case, hyphens and
// missing words, and returns none where nothing is near.
func NearestNames(text string, candidates []string) []string {
	names := make([]Name, len(candidates))
	for i, c := range candidates {
		names[i] = Name{ID: c, Name: c}
	}
	return nearest(text, names, func(n Name) string { return n.ID })
}

// nearest compares text with both the id and the name of each candidate, and
// shows the nearest ones the way the reader wants to see them.
func nearest(text string, candidates []Name, show func(Name) string) []string {
	type scored struct {
		shown string
		score float64
	}
	text = fold(firstBytes(text, 4*longestCompared))
	var near []scored
	for _, c := range candidates {
		score := likeness(text, fold(c.ID))
		if c.Name != c.ID {
			score = max(score, likeness(text, fold(c.Name)))
		}
		if score >= nearEnough {
			near = append(near, scored{show(c), score})
		}
	}
	slices.SortStableFunc(near, func(a, b scored) int { return cmp.Compare(b.score, a.score) })
	var shown []string
	for _, s := range near {
		if len(shown) < nearestShown && !slices.Contains(shown, s.shown) {
			shown = append(shown, s.shown)
		}
	}
	return shown
}

// likeness of two folded texts, 1 for equal ones: the best of how few letters
// differ, whether one begins with the other, and how many words are shared.
func likeness(a, b string) float64 {
	if a == b {
		return 1
	}
	if a == "" || b == "" {
		return 0
	}
	score := letterLikeness(a, b)
	if strings.HasPrefix(a, b) || strings.HasPrefix(b, a) {
		score = max(score, 0.8)
	}
	return max(score, wordLikeness(strings.Fields(a), strings.Fields(b)))
}

// wordLikeness is how well the words of text are found among those of a
// candidate. Words that are not asked for count little: people shorten names.
func wordLikeness(text, candidate []string) float64 {
	const wordNear = 0.7 // a word with a typing error is still that word
	found := 0.0
	for _, word := range text {
		best := 0.0
		for _, other := range candidate {
			best = max(best, letterLikeness(word, other))
		}
		if best >= wordNear {
			found += best
		}
	}
	extra := max(0, len(candidate)-len(text))
	return 0.9 * found / (float64(len(text)) + 0.05*float64(extra))
}

// letterLikeness is 1 minus the share of letters that must be typed, deleted,
// replaced or swapped with their neighbour to get from one text to the other.
func letterLikeness(a, b string) float64 {
	x, y := firstRunes(a), firstRunes(b)
	longest := max(len(x), len(y))
	if longest == 0 {
		return 1
	}
	if 2*min(len(x), len(y)) < longest {
		return 0 // more than half must differ
	}
	return 1 - float64(editDistance(x, y))/float64(longest)
}

func firstRunes(text string) []rune {
	runes := []rune(firstBytes(text, 4*longestCompared))
	return runes[:min(len(runes), longestCompared)]
}

// editDistance counts insertions, deletions, replacements and swaps of
// neighbours (optimal string alignment).
func editDistance(x, y []rune) int {
	var rows [3][longestCompared + 1]int
	before, last, row := &rows[0], &rows[1], &rows[2]
	for j := range y {
		last[j+1] = j + 1
	}
	for i := range x {
		row[0] = i + 1
		for j := range y {
			cost := 1
			if x[i] == y[j] {
				cost = 0
			}
			row[j+1] = min(last[j+1]+1, row[j]+1, last[j]+cost)
			if i > 0 && j > 0 && x[i] == y[j-1] && x[i-1] == y[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(y)]
}

package exchange

import (
	"slices"
	"strings"

	"demarc/words"
)

// nameColumn is the column with the names of systems. Where no header is a
// phrase for it, one that holds such a phrase may be meant, and failing that the
// first column whose values are text and tell rows apart.
func (g *guesser) nameColumn() (*profile, error) {
	for _, column := range g.columns {
		if g.used[column.index] == "name" {
			return column, nil
		}
	}
	if column := g.headedLikeAName(); column != nil {
		g.take("name", column, nil)
		return column, nil
	}
	for _, column := range g.columns {
		if g.mayName(column) && !column.repeats {
			g.take("name", column, nil)
			g.remark("name", "no header speaks of a name; in this column each row has its own")
			return column, nil
		}
	}
	return nil, words.Errorf("no column can be seen to hold the names of systems: head that column with name, and remove lines that stand above the header, which is taken to be line %d", g.headerLine)
}

// headedLikeAName finds a phrase for a name among the few words of a header
// that speaks of nothing else.
func (g *guesser) headedLikeAName() *profile {
	const reach = 4
	for _, phrase := range phrasesLike(clueFor("name").phrases) {
		for _, column := range g.columns {
			if !speaks(column.folded, phrase, reach) || !g.mayName(column) || 2*column.distinct < column.filled {
				continue
			}
			if !g.isUnit(column) && !speaksOfAny(column.folded, topicPhrases, reach) && !speaksOfAny(column.folded, clueFor("external_id").phrases, reach) {
				return column
			}
		}
	}
	return nil
}

// mayName reports whether a column that nothing else uses has a text for nearly
// every row, and is none of remarks or of people.
func (g *guesser) mayName(column *profile) bool {
	nearlyFull := column.filled > 0 && 10*column.filled >= 9*column.rows
	return nearlyFull && g.used[column.index] == "" && hasLetters(column) && !owns(column) && !speaksOfAny(column.folded, prosePhrases, 4)
}

func hasLetters(column *profile) bool {
	return len(column.values) > 0 && strings.ContainsFunc(lettersOf(column.values[0].text), func(r rune) bool { return r > '9' })
}

func clueFor(field string) clue {
	return clues[slices.IndexFunc(clues, func(c clue) bool { return c.field == field })]
}

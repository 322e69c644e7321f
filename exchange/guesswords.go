package exchange

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"demarc/assess"
)

// translator turns a column's values into a field's words, as the clue has it:
// answers to a question, our words, or other people's words for them.
func (g *guesser) translator(f *field, c clue) func(string) (string, bool) {
	if f.free {
		return nil
	}
	plainly := g.plainly(f)
	return func(value string) (string, bool) {
		if ours, ok := plainly(value); ok {
			return ours, true
		}
		if c.yes == "" {
			return "", false
		}
		switch answer(value) {
		case "yes":
			return c.yes, true
		case "no":
			return c.no, true
		}
		return "", false
	}
}

// plainly translates without a question: a value is one of our words, or means
// one, or lists several.
func (g *guesser) plainly(f *field) func(string) (string, bool) {
	return func(value string) (string, bool) {
		if ours, ok := g.one(f, value); ok {
			return ours, true
		}
		if ours, ok := g.several(f, value); ok {
			return ours, true
		}
		// A value may explain itself: "Retired (2023)", "Live – since May".
		return g.one(f, beforeAside(value))
	}
}

// several translates a list if each of its items means something.
func (g *guesser) several(f *field, value string) (string, bool) {
	if !f.list {
		return "", false
	}
	var words []string
	for _, item := range listOf.Split(value, -1) {
		ours, ok := g.one(f, item)
		if !ok {
			return "", false
		}
		words = addToSet(words, ours)
	}
	return strings.Join(words, listSeparator), true
}

// listOf is how people separate the values of a list.
var listOf = regexp.MustCompile(`\s*(?:[,;|/&+\n]|\b(?:and|und|et)\b)\s*`)

// literally takes our own words only.
func (g *guesser) literally(f *field) func(string) (string, bool) {
	return func(value string) (string, bool) {
		var row Row
		no := (&entry{field: f}).put(&row, value, g.words)
		return f.get(&row.Asset), no == nil
	}
}

// one translates one value, which is a word of ours or means one.
func (g *guesser) one(f *field, value string) (string, bool) {
	if ours, ok := g.literally(f)(value); ok {
		return ours, true
	}
	text := lettersOf(value)
	if id, ok := g.words.platforms[text]; ok && f.name == "hosting_model" {
		return id, true
	}
	for ours := range meanings[f.name] {
		if text == strings.ReplaceAll(ours, "_", " ") || slices.Contains(wordsFor(f.name, ours), text) {
			return ours, true
		}
	}
	return "", false
}

var aside = regexp.MustCompile(`[(:;.,]|\s[–—-]+\s`)

func beforeAside(value string) string {
	if at := aside.FindStringIndex(value); at != nil {
		return value[:at[0]]
	}
	return value
}

// answer reads yes or no, also where a reason follows.
func answer(value string) string {
	switch lettersOf(beforeAside(value)) {
	case "yes", "y", "true", "1", "x", "ja", "wahr", "oui", "vrai":
		return "yes"
	case "no", "n", "false", "0", "nein", "falsch", "non", "faux":
		return "no"
	}
	return ""
}

// mostLeft bounds the values that a person is asked to translate.
const mostLeft = 40

// translate lists what a column's values mean, and those that are not
// understood.
func (g *guesser) translate(part *mapPart, name string, column *profile, translate func(string) (string, bool)) {
	f, _ := fieldNamed(name)
	if f.name == "owner" || f.name == "approved_until" {
		return // names and dates are read as they stand
	}
	for _, v := range column.values {
		ours, ok := translate(v.text)
		switch {
		case !ok && len(part.left) < mostLeft:
			part.left = append(part.left, translation{theirs: v.text, remark: rows(v.cells) + g.maybe(f, v.text)})
		case !ok:
			part.more++
		default:
			if _, literal := g.literally(f)(v.text); !literal {
				part.values = append(part.values, translation{theirs: v.text, ours: ours, remark: rows(v.cells)})
			}
		}
	}
}

// maybe offers hosting models for a platform that is not called by our name.
func (g *guesser) maybe(f *field, value string) string {
	if f.name != "hosting_model" {
		return ""
	}
	near := nearest(value, g.words.platformNames, func(n Name) string { return n.ID })
	if len(near) == 0 {
		return ""
	}
	return "; " + assess.Words(near) + "?"
}

func rows(n int) string {
	if n == 1 {
		return "1 row"
	}
	return fmt.Sprintf("%d rows", n)
}

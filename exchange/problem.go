package exchange

import (
	"fmt"
	"strings"

	"demarc/assess"
	"demarc/words"
)

// Known is what names in a table may refer to.
type Known struct {
	Hosting  []Name
	Parties  []Name
	Controls []Name
	// HostingAliases are other people's words for hosting models, by id. Only a
	// guessed map goes by them, and shows what it took them for.
	HostingAliases map[string][]string
	// Meet, where it is not nil, is told of each name that stands where a party is
	// named and is that of none. The id that it answers is taken; without one the
	// name stays unknown.
	Meet func(name string) (id string)
}

// Name is something that a table can name by its id or by its display name.
type Name struct{ ID, Name string }

// Problem is something in a table that cannot be taken as it stands. It is also
// the error that refuses a whole table where a line is to blame.
type Problem struct {
	// Line is the line on which the row began, counted from 1; 0 where none is.
	Line int
	// Column is the header as it stands in the table, or "column 7" where the
	// header is blank. It is empty where the whole row is meant.
	Column string
	// Value is what stands there, cut to 80 characters.
	Value string
	// Reason says what is wrong with the value and what to do.
	Reason words.Said
	// Nearest are up to three known names that may have been meant.
	Nearest []string
}

// Error writes the problem as one sentence: line 12, "Hosting": "aws_bedrok" is
// no known hosting model (nearest: aws_bedrock).
func (p *Problem) Error() string { return p.In(words.English) }

// In is the sentence in a language.
func (p *Problem) In(l assess.Language) string {
	var place []string
	if p.Line > 0 {
		place = append(place, l.T("line %d", p.Line))
	}
	if p.Column != "" {
		place = append(place, quote(p.Column))
	}
	var b strings.Builder
	if len(place) > 0 {
		b.WriteString(strings.Join(place, ", ") + ": ")
	}
	if p.Value != "" {
		b.WriteString(quote(p.Value) + " ")
	}
	b.WriteString(p.Reason.In(l))
	b.WriteString(nearestHint(p.Nearest).In(l))
	return b.String()
}

// nearestHint lists names that may have been meant, in brackets, for the end of
// a sentence.
func nearestHint(nearest []string) words.Said {
	if len(nearest) == 0 {
		return words.Said{}
	}
	return words.Say(" (nearest: %s)", strings.Join(nearest, ", "))
}

const longestQuoted = 80

// quote puts foreign text into a sentence: on one line, and not longer than a
// sentence bears.
func quote(text string) string { return fmt.Sprintf("%q", shorten(text)) }

func shorten(text string) string {
	text = squeeze(text)
	if runes := []rune(firstBytes(text, 4*longestQuoted+4)); len(runes) > longestQuoted {
		return string(runes[:longestQuoted-1]) + "…"
	}
	return text
}

// firstBytes bounds the work done on a text of which only the beginning counts.
func firstBytes(text string, n int) string { return text[:min(n, len(text))] }

// squeeze makes every run of white space one space and removes it at both ends.
func squeeze(text string) string {
	if squeezed(text) {
		return text
	}
	return strings.Join(strings.Fields(text), " ")
}

// squeezed recognises most texts that need no squeezing, for they are many.
func squeezed(text string) bool {
	last := byte(' ')
	for i := range len(text) {
		c := text[i]
		if c < ' ' || c >= 0x7f || c == ' ' && last == ' ' {
			return false
		}
		last = c
	}
	return last != ' ' || text == ""
}

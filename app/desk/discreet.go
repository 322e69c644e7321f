package desk

import (
	"cmp"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"demarc/assess"
)

// Discreet makes sentences fit to be shown: on one line and, while presenting,
// with what people do in the place of their names. The sentences come from
// rules and history, which name everybody.
func (d *Desk) Discreet() func(sentence string) string {
	people := d.people()
	if !d.Presenting || len(people) == 0 {
		return OneLine
	}
	names := make([]string, 0, len(people))
	for name := range people {
		names = append(names, regexp.QuoteMeta(name))
	}
	// The longest first: of two names that begin alike, all of one goes.
	slices.SortFunc(names, func(a, b string) int { return cmp.Or(cmp.Compare(len(b), len(a)), strings.Compare(a, b)) })
	pattern, err := regexp.Compile(strings.Join(names, "|"))
	if err != nil { // too many people for one pattern: show nothing of them
		return func(string) string { return d.T("hidden while presenting") }
	}
	return func(sentence string) string {
		sentence = OneLine(sentence)
		var shown strings.Builder
		end := 0
		for _, at := range pattern.FindAllStringIndex(sentence, -1) {
			if partOfWord(sentence, at[0], at[1]) {
				continue
			}
			shown.WriteString(sentence[end:at[0]])
			shown.WriteString(people[sentence[at[0]:at[1]]])
			end = at[1]
		}
		return shown.String() + sentence[end:]
	}
}

// people are the names of people, with what stands for each.
func (d *Desk) people() map[string]string {
	people := map[string]string{}
	for id, party := range d.Session.State().Parties {
		if name := OneLine(party.Name); party.Type == assess.Person && strings.TrimSpace(name) != "" {
			people[name] = d.Person(id)
		}
	}
	return people
}

// partOfWord reports whether letters stand right before or after a piece of a
// text: "Al" is not in "Also".
func partOfWord(text string, from, to int) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:from])
	after, _ := utf8.DecodeRuneInString(text[to:])
	return unicode.IsLetter(before) || unicode.IsLetter(after)
}

package exchange

import (
	"slices"
	"strings"
)

const (
	// A column gives tags where a person can read and choose them.
	mostTags   = 60
	longestTag = 64
)

// identify tells systems of the same name apart by where in the organisation
// they are, and tags them with it.
func (g *guesser) identify(name *profile) {
	units := g.units()
	if name.repeats && len(units) > 0 {
		for _, unit := range units {
			g.m.compose = append(g.m.compose, g.ref(unit.index))
		}
		g.m.compose = append(g.m.compose, g.ref(name.index))
	}
	g.tag(units)
	for _, unit := range units {
		if g.used[unit.index] == "" && len(g.m.compose) > 0 {
			g.used[unit.index] = keyCompose
		}
	}
}

// units are the columns that say where a system is. Of a name and its
// abbreviation, the abbreviation serves.
func (g *guesser) units() []*profile {
	var units []*profile
	for _, column := range g.columns {
		if g.used[column.index] == "" && column.filled > 0 && g.isUnit(column) {
			units = append(units, column)
		}
	}
	return slices.DeleteFunc(units, func(long *profile) bool {
		return slices.ContainsFunc(units, func(short *profile) bool {
			rest, ok := strings.CutPrefix(short.folded, long.folded+" ")
			return ok && slices.Contains(phrasesLike(shortForms), rest)
		})
	})
}

// isUnit reports whether a header speaks of a part of the organisation.
func (g *guesser) isUnit(column *profile) bool {
	const reach = 3
	return speaksOfAny(column.folded, unitPhrases, reach) || column.folded == "service" && g.french()
}

func (g *guesser) french() bool {
	return slices.ContainsFunc(g.columns, func(column *profile) bool { return speaksOfAny(column.folded, frenchOnly, anyLength) })
}

func speaksOfAny(header string, phrases []string, reach int) bool {
	return slices.ContainsFunc(phrasesLike(phrases), func(phrase string) bool { return speaks(header, phrase, reach) })
}

// topics are columns with categories, as tags.
func (g *guesser) topics() {
	var topics []*profile
	for _, column := range g.columns {
		if g.used[column.index] == "" && speaksOfAny(column.folded, topicPhrases, 0) {
			topics = append(topics, column)
		}
	}
	g.tag(topics)
}

func (g *guesser) tag(columns []*profile) {
	for _, column := range columns {
		ours, isOurs := fieldNamed(column.header)
		readable := column.filled > 0 && len(column.values) <= mostTags && !column.many && column.longest <= longestTag
		if readable || isOurs && ours.name == "tags" {
			g.take("tags", column, nil)
		}
	}
}

// owner takes the column that is headed like an owner at its word, also where
// the people in it are no parties yet: they can be taken in.
func (g *guesser) owner() {
	if g.has("owner") {
		return
	}
	for _, phrase := range phrasesLike(ownerPhrases) {
		for _, column := range g.columns {
			if g.used[column.index] == "" && len(column.values) > 0 && speaks(column.folded, phrase, 0) {
				g.take("owner", column, nil)
				g.remark("owner", "the people in it are no known parties: add them with `demarc party add`, or they are left out")
				return
			}
		}
	}
}

// prose takes what describes a system as its notes, and with it the names of
// further owners.
func (g *guesser) prose() {
	var from []columnRef
	var owners []string
	for _, column := range g.columns {
		if g.used[column.index] != "" || column.filled == 0 {
			continue
		}
		owns := owns(column)
		if owns {
			owners = append(owners, quote(column.header))
		}
		if owns || describes(column) {
			from = append(from, g.ref(column.index))
			g.used[column.index] = "notes"
		}
	}
	if len(from) == 0 {
		return
	}
	g.m.fields = append(g.m.fields, mapField{name: "notes", parts: []mapPart{{from: from}}})
	if len(owners) > 0 {
		g.remark("notes", strings.Join(owners, " and ")+" would be owners, too, and an asset has one")
	}
}

func owns(column *profile) bool { return speaksOfAny(column.folded, ownerPhrases, 4) }

func describes(column *profile) bool {
	return speaksOfAny(column.folded, prosePhrases, 0) || speaksOfAny(column.folded, purposePhrases, anyLength) || speaksOfAny(column.folded, descriptionPhrases, 3)
}

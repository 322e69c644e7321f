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
	const reach = 3
	var units []*profile
	for _, column := range g.columns {
		speaksOf := func(phrase string) bool { return speaks(column.folded, phrase, reach) }
		if g.used[column.index] == "" && column.filled > 0 && slices.ContainsFunc(unitPhrases, speaksOf) {
			units = append(units, column)
		}
	}
	return slices.DeleteFunc(units, func(long *profile) bool {
		return slices.ContainsFunc(units, func(short *profile) bool {
			rest, ok := strings.CutPrefix(short.folded, long.folded+" ")
			return ok && slices.Contains(shortForms, rest)
		})
	})
}

// topics are columns with categories, as tags.
func (g *guesser) topics() {
	var topics []*profile
	for _, column := range g.columns {
		if g.used[column.index] == "" && slices.Contains(topicPhrases, column.folded) {
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

// prose takes what describes a system as its notes, and with it the names of
// owners who are no parties of the engagement.
func (g *guesser) prose() {
	var from []columnRef
	for _, column := range g.columns {
		describes := func(phrase string) bool {
			return column.folded == phrase || phrase == "purpose" && speaks(column.folded, phrase, anyLength) || phrase == "description" && speaks(column.folded, phrase, 3)
		}
		owns := func(phrase string) bool { return speaks(column.folded, phrase, 4) }
		if g.used[column.index] != "" || column.filled == 0 {
			continue
		}
		if slices.ContainsFunc(prosePhrases, describes) || slices.ContainsFunc(ownerPhrases, owns) {
			from = append(from, g.ref(column.index))
			g.used[column.index] = "notes"
		}
	}
	if len(from) > 0 {
		g.m.fields = append(g.m.fields, mapField{name: "notes", parts: []mapPart{{from: from}}})
	}
}

package catalog

import (
	"unicode/utf8"

	"demarc/assess"
)

const (
	maxReviewMonths = 60
	maxMappings     = 100 // of one control
)

var controlFields = fields[assess.Control]{
	idField("id", controlPattern, controlForm, func(c *assess.Control) *string { return &c.ID }),
	lineField("name", true, func(c *assess.Control) *string { return &c.Name }),
	{"short", true, func(f *faults, m member, into *assess.Control) {
		into.Short = f.line(m)
		if n := utf8.RuneCountInString(into.Short); n > MaxShort {
			f.add(m.at, "short %q has %d characters: at most %d fit a matrix head", into.Short, n, MaxShort)
		}
	}},
	textField("description", true, func(c *assess.Control) *string { return &c.Description }),
	idField("category", categoryPattern, modelForm, func(c *assess.Control) *string { return &c.Category }),
	numberField("weight", 0, maxPoints, func(c *assess.Control) *int { return &c.Weight }),
	lineField("lifecycle", true, func(c *assess.Control) *string { return &c.Lifecycle }),
	lineField("review", true, func(c *assess.Control) *string { return &c.ReviewCadence }),
	numberField("review_months", 1, maxReviewMonths, func(c *assess.Control) *int { return &c.ReviewMonths }),
	listField("raci.responsible", true, func(c *assess.Control) *[]string { return &c.RACI.Responsible }),
	listField("raci.accountable", true, func(c *assess.Control) *[]string { return &c.RACI.Accountable }),
	listField("raci.consulted", false, func(c *assess.Control) *[]string { return &c.RACI.Consulted }),
	listField("raci.informed", false, func(c *assess.Control) *[]string { return &c.RACI.Informed }),
	lineField("raci.basis", false, func(c *assess.Control) *string { return &c.RACI.Basis }),
	{"mappings.*", false, readMapping},
	textField("mapping_note", false, func(c *assess.Control) *string { return &c.MappingNote }),
	lineField("origin", true, func(c *assess.Control) *string { return &c.Origin }),
	textField("source", true, func(c *assess.Control) *string { return &c.Source }),
}

var mappingFields = fields[assess.Mapping]{
	listField("refs", true, func(m *assess.Mapping) *[]string { return &m.Refs }),
	wordField("confidence", true, assess.Confidences, func(m *assess.Mapping) *assess.Confidence { return &m.Confidence }),
}

// readMapping takes a mapping as a whole: half of one would mix two opinions.
func readMapping(f *faults, m member, into *assess.Control) {
	if len(into.Mappings) == maxMappings {
		f.add(m.at, "these are more than %d mappings of one control", maxMappings)
		return
	}
	mapping := made[assess.Mapping]{at: m.at, set: map[string]place{}}
	mapping.value.Framework = m.key
	mappingFields.apply(f, entry{members: f.members(m)}, &mapping)
	mappingFields.complete(f, "the mapping to "+m.key, &mapping)
	into.Mappings = replaceMapping(into.Mappings, mapping.value)
}

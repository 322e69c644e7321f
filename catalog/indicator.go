package catalog

import (
	"strings"
	"unicode/utf8"

	"demarc/assess"
)

var yesOrNo = []string{"yes", "no"}

var indicatorSourceFields = fields[assess.IndicatorSource]{
	idField("id", servicePattern, serviceForm, func(s *assess.IndicatorSource) *string { return &s.ID }),
	lineField("title", true, func(s *assess.IndicatorSource) *string { return &s.Title }),
	lineField("url", false, func(s *assess.IndicatorSource) *string { return &s.URL }),
}

var indicatorFields = fields[assess.Indicator]{
	wordField("kind", true, assess.IndicatorKinds, func(i *assess.Indicator) *assess.IndicatorKind { return &i.Kind }),
	lineField("pattern", true, func(i *assess.Indicator) *string { return &i.Pattern }),
	lineField("service", true, func(i *assess.Indicator) *string { return &i.Service }),
	yesField("weak", func(i *assess.Indicator) *bool { return &i.Weak }),
	wordField("use", false, assess.IndicatorUses, func(i *assess.Indicator) *assess.IndicatorUse { return &i.Use }),
	listField("near", false, func(i *assess.Indicator) *[]string { return &i.Near }),
	lineField("control", false, func(i *assess.Indicator) *string { return &i.Control }),
	{"source", true, func(f *faults, m member, into *assess.Indicator) {
		into.Source, into.Place, _ = strings.Cut(f.line(m), " ")
	}},
	yesField("checked", func(i *assess.Indicator) *bool { return &i.Checked }),
	textField("note", false, func(i *assess.Indicator) *string { return &i.Note }),
}

func yesField[T any](key string, at func(*T) *bool) field[T] {
	return field[T]{key, false, func(f *faults, m member, into *T) { *at(into) = word(f, m, yesOrNo) == "yes" }}
}

// whole returns an indicator with what it leaves to be understood: that its
// source was opened, and what its kind says of its use.
func whole(m *made[assess.Indicator]) assess.Indicator {
	i := m.value
	if _, said := m.set["checked"]; !said {
		i.Checked = true
	}
	if i.Use == "" {
		i.Use = i.Kind.Use()
	}
	return i
}

// shortestNear is the number of characters below which a word stands near
// everything.
const shortestNear = 3

func (c *composition) checkIndicators(f *faults) {
	services, sources, controls := idsOf(c.services), idsOf(c.indicatorSources), idsOf(c.controls)
	refers := func(m *made[assess.Indicator], key, id string, known map[string]bool, what string) {
		if id != "" && !known[id] {
			f.add(m.set[key], "there is no %s %s", what, id)
		}
	}
	for _, m := range c.indicators {
		i := &m.value
		refers(m, "service", i.Service, services, "service")
		refers(m, "source", i.Source, sources, "indicator source")
		refers(m, "control", i.Control, controls, "control")
		if fault := patternFault(i.Kind, i.Pattern); fault != "" {
			f.add(m.set["pattern"], "%s", fault)
		}
		for _, near := range i.Near {
			if utf8.RuneCountInString(near) < shortestNear {
				f.add(m.set["near"], "%q stands near everything: near asks for words of %d characters and more", near, shortestNear)
			}
		}
		switch weakens := i.Use == assess.UseWeaken; {
		case weakens && i.Control == "":
			f.add(m.at, "%s has no control: it weakens one", m.id)
		case !weakens && i.Control != "":
			f.add(m.set["control"], "%s has a control: only what weakens one has", m.id)
		}
	}
	c.checkSpellings(f)
}

// checkSpellings adds a fault where two indicators ask for the same in other
// letters: one would hide the other.
func (c *composition) checkSpellings(f *faults) {
	first := make(map[string]*made[assess.Indicator], len(c.indicators))
	for _, m := range c.indicators {
		key := sameAs(m.value.Kind, m.value.Pattern)
		before, twice := first[key]
		switch {
		case !twice:
			first[key] = m
		case m.at.layer >= before.at.layer:
			f.add(m.at, "%s asks for the same as %s: change that one", m.id, before.id)
		default:
			f.add(before.at, "%s asks for the same as %s: change that one", before.id, m.id)
		}
	}
}

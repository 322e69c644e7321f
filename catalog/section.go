package catalog

import (
	"slices"
	"strings"
)

// The sections of a pack, by their top-level keys.
const (
	sectionTexts        = "texts"
	sectionOwners       = "owners"
	sectionSourceChecks = "source_checks"
	sectionFrameworks   = "frameworks"
	sectionControls     = "controls"
	sectionModels       = "models"
	sectionProviders    = "providers"
	sectionBaselines    = "baselines"
	sectionTraitRules   = "trait_rules"
	sectionScoring      = "scoring"

	sectionServices         = "services"
	sectionIndicators       = "indicators"
	sectionIndicatorSources = "indicator_sources"
	sectionSightingScoring  = "sighting_scoring"
)

var topKeys = []string{
	"schema", "name", "title", "version", "as_of",
	sectionTexts, sectionOwners, sectionSourceChecks, sectionFrameworks, sectionControls, sectionModels,
	sectionProviders, sectionBaselines, sectionTraitRules, sectionScoring,
	sectionServices, sectionIndicators, sectionIndicatorSources, sectionSightingScoring,
}

// sectionShapes says how each section is cut into entries.
var sectionShapes = map[string]func(f *faults, m member) []entry{
	sectionTexts:        listedBy("id"),
	sectionOwners:       single,
	sectionSourceChecks: single,
	sectionFrameworks:   listedBy("id"),
	sectionControls:     listedBy("id"),
	sectionModels:       listedBy("id"),
	sectionProviders:    listedBy("name"),
	sectionBaselines:    nested,
	sectionTraitRules:   listedBy("trait", "value", "control"),
	sectionScoring:      single,

	sectionServices:         listedBy("id"),
	sectionIndicators:       listedBy("kind", "pattern"),
	sectionIndicatorSources: listedBy("id"),
	sectionSightingScoring:  single,
}

// single takes a section as one entry.
func single(f *faults, m member) []entry {
	return []entry{{id: m.key, at: m.at, members: f.members(m)}}
}

// listedBy takes a section as a list of entries known by one or more of their
// own fields.
func listedBy(keys ...string) func(f *faults, m member) []entry {
	return func(f *faults, m member) []entry {
		var entries []entry
		for _, item := range f.items(m) {
			e := entry{at: item.at, members: f.members(item)}
			var id []string
			for _, key := range keys {
				at := slices.IndexFunc(e.members, func(field member) bool { return field.key == key && !field.empty() })
				if at >= 0 {
					id = append(id, strings.TrimSpace(e.members[at].node.Value))
				}
			}
			if len(id) < len(keys) {
				f.add(e.at, "an entry of %s needs %s", m.key, strings.Join(keys, ", "))
				continue
			}
			e.id = strings.Join(id, " ")
			entries = append(entries, e)
		}
		return entries
	}
}

// nested takes a section as entries within a model, within a control.
func nested(f *faults, m member) []entry {
	var entries []entry
	for _, model := range f.members(m) {
		for _, control := range f.members(model) {
			entries = append(entries, entry{
				id: model.key + "/" + control.key, at: control.at, members: f.members(control),
			})
		}
	}
	return entries
}

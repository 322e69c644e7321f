package catalog

import (
	"strings"

	"demarc/assess"
)

// composition is several packs laid over one another, with the place of every
// statement.
type composition struct {
	at           place // of the first pack's header
	texts        []*made[assess.SourceText]
	owners       []*made[meanings]
	sourceChecks []*made[meanings]
	frameworks   []*made[framework]
	controls     []*made[assess.Control]
	models       []*made[assess.HostingModel]
	providers    []*made[assess.ProviderName]
	baselines    []*made[assess.Baseline]
	traitRules   []*made[assess.TraitRule]
	scoring      []*made[assess.Scoring]

	services         []*made[assess.Service]
	indicators       []*made[assess.Indicator]
	indicatorSources []*made[assess.IndicatorSource]
	sightingScoring  []*made[assess.SightingScoring]
}

// combine lays packs over one another and adds the faults of single entries.
// Whether the whole is complete is for check to say.
func combine(f *faults, packs ...*Pack) *composition {
	return &composition{
		at:           packs[0].at,
		texts:        layer(f, packs, sectionTexts, textFields, nil),
		owners:       layer(f, packs, sectionOwners, ownerFields, nil),
		sourceChecks: layer(f, packs, sectionSourceChecks, sourceCheckFields, nil),
		frameworks:   layer(f, packs, sectionFrameworks, frameworkFields, nil),
		controls:     layer(f, packs, sectionControls, controlFields, nil),
		models:       layer(f, packs, sectionModels, modelFields, nil),
		providers:    layer(f, packs, sectionProviders, providerFields, nil),
		baselines:    layer(f, packs, sectionBaselines, baselineFields, ownWord),
		traitRules:   layer(f, packs, sectionTraitRules, traitRuleFields, nil),
		scoring:      layer(f, packs, sectionScoring, scoringFields, nil),

		services:         layer(f, packs, sectionServices, serviceFields, nil),
		indicators:       layer(f, packs, sectionIndicators, indicatorFields, nil),
		indicatorSources: layer(f, packs, sectionIndicatorSources, indicatorSourceFields, nil),
		sightingScoring:  layer(f, packs, sectionSightingScoring, sightingScoringFields, nil),
	}
}

// layer builds the things of one section from the entries of all packs: the
// first entry with an id makes a thing, those of later packs change it. change
// is asked before they do.
func layer[T any](f *faults, packs []*Pack, section string, table fields[T], change func(*faults, entry, *made[T])) []*made[T] {
	var list []*made[T]
	byID := map[string]*made[T]{}
	for number, pack := range packs {
		for _, e := range pack.sections[section] {
			e := e.inLayer(number)
			m, known := byID[e.id]
			switch {
			case !known:
				m = &made[T]{id: e.id, set: make(map[string]place, len(e.members))}
				list, byID[e.id] = append(list, m), m
			case m.at.layer == number:
				f.add(e.at, "%s stands twice in this pack: it is already in %s on line %d", e.id, m.at.file, m.at.line)
				continue
			case change != nil:
				change(f, e, m)
			}
			m.at = e.at
			table.apply(f, e, m)
		}
	}
	return list
}

func (e entry) inLayer(number int) entry {
	if number == 0 {
		return e
	}
	e.at.layer = number
	members := make([]member, len(e.members))
	for i, m := range e.members {
		m.at.layer = number
		members[i] = m
	}
	e.members = members
	return e
}

// ownWord asks a pack that gives a baseline another owner or source for a
// check and a confidence of its own, and takes back what was said of the old
// source: it spoke for the old statement.
func ownWord(f *faults, e entry, m *made[assess.Baseline]) {
	stated := map[string]string{}
	for _, field := range e.members {
		stated[field.key] = strings.TrimSpace(field.node.Value)
	}
	differs := func(key, before string) bool {
		now, ok := stated[key]
		return ok && now != before
	}
	b := &m.value
	var what string
	switch {
	case differs("owner", string(b.Owner)):
		what = "owner"
		b.RecommendedOwner, b.Source, b.Basis, b.ChangedSince = "", "", "", ""
		m.forget("recommended_owner", "source", "basis", "changed_since")
	case differs("source", b.Source):
		what = "source"
	default:
		return
	}
	for _, key := range []string{"source", "source_check", "confidence"} {
		if _, ok := stated[key]; !ok {
			f.add(e.at, "%s gets another %s than before, so it needs a %s of its own", strings.Replace(e.id, "/", " × ", 1), what, key)
		}
	}
	b.SourceCheck, b.VerifiedOn, b.VerificationNote, b.Declared = "", 0, "", ""
	m.forget("source_check", "verified_on", "verification_note", "confidence")
}

package catalog

import (
	"maps"
	"slices"

	"demarc/assess"
)

// checkScoring adds a fault for every law of severity that the weights break.
func (c *composition) checkScoring(f *faults) {
	m := c.scoring[0]
	s := &m.value
	for _, control := range c.controls {
		if control.value.Weight > s.MaxControlWeight {
			f.add(latest(control.set["weight"], m.set["max_control_weight"]),
				"weight %d of %s is above max_control_weight, which is %d", control.value.Weight, control.id, s.MaxControlWeight)
		}
	}
	atLeast(f, m, "exposure.unknown", s.Exposure[assess.ExposureUnknown], "exposure.partner", s.Exposure[assess.ExposurePartner])
	atLeast(f, m, "data.unknown", s.Data[assess.DataUnknown], "data.confidential", s.Data[assess.DataConfidential])
	unownedFirst(f, m)
	withinScale(f, m)
	bandsAscend(f, m)
}

// atLeast holds that what nobody stated scores no lower than the middle: else
// not asking would pay.
func atLeast[S any](f *faults, m *made[S], key string, n int, floor string, least int) {
	if n < least {
		f.add(latest(m.set[key], m.set[floor]), "%s is %d, below %s, which is %d: what is unknown must not score lower", key, n, floor, least)
	}
}

// unownedFirst holds that on one asset every unowned cell ranks above every
// owned but unfinished one, whatever the control.
func unownedFirst(f *faults, m *made[assess.Scoring]) {
	kinds := m.value.Kinds
	lowest := slices.MinFunc(assess.UnownedKinds, func(a, b assess.FindingKind) int { return kinds[a] - kinds[b] })
	for _, kind := range assess.FindingKinds {
		if slices.Contains(assess.UnownedKinds, kind) || kinds[kind]+m.value.MaxControlWeight < kinds[lowest] {
			continue
		}
		at := latest(m.set["kinds."+string(kind)], m.set["kinds."+string(lowest)], m.set["max_control_weight"])
		f.add(at, "%s has %d points: with the largest control weight, %d, they reach the %d of %s, and an unowned cell has to rank above every owned one",
			kind, kinds[kind], m.value.MaxControlWeight, kinds[lowest], lowest)
	}
}

// withinScale holds that the largest possible sum stays on the scale.
func withinScale(f *faults, m *made[assess.Scoring]) {
	s := &m.value
	sum := largest(s.Kinds) + largest(s.Exposure) + largest(s.Data) + largest(s.Lifecycle) + s.Agentic + s.MaxControlWeight
	if sum > maxPoints {
		places := slices.SortedFunc(maps.Values(m.set), func(a, b place) int { return a.line - b.line })
		f.add(latest(places...), "the largest possible sum is %d: severity ends at %d", sum, maxPoints)
	}
}

func largest[K comparable](points map[K]int) int {
	return slices.Max(slices.Collect(maps.Values(points)))
}

// bandsAscend holds that the bands begin at 0 and each above the one before.
func bandsAscend(f *faults, m *made[assess.Scoring]) {
	from := m.value.From
	if from[assess.SeverityLow] != 0 {
		f.add(m.set["bands.low"], "bands.low is %d: the lowest band begins at 0", from[assess.SeverityLow])
	}
	for i, severity := range assess.Severities[1:] {
		before := assess.Severities[i]
		if from[severity] <= from[before] {
			f.add(latest(m.set["bands."+string(severity)], m.set["bands."+string(before)]),
				"bands.%s is %d: it has to be above bands.%s, which is %d", severity, from[severity], before, from[before])
		}
	}
}

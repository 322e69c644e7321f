package catalog

import (
	"maps"
	"slices"

	"demarc/assess"
)

const maxObservations, maxDays = 1_000_000, 3650

// sightingNumbers is every number of the scoring of sightings.
var sightingNumbers = slices.Concat(
	numbersOf("state", assess.ScoredSightingStates, func(s *assess.SightingScoring) *map[assess.SightingState]int { return &s.State }),
	numbersOf("exposure", assess.SightingExposures, func(s *assess.SightingScoring) *map[assess.SightingExposure]int { return &s.Exposure }),
	numbersOf("data", assess.DataClasses, func(s *assess.SightingScoring) *map[assess.DataClass]int { return &s.Data }),
	[]scoringNumber[assess.SightingScoring]{
		numberOf("volume.many", 0, maxPoints, func(s *assess.SightingScoring) *int { return &s.Volume[0].Points }),
		numberOf("volume.many_from", 1, maxObservations, func(s *assess.SightingScoring) *int { return &s.Volume[0].Limit }),
		numberOf("volume.some", 0, maxPoints, func(s *assess.SightingScoring) *int { return &s.Volume[1].Points }),
		numberOf("volume.some_from", 1, maxObservations, func(s *assess.SightingScoring) *int { return &s.Volume[1].Limit }),
		numberOf("recency.now", 0, maxPoints, func(s *assess.SightingScoring) *int { return &s.Recency[0].Points }),
		numberOf("recency.now_days", 0, maxDays, func(s *assess.SightingScoring) *int { return &s.Recency[0].Limit }),
		numberOf("recency.lately", 0, maxPoints, func(s *assess.SightingScoring) *int { return &s.Recency[1].Points }),
		numberOf("recency.lately_days", 0, maxDays, func(s *assess.SightingScoring) *int { return &s.Recency[1].Limit }),
	},
)

var sightingScoringFields = append(numberFields(sightingNumbers),
	wordField("weak_cap", true, assess.Severities, func(s *assess.SightingScoring) *assess.Severity { return &s.WeakCap }),
	wordField("attempt_cap", true, assess.Severities, func(s *assess.SightingScoring) *assess.Severity { return &s.AttemptCap }),
)

// checkSightingScoring adds a fault for every law that the weights of sightings
// break. There need not be any: packs are older than they.
func (c *composition) checkSightingScoring(f *faults) {
	if len(c.sightingScoring) == 0 {
		return
	}
	before := len(f.problems)
	completeAll(f, c.sightingScoring, sightingScoringFields, "")
	if len(f.problems) > before {
		return
	}
	m := c.sightingScoring[0]
	s := &m.value
	atLeast(f, m, "data.unknown", s.Data[assess.DataUnknown], "data.confidential", s.Data[assess.DataConfidential])
	below(f, m, "volume.some", s.Volume[1].Points, "volume.many", s.Volume[0].Points)
	below(f, m, "volume.some_from", s.Volume[1].Limit, "volume.many_from", s.Volume[0].Limit)
	below(f, m, "recency.lately", s.Recency[1].Points, "recency.now", s.Recency[0].Points)
	below(f, m, "recency.now_days", s.Recency[0].Limit, "recency.lately_days", s.Recency[1].Limit)
	sum := largest(s.State) + largest(s.Exposure) + largest(s.Data) + s.Volume[0].Points + s.Recency[0].Points
	if sum > maxPoints {
		places := slices.SortedFunc(maps.Values(m.set), func(a, b place) int { return a.line - b.line })
		f.add(latest(places...), "the largest possible sum of a sighting is %d: severity ends at %d", sum, maxPoints)
	}
}

// below holds that the steps of a scale go one way.
func below(f *faults, m *made[assess.SightingScoring], key string, n int, bound string, top int) {
	if n >= top {
		f.add(latest(m.set[key], m.set[bound]), "%s is %d: it has to be below %s, which is %d", key, n, bound, top)
	}
}

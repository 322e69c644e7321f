package catalog

import (
	"slices"

	"demarc/assess"
)

// maxPoints is the end of the scale on which severity is summed up.
const maxPoints = 100

// scoringNumber is one number of a scoring, by its key in a pack.
type scoringNumber[S any] struct {
	key       string
	low, high int
	get       func(s *S) int
	set       func(s *S, n int)
}

// countedStages are the lifecycle stages that a score can meet.
var countedStages = []assess.Lifecycle{
	assess.LifecyclePlanned, assess.LifecycleDevelopment, assess.LifecycleTest, assess.LifecycleProduction,
}

// scoringNumbers is every number of the scoring, in the order of its printing.
var scoringNumbers = slices.Concat(
	numbersOf("kinds", assess.FindingKinds, func(s *assess.Scoring) *map[assess.FindingKind]int { return &s.Kinds }),
	numbersOf("exposure", assess.Exposures, func(s *assess.Scoring) *map[assess.Exposure]int { return &s.Exposure }),
	numbersOf("data", assess.DataClasses, func(s *assess.Scoring) *map[assess.DataClass]int { return &s.Data }),
	numbersOf("lifecycle", countedStages, func(s *assess.Scoring) *map[assess.Lifecycle]int { return &s.Lifecycle }),
	numbersOf("bands", assess.Severities, func(s *assess.Scoring) *map[assess.Severity]int { return &s.From }),
	[]scoringNumber[assess.Scoring]{
		numberOf("agentic", 0, maxPoints, func(s *assess.Scoring) *int { return &s.Agentic }),
		numberOf("max_control_weight", 0, maxPoints, func(s *assess.Scoring) *int { return &s.MaxControlWeight }),
		numberOf("evidence_months", 1, 120, func(s *assess.Scoring) *int { return &s.EvidenceMonths }),
		numberOf("concentration.share", 1, 100, func(s *assess.Scoring) *int { return &s.ConcentrationShare }),
		numberOf("concentration.cells", 1, 1_000_000, func(s *assess.Scoring) *int { return &s.ConcentrationCells }),
	},
)

func numbersOf[S any, W ~string](group string, words []W, at func(*S) *map[W]int) []scoringNumber[S] {
	var list []scoringNumber[S]
	for _, w := range words {
		list = append(list, scoringNumber[S]{
			key: group + "." + string(w), high: maxPoints,
			get: func(s *S) int { return (*at(s))[w] },
			set: func(s *S, n int) {
				if *at(s) == nil {
					*at(s) = map[W]int{}
				}
				(*at(s))[w] = n
			},
		})
	}
	return list
}

func numberOf[S any](key string, low, high int, at func(*S) *int) scoringNumber[S] {
	return scoringNumber[S]{
		key: key, low: low, high: high,
		get: func(s *S) int { return *at(s) },
		set: func(s *S, n int) { *at(s) = n },
	}
}

var scoringFields = numberFields(scoringNumbers)

func numberFields[S any](numbers []scoringNumber[S]) fields[S] {
	var list fields[S]
	for _, number := range numbers {
		list = append(list, field[S]{number.key, true, func(f *faults, m member, into *S) {
			number.set(into, f.number(m, number.low, number.high))
		}})
	}
	return list
}

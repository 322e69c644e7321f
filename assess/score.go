package assess

import (
	"fmt"
	"slices"
)

// sum adds up the severity of a finding of some kind on an asset and a
// control, either of which may be nil.
func (e *Evaluation) sum(kind FindingKind, asset *Asset, control *Control) []Points {
	scoring := &e.catalogue.Scoring
	sum := []Points{{scoring.Kinds[kind], kindWords[kind]}}
	add := func(points int, what string) {
		if points > 0 {
			sum = append(sum, Points{points, what})
		}
	}
	if asset != nil {
		points, what := scoring.exposurePoints(asset.Exposure)
		add(points, what)
		points, what = scoring.dataPoints(asset.Data)
		add(points, what)
		points, what = scoring.lifecyclePoints(asset.Lifecycle)
		add(points, what)
		if asset.Agentic == TraitYes {
			add(scoring.Agentic, "acts by itself")
		}
	}
	if control != nil {
		add(control.Weight, "control weight")
	}
	return sum
}

// score is the total of sum, without making its words.
func (e *Evaluation) score(kind FindingKind, asset *Asset, control *Control) int {
	scoring := &e.catalogue.Scoring
	score := scoring.Kinds[kind]
	if asset != nil {
		score += e.assetScore(asset)
	}
	if control != nil {
		score += control.Weight
	}
	return score
}

func (e *Evaluation) assetScore(asset *Asset) int {
	scoring := &e.catalogue.Scoring
	exposure, _ := scoring.exposurePoints(asset.Exposure)
	data, _ := scoring.dataPoints(asset.Data)
	lifecycle, _ := scoring.lifecyclePoints(asset.Lifecycle)
	score := exposure + data + lifecycle
	if asset.Agentic == TraitYes {
		score += scoring.Agentic
	}
	return score
}

// exposurePoints scores an unknown exposure no lower than partner.
func (s *Scoring) exposurePoints(exposure Exposure) (int, string) {
	if exposure == "" || exposure == ExposureUnknown {
		return max(s.Exposure[ExposureUnknown], s.Exposure[ExposurePartner]), "exposure unknown, counted no lower than partner"
	}
	return s.Exposure[exposure], exposureWords[exposure]
}

// dataPoints scores the gravest class; an unknown one no lower than
// confidential, and it is the one named where it weighs as much as another.
func (s *Scoring) dataPoints(classes []string) (int, string) {
	unknown := max(s.Data[DataUnknown], s.Data[DataConfidential])
	points, gravest := -1, DataClass("")
	for _, class := range DataClasses {
		value := s.Data[class]
		if class == DataUnknown {
			value = unknown
		}
		if value >= points && slices.Contains(classes, string(class)) {
			points, gravest = value, class
		}
	}
	if points < 0 || gravest == DataUnknown {
		return unknown, "data class unknown, counted no lower than confidential"
	}
	return points, dataWords[gravest]
}

func (s *Scoring) lifecyclePoints(stage Lifecycle) (int, string) {
	if stage == "" {
		return s.Lifecycle[LifecycleProduction], "stage not stated, counted as in production"
	}
	return s.Lifecycle[stage], lifecycleWords[stage]
}

// SumText writes a sum as people read it: "82 = 40 nobody accountable + 18
// public + …".
func SumText(sum []Points) string {
	total, text := 0, ""
	for i, p := range sum {
		total += p.Points
		if i > 0 {
			text += " + "
		}
		text += fmt.Sprintf("%d %s", p.Points, p.For)
	}
	return fmt.Sprintf("%d = %s", total, text)
}

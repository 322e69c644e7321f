package assess

// SightingState is what comparing a use of AI with the inventory came to.
type SightingState string

// The states of sightings. Only those of ScoredSightingStates have points.
const (
	SightingApproved        SightingState = "approved"
	SightingOutsideScope    SightingState = "outside_scope"
	SightingUnapproved      SightingState = "unapproved"
	SightingApprovalExpired SightingState = "approval_expired"
	SightingNeedsReview     SightingState = "needs_review"
)

// ScoredSightingStates lists the states that are wrong in themselves, worst
// first.
var ScoredSightingStates = []SightingState{SightingUnapproved, SightingOutsideScope, SightingApprovalExpired}

// SightingExposure is what makes a use of AI worse than being unapproved.
type SightingExposure string

// The exposures of sightings.
const (
	SightingKeyInSource     SightingExposure = "key_in_source"
	SightingOAuthWrite      SightingExposure = "oauth_write" // to mail or files
	SightingOpenModelServer SightingExposure = "open_model_server"
	SightingPersonalAccount SightingExposure = "personal_account"
)

// SightingExposures lists the exposures of sightings.
var SightingExposures = []SightingExposure{
	SightingKeyInSource, SightingOAuthWrite, SightingOpenModelServer, SightingPersonalAccount,
}

// SightingScoring holds the weights by which the severity of a sighting is
// summed up: its state, its largest exposure, its most sensitive data, how much
// of it was seen and how lately. A score is a sum from 0 to 100, its bands are
// those of Scoring.
type SightingScoring struct {
	State    map[SightingState]int
	Exposure map[SightingExposure]int
	Data     map[DataClass]int
	// Volume and Recency have the step that asks for more first.
	Volume, Recency [2]SightingStep
	// WeakCap and AttemptCap are the highest bands of what weak indicators
	// alone show, and of what was tried and did not succeed.
	WeakCap, AttemptCap Severity
}

// SightingStep gives points from a number of observations on, or up to a number
// of days since the last one.
type SightingStep struct{ Limit, Points int }

// VolumePoints returns the points of a number of observations.
func (s *SightingScoring) VolumePoints(observations int) int {
	for _, step := range s.Volume {
		if observations >= step.Limit {
			return step.Points
		}
	}
	return 0
}

// RecencyPoints returns the points of the days since the last observation.
func (s *SightingScoring) RecencyPoints(days int) int {
	for _, step := range s.Recency {
		if days <= step.Limit {
			return step.Points
		}
	}
	return 0
}

// Cap returns a score no higher than the top of a band.
func (s *Scoring) Cap(score int, band Severity) int {
	next := band.Rank() + 1
	if next <= 0 || next >= len(Severities) {
		return score
	}
	return min(score, s.From[Severities[next]]-1)
}

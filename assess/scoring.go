package assess

// Severity is a finding's band.
type Severity string

// The bands, least severe first.
const (
	SeverityLow      Severity = "low"
	SeverityMedium   Severity = "medium"
	SeverityHigh     Severity = "high"
	SeverityCritical Severity = "critical"
)

// Severities lists the bands, least severe first.
var Severities = []Severity{SeverityLow, SeverityMedium, SeverityHigh, SeverityCritical}

// Rank orders bands: 0 for low up to 3 for critical, -1 for none.
func (s Severity) Rank() int {
	for i, known := range Severities {
		if s == known {
			return i
		}
	}
	return -1
}

// Scoring holds the weights and bands of severity: data of the catalogue,
// printed with every report. A score is a sum from 0 to 100.
type Scoring struct {
	Kinds     map[FindingKind]int
	Exposure  map[Exposure]int
	Data      map[DataClass]int
	Lifecycle map[Lifecycle]int // a stage that is not stated counts as production
	Agentic   int               // added where an asset acts by itself
	// MaxControlWeight bounds Control.Weight.
	MaxControlWeight int
	// From is the lowest score of each band.
	From map[Severity]int
	// EvidenceMonths is the age at which evidence is stale.
	EvidenceMonths int
	// ConcentrationShare (percent of the owned cells on the customer's side)
	// and ConcentrationCells (their least number) bound what one party may
	// hold before it is a finding.
	ConcentrationShare int
	ConcentrationCells int
}

// Band returns the band of a score.
func (s *Scoring) Band(score int) Severity {
	band := SeverityLow
	for _, severity := range Severities {
		if score >= s.From[severity] {
			band = severity
		}
	}
	return band
}

// Points is one summand of a score and what it is for.
type Points struct {
	Points int    `json:"points"`
	For    string `json:"for"`
}

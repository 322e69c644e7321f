package exchange

import (
	"encoding/json"
	"strings"

	"demarc/assess"
	"demarc/words"
)

// The bounds of what is read: data beside a report comes from anywhere. They
// are a multiple of the largest engagement that the program is made for.
const (
	MaxAssessment       = 64 << 20
	maxAssessmentItems  = 1_000_000 // of one list
	maxAssessmentAssets = 40_000
	maxAssessmentRules  = 40_000
)

// ErrNewerAssessment marks data in a form that only a newer program knows.
var ErrNewerAssessment = words.Errorf("the data is in a form that this version does not know; read it with the version that made it, or a newer one")

// ReadAssessment reads what Encode wrote. It takes any bytes.
func ReadAssessment(data []byte) (*Assessment, error) {
	if len(data) > MaxAssessment {
		return nil, words.Errorf("the data is larger than %d MiB", MaxAssessment>>20)
	}
	var head struct {
		Schema string `json:"schema"`
	}
	if err := json.Unmarshal(data, &head); err != nil {
		return nil, words.Errorf("the data cannot be read as JSON: %s", err)
	}
	if head.Schema != AssessmentSchema {
		if strings.HasPrefix(head.Schema, "demarc-assessment/") {
			return nil, ErrNewerAssessment
		}
		return nil, words.Errorf("the data is no assessment of this program")
	}
	var a Assessment
	if err := json.Unmarshal(data, &a); err != nil {
		return nil, words.Errorf("the data cannot be read: %s", err)
	}
	if len(a.Records.Assets) > maxAssessmentAssets || len(a.Records.Rules) > maxAssessmentRules {
		return nil, words.Errorf("the data holds more assets or rules than this program takes")
	}
	return &a, nil
}

// State is the engagement as the records tell it. A key that comes twice is
// refused: readers would disagree about which one counts.
func (a *Assessment) State() (*assess.State, error) {
	s, r := assess.NewState(), &a.Records
	s.Put(r.Engagement.record())
	for _, take := range []func(*assess.State) error{
		r.Parties.into, r.Assets.into, r.Rules.into, r.Evidence.into, r.Dispositions.into, r.Actions.into, r.Cells.into,
	} {
		if err := take(s); err != nil {
			return nil, err
		}
	}
	return s, nil
}

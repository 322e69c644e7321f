package exchange

import (
	"bytes"
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
	var a Assessment
	if err := readAssessment(data, &a, &a.AssessmentBasis); err != nil {
		return nil, err
	}
	return &a, nil
}

// ReadBasis is ReadAssessment without the numbers, which are not even looked at:
// whoever counts anew and comes to the same bytes need not read them.
func ReadBasis(data []byte) (*AssessmentBasis, error) {
	var b AssessmentBasis
	if err := readAssessment(data, &b, &b); err != nil {
		return nil, err
	}
	return &b, nil
}

func readAssessment(data []byte, into any, basis *AssessmentBasis) error {
	if len(data) > MaxAssessment {
		return words.Errorf("the data is larger than %d MiB", MaxAssessment>>20)
	}
	if err := checkSchema(data); err != nil {
		return err
	}
	if err := json.Unmarshal(data, into); err != nil {
		return words.Errorf("the data cannot be read: %s", jsonTrouble(err))
	}
	// A key that comes twice may have exchanged it since.
	if basis.Schema != AssessmentSchema {
		return errForeignData
	}
	if len(basis.Records.Assets) > maxAssessmentAssets || len(basis.Records.Rules) > maxAssessmentRules {
		return words.Errorf("the data holds more assets or rules than this program takes")
	}
	return nil
}

var errForeignData = words.Errorf("the data is no assessment of this program")

// checkSchema looks at the form before anything else is read. This program
// names it first, so that most often nothing has to be searched.
func checkSchema(data []byte) error {
	if bytes.HasPrefix(data, []byte(`{"schema":"`+AssessmentSchema+`",`)) {
		return nil
	}
	var head struct {
		Schema string `json:"schema"`
	}
	switch err := json.Unmarshal(data, &head); {
	case err != nil:
		return words.Errorf("the data cannot be read as JSON: %s", jsonTrouble(err))
	case head.Schema == AssessmentSchema:
		return nil
	case strings.HasPrefix(head.Schema, "demarc-assessment/"):
		return ErrNewerAssessment
	}
	return errForeignData
}

// State is the engagement as the records tell it. A key that comes twice is
// refused: readers would disagree about which one counts.
func (a *AssessmentBasis) State() (*assess.State, error) {
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

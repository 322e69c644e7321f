package exchange

import "demarc/assess"

// AssessmentReport is what the pages say besides the assessment.
type AssessmentReport struct {
	Language string `json:"language"`
	State    string `json:"state"`
	Edition  string `json:"edition"`
	// Made is RFC 3339 with nanoseconds where the clock gave any.
	Made            string `json:"made"`
	FixedClock      bool   `json:"fixed_clock"`
	Archive         bool   `json:"archive"`
	ClientSignature bool   `json:"client_signature"`
	// ClientStatement is what was proposed to whoever countersigns.
	ClientStatement string            `json:"client_statement,omitempty"`
	Signer          *AssessmentSigner `json:"signer,omitempty"`
	// Omissions are what a final report lacks, in its language, and why it is
	// final all the same.
	Omissions      list[string] `json:"omissions,omitempty"`
	OmissionReason string       `json:"omission_reason,omitempty"`
	// Removals and Released tell what a redacted edition's records had been.
	Removals list[AssessmentRemoval] `json:"removals,omitempty"`
	Released list[AssessmentRelease] `json:"released,omitempty"`
	// Changes are those since the last visit; nil where there was none.
	Changes *AssessmentChanges `json:"changes,omitempty"`
	// FallbackFonts are the SHA-256 of the fonts that stood behind the program's
	// own, in their order. They are not in the data.
	FallbackFonts list[string] `json:"fallback_fonts,omitempty"`
}

// AssessmentSigner is who was to sign the report, as its pages say.
type AssessmentSigner struct {
	Name         string `json:"name"`
	Organisation string `json:"organisation,omitempty"`
	Email        string `json:"email,omitempty"`
	Fingerprint  string `json:"fingerprint"`
	Statement    string `json:"statement,omitempty"`
	SelfSigned   bool   `json:"self_signed"`
}

// AssessmentRemoval counts the texts of one kind that were replaced or removed.
type AssessmentRemoval struct {
	What  string `json:"what"`
	Count int    `json:"count"`
}

// AssessmentRelease names a field that a redacted edition shows as it is.
type AssessmentRelease struct {
	Kind  assess.RecordKind `json:"kind"`
	Key   string            `json:"key"`
	Field string            `json:"field"`
}

// AssessmentChanges is what became of the findings since the last visit.
type AssessmentChanges struct {
	Since    assess.Date            `json:"since"`
	Before   assess.Totals          `json:"before"`
	Findings list[AssessmentChange] `json:"findings"`
}

// AssessmentChange is one finding and what became of it. Title is that of one
// that is gone.
type AssessmentChange struct {
	ID       string             `json:"id,omitempty"`
	Title    string             `json:"title,omitempty"`
	Kind     assess.FindingKind `json:"kind"`
	Severity assess.Severity    `json:"severity"`
	What     string             `json:"what"`
	Because  string             `json:"because,omitempty"`
}

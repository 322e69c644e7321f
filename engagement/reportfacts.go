package engagement

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"time"

	"demarc/assess"
	"demarc/exchange"
	"demarc/report"
	"demarc/words"
)

// factsOf is what the pages of a report say besides the assessment; inputOf
// reads it back.
func factsOf(input *report.Input) exchange.AssessmentFacts {
	facts := exchange.AssessmentFacts{Program: input.Program, Head: input.Head, Commits: input.Commits}
	if input.Evaluation != nil {
		facts.EvaluatedOn = input.Evaluation.Today()
	}
	facts.Report = exchange.AssessmentReport{
		Language: englishCode, State: string(input.State), Edition: string(input.Edition), Made: input.Now.UTC().Format(time.RFC3339Nano),
		FixedClock: input.FixedClock, Archive: input.Archive, ClientSignature: input.Client, ClientStatement: input.ClientStatement,
		OmissionReason: input.OmissionReason, Changes: changesToFacts(input.Changes),
	}
	r := &facts.Report
	if input.Language != nil {
		r.Language = input.Language.Code
	}
	if s := input.Signer; s != nil {
		signer := exchange.AssessmentSigner(*s)
		r.Signer = &signer
	}
	for _, omission := range input.Omissions {
		r.Omissions = append(r.Omissions, omission.In(input.Language))
	}
	for _, removal := range input.Removals.Counts {
		r.Removals = append(r.Removals, exchange.AssessmentRemoval{What: removal.What, Count: removal.N})
	}
	for _, release := range input.Removals.Released {
		r.Released = append(r.Released, exchange.AssessmentRelease{Kind: release.Ref.Kind, Key: release.Ref.Key, Field: release.Field})
	}
	for _, font := range input.Fonts.Fallback {
		sum := sha256.Sum256(font)
		r.FallbackFonts = append(r.FallbackFonts, hex.EncodeToString(sum[:]))
	}
	return facts
}

// errUntimed marks data that this program did not write.
var errUntimed = words.Errorf("the data does not say when the report was made")

// inputOf is the report that facts tell of, without what is evaluated and
// without fallback fonts, which the facts only name.
func (l *Library) inputOf(facts *exchange.AssessmentFacts) (report.Input, error) {
	r := &facts.Report
	made, err := time.Parse(time.RFC3339Nano, r.Made)
	if err != nil {
		return report.Input{}, errUntimed
	}
	language, err := l.Language(cmp.Or(r.Language, englishCode))
	if err != nil {
		return report.Input{}, err
	}
	input := report.Input{
		Program: facts.Program, Head: facts.Head, Commits: facts.Commits, Now: made, FixedClock: r.FixedClock, Fonts: l.Fonts,
		Language: language, State: report.State(r.State), Edition: report.Edition(r.Edition),
		Archive: r.Archive, Client: r.ClientSignature, ClientStatement: r.ClientStatement, OmissionReason: r.OmissionReason, Changes: changesFromFacts(r.Changes),
	}
	if s := r.Signer; s != nil {
		signer := report.Signer(*s)
		input.Signer = &signer
	}
	for _, omission := range r.Omissions {
		input.Omissions = append(input.Omissions, words.Say("%s", omission))
	}
	for _, removal := range r.Removals {
		input.Removals.Counts = append(input.Removals.Counts, report.Removal{What: removal.What, N: removal.Count})
	}
	for _, release := range r.Released {
		ref := assess.Ref{Kind: release.Kind, Key: release.Key}
		input.Removals.Released = append(input.Removals.Released, report.Release{Ref: ref, Field: release.Field})
	}
	return input, nil
}

func changesToFacts(changes *report.Changes) *exchange.AssessmentChanges {
	if changes == nil {
		return nil
	}
	facts := &exchange.AssessmentChanges{Since: changes.Since, Before: changes.Before, Findings: []exchange.AssessmentChange{}}
	for _, change := range changes.Findings {
		facts.Findings = append(facts.Findings, exchange.AssessmentChange(change))
	}
	return facts
}

func changesFromFacts(facts *exchange.AssessmentChanges) *report.Changes {
	if facts == nil {
		return nil
	}
	changes := &report.Changes{Since: facts.Since, Before: facts.Before}
	for _, change := range facts.Findings {
		changes.Findings = append(changes.Findings, report.Change(change))
	}
	return changes
}

package engagement

import (
	"maps"
	"strings"

	"demarc/assess"
)

// ScopeFields are the fields of the engagement's scope statement to set; nil
// leaves one as it is.
type ScopeFields struct {
	Client, Title, Assessor, Objective, Criteria *string
	AsOf, Period                                 *string
	Units, Accounts                              *[]string
	ConfirmedBy, ConfirmedOn                     *string
	Reliance, RestrictedUse                      *string
	// What the report says of itself, and whose it looks like. Logo names a
	// picture file; Colour is written as #1d5bb8.
	ReportVersion, Reviewer, Supersedes *string
	Distribution                        *[]string
	Firm, Logo, Colour                  *string
	Classification, Disclaimer          *string
	// Exclude adds exclusions; Include takes those back whose text is named.
	Exclude []assess.Exclusion
	Include []string
}

// SetScope changes the scope statement.
func (s *Session) SetScope(f ScopeFields) (*assess.Engagement, error) {
	scope := *s.state.Engagement
	for field, text := range map[*string]*string{
		&scope.Client: f.Client, &scope.Title: f.Title, &scope.Assessor: f.Assessor, &scope.ConfirmedBy: f.ConfirmedBy,
		&scope.ReportVersion: f.ReportVersion, &scope.Reviewer: f.Reviewer, &scope.Supersedes: f.Supersedes,
	} {
		setLine(field, text)
	}
	for field, text := range map[*string]*string{
		&scope.Objective: f.Objective, &scope.Criteria: f.Criteria, &scope.Reliance: f.Reliance, &scope.RestrictedUse: f.RestrictedUse, &scope.Disclaimer: f.Disclaimer,
	} {
		setText(field, text)
	}
	if scope.Client == "" {
		return nil, wrongInput("an engagement needs a client").hint("give it with --client")
	}
	if f.Units != nil {
		scope.Units = *f.Units
	}
	if f.Accounts != nil {
		scope.Accounts = *f.Accounts
	}
	if f.Distribution != nil {
		scope.Distribution = *f.Distribution
	}
	if f.Period != nil {
		from, to, err := parsePeriod(*f.Period)
		if err != nil {
			return nil, err
		}
		scope.PeriodFrom, scope.PeriodTo = from, to
	}
	if err := firstError(
		setDate(&scope.AsOf, f.AsOf, "as-of date"),
		setDate(&scope.ConfirmedOn, f.ConfirmedOn, "date of the confirmation"),
		s.setExclusions(&scope, f),
		setBrandLine(&scope.Firm, f.Firm, "the firm's name"), setBrandLine(&scope.Classification, f.Classification, "the classification line"), setColour(&scope.Colour, f.Colour), setLogo(&scope.Logo, f.Logo),
	); err != nil {
		return nil, err
	}
	change := newEdit()
	change.put(&scope)
	return &scope, s.commit(change)
}

func (s *Session) setExclusions(scope *assess.Engagement, f ScopeFields) error {
	exclusions := maps.Clone(scope.Exclusions)
	if exclusions == nil {
		exclusions = map[string]assess.Exclusion{}
	}
	for _, e := range f.Exclude {
		e = assess.Exclusion{What: cleanLine(e.What), Reason: clean(e.Reason), AgreedBy: cleanLine(e.AgreedBy)}
		if e.What == "" || e.Reason == "" {
			return wrongInput("an exclusion needs what is excluded and why").hint("give both: --exclude \"…\" --reason \"…\"")
		}
		exclusions[s.derivedID("exclusion", strings.ToLower(e.What))] = e
	}
	for _, what := range f.Include {
		key := s.derivedID("exclusion", strings.ToLower(cleanLine(what)))
		if _, known := exclusions[key]; !known {
			var all []string
			for _, e := range exclusions {
				all = append(all, e.What)
			}
			return unknownName("exclusion", what, all)
		}
		delete(exclusions, key)
	}
	scope.Exclusions = exclusions
	return nil
}

// parsePeriod reads A..B, two dates of which the second is not the earlier; an
// empty text is no period.
func parsePeriod(text string) (from, to assess.Date, err error) {
	text = clean(text)
	if text == "" {
		return 0, 0, nil
	}
	first, last, ok := strings.Cut(text, "..")
	if !ok {
		return 0, 0, wrongInput("%q is no period: write it as 2026-01-01..2026-06-30", text)
	}
	if from, err = assess.ParseDate(clean(first)); err != nil {
		return 0, 0, wrongInput("the period: %v", err)
	}
	if to, err = assess.ParseDate(clean(last)); err != nil {
		return 0, 0, wrongInput("the period: %v", err)
	}
	if from != 0 && to != 0 && to < from {
		return 0, 0, wrongInput("the period ends on %s, before it begins on %s", to, from)
	}
	return from, to, nil
}

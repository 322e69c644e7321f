package engagement

import (
	"slices"
	"strings"

	"demarc/assess"
	"demarc/words"
)

// Omission is something that a final report needs and that is missing. What
// says it as half a sentence: "nobody is named who reviewed it".
type Omission struct {
	ID   string
	What words.Said
	// Count is how many findings are not decided about, which Undecided lists.
	Count int
}

// ErrNotFinal is a final report that was refused; Omissions says why.
var ErrNotFinal = words.Errorf("the report cannot be final")

// Omission ids. Those of the scope statement are the fields' own names.
const (
	OmitsReviewer  = "reviewer"
	OmitsDecisions = "decisions"
)

// Omissions lists what a final report needs and lacks: a reviewer who is not
// the preparer, the scope statement, and a decision on every finding. Where
// there are some, a report is made final only by stating them in it.
func (s *Session) Omissions() []Omission {
	e := s.state.Engagement
	var missing []Omission
	omit := func(id string, lacks bool, text string, args ...any) {
		if lacks {
			missing = append(missing, Omission{ID: id, What: words.Say(text, args...)})
		}
	}
	omit(OmitsReviewer, e.Reviewer == "", "nobody is named who reviewed it")
	omit(OmitsReviewer, e.Reviewer != "" && samePerson(e.Reviewer, e.Assessor), "it was reviewed by who prepared it")
	omit("assessor", e.Assessor == "", "nobody is named who prepared it")
	omit("objective", e.Objective == "", "no objective is stated")
	omit("criteria", e.Criteria == "", "no criteria are stated")
	omit("as_of", e.AsOf == 0, "no as-of date is stated")
	omit("period", e.PeriodFrom == 0 && e.PeriodTo == 0, "no period is stated")
	omit("units", len(e.Units) == 0, "no units in scope are stated")
	omit("confirmed_by", e.ConfirmedBy == "", "nobody confirmed that the inventory is complete")
	open := len(s.Undecided())
	omit(OmitsDecisions, open == 1, "1 finding is not decided about")
	omit(OmitsDecisions, open > 1, "%d findings are not decided about", open)
	if open > 0 {
		missing[len(missing)-1].Count = open
	}
	return missing
}

// samePerson goes by the words of two names; a firm behind a comma is no part of
// them.
func samePerson(a, b string) bool {
	name := func(text string) []string {
		text, _, _ = strings.Cut(text, ",")
		return strings.Fields(strings.ToLower(text))
	}
	return slices.Equal(name(a), name(b))
}

// Undecided lists the findings about which nothing was decided, or no more than
// to leave them open, most severe first.
func (s *Session) Undecided() []assess.Finding {
	var undecided []assess.Finding
	for _, finding := range s.evaluation.Findings() {
		if finding.State(s.evaluation.Today()) == assess.DispositionOpen {
			undecided = append(undecided, finding)
		}
	}
	return undecided
}

// omissionList says omissions one after another.
type omissionList []Omission

func (o omissionList) In(l assess.Language) string {
	said := make([]string, len(o))
	for i := range o {
		said[i] = o[i].What.In(l)
	}
	return strings.Join(said, "; ")
}

// checkFinal refuses a final report that lacks something, unless it is to state
// that, and why it is final all the same.
func (s *Session) checkFinal(reason string) ([]words.Said, error) {
	missing := s.Omissions()
	if len(missing) > 0 && reason == "" {
		trouble := refused("the report cannot be final: %s", omissionList(missing))
		trouble.Err = ErrNotFinal
		return nil, trouble.
			hint("mend that, or give --accept-omissions with the reason: both then stand among the report's limitations")
	}
	said := make([]words.Said, len(missing))
	for i := range missing {
		said[i] = missing[i].What
	}
	return said, nil
}

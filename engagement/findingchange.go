package engagement

import (
	"slices"

	"demarc/assess"
	"demarc/history"
)

// ChangeOfFinding is what became of a finding since an earlier point.
type ChangeOfFinding string

// What can become of a finding. Reopened is one that is there now, was not at
// the earlier point, and had been before: it was on record as fixed at that point
// or since, or it was there when an earlier visit ended.
const (
	FindingNew       ChangeOfFinding = "new"
	FindingReopened  ChangeOfFinding = "reopened"
	FindingFixed     ChangeOfFinding = "fixed"
	FindingStillOpen ChangeOfFinding = "still_open"
)

// ChangesOfFindings lists them in the order of their weight.
var ChangesOfFindings = []ChangeOfFinding{FindingNew, FindingReopened, FindingFixed, FindingStillOpen}

// Cause is why a finding came or went.
type Cause string

// The causes. The records of then are judged again today, then under today's
// catalogue as well, and then those of today: whichever step makes the finding
// come or go is its cause.
const (
	BecauseTime      Cause = "time"
	BecauseCatalogue Cause = "catalogue"
	BecauseClient    Cause = "client"
)

// FindingChange is a finding and what became of it since. One that is still open
// has no cause.
type FindingChange struct {
	assess.Finding
	Change  ChangeOfFinding
	Because Cause
}

// mostVisits is how many visits a reopened finding is looked for in.
const mostVisits = 8

// comparing is one comparison of findings.
type comparing struct {
	session *Session
	since   history.Entry
	then    *assess.State
	lately  []history.ID // the commits that the earlier point does not know of
	load    history.Load
	before  *assess.Evaluation
}

// findings lists those of now, most severe first, and then those that are gone.
func (c *comparing) findings() ([]FindingChange, error) {
	is := c.session.evaluation.Findings()
	was, steps := c.steps()
	var list []FindingChange
	var came []int
	for _, f := range is {
		change := FindingChange{f, FindingStillOpen, ""}
		if !steps[0][f.ID] {
			change.Change, change.Because = FindingNew, causeOf(steps, f.ID, true)
			came = append(came, len(list))
		}
		list = append(list, change)
	}
	here := idsOf(is)
	for _, f := range was {
		if !here[f.ID] {
			list = append(list, FindingChange{f, FindingFixed, causeOf(steps, f.ID, false)})
		}
	}
	return list, c.reopened(list, came)
}

// steps are the findings of then, and their ids then, today, and today under
// today's catalogue. What is the same is judged once.
func (c *comparing) steps() (was []assess.Finding, steps [3]map[string]bool) {
	s, old := c.session, c.session.catalogueOf(c.then)
	then, today := c.since.Header.Time.Time(), s.now()
	c.before = assess.Evaluate(c.then, old, then)
	was = c.before.Findings()
	steps[0] = idsOf(was)
	steps[1] = steps[0]
	if assess.DateOf(then) != assess.DateOf(today) {
		steps[1] = idsOf(assess.Evaluate(c.then, old, today).Findings())
	}
	steps[2] = steps[1]
	if old != s.catalogue {
		steps[2] = idsOf(assess.Evaluate(c.then, s.catalogue, today).Findings())
	}
	return was, steps
}

// causeOf finds the step after which a finding is there, or is not.
func causeOf(steps [3]map[string]bool, id string, there bool) Cause {
	switch {
	case steps[1][id] == there:
		return BecauseTime
	case steps[2][id] == there:
		return BecauseCatalogue
	}
	return BecauseClient
}

func idsOf(findings []assess.Finding) map[string]bool {
	ids := make(map[string]bool, len(findings))
	for i := range findings {
		ids[findings[i].ID] = true
	}
	return ids
}

// reopened tells the findings that came back from those that came.
func (c *comparing) reopened(list []FindingChange, came []int) error {
	if len(came) == 0 {
		return nil
	}
	fixed, err := c.onceFixed()
	if err != nil {
		return err
	}
	open := came[:0:0]
	for _, at := range came {
		if fixed[list[at].ID] {
			list[at].Change = FindingReopened
		} else {
			open = append(open, at)
		}
	}
	visits, err := c.earlierVisits()
	if err != nil {
		return err
	}
	for _, visit := range visits {
		if len(open) == 0 {
			return nil
		}
		there, err := c.findingsAt(visit)
		if err != nil {
			return err
		}
		open = slices.DeleteFunc(open, func(at int) bool {
			if there[list[at].ID] {
				list[at].Change = FindingReopened
			}
			return there[list[at].ID]
		})
	}
	return nil
}

// onceFixed lists the findings that were on record as fixed at the earlier point
// or since.
func (c *comparing) onceFixed() (map[string]bool, error) {
	fixed := map[string]bool{}
	for id, d := range c.then.Dispositions {
		if d.As == assess.DispositionFixed {
			fixed[id] = true
		}
	}
	for _, id := range c.lately {
		commit, err := c.load(id)
		if err != nil {
			return nil, err
		}
		for _, change := range commit.Changes {
			as := field(change, "as")
			if change.Ref.Kind == assess.KindDisposition && as != nil && as.New == string(assess.DispositionFixed) {
				fixed[change.Ref.Key] = true
			}
		}
	}
	return fixed, nil
}

// earlierVisits lists the commits with which visits ended before the earlier
// point, the latest first.
func (c *comparing) earlierVisits() ([]history.Entry, error) {
	s := c.session
	graph, _, err := s.graph()
	if err != nil {
		return nil, err
	}
	if s.state.Engagement.Visit < 2 {
		return nil, nil // and the whole history need not be read
	}
	t, err := s.trail()
	if err != nil {
		return nil, err
	}
	var ends []history.Entry
	for _, at := range t.of(s.state.Engagement.ID, "", nil) {
		begin := t.commits[at]
		commit, err := s.read(begin.ID)
		if err != nil {
			return nil, err
		}
		end, known := graph.Previous(begin.ID)
		if !known || !beginsVisit(commit.Changes) || end == c.since.ID || !graph.Contains(c.since.ID, end) {
			continue
		}
		entry, _ := graph.Entry(end)
		if ends = append(ends, entry); len(ends) == mostVisits {
			break
		}
	}
	return ends, nil
}

// findingsAt lists the findings that there were after a commit, by the clock and
// the catalogue of then.
func (c *comparing) findingsAt(entry history.Entry) (map[string]bool, error) {
	state, err := c.session.stateAt(entry.ID, c.load)
	if err != nil {
		return nil, err
	}
	return idsOf(assess.Evaluate(state, c.session.catalogueOf(state), entry.Header.Time.Time()).Findings()), nil
}

package engagement

import (
	"demarc/assess"
	"demarc/history"
	"demarc/report"
)

// sinceLastVisit compares the findings with those at the end of the last visit;
// in the first one there is nothing to compare with.
func (s *Session) sinceLastVisit(options ReportOptions) (*report.Changes, error) {
	graph, head, err := s.graph()
	if err != nil {
		return nil, err
	}
	now, _ := graph.Entry(head)
	load := history.Remember(s.read)
	visits, err := (&comparing{session: s, since: now, load: load}).earlierVisits()
	if err != nil || len(visits) == 0 {
		return nil, err
	}
	since := visits[0]
	then, err := s.stateAt(since.ID, load)
	if err != nil {
		return nil, err
	}
	c := &comparing{session: s, since: since, then: then, lately: graph.Missing(since.ID, head), load: load}
	findings, err := c.findings()
	if err != nil {
		return nil, err
	}
	changes := &report.Changes{Since: assess.DateOf(since.Header.Time.Time()), Before: c.before.Totals()}
	for i := range findings {
		f := &findings[i]
		change := report.Change{ID: f.ID, Kind: f.Kind, Severity: f.Severity, What: string(f.Change), Because: string(f.Because)}
		if f.Change == FindingFixed {
			change.Title = f.Title(options.Language)
		}
		changes.Findings = append(changes.Findings, change)
	}
	return changes, nil
}

// slice finds what a part of a report is about.
func (s *Session) slice(options ReportOptions) (report.Slice, error) {
	named := 0
	for _, given := range []bool{options.Asset != "", options.Owner != "", options.Plan} {
		if given {
			named++
		}
	}
	if named > 1 {
		return report.Slice{}, wrongInput("a part of a report is about one asset, one owner or the plan of action").hint("make one report for each")
	}
	slice := report.Slice{Plan: options.Plan}
	if options.Asset != "" {
		asset, err := s.FindAsset(options.Asset)
		if err != nil {
			return slice, err
		}
		if !asset.Counted() {
			return slice, wrongInput("%s is not counted any more, and has no sheet", asset.Name)
		}
		slice.Asset = asset.ID
	}
	if options.Owner != "" {
		party, err := s.FindParty(options.Owner)
		if err != nil {
			return slice, err
		}
		slice.Party = party.ID
	}
	return slice, nil
}

package engagement

import (
	"os"
	"path/filepath"
	"testing"

	"demarc/assess"
)

// visited is an engagement at the end of a visit.
func visited(t *testing.T) *desk {
	d := newDesk(t)
	d.story()
	d.scope(ScopeFields{Period: given("2026-01-01..2026-06-30"), ConfirmedBy: given("Dana"), ConfirmedOn: given("2026-11-20")})
	d.assign(Assignment{Assets: []string{"Triage"}, Controls: []string{"AI-SEC-004"}, Concluded: given("partial")})
	d.assign(Assignment{Assets: []string{"Triage"}, Controls: []string{"AI-SEC-006"}, Concluded: given("implemented")})
	d.assign(Assignment{Scopes: []assess.Scope{{Kind: assess.ScopeAll}}, Controls: []string{"AI-SEC-005"}, Concluded: given("implemented")})
	d.assign(Assignment{Scopes: []assess.Scope{{Kind: assess.ScopeAll}}, Controls: []string{"AI-SEC-008"}, Concluded: given("implemented"), Accountable: given("Cloud Security")})
	d.assign(Assignment{Scopes: []assess.Scope{{Kind: assess.ScopeAll}}, Controls: []string{"AI-SEC-008"}, Concluded: given("partial")})
	_, err := d.Decide(d.Evaluation().Findings()[0].ID, DecisionFields{As: "in_progress"})
	d.check(err)
	return d
}

// next is the next visit, half a year later, in a file beside.
func (d *desk) next(visit Visit) *desk {
	d.t.Helper()
	next := &desk{t: d.t, path: filepath.Join(d.t.TempDir(), "next.demarc"), who: d.who, now: d.now.AddDate(0, 6, 0)}
	d.check(d.RollForward(d.t.Context(), next.path, visit, func(path string) (*Session, error) { return Open(path, next.options()) }))
	s, err := Open(next.path, next.options())
	d.check(err)
	next.Session = s
	d.t.Cleanup(func() { next.Session.Close() })
	return next
}

func TestRollForwardBeginsTheNextVisit(t *testing.T) {
	for name, c := range map[string]struct {
		visit          Visit
		asOf, from, to string
	}{
		"as of today, without a period": {Visit{}, "2027-05-21", "", ""},
		"with both":                     {Visit{given("2027-06-01"), given("2026-07-01..2026-12-31")}, "2027-06-01", "2026-07-01", "2026-12-31"},
	} {
		t.Run(name, func(t *testing.T) {
			d := visited(t)
			before, head := d.digest(), d.headID()
			next := d.next(c.visit)
			scope := next.state.Engagement
			if scope.AsOf.String() != c.asOf || scope.PeriodFrom.String() != c.from || scope.PeriodTo.String() != c.to {
				t.Errorf("as of %s, %s..%s", scope.AsOf, scope.PeriodFrom, scope.PeriodTo)
			}
			if scope.ConfirmedBy != "" || scope.ConfirmedOn != 0 || scope.Visit != 2 {
				t.Errorf("confirmed by %q on %s, visit %d", scope.ConfirmedBy, scope.ConfirmedOn, scope.Visit)
			}
			next.wantsConclusions()
			if d.digest() != before || d.headID() != head || d.state.Engagement.ConfirmedBy != "Dana" {
				t.Error("the earlier visit is not as it was")
			}
			if next.commits() != d.commits()+1 {
				t.Errorf("%d commits after %d", next.commits(), d.commits())
			}
			log, err := next.Log(nil, LogFilter{Most: 1})
			d.check(err)
			if said := OneSentence(nil, log[0].Sentences); said != "Began the next visit" {
				t.Errorf("the log says %q", said)
			}
			difference, err := next.Diff(nil, head.String())
			d.check(err)
			if difference.Commits != 1 || difference.Before != d.Evaluation().Totals() {
				t.Errorf("since the earlier visit: %+v", difference)
			}
			next.intact()
		})
	}
}

// wantsConclusions checks that no conclusion is left, and that declarations,
// owners and decisions are.
func (d *desk) wantsConclusions() {
	d.t.Helper()
	triage := d.find("Triage")
	for _, cell := range d.state.Cells(triage.ID) {
		if cell.Concluded != nil {
			d.t.Errorf("still concluded: %+v", cell)
		}
	}
	for _, rule := range d.state.Rules {
		if _, since := rule.Since[assess.FieldConcluded.Path()]; rule.Concluded != nil || since || rule.Control == "AI-SEC-005" {
			d.t.Errorf("still there: %+v", rule)
		}
	}
	cell := d.state.Cell(triage.ID, "AI-SEC-004")
	if cell == nil || cell.Declared == nil || cell.Declared.Status != assess.Implemented || cell.Customer == nil {
		d.t.Errorf("of the cell there is %+v", cell)
	}
	if d.state.Cell(triage.ID, "AI-SEC-006") != nil || len(d.state.Rules) != 1 || len(d.state.Dispositions) != 1 {
		d.t.Errorf("%d rules, %d decisions", len(d.state.Rules), len(d.state.Dispositions))
	}
}

func TestRollForwardRefuses(t *testing.T) {
	d := visited(t)
	taken := filepath.Join(t.TempDir(), "taken.demarc")
	d.check(os.WriteFile(taken, []byte("mine"), 0o600))
	free := filepath.Join(t.TempDir(), "free.demarc")
	for name, c := range map[string]struct {
		path  string
		visit Visit
		want  string
	}{
		"a file that is there":    {taken, Visit{}, "taken.demarc"},
		"another ending":          {filepath.Join(t.TempDir(), "next.pdf"), Visit{}, "ends in .demarc"},
		"a date that is none":     {free, Visit{AsOf: given("soon")}, "the as-of date"},
		"a period that is no one": {free, Visit{Period: given("2027")}, "is no period"},
		"a folder that is none":   {filepath.Join(t.TempDir(), "none", "next.demarc"), Visit{}, "none"},
	} {
		t.Run(name, func(t *testing.T) {
			err := d.RollForward(t.Context(), c.path, c.visit, func(path string) (*Session, error) { return Open(path, d.options()) })
			refusedWith(t, err, ErrorCode(err), c.want)
		})
	}
	if data, err := os.ReadFile(taken); err != nil || string(data) != "mine" {
		t.Error("a file was overwritten")
	}
	if _, err := os.Stat(free); err == nil {
		t.Error("a file was left behind")
	}
}

// A sealed engagement's next visit is sealed with the same passphrase.
func TestRollForwardKeepsThePassphrase(t *testing.T) {
	d := visited(t)
	_, err := d.SetPassphrase(t.Context(), "open sesame", false)
	d.check(err)
	path := filepath.Join(t.TempDir(), "next.demarc")
	options := d.options()
	options.Passphrase = func() (string, error) { return "open sesame", nil }
	d.check(d.RollForward(t.Context(), path, Visit{}, func(path string) (*Session, error) { return Open(path, options) }))
	if _, err := Open(path, d.options()); err == nil {
		t.Error("it opens without a passphrase")
	}
	s, err := Open(path, options)
	d.check(err)
	defer s.Close()
	if !s.Sealed() || s.state.Engagement.Visit != 2 {
		t.Errorf("sealed %t, visit %d", s.Sealed(), s.state.Engagement.Visit)
	}
}

func TestUndoTakesTheNextVisitBack(t *testing.T) {
	d := visited(t)
	next := d.next(Visit{})
	if said := next.undo(); said != "Began the next visit" || next.digest() != d.digest() {
		t.Errorf("undid %q", said)
	}
}

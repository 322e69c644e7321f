package engagement

import (
	"context"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"strings"

	"demarc/assess"
)

// Visit is what is stated of the next visit; nil leaves the as-of date at today
// and the period open.
type Visit struct{ AsOf, Period *string }

// RollForward starts the next visit from this one, in a new file: a copy with the
// whole history, under the same passphrase, and one commit there. The date and
// period are the next visit's, the confirmation of the inventory is asked for
// anew, and so are the report's version, its reviewer and every conclusion of the assessor's own. What the client
// declared, owners and decisions on findings stay. This file is not touched.
// Open opens the copy, for changes.
func (s *Session) RollForward(ctx context.Context, path string, visit Visit, open func(path string) (*Session, error)) error {
	if !strings.EqualFold(filepath.Ext(path), ".demarc") {
		return wrongInput("an engagement's file ends in .demarc, and %s does not", filepath.Base(path)).hint("call it %s.demarc", strings.TrimSuffix(filepath.Base(path), "."))
	}
	if _, err := s.nextScope(visit); err != nil {
		return err
	}
	if err := s.file.BackupTo(ctx, path); err != nil {
		return keepingError(ctx, err)
	}
	next, err := open(path)
	if err != nil {
		os.Remove(path)
		return err
	}
	if err := next.beginVisit(visit); err != nil {
		next.file.Close()
		os.Remove(path)
		return err
	}
	return next.Close()
}

// nextScope is the scope statement with which the next visit begins.
func (s *Session) nextScope(visit Visit) (*assess.Engagement, error) {
	scope := *s.state.Engagement
	scope.Visit = max(scope.Visit, 1) + 1
	scope.AsOf, scope.PeriodFrom, scope.PeriodTo = assess.DateOf(s.now()), 0, 0
	scope.ConfirmedBy, scope.ConfirmedOn = "", 0
	scope.ReportVersion, scope.Reviewer, scope.Supersedes = "", "", "" // of this visit's report
	if err := setDate(&scope.AsOf, visit.AsOf, "as-of date"); err != nil {
		return nil, err
	}
	if visit.Period != nil {
		var err error
		if scope.PeriodFrom, scope.PeriodTo, err = parsePeriod(*visit.Period); err != nil {
			return nil, err
		}
	}
	return &scope, nil
}

func (s *Session) beginVisit(visit Visit) error {
	scope, err := s.nextScope(visit)
	if err != nil {
		return err
	}
	change := newEdit()
	change.put(scope)
	for _, asset := range s.state.SortedAssets() {
		for _, cell := range s.state.Cells(asset.ID) {
			if cell.Concluded != nil {
				open := *cell
				open.Concluded = nil
				change.put(&open)
			}
		}
	}
	for _, rule := range s.state.SortedRules() {
		if rule.Concluded != nil {
			s.openRule(change, rule)
		}
	}
	return s.commit(change)
}

// openRule takes the conclusion off a rule; one that said nothing else goes.
func (s *Session) openRule(change *edit, rule *assess.Rule) {
	open := *rule
	open.Concluded, open.Since = nil, maps.Clone(rule.Since)
	delete(open.Since, assess.FieldConcluded.Path())
	if reflect.DeepEqual(open.Answer, assess.Answer{}) {
		change.set(rule.Ref(), nil)
		return
	}
	change.put(&open)
}

package engagement

import (
	"slices"

	"demarc/assess"
)

// DecisionFields say what was decided about a finding. An empty field is not
// set.
type DecisionFields struct {
	As        string
	By        string // the party who accepts, verifies or disputes
	Authority string
	Until     string
	Reason    string
	Evidence  string
	// Severity is the assessor's own, with Reason; "sum" takes it back.
	Severity string
}

// Decide records a finding's disposition, or the assessor's own severity, or
// both. The finding is counted as what it is all the same.
func (s *Session) Decide(finding string, f DecisionFields) (*assess.Finding, error) {
	decided, err := s.DecideAll([]string{finding}, f)
	if err != nil {
		return nil, err
	}
	return &decided[0], nil
}

// DecideAll decides the same about several findings, in one commit.
func (s *Session) DecideAll(findings []string, f DecisionFields) ([]assess.Finding, error) {
	if len(findings) == 0 {
		return nil, wrongInput("no finding is named to decide about")
	}
	found, err := s.findFindings(findings)
	if err != nil {
		return nil, err
	}
	change, ids := newEdit(), make([]string, len(found))
	for i := range found {
		disposition, err := s.disposition(&found[i], f)
		if err != nil {
			return nil, err
		}
		change.put(disposition)
		ids[i] = found[i].ID
	}
	if err := s.commit(change); err != nil {
		return nil, err
	}
	return s.findFindings(ids)
}

// disposition is what is on record of a finding, with a decision added.
func (s *Session) disposition(found *assess.Finding, f DecisionFields) (*assess.Disposition, error) {
	disposition := &assess.Disposition{Finding: found.ID, Kind: found.Kind}
	if found.Disposition != nil {
		*disposition = *found.Disposition
	}
	if found.Asset != nil {
		disposition.Asset = found.Asset.ID
	}
	if found.Control != nil {
		disposition.Control = found.Control.ID
	}
	if f.As == "" && f.Severity == "" {
		return nil, wrongInput("nothing to decide").hint("give --as or --severity")
	}
	disposition.At, disposition.Recorder = s.moment(), s.author()
	return disposition, firstError(s.decideState(disposition, f), s.decideSeverity(disposition, f))
}

// decideState sets the disposition and what it has to carry: a risk is
// accepted by somebody, with a reason, until a day; a fix is verified by
// somebody; a dispute has the response.
func (s *Session) decideState(d *assess.Disposition, f DecisionFields) error {
	if f.As == "" {
		return nil
	}
	d.Authority, d.Evidence, d.By, d.Until, d.Reason = clean(f.Authority), "", "", 0, clean(f.Reason)
	if err := firstError(
		setWord(&d.As, &f.As, "disposition", assess.DispositionStates),
		setDate(&d.Until, &f.Until, "date until which it holds"),
	); err != nil {
		return err
	}
	if f.By != "" {
		party, err := s.FindParty(f.By)
		if err != nil {
			return err
		}
		d.By = party.ID
	}
	if f.Evidence != "" {
		evidence, err := s.FindEvidence(f.Evidence)
		if err != nil {
			return err
		}
		d.Evidence = evidence.ID
	}
	return s.checkDisposition(d)
}

func (s *Session) checkDisposition(d *assess.Disposition) error {
	switch d.As {
	case assess.DispositionRiskAccepted:
		if d.By == "" || d.Until == 0 || d.Reason == "" {
			return wrongInput("an accepted risk needs who accepts it, until when, and why").hint("give --by, --until and --reason")
		}
		if d.Until < assess.DateOf(s.now()) {
			return wrongInput("the risk would be accepted until %s, which has passed", d.Until).hint("give a later --until")
		}
	case assess.DispositionFixed:
		if d.By == "" {
			return wrongInput("a fix needs somebody who verified it").hint("give --by")
		}
	case assess.DispositionDisputed:
		if d.Reason == "" {
			return wrongInput("a dispute needs the response").hint("give --reason")
		}
	}
	return nil
}

func (s *Session) decideSeverity(d *assess.Disposition, f DecisionFields) error {
	switch f.Severity {
	case "":
		return nil
	case "sum":
		d.Severity, d.SeverityReason = "", ""
		return nil
	}
	if s.capacity() != Assessor {
		return wrongInput("only the assessor adjusts a severity")
	}
	severity, ok := assess.Parse(f.Severity, assess.Severities)
	if !ok {
		return wrongInput("%q is no severity: it is %s, or sum for the rules' own", f.Severity, assess.Words(assess.Severities))
	}
	if clean(f.Reason) == "" {
		return wrongInput("an adjusted severity needs a reason").hint("give --reason")
	}
	d.Severity, d.SeverityReason = severity, clean(f.Reason)
	return nil
}

// ActionFields are the fields of an action to set; nil leaves one as it is.
type ActionFields struct {
	Title, Owner, Due, State, Notes *string
	// NewOwner names a party that nobody knows yet: it is taken in as a team, and
	// owns the action.
	NewOwner *string
	// AddFindings are ids, or unambiguous beginnings, of findings that the
	// action answers.
	AddFindings []string
}

// AddAction takes an action in. Without a title it takes that of its first
// finding's advice.
func (s *Session) AddAction(f ActionFields) (*assess.Action, error) {
	action := &assess.Action{ID: s.newID(), State: assess.ActionOpen}
	return action, s.saveAction(action, f)
}

// EditAction changes fields of an action.
func (s *Session) EditAction(name string, f ActionFields) (*assess.Action, error) {
	old, err := s.FindAction(name)
	if err != nil {
		return nil, err
	}
	action := *old
	action.Findings = slices.Clone(old.Findings)
	return &action, s.saveAction(&action, f)
}

// CloseAction marks an action as done.
func (s *Session) CloseAction(name string) (*assess.Action, error) {
	done := string(assess.ActionDone)
	return s.EditAction(name, ActionFields{State: &done})
}

func (s *Session) saveAction(action *assess.Action, f ActionFields) error {
	setLine(&action.Title, f.Title)
	setText(&action.Notes, f.Notes)
	found, err := s.findFindings(f.AddFindings)
	if err != nil {
		return err
	}
	for _, finding := range found {
		action.Findings = append(action.Findings, finding.ID)
		if action.Title == "" {
			action.Title = shorten(finding.Action(nil), 200)
		}
	}
	if action.Title == "" {
		return wrongInput("an action needs a title").hint("give it with --title, or name the finding that it answers")
	}
	if f.Owner != nil && clean(*f.Owner) != "" {
		party, err := s.validParty(*f.Owner)
		if err != nil {
			return err
		}
		action.Owner = party.ID
	} else if f.Owner != nil {
		action.Owner = ""
	}
	if err := firstError(
		setDate(&action.Due, f.Due, "due date"),
		setWord(&action.State, f.State, "state of an action", assess.ActionStates),
	); err != nil {
		return err
	}
	change := newEdit()
	if f.NewOwner != nil {
		team, err := s.newTeam(change, *f.NewOwner)
		if err != nil {
			return err
		}
		action.Owner = team.ID
	}
	change.put(action)
	return s.commit(change)
}

package findings

import (
	"strings"

	"demarc/app/desk"
	"demarc/assess"
	"demarc/engagement"
)

// fieldName names a field of a form.
type fieldName string

const (
	fieldBy        fieldName = "by"
	fieldAuthority fieldName = "authority"
	fieldUntil     fieldName = "until"
	fieldReason    fieldName = "reason"
	fieldEvidence  fieldName = "evidence"
	fieldSeverity  fieldName = "severity"
	fieldTitle     fieldName = "title"
	fieldOwner     fieldName = "owner"
	fieldDue       fieldName = "due"
)

var allFields = []fieldName{fieldBy, fieldAuthority, fieldUntil, fieldReason, fieldEvidence, fieldSeverity, fieldTitle, fieldOwner, fieldDue}

// form is which decision is being made in the panel.
type form string

const (
	noForm       form = ""
	severityForm form = "severity"
	decisionForm form = "decision"
	actionForm   form = "action"
)

// draft is a form as far as it is filled in. It outlives the panel, which is
// made anew when something changes.
type draft struct {
	form   form
	as     assess.DispositionState
	values map[fieldName]string
	// proposed is the title of an action that nobody has typed.
	proposed string
}

func (x *draft) get(field fieldName) string { return strings.TrimSpace(x.values[field]) }

func (x *draft) set(field fieldName, value string) {
	if x.values == nil {
		x.values = map[fieldName]string{}
	}
	x.values[field] = value
}

// fields are those that the form asks for, in the order of the talk.
func (x *draft) fields() []fieldName {
	switch {
	case x.form == severityForm:
		return []fieldName{fieldSeverity, fieldReason}
	case x.form == actionForm:
		return []fieldName{fieldTitle, fieldOwner, fieldDue}
	case x.form != decisionForm:
		return nil
	case x.as == assess.DispositionFixed:
		return []fieldName{fieldBy, fieldEvidence}
	case x.as == assess.DispositionDisputed:
		return []fieldName{fieldBy, fieldReason}
	case x.as == assess.DispositionRiskAccepted:
		return []fieldName{fieldBy, fieldAuthority, fieldUntil, fieldReason}
	}
	return nil
}

// bySum is the severity that takes the assessor's own back.
const bySum = "sum"

// wrong says what is wrong with a field of the form, or nothing.
func (x *draft) wrong(d *desk.Desk, field fieldName) string {
	value := x.get(field)
	switch field {
	case fieldUntil, fieldDue:
		return x.wrongDay(d, field, value)
	case fieldBy:
		if value == "" && x.as != assess.DispositionDisputed {
			return map[bool]string{true: d.T("Say who accepts the risk."), false: d.T("Say who verified the fix.")}[x.as == assess.DispositionRiskAccepted]
		}
	case fieldReason:
		switch {
		case value != "":
		case x.form == severityForm && x.get(fieldSeverity) != bySum:
			return d.T("An adjusted severity needs a reason.")
		case x.form == decisionForm && x.as == assess.DispositionDisputed:
			return d.T("A dispute needs the response.")
		case x.form == decisionForm:
			return d.T("Say why the risk is accepted.")
		}
	case fieldSeverity:
		if value == "" {
			return d.T("Choose a severity.")
		}
	case fieldTitle:
		if value == "" {
			return d.T("An action needs a title.")
		}
	}
	return ""
}

func (x *draft) wrongDay(d *desk.Desk, field fieldName, value string) string {
	day, err := assess.ParseDate(value)
	switch {
	case err != nil:
		return d.T("Write the day as 2027-01-31.")
	case field == fieldDue:
		return ""
	case day == 0:
		return d.T("Say until when the risk is accepted.")
	case day < d.Session.Evaluation().Today():
		return d.T("That day has passed.")
	}
	return ""
}

// firstWrong is the first field with something wrong in it, or nothing.
func (x *draft) firstWrong(d *desk.Desk) fieldName {
	for _, field := range x.fields() {
		if x.wrong(d, field) != "" {
			return field
		}
	}
	return ""
}

// decision is the form as engagement takes it.
func (x *draft) decision() engagement.DecisionFields {
	if x.form == severityForm {
		return engagement.DecisionFields{Severity: x.get(fieldSeverity), Reason: x.get(fieldReason)}
	}
	asked := map[fieldName]string{}
	for _, field := range x.fields() {
		asked[field] = x.get(field)
	}
	return engagement.DecisionFields{
		As: string(x.as), By: asked[fieldBy], Authority: asked[fieldAuthority], Until: asked[fieldUntil],
		Reason: asked[fieldReason], Evidence: asked[fieldEvidence],
	}
}

// action is the form as engagement takes it, for an action on findings. An owner
// who is not on record yet comes in as a team.
func (x *draft) action(d *desk.Desk, findings []string) engagement.ActionFields {
	title, owner, due := x.get(fieldTitle), x.get(fieldOwner), x.get(fieldDue)
	fields := engagement.ActionFields{Title: &title, Owner: &owner, Due: &due, AddFindings: findings}
	if owner != "" && d.Session.State().Parties[owner] == nil {
		fields.Owner, fields.NewOwner = nil, &owner
	}
	return fields
}

// verb is what the button of a decision says.
func verb(d *desk.Desk, as assess.DispositionState) string {
	switch as {
	case assess.DispositionOpen:
		return d.T("Open again")
	case assess.DispositionInProgress:
		return d.T("Mark as in progress")
	case assess.DispositionFixed:
		return d.T("Record as fixed")
	case assess.DispositionDisputed:
		return d.T("Record the dispute")
	case assess.DispositionRiskAccepted:
		return d.T("Record the accepted risk")
	}
	return ""
}

func byName(d *desk.Desk, as assess.DispositionState) string {
	switch as {
	case assess.DispositionFixed:
		return d.T("Verified by")
	case assess.DispositionDisputed:
		return d.T("Disputed by")
	case assess.DispositionRiskAccepted:
		return d.T("Accepted by")
	}
	return d.T("By")
}

func reasonName(d *desk.Desk, as assess.DispositionState) string {
	if as == assess.DispositionDisputed {
		return d.T("Response")
	}
	return d.T("Reason")
}

package findings

import (
	"demarc/app/desk"
	"demarc/assess"
)

// kindName says in a list, where room is short, what is wrong.
func kindName(d *desk.Desk, kind assess.FindingKind) string {
	switch kind {
	case assess.FindingAmbiguous:
		return d.T("Undecided, nobody owns it")
	case assess.FindingOwnerInvalid:
		return d.T("Accountable party not valid")
	case assess.FindingUnassigned:
		return d.T("Nobody accountable")
	case assess.FindingProviderReference:
		return d.T("Provider's word alone")
	case assess.FindingGap:
		return d.T("Not in place")
	case assess.FindingPartial:
		return d.T("Only partly in place")
	case assess.FindingBaselineChanged:
		return d.T("Baseline changed since")
	case assess.FindingEvidenceMissing:
		return d.T("In place, nothing shown")
	case assess.FindingEvidenceStale:
		return d.T("Evidence is old")
	case assess.FindingReviewOverdue:
		return d.T("Review overdue")
	case assess.FindingLowConfidence:
		return d.T("Baseline of low confidence")
	case assess.FindingApprovalExpired:
		return d.T("Approval expired")
	case assess.FindingConcentration:
		return d.T("Large share on one party")
	}
	return d.Plain(string(kind))
}

// stateName says what was decided about a finding.
func stateName(d *desk.Desk, state assess.DispositionState) string {
	switch state {
	case assess.DispositionOpen:
		return d.T("Open")
	case assess.DispositionInProgress:
		return d.T("In progress")
	case assess.DispositionFixed:
		return d.T("Fixed")
	case assess.DispositionDisputed:
		return d.T("Disputed")
	case assess.DispositionRiskAccepted:
		return d.T("Risk accepted")
	}
	return d.Plain(string(state))
}

// actionState says how far an action is.
func actionState(d *desk.Desk, state assess.ActionState) string {
	switch state {
	case assess.ActionOpen, "":
		return d.T("open")
	case assess.ActionInProgress:
		return d.T("in progress")
	case assess.ActionDone:
		return d.T("done")
	case assess.ActionDropped:
		return d.T("dropped")
	}
	return d.Plain(string(state))
}

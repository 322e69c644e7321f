package assess

// FindingKind says what is wrong.
type FindingKind string

// The kinds of finding. The first four are about ownership and make a cell
// unowned, except FindingProviderReference; the next are about outcome; the
// last concern assets and parties as a whole.
const (
	FindingAmbiguous         FindingKind = "ambiguous"
	FindingOwnerInvalid      FindingKind = "owner_invalid"
	FindingUnassigned        FindingKind = "unassigned"
	FindingProviderReference FindingKind = "provider_reference_missing"
	FindingGap               FindingKind = "gap"
	FindingPartial           FindingKind = "partial"
	FindingBaselineChanged   FindingKind = "baseline_changed"
	FindingEvidenceMissing   FindingKind = "evidence_missing"
	FindingEvidenceStale     FindingKind = "evidence_stale"
	FindingReviewOverdue     FindingKind = "review_overdue"
	FindingLowConfidence     FindingKind = "low_confidence"
	FindingApprovalExpired   FindingKind = "approval_expired"
	FindingConcentration     FindingKind = "concentration"
)

// FindingKinds lists the kinds, ownership first.
var FindingKinds = []FindingKind{
	FindingAmbiguous, FindingOwnerInvalid, FindingUnassigned, FindingProviderReference,
	FindingGap, FindingPartial, FindingBaselineChanged, FindingEvidenceMissing, FindingEvidenceStale,
	FindingReviewOverdue, FindingLowConfidence, FindingApprovalExpired, FindingConcentration,
}

// UnownedKinds are the kinds whose cells are unowned.
var UnownedKinds = []FindingKind{FindingAmbiguous, FindingOwnerInvalid, FindingUnassigned}

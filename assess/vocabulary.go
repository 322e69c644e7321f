package assess

import (
	"slices"
	"strings"
)

// Side is one of the two sides of the boundary.
type Side string

// The two sides.
const (
	ProviderSide Side = "provider"
	CustomerSide Side = "customer"
)

// Owner says on whose side a control lies for a hosting model: the baseline's
// answer, or this engagement's own decision in its place.
type Owner string

// The owners a baseline or a boundary decision can name. OwnerBaseline is a
// decision only: it sets aside what scope rules decided.
const (
	OwnerProvider      Owner = "provider"
	OwnerCustomer      Owner = "customer"
	OwnerShared        Owner = "shared"
	OwnerUnassigned    Owner = "unassigned"
	OwnerNotApplicable Owner = "not_applicable"
	OwnerBaseline      Owner = "baseline"
)

// Status says how far a cell's duty is met.
type Status string

// The statuses. NotAssessed is the default of a cell that nobody answered.
const (
	NotAssessed    Status = "not_assessed"
	NotImplemented Status = "not_implemented"
	Planned        Status = "planned"
	PartialStatus  Status = "partial"
	Implemented    Status = "implemented"
)

// Exposure says who can reach an asset.
type Exposure string

// The exposures. An empty one counts as ExposureUnknown.
const (
	ExposureInternal Exposure = "internal"
	ExposurePartner  Exposure = "partner"
	ExposurePublic   Exposure = "public"
	ExposureUnknown  Exposure = "unknown"
)

// DataClass is a class of data that an asset handles.
type DataClass string

// The data classes. An asset without any counts as DataUnknown.
const (
	DataPublic          DataClass = "public"
	DataInternal        DataClass = "internal"
	DataConfidential    DataClass = "confidential"
	DataPersonal        DataClass = "personal"
	DataSpecialCategory DataClass = "special_category"
	DataUnknown         DataClass = "unknown"
)

// Approval says whether the client approved an asset's use.
type Approval string

// The approval states. A rejected asset is not counted.
const (
	ApprovalProposed    Approval = "proposed"
	ApprovalUnderReview Approval = "under_review"
	ApprovalApproved    Approval = "approved"
	ApprovalRejected    Approval = "rejected"
)

// Lifecycle says where in its life an asset is.
type Lifecycle string

// The lifecycle stages. A retired asset is not counted.
const (
	LifecyclePlanned     Lifecycle = "planned"
	LifecycleDevelopment Lifecycle = "development"
	LifecycleTest        Lifecycle = "test"
	LifecycleProduction  Lifecycle = "production"
	LifecycleRetired     Lifecycle = "retired"
)

// Trait answers a yes-or-no question about an asset. An empty one counts as
// TraitUnknown, and unknown never triggers a trait rule.
type Trait string

// The answers.
const (
	TraitYes     Trait = "yes"
	TraitNo      Trait = "no"
	TraitUnknown Trait = "unknown"
)

// Method says how evidence was obtained. Inquiry alone never suffices.
type Method string

// The evidence methods.
const (
	Inquiry       Method = "inquiry"
	Observation   Method = "observation"
	Inspection    Method = "inspection"
	Reperformance Method = "reperformance"
)

// PartyKind says what a party is.
type PartyKind string

// The kinds of party.
const (
	Person        PartyKind = "person"
	Team          PartyKind = "team"
	ProviderParty PartyKind = "provider"
)

// ScopeKind says by what a scope rule picks its assets.
type ScopeKind string

// The scopes, least specific first.
const (
	ScopeAll      ScopeKind = "all"
	ScopeProvider ScopeKind = "provider"
	ScopeHosting  ScopeKind = "hosting"
	ScopeTag      ScopeKind = "tag"
)

// DispositionState is what was decided about a finding.
type DispositionState string

// The dispositions. A finding without one is open.
const (
	DispositionOpen         DispositionState = "open"
	DispositionInProgress   DispositionState = "in_progress"
	DispositionFixed        DispositionState = "fixed"
	DispositionDisputed     DispositionState = "disputed"
	DispositionRiskAccepted DispositionState = "risk_accepted"
)

// ActionState is how far an action is.
type ActionState string

// The states of an action.
const (
	ActionOpen       ActionState = "open"
	ActionInProgress ActionState = "in_progress"
	ActionDone       ActionState = "done"
	ActionDropped    ActionState = "dropped"
)

// Confidence says how far a baseline can be relied upon.
type Confidence string

// The confidences.
const (
	ConfidenceHigh   Confidence = "high"
	ConfidenceMedium Confidence = "medium"
	ConfidenceLow    Confidence = "low"
)

// HostingUnknown is the hosting model of an asset of which nobody knows how it
// is run: every one of its cells is undecided.
const HostingUnknown = "unknown"

// The values of each word, in the order in which they are offered.
var (
	Sides             = []Side{ProviderSide, CustomerSide}
	Owners            = []Owner{OwnerProvider, OwnerCustomer, OwnerShared, OwnerUnassigned, OwnerNotApplicable}
	Decisions         = []Owner{OwnerProvider, OwnerCustomer, OwnerShared, OwnerNotApplicable, OwnerBaseline}
	Statuses          = []Status{NotAssessed, NotImplemented, Planned, PartialStatus, Implemented}
	Exposures         = []Exposure{ExposureInternal, ExposurePartner, ExposurePublic, ExposureUnknown}
	DataClasses       = []DataClass{DataPublic, DataInternal, DataConfidential, DataPersonal, DataSpecialCategory, DataUnknown}
	Approvals         = []Approval{ApprovalProposed, ApprovalUnderReview, ApprovalApproved, ApprovalRejected}
	Lifecycles        = []Lifecycle{LifecyclePlanned, LifecycleDevelopment, LifecycleTest, LifecycleProduction, LifecycleRetired}
	Traits            = []Trait{TraitYes, TraitNo, TraitUnknown}
	Methods           = []Method{Inquiry, Observation, Inspection, Reperformance}
	PartyKinds        = []PartyKind{Person, Team, ProviderParty}
	ScopeKinds        = []ScopeKind{ScopeAll, ScopeProvider, ScopeHosting, ScopeTag}
	DispositionStates = []DispositionState{DispositionOpen, DispositionInProgress, DispositionFixed, DispositionDisputed, DispositionRiskAccepted}
	ActionStates      = []ActionState{ActionOpen, ActionInProgress, ActionDone, ActionDropped}
	Confidences       = []Confidence{ConfidenceHigh, ConfidenceMedium, ConfidenceLow}
	SourceChecks      = []string{"repo", "search", "link-seen", "repo-listing", "article", "none"}
	unopenedSource    = []string{"link-seen", "repo-listing", "none"}
)

var wordFolder = strings.NewReplacer(" ", "_", "-", "_")

// Parse finds the word that text means among the known ones: case, spaces and
// hyphens are forgiven. It reports false where none is meant.
func Parse[W ~string](text string, known []W) (W, bool) {
	folded := wordFolder.Replace(strings.ToLower(strings.TrimSpace(text)))
	if i := slices.IndexFunc(known, func(w W) bool { return strings.ReplaceAll(string(w), "-", "_") == folded }); i >= 0 {
		return known[i], true
	}
	return "", false
}

// Words lists known values for a sentence: "a, b or c".
func Words[W ~string](known []W) string {
	words := make([]string, len(known))
	for i, w := range known {
		words[i] = string(w)
	}
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:len(words)-1], ", ") + " or " + words[len(words)-1]
}

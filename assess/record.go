package assess

import (
	"fmt"
	"strings"
)

// RecordKind names a kind of record in an engagement.
type RecordKind string

// The kinds of record.
const (
	KindEngagement  RecordKind = "engagement"
	KindAsset       RecordKind = "asset"
	KindParty       RecordKind = "party"
	KindCell        RecordKind = "cell"
	KindRule        RecordKind = "rule"
	KindEvidence    RecordKind = "evidence"
	KindDisposition RecordKind = "disposition"
	KindAction      RecordKind = "action"
)

// RecordKinds lists every kind, in the order in which records are loaded.
var RecordKinds = []RecordKind{KindEngagement, KindParty, KindAsset, KindRule, KindCell, KindEvidence, KindDisposition, KindAction}

// Ref names one record. Keys hold ids only, never a client's words.
type Ref struct {
	Kind RecordKind
	Key  string
}

// Record is one stored thing of an engagement. The key is kept beside the
// record, so it is not among the record's own fields.
//
// Tags rule how a record is kept: `json` names the field's path in the history
// and in exports, `cbor` its number in the file. Numbers are never reused. A
// zero field is an absent field, everywhere. A []string is a set: sorted, no
// repeats.
type Record interface {
	Ref() Ref
	setKey(key string)
}

// NewRecord makes an empty record of a kind with its key, to be filled by a
// decoder. It fails for a kind that does not exist or a cell key that is none.
func NewRecord(ref Ref) (Record, error) {
	var record Record
	switch ref.Kind {
	case KindEngagement:
		record = &Engagement{}
	case KindAsset:
		record = &Asset{}
	case KindParty:
		record = &Party{}
	case KindCell:
		record = &Cell{}
		if asset, control, ok := strings.Cut(ref.Key, "/"); !ok || asset == "" || control == "" {
			return nil, fmt.Errorf("the cell key %q names no asset and control", ref.Key)
		}
	case KindRule:
		record = &Rule{}
	case KindEvidence:
		record = &Evidence{}
	case KindDisposition:
		record = &Disposition{}
	case KindAction:
		record = &Action{}
	default:
		return nil, fmt.Errorf("there are no records of kind %q", ref.Kind)
	}
	record.setKey(ref.Key)
	return record, nil
}

// Engagement is one client's assessment.
type Engagement struct {
	ID            string               `json:"-" cbor:"-"`
	Client        string               `json:"client,omitempty" cbor:"1,keyasint,omitempty"`
	Title         string               `json:"title,omitempty" cbor:"2,keyasint,omitempty"`
	Assessor      string               `json:"assessor,omitempty" cbor:"3,keyasint,omitempty"`
	Objective     string               `json:"objective,omitempty" cbor:"4,keyasint,omitempty"`
	Criteria      string               `json:"criteria,omitempty" cbor:"5,keyasint,omitempty"`
	AsOf          Date                 `json:"as_of,omitempty" cbor:"6,keyasint,omitempty"`
	PeriodFrom    Date                 `json:"period_from,omitempty" cbor:"7,keyasint,omitempty"`
	PeriodTo      Date                 `json:"period_to,omitempty" cbor:"8,keyasint,omitempty"`
	Units         []string             `json:"units,omitempty" cbor:"9,keyasint,omitempty"`
	Accounts      []string             `json:"accounts,omitempty" cbor:"10,keyasint,omitempty"`
	Exclusions    map[string]Exclusion `json:"exclusions,omitempty" cbor:"11,keyasint,omitempty"`
	ConfirmedBy   string               `json:"inventory_confirmed_by,omitempty" cbor:"12,keyasint,omitempty"`
	ConfirmedOn   Date                 `json:"inventory_confirmed_on,omitempty" cbor:"13,keyasint,omitempty"`
	Reliance      string               `json:"reliance,omitempty" cbor:"14,keyasint,omitempty"`
	RestrictedUse string               `json:"restricted_use,omitempty" cbor:"15,keyasint,omitempty"`
	// Packs are the content hashes of the catalogue packs in use, in the order
	// in which they are laid over one another, separated by spaces.
	Packs   string  `json:"packs,omitempty" cbor:"16,keyasint,omitempty"`
	Created Instant `json:"created,omitempty" cbor:"17,keyasint,omitempty"`
	Sample  bool    `json:"sample,omitempty" cbor:"18,keyasint,omitempty"`
	// Visit is the number of this visit, from 1; older files say nothing of the first.
	Visit int64 `json:"visit,omitempty" cbor:"19,keyasint,omitempty"`

	// What the report says of itself. The assessor is who prepared it.
	ReportVersion string   `json:"report_version,omitempty" cbor:"20,keyasint,omitempty"`
	Reviewer      string   `json:"reviewer,omitempty" cbor:"21,keyasint,omitempty"`
	Distribution  []string `json:"distribution,omitempty" cbor:"22,keyasint,omitempty"`
	Supersedes    string   `json:"supersedes,omitempty" cbor:"23,keyasint,omitempty"`

	// Whose report it looks like.
	Firm string `json:"firm,omitempty" cbor:"24,keyasint,omitempty"`
	// Logo is a PNG without transparency, in base64. It is kept in the record, so
	// that it is merged, undone and handed over as the other fields are.
	Logo           string `json:"logo,omitempty" cbor:"25,keyasint,omitempty"`
	Colour         string `json:"colour,omitempty" cbor:"26,keyasint,omitempty"` // #1d5bb8
	Classification string `json:"classification,omitempty" cbor:"27,keyasint,omitempty"`
	Disclaimer     string `json:"disclaimer,omitempty" cbor:"28,keyasint,omitempty"`
}

// Exclusion is something left out of scope, why, and who agreed to that.
type Exclusion struct {
	What     string `json:"what,omitempty" cbor:"1,keyasint,omitempty"`
	Reason   string `json:"reason,omitempty" cbor:"2,keyasint,omitempty"`
	AgreedBy string `json:"agreed_by,omitempty" cbor:"3,keyasint,omitempty"`
}

// Asset is one AI system in the client's inventory.
type Asset struct {
	ID            string    `json:"-" cbor:"-"`
	Name          string    `json:"name,omitempty" cbor:"1,keyasint,omitempty"`
	Hosting       string    `json:"hosting_model,omitempty" cbor:"2,keyasint,omitempty"`
	Provider      string    `json:"provider,omitempty" cbor:"3,keyasint,omitempty"`
	Service       string    `json:"service,omitempty" cbor:"4,keyasint,omitempty"`
	Model         string    `json:"model,omitempty" cbor:"5,keyasint,omitempty"`
	Account       string    `json:"account,omitempty" cbor:"6,keyasint,omitempty"`
	Region        string    `json:"region,omitempty" cbor:"7,keyasint,omitempty"`
	Endpoint      string    `json:"endpoint,omitempty" cbor:"8,keyasint,omitempty"`
	Environment   string    `json:"environment,omitempty" cbor:"9,keyasint,omitempty"`
	Data          []string  `json:"data,omitempty" cbor:"10,keyasint,omitempty"`
	Exposure      Exposure  `json:"exposure,omitempty" cbor:"11,keyasint,omitempty"`
	Retrieval     Trait     `json:"retrieval,omitempty" cbor:"12,keyasint,omitempty"`
	Agentic       Trait     `json:"agentic,omitempty" cbor:"13,keyasint,omitempty"`
	FineTuned     Trait     `json:"fine_tuned,omitempty" cbor:"14,keyasint,omitempty"`
	CustomTrained Trait     `json:"custom_trained,omitempty" cbor:"15,keyasint,omitempty"`
	Approval      Approval  `json:"approval,omitempty" cbor:"16,keyasint,omitempty"`
	ApprovedUntil Date      `json:"approved_until,omitempty" cbor:"17,keyasint,omitempty"`
	Lifecycle     Lifecycle `json:"lifecycle,omitempty" cbor:"18,keyasint,omitempty"`
	// Owner is the id of the party that owns the asset as a whole.
	Owner      string   `json:"owner,omitempty" cbor:"19,keyasint,omitempty"`
	Tags       []string `json:"tags,omitempty" cbor:"20,keyasint,omitempty"`
	ExternalID string   `json:"external_id,omitempty" cbor:"21,keyasint,omitempty"`
	Notes      string   `json:"notes,omitempty" cbor:"22,keyasint,omitempty"`
	// Declined are values of the client's list that were not taken when ours had
	// changed too, so that nobody is asked again: the field, or the control whose
	// accountable party it is, "=", and the first 16 hex digits of the value's
	// SHA-256.
	Declined []string `json:"declined,omitempty" cbor:"23,keyasint,omitempty"`
}

// approvalExpired reports an approval that has run out. A date without a state
// is the end of an approval that nobody wrote down as such.
func (a *Asset) approvalExpired(today Date) bool {
	return (a.Approval == ApprovalApproved || a.Approval == "") && a.ApprovedUntil != 0 && a.ApprovedUntil < today
}

// Counted reports whether the asset's cells are counted: retired and rejected
// assets are not.
func (a *Asset) Counted() bool {
	return a.Lifecycle != LifecycleRetired && a.Approval != ApprovalRejected
}

// Party is somebody who can own a clause.
type Party struct {
	ID       string    `json:"-" cbor:"-"`
	Name     string    `json:"name,omitempty" cbor:"1,keyasint,omitempty"`
	Type     PartyKind `json:"kind,omitempty" cbor:"2,keyasint,omitempty"`
	Function string    `json:"function,omitempty" cbor:"3,keyasint,omitempty"`
	Email    string    `json:"email,omitempty" cbor:"4,keyasint,omitempty"`
	Retired  bool      `json:"retired,omitempty" cbor:"5,keyasint,omitempty"`
}

// Clause is what is known of one side's half of a cell. Parties are ids.
type Clause struct {
	Accountable string   `json:"accountable,omitempty" cbor:"1,keyasint,omitempty"`
	Responsible []string `json:"responsible,omitempty" cbor:"2,keyasint,omitempty"`
	Consulted   []string `json:"consulted,omitempty" cbor:"3,keyasint,omitempty"`
	Informed    []string `json:"informed,omitempty" cbor:"4,keyasint,omitempty"`
	// Reference is the contract clause or assurance report that carries a
	// provider's clause; without one it stands on the provider's word alone.
	Reference *Reference `json:"reference,omitempty" cbor:"5,keyasint,omitempty"`
}

// Reference is a contract clause or an assurance report.
type Reference struct {
	Text     string `json:"text,omitempty" cbor:"1,keyasint,omitempty"`
	From     Date   `json:"from,omitempty" cbor:"2,keyasint,omitempty"`
	To       Date   `json:"to,omitempty" cbor:"3,keyasint,omitempty"`
	Services string `json:"services,omitempty" cbor:"4,keyasint,omitempty"`
	Regions  string `json:"regions,omitempty" cbor:"5,keyasint,omitempty"`
	Expires  Date   `json:"expires,omitempty" cbor:"6,keyasint,omitempty"`
}

// Decision is this engagement's own boundary in the baseline's place.
type Decision struct {
	Owner     Owner  `json:"owner,omitempty" cbor:"1,keyasint,omitempty"`
	Rationale string `json:"rationale,omitempty" cbor:"2,keyasint,omitempty"`
	Reference string `json:"reference,omitempty" cbor:"3,keyasint,omitempty"`
	By        string `json:"by,omitempty" cbor:"4,keyasint,omitempty"`
}

// Statement is a status that somebody declared, or that the assessor
// concluded. By is a party's id for a declaration, a person's name for a
// conclusion.
type Statement struct {
	Status Status  `json:"status,omitempty" cbor:"1,keyasint,omitempty"`
	By     string  `json:"by,omitempty" cbor:"2,keyasint,omitempty"`
	At     Instant `json:"at,omitempty" cbor:"3,keyasint,omitempty"`
}

// Answer is everything that a cell or a scope rule can say. Each field may be
// missing; the most specific entry that has it wins.
type Answer struct {
	Customer  *Clause    `json:"customer,omitempty" cbor:"1,keyasint,omitempty"`
	Provider  *Clause    `json:"provider,omitempty" cbor:"2,keyasint,omitempty"`
	Boundary  *Decision  `json:"boundary,omitempty" cbor:"3,keyasint,omitempty"`
	Declared  *Statement `json:"declared,omitempty" cbor:"4,keyasint,omitempty"`
	Concluded *Statement `json:"concluded,omitempty" cbor:"5,keyasint,omitempty"`
	// GapAddressed says yes where the baseline's known gap is dealt with. It
	// counts only with a rationale or evidence.
	GapAddressed Trait  `json:"gap_addressed,omitempty" cbor:"6,keyasint,omitempty"`
	Rationale    string `json:"rationale,omitempty" cbor:"7,keyasint,omitempty"`
	Due          Date   `json:"due,omitempty" cbor:"8,keyasint,omitempty"`
}

// Cell is one asset × one control, kept only where it says something.
type Cell struct {
	Asset   string `json:"-" cbor:"-"`
	Control string `json:"-" cbor:"-"`
	Answer
	// Reopened is the version of the catalogue that moved the cell's baseline
	// since it was last answered.
	Reopened string `json:"reopened,omitempty" cbor:"9,keyasint,omitempty"`
}

// Scope picks assets: all, those of a provider, of a hosting model, or with a
// tag. Value is empty for ScopeAll.
type Scope struct {
	Kind  ScopeKind `json:"kind,omitempty" cbor:"1,keyasint,omitempty"`
	Value string    `json:"value,omitempty" cbor:"2,keyasint,omitempty"`
}

// String writes the scope as the command line takes it: all, or tag=claims.
func (s Scope) String() string {
	if s.Kind == ScopeAll {
		return string(ScopeAll)
	}
	return string(s.Kind) + "=" + s.Value
}

// Rule answers many cells at once: a scope × one control, one category, or,
// where it names neither, every control.
type Rule struct {
	ID       string `json:"-" cbor:"-"`
	Scope    Scope  `json:"scope,omitempty" cbor:"10,keyasint,omitempty"`
	Control  string `json:"control,omitempty" cbor:"11,keyasint,omitempty"`
	Category string `json:"category,omitempty" cbor:"12,keyasint,omitempty"`
	// At is when the rule was made. Since holds, by Field.Path, when it last said
	// a field, where that was later: of two equals the later one wins field by
	// field.
	At    Instant           `json:"at,omitempty" cbor:"13,keyasint,omitempty"`
	Since map[string]Moment `json:"since,omitempty" cbor:"14,keyasint,omitempty"`
	Answer
}

// Moment is when something was said.
type Moment struct {
	At Instant `json:"at,omitempty" cbor:"1,keyasint,omitempty"`
}

// SaidAt is when the rule last said a field.
func (r *Rule) SaidAt(f Field) Instant {
	if later, ok := r.Since[f.Path()]; ok {
		return later.At
	}
	return r.At
}

// Target writes what the rule applies to: a control, a category, or "every
// control".
func (r *Rule) Target() string {
	switch {
	case r.Control != "":
		return r.Control
	case r.Category != "":
		return r.Category
	}
	return "every control"
}

// Evidence is a file or a note. It serves every cell in which one of its
// assets (or any, where it names none) meets one of its controls (likewise);
// naming neither, it serves no cell.
type Evidence struct {
	ID          string  `json:"-" cbor:"-"`
	Name        string  `json:"name,omitempty" cbor:"1,keyasint,omitempty"`
	SHA256      string  `json:"sha256,omitempty" cbor:"2,keyasint,omitempty"`
	Size        int64   `json:"size,omitempty" cbor:"3,keyasint,omitempty"`
	Note        string  `json:"note,omitempty" cbor:"4,keyasint,omitempty"`
	Method      Method  `json:"method,omitempty" cbor:"5,keyasint,omitempty"`
	From        Date    `json:"from,omitempty" cbor:"6,keyasint,omitempty"`
	To          Date    `json:"to,omitempty" cbor:"7,keyasint,omitempty"`
	ProvidedBy  string  `json:"provided_by,omitempty" cbor:"8,keyasint,omitempty"`
	CollectedBy string  `json:"collected_by,omitempty" cbor:"9,keyasint,omitempty"`
	CollectedAt Instant `json:"collected_at,omitempty" cbor:"10,keyasint,omitempty"`
	// Assets and Controls are ids.
	Assets   []string `json:"assets,omitempty" cbor:"11,keyasint,omitempty"`
	Controls []string `json:"controls,omitempty" cbor:"12,keyasint,omitempty"`
}

// Disposition is what was decided about a finding. The finding is named by its
// id; kind, asset and control are kept so that the decision can be read when
// the finding is gone.
type Disposition struct {
	Finding string           `json:"-" cbor:"-"`
	As      DispositionState `json:"as,omitempty" cbor:"1,keyasint,omitempty"`
	// By is the party who accepted the risk, verified the fix or disputes.
	By        string `json:"by,omitempty" cbor:"2,keyasint,omitempty"`
	Authority string `json:"authority,omitempty" cbor:"3,keyasint,omitempty"`
	Until     Date   `json:"until,omitempty" cbor:"4,keyasint,omitempty"`
	Reason    string `json:"reason,omitempty" cbor:"5,keyasint,omitempty"`
	Evidence  string `json:"evidence,omitempty" cbor:"6,keyasint,omitempty"`
	// Severity is the assessor's, in place of the sum's; both are shown.
	Severity       Severity    `json:"severity,omitempty" cbor:"7,keyasint,omitempty"`
	SeverityReason string      `json:"severity_reason,omitempty" cbor:"8,keyasint,omitempty"`
	Kind           FindingKind `json:"kind,omitempty" cbor:"9,keyasint,omitempty"`
	Asset          string      `json:"asset,omitempty" cbor:"10,keyasint,omitempty"`
	Control        string      `json:"control,omitempty" cbor:"11,keyasint,omitempty"`
	At             Instant     `json:"at,omitempty" cbor:"12,keyasint,omitempty"`
	Recorder       string      `json:"recorder,omitempty" cbor:"13,keyasint,omitempty"`
}

// Action is what is to be done about findings. Findings are ids; Owner is a
// party's id.
type Action struct {
	ID       string      `json:"-" cbor:"-"`
	Title    string      `json:"title,omitempty" cbor:"1,keyasint,omitempty"`
	Findings []string    `json:"findings,omitempty" cbor:"2,keyasint,omitempty"`
	Owner    string      `json:"owner,omitempty" cbor:"3,keyasint,omitempty"`
	Due      Date        `json:"due,omitempty" cbor:"4,keyasint,omitempty"`
	State    ActionState `json:"state,omitempty" cbor:"5,keyasint,omitempty"`
	Notes    string      `json:"notes,omitempty" cbor:"6,keyasint,omitempty"`
}

// CellKey is the key of the cell at an asset and a control.
func CellKey(asset, control string) string { return asset + "/" + control }

// Ref names the record.
func (e *Engagement) Ref() Ref { return Ref{KindEngagement, e.ID} }

// Ref names the record.
func (a *Asset) Ref() Ref { return Ref{KindAsset, a.ID} }

// Ref names the record.
func (p *Party) Ref() Ref { return Ref{KindParty, p.ID} }

// Ref names the record.
func (c *Cell) Ref() Ref { return Ref{KindCell, CellKey(c.Asset, c.Control)} }

// Ref names the record.
func (r *Rule) Ref() Ref { return Ref{KindRule, r.ID} }

// Ref names the record.
func (e *Evidence) Ref() Ref { return Ref{KindEvidence, e.ID} }

// Ref names the record.
func (d *Disposition) Ref() Ref { return Ref{KindDisposition, d.Finding} }

// Ref names the record.
func (a *Action) Ref() Ref { return Ref{KindAction, a.ID} }

func (e *Engagement) setKey(key string)  { e.ID = key }
func (a *Asset) setKey(key string)       { a.ID = key }
func (p *Party) setKey(key string)       { p.ID = key }
func (c *Cell) setKey(key string)        { c.Asset, c.Control, _ = strings.Cut(key, "/") }
func (r *Rule) setKey(key string)        { r.ID = key }
func (e *Evidence) setKey(key string)    { e.ID = key }
func (d *Disposition) setKey(key string) { d.Finding = key }
func (a *Action) setKey(key string)      { a.ID = key }

package assess

import (
	"strings"
	"testing"
	"time"
)

// The tests' own small world: twelve controls, five hosting models, a handful
// of companies, and builders that let a test read like the engagement that it
// describes.

var testDay = time.Date(2026, 11, 21, 9, 30, 0, 0, time.UTC)

// The controls by what they are about. Output monitoring is nobody's on AWS
// Bedrock until somebody decides.
const (
	provenance    = "AI-SEC-001"
	injection     = "AI-SEC-002"
	outputFilter  = "AI-SEC-003"
	systemPrompt  = "AI-SEC-004"
	fineTuning    = "AI-SEC-005"
	apiAccess     = "AI-SEC-006"
	rateLimits    = "AI-SEC-007"
	interactions  = "AI-SEC-008"
	retrieval     = "AI-SEC-009"
	agentRights   = "AI-SEC-010"
	logRetention  = "AI-SEC-014"
	outputWatch   = "AI-SEC-017"
	testControls  = 12
	bedrock       = "aws_bedrock"
	azure         = "azure_openai"
	saas          = "saas_ai"
	onPremises    = "self_hosted_onprem"
	uncharted     = "uncharted" // known, but without a single baseline
	notCatalogued = "quantum_box"
)

func controlsForTests() []Control {
	control := func(id, name, short, category string, weight int) Control {
		return Control{ID: id, Name: name, Short: short, Category: category, Weight: weight}
	}
	controls := []Control{
		control(provenance, "Model Provenance Verification", "Model provenance", "supply_chain", 7),
		control(injection, "Prompt Injection Defense", "Prompt injection", "input_security", 10),
		control(outputFilter, "Output Content Filtering", "Output filtering", "output_security", 8),
		control(systemPrompt, "System Prompt Protection", "System prompt", "configuration_security", 6),
		control(fineTuning, "Fine-tuning Data Governance", "Fine-tuning data", "data_governance", 7),
		control(apiAccess, "API Authentication and Authorization", "API access", "access_control", 10),
		control(rateLimits, "Rate Limiting and Cost Controls", "Rate & cost limits", "availability", 6),
		control(interactions, "Model Output Logging and Audit", "Interaction logs", "monitoring", 8),
		control(retrieval, "RAG Pipeline Security", "RAG pipeline", "data_pipeline", 8),
		control(agentRights, "Agent/Tool Authorization Controls", "Agent & tool rights", "agent_security", 9),
		control(logRetention, "Log Retention", "Log retention", "monitoring", 5),
		control(outputWatch, "Live Output Monitoring", "Output monitoring", "monitoring", 7),
	}
	for i := range controls {
		controls[i].ReviewMonths = 3
	}
	return controls
}

// boundariesForTests has one letter per control, in their order: provider,
// customer, shared, unassigned, not applicable; ! a known gap, ? a source that
// nobody opened.
var boundariesForTests = map[string]string{
	bedrock:    "s c! s c c s s s c c c u!",
	azure:      "s s p c s s s s c c s c",
	saas:       "p s p p? c c s u n p s c!",
	onPremises: "c c c c c! c n c c c c c",
}

func baselinesFrom(controls []Control, boundaries map[string]string) []Baseline {
	owners := map[byte]Owner{'p': OwnerProvider, 'c': OwnerCustomer, 's': OwnerShared, 'u': OwnerUnassigned, 'n': OwnerNotApplicable}
	var baselines []Baseline
	for model, letters := range boundaries {
		for i, letter := range strings.Fields(letters) {
			b := Baseline{
				Model: model, Control: controls[i].ID, Owner: owners[letter[0]], Declared: ConfidenceHigh, SourceCheck: "repo",
				CustomerActions: []string{"Do what is left to do about " + controls[i].Short + ".", "Keep a record of it."},
				EvidenceToGet:   "the settings of " + controls[i].Short + ".",
			}
			if b.Owner == OwnerUnassigned {
				b.RecommendedOwner = OwnerCustomer
			}
			if strings.Contains(letter, "!") {
				b.Gap = "Something about " + controls[i].Short + " stays open"
			}
			if strings.Contains(letter, "?") {
				b.SourceCheck = "link-seen"
			}
			baselines = append(baselines, b)
		}
	}
	return baselines
}

func scoringForTests() Scoring {
	return Scoring{
		Kinds: map[FindingKind]int{
			FindingAmbiguous: 40, FindingOwnerInvalid: 40, FindingUnassigned: 40, FindingProviderReference: 8,
			FindingGap: 24, FindingPartial: 16, FindingBaselineChanged: 20, FindingEvidenceMissing: 12, FindingEvidenceStale: 10,
			FindingReviewOverdue: 10, FindingLowConfidence: 6, FindingApprovalExpired: 24, FindingConcentration: 14,
		},
		Exposure:         map[Exposure]int{ExposureInternal: 4, ExposurePartner: 12, ExposurePublic: 18, ExposureUnknown: 12},
		Data:             map[DataClass]int{DataPublic: 0, DataInternal: 4, DataConfidential: 10, DataPersonal: 14, DataSpecialCategory: 20, DataUnknown: 10},
		Lifecycle:        map[Lifecycle]int{LifecyclePlanned: 0, LifecycleDevelopment: 1, LifecycleTest: 2, LifecycleProduction: 6},
		Agentic:          6,
		MaxControlWeight: 10,
		From:             map[Severity]int{SeverityLow: 0, SeverityMedium: 30, SeverityHigh: 50, SeverityCritical: 70},
		EvidenceMonths:   12, ConcentrationShare: 40, ConcentrationCells: 20,
	}
}

func catalogueForTests() *Catalogue {
	c := &Catalogue{
		Version: "1.0.0", Controls: controlsForTests(), Scoring: scoringForTests(),
		Models: []HostingModel{
			{ID: bedrock, Provider: "AWS", Company: "AWS"}, {ID: azure, Provider: "Azure", Company: "Microsoft"},
			{ID: saas, Provider: "SaaS vendor"}, {ID: onPremises, Provider: "none"}, {ID: uncharted, Provider: "Acme", Company: "Acme"},
		},
		Providers: []ProviderName{
			{Name: "AWS", Aliases: []string{"amazon", "Amazon Web Services"}},
			{Name: "Microsoft", Aliases: []string{"azure"}},
			{Name: "OpenAI"},
		},
		TraitRules: []TraitRule{
			{Trait: "retrieval", Value: TraitNo, Control: retrieval, Boundary: OwnerNotApplicable},
			{Trait: "agentic", Value: TraitNo, Control: agentRights, Boundary: OwnerNotApplicable},
		},
	}
	c.Index(baselinesFrom(c.Controls, boundariesForTests))
	return c
}

func engagement(records ...Record) *State {
	s := NewState()
	for _, record := range records {
		s.Put(record)
	}
	return s
}

func evaluate(records ...Record) *Evaluation {
	return Evaluate(engagement(records...), catalogueForTests(), testDay)
}

// asset is internal, in production and handles internal data unless edited.
func asset(id, hosting string, edits ...func(*Asset)) *Asset {
	a := &Asset{
		ID: id, Name: strings.ToUpper(id[:1]) + id[1:], Hosting: hosting, Exposure: ExposureInternal,
		Data: []string{string(DataInternal)}, Lifecycle: LifecycleProduction, Approval: ApprovalApproved,
	}
	for _, edit := range edits {
		edit(a)
	}
	return a
}

func tagged(tags ...string) func(*Asset)   { return func(a *Asset) { a.Tags = tags } }
func runBy(provider string) func(*Asset)   { return func(a *Asset) { a.Provider = provider } }
func exposed(e Exposure) func(*Asset)      { return func(a *Asset) { a.Exposure = e } }
func handling(data ...string) func(*Asset) { return func(a *Asset) { a.Data = data } }
func at(stage Lifecycle) func(*Asset)      { return func(a *Asset) { a.Lifecycle = stage } }
func approval(state Approval) func(*Asset) { return func(a *Asset) { a.Approval = state } }
func approvedUntil(d Date) func(*Asset)    { return func(a *Asset) { a.ApprovedUntil = d } }
func retrieves(t Trait) func(*Asset)       { return func(a *Asset) { a.Retrieval = t } }
func acts(t Trait) func(*Asset)            { return func(a *Asset) { a.Agentic = t } }

func person(id string) *Party {
	return &Party{ID: id, Name: strings.ToUpper(id[:1]) + id[1:], Type: Person}
}
func company(id, name string) *Party { return &Party{ID: id, Name: name, Type: ProviderParty} }

func retired(p *Party) *Party {
	copied := *p
	copied.Retired = true
	return &copied
}

// say is one thing that a cell or a rule answers.
type say func(*Answer)

func answers(says []say) (a Answer) {
	for _, say := range says {
		say(&a)
	}
	return a
}

func cell(asset, control string, says ...say) *Cell {
	return &Cell{Asset: asset, Control: control, Answer: answers(says)}
}

func reopened(c *Cell, version string) *Cell {
	c.Reopened = version
	return c
}

// rule answers for a control, for a category, or for "" (every control). Its
// age in minutes is how long before the day of the tests it was written.
func rule(id string, scope Scope, target string, age int, says ...say) *Rule {
	r := &Rule{ID: id, Scope: scope, At: InstantOf(testDay.Add(-time.Duration(age) * time.Minute)), Answer: answers(says)}
	if strings.HasPrefix(target, "AI-SEC-") {
		r.Control = target
	} else {
		r.Category = target
	}
	return r
}

func everywhere() Scope            { return Scope{Kind: ScopeAll} }
func ofProvider(name string) Scope { return Scope{ScopeProvider, name} }
func hostedOn(model string) Scope  { return Scope{ScopeHosting, model} }
func withTag(tag string) Scope     { return Scope{ScopeTag, tag} }

func side(a *Answer, s Side) *Clause {
	clause := &a.Customer
	if s == ProviderSide {
		clause = &a.Provider
	}
	if *clause == nil {
		*clause = &Clause{}
	}
	return *clause
}

func clientOwner(party string) say {
	return func(a *Answer) { side(a, CustomerSide).Accountable = party }
}
func providerOwner(party string) say {
	return func(a *Answer) { side(a, ProviderSide).Accountable = party }
}
func workers(parties ...string) say {
	return func(a *Answer) { side(a, CustomerSide).Responsible = parties }
}
func reference(text string, expires Date) say {
	return func(a *Answer) { side(a, ProviderSide).Reference = &Reference{Text: text, Expires: expires} }
}
func decided(owner Owner) say {
	return func(a *Answer) { a.Boundary = &Decision{Owner: owner, Rationale: "contract"} }
}
func declared(status Status) say {
	return func(a *Answer) { a.Declared = &Statement{Status: status, At: InstantOf(testDay)} }
}
func declaredOn(status Status, d Date) say {
	return func(a *Answer) { a.Declared = &Statement{Status: status, At: InstantOf(d.Time())} }
}
func concluded(status Status) say {
	return func(a *Answer) { a.Concluded = &Statement{Status: status, At: InstantOf(testDay)} }
}
func gapAddressed(a *Answer)    { a.GapAddressed = TraitYes }
func rationale(text string) say { return func(a *Answer) { a.Rationale = text } }
func due(d Date) say            { return func(a *Answer) { a.Due = d } }

// shown is evidence from the day of the tests, for an asset's controls, or all
// of them where it names none.
func shown(id string, method Method, asset string, controls ...string) *Evidence {
	return &Evidence{ID: id, Name: id, Method: method, To: today(), Assets: []string{asset}, Controls: controls}
}

func mustDate(t testing.TB, text string) Date {
	t.Helper()
	d, err := ParseDate(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func today() Date { return DateOf(testDay) }

func daysAgo(n int) Date { return today() - Date(n) }

// look returns a cell that must be there.
func look(t testing.TB, e *Evaluation, asset, control string) CellView {
	t.Helper()
	view, ok := e.Cell(asset, control)
	if !ok {
		t.Fatalf("there is no cell %s/%s", asset, control)
	}
	return view
}

// findingsOn returns the findings behind which a cell stands.
func findingsOn(e *Evaluation, asset, control string) []Finding {
	var on []Finding
	for _, f := range e.Findings() {
		for _, c := range f.Cells {
			if c == (CellRef{asset, control}) {
				on = append(on, f)
			}
		}
	}
	return on
}

// onlyFinding returns the one finding behind which a cell stands.
func onlyFinding(t testing.TB, e *Evaluation, asset, control string) Finding {
	t.Helper()
	on := findingsOn(e, asset, control)
	if len(on) != 1 {
		t.Fatalf("%s/%s stands behind %d findings, want 1: %+v", asset, control, len(on), on)
	}
	return on[0]
}

package report

import (
	"fmt"
	"io/fs"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"demarc/assess"
	"demarc/assets"
	"demarc/catalog"
)

// fixedNow is the moment for which every report of the tests is made.
var fixedNow = time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC)

// inEnglish words what needs nothing but the language.
var inEnglish = &book{}

func mustFonts(tb testing.TB) Fonts {
	tb.Helper()
	read := func(name string) []byte {
		data, err := fs.ReadFile(assets.Fonts(), name)
		if err != nil {
			tb.Fatal(err)
		}
		return data
	}
	return Fonts{Regular: read("Inter-Regular.ttf"), Medium: read("Inter-Medium.ttf"), SemiBold: read("Inter-SemiBold.ttf")}
}

func mustCatalogue(tb testing.TB) *assess.Catalogue {
	tb.Helper()
	pack, err := catalog.Load(assets.Catalogue())
	if err != nil {
		tb.Fatal(err)
	}
	catalogue, err := catalog.Compose(pack)
	if err != nil {
		tb.Fatal(err)
	}
	return catalogue
}

func inputOf(tb testing.TB, s *assess.State, c *assess.Catalogue) Input {
	tb.Helper()
	e := assess.Evaluate(s, c, fixedNow)
	return Input{
		Evaluation: e, Findings: e.Findings(), Head: strings.Repeat("9c21f0a74be3d815", 4), Commits: 184,
		Program: "demarc 0.1.0", Now: fixedNow, FixedClock: true, Fonts: mustFonts(tb),
	}
}

func mustWrite(tb testing.TB, in Input) *Document {
	tb.Helper()
	document, err := Write(tb.Context(), in, nil)
	if err != nil {
		tb.Fatal(err)
	}
	return document
}

func date(text string) assess.Date {
	d, err := assess.ParseDate(text)
	if err != nil {
		panic(err)
	}
	return d
}

func at(text string) assess.Instant { return assess.InstantOf(date(text).Time()) }

// smallCatalogue has three controls and two hosting models.
func smallCatalogue() *assess.Catalogue {
	scoring := assess.Scoring{
		Kinds: map[assess.FindingKind]int{
			assess.FindingAmbiguous: 40, assess.FindingOwnerInvalid: 40, assess.FindingUnassigned: 40, assess.FindingProviderReference: 8,
			assess.FindingGap: 24, assess.FindingPartial: 16, assess.FindingEvidenceMissing: 12, assess.FindingLowConfidence: 6, assess.FindingApprovalExpired: 24,
		},
		Exposure:  map[assess.Exposure]int{assess.ExposureInternal: 4, assess.ExposurePartner: 12, assess.ExposurePublic: 18, assess.ExposureUnknown: 12},
		Data:      map[assess.DataClass]int{assess.DataInternal: 4, assess.DataConfidential: 10, assess.DataPersonal: 14, assess.DataSpecialCategory: 20, assess.DataUnknown: 10},
		Lifecycle: map[assess.Lifecycle]int{assess.LifecycleDevelopment: 1, assess.LifecycleTest: 2, assess.LifecycleProduction: 6},
		Agentic:   6, MaxControlWeight: 10, EvidenceMonths: 12, ConcentrationShare: 40, ConcentrationCells: 20,
		From: map[assess.Severity]int{assess.SeverityMedium: 30, assess.SeverityHigh: 50, assess.SeverityCritical: 70},
	}
	c := &assess.Catalogue{
		Version: "1.0", SHA256: strings.Repeat("4f1c9a07b2e0d3f6", 4), AsOf: date("2026-11-01"), Scoring: scoring,
		Packs:  []assess.PackInfo{{Name: "test", Title: "Test catalogue", Version: "1.0", SHA256: strings.Repeat("0a1b2c3d", 8)}},
		Models: []assess.HostingModel{{ID: "cloud_fm", Name: "Cloud foundation model", Provider: "Acme", Company: "Acme", ServiceType: "PaaS"}, {ID: "own_rack", Name: "Own rack", ServiceType: "own"}},
		Controls: []assess.Control{
			{ID: "T-001", Name: "Prompt Injection Defence", Short: "Prompt injection", Description: "Find and stop injection attempts.", Category: "input_security", Weight: 10, ReviewMonths: 3,
				Mappings: []assess.Mapping{{Framework: "F-2025", Refs: []string{"LLM01"}, Confidence: assess.ConfidenceHigh}}},
			{ID: "T-002", Name: "Retrieval Pipeline Security", Short: "RAG pipeline", Description: "Keep what is retrieved clean.", Category: "data_pipeline", Weight: 8},
			{ID: "T-003", Name: "Interaction Logging", Short: "Interaction logs", Description: "Keep a record of what was asked and answered.", Category: "monitoring", Weight: 8},
		},
		TraitRules:   []assess.TraitRule{{Trait: "retrieval", Value: assess.TraitNo, Control: "T-002", Boundary: assess.OwnerNotApplicable, Reason: "It retrieves nothing."}},
		Frameworks:   []assess.Framework{{ID: "F-2025", Name: "Some list", Edition: "2025", Note: "Proposals."}},
		SourceChecks: map[string]string{"repo": "the file was read", "none": "the page was not opened"},
	}
	c.Index([]assess.Baseline{
		{Model: "cloud_fm", Control: "T-001", Owner: assess.OwnerShared, ProviderOffers: "A shield, off by default.", CustomerActions: []string{"Turn the shield on.", "Test it with your own prompts."}, Gap: "Slow manipulation passes.", Source: "https://docs.example.org/shield", SourceCheck: "repo", VerifiedOn: date("2026-10-02"), Declared: assess.ConfidenceHigh},
		{Model: "cloud_fm", Control: "T-002", Owner: assess.OwnerCustomer, CustomerActions: []string{"Sign what you index."}, Source: "https://docs.example.org/rag", SourceCheck: "none", Declared: assess.ConfidenceHigh},
		{Model: "cloud_fm", Control: "T-003", Owner: assess.OwnerProvider, ProviderOffers: "Logs for 90 days.", Source: "https://docs.example.org/logs", SourceCheck: "repo", Declared: assess.ConfidenceMedium},
		{Model: "own_rack", Control: "T-001", Owner: assess.OwnerCustomer, Declared: assess.ConfidenceHigh, SourceCheck: "repo"},
		{Model: "own_rack", Control: "T-003", Owner: assess.OwnerCustomer, Declared: assess.ConfidenceHigh, SourceCheck: "repo"},
	})
	return c
}

// smallState has three counted assets and one that is not, and one of
// everything else.
func smallState() *assess.State {
	s := assess.NewState()
	s.Put(&assess.Engagement{ID: "e", Client: "Nordhaven Insurance", Title: "AI estate 2026", Assessor: "J. Weiss, Weiss & Partner", Objective: "Who holds which duty?", AsOf: date("2026-11-20"),
		Units: []string{"Claims"}, Exclusions: map[string]assess.Exclusion{"x": {What: "Call centre", Reason: "sold in March", AgreedBy: "M. Okafor"}}})
	s.Put(&assess.Party{ID: "p1", Name: "M. Okafor", Type: assess.Person, Function: "Head of Claims"})
	s.Put(&assess.Party{ID: "p2", Name: "Application Security", Type: assess.Team})
	s.Put(&assess.Party{ID: "p3", Name: "R. Gone", Type: assess.Person, Retired: true})
	s.Put(&assess.Asset{ID: "a1", Name: "Claims triage assistant", Hosting: "cloud_fm", Exposure: assess.ExposurePublic, Data: []string{"personal"}, Lifecycle: assess.LifecycleProduction, Owner: "p1", Approval: assess.ApprovalApproved, ApprovedUntil: date("2026-06-30")})
	s.Put(&assess.Asset{ID: "a2", Name: "Lapse prediction", Hosting: "own_rack", Exposure: assess.ExposureInternal, Retrieval: assess.TraitNo, Data: []string{"confidential"}})
	s.Put(&assess.Asset{ID: "a3", Name: "Meeting notes", Hosting: "unknown"})
	s.Put(&assess.Asset{ID: "a4", Name: "Old chatbot", Hosting: "cloud_fm", Lifecycle: assess.LifecycleRetired})
	s.Put(&assess.Rule{ID: "r1", Scope: assess.Scope{Kind: assess.ScopeAll}, Control: "T-003", At: at("2026-11-02"), Answer: assess.Answer{Customer: &assess.Clause{Accountable: "p2", Responsible: []string{"p1"}}}})
	s.Put(&assess.Cell{Asset: "a1", Control: "T-001", Answer: assess.Answer{Customer: &assess.Clause{Accountable: "p3"}, Declared: &assess.Statement{Status: assess.PartialStatus, By: "p1", At: at("2026-11-03")}}})
	s.Put(&assess.Cell{Asset: "a1", Control: "T-002", Answer: assess.Answer{Customer: &assess.Clause{Accountable: "p2"}, Declared: &assess.Statement{Status: assess.Implemented, By: "p2", At: at("2026-11-03")}, Due: date("2027-01-31")}})
	s.Put(&assess.Cell{Asset: "a2", Control: "T-001", Answer: assess.Answer{Boundary: &assess.Decision{Owner: assess.OwnerProvider, Rationale: "The integrator runs it.", Reference: "Contract 4.2", By: "M. Okafor"}}})
	s.Put(&assess.Evidence{ID: "v1", Name: "rag-config.json", SHA256: strings.Repeat("be", 32), Method: assess.Inspection, CollectedBy: "J. Weiss", CollectedAt: at("2026-11-04"), ProvidedBy: "Application Security", Assets: []string{"a1"}, Controls: []string{"T-002"}})
	return s
}

func smallInput(tb testing.TB) Input {
	s := smallState()
	in := inputOf(tb, s, smallCatalogue())
	first := in.Findings[0]
	s.Put(&assess.Disposition{Finding: first.ID, As: assess.DispositionRiskAccepted, By: "p1", Authority: "Board paper 7", Until: date("2027-03-31"), Reason: "replaced in spring", Severity: assess.SeverityMedium, SeverityReason: "lab only", Recorder: "J. Weiss", At: at("2026-11-10")})
	s.Put(&assess.Action{ID: "t1", Title: "Name an owner", Findings: []string{first.ID}, Owner: "p1", Due: date("2026-12-15"), State: assess.ActionInProgress})
	return inputOf(tb, s, smallCatalogue())
}

var assetNames = []string{
	"Claims triage assistant", "Broker FAQ chatbot", "Policy wording search", "Fraud narrative model", "Motor pricing model", "Lapse prediction", "Document OCR intake",
	"Call sentiment", "Complaint summariser", "Underwriter copilot", "Contract review", "HR policy assistant", "Catastrophe notes", "Translation desk", "Telematics scoring",
	"Image damage estimate", "Geospatial embeddings", "Marketing copy tool", "Code review bot", "Actuarial notebook agent", "Internal Llama gateway", "Voice biometrics",
	"Medical report reader for bodily injury and long-tail liability claims", "ChatGPT Enterprise", "Meeting notes (Otter)", "Copilot for M365",
}

var partyNames = []string{
	"M. Okafor", "Application Security", "AI Platform", "Cloud Security", "Claims Operations", "Data Protection Office", "Security Operations Centre", "Legal & Compliance",
	"A. Lindqvist", "Vendor Management", "Underwriting Technology", "Model Risk", "P. Hartmann", "IT Service Management", "AI Governance Board",
}

// syntheticState has n assets in every sort of state, always the same ones.
func syntheticState(n int, c *assess.Catalogue) *assess.State {
	random := rand.New(rand.NewPCG(7, 26))
	s := assess.NewState()
	s.Put(&assess.Engagement{
		ID: "e", Client: "Nordhaven Insurance", Title: "AI estate 2026", Assessor: "Weiss & Partner, J. Weiss",
		Objective: "To establish, for every AI system in use, who is accountable for each of the catalogue's security duties, and which duties nobody holds.",
		Criteria:  "Demarc base catalogue; the client's AI policy of 3 March 2026; contracts and assurance reports as listed in the evidence register.",
		AsOf:      date("2026-11-18"), PeriodFrom: date("2026-09-01"), PeriodTo: date("2026-11-18"),
		Units: []string{"Claims", "Underwriting", "Actuarial", "Corporate IT"}, Accounts: []string{"aws 4471-0291-8830", "azure nordhaven-prod", "gcp nh-analytics"},
		Exclusions: map[string]assess.Exclusion{
			"1": {What: "Nordhaven Re (Bermuda)", Reason: "Own IT and own regulator; assessed separately in 2027.", AgreedBy: "M. Okafor, 4 September 2026"},
			"2": {What: "Personal devices", Reason: "No technical access was granted."},
		},
		ConfirmedBy: "A. Lindqvist, Head of IT", ConfirmedOn: date("2026-11-12"), Reliance: "Assurance reports of AWS and Microsoft were read where listed.", RestrictedUse: "For the board and internal audit of Nordhaven Insurance only.",
	})
	for i, name := range partyNames {
		kind := assess.Team
		if strings.Contains(name, ". ") {
			kind = assess.Person
		}
		s.Put(&assess.Party{ID: fmt.Sprintf("p%02d", i), Name: name, Type: kind, Function: "Function of " + name, Retired: name == "P. Hartmann"})
	}
	for i := range n {
		s.Put(syntheticAsset(i, c, random))
	}
	syntheticRules(s, c)
	syntheticCells(s, c, n, random)
	syntheticEvidence(s, c)
	return s
}

func pick[T any](random *rand.Rand, from []T) T { return from[random.IntN(len(from))] }

func syntheticAsset(i int, c *assess.Catalogue, random *rand.Rand) *assess.Asset {
	name := assetNames[i%len(assetNames)]
	if i >= len(assetNames) {
		name = fmt.Sprintf("%s %d", name, i/len(assetNames)+1)
	}
	a := &assess.Asset{
		ID: fmt.Sprintf("a%05d", i), Name: name, Hosting: c.Models[i%len(c.Models)].ID, Service: "runtime", Model: "model-2026-05", Account: "4471-0291-8830", Region: "eu-central-1",
		Endpoint: fmt.Sprintf("https://ai.nordhaven.example/%d", i), Environment: "prod", Data: []string{string(pick(random, assess.DataClasses))}, Exposure: pick(random, assess.Exposures),
		Retrieval: pick(random, assess.Traits), Agentic: pick(random, assess.Traits), FineTuned: pick(random, assess.Traits), Approval: pick(random, assess.Approvals[:3]),
		Lifecycle: pick(random, assess.Lifecycles[1:4]), Owner: fmt.Sprintf("p%02d", random.IntN(12)), Tags: []string{pick(random, []string{"claims", "underwriting", "corporate"})},
	}
	switch i % 26 {
	case 24:
		a.Hosting, a.Owner = assess.HostingUnknown, ""
	case 17:
		a.Approval, a.ApprovedUntil = assess.ApprovalApproved, date("2026-06-30")
	case 3:
		a.Notes = "Scores narratives for the special investigations unit. Retrained each quarter on closed cases; the vendor left in 2025 and the pipeline has been run by the actuarial team since."
	}
	return a
}

func syntheticRules(s *assess.State, c *assess.Catalogue) {
	rule := func(id string, scope assess.Scope, control, category string, a assess.Answer) {
		s.Put(&assess.Rule{ID: id, Scope: scope, Control: control, Category: category, At: at("2026-09-20"), Answer: a})
	}
	rule("r1", assess.Scope{Kind: assess.ScopeAll}, c.Controls[15].ID, "", assess.Answer{Customer: &assess.Clause{Accountable: "p06", Responsible: []string{"p01", "p03"}, Informed: []string{"p14"}}, Declared: &assess.Statement{Status: assess.PartialStatus, By: "p06", At: at("2026-09-20")}})
	rule("r2", assess.Scope{Kind: assess.ScopeProvider, Value: "AWS"}, c.Controls[10].ID, "", assess.Answer{Customer: &assess.Clause{Accountable: "p03"}, Provider: &assess.Clause{Reference: &assess.Reference{Text: "AWS SOC 2 type II", From: date("2025-10-01"), To: date("2026-09-30"), Expires: date("2027-03-31")}}, Declared: &assess.Statement{Status: assess.Implemented, By: "p03", At: at("2026-10-01")}})
	rule("r3", assess.Scope{Kind: assess.ScopeTag, Value: "claims"}, "", "privacy", assess.Answer{Customer: &assess.Clause{Accountable: "p05", Consulted: []string{"p07"}}, Rationale: "The data protection office answers for all of Claims."})
	rule("r4", assess.Scope{Kind: assess.ScopeHosting, Value: "saas_ai"}, c.Controls[20].ID, "", assess.Answer{Boundary: &assess.Decision{Owner: assess.OwnerCustomer, Rationale: "The master agreement leaves it to us.", Reference: "MSA § 11.3", By: "Legal & Compliance"}, Customer: &assess.Clause{Accountable: "p07"}})
}

func syntheticCells(s *assess.State, c *assess.Catalogue, n int, random *rand.Rand) {
	for i := range n {
		for k := range c.Controls {
			if random.IntN(10) < 2 {
				continue
			}
			answer := assess.Answer{Customer: &assess.Clause{Accountable: fmt.Sprintf("p%02d", random.IntN(13))}}
			if random.IntN(3) > 0 {
				answer.Customer.Responsible = []string{fmt.Sprintf("p%02d", random.IntN(12))}
			}
			status := pick(random, []assess.Status{assess.Implemented, assess.Implemented, assess.Implemented, assess.Implemented, assess.PartialStatus, assess.Planned, assess.NotImplemented, ""})
			if status != "" {
				answer.Declared = &assess.Statement{Status: status, By: answer.Customer.Accountable, At: at("2026-10-14")}
			}
			if status == assess.Planned {
				answer.Due = date("2027-01-31")
			}
			if random.IntN(2) == 0 {
				answer.GapAddressed, answer.Rationale = assess.TraitYes, "A gateway in front covers it."
			}
			if random.IntN(40) == 0 {
				answer.Boundary = &assess.Decision{Owner: assess.OwnerCustomer, Rationale: "By contract.", Reference: "MSA § 4"}
			}
			s.Put(&assess.Cell{Asset: fmt.Sprintf("a%05d", i), Control: c.Controls[k].ID, Answer: answer})
		}
	}
}

func syntheticEvidence(s *assess.State, c *assess.Catalogue) {
	for i := range 14 {
		e := &assess.Evidence{ID: fmt.Sprintf("v%02d", i), Name: fmt.Sprintf("export-%02d.json", i), SHA256: strings.Repeat(fmt.Sprintf("%02x", i*17%251), 32), Size: 1 << 16,
			Method: assess.Methods[i%4], From: date("2026-09-01"), To: date("2026-10-31"), ProvidedBy: partyNames[i%12], CollectedBy: "J. Weiss", CollectedAt: at("2026-11-04"),
			Controls: []string{c.Controls[i].ID, c.Controls[(i+5)%26].ID}}
		if i%3 > 0 {
			e.Assets = []string{"a00000", "a00004", fmt.Sprintf("a%05d", i)}
		}
		if i == 6 {
			e.Name, e.SHA256, e.Note = "Interview, M. Okafor", "", "Talked through the on-call rota and the way an incident is handed to the vendor."
		}
		s.Put(e)
	}
}

// syntheticInput is syntheticState evaluated, with decisions on some findings.
func syntheticInput(tb testing.TB, n int) Input {
	c := mustCatalogue(tb)
	s := syntheticState(n, c)
	findings := assess.Evaluate(s, c, fixedNow).Findings()
	for i, as := range []assess.DispositionState{assess.DispositionInProgress, assess.DispositionRiskAccepted, assess.DispositionDisputed, assess.DispositionRiskAccepted} {
		f := &findings[i*3]
		d := &assess.Disposition{Finding: f.ID, As: as, By: "p00", Reason: "The gateway replaces it in spring.", Recorder: "J. Weiss", At: at("2026-11-10"), Until: date("2027-03-31")}
		if i == 1 {
			d.Severity, d.SeverityReason = assess.SeverityHigh, "lab only"
		}
		if i == 3 {
			d.Until = date("2026-10-31")
		}
		s.Put(d)
		s.Put(&assess.Action{ID: fmt.Sprintf("t%d", i), Title: "Name an owner and record it", Findings: []string{f.ID}, Owner: "p00", Due: date("2026-12-15"), State: assess.ActionOpen})
	}
	in := inputOf(tb, s, c)
	in.Signer = &Signer{Name: "J. Weiss", Organisation: "Weiss & Partner", Email: "j.weiss@example.org", Fingerprint: "7C:19:4A:0E:55:D2:91:3B:80:AF:26:C4:6D:0B:18:E7:92:5F:A3:71:0C:DE:48:B6:39:14:FA:85:60:2D:CB:97",
		Statement: "I prepared this assessment and answer for what it says.", SelfSigned: true}
	return in
}

// emptyInput is an engagement that was only just begun.
func emptyInput(tb testing.TB) Input {
	s := assess.NewState()
	s.Put(&assess.Engagement{ID: "e", Client: "Nordhaven Insurance"})
	return inputOf(tb, s, mustCatalogue(tb))
}

// longInput has names and texts as long as people make them, and then some.
func longInput(tb testing.TB) Input {
	c := mustCatalogue(tb)
	s := syntheticState(8, c)
	for i, asset := range s.SortedAssets() {
		long := *asset
		long.Name = strings.Repeat("Customer correspondence classification and routing engine ", i+1)
		long.Model, long.Notes = strings.Repeat("model-2026-05/", 12), strings.Repeat("Retrained each quarter on closed cases. ", 250)
		s.Put(&long)
	}
	for _, party := range s.SortedParties() {
		long := *party
		long.Name = "The Department of Cross-Functional Responsibilities and Interdisciplinary Coordination, " + party.Name
		s.Put(&long)
	}
	return inputOf(tb, s, c)
}

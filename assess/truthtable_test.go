package assess

import (
	"slices"
	"testing"
)

// The truth table of one cell: where its boundary lies, who has to own what,
// and what its status amounts to.

func TestBoundaryIsTheFirstOf(t *testing.T) {
	const key = retrieval // the client's on AWS Bedrock; trait rules can switch it off
	toProvider, toShared := decided(OwnerProvider), decided(OwnerShared)
	for _, c := range []struct {
		name    string
		hosting string
		edits   []func(*Asset)
		records []Record
		want    Owner
		basis   BoundaryBasis
	}{
		{"the cell's own decision", bedrock, []func(*Asset){retrieves(TraitNo)},
			[]Record{cell("bot", key, toProvider), rule("r", everywhere(), key, 1, toShared)}, OwnerProvider, BasisDecision},
		{"the cell's own decision, where the hosting model is unknown", HostingUnknown, nil,
			[]Record{cell("bot", key, toProvider)}, OwnerProvider, BasisDecision},
		{"a rule's decision", bedrock, []func(*Asset){retrieves(TraitNo)},
			[]Record{rule("r", everywhere(), key, 1, toShared)}, OwnerShared, BasisRule},
		{"a rule's decision, where the hosting model is unknown", HostingUnknown, nil,
			[]Record{rule("r", hostedOn(HostingUnknown), key, 1, toShared)}, OwnerShared, BasisRule},
		{"a trait rule", bedrock, []func(*Asset){retrieves(TraitNo)}, nil, OwnerNotApplicable, BasisTrait},
		{"a trait rule, where the hosting model is unknown", HostingUnknown, []func(*Asset){retrieves(TraitNo)}, nil, OwnerNotApplicable, BasisTrait},
		{"no trait rule on the other answer", bedrock, []func(*Asset){retrieves(TraitYes)}, nil, OwnerCustomer, BasisBaseline},
		{"no trait rule on unknown", bedrock, []func(*Asset){retrieves(TraitUnknown)}, nil, OwnerCustomer, BasisBaseline},
		{"no trait rule where nobody said", bedrock, nil, nil, OwnerCustomer, BasisBaseline},
		{"no trait rule of another control", bedrock, []func(*Asset){acts(TraitNo)}, nil, OwnerCustomer, BasisBaseline},
		{"undecided, the hosting model being unknown", HostingUnknown, nil, nil, OwnerUnassigned, BasisUnknown},
		{"undecided, nobody having stated the hosting model", "", nil, nil, OwnerUnassigned, BasisUnknown},
		{"undecided, the catalogue not knowing the hosting model", notCatalogued, nil, nil, OwnerUnassigned, BasisUnknown},
		{"the baseline", bedrock, nil, nil, OwnerCustomer, BasisBaseline},
		{"the baseline, unassigned where the catalogue says nothing", uncharted, nil, nil, OwnerUnassigned, BasisBaseline},

		{"the baseline, a cell deciding for it over a rule", bedrock, nil,
			[]Record{cell("bot", key, decided(OwnerBaseline)), rule("r", everywhere(), key, 1, toShared)}, OwnerCustomer, BasisBaseline},
		{"the baseline, a narrow rule deciding for it over a wide one", bedrock, []func(*Asset){tagged("eu")},
			[]Record{rule("r", withTag("eu"), key, 2, decided(OwnerBaseline)), rule("q", everywhere(), key, 1, toShared)}, OwnerCustomer, BasisBaseline},
		{"a trait rule all the same, a cell deciding for the baseline", bedrock, []func(*Asset){retrieves(TraitNo)},
			[]Record{cell("bot", key, decided(OwnerBaseline)), rule("r", everywhere(), key, 1, toShared)}, OwnerNotApplicable, BasisTrait},
		{"a rule's decision, the cell's naming no owner", bedrock, nil,
			[]Record{cell("bot", key, decided("")), rule("r", everywhere(), key, 1, toShared)}, OwnerShared, BasisRule},
	} {
		t.Run(c.name, func(t *testing.T) {
			e := evaluate(append(c.records, asset("bot", c.hosting, c.edits...))...)
			if view := look(t, e, "bot", key); view.Boundary != c.want || view.Basis != c.basis {
				t.Errorf("boundary %s by %s, want %s by %s", view.Boundary, view.Basis, c.want, c.basis)
			}
		})
	}
}

func TestNeededClausesDecideTheState(t *testing.T) {
	people := []Record{person("dana"), company("aws", "AWS"), retired(person("rob"))}
	for _, c := range []struct {
		name     string
		boundary Owner
		says     []say
		state    CellState
		substate Substate
		missing  []Side
	}{
		{"not applicable needs nobody", OwnerNotApplicable, nil, StateNotApplicable, SubstateNone, nil},
		{"undecided is unowned, whoever is named", OwnerUnassigned, []say{clientOwner("dana"), providerOwner("aws")}, StateUnowned, SubstateUndecided, nil},

		{"provider: the provider's clause is enough", OwnerProvider, []say{providerOwner("aws")}, StateOwned, SubstateNone, nil},
		{"provider: a client's owner does not help", OwnerProvider, []say{clientOwner("dana")}, StateUnowned, SubstateNone, []Side{ProviderSide}},
		{"customer: the client's clause is enough", OwnerCustomer, []say{clientOwner("dana")}, StateOwned, SubstateNone, nil},
		{"customer: a provider's owner does not help", OwnerCustomer, []say{providerOwner("aws")}, StateUnowned, SubstateNone, []Side{CustomerSide}},
		{"shared: both", OwnerShared, []say{clientOwner("dana"), providerOwner("aws")}, StateOwned, SubstateNone, nil},
		{"shared: the provider's half alone", OwnerShared, []say{providerOwner("aws")}, StateUnowned, SubstateHalfOwned, []Side{CustomerSide}},
		{"shared: the client's half alone", OwnerShared, []say{clientOwner("dana")}, StateUnowned, SubstateHalfOwned, []Side{ProviderSide}},
		{"shared alone is no answer", OwnerShared, nil, StateUnowned, SubstateNone, []Side{ProviderSide, CustomerSide}},

		{"responsible is not accountable", OwnerCustomer, []say{workers("dana")}, StateUnowned, SubstateNone, []Side{CustomerSide}},
		{"a retired party is not valid", OwnerCustomer, []say{clientOwner("rob")}, StateUnowned, SubstateNone, []Side{CustomerSide}},
		{"a party that does not exist is not valid", OwnerCustomer, []say{clientOwner("nobody")}, StateUnowned, SubstateNone, []Side{CustomerSide}},
		{"shared: one half held by a retired party", OwnerShared, []say{clientOwner("rob"), providerOwner("aws")}, StateUnowned, SubstateHalfOwned, []Side{CustomerSide}},
		{"the client's clause may be a provider's to hold", OwnerCustomer, []say{clientOwner("aws")}, StateOwned, SubstateNone, nil},
		{"the provider's clause may be a person's to hold", OwnerProvider, []say{providerOwner("dana")}, StateOwned, SubstateNone, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			says := append([]say{decided(c.boundary)}, c.says...)
			view := look(t, evaluate(append(people, asset("bot", onPremises), cell("bot", injection, says...))...), "bot", injection)
			if view.State != c.state || view.Substate != c.substate || !slices.Equal(view.Missing, c.missing) {
				t.Errorf("%s %q, missing %v; want %s %q, missing %v", view.State, view.Substate, view.Missing, c.state, c.substate, c.missing)
			}
		})
	}
}

func TestProvidersClauseIsPresumed(t *testing.T) {
	const theirs = outputFilter // the provider's on Azure and SaaS
	yesterday := today() - 1
	for _, c := range []struct {
		name     string
		asset    *Asset
		records  []Record
		state    CellState
		owner    string
		presumed bool
	}{
		{"the hosting model's company", asset("bot", azure), nil, StateOwned, "Microsoft", true},
		{"the asset's own provider before it", asset("bot", azure, runBy("Reseller")), nil, StateOwned, "Reseller", true},
		{"the asset's own provider under its known name", asset("bot", saas, runBy(" amazon web services ")), nil, StateOwned, "AWS", true},
		{"the hosting model's company, the asset's provider being blank", asset("bot", azure, runBy(" ")), nil, StateOwned, "Microsoft", true},
		{"nobody where the hosting model names no one company", asset("bot", saas), nil, StateUnowned, "", false},

		{"until a contract clause or report is referenced", asset("bot", azure),
			[]Record{cell("bot", theirs, reference("Master agreement, clause 7", 0))}, StateOwned, "Microsoft", false},
		{"until one is referenced by a rule", asset("bot", azure),
			[]Record{rule("r", ofProvider("Azure"), "", 1, reference("SOC 2 report", 0))}, StateOwned, "Microsoft", false},
		{"again once the reference has expired", asset("bot", azure),
			[]Record{cell("bot", theirs, reference("SOC 2 report", yesterday))}, StateOwned, "Microsoft", true},
		{"not yet on the day on which the reference expires", asset("bot", azure),
			[]Record{cell("bot", theirs, reference("SOC 2 report", today()))}, StateOwned, "Microsoft", false},
		{"where the reference names no document", asset("bot", azure),
			[]Record{cell("bot", theirs, reference("", today()))}, StateOwned, "Microsoft", true},

		{"where a provider is named without a reference", asset("bot", saas),
			[]Record{company("oai", "OpenAI"), cell("bot", theirs, providerOwner("oai"))}, StateOwned, "OpenAI", true},
		{"not where a provider is named with a reference", asset("bot", saas),
			[]Record{company("oai", "OpenAI"), cell("bot", theirs, providerOwner("oai"), reference("Order form", 0))}, StateOwned, "OpenAI", false},
		{"not where one of the client's own people answers for the provider", asset("bot", saas),
			[]Record{person("dana"), cell("bot", theirs, providerOwner("dana"))}, StateOwned, "Dana", false},
		{"not in place of a named party that is not valid", asset("bot", azure),
			[]Record{retired(person("rob")), cell("bot", theirs, providerOwner("rob"))}, StateUnowned, "Rob", false},

		{"not of a provider whose party is retired", asset("bot", azure),
			[]Record{retired(company("ms", "Microsoft"))}, StateUnowned, "Microsoft", false},
		{"not of a provider whose party is retired under another name", asset("bot", azure),
			[]Record{retired(company("ms", "Azure"))}, StateUnowned, "Microsoft", false},
		{"of a provider with a retired and a present party", asset("bot", azure),
			[]Record{retired(company("ms", "Microsoft")), company("ms2", "MICROSOFT")}, StateOwned, "Microsoft", true},
		{"of a provider whose name a retired person has", asset("bot", azure),
			[]Record{retired(&Party{ID: "p", Name: "Microsoft", Type: Person})}, StateOwned, "Microsoft", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			view := look(t, evaluate(append(c.records, c.asset)...), "bot", theirs)
			if view.State != c.state || view.ProviderOwner != c.owner || view.Presumed != c.presumed {
				t.Errorf("%s, held by %q, presumed %t; want %s, %q, %t", view.State, view.ProviderOwner, view.Presumed, c.state, c.owner, c.presumed)
			}
		})
	}
}

func TestPresumedCellsAreCountedAmongTheOwned(t *testing.T) {
	e := evaluate(asset("bot", azure), cell("bot", apiAccess, reference("Clause 7", 0)))
	totals := e.AssetTotals("bot")
	if totals.Owned != 1 || totals.Presumed != 1 {
		t.Errorf("owned %d, presumed %d: the provider's one cell is owned, on its word alone", totals.Owned, totals.Presumed)
	}
	if view := look(t, e, "bot", provenance); view.Substate != SubstateHalfOwned || !view.Presumed {
		t.Errorf("the provider's half of a shared cell is presumed too: %+v", view)
	}
}

func TestRetiredAndRejectedAssetsAreNotCounted(t *testing.T) {
	for _, c := range []struct {
		name    string
		asset   *Asset
		counted bool
	}{
		{"in production", asset("bot", bedrock), true},
		{"planned", asset("bot", bedrock, at(LifecyclePlanned)), true},
		{"of unknown stage", asset("bot", bedrock, at("")), true},
		{"proposed", asset("bot", bedrock, approval(ApprovalProposed)), true},
		{"under review", asset("bot", bedrock, approval(ApprovalUnderReview)), true},
		{"approved until yesterday", asset("bot", bedrock, approvedUntil(today()-1)), true},
		{"retired", asset("bot", bedrock, at(LifecycleRetired)), false},
		{"rejected", asset("bot", bedrock, approval(ApprovalRejected)), false},
	} {
		t.Run(c.name, func(t *testing.T) {
			e := evaluate(c.asset, cell("bot", injection, declared(Implemented)))
			cells, assets := 0, 0
			if c.counted {
				cells, assets = testControls, 1
			}
			totals := e.Totals()
			if totals.Cells != cells || totals.Assets != assets || len(e.Row("bot")) != cells || len(e.Assets()) != assets {
				t.Errorf("%d cells on %d assets, a row of %d", totals.Cells, totals.Assets, len(e.Row("bot")))
			}
			if !c.counted && len(e.Findings()) > 0 {
				t.Errorf("an asset that is not counted has %d findings", len(e.Findings()))
			}
			if _, ok := e.Cell("bot", injection); ok != c.counted {
				t.Errorf("a cell is shown: %t", ok)
			}
		})
	}
}

func TestStatusDecidesTheOutcome(t *testing.T) {
	for _, c := range []struct {
		name    string
		says    []say
		outcome Outcome
		status  Status
	}{
		{"nobody said anything", nil, OutcomeGap, NotAssessed},
		{"not assessed", []say{declared(NotAssessed)}, OutcomeGap, NotAssessed},
		{"not implemented", []say{declared(NotImplemented)}, OutcomeGap, NotImplemented},
		{"planned", []say{declared(Planned)}, OutcomeGap, Planned},
		{"partial", []say{declared(PartialStatus)}, OutcomePartial, PartialStatus},
		{"implemented", []say{declared(Implemented)}, OutcomeCompliant, Implemented},
		{"declared implemented, concluded partial", []say{declared(Implemented), concluded(PartialStatus)}, OutcomePartial, PartialStatus},
		{"declared planned, concluded implemented", []say{declared(Planned), concluded(Implemented)}, OutcomeCompliant, Implemented},
		{"declared implemented, concluded not assessed", []say{declared(Implemented), concluded(NotAssessed)}, OutcomeGap, NotAssessed},
		{"declared implemented, a conclusion without a status", []say{declared(Implemented), concluded("")}, OutcomeCompliant, Implemented},
		{"a word that is no status", []say{declared("done")}, OutcomeGap, NotAssessed},
		{"not applicable has no status to speak of", []say{declared(Implemented), decided(OwnerNotApplicable)}, OutcomeNotApplicable, Implemented},
	} {
		t.Run(c.name, func(t *testing.T) {
			e := evaluate(person("dana"), asset("bot", bedrock), cell("bot", systemPrompt, append(c.says, clientOwner("dana"))...))
			view := look(t, e, "bot", systemPrompt)
			if view.Outcome != c.outcome || view.Status != c.status {
				t.Errorf("%s by status %s, want %s by %s", view.Outcome, view.Status, c.outcome, c.status)
			}
		})
	}
}

// A provider called "none" is none: its clause is nobody's.
func TestAProviderWhoIsNobodyHoldsNothing(t *testing.T) {
	for _, name := range []string{"none", "N/A", " - ", "TBD", "In-house", "unknown"} {
		e := evaluate(asset("bot", saas, runBy(name)), asset("cloud", bedrock, runBy(name)))
		if view := look(t, e, "bot", provenance); view.State != StateUnowned || view.Presumed || view.ProviderOwner != "" {
			t.Errorf("provider %q: %s, held by %q", name, view.State, view.ProviderOwner)
		}
		if view := look(t, e, "cloud", provenance); view.ProviderOwner != "AWS" {
			t.Errorf("provider %q on AWS Bedrock: held by %q", name, view.ProviderOwner)
		}
	}
}

func TestKnownGapIsAddressedWithARationaleOrEvidence(t *testing.T) {
	evidence := func(m Method) Record { return shown("e", m, "bot", injection) }
	for _, c := range []struct {
		name    string
		says    []say
		records []Record
		outcome Outcome
	}{
		{"not addressed", nil, nil, OutcomePartial},
		{"not addressed, whatever the evidence and rationale", []say{rationale("fine")}, []Record{evidence(Inspection)}, OutcomePartial},
		{"said to be addressed, with nothing to show", []say{gapAddressed}, nil, OutcomePartial},
		{"addressed with a rationale", []say{gapAddressed, rationale("A gateway does it.")}, nil, OutcomeCompliant},
		{"addressed with a blank rationale", []say{gapAddressed, rationale(" \n")}, nil, OutcomePartial},
		{"addressed with evidence", []say{gapAddressed}, []Record{evidence(Reperformance)}, OutcomeCompliant},
		{"addressed with inquiry alone", []say{gapAddressed}, []Record{evidence(Inquiry)}, OutcomePartial},
		{"addressed by a rule that says how", nil,
			[]Record{rule("r", everywhere(), injection, 1, gapAddressed, rationale("One gateway for all."))}, OutcomeCompliant},
		{"addressed by a rule, the cell saying how", []say{rationale("A gateway does it.")},
			[]Record{rule("r", everywhere(), injection, 1, gapAddressed)}, OutcomeCompliant},
		{"addressed, a rule giving a rationale for something else", []say{gapAddressed},
			[]Record{rule("r", everywhere(), injection, 1, due(today()), rationale("Because of the budget."))}, OutcomePartial},
		{"addressed by a rule, denied by the cell", []say{func(a *Answer) { a.GapAddressed = TraitNo }},
			[]Record{rule("r", everywhere(), injection, 1, gapAddressed, rationale("One gateway for all."))}, OutcomePartial},
	} {
		t.Run(c.name, func(t *testing.T) {
			says := append(c.says, clientOwner("dana"), declared(Implemented))
			records := append(c.records, person("dana"), asset("bot", bedrock), cell("bot", injection, says...))
			view := look(t, evaluate(records...), "bot", injection)
			if view.Outcome != c.outcome || view.GapOpen != (c.outcome == OutcomePartial) {
				t.Errorf("%s, gap open %t; want %s", view.Outcome, view.GapOpen, c.outcome)
			}
		})
	}
}

func TestOwnershipAndOutcomeAreCountedApart(t *testing.T) {
	e := evaluate(asset("bot", bedrock), cell("bot", systemPrompt, declared(Implemented)))
	view := look(t, e, "bot", systemPrompt)
	if view.State != StateUnowned || view.Outcome != OutcomeCompliant {
		t.Errorf("%s and %s: an unowned cell may be implemented", view.State, view.Outcome)
	}
	if totals := e.Totals(); totals.Compliant != 1 || totals.Unowned != totals.Applicable {
		t.Errorf("compliant %d, unowned %d of %d applicable", totals.Compliant, totals.Unowned, totals.Applicable)
	}
}

// What the catalogue says nothing of stays undecided and a gap. Once somebody
// decides and implements it, it is partial until they say why that is enough:
// nobody knows what would have had to be done.
func TestUnmappedCellIsNeverSilent(t *testing.T) {
	for _, c := range []struct {
		name    string
		says    []say
		state   CellState
		outcome Outcome
	}{
		{"nobody decided", nil, StateUnowned, OutcomeGap},
		{"decided and owned", []say{decided(OwnerCustomer), clientOwner("dana")}, StateOwned, OutcomeGap},
		{"implemented", []say{decided(OwnerCustomer), clientOwner("dana"), declared(Implemented)}, StateOwned, OutcomePartial},
		{"implemented and reasoned", []say{decided(OwnerCustomer), clientOwner("dana"), declared(Implemented), gapAddressed, rationale("As on Bedrock.")}, StateOwned, OutcomeCompliant},
	} {
		t.Run(c.name, func(t *testing.T) {
			e := evaluate(person("dana"), asset("bot", uncharted), cell("bot", injection, c.says...))
			view := look(t, e, "bot", injection)
			if view.State != c.state || view.Outcome != c.outcome {
				t.Errorf("%s and %s, want %s and %s", view.State, view.Outcome, c.state, c.outcome)
			}
			if len(findingsOn(e, "bot", injection)) == 0 {
				t.Error("nothing is found wrong with it")
			}
		})
	}
}

func TestConclusionsAndDecisionsWorkWithoutABaseline(t *testing.T) {
	e := evaluate(person("dana"), asset("bot", HostingUnknown),
		cell("bot", injection, decided(OwnerCustomer), clientOwner("dana"), declared(Implemented)))
	view := look(t, e, "bot", injection)
	if view.State != StateOwned || view.Outcome != OutcomeCompliant || view.Baseline != nil {
		t.Errorf("decided on an asset of unknown hosting: %s, %s, baseline %v", view.State, view.Outcome, view.Baseline)
	}
}

func TestCellShowsWhatItsRowShows(t *testing.T) {
	e := evaluate(person("dana"), asset("bot", bedrock), cell("bot", injection, clientOwner("dana"), declared(Planned)))
	for _, view := range e.Row("bot") {
		if got := look(t, e, "bot", view.Control.ID); got.State != view.State || got.Outcome != view.Outcome || got.Boundary != view.Boundary {
			t.Errorf("%s alone shows %+v", view.Control.ID, got)
		}
	}
	for _, missing := range [][2]string{{"bot", "AI-SEC-999"}, {"ghost", injection}} {
		if _, ok := e.Cell(missing[0], missing[1]); ok {
			t.Errorf("there is a cell %v", missing)
		}
	}
}

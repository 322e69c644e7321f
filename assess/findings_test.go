package assess

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// What the rules say is wrong: which finding a cell stands behind, when many
// cells stand behind one, and in what words.

// ownedBot is an asset on AWS Bedrock whose system prompt is Dana's: a cell
// that needs one owner and has no known gap.
func ownedBot(says ...say) []Record {
	return []Record{person("dana"), asset("bot", bedrock), cell("bot", systemPrompt, append([]say{clientOwner("dana")}, says...)...)}
}

func TestEachKindOfFinding(t *testing.T) {
	longAgo, justNow := daysAgo(400), daysAgo(10)
	evidence := shown("e", Inspection, "bot")
	old := shown("e", Inspection, "bot")
	old.To = longAgo
	undated := shown("e", Inspection, "bot")
	undated.To = 0
	collected := shown("e", Inspection, "bot")
	collected.To, collected.CollectedAt = 0, InstantOf(longAgo.Time())
	for _, c := range []struct {
		name    string
		records []Record
		control string
		want    FindingKind // none where it is empty
	}{
		{"boundary undecided", []Record{asset("bot", bedrock)}, outputWatch, FindingAmbiguous},
		{"hosting unknown", []Record{asset("bot", HostingUnknown)}, injection, FindingAmbiguous},
		{"nobody named", []Record{asset("bot", bedrock)}, injection, FindingUnassigned},
		{"half owned", []Record{asset("bot", bedrock)}, apiAccess, FindingUnassigned},
		{"a retired owner", []Record{asset("bot", bedrock), retired(person("rob")), cell("bot", injection, clientOwner("rob"))}, injection, FindingOwnerInvalid},
		{"one half by a retired owner, the other by nobody", []Record{asset("bot", saas), retired(person("rob")), cell("bot", injection, clientOwner("rob"))}, injection, FindingOwnerInvalid},
		{"a provider that is retired", []Record{asset("bot", azure), retired(company("ms", "Microsoft"))}, outputFilter, FindingOwnerInvalid},
		{"unowned, the outcome folded in", []Record{asset("bot", bedrock), cell("bot", systemPrompt, declared(NotImplemented))}, systemPrompt, FindingUnassigned},
		{"unowned, the known gap folded in", []Record{asset("bot", bedrock), cell("bot", injection, declared(Implemented))}, injection, FindingUnassigned},

		{"not assessed", ownedBot(), systemPrompt, FindingGap},
		{"not implemented", ownedBot(declared(NotImplemented)), systemPrompt, FindingGap},
		{"planned", ownedBot(declared(Planned)), systemPrompt, FindingGap},
		{"partial", ownedBot(declared(PartialStatus)), systemPrompt, FindingPartial},
		{"a known gap stays open", append(ownedBot(), cell("bot", injection, clientOwner("dana"), declared(Implemented))), injection, FindingPartial},

		{"implemented and shown", append(ownedBot(declared(Implemented)), evidence), systemPrompt, ""},
		{"implemented, nothing shown", ownedBot(declared(Implemented)), systemPrompt, FindingEvidenceMissing},
		{"implemented, inquiry alone", append(ownedBot(declared(Implemented)), shown("e", Inquiry, "bot")), systemPrompt, FindingEvidenceMissing},
		{"implemented, evidence without a method", append(ownedBot(declared(Implemented)), shown("e", "", "bot")), systemPrompt, FindingEvidenceMissing},
		{"implemented, evidence of another asset", append(ownedBot(declared(Implemented)), shown("e", Inspection, "other")), systemPrompt, FindingEvidenceMissing},
		{"implemented, evidence of another control", append(ownedBot(declared(Implemented)), shown("e", Inspection, "bot", injection)), systemPrompt, FindingEvidenceMissing},
		{"implemented, evidence that names nothing", append(ownedBot(declared(Implemented)), &Evidence{ID: "e", Method: Inspection, To: today()}), systemPrompt, FindingEvidenceMissing},
		{"implemented, evidence for the control on every asset", append(ownedBot(declared(Implemented)), &Evidence{ID: "e", Method: Observation, To: today(), Controls: []string{systemPrompt}}), systemPrompt, ""},
		{"old evidence", append(ownedBot(declared(Implemented)), old), systemPrompt, FindingEvidenceStale},
		{"old evidence, by the day of collection", append(ownedBot(declared(Implemented)), collected), systemPrompt, FindingEvidenceStale},
		{"undated evidence", append(ownedBot(declared(Implemented)), undated), systemPrompt, FindingEvidenceStale},
		{"old evidence and new", append(ownedBot(declared(Implemented)), old, shown("e2", Inspection, "bot")), systemPrompt, ""},
		{"old evidence and new inquiry", append(ownedBot(declared(Implemented)), old, shown("e2", Inquiry, "bot")), systemPrompt, FindingEvidenceStale},
		{"an overdue review", append(ownedBot(declaredOn(Implemented, longAgo)), evidence), systemPrompt, FindingReviewOverdue},
		{"reviewed by concluding", append(ownedBot(declaredOn(Implemented, longAgo), concluded(Implemented)), evidence), systemPrompt, ""},
		{"reviewed recently", append(ownedBot(declaredOn(Implemented, justNow)), evidence), systemPrompt, ""},
		{"a baseline whose source nobody opened", []Record{person("dana"), asset("bot", saas), shown("e", Inspection, "bot"),
			cell("bot", systemPrompt, clientOwner("dana"), providerOwner("dana"), declared(Implemented))}, systemPrompt, FindingLowConfidence},
		{"a baseline that moved", append(ownedBot(), evidence, reopened(cell("bot", systemPrompt, clientOwner("dana"), declared(Implemented)), "1.1.0")), systemPrompt, FindingBaselineChanged},
		{"a baseline that moved, not in place", append(ownedBot(), reopened(cell("bot", systemPrompt, clientOwner("dana"), declared(Planned)), "1.1.0")), systemPrompt, FindingGap},

		{"not applicable", []Record{asset("bot", bedrock, retrieves(TraitNo))}, retrieval, ""},
		{"on the provider's word alone, and done", []Record{asset("bot", azure), shown("e", Inspection, "bot"), cell("bot", outputFilter, declared(Implemented))}, outputFilter, FindingProviderReference},
	} {
		t.Run(c.name, func(t *testing.T) {
			on := findingsOn(evaluate(c.records...), "bot", c.control)
			if c.want == "" {
				if len(on) > 0 {
					t.Errorf("%s: %s", on[0].Kind, on[0].Why(nil))
				}
				return
			}
			if len(on) != 1 || on[0].Kind != c.want {
				t.Fatalf("%d findings, want one of kind %s: %+v", len(on), c.want, on)
			}
		})
	}
}

func TestACellGivesOneFindingOfOwnershipAndOneOfOutcome(t *testing.T) {
	e := evaluate(asset("bot", azure), cell("bot", outputFilter, declared(Planned)))
	var kinds []FindingKind
	for _, f := range findingsOn(e, "bot", outputFilter) {
		kinds = append(kinds, f.Kind)
	}
	slices.Sort(kinds)
	if want := []FindingKind{FindingGap, FindingProviderReference}; !slices.Equal(kinds, want) {
		t.Errorf("a cell on the provider's word alone that is not done has %v, want %v", kinds, want)
	}
}

// Of several doubts about a compliant cell the gravest is the finding.
func TestGravestDoubtFirst(t *testing.T) {
	longAgo := daysAgo(400)
	old := shown("e", Inspection, "bot")
	old.To = longAgo
	moved := func(c *Cell) *Cell { return reopened(c, "1.1.0") }
	stale := func() *Cell {
		return cell("bot", systemPrompt, clientOwner("dana"), providerOwner("dana"), declaredOn(Implemented, longAgo))
	}
	base := []Record{person("dana"), asset("bot", saas)}
	for _, c := range []struct {
		records []Record
		want    FindingKind
	}{
		{[]Record{moved(stale())}, FindingBaselineChanged},
		{[]Record{stale()}, FindingEvidenceMissing},
		{[]Record{stale(), old}, FindingEvidenceStale},
		{[]Record{stale(), shown("e", Inspection, "bot")}, FindingReviewOverdue},
		{[]Record{cell("bot", systemPrompt, clientOwner("dana"), providerOwner("dana"), declared(Implemented)), shown("e", Inspection, "bot")}, FindingLowConfidence},
	} {
		t.Run(string(c.want), func(t *testing.T) {
			if f := onlyFinding(t, evaluate(append(base, c.records...)...), "bot", systemPrompt); f.Kind != c.want {
				t.Errorf("found %s", f.Kind)
			}
		})
	}
}

func TestThingsFallDueTheDayAfter(t *testing.T) {
	limit := daysAgo(365) // 2025-11-21, twelve months before
	for _, c := range []struct {
		name  string
		day   Date
		stale bool
	}{{"twelve months old", limit, false}, {"a day older", limit - 1, true}} {
		t.Run("evidence "+c.name, func(t *testing.T) {
			e := shown("e", Inspection, "bot")
			e.To = c.day
			if got := len(findingsOn(evaluate(append(ownedBot(declared(Implemented)), e)...), "bot", systemPrompt)) > 0; got != c.stale {
				t.Errorf("stale: %t", got)
			}
		})
		t.Run("approval until "+c.name, func(t *testing.T) {
			bot := asset("bot", bedrock, approvedUntil(c.day-limit+today()))
			if got := len(kindOf(evaluate(bot), FindingApprovalExpired)) > 0; got != c.stale {
				t.Errorf("expired: %t", got)
			}
		})
	}
	quarter := mustDate(t, "2026-08-21")
	for _, c := range []struct {
		name string
		day  Date
		due  bool
	}{{"three months ago", quarter, false}, {"a day earlier", quarter - 1, true}} {
		t.Run("answered "+c.name, func(t *testing.T) {
			e := evaluate(append(ownedBot(declaredOn(Implemented, c.day)), shown("e", Inspection, "bot"))...)
			if got := len(findingsOn(e, "bot", systemPrompt)) > 0; got != c.due {
				t.Errorf("review overdue: %t", got)
			}
		})
	}
}

func kindOf(e *Evaluation, kind FindingKind) []Finding {
	return slices.DeleteFunc(e.Findings(), func(f Finding) bool { return f.Kind != kind })
}

func TestApprovalExpiresOnlyWhereItWasGiven(t *testing.T) {
	for state, want := range map[Approval]int{
		ApprovalProposed: 0, ApprovalUnderReview: 0, ApprovalRejected: 0,
		ApprovalApproved: 1, "": 1, // a date without a state is an approval's end
	} {
		if found := kindOf(evaluate(asset("bot", bedrock, approval(state), approvedUntil(1))), FindingApprovalExpired); len(found) != want {
			t.Errorf("%q: %d findings, want %d", state, len(found), want)
		}
	}
}

// A rule that moves a duty to where nobody holds it is one cause, on however
// many assets.
func TestABoundaryRuleWithoutAnOwnerIsOneFinding(t *testing.T) {
	boundary := rule("r", everywhere(), outputWatch, 1, decided(OwnerCustomer))
	e := evaluate(boundary, asset("a", bedrock), asset("b", bedrock), person("dana"), asset("c", bedrock), cell("c", outputWatch, clientOwner("dana")))
	f := onlyFinding(t, e, "a", outputWatch)
	if f.Kind != FindingUnassigned || f.Assets != 2 || len(f.Cells) != 2 || f.Rule == nil || f.Rule.ID != "r" {
		t.Errorf("%s on %d assets, %v, by %v", f.Kind, f.Assets, f.Cells, f.Rule)
	}
}

// A finding that comes from a rule is one finding on n assets.
func TestOneCauseIsOneFinding(t *testing.T) {
	a, b, c := asset("a", bedrock), asset("b", bedrock, exposed(ExposurePublic)), asset("c", azure)
	retiredOwner := rule("r", everywhere(), systemPrompt, 1, clientOwner("rob"))
	for _, tc := range []struct {
		name    string
		records []Record
		kind    FindingKind
		assets  []string // in the order of their names
		rule    string
	}{
		{"a rule that names a retired party", []Record{a, b, c, retired(person("rob")), retiredOwner}, FindingOwnerInvalid, []string{"a", "b", "c"}, "r"},
		{"a rule that says not implemented", []Record{a, b, c, person("dana"), rule("r", everywhere(), systemPrompt, 1, clientOwner("dana"), declared(NotImplemented))}, FindingGap, []string{"a", "b", "c"}, "r"},
		{"a rule that says implemented, with nothing to show", []Record{a, b, c, person("dana"), rule("r", hostedOn(bedrock), systemPrompt, 1, clientOwner("dana"), declared(Implemented))}, FindingEvidenceMissing, []string{"a", "b"}, "r"},
		{"not what a cell says itself", []Record{a, b, c, person("dana"), rule("r", everywhere(), systemPrompt, 1, clientOwner("dana"), declared(NotImplemented)),
			cell("a", systemPrompt, declared(PartialStatus))}, FindingGap, []string{"b", "c"}, "r"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			found := slices.DeleteFunc(kindOf(evaluate(tc.records...), tc.kind), func(f Finding) bool { return f.Control.ID != systemPrompt })
			if len(found) != 1 {
				t.Fatalf("%d findings, want one: %+v", len(found), found)
			}
			f := found[0]
			var assets []string
			for _, cell := range f.Cells {
				assets = append(assets, cell.Asset)
			}
			if !slices.Equal(assets, tc.assets) || f.Assets != len(tc.assets) || f.Rule == nil || f.Rule.ID != tc.rule {
				t.Errorf("on %v (%d), from rule %v; want %v from %s", assets, f.Assets, f.Rule, tc.assets, tc.rule)
			}
			if f.Asset.ID != "b" {
				t.Errorf("the worst hit is %s, want the public one", f.Asset.ID)
			}
		})
	}
	t.Run("a category's rule is one finding per control", func(t *testing.T) {
		found := kindOf(evaluate(a, b, person("dana"), rule("r", everywhere(), "monitoring", 1, clientOwner("dana"), providerOwner("dana"), declared(Planned))), FindingGap)
		if len(found) != 2 || found[0].Control == found[1].Control {
			t.Errorf("%d findings, want one for each of the two decided controls", len(found))
		}
	})
	t.Run("what nobody said is a finding on each asset", func(t *testing.T) {
		if found := kindOf(evaluate(a, b, person("dana"), rule("r", everywhere(), systemPrompt, 1, clientOwner("dana"))), FindingGap); len(found) != 2 {
			t.Errorf("%d findings on two assets that nobody assessed", len(found))
		}
	})
	t.Run("a provider's word is one finding per provider", func(t *testing.T) {
		records := []Record{asset("c", azure), asset("d", azure), asset("e", saas, runBy("azure")), asset("f", saas, runBy("OpenAI"))}
		found := kindOf(evaluate(append(records, company("ms", "Azure"), cell("c", outputFilter, providerOwner("ms")))...), FindingProviderReference)
		if len(found) != 2 || found[0].Party != "Microsoft" || found[0].Assets != 3 || found[1].Party != "OpenAI" {
			t.Errorf("found %+v", found)
		}
		if found[0].Control != nil {
			t.Errorf("it is about %s alone", found[0].Control.ID)
		}
	})
	t.Run("a weak baseline is one finding per hosting model", func(t *testing.T) {
		records := []Record{person("dana"), &Evidence{ID: "e", Method: Inspection, To: today(), Controls: []string{systemPrompt}},
			rule("r", everywhere(), systemPrompt, 1, clientOwner("dana"), providerOwner("dana"))}
		for _, id := range []string{"a", "b"} {
			records = append(records, asset(id, saas), cell(id, systemPrompt, declared(Implemented)))
		}
		if found := kindOf(evaluate(records...), FindingLowConfidence); len(found) != 1 || found[0].Assets != 2 {
			t.Errorf("found %+v", found)
		}
	})
}

func TestFindingIDsStayTheSame(t *testing.T) {
	base := []Record{asset("bot", bedrock), asset("other", azure), person("dana")}
	before := onlyFinding(t, evaluate(base...), "bot", injection)
	for _, c := range []struct {
		name  string
		edits []Record
	}{
		{"another asset arrives", []Record{asset("third", saas)}},
		{"the asset is renamed", []Record{asset("bot", bedrock, func(a *Asset) { a.Name = "Renamed" })}},
		{"the asset becomes public", []Record{asset("bot", bedrock, exposed(ExposurePublic))}},
		{"its status is declared", []Record{cell("bot", injection, declared(Planned))}},
		{"a party arrives", []Record{person("erin")}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if after := onlyFinding(t, evaluate(append(base, c.edits...)...), "bot", injection); after.ID != before.ID {
				t.Errorf("%s became %s", before.ID, after.ID)
			}
		})
	}
	if before.ID != "f-3ndkuiwfdil6" {
		t.Errorf("the id of an unassigned cell is %s: decisions that were made about it are lost", before.ID)
	}
}

func TestDispositionStaysWithItsFinding(t *testing.T) {
	records := []Record{asset("bot", bedrock), asset("other", azure)}
	f := onlyFinding(t, evaluate(records...), "bot", injection)
	for _, c := range []struct {
		name     string
		decision *Disposition
		state    DispositionState
	}{
		{"undecided", nil, DispositionOpen},
		{"in progress", &Disposition{As: DispositionInProgress}, DispositionInProgress},
		{"only its severity adjusted", &Disposition{Severity: SeverityLow}, DispositionOpen},
		{"accepted for good", &Disposition{As: DispositionRiskAccepted}, DispositionRiskAccepted},
		{"accepted until today", &Disposition{As: DispositionRiskAccepted, Until: today()}, DispositionRiskAccepted},
		{"accepted until yesterday", &Disposition{As: DispositionRiskAccepted, Until: today() - 1}, DispositionOpen},
		{"fixed by a day that has passed", &Disposition{As: DispositionFixed, Until: today() - 1}, DispositionFixed},
	} {
		t.Run(c.name, func(t *testing.T) {
			with := records
			if c.decision != nil {
				c.decision.Finding = f.ID
				with = append(with, c.decision)
			}
			e := evaluate(with...)
			got := onlyFinding(t, e, "bot", injection)
			if got.Disposition != c.decision || got.State(today()) != c.state {
				t.Errorf("%s by %+v, want %s", got.State(today()), got.Disposition, c.state)
			}
			if e.Totals() != evaluate(records...).Totals() {
				t.Error("a decision about a finding changed what is counted")
			}
		})
	}
}

func TestConcentration(t *testing.T) {
	// Dana holds the client's clause of n controls on three Bedrock assets.
	assets := []Record{asset("a", bedrock), asset("b", bedrock), asset("c", bedrock)}
	hold := func(party string, controls ...string) []Record {
		var records []Record
		for _, control := range controls {
			records = append(records, rule(party+control, everywhere(), control, 1, clientOwner(party)))
		}
		return records
	}
	seven := []string{provenance, injection, outputFilter, systemPrompt, fineTuning, apiAccess, rateLimits}
	three := []string{interactions, retrieval, agentRights}
	for _, c := range []struct {
		name    string
		records []Record
		want    int
	}{
		{"one party holds 21 of 30", slices.Concat(assets, []Record{person("dana"), person("erin")}, hold("dana", seven...), hold("erin", three...)), 1},
		{"too few to matter", slices.Concat(assets[:2], []Record{person("dana")}, hold("dana", seven...)), 0},
		{"a provider may hold many", slices.Concat(assets, []Record{company("dana", "Outsourcer")}, hold("dana", seven...)), 0},
		{"a retired party holds nothing", slices.Concat(assets, []Record{retired(person("dana"))}, hold("dana", seven...)), 0},
		{"where no cell is owned as a whole", []Record{person("dana"), rule("r", everywhere(), "", 1, clientOwner("dana"), decided(OwnerShared)),
			asset("a", saas), asset("b", saas)}, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			if found := kindOf(evaluate(c.records...), FindingConcentration); len(found) != c.want {
				t.Errorf("%d findings, want %d", len(found), c.want)
			}
		})
	}
	t.Run("exactly at the bar", func(t *testing.T) {
		e := evaluate(slices.Concat(assets, []Record{person("dana"), person("erin")}, hold("dana", seven...), hold("erin", three...))...)
		e.catalogue.Scoring.ConcentrationShare = 70
		if found := kindOf(e, FindingConcentration); len(found) != 0 {
			t.Errorf("70 %% is not more than 70 %%: %s", found[0].Why(nil))
		}
	})
	t.Run("without a bar in the catalogue", func(t *testing.T) {
		e := evaluate(slices.Concat(assets, []Record{person("dana")}, hold("dana", seven...))...)
		e.catalogue.Scoring.ConcentrationShare = 0
		if len(kindOf(e, FindingConcentration)) != 0 {
			t.Error("there is a finding without a bar")
		}
	})
}

func TestUrgentActions(t *testing.T) {
	hidden := asset("hidden", HostingUnknown, exposed(ExposurePublic))
	e := evaluate(hidden, asset("bot", azure), company("ms", "Microsoft"))
	findings := e.Findings()
	urgent := e.Urgent(findings, 2)
	if len(urgent) != 2 {
		t.Fatalf("%d actions, want 2", len(urgent))
	}
	if first := urgent[0]; first.Action.String() != "Find out how Hidden is hosted, or decide the boundary." || first.Findings != testControls || first.Cells != testControls {
		t.Errorf("the most urgent is %+v: finding out answers all of the asset's findings", first)
	}
	if urgent[1].Score > urgent[0].Score || urgent[1].Asset.ID != "bot" {
		t.Errorf("then comes %+v", urgent[1])
	}
	if all := e.Urgent(findings, 1000); len(all) >= len(findings) {
		t.Errorf("%d actions for %d findings", len(all), len(findings))
	}
	t.Run("not what was accepted or fixed", func(t *testing.T) {
		for _, as := range []DispositionState{DispositionRiskAccepted, DispositionFixed} {
			var records []Record
			for _, f := range findings {
				records = append(records, &Disposition{Finding: f.ID, As: as})
			}
			e := evaluate(append(records, hidden, asset("bot", azure))...)
			if left := e.Urgent(e.Findings(), 5); len(left) != 0 {
				t.Errorf("%s: %+v is still urgent", as, left[0])
			}
		}
	})
	t.Run("alike on assets with one name", func(t *testing.T) {
		twin := asset("twin", HostingUnknown, func(a *Asset) { a.Name = "Hidden" })
		e := evaluate(hidden, twin)
		if urgent := e.Urgent(e.Findings(), 5); len(urgent) != 2 {
			t.Errorf("%d actions, want one per asset", len(urgent))
		}
	})
}

func TestSeverityCounts(t *testing.T) {
	findings := []Finding{{Severity: SeverityLow}, {Severity: SeverityHigh}, {Severity: SeverityHigh}, {Severity: SeverityCritical}, {Severity: "odd"}}
	if got := SeverityCounts(findings); got != [4]int{1, 0, 2, 1} {
		t.Errorf("counted %v", got)
	}
}

// TestWordsOfFindings is every sentence that findings are put in.
func TestWordsOfFindings(t *testing.T) {
	old := shown("e", Inspection, "bot")
	old.To = mustDate(t, "2025-01-31")
	undated := shown("e", Inspection, "bot")
	undated.To = 0
	two := func(says ...say) []Record {
		return []Record{person("dana"), retired(person("rob")), asset("a", bedrock), asset("bot", bedrock, exposed(ExposurePublic)), asset("c", azure),
			rule("r", everywhere(), systemPrompt, 1, append([]say{clientOwner("dana"), providerOwner("dana")}, says...)...)}
	}
	const doSystemPrompt = "Do what is left to do about System prompt. Keep a record of it."
	for _, c := range []struct {
		name               string
		records            []Record
		control            string
		title, why, action string
	}{
		{"undecided by default", []Record{asset("bot", bedrock)}, outputWatch,
			"Output monitoring on Bot: boundary undecided, nobody accountable",
			"By default nobody holds this duty: Something about Output monitoring stays open. Status: not assessed.",
			"Decide who holds it (recommended: the client), and name the accountable party."},
		{"undecided, unknown hosting", []Record{asset("bot", HostingUnknown)}, injection,
			"Prompt injection on Bot: boundary undecided, nobody accountable",
			"Nobody knows how Bot is hosted, so nobody can say on whose side this duty lies. Status: not assessed.",
			"Find out how Bot is hosted, or decide the boundary."},
		{"undecided, hosting not catalogued", []Record{asset("bot", notCatalogued), cell("bot", injection, declared(Planned))}, injection,
			"Prompt injection on Bot: boundary undecided, nobody accountable",
			"The catalogue does not know the hosting model \"quantum_box\" of Bot, so nobody can say on whose side this duty lies. Status: planned.",
			"Find out how Bot is hosted, or decide the boundary."},
		{"undecided, unmapped", []Record{asset("bot", uncharted)}, injection,
			"Prompt injection on Bot: boundary undecided, nobody accountable",
			"By default nobody holds this duty: The catalogue says nothing of this control for this hosting model. Status: not assessed.",
			"Decide who holds it, and name the accountable party."},
		{"nobody named", []Record{asset("bot", bedrock)}, systemPrompt,
			"System prompt on Bot: nobody accountable",
			"The client's duty, and nobody is accountable for it. Status: not assessed.",
			"Name one accountable party on the client's side. What the client has to do: " + doSystemPrompt},
		{"only the provider's half", []Record{asset("bot", bedrock), cell("bot", apiAccess, declared(Implemented))}, apiAccess,
			"API access on Bot: nobody accountable",
			"Shared, but only the provider's half has an owner. Status: implemented.",
			"Name one accountable party on the client's side. What the client has to do: Do what is left to do about API access. Keep a record of it."},
		{"only the client's half", []Record{asset("bot", saas), person("dana"), cell("bot", injection, clientOwner("dana"))}, injection,
			"Prompt injection on Bot: nobody accountable",
			"Shared, but only the client's half has an owner. Status: not assessed.",
			"Name one accountable party on the provider's side."},
		{"neither half", []Record{asset("bot", saas)}, injection,
			"Prompt injection on Bot: nobody accountable",
			"Shared, and neither half has an owner. Status: not assessed.",
			"Name one accountable party on each side. What the client has to do: Do what is left to do about Prompt injection. Keep a record of it."},
		{"no provider", []Record{asset("bot", saas)}, outputFilter,
			"Output filtering on Bot: nobody accountable",
			"The provider's duty, but no provider is named. Status: not assessed.",
			"Name one accountable party on the provider's side."},
		{"nobody named, without a baseline", []Record{asset("bot", HostingUnknown), cell("bot", systemPrompt, decided(OwnerCustomer))}, systemPrompt,
			"System prompt on Bot: nobody accountable",
			"The client's duty, and nobody is accountable for it. Status: not assessed.",
			"Name one accountable party on the client's side. What the client has to do: Put System Prompt Protection in place."},
		{"a retired owner", []Record{asset("bot", bedrock), retired(person("rob")), reopened(cell("bot", systemPrompt, clientOwner("rob")), "2.0.0")}, systemPrompt,
			"System prompt on Bot: accountable party not valid",
			"Rob is named as accountable, but is retired. Status: not assessed. The baseline has changed since it was answered.",
			"Name one accountable party on the client's side. What the client has to do: " + doSystemPrompt},
		{"an owner that no longer exists", []Record{asset("bot", bedrock), cell("bot", systemPrompt, clientOwner("ghost"))}, systemPrompt,
			"System prompt on Bot: accountable party not valid",
			"The party that is named as accountable no longer exists. Status: not assessed.",
			"Name one accountable party on the client's side. What the client has to do: " + doSystemPrompt},
		{"a retired provider", []Record{asset("bot", azure), retired(company("ms", "Azure"))}, outputFilter,
			"Output filtering on Bot: accountable party not valid",
			"Azure is presumed to hold the provider's side, but is retired. Status: not assessed.",
			"Name one accountable party on the provider's side."},
		{"a retired owner by rule, on many assets", append(two(clientOwner("rob")), cell("a", systemPrompt, declared(Implemented)), reopened(cell("c", systemPrompt), "2.0.0")), systemPrompt,
			"System prompt on 3 assets: accountable party not valid",
			"The worst hit of 3 assets is Bot. Rob is named as accountable, but is retired. Status: 2 not assessed, 1 implemented. The baseline of 1 cell has changed since it was answered.",
			"Name one accountable party on the client's side. What the client has to do: " + doSystemPrompt},

		{"not assessed", ownedBot(), systemPrompt,
			"System prompt on Bot: not in place", "It has an owner, but nobody has assessed whether it is done.", doSystemPrompt},
		{"not implemented", ownedBot(declared(NotImplemented)), systemPrompt,
			"System prompt on Bot: not in place", "It has an owner, but is not implemented.", doSystemPrompt},
		{"planned", ownedBot(declared(Planned)), systemPrompt,
			"System prompt on Bot: not in place", "It has an owner and is planned, but not done.", doSystemPrompt},
		{"planned by rule, on many assets", two(declared(Planned)), systemPrompt,
			"System prompt on 3 assets: not in place", "The worst hit of 3 assets is Bot. It has an owner and is planned, but not done.", doSystemPrompt},
		{"partial", ownedBot(declared(PartialStatus)), systemPrompt,
			"System prompt on Bot: only partly in place", "It is implemented in part.", doSystemPrompt},
		{"a known gap", []Record{person("dana"), asset("bot", bedrock), cell("bot", injection, clientOwner("dana"), declared(Implemented))}, injection,
			"Prompt injection on Bot: only partly in place",
			"Implemented, but a known gap stays open: Something about Prompt injection stays open.",
			"Deal with the known gap, and record how."},
		{"not in place and reopened", append(ownedBot(), reopened(cell("bot", systemPrompt, clientOwner("dana"), declared(Planned)), "2.0.0")), systemPrompt,
			"System prompt on Bot: not in place",
			"It has an owner and is planned, but not done. The baseline has changed since it was answered.", doSystemPrompt},
		{"reopened", append(ownedBot(), reopened(cell("bot", systemPrompt, clientOwner("dana"), declared(Implemented)), "2.0.0")), systemPrompt,
			"System prompt on Bot: baseline changed since it was answered",
			"Catalogue 2.0.0 says something else of this cell than the one under which it was answered.",
			"Read what changed, and answer the cell again."},
		{"nothing shown", ownedBot(declared(Implemented)), systemPrompt,
			"System prompt on Bot: said to be in place, nothing shown",
			"Implemented, as declared; no evidence beyond inquiry is on record.",
			"Collect evidence: the settings of System prompt."},
		{"nothing shown, without a baseline", []Record{person("dana"), asset("bot", HostingUnknown), cell("bot", systemPrompt, decided(OwnerCustomer), clientOwner("dana"), declared(Implemented))}, systemPrompt,
			"System prompt on Bot: said to be in place, nothing shown",
			"Implemented, as declared; no evidence beyond inquiry is on record.",
			"Collect evidence: something that can be inspected."},
		{"old evidence", append(ownedBot(declared(Implemented)), old), systemPrompt,
			"System prompt on Bot: evidence is old", "The latest evidence speaks of 2025-01-31.", "Collect new evidence: the settings of System prompt."},
		{"undated evidence", append(ownedBot(declared(Implemented)), undated), systemPrompt,
			"System prompt on Bot: evidence is old", "The evidence bears no date, so nobody can say how old it is.", "Collect new evidence: the settings of System prompt."},
		{"an overdue review", append(ownedBot(declaredOn(Implemented, mustDate(t, "2026-03-01"))), shown("e", Inspection, "bot")), systemPrompt,
			"System prompt on Bot: review overdue", "Last answered on 2026-03-01; a review is due every 3 months.", "Review it, and declare its status again."},
		{"a weak baseline", []Record{person("dana"), asset("bot", saas), shown("e", Inspection, "bot"),
			cell("bot", systemPrompt, clientOwner("dana"), providerOwner("dana"), declared(Implemented))}, systemPrompt,
			"System prompt on Bot: baseline of low confidence",
			"The catalogue itself is not sure of this baseline: its source was not opened.",
			"Check the duty against the provider's own documents before relying on it."},
	} {
		t.Run(c.name, func(t *testing.T) {
			compareWords(t, onlyFinding(t, evaluate(c.records...), "bot", c.control), c.title, c.why, c.action)
		})
	}
}

func TestWordsOfFindingsAboutProvidersAssetsAndParties(t *testing.T) {
	const action = "Reference the contract clause or assurance report that carries the duties of Microsoft."
	expired := cell("bot", outputFilter, reference("SOC 2 report", daysAgo(1)))
	for _, c := range []struct {
		name               string
		kind               FindingKind
		records            []Record
		title, why, action string
	}{
		{"one cell on the provider's word", FindingProviderReference, []Record{asset("bot", azure)},
			"1 cell rests on the word of Microsoft alone",
			"The provider's public documentation is all there is: no contract clause or assurance report is referenced.", action},
		{"two cells on the provider's word", FindingProviderReference, []Record{asset("bot", azure), asset("a", azure)},
			"2 cells rest on the word of Microsoft alone",
			"The worst hit of 2 assets is A. The provider's public documentation is all there is: no contract clause or assurance report is referenced.", action},
		{"an expired reference", FindingProviderReference, []Record{asset("bot", azure), expired},
			"1 cell rests on the word of Microsoft alone",
			"The contract clause or assurance report that was referenced has expired.", action},
		{"some expired, some never referenced", FindingProviderReference, []Record{asset("bot", azure), asset("a", azure), expired},
			"2 cells rest on the word of Microsoft alone",
			"The worst hit of 2 assets is A. No contract clause or assurance report is referenced, or (on 1 cell) the one that was has expired.", action},
		{"an expired approval", FindingApprovalExpired, []Record{asset("bot", azure, approvedUntil(daysAgo(1)))},
			"Bot: approval expired", "The approval ended on 2026-11-20.", "Renew the approval of Bot, or retire it."},
		{"one party with many cells", FindingConcentration, []Record{person("dana"), asset("a", onPremises), asset("bot", onPremises), rule("r", everywhere(), "", 1, clientOwner("dana"))},
			"Dana alone is accountable for a large share of the cells",
			"Dana is accountable for 22 of the 22 duties on the client's side that have an owner (100 %; the bar is 40 %).",
			"Hand part of Dana's cells over to others, or record why one party can carry them."},
	} {
		t.Run(c.name, func(t *testing.T) {
			found := kindOf(evaluate(c.records...), c.kind)
			if len(found) != 1 {
				t.Fatalf("%d findings of kind %s", len(found), c.kind)
			}
			compareWords(t, found[0], c.title, c.why, c.action)
		})
	}
}

func compareWords(t *testing.T, f Finding, title, why, action string) {
	t.Helper()
	for _, w := range []struct{ what, got, want string }{{"title", f.Title(nil), title}, {"why", f.Why(nil), why}, {"action", f.Action(nil), action}} {
		if w.got != w.want {
			t.Errorf("%s\n got: %s\nwant: %s", w.what, w.got, w.want)
		}
	}
}

// Every kind has words and a weight, and no sentence has a hole in it.
func TestNoFindingIsWithoutWords(t *testing.T) {
	e := evaluate(crowd()...)
	seen := map[FindingKind]bool{}
	for _, f := range e.Findings() {
		seen[f.Kind] = true
		for _, text := range []string{f.Title(nil), f.Why(nil), f.Action(nil), SumText(f.Sum)} {
			if text == "" || strings.Contains(text, "  ") || strings.Contains(text, "..") || strings.Contains(text, "%!") || strings.ContainsAny(text, "!\n") {
				t.Errorf("%s says %q", f.Kind, text)
			}
		}
		if !strings.HasSuffix(f.Why(nil), ".") || !strings.HasSuffix(f.Action(nil), ".") {
			t.Errorf("%s does not end its sentences: %q, %q", f.Kind, f.Why(nil), f.Action(nil))
		}
	}
	for _, kind := range FindingKinds {
		if !seen[kind] {
			t.Errorf("nothing of kind %s was found", kind)
		}
	}
}

// crowd is an engagement with findings of every kind.
func crowd() []Record {
	records := []Record{person("dana"), retired(person("rob")), company("oai", "OpenAI"), retired(company("ms", "Microsoft")),
		rule("r1", everywhere(), "", 9, clientOwner("dana")), rule("r2", withTag("eu"), "monitoring", 5, clientOwner("rob"), declared(PartialStatus))}
	old := shown("old", Inspection, "b1", fineTuning)
	old.To = daysAgo(900)
	records = append(records, old, shown("new", Reperformance, "b1", systemPrompt, retrieval), &Evidence{ID: "weak", Method: Inspection, To: today(), Controls: []string{systemPrompt}})
	for i, hosting := range []string{bedrock, azure, saas, onPremises, uncharted, HostingUnknown, notCatalogued} {
		for k, edit := range []func(*Asset){tagged("eu"), runBy("OpenAI"), approvedUntil(daysAgo(3))} {
			records = append(records, asset(fmt.Sprintf("%c%d", 'b'+i, k+1), hosting, edit))
		}
	}
	return append(records,
		cell("b1", injection, clientOwner("dana"), declared(Implemented)),
		cell("b1", fineTuning, clientOwner("dana"), declared(Implemented)),
		cell("b1", systemPrompt, clientOwner("dana"), declaredOn(Implemented, daysAgo(200))),
		cell("b1", agentRights, clientOwner("dana"), declared(Implemented)),
		reopened(cell("b1", retrieval, clientOwner("dana"), declared(Implemented)), "1.2.0"),
		cell("d2", systemPrompt, clientOwner("dana"), declared(Implemented)),
	)
}

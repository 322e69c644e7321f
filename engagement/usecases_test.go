package engagement

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"demarc/assess"
	"demarc/sign"
)

func TestNamesAreIdsOrUnambiguousNames(t *testing.T) {
	d := newDesk(t)
	triage := d.asset("Claims triage", "aws_bedrock")
	d.asset("claims TRIAGE", "aws_bedrock")
	chat := d.asset("Chat", "saas_ai")
	d.asset("Twin", "saas_ai")
	twin := d.asset("Twin", "saas_ai")
	for _, c := range []struct {
		name, typed string
		want        *assess.Asset
		says        []string
	}{
		{"its id", chat.ID, chat, nil},
		{"as much of its id as nothing else begins with", chat.ID[:34], chat, nil},
		{"its name", "Chat", chat, nil},
		{"its name in another case", " chat ", chat, nil},
		{"an exact name comes before one in another case", "Claims triage", triage, nil},
		{"a name that differs only in case from two", "CLAIMS triage", nil, []string{"2 assets are called", "name it by its id"}},
		{"a name that two have", "Twin", nil, []string{"2 assets are called", twin.ID}},
		{"a slip of the pen", "Chta", nil, []string{"there is no asset \"Chta\"", "did you mean \"Chat\"?"}},
		{"nothing near", "Zeppelin", nil, []string{"there is no asset \"Zeppelin\""}},
		{"nothing", "  ", nil, []string{"the asset has to be named"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			found, err := d.FindAsset(c.typed)
			if c.want == nil {
				refusedWith(t, err, CodeInput, c.says...)
			} else if err != nil || found.ID != c.want.ID {
				t.Errorf("found %+v, %v", found, err)
			}
		})
	}
	for typed, want := range map[string]string{"AI-SEC-004": "AI-SEC-004", "ai-sec-004": "AI-SEC-004", "System Prompt": "AI-SEC-004"} {
		if control, err := d.FindControl(typed); err != nil || control.ID != want {
			t.Errorf("%q: %v, %v", typed, control, err)
		}
	}
	for typed, want := range map[string]string{"AWS-Bedrock": "aws_bedrock", "Unknown": "unknown", " saas_ai ": "saas_ai"} {
		if hosting, err := d.FindHosting(typed); err != nil || hosting != want {
			t.Errorf("%q: %q, %v", typed, hosting, err)
		}
	}
	_, err := d.FindHosting("aws_bedrok")
	refusedWith(t, err, CodeInput, "there is no hosting model \"aws_bedrok\"", "did you mean \"aws_bedrock\"")
}

func TestWhatIfComparesAndChangesNothing(t *testing.T) {
	d := newDesk(t)
	d.asset("Triage", "aws_bedrock")
	before := d.digest()
	result, err := d.WhatIf("Triage", "self_hosted_onprem")
	d.check(err)
	landing := 0
	for _, cell := range result.Cells {
		if cell.LandsOnClient() {
			landing++
			if cell.Before.Boundary == assess.OwnerCustomer || cell.After.Boundary == assess.OwnerProvider {
				t.Errorf("%s lands on the client from %s to %s", cell.Before.Control.ID, cell.Before.Boundary, cell.After.Boundary)
			}
		}
	}
	if landing == 0 || result.Before.Cells != 26 || result.After.Cells != 26 || result.After.Presumed != 0 {
		t.Errorf("%d land on the client; before %+v, after %+v", landing, result.Before, result.After)
	}
	// A retired asset is looked at as if it were in service.
	_, err = d.RetireAsset("Triage")
	d.check(err)
	result, err = d.WhatIf("Triage", "aws_bedrock")
	d.check(err)
	if len(result.Cells) != 0 || result.Before.Cells != 26 {
		t.Errorf("the same model changes %d of %d cells", len(result.Cells), result.Before.Cells)
	}
	d.undo()
	if d.digest() != before {
		t.Error("looking has changed something")
	}
}

func TestAssignSideFollowsTheBoundary(t *testing.T) {
	for _, c := range []struct {
		name     string
		boundary string
		side     assess.Side
		want     assess.Side
	}{
		{"the customer's where the customer has the duty", "customer", "", assess.CustomerSide},
		{"the customer's where both have one", "shared", "", assess.CustomerSide},
		{"the provider's where only the provider has it", "provider", "", assess.ProviderSide},
		{"the one that is named", "shared", assess.ProviderSide, assess.ProviderSide},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := newDesk(t)
			d.asset("Triage", "self_hosted_onprem")
			anna := d.party("Anna")
			cell := Assignment{Assets: []string{"Triage"}, Controls: []string{"AI-SEC-004"}}
			decide, name := cell, cell
			decide.Boundary = &c.boundary
			d.assign(decide)
			name.Accountable, name.Side = given("Anna"), c.side
			d.assign(name)
			answer := d.state.Cell(d.find("Triage").ID, "AI-SEC-004").Answer
			clauses := map[assess.Side]*assess.Clause{assess.CustomerSide: answer.Customer, assess.ProviderSide: answer.Provider}
			for side, clause := range clauses {
				if is := clause != nil && clause.Accountable == anna.ID; is != (side == c.want) {
					t.Errorf("accountable on the %s's side: %t", side, is)
				}
			}
		})
	}
}

func TestAssignTemplateNeverInventsWhoWasChosen(t *testing.T) {
	d := newDesk(t)
	d.asset("Triage", "self_hosted_onprem")
	d.party("Model Risk")
	cell := Assignment{Assets: []string{"Triage"}, Controls: []string{"AI-SEC-001"}, Template: true}
	_, err := d.Assign(cell)
	refusedWith(t, err, CodeInput, "AI-SEC-001", "CISO and AI Governance Board", "--accountable")
	slip := cell
	slip.Accountable = given("Modell Risk")
	_, err = d.Assign(slip)
	refusedWith(t, err, CodeInput, "there is no party \"Modell Risk\"", "\"Model Risk\"")
	if len(d.state.Parties) != 1 {
		t.Errorf("%d parties: a refused call made some", len(d.state.Parties))
	}
	for _, who := range []string{"ciso", "Model Risk"} {
		choice := cell
		choice.Accountable = &who
		d.assign(choice)
		if owner := d.partyName(d.cell("Triage", "AI-SEC-001").Answer.Customer.Accountable); !strings.EqualFold(owner, who) {
			t.Errorf("%q is accountable, want %q", owner, who)
		}
	}
}

// Where several templates name several, each is decided by itself.
func TestAssignTemplateTakesAChoiceForEachControl(t *testing.T) {
	d := newDesk(t)
	d.asset("Triage", "self_hosted_onprem")
	chosen := map[string]string{"AI-SEC-001": "AI Governance Board", "AI-SEC-003": "Security"}
	cells := Assignment{Assets: []string{"Triage"}, Controls: []string{"AI-SEC-001", "AI-SEC-002", "AI-SEC-003"}, Template: true, Chosen: chosen}
	d.assign(cells)
	for control, who := range chosen {
		if owner := d.partyName(d.cell("Triage", control).Answer.Customer.Accountable); owner != who {
			t.Errorf("%s: %q is accountable, want %q", control, owner, who)
		}
	}
	delete(chosen, "AI-SEC-003")
	_, err := d.Assign(cells)
	refusedWith(t, err, CodeInput, "AI-SEC-003", "Product Owner and Security")
}

// A template leaves owners alone where that is wished, whether the cell or a rule
// named them, and always says how many were there before.
func TestAssignTemplateSaysWhatBecomesOfOwners(t *testing.T) {
	for _, c := range []struct {
		name  string
		keep  bool
		cells int
		owner string
		says  string
	}{
		{"kept", true, 1, "Anna", "had an owner and keep it: 2"},
		{"replaced", false, 3, "AI Governance Board", "another was accountable before: 2"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := newDesk(t)
			d.asset("Triage", "self_hosted_onprem")
			d.party("Anna")
			triage := []string{"Triage"}
			d.assign(Assignment{Assets: triage, Controls: []string{"AI-SEC-001"}, Accountable: given("Anna")})
			d.assign(Assignment{Scopes: []assess.Scope{{Kind: assess.ScopeAll}}, Controls: []string{"AI-SEC-003"}, Accountable: given("Anna")})
			done, err := d.Assign(Assignment{
				Assets: triage, Controls: []string{"AI-SEC-001", "AI-SEC-002", "AI-SEC-003"}, Template: true, KeepOwners: c.keep,
				Chosen: map[string]string{"AI-SEC-001": "AI Governance Board", "AI-SEC-003": "Security"},
			})
			d.check(err)
			if done.Cells != c.cells || len(done.Notes) != 1 || !strings.Contains(done.Notes[0].String(), c.says) {
				t.Errorf("%d cells, notes %v", done.Cells, done.Notes)
			}
			if owner := d.partyName(d.cell("Triage", "AI-SEC-001").Answer.Customer.Accountable); owner != c.owner {
				t.Errorf("%q is accountable", owner)
			}
			if d.cell("Triage", "AI-SEC-002").Answer.Customer.Accountable == "" {
				t.Error("nobody is accountable where nobody was")
			}
		})
	}
}

// Once answers are there a party cannot vanish from under them.
func TestRetiringAPartySaysWhatItLeaves(t *testing.T) {
	d := newDesk(t)
	d.asset("Triage", "self_hosted_onprem")
	d.party("Anna")
	d.party("Bert")
	d.assign(Assignment{Assets: []string{"Triage"}, EveryControl: true, Accountable: given("Anna")})
	d.assign(Assignment{Scopes: []assess.Scope{{Kind: assess.ScopeAll}}, EveryControl: true, Responsible: &[]string{"Anna", "Bert"}})
	owned := d.Evaluation().Totals().Owned
	if unowned, err := d.RetireParty("Anna", "Bert"); err != nil || unowned != 0 || d.Evaluation().Totals().Owned != owned {
		t.Errorf("with a successor %d become unowned: %v", unowned, err)
	}
	if rule := d.state.SortedRules()[0]; len(rule.Customer.Responsible) != 1 {
		t.Errorf("responsible are %v, though both are now one", rule.Customer.Responsible)
	}
	if unowned, err := d.RetireParty("Bert", ""); err != nil || unowned != owned {
		t.Errorf("without one %d become unowned, want %d: %v", unowned, owned, err)
	}
	_, err := d.RetireParty("Anna", "Anna")
	refusedWith(t, err, CodeInput, "retired")
	_, err = d.EditParty("Bert", PartyFields{Retired: given(false)})
	d.check(err)
	_, err = d.RetireParty("Bert", "Bert")
	refusedWith(t, err, CodeInput, "cannot hand over to itself")
	_, err = d.HandOver("Bert", "Anna")
	refusedWith(t, err, CodeInput, "Anna is retired")
}

func TestDecideKeepsWhatADispositionHasToCarry(t *testing.T) {
	d := newDesk(t)
	d.asset("Triage", "self_hosted_onprem")
	d.party("CISO")
	finding := d.Evaluation().Findings()[0]
	totals := d.Evaluation().Totals()
	for _, c := range []struct {
		name   string
		fields DecisionFields
		says   []string
	}{
		{"nothing", DecisionFields{}, []string{"nothing to decide"}},
		{"a risk without who accepts it", DecisionFields{As: "risk_accepted", Until: "2027-01-01", Reason: "x"}, []string{"who accepts it"}},
		{"a risk without an end", DecisionFields{As: "risk_accepted", By: "CISO", Reason: "x"}, []string{"until when"}},
		{"a risk without a reason", DecisionFields{As: "risk_accepted", By: "CISO", Until: "2027-01-01"}, []string{"why"}},
		{"a risk until yesterday", DecisionFields{As: "risk_accepted", By: "CISO", Until: "2026-11-20", Reason: "x"}, []string{"has passed"}},
		{"a fix that nobody verified", DecisionFields{As: "fixed"}, []string{"verified"}},
		{"a dispute without a response", DecisionFields{As: "disputed", By: "CISO"}, []string{"the response"}},
		{"evidence that is not there", DecisionFields{As: "fixed", By: "CISO", Evidence: "photo"}, []string{"there is no evidence"}},
		{"a severity without a reason", DecisionFields{Severity: "low"}, []string{"needs a reason"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := d.Decide(finding.ID, c.fields)
			refusedWith(t, err, CodeInput, c.says...)
		})
	}
	if len(d.state.Dispositions) != 0 {
		t.Fatal("a refused decision was kept")
	}
	decided, err := d.Decide(finding.ID, DecisionFields{As: "risk_accepted", By: "CISO", Authority: "Board 12/2026", Until: "2026-12-31", Reason: "Pilot", Severity: "low"})
	d.check(err)
	if decided.Severity != assess.SeverityLow || decided.SumSeverity != finding.SumSeverity || decided.Disposition.Authority != "Board 12/2026" {
		t.Errorf("decided %+v", decided.Disposition)
	}
	if d.Evaluation().Totals() != totals {
		t.Error("an accepted risk is counted as something else")
	}
	if state := decided.State(d.Evaluation().Today()); state != assess.DispositionRiskAccepted {
		t.Errorf("it is %s", state)
	}
	if state := decided.State(assess.DateOf(deskDay.AddDate(0, 2, 0))); state != assess.DispositionOpen {
		t.Errorf("two months later it is %s", state)
	}
	// The severity's reason stands when only the disposition changes.
	decided, err = d.Decide(finding.ID, DecisionFields{As: "in_progress"})
	d.check(err)
	if decided.Disposition.SeverityReason != "Pilot" || decided.Disposition.Until != 0 || decided.Disposition.By != "" {
		t.Errorf("then %+v", decided.Disposition)
	}
}

// One decision about several findings is one commit; where it is refused for
// one, none has it.
func TestDecideAllDecidesTheSameAboutSeveral(t *testing.T) {
	d := newDesk(t)
	d.asset("Triage", "self_hosted_onprem")
	d.party("CISO")
	var ids []string
	for _, finding := range d.Evaluation().Findings()[:3] {
		ids = append(ids, finding.ID)
	}
	for _, c := range []struct {
		name   string
		fields DecisionFields
		is     func(assess.Finding) bool
	}{
		{"a disposition", DecisionFields{As: "fixed", By: "CISO"}, func(f assess.Finding) bool { return f.Disposition.As == assess.DispositionFixed }},
		{"a severity", DecisionFields{Severity: "low", Reason: "Lab only"}, func(f assess.Finding) bool {
			return f.Severity == assess.SeverityLow && f.Disposition.As == assess.DispositionFixed
		}},
		{"the sum's severity", DecisionFields{Severity: "sum"}, func(f assess.Finding) bool { return f.Severity == f.SumSeverity }},
	} {
		t.Run(c.name, func(t *testing.T) {
			commits := d.commits()
			decided, err := d.DecideAll(ids, c.fields)
			d.check(err)
			for i, finding := range decided {
				if finding.ID != ids[i] || !c.is(finding) {
					t.Errorf("%s became %+v", finding.ID, finding.Disposition)
				}
			}
			if len(decided) != len(ids) || d.commits() != commits+1 {
				t.Errorf("%d are decided in %d commits", len(decided), d.commits()-commits)
			}
		})
	}
	before := d.digest()
	for name, findings := range map[string][]string{"one that is not there": append([]string{"f-nowhere"}, ids...), "none": nil} {
		_, err := d.DecideAll(findings, DecisionFields{As: "in_progress"})
		if refusedWith(t, err, CodeInput, "no finding"); d.digest() != before {
			t.Errorf("%s: it changed something", name)
		}
	}
	if _, err := d.Undo(nil); err != nil {
		t.Fatal(err)
	}
	for _, id := range ids {
		if finding, err := d.FindFinding(id); err != nil || finding.Severity != assess.SeverityLow {
			t.Errorf("one undo left %+v, %v", finding, err)
		}
	}
}

func TestEvidenceIsAHashANoteAndWhomItServes(t *testing.T) {
	d := newDesk(t)
	d.asset("Triage", "self_hosted_onprem")
	d.party("Anna")
	file := filepath.Join(t.TempDir(), "console.txt")
	d.check(os.WriteFile(file, []byte("abc"), 0o600))
	evidence, err := d.AddEvidence(EvidenceFields{File: file, Method: "Inspection", Period: "2026-01-01..2026-06-30", By: "anna", Assets: []string{"triage"}, Controls: []string{"AI-SEC-004"}})
	d.check(err)
	const abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
	if evidence.SHA256 != abc || evidence.Size != 3 || evidence.Name != "console.txt" || evidence.CollectedBy != "J. Weiss" || !evidence.Adequate() {
		t.Errorf("recorded %+v", evidence)
	}
	d.assign(Assignment{Assets: []string{"Triage"}, Controls: []string{"AI-SEC-004", "AI-SEC-010"}, Accountable: given("Anna"), Status: given("implemented")})
	inquiry, err := d.AddEvidence(EvidenceFields{Note: strings.Repeat("asked ", 20), Method: "inquiry", Assets: []string{"Triage"}, Controls: []string{"AI-SEC-010"}})
	d.check(err)
	if inquiry.Adequate() || len([]rune(inquiry.Name)) != 60 {
		t.Errorf("inquiry alone suffices, or is called %q", inquiry.Name)
	}
	if totals := d.Evaluation().Totals(); totals.Evidenced != 1 {
		t.Errorf("%d cells are evidenced, want 1", totals.Evidenced)
	}
	_, err = d.AddEvidence(EvidenceFields{})
	refusedWith(t, err, CodeInput, "a file or a note")
	_, err = d.AddEvidence(EvidenceFields{File: filepath.Join(t.TempDir(), "none.txt")})
	refusedWith(t, err, CodeInput, "none.txt", "there is no such file")
}

func TestIdentityIsMadeOnceAndOpensWithItsPassphrase(t *testing.T) {
	path := filepath.Join(t.TempDir(), "me.p12")
	made, err := NewIdentity(path, sign.Subject{Name: "J. Weiss"}, false, "right", time.Now())
	if err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm()&0o077 != 0 {
		t.Errorf("others may read it: %v, %v", info.Mode(), err)
	}
	opened, err := OpenIdentity(path, "right")
	if err != nil || opened.Fingerprint() != made.Fingerprint() {
		t.Errorf("another identity opens: %v", err)
	}
	_, err = OpenIdentity(path, "wrong")
	refusedWith(t, err, CodeInput, "me.p12", "passphrase does not open")
	before, _ := os.ReadFile(path)
	_, err = NewIdentity(path, sign.Subject{Name: "Somebody"}, false, "right", time.Now())
	refusedWith(t, err, CodeInput, "exists already")
	if after, _ := os.ReadFile(path); string(after) != string(before) {
		t.Error("an identity was replaced")
	}
	empty := filepath.Join(t.TempDir(), "empty.p12")
	_, err = NewIdentity(empty, sign.Subject{Name: "X"}, false, "", time.Now())
	refusedWith(t, err, CodeInput, "needs a passphrase")
	if _, err := os.Stat(empty); err == nil {
		t.Error("an identity without a passphrase was written")
	}
}

func TestEngagementsAreNeverReplaced(t *testing.T) {
	d := newDesk(t)
	before := d.digest()
	_, err := Create(d.path, Beginning{Client: "Other"}, d.options())
	refusedWith(t, err, CodeInput, "exists already")
	_, err = Create(strings.TrimSuffix(d.path, ".demarc"), Beginning{Client: "Other"}, d.options())
	refusedWith(t, err, CodeInput, "ends in .demarc", "nordhaven.demarc")
	if d.digest() != before {
		t.Error("the engagement changed")
	}
	_, err = Open(d.path, d.options())
	refusedWith(t, err, CodeUnavailable, "open in another Demarc")
	link := filepath.Join(filepath.Dir(d.path), "link.demarc")
	d.check(os.Symlink(filepath.Join(t.TempDir(), "nowhere"), link))
	_, err = Create(link, Beginning{Client: "Other"}, d.options())
	refusedWith(t, err, CodeInput, "exists already")
}

// A file appears under its name whole, or what was there stays.
func TestFilesAreWrittenWholeOrNotAtAll(t *testing.T) {
	folder := t.TempDir()
	path := filepath.Join(folder, "a.csv")
	for _, text := range []string{"old", "new"} {
		if err := writeFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if got, err := os.ReadFile(path); err != nil || string(got) != text {
			t.Errorf("it holds %q, %v", got, err)
		}
	}
	if err := os.Mkdir(filepath.Join(folder, "b.csv"), 0o700); err != nil {
		t.Fatal(err)
	}
	refusedWith(t, writeFile(filepath.Join(folder, "b.csv"), []byte("new"), 0o600), CodeUnavailable, "b.csv cannot be written")
	refusedWith(t, writeFile(filepath.Join(folder, "none", "c.csv"), nil, 0o600), CodeUnavailable, "c.csv cannot be written")
	entries, err := os.ReadDir(folder)
	if err != nil || len(entries) != 2 {
		t.Errorf("left behind: %v, %v", entries, err)
	}
}

func TestFindingsAreNamedByTheBeginningOfTheirId(t *testing.T) {
	d := newDesk(t)
	d.asset("Triage", "self_hosted_onprem")
	all := d.Evaluation().Findings()
	if found, err := d.FindFinding(strings.ToUpper(all[3].ID)); err != nil || found.ID != all[3].ID {
		t.Errorf("by its id: %v, %v", found, err)
	}
	if found, err := d.FindFinding(all[3].ID[:len(all[3].ID)-2]); err != nil || found.ID != all[3].ID {
		t.Errorf("by the beginning of its id: %v, %v", found, err)
	}
	_, err := d.FindFinding("f-")
	refusedWith(t, err, CodeInput, "is the beginning of 26 findings", "write more")
	_, err = d.FindFinding("")
	refusedWith(t, err, CodeInput, "there is no finding", "demarc findings")
}

func TestNothingIsKnownByTwoNames(t *testing.T) {
	d := newDesk(t)
	d.party("Anna")
	_, err := d.AddParty(PartyFields{Name: given(" ANNA ")})
	refusedWith(t, err, CodeInput, "already a party called \"Anna\"")
	_, err = d.EditParty("Anna", PartyFields{Name: given("anna")})
	d.check(err) // its own name in another spelling is no clash
	_, err = d.AddParty(PartyFields{Name: given(" ")})
	refusedWith(t, err, CodeInput, "needs a name")
}

// A refused call changes nothing, however much of it was right.
func TestARefusedAssignmentChangesNothing(t *testing.T) {
	d := newDesk(t)
	d.asset("Triage", "self_hosted_onprem")
	d.party("Anna")
	before := d.digest()
	for _, c := range []struct {
		name string
		with func(*Assignment)
		says []string
	}{
		{"an asset that is not there", func(a *Assignment) { a.Assets = append(a.Assets, "Triag") }, []string{"no asset \"Triag\"", "\"Triage\""}},
		{"a control that is not there", func(a *Assignment) { a.Controls = append(a.Controls, "AI-SEC-04") }, []string{"no control", "AI-SEC-004"}},
		{"a category that is not there", func(a *Assignment) { a.Categories = []string{"guesswork"} }, []string{"no category"}},
		{"a party that is not there", func(a *Assignment) { a.Responsible = &[]string{"Anna", "Bert"} }, []string{"no party \"Bert\""}},
		{"a status that is none", func(a *Assignment) { a.Status = given("done") }, []string{"is no status"}},
		{"a declaration without a status", func(a *Assignment) { a.DeclaredBy = given("Anna") }, []string{"--status"}},
		{"a boundary that is none", func(a *Assignment) { a.Boundary = given("unassigned") }, []string{"is no boundary"}},
		{"not applicable without a reason", func(a *Assignment) { a.Boundary = given("not_applicable"); a.Rationale = given(" ") }, []string{"needs a reason"}},
		{"a reference with a turned period", func(a *Assignment) {
			a.Reference = &ReferenceFields{Text: "SOC 2", Period: "2026-02-01..2026-01-01"}
		}, []string{"before it begins"}},
		{"a date that is none", func(a *Assignment) { a.Due = given("soon") }, []string{"the due date"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			wish := Assignment{Assets: []string{"Triage"}, Controls: []string{"AI-SEC-004"}, Accountable: given("Anna")}
			c.with(&wish)
			_, err := d.Assign(wish)
			refusedWith(t, err, CodeInput, c.says...)
			if d.digest() != before {
				t.Error("it changed something")
			}
		})
	}
}

// A known gap that is only called dealt with stays open, and that is said.
func TestAssignSaysWhereAKnownGapStaysOpen(t *testing.T) {
	d := newDesk(t)
	d.asset("Triage", "aws_bedrock")
	d.party("Anna")
	wish := Assignment{Assets: []string{"Triage"}, Controls: []string{"AI-SEC-002"}, Accountable: given("Anna"), Status: given("implemented"), GapAddressed: given(true)}
	if done := d.assign(wish); len(done.Notes) != 1 || d.cell("Triage", "AI-SEC-002").Outcome != assess.OutcomePartial {
		t.Errorf("noted %q", done.Notes)
	}
	wish.Rationale = given("Own red team every month")
	if done := d.assign(wish); len(done.Notes) != 0 || d.cell("Triage", "AI-SEC-002").Outcome != assess.OutcomeCompliant {
		t.Errorf("noted %q", done.Notes)
	}
}

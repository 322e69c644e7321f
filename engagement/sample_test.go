package engagement

import (
	"context"
	"fmt"
	"io/fs"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"demarc/assess"
	"demarc/assets"
	"demarc/history"
	"demarc/report"
	"demarc/sign"
)

var sampleDay = time.Date(2026, 11, 21, 10, 30, 0, 0, time.UTC) // a Saturday

func sampleOptions(sample fs.FS, now time.Time) Options {
	face := func(name string) []byte {
		data, err := fs.ReadFile(assets.Fonts(), name)
		if err != nil {
			panic(err)
		}
		return data
	}
	return Options{
		Library: &Library{
			Catalogue: assets.Catalogue(), Sample: sample, Version: "test",
			Fonts: report.Fonts{Regular: face("Inter-Regular.ttf"), Medium: face("Inter-Medium.ttf"), SemiBold: face("Inter-SemiBold.ttf")},
		},
		Who: Who{Author: "C. Reader", Capacity: Assessor}, Now: now,
	}
}

func makeSample(t *testing.T, now time.Time) *Session {
	t.Helper()
	return makeSampleAt(t, filepath.Join(t.TempDir(), "nordhaven.demarc"), now)
}

func makeSampleAt(t *testing.T, path string, now time.Time) *Session {
	t.Helper()
	s, err := Create(path, Beginning{Client: "Nordhaven Insurance", Sample: true}, sampleOptions(assets.Sample(), now))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func sampleLog(t *testing.T, s *Session) []LogEntry {
	t.Helper()
	log, err := s.Log(nil, LogFilter{})
	if err != nil {
		t.Fatal(err)
	}
	slices.Reverse(log)
	return log
}

// gathered are the words that occur, by what they are words of.
type gathered map[string]map[string]bool

func (g gathered) add(what string, words ...string) {
	if g[what] == nil {
		g[what] = map[string]bool{}
	}
	for _, word := range words {
		g[what][word] = true
	}
}

func either(is bool, one, other string) string {
	if is {
		return one
	}
	return other
}

func texts[W ~string](words []W) []string {
	list := make([]string, len(words))
	for i, word := range words {
		list[i] = string(word)
	}
	return list
}

func gatherSample(s *Session) gathered {
	g := gathered{}
	state := s.State()
	for _, a := range state.Assets {
		g.add("hosting model", a.Hosting)
		g.add("exposure", string(a.Exposure))
		g.add("data class", a.Data...)
		g.add("approval", string(a.Approval))
		g.add("lifecycle", string(a.Lifecycle))
		g.add("trait", string(a.Retrieval), string(a.Agentic), string(a.FineTuned), string(a.CustomTrained))
		for _, cell := range s.Evaluation().Row(a.ID) {
			g.addCell(cell)
		}
	}
	for _, p := range state.Parties {
		g.add("party kind", string(p.Type))
	}
	for _, r := range state.Rules {
		g.add("scope", string(r.Scope.Kind))
		g.add("rule's reach", either(r.Control != "", "control", either(r.Category != "", "category", "every control")))
		g.addAnswer(&r.Answer)
	}
	for _, e := range state.Evidence {
		g.add("method", string(e.Method))
		g.add("evidence", either(e.SHA256 != "", "file", "note"))
	}
	for _, d := range state.Dispositions {
		g.add("disposition", string(d.As))
	}
	for _, a := range state.Actions {
		g.add("action", string(a.State))
	}
	for _, f := range s.Evaluation().Findings() {
		g.add("finding", string(f.Kind))
		g.add("severity", string(f.Severity))
	}
	return g
}

func (g gathered) addCell(c assess.CellView) {
	g.add("state", string(c.State))
	g.add("substate", string(c.Substate))
	g.add("outcome", string(c.Outcome))
	g.add("status", string(c.Status))
	g.add("boundary", string(c.Boundary))
	g.add("basis", string(c.Basis))
	if c.State == assess.StateOwned {
		g.add("owned", either(c.Presumed, "presumed", "named"))
	}
	g.addAnswer(&assess.Answer{Boundary: c.Answer.Boundary, Concluded: c.Answer.Concluded, Declared: c.Answer.Declared, GapAddressed: c.Answer.GapAddressed})
}

func (g gathered) addAnswer(a *assess.Answer) {
	if a.Boundary != nil {
		g.add("decision", string(a.Boundary.Owner))
	}
	if a.Concluded != nil {
		g.add("word", "concluded")
	}
	if a.Declared != nil {
		g.add("word", "declared")
	}
	if a.GapAddressed != "" {
		g.add("gap addressed", string(a.GapAddressed))
	}
}

// TestSampleHasEverything: whatever the day on which it is made, nothing that
// an engagement can hold is missing.
func TestSampleHasEverything(t *testing.T) {
	want := map[string][]string{
		"exposure": texts(assess.Exposures), "data class": texts(assess.DataClasses), "approval": texts(assess.Approvals),
		"lifecycle": texts(assess.Lifecycles), "trait": texts(assess.Traits), "party kind": texts(assess.PartyKinds),
		"scope": texts(assess.ScopeKinds), "rule's reach": {"control", "category", "every control"},
		"method": texts(assess.Methods), "evidence": {"file", "note"},
		"disposition": texts(assess.DispositionStates), "action": texts(assess.ActionStates),
		"finding": texts(assess.FindingKinds), "severity": texts(assess.Severities),
		"state":    {"owned", "unowned", "not_applicable"},
		"substate": {"", "half_owned", "undecided"},
		"outcome":  {"compliant", "partial", "gap", "not_applicable"},
		"status":   texts(assess.Statuses), "boundary": texts(assess.Owners),
		"basis":    {"decision", "rule", "trait", "unknown_hosting", "baseline"},
		"owned":    {"presumed", "named"},
		"decision": texts(assess.Decisions), "word": {"concluded", "declared"}, "gap addressed": {"yes", "no"},
		"hosting model": {
			assess.HostingUnknown, "aws_bedrock", "aws_bedrock_custom", "aws_sagemaker", "aws_ai_services", "aws_lambda_bedrock",
			"azure_openai", "gcp_vertex_fm", "gcp_vertex_custom", "gcp_model_garden", "vendor_api", "self_hosted_cloud", "self_hosted_onprem", "saas_ai",
		},
	}
	for name, now := range map[string]time.Time{
		"a Saturday":                    sampleDay,
		"a Sunday after a year's end":   time.Date(2027, 1, 3, 0, 0, 1, 0, time.UTC),
		"the first of March, a Monday":  time.Date(2027, 3, 1, 23, 59, 0, 0, time.UTC),
		"a leap day":                    time.Date(2028, 2, 29, 12, 0, 0, 0, time.UTC),
		"a Wednesday after a clock set": time.Date(2026, 4, 1, 7, 0, 0, 0, time.FixedZone("CEST", 2*3600)),
		"a Friday":                      time.Date(2026, 7, 31, 16, 0, 0, 0, time.UTC),
	} {
		t.Run(name, func(t *testing.T) {
			got := gatherSample(makeSample(t, now))
			for what, words := range want {
				for _, word := range words {
					if !got[what][word] {
						t.Errorf("%s: %q does not occur", what, word)
					}
				}
			}
		})
	}
}

func TestSampleIsOfAFairSize(t *testing.T) {
	s := makeSample(t, sampleDay)
	totals := s.Evaluation().Totals()
	if totals.Assets < 26 || len(s.State().Parties) < 15 {
		t.Errorf("%d assets that count and %d parties, want at least 26 and 15", totals.Assets, len(s.State().Parties))
	}
	if totals.Cells != totals.Assets*totals.Controls || totals.Cells != totals.Owned+totals.Unowned+totals.NotApplicable {
		t.Errorf("the sum does not close: %+v", totals)
	}
	if totals.Applicable != totals.Compliant+totals.Partial+totals.Gaps {
		t.Errorf("the outcomes do not close: %+v", totals)
	}
	if totals.Owned*2 < totals.Cells || totals.Unowned < 100 {
		t.Errorf("want an estate of which most is owned and much is not: %+v", totals)
	}
}

func TestSampleStatesItsScope(t *testing.T) {
	scope := reflect.ValueOf(*makeSample(t, sampleDay).State().Engagement)
	for i := range scope.NumField() {
		if scope.Field(i).IsZero() {
			t.Errorf("the scope statement says nothing of %s", scope.Type().Field(i).Name)
		}
	}
}

// TestSampleShowsWhatPeopleAreLike: nothing in it is as tidy as a plan.
func TestSampleShowsWhatPeopleAreLike(t *testing.T) {
	s := makeSample(t, sampleDay)
	today, seen := s.Evaluation().Today(), map[string]bool{}
	for _, p := range s.State().Parties {
		seen["a retired party"] = seen["a retired party"] || p.Retired
		seen["a party without contact"] = seen["a party without contact"] || p.Email == ""
		seen["a party with a long name"] = seen["a party with a long name"] || len(p.Name) > 60
		seen["a party with a Greek name"] = seen["a party with a Greek name"] || strings.ContainsRune(p.Name, 'Ε')
	}
	for _, a := range s.State().Actions {
		late := a.Due != 0 && a.Due < today && a.State != assess.ActionDone
		seen["an overdue action"] = seen["an overdue action"] || late
		seen["an action without a due date"] = seen["an action without a due date"] || a.Due == 0
	}
	for _, d := range s.State().Dispositions {
		lapsed := d.As == assess.DispositionRiskAccepted && d.Until < today
		seen["an accepted risk that has run out"] = seen["an accepted risk that has run out"] || lapsed
		seen["a severity of the assessor's own"] = seen["a severity of the assessor's own"] || d.Severity != ""
	}
	for _, e := range s.Exclusions() {
		seen["an exclusion that nobody agreed to"] = seen["an exclusion that nobody agreed to"] || e.AgreedBy == ""
	}
	if len(seen) != 9 {
		t.Errorf("parties, actions, decisions or exclusions are missing altogether: %v", seen)
	}
	for what, is := range seen {
		if !is {
			t.Errorf("there is not %s", what)
		}
	}
}

func TestSampleHasRulesThatCompete(t *testing.T) {
	s := makeSample(t, sampleDay)
	asset, err := s.FindAsset("Image damage estimate")
	if err != nil {
		t.Fatal(err)
	}
	if rules := s.Evaluation().Rules(asset, s.Catalogue().Control("AI-SEC-003")); !competing(rules) {
		t.Errorf("no two rules of equal reach compete for a cell: %v", rules)
	}
}

// competing reports whether two rules by different tags name different owners.
func competing(rules []*assess.Rule) bool {
	var owners []string
	for _, rule := range rules {
		if rule.Scope.Kind == assess.ScopeTag && rule.Customer != nil && rule.Customer.Accountable != "" {
			owners = append(owners, rule.Customer.Accountable)
		}
	}
	return len(owners) > 1 && owners[0] != owners[1]
}

func TestSampleHasAMonthOfHistory(t *testing.T) {
	s := makeSample(t, sampleDay)
	log := sampleLog(t, s)
	authors, capacities, kinds := map[string]bool{}, map[history.Capacity]bool{}, map[history.Kind]bool{}
	last := assess.Instant(0)
	for _, entry := range log {
		h := entry.Header
		authors[h.Author], capacities[h.Capacity], kinds[h.Kind] = true, true, true
		if day := h.Time.Time().Weekday(); day == time.Saturday || day == time.Sunday {
			t.Errorf("%v falls on a %v", entry.Sentences, day)
		}
		if h.Time < last || h.Time >= assess.InstantOf(sampleDay) {
			t.Errorf("%v at %v: not after the change before, or not yet", entry.Sentences, h.Time)
		}
		last = h.Time
		if len(entry.Sentences) == 0 || strings.TrimSpace(strings.Join(entry.Sentences, "")) == "" {
			t.Errorf("a change of %v says nothing", h.Time)
		}
	}
	days := log[len(log)-1].Header.Time.Date() - log[0].Header.Time.Date()
	if len(log) < 50 || len(authors) < 3 || days < 28 || days > 35 {
		t.Errorf("%d commits by %d people over %d days", len(log), len(authors), days)
	}
	for _, capacity := range []history.Capacity{Assessor, Client, history.CapacityImport} {
		if !capacities[capacity] {
			t.Errorf("nobody acted as %s", capacity)
		}
	}
	for _, kind := range []history.Kind{history.KindEdit, history.KindImport, history.KindUndo, history.KindRedo, history.KindAdopt} {
		if !kinds[kind] {
			t.Errorf("there is no commit of the kind %s", kind)
		}
	}
}

// TestSampleIsTheSameForTheSameClock: ids differ, nothing that is read does.
func TestSampleIsTheSameForTheSameClock(t *testing.T) {
	read := func() []string {
		s := makeSample(t, sampleDay)
		var lines []string
		for _, f := range s.Evaluation().Findings() {
			lines = append(lines, fmt.Sprint(f.Severity, f.Score, f.Title(nil), f.Why(nil), f.State(s.Evaluation().Today())))
		}
		for _, asset := range s.State().SortedAssets() {
			for _, c := range s.Evaluation().Row(asset.ID) {
				lines = append(lines, fmt.Sprint(asset.Name, c.Control.ID, c.State, c.Substate, c.Status, c.Outcome, s.partyName(c.Answer.Customer.Accountable)))
			}
		}
		for _, entry := range sampleLog(t, s) {
			lines = append(lines, fmt.Sprint(entry.Header.Time, entry.Header.Author, entry.Header.Capacity, entry.Header.Kind, len(entry.Changes)))
		}
		return lines
	}
	first, second := read(), read()
	for i := range first {
		if i >= len(second) || first[i] != second[i] {
			t.Fatalf("line %d differs:\n%s\n%s", i, first[i], second[min(i, len(second)-1)])
		}
	}
}

func TestSampleIsIntactAndItsReportIsWhole(t *testing.T) {
	folder := t.TempDir()
	path, pdf := filepath.Join(folder, "nordhaven.demarc"), filepath.Join(folder, "nordhaven.pdf")
	started := time.Now()
	s := makeSampleAt(t, path, sampleDay)
	t.Logf("made in %v", time.Since(started).Round(time.Millisecond))
	reported, err := s.Report(context.Background(), pdf, ReportOptions{})
	if err != nil {
		t.Fatal(err)
	}
	if reported.Verdict != sign.Unsigned || reported.Pages < 40 {
		t.Errorf("the report is %s and has %d pages", reported.Verdict, reported.Pages)
	}
	missing := ""
	for _, glyph := range reported.Missing {
		missing += string(glyph.Rune)
	}
	if sorted := []rune(missing); len(sorted) != 3 || strings.Trim(missing, "再保険") != "" {
		t.Errorf("the report has no glyphs for %q, want the three Japanese characters only", missing)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	verified, err := VerifyEngagement(context.Background(), path, Options{})
	if err != nil || verified.Verdict != Intact {
		t.Errorf("the engagement is %+v, %v", verified, err)
	}
}

func TestSampleGoesOnLikeAnyEngagement(t *testing.T) {
	s := makeSample(t, sampleDay)
	before := len(sampleLog(t, s))
	if _, err := s.AddParty(PartyFields{Name: text("Treaty desk")}); err != nil {
		t.Fatal(err)
	}
	log := sampleLog(t, s)
	last := log[len(log)-1].Header
	if len(log) != before+1 || last.Author != "C. Reader" || last.Time != assess.InstantOf(sampleDay) {
		t.Errorf("the next change is by %s at %v", last.Author, last.Time)
	}
}

func text(value string) *string { return &value }

// TestSampleUsesEveryStep: a step that the script never takes would be dead.
func TestSampleUsesEveryStep(t *testing.T) {
	visits, err := readSampleScript(assets.Sample(), (&samplePlay{now: sampleDay}).dates)
	if err != nil {
		t.Fatal(err)
	}
	used := map[string]bool{}
	for _, visit := range visits {
		for _, step := range visit.Steps {
			fields := reflect.ValueOf(step)
			var named []string
			for i := range fields.NumField() {
				if !fields.Field(i).IsZero() {
					named = append(named, fields.Type().Field(i).Name)
					used[fields.Type().Field(i).Name] = true
				}
			}
			if len(named) != 1 {
				t.Errorf("%s, day %d: a step is one use case, not %v", visit.file, visit.Day, named)
			}
		}
	}
	for i := range reflect.TypeFor[sampleStep]().NumField() {
		if name := reflect.TypeFor[sampleStep]().Field(i).Name; !used[name] {
			t.Errorf("no step is a %s", name)
		}
	}
}

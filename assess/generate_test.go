package assess

import (
	"fmt"
	"slices"

	"pgregory.net/rapid"
)

// Random engagements over the tests' small catalogue. The pools are small, so
// that rules overlap, parties come back and edits hit what is there; they hold
// what is wrong as well: parties that do not exist, hosting models and controls
// that nobody knows.

var (
	poolAssets   = []string{"a1", "a2", "a3", "a4", "a5"}
	poolParties  = []string{"p1", "p2", "p3", "p4", "p5"}
	poolHosting  = []string{bedrock, azure, saas, onPremises, uncharted, HostingUnknown, "", notCatalogued}
	poolProvider = []string{"", "", "aws", "Amazon Web Services", "OpenAI", "Microsoft", "Reseller", " ", "none"}
	poolTags     = []string{"eu", "EU", "claims", "pilot"}
	poolControls = []string{injection, systemPrompt, outputFilter, retrieval, agentRights, interactions, outputWatch, "AI-SEC-999"}
	poolDays     = []Date{0, daysAgo(800), daysAgo(364), daysAgo(40), today() - 1, today(), today() + 30}
	poolNames    = []string{"AWS", "Amazon", "Microsoft", "azure", "OpenAI", "Dana", "Erin"}
)

func pick[T any](t *rapid.T, from []T) T { return rapid.SampledFrom(from).Draw(t, "pick") }

// some draws a set: now and then empty, never with repeats.
func some(t *rapid.T, from []string) []string {
	set := slices.Compact(slices.Sorted(slices.Values(rapid.SliceOfN(rapid.SampledFrom(from), 0, 3).Draw(t, "set"))))
	if len(set) == 0 {
		return nil
	}
	return set
}

// often is true n times of ten.
func often(t *rapid.T, n int) bool { return rapid.IntRange(1, 10).Draw(t, "chance") <= n }

func maybe[T any](t *rapid.T, from []T) (none T) {
	if often(t, 3) {
		return pick(t, from)
	}
	return none
}

func drawAsset(t *rapid.T) Record {
	data := make([]string, 0, 3)
	for _, class := range DataClasses {
		if often(t, 2) {
			data = append(data, string(class))
		}
	}
	return &Asset{
		ID: pick(t, poolAssets), Name: pick(t, []string{"Claims bot", "claims bot", "Underwriting", "Chat"}),
		Hosting: pick(t, poolHosting), Provider: pick(t, poolProvider), Data: data, Exposure: pick(t, append(Exposures, "")),
		Retrieval: maybe(t, Traits), Agentic: maybe(t, Traits), Approval: maybe(t, Approvals), ApprovedUntil: pick(t, poolDays),
		Lifecycle: maybe(t, Lifecycles), Tags: some(t, poolTags),
	}
}

func drawParty(t *rapid.T) Record {
	return &Party{ID: pick(t, poolParties), Name: pick(t, poolNames), Type: pick(t, PartyKinds), Retired: often(t, 3), Email: maybe(t, []string{"a@example.org"})}
}

func drawClause(t *rapid.T) *Clause {
	parties := append(poolParties, "ghost")
	clause := &Clause{Responsible: some(t, parties), Consulted: some(t, parties), Informed: some(t, parties)}
	if often(t, 7) {
		clause.Accountable = pick(t, parties)
	}
	if often(t, 3) {
		clause.Reference = &Reference{Text: pick(t, []string{"Contract, clause 7", "SOC 2 report", ""}), Expires: pick(t, poolDays)}
	}
	return clause
}

func drawStatement(t *rapid.T) *Statement {
	return &Statement{Status: pick(t, append(Statuses, Implemented, Implemented, "")), At: InstantOf(pick(t, poolDays).Time())}
}

func drawAnswer(t *rapid.T) (a Answer) {
	if often(t, 6) {
		a.Customer = drawClause(t)
	}
	if often(t, 3) {
		a.Provider = drawClause(t)
	}
	if often(t, 2) {
		a.Boundary = &Decision{Owner: pick(t, append(Decisions, OwnerUnassigned, ""))}
	}
	if often(t, 6) {
		a.Declared = drawStatement(t)
	}
	if often(t, 2) {
		a.Concluded = drawStatement(t)
	}
	a.GapAddressed = maybe(t, Traits)
	a.Rationale = maybe(t, []string{"A gateway does it."})
	a.Due = maybe(t, poolDays)
	return a
}

func drawRule(t *rapid.T) Record {
	r := &Rule{ID: fmt.Sprintf("r%d", rapid.IntRange(1, 6).Draw(t, "rule")), At: Instant(rapid.IntRange(1, 3).Draw(t, "at")), Answer: drawAnswer(t)}
	switch r.Scope.Kind = pick(t, ScopeKinds); r.Scope.Kind {
	case ScopeProvider:
		r.Scope.Value = pick(t, []string{"AWS", "amazon", "openai", "Reseller", "Azure"})
	case ScopeHosting:
		r.Scope.Value = pick(t, poolHosting)
	case ScopeTag:
		r.Scope.Value = pick(t, poolTags)
	}
	for _, f := range Fields() {
		if often(t, 1) {
			if r.Since == nil {
				r.Since = map[string]Moment{}
			}
			r.Since[f.Path()] = Moment{Instant(rapid.IntRange(2, 4).Draw(t, "since"))}
		}
	}
	switch rapid.IntRange(0, 2).Draw(t, "target") {
	case 1:
		r.Category = pick(t, []string{"monitoring", "input_security", "cooking"})
	case 2:
		r.Control = pick(t, poolControls)
	}
	return r
}

func drawCell(t *rapid.T) Record {
	return &Cell{Asset: pick(t, append(poolAssets, "gone")), Control: pick(t, poolControls), Answer: drawAnswer(t), Reopened: maybe(t, []string{"1.1.0"})}
}

func drawEvidence(t *rapid.T) Record {
	return &Evidence{
		ID: fmt.Sprintf("e%d", rapid.IntRange(1, 4).Draw(t, "evidence")), Name: "log", Method: pick(t, append(Methods, "")), To: pick(t, poolDays),
		CollectedAt: InstantOf(pick(t, poolDays).Time()), Assets: some(t, append(poolAssets, "gone")), Controls: some(t, poolControls),
	}
}

func drawRecord(t *rapid.T) Record {
	draw := pick(t, []func(*rapid.T) Record{drawAsset, drawParty, drawCell, drawCell, drawCell, drawRule, drawEvidence})
	return draw(t)
}

// drawRecords draws an engagement: each record once, in some order.
func drawRecords(t *rapid.T) []Record {
	records := []Record{drawAsset(t), drawParty(t)}
	for range rapid.IntRange(0, 40).Draw(t, "records") {
		records = append(records, drawRecord(t))
	}
	seen := map[Ref]bool{}
	return slices.DeleteFunc(records, func(r Record) bool {
		known := seen[r.Ref()]
		seen[r.Ref()] = true
		return known
	})
}

func drawEvaluation(t *rapid.T) *Evaluation {
	return evaluate(drawRecords(t)...)
}

// drawEdit changes the state at random: a record put in or taken out. It
// returns what was touched.
func drawEdit(t *rapid.T, s *State) Ref {
	if often(t, 3) {
		if refs := refsOf(s); len(refs) > 0 {
			ref := pick(t, refs)
			s.Delete(ref)
			return ref
		}
	}
	record := drawRecord(t)
	s.Put(record)
	return record.Ref()
}

func refsOf(s *State) []Ref {
	var refs []Ref
	for _, a := range s.SortedAssets() {
		refs = append(refs, a.Ref())
	}
	for _, asset := range append(poolAssets, "gone") {
		for _, c := range s.Cells(asset) {
			refs = append(refs, c.Ref())
		}
	}
	for _, p := range s.SortedParties() {
		refs = append(refs, p.Ref())
	}
	for _, r := range s.SortedRules() {
		refs = append(refs, r.Ref())
	}
	for _, e := range s.SortedEvidence() {
		refs = append(refs, e.Ref())
	}
	return refs
}

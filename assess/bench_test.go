package assess

import (
	"encoding/json"
	"fmt"
	"testing"
	"time"
)

// The benchmarks measure against a yardstick within the same run and report
// the ratio, so that the figures hold on any machine.

const wideControls, wideModels = 26, 13

// wideCatalogue has the size of the real one: 26 controls, 13 hosting models.
func wideCatalogue() *Catalogue {
	c := &Catalogue{Scoring: scoringForTests(), Providers: catalogueForTests().Providers, TraitRules: catalogueForTests().TraitRules}
	for i := range wideControls {
		c.Controls = append(c.Controls, Control{
			ID: fmt.Sprintf("AI-SEC-%03d", i+1), Name: fmt.Sprintf("Control %d", i+1), Short: fmt.Sprintf("Control %d", i+1),
			Category: fmt.Sprintf("category_%d", i%9), Weight: i % 11, ReviewMonths: 3,
		})
	}
	boundaries := map[string]string{}
	letters := []string{"c", "s", "c", "s!", "c!", "s", "p", "c", "u!", "c", "n"}
	for m := range wideModels {
		id, row := fmt.Sprintf("model_%d", m), ""
		c.Models = append(c.Models, HostingModel{ID: id, Company: []string{"AWS", "Microsoft", ""}[m%3]})
		for i := range wideControls {
			row += letters[(i*7+m*3)%len(letters)] + " "
		}
		boundaries[id] = row
	}
	c.Index(baselinesFrom(c.Controls, boundaries))
	return c
}

// wideEngagement stores every cell of its assets. Parties, rules and evidence
// are those of a large client.
func wideEngagement(assets int) []Record {
	const parties = 500
	var records []Record
	for i := range parties {
		records = append(records, &Party{ID: partyID(i), Name: fmt.Sprintf("Team %d", i), Type: []PartyKind{Person, Team, ProviderParty}[i%3], Retired: i%50 == 7})
	}
	for i := range 40 {
		scope := []Scope{everywhere(), ofProvider("aws"), hostedOn(fmt.Sprintf("model_%d", i%wideModels)), withTag(fmt.Sprintf("unit-%d", i%20))}[i%4]
		records = append(records, rule(fmt.Sprintf("rule-%d", i), scope, fmt.Sprintf("AI-SEC-%03d", i%wideControls+1), i, clientOwner(partyID(i)), workers(partyID(i+1), partyID(i+2)), rationale("One team does this for all.")))
	}
	for i := range 400 {
		records = append(records, shown(fmt.Sprintf("evidence-%d", i), Methods[i%len(Methods)], assetID(i%assets), fmt.Sprintf("AI-SEC-%03d", i%wideControls+1)))
	}
	for i := range assets {
		a := asset(assetID(i), fmt.Sprintf("model_%d", i%wideModels), tagged("Finance", fmt.Sprintf("unit-%d", i%20)), acts(Traits[i%3]), exposed(Exposures[i%4]))
		a.Name = fmt.Sprintf("System %d for a client's department", i)
		records = append(records, a)
		for k := range wideControls {
			records = append(records, wideCell(a.ID, k, i))
		}
	}
	return records
}

func wideCell(asset string, control, seed int) *Cell {
	c := cell(asset, fmt.Sprintf("AI-SEC-%03d", control+1),
		clientOwner(partyID(seed+control)), workers(partyID(seed+1), partyID(seed+2)), declared(Statuses[(seed+control)%len(Statuses)]))
	c.Declared.By = partyID(seed)
	if seed%3 == 0 {
		c.GapAddressed, c.Rationale = TraitYes, "Dealt with in the gateway in front of the model."
	}
	if control%5 == 0 {
		c.Due = today() + Date(seed%90)
	}
	return c
}

func partyID(i int) string { return fmt.Sprintf("0193a1c2-0000-7000-8000-%012d", i%500) }
func assetID(i int) string { return fmt.Sprintf("0193a1c2-1111-7000-8000-%012d", i) }

// perRun is the time that one call takes, measured over n of them.
func perRun(n int, work func()) time.Duration {
	start := time.Now()
	for range n {
		work()
	}
	return time.Since(start) / time.Duration(n)
}

// BenchmarkEvaluate: 260,000 stored cells, against reading the same records
// from JSON. The bar is 0.3.
func BenchmarkEvaluate(b *testing.B) {
	catalogue, records := wideCatalogue(), wideEngagement(10_000)
	state := engagement(records...)
	var refs []Ref
	var encoded [][]byte
	for _, record := range records {
		body, err := json.Marshal(record)
		if err != nil {
			b.Fatal(err)
		}
		refs, encoded = append(refs, record.Ref()), append(encoded, body)
	}
	decode := perRun(1, func() {
		for i, ref := range refs {
			record, err := NewRecord(ref)
			if err == nil {
				err = json.Unmarshal(encoded[i], record)
			}
			if err != nil {
				b.Fatal(err)
			}
		}
	})
	b.ReportAllocs()
	for b.Loop() {
		if cells := Evaluate(state, catalogue, testDay).Totals().Cells; cells != 260_000 {
			b.Fatalf("%d cells", cells)
		}
	}
	b.ReportMetric(float64(b.Elapsed())/float64(b.N)/float64(decode), "x_decode")
}

// BenchmarkUpdate: one edited cell, against judging the 26 cells of one asset.
// The bar is 5.
func BenchmarkUpdate(b *testing.B) {
	for _, size := range []int{100, 10_000} {
		b.Run(fmt.Sprintf("%d assets", size), func(b *testing.B) {
			state := engagement(wideEngagement(size)...)
			e := Evaluate(state, wideCatalogue(), testDay)
			edited := assetID(size / 2)
			row := perRun(2000, func() { e.evaluateAsset(state.Assets[edited]) })
			edits := []*Cell{wideCell(edited, 3, 1), wideCell(edited, 3, 2)}
			b.ReportAllocs()
			i := 0
			for b.Loop() {
				state.Put(edits[i%2])
				e.Update([]Ref{edits[i%2].Ref()})
				i++
			}
			b.ReportMetric(float64(b.Elapsed())/float64(b.N)/float64(row), "x_row")
		})
	}
}

// BenchmarkUpdateShared: edits that may touch every asset, for information.
func BenchmarkUpdateShared(b *testing.B) {
	state := engagement(wideEngagement(10_000)...)
	e := Evaluate(state, wideCatalogue(), testDay)
	renamed, leaver := *state.Parties[partyID(1)], *state.Parties[partyID(2)]
	renamed.Name = "Another name"
	for _, edit := range []struct {
		name    string
		records []Record
	}{
		{"a party is renamed", []Record{&renamed, state.Parties[partyID(1)]}},
		{"a party retires", []Record{retired(&leaver), state.Parties[partyID(2)]}},
		{"a rule for one tag", []Record{rule("rule-3", withTag("unit-3"), "AI-SEC-004", 0, clientOwner(partyID(9))), state.Rules["rule-3"]}},
		{"evidence for one asset", []Record{shown("evidence-3", Inspection, assetID(3)), state.Evidence["evidence-3"]}},
	} {
		b.Run(edit.name, func(b *testing.B) {
			i := 0
			for b.Loop() {
				record := edit.records[i%2]
				state.Put(record)
				e.Update([]Ref{record.Ref()})
				i++
			}
		})
	}
}

// BenchmarkFindings: all findings with their words, for information.
func BenchmarkFindings(b *testing.B) {
	e := Evaluate(engagement(wideEngagement(10_000)...), wideCatalogue(), testDay)
	b.ReportAllocs()
	for b.Loop() {
		if len(e.Findings()) == 0 {
			b.Fatal("no findings")
		}
	}
}

// BenchmarkCell: one cell shown, for information.
func BenchmarkCell(b *testing.B) {
	e := Evaluate(engagement(wideEngagement(100)...), wideCatalogue(), testDay)
	b.ReportAllocs()
	for b.Loop() {
		if _, ok := e.Cell(assetID(50), "AI-SEC-026"); !ok {
			b.Fatal("no such cell")
		}
	}
}

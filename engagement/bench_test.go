package engagement

import (
	"encoding/json"
	"fmt"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"demarc/assess"
	"demarc/assets"
	"demarc/history"
	"demarc/report"
)

// The size to design for: 10,000 assets × 26 controls.
const manyAssets = 10_000

func benchOptions() Options {
	return Options{
		Library: &Library{Catalogue: assets.Catalogue(), Fonts: report.Fonts{}, Version: "test"},
		Who:     Who{Author: "J. Weiss", Capacity: Assessor},
	}
}

// largeEngagement makes an engagement of so many assets with every cell
// stored: an accountable and a responsible party of 500, a declared status,
// and on every tenth a rationale.
func largeEngagement(b *testing.B, count int) string {
	b.Helper()
	path := filepath.Join(b.TempDir(), "large.demarc")
	s, err := Create(path, Beginning{Client: "Nordhaven Insurance"}, benchOptions())
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	change := newEdit()
	parties := make([]string, 500)
	for i := range parties {
		party := &assess.Party{ID: s.derivedID("party", fmt.Sprint(i)), Name: fmt.Sprintf("Team %03d", i), Type: assess.Team}
		parties[i] = party.ID
		change.put(party)
	}
	models := s.catalogue.Models
	for i := range count {
		asset := &assess.Asset{
			ID: s.derivedID("asset", fmt.Sprint(i)), Name: fmt.Sprintf("System %05d", i), Hosting: models[i%len(models)].ID,
			Exposure: assess.Exposures[i%4], Data: []string{string(assess.DataClasses[i%6])}, Tags: []string{fmt.Sprintf("unit-%d", i%40)},
			Approval: assess.ApprovalApproved, Lifecycle: assess.LifecycleProduction,
		}
		change.put(asset)
		for k := range s.catalogue.Controls {
			change.put(answeredCell(s, asset.ID, s.catalogue.Controls[k].ID, parties, i*len(s.catalogue.Controls)+k))
		}
	}
	if err := s.commit(change); err != nil {
		b.Fatal(err)
	}
	return path
}

func answeredCell(s *Session, asset, control string, parties []string, n int) *assess.Cell {
	cell := &assess.Cell{Asset: asset, Control: control}
	cell.Customer = &assess.Clause{Accountable: parties[n%500], Responsible: []string{parties[(n*7+1)%500]}}
	cell.Declared = &assess.Statement{Status: assess.Statuses[n%5], By: parties[n%500], At: s.moment() - assess.Instant(n)}
	if n%10 == 0 {
		cell.Rationale = fmt.Sprintf("Agreed in workshop %d with the owners of the platform.", n%97)
	}
	return cell
}

// BenchmarkOpenEngagement opens 10,000 assets × 26 stored cells, evaluated and
// all, against encoding/json decoding the same records. Bars: 0.7 for opening
// without evaluation, heap at most 2 × the encoded records.
func BenchmarkOpenEngagement(b *testing.B) {
	path := largeEngagement(b, manyAssets)
	texts, refs := asJSON(b, path)
	var opening, decoding time.Duration
	for b.Loop() {
		runtime.GC()
		start := time.Now()
		for i, text := range texts {
			record, err := assess.NewRecord(refs[i])
			if err == nil {
				err = json.Unmarshal(text, record)
			}
			if err != nil {
				b.Fatal(err)
			}
		}
		decoding += time.Since(start)
		runtime.GC()
		start = time.Now()
		s, err := Open(path, benchOptions())
		if err != nil {
			b.Fatal(err)
		}
		opening += time.Since(start)
		s.Close()
	}
	b.ReportMetric(opening.Seconds()/decoding.Seconds(), "open+evaluate/json")
	texts, refs = nil, nil
	reportHeap(b, path)
}

func reportHeap(b *testing.B, path string) {
	before := heapInUse()
	s, err := Open(path, benchOptions())
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	after := heapInUse()
	size, err := s.file.EncodedSize()
	if err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(after-before)/float64(size), "heap/encoded")
	runtime.KeepAlive(s)
}

func heapInUse() uint64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

func asJSON(b *testing.B, path string) (texts [][]byte, refs []assess.Ref) {
	b.Helper()
	s, err := Open(path, benchOptions())
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	add := func(record assess.Record) {
		text, err := json.Marshal(record)
		if err != nil {
			b.Fatal(err)
		}
		texts, refs = append(texts, text), append(refs, record.Ref())
	}
	for _, party := range s.state.SortedParties() {
		add(party)
	}
	for _, asset := range s.state.SortedAssets() {
		add(asset)
		for _, cell := range s.state.Cells(asset.ID) {
			add(cell)
		}
	}
	return texts, refs
}

// BenchmarkAssignByRule measures what a person waits for in an engagement of
// 260,000 cells.
func BenchmarkAssignByRule(b *testing.B) {
	s, err := Open(largeEngagement(b, manyAssets), benchOptions())
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	due := 0
	for b.Loop() {
		due++
		day := (assess.DateOf(s.now()) + assess.Date(due)).String()
		if _, err := s.Assign(Assignment{Scopes: []assess.Scope{{Kind: assess.ScopeAll}}, Controls: []string{"AI-SEC-007"}, Due: &day}); err != nil {
			b.Fatal(err)
		}
	}
	if log, err := s.entries(); err != nil || log[len(log)-1].Header.Kind != history.KindEdit {
		b.Fatalf("no commit was made: %v", err)
	}
}

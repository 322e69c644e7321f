package store

import (
	"encoding/json"
	"os"
	"path/filepath"
	"runtime"
	"testing"
	"time"

	"demarc/assess"
	"demarc/history"

	bolt "go.etcd.io/bbolt"
)

// BenchmarkOpen opens 10,000 assets × 26 stored cells into a state, and scans
// the same records as JSON in a bare bbolt file. The bar is 0.7.
func BenchmarkOpen(b *testing.B) {
	records := estate(10_000)
	path, bare := filepath.Join(b.TempDir(), "a.demarc"), filepath.Join(b.TempDir(), "bare")
	mustCreate(b, path, records...).Close()
	writeJSON(b, bare, records)
	records = nil
	var ours, theirs time.Duration
	for b.Loop() {
		runtime.GC()
		start := time.Now()
		scanJSON(b, bare)
		theirs += time.Since(start)
		runtime.GC()
		start = time.Now()
		f, err := Open(path, Options{})
		if err != nil {
			b.Fatal(err)
		}
		load(b, f)
		ours += time.Since(start)
		f.Close()
	}
	b.ReportMetric(ours.Seconds()/theirs.Seconds(), "open/json")
	b.ReportMetric(ours.Seconds()/float64(b.N), "s/open")
}

func writeJSON(b *testing.B, path string, records []assess.Record) {
	db, err := bolt.Open(path, 0o600, nil)
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	err = db.Update(func(tx *bolt.Tx) error {
		bucket, err := tx.CreateBucket([]byte("records"))
		for _, r := range records {
			text, failed := json.Marshal(r)
			if err == nil {
				err = failed
			}
			if err == nil {
				err = bucket.Put([]byte(string(r.Ref().Kind)+" "+r.Ref().Key), text)
			}
		}
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
}

func scanJSON(b *testing.B, path string) {
	db, err := bolt.Open(path, 0o600, nil)
	if err != nil {
		b.Fatal(err)
	}
	defer db.Close()
	err = db.View(func(tx *bolt.Tx) error {
		return tx.Bucket([]byte("records")).ForEach(func(key, value []byte) error {
			kind := assess.RecordKind("")
			for _, k := range assess.RecordKinds {
				if string(k) == string(key[:min(len(k), len(key))]) {
					kind = k
				}
			}
			record, err := assess.NewRecord(assess.Ref{Kind: kind, Key: string(key[len(kind)+1:])})
			if err != nil {
				return err
			}
			return json.Unmarshal(value, record)
		})
	})
	if err != nil {
		b.Fatal(err)
	}
}

// BenchmarkHeap weighs an open engagement of 260,000 cells against its records
// as they are stored. The bar is 2.
func BenchmarkHeap(b *testing.B) {
	path := filepath.Join(b.TempDir(), "a.demarc")
	mustCreate(b, path, estate(10_000)...).Close()
	for b.Loop() {
		before := liveHeap()
		f, err := Open(path, Options{})
		if err != nil {
			b.Fatal(err)
		}
		state := load(b, f)
		after := liveHeap()
		size, err := f.EncodedSize()
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(after-before)/float64(size), "heap/encoded")
		b.ReportMetric(float64(size)/(1<<20), "MiB-encoded")
		runtime.KeepAlive(state)
		f.Close()
	}
}

func liveHeap() uint64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}

// BenchmarkAssign answers 26,000 cells: by one rule, and cell by cell in one
// commit. The bars are 100 KB and 12 MB of growth. Cell by cell the growth
// depends on where the cells lie, because a page is written anew for each
// change on it: fresh are those of 1,000 assets that had none, again the same
// ones answered anew, among those of 1,000 out of 10,000 assets, and scattered,
// for comparison, every tenth cell of 10,000 assets, on every page of the file.
func BenchmarkAssign(b *testing.B) {
	for b.Loop() {
		b.ReportMetric(float64(growthByRule(b))/1e3, "rule-KB")
		fresh, again := growthCellByCell(b, 1_000)
		b.ReportMetric(float64(fresh)/1e6, "fresh-MB")
		b.ReportMetric(float64(again)/1e6, "again-MB")
		among, scattered := growthAmongMany(b, 10_000)
		b.ReportMetric(float64(among)/1e6, "among-MB")
		b.ReportMetric(float64(scattered)/1e6, "scattered-MB")
	}
}

func growthByRule(b *testing.B) int64 {
	path := filepath.Join(b.TempDir(), "a.demarc")
	f := mustCreate(b, path, assetsOf(1_000)...)
	defer f.Close()
	rule := &assess.Rule{ID: id("rule", 1), Scope: assess.Scope{Kind: assess.ScopeAll}, At: at(1)}
	rule.Customer = &assess.Clause{Accountable: id("party", 1)}
	return growthOf(b, f, path, 1, made(rule))
}

func growthCellByCell(b *testing.B, assets int) (fresh, again int64) {
	path := filepath.Join(b.TempDir(), "a.demarc")
	f := mustCreate(b, path, assetsOf(assets)...)
	defer f.Close()
	var cells []assess.Record
	for _, record := range estate(assets) {
		if cell, ok := record.(*assess.Cell); ok {
			cells = append(cells, cell)
		}
	}
	fresh = growthOf(b, f, path, 1, made(cells...))
	return fresh, growthOf(b, f, path, 2, assigned(cells))
}

func growthAmongMany(b *testing.B, assets int) (among, scattered int64) {
	records := estate(assets)
	path := filepath.Join(b.TempDir(), "a.demarc")
	f := mustCreate(b, path, records...)
	defer f.Close()
	var one, other []assess.Record
	n := 0
	for _, record := range records {
		if cell, ok := record.(*assess.Cell); ok {
			if n/26%10 == 0 {
				one = append(one, cell)
			} else if n%10 == 1 {
				other = append(other, cell)
			}
			n++
		}
	}
	among = growthOf(b, f, path, 1, assigned(one))
	return among, growthOf(b, f, path, 2, assigned(other))
}

// assetsOf is an engagement without cells.
func assetsOf(assets int) []assess.Record {
	records := []assess.Record{engagement(), party(1)}
	for n := range assets {
		records = append(records, asset(n))
	}
	return records
}

// growthOf commits changes and returns by how much the file grew.
func growthOf(b *testing.B, f *File, path string, n int, changes []history.Change) int64 {
	before := size(b, path)
	mustCommit(b, f, n, changes)
	return size(b, path) - before
}

func size(tb testing.TB, path string) int64 {
	tb.Helper()
	info, err := os.Stat(path)
	if err != nil {
		tb.Fatal(err)
	}
	return info.Size()
}

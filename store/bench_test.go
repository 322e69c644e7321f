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
		b.Log("json", time.Since(start))
		runtime.GC()
		start = time.Now()
		f, err := Open(path, Options{})
		if err != nil {
			b.Fatal(err)
		}
		load(b, f)
		ours += time.Since(start)
		b.Log(time.Since(start))
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

// BenchmarkAssign answers 26,000 of 260,000 cells: by one rule, and cell by
// cell in one commit. The bars are 100 KB and 12 MB of growth.
func BenchmarkAssign(b *testing.B) {
	records := estate(10_000)
	path := filepath.Join(b.TempDir(), "a.demarc")
	f := mustCreate(b, path, records...)
	rule := &assess.Rule{ID: id("rule", 1), Scope: assess.Scope{Kind: assess.ScopeAll}, At: at(1)}
	rule.Customer = &assess.Clause{Accountable: id("party", 1)}
	var changes []history.Change
	for n, r := range records {
		if old, ok := r.(*assess.Cell); ok && n%10 == 0 {
			answered := *old
			answered.Customer = &assess.Clause{Accountable: id("party", 1)}
			change, _ := history.Diff(old, &answered)
			changes = append(changes, change)
		}
	}
	for step := 1; b.Loop(); step += 3 {
		before := size(b, path)
		mustCommit(b, f, step, made(rule))
		ruled := size(b, path)
		mustCommit(b, f, step+1, changes)
		if step == 1 { // later rounds use the pages that earlier ones left
			b.ReportMetric(float64(ruled-before)/1000, "rule-KB")
			b.ReportMetric(float64(size(b, path)-ruled)/1e6, "cells-MB")
		}
		mustCommit(b, f, step+2, history.Invert(append(made(rule), changes...)))
	}
}

func size(tb testing.TB, path string) int64 {
	tb.Helper()
	info, err := os.Stat(path)
	if err != nil {
		tb.Fatal(err)
	}
	return info.Size()
}

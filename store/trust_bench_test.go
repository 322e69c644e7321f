package store

import (
	"fmt"
	"path/filepath"
	"runtime"
	"slices"
	"testing"
	"time"

	"demarc/assess"
	"demarc/history"

	bolt "go.etcd.io/bbolt"
)

// BenchmarkOpenSealed opens 260,000 cells sealed and unsealed, after the key is
// derived. The bar is 1.3.
func BenchmarkOpenSealed(b *testing.B) {
	records := estate(10_000)
	folder := b.TempDir()
	paths := map[string]string{"": filepath.Join(folder, "plain.demarc"), passphrase: filepath.Join(folder, "sealed.demarc")}
	var key *seal
	for typed, path := range paths {
		f, err := Create(path, engagementID, typed, header(0), made(records...))
		if err != nil {
			b.Fatal(err)
		}
		if f.seal != nil {
			key, _ = newSeal(slices.Clone(f.seal.key), engagementID, f.seal.schema, f.seal.header)
		}
		f.Close()
	}
	records = nil
	var took [2]time.Duration
	for b.Loop() {
		for i, typed := range []string{"", passphrase} {
			runtime.GC()
			start := time.Now()
			f, err := openWith(paths[typed], false, key.unwrapped)
			if err != nil {
				b.Fatal(err)
			}
			load(b, f)
			took[i] += time.Since(start)
			f.Close()
		}
	}
	b.ReportMetric(took[1].Seconds()/took[0].Seconds(), "sealed/plain")
	b.ReportMetric(took[1].Seconds()/float64(b.N), "s/open")
}

// BenchmarkEditSealed makes one edit of a sealed file, commit included, in turn
// with a bare bbolt update. The bar is 1.5, of the medians of 1,000.
func BenchmarkEditSealed(b *testing.B) {
	const pairs = 1000
	for b.Loop() {
		folder := b.TempDir()
		f, err := Create(filepath.Join(folder, "a.demarc"), engagementID, passphrase, header(0), made(estate(100)...))
		if err != nil {
			b.Fatal(err)
		}
		bare, err := bolt.Open(filepath.Join(folder, "bare"), 0o600, nil)
		if err != nil {
			b.Fatal(err)
		}
		head, _ := f.Head()
		var ours, theirs []time.Duration
		renamed := party(1)
		for n := range pairs {
			start := time.Now()
			err := bare.Update(func(tx *bolt.Tx) error {
				bucket, err := tx.CreateBucketIfNotExists([]byte("records"))
				if err != nil {
					return err
				}
				return bucket.Put(fmt.Appendf(nil, "%d", n), make([]byte, 200))
			})
			theirs = append(theirs, time.Since(start))
			if err != nil {
				b.Fatal(err)
			}
			before := *renamed
			renamed = party(1)
			renamed.Name = fmt.Sprintf("Platform %d", n)
			start = time.Now()
			change, _ := history.Diff(&before, renamed)
			commit, _, err := f.Commit(header(n, head), []history.Change{change})
			ours = append(ours, time.Since(start))
			if err != nil {
				b.Fatal(err)
			}
			head = commit.ID
		}
		b.ReportMetric(median(ours).Seconds()/median(theirs).Seconds(), "edit/bare")
		b.ReportMetric(median(ours).Seconds()*1000, "ms/edit")
		f.Close()
		bare.Close()
	}
}

func median(list []time.Duration) time.Duration {
	slices.Sort(list)
	return list[len(list)/2]
}

// BenchmarkVerify checks 100,000 commits, and decodes them. The bar is 1.3.
func BenchmarkVerify(b *testing.B) {
	const commits = 100_000
	path := filepath.Join(b.TempDir(), "a.demarc")
	f := longHistory(b, path, commits)
	var verified, decoded time.Duration
	for b.Loop() {
		start := time.Now()
		if v := mustVerify(b, f); v.Commits < commits {
			b.Fatalf("%d commits", v.Commits)
		}
		verified += time.Since(start)
		start = time.Now()
		decodeAll(b, f)
		decoded += time.Since(start)
	}
	b.ReportMetric(verified.Seconds()/decoded.Seconds(), "verify/decode")
	b.ReportMetric(verified.Seconds()/float64(b.N), "s/verify")
}

// longHistory makes a file with many commits, some hundred in a transaction.
func longHistory(tb testing.TB, path string, commits int) *File {
	tb.Helper()
	f := mustCreate(tb, path, estate(200)...)
	var cells []*assess.Cell
	for _, record := range estate(200) {
		if cell, ok := record.(*assess.Cell); ok {
			cells = append(cells, cell)
		}
	}
	head, err := f.Head()
	for n := 0; n < commits && err == nil; {
		err = f.update(func(v values) error {
			for range 500 {
				at := n % len(cells)
				was := cells[at]
				is := *was
				is.Rationale = fmt.Sprintf("Agreed in workshop %d.", n)
				cells[at] = &is
				change, _ := history.Diff(was, &is)
				commit, _, err := v.commit(header(n, head), []history.Change{change}, nil)
				if err != nil {
					return err
				}
				head = commit.ID
				n++
			}
			return nil
		})
	}
	if err != nil {
		tb.Fatal(err)
	}
	return f
}

// decodeAll reads every commit, header and body, and holds it against its
// digests.
func decodeAll(tb testing.TB, f *File) {
	tb.Helper()
	err := f.view(func(v values) error {
		numbers, err := v.numbers(commitsBucket)
		if err != nil {
			return err
		}
		for _, at := range numbers {
			encoded, err := v.getPieces(commitsBucket, number(at))
			if err != nil {
				return err
			}
			body, err := v.body(number(at))
			if err != nil {
				return err
			}
			if _, err := history.Check(encoded, body); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		tb.Fatal(err)
	}
}

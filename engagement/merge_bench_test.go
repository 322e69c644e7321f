package engagement

import (
	"fmt"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"demarc/assess"
	"demarc/history"
)

// mergedChanges is how many records one side changes.
const mergedChanges = 10_000

// BenchmarkMerge merges 10,000 changes from another copy, against writing them:
// the median of interleaved runs. Bar: 2. Ours has a commit of its own, so that
// it is a true merge, and writing makes the same commits on a copy.
func BenchmarkMerge(b *testing.B) {
	for _, commits := range []int{1, 100} {
		b.Run(fmt.Sprintf("%d commits", commits), func(b *testing.B) { benchmarkMerge(b, commits) })
	}
}

func benchmarkMerge(b *testing.B, commits int) {
	var ratios []float64
	for run := 0; b.Loop(); run++ {
		folder := b.TempDir()
		begun := newBenchDesk(b, filepath.Join(folder, "ours.demarc"))
		theirs := begun.copyTo(filepath.Join(folder, "theirs.demarc"))
		start := time.Now()
		writeChanges(b, theirs.Session, commits)
		writing := time.Since(start)
		begun.party(fmt.Sprint("Ours ", run))
		begun.check(theirs.Session.Close())
		start = time.Now()
		m, err := begun.PrepareMerge(theirs.path, Options{})
		begun.check(err)
		if m.Forward || len(m.Conflicts) > 0 {
			b.Fatalf("%+v", m.Conflicts)
		}
		_, err = m.Merge(b.Context(), nil, nil)
		begun.check(err)
		merging := time.Since(start)
		begun.check(m.Close())
		begun.check(begun.Session.Close())
		ratios = append(ratios, merging.Seconds()/writing.Seconds())
	}
	slices.Sort(ratios)
	b.ReportMetric(ratios[len(ratios)/2], "merge/write")
	b.ReportMetric(ratios[0], "least")
	b.ReportMetric(ratios[len(ratios)-1], "most")
}

// newBenchDesk is an engagement with half of the assets that will be changed.
func newBenchDesk(b *testing.B, path string) *desk {
	b.Helper()
	d := &desk{t: b, path: path, who: Who{Author: "J. Weiss", Capacity: Assessor}, now: deskDay}
	s, err := Create(path, Beginning{Client: "Nordhaven"}, d.options())
	d.check(err)
	d.Session = s
	change := newEdit()
	for i := range mergedChanges / 2 {
		change.put(listedAsset(s, i))
	}
	d.check(s.commit(change))
	return d
}

func listedAsset(s *Session, i int) *assess.Asset {
	return &assess.Asset{
		ID: s.derivedID("asset", fmt.Sprint(i)), Name: fmt.Sprintf("System %05d", i), Hosting: "aws_bedrock", Exposure: assess.ExposureInternal,
		Data: []string{"personal"}, Tags: []string{fmt.Sprintf("unit-%d", i%40)}, ExternalID: fmt.Sprint(i), Lifecycle: assess.LifecycleProduction,
	}
}

// writeChanges changes half of the assets and adds as many, as imports do.
func writeChanges(b *testing.B, s *Session, commits int) {
	b.Helper()
	for at := range commits {
		change := newEdit()
		for i := at * mergedChanges / commits; i < (at+1)*mergedChanges/commits; i++ {
			asset := listedAsset(s, i)
			asset.Region, asset.Notes = "eu-west-1", fmt.Sprintf("Seen in workshop %d", i%97)
			change.put(asset)
		}
		if err := s.commitAs(history.KindImport, history.CapacityImport, change); err != nil {
			b.Fatal(err)
		}
	}
}

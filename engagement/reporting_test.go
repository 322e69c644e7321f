package engagement

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"demarc/assess"
	"demarc/assets"
	"demarc/report"
	"demarc/sign"
)

// A report of a large engagement takes seconds, and work goes on meanwhile.
// What is written is what was there when the report was asked for: the same
// bytes as if nothing had been changed. Run with -race.
func TestReportIsWrittenWhileTheEngagementChanges(t *testing.T) {
	folder := t.TempDir()
	s := makeSample(t, sampleDay)
	before, after := filepath.Join(folder, "before.pdf"), filepath.Join(folder, "during.pdf")
	if _, err := s.Report(context.Background(), before, ReportOptions{}); err != nil {
		t.Fatal(err)
	}
	prepared, err := s.PrepareReport(after, ReportOptions{})
	if err != nil {
		t.Fatal(err)
	}
	head, state := s.Commits(), s.State()
	written := make(chan error, 1)
	go func() {
		_, err := prepared.Write(context.Background(), nil)
		written <- err
	}()
	edits := []func() error{
		func() error { _, err := s.AddAsset(AssetFields{Name: text("New one")}); return err },
		func() error { _, err := s.RetireAsset(state.SortedAssets()[0].ID); return err },
		func() error { _, err := s.SetScope(ScopeFields{Client: text("Somebody else")}); return err },
		func() error {
			_, err := s.Assign(Assignment{Scopes: []assess.Scope{{Kind: assess.ScopeAll}}, EveryControl: true, Status: text("implemented")})
			return err
		},
		func() error { _, err := s.Undo(nil); return err },
		func() error { s.Evaluation().Findings(); return nil },
	}
	for _, edit := range edits {
		if err := edit(); err != nil {
			t.Fatal(err)
		}
	}
	if s.Commits() < head+4 {
		t.Fatal("the engagement was not changed meanwhile")
	}
	if err := <-written; err != nil {
		t.Fatal(err)
	}
	one, _ := os.ReadFile(before)
	other, _ := os.ReadFile(after)
	if len(one) == 0 || !bytes.Equal(one, other) {
		t.Errorf("the reports differ: %d bytes before, %d written meanwhile", len(one), len(other))
	}
}

func TestReportIsStoppedAtAnyStepAndLeavesNoFile(t *testing.T) {
	s := makeSample(t, sampleDay)
	identity, err := sign.NewIdentity(sign.Subject{Name: "J. Weiss"}, false, time.Now().Add(-time.Hour))
	if err != nil {
		t.Fatal(err)
	}
	for _, stop := range []ReportStep{ReportCompose, ReportPages, ReportSign, ReportVerify} {
		t.Run(string(stop), func(t *testing.T) {
			folder := t.TempDir()
			prepared, err := s.PrepareReport(filepath.Join(folder, "report.pdf"), ReportOptions{Identity: identity})
			if err != nil {
				t.Fatal(err)
			}
			ctx, cancel := context.WithCancel(context.Background())
			defer cancel()
			reported, err := prepared.Write(ctx, func(step ReportStep, _, _ int) {
				if step == stop {
					cancel()
				}
			})
			if reported != nil || !errors.Is(err, context.Canceled) {
				t.Errorf("it was not stopped: %v, %v", reported, err)
			}
			if left, _ := os.ReadDir(folder); len(left) > 0 {
				t.Errorf("%s was left", left[0].Name())
			}
		})
	}
}

func TestReportTellsItsStepsAndItsOutline(t *testing.T) {
	s := makeSample(t, sampleDay)
	prepared, err := s.PrepareReport(filepath.Join(t.TempDir(), "report.pdf"), ReportOptions{})
	if err != nil {
		t.Fatal(err)
	}
	var steps []ReportStep
	reported, err := prepared.Write(context.Background(), func(step ReportStep, _, _ int) { steps = append(steps, step) })
	if err != nil {
		t.Fatal(err)
	}
	if got, want := slices.Compact(steps), []ReportStep{ReportCompose, ReportPages, ReportVerify}; !slices.Equal(got, want) {
		t.Errorf("the steps of an unsigned report are %v, want %v", got, want)
	}
	last := 0
	var chapters []string
	for _, heading := range reported.Outline {
		if heading.Page < last || heading.Page > reported.Pages {
			t.Errorf("%q stands on page %d, after %d of %d", heading.Title, heading.Page, last, reported.Pages)
		}
		if last = heading.Page; heading.Level == 0 {
			chapters = append(chapters, heading.Title)
		}
	}
	for _, want := range []string{"Summary", "Limitations", "Findings", "How to verify this document"} {
		if !slices.Contains(chapters, want) {
			t.Errorf("the outline lacks %q: %q", want, chapters)
		}
	}
}

// A proof sets the same pages as the report, and needs no name.
func TestProofHasThePagesOfTheReport(t *testing.T) {
	s := makeSample(t, sampleDay)
	path := filepath.Join(t.TempDir(), "report.pdf")
	if _, err := s.Report(context.Background(), path, ReportOptions{}); err != nil {
		t.Fatal(err)
	}
	prepared, err := s.PrepareProof(ReportOptions{})
	if err != nil {
		t.Fatal(err)
	}
	document, err := prepared.Set(context.Background(), nil)
	if err != nil {
		t.Fatal(err)
	}
	if written, _ := os.ReadFile(path); !bytes.Equal(written, document.PDF) {
		t.Error("the proof is not what the report says")
	}
}

// nextVisit is the sample's second visit, in which an asset is gone.
func nextVisit(t *testing.T) *Session {
	t.Helper()
	s := makeSample(t, sampleDay)
	open := func(path string) (*Session, error) {
		return Open(path, Options{Library: s.library, Now: sampleDay.AddDate(0, 2, 0), Who: sampleOptions(assets.Sample(), sampleDay).Who})
	}
	path := filepath.Join(t.TempDir(), "next.demarc")
	if err := s.RollForward(context.Background(), path, Visit{}, open); err != nil {
		t.Fatal(err)
	}
	next, err := open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { next.Close() })
	if _, err := next.RetireAsset("Underwriter copilot"); err != nil {
		t.Fatal(err)
	}
	return next
}

// The findings of the last visit are compared with those of now, and where
// nobody is to be named, those that are gone are not.
func TestReportKnowsWhatChangedSinceTheLastVisit(t *testing.T) {
	s := makeSample(t, sampleDay)
	if changes, err := s.sinceLastVisit(ReportOptions{}); changes != nil || err != nil {
		t.Fatalf("the first visit has changes: %+v (%v)", changes, err)
	}
	next := nextVisit(t)
	if e := next.State().Engagement; e.Reviewer != "" || e.ReportVersion != "" || e.Supersedes != "" || e.Firm == "" {
		t.Errorf("the next report has the last one's reviewer or version: %q %q", e.Reviewer, e.ReportVersion)
	}
	for _, c := range []struct {
		edition report.Edition
		named   bool
	}{{report.Full, true}, {report.Redacted, false}} {
		prepared, err := next.prepareReport(ReportOptions{Edition: c.edition})
		if err != nil || prepared.input.Changes == nil {
			t.Fatalf("there are no changes: %v", err)
		}
		changes := prepared.input.Changes
		gone := slices.IndexFunc(changes.Findings, func(f report.Change) bool { return f.What == "fixed" })
		if gone < 0 || (changes.Findings[gone].Title != "") != c.named || (changes.Findings[gone].ID != "") != c.named {
			t.Errorf("%s: what is gone is %+v", c.edition, changes.Findings[max(gone, 0)])
		}
		// What is still there is found among the findings as they are named here.
		there := map[string]bool{}
		for _, f := range evaluated(prepared.input, prepared.state, prepared.catalogue, prepared.today).Findings {
			there[f.ID] = true
		}
		for _, f := range changes.Findings {
			if f.What != "fixed" && !there[f.ID] {
				t.Errorf("%s: the report has no finding %s, which is %s", c.edition, f.ID, f.What)
			}
		}
	}
}

package report

import (
	"slices"
	"strings"
	"testing"

	"demarc/assess"
)

func chapterNames(d *Document) []string {
	var names []string
	for _, h := range d.Outline {
		if h.Level == 0 {
			names = append(names, h.Title)
		}
	}
	return names
}

func TestASliceHasWhatItIsAboutAndHowToReadIt(t *testing.T) {
	for _, c := range []struct {
		name         string
		slice        Slice
		chapters     []string
		shows, shuns []string
	}{
		{"one asset", Slice{Asset: "a1"}, []string{"Asset sheets", "Findings", "Evidence"},
			[]string{"One asset: Claims triage assistant", "rag-config.json", "1 asset × 3 controls"}, []string{"Lapse prediction", "Meeting notes"}},
		{"one owner", Slice{Party: "p2"}, []string{"What you own"},
			[]string{"What Application Security owns", "Acknowledge", "RAG pipeline", "Retrieval Pipeline Security", "2027-01-31"}, []string{"rag-config.json", "Meeting notes"}},
		{"the plan", Slice{Plan: true}, []string{"Plan of action"},
			[]string{"Name an owner", "2026-12-15", "Findings without an action"}, []string{"rag-config.json"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			in := smallInput(t)
			in.Slice = c.slice
			document := mustWrite(t, in)
			want := slices.Concat([]string{"Document control"}, c.chapters, []string{"Limitations", "How to verify this document", "Signature"})
			if got := chapterNames(document); !slices.Equal(got, want) {
				t.Errorf("the chapters are %q, want %q", got, want)
			}
			text := textOf(t, document.PDF)
			for _, shown := range c.shows {
				if !strings.Contains(text, shown) {
					t.Errorf("there is no %q", shown)
				}
			}
			for _, other := range c.shuns {
				if strings.Contains(text, other) {
					t.Errorf("it has %q", other)
				}
			}
		})
	}
}

func TestPrioritiesNameNoOwnerWhereNobodyIs(t *testing.T) {
	in := smallInput(t)
	b, err := newBook(t.Context(), in, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := range in.Findings {
		f := &in.Findings[i]
		acted := slices.ContainsFunc(in.Evaluation.State().SortedActions(), func(a *assess.Action) bool { return slices.Contains(a.Findings, f.ID) })
		party, _ := b.inHand(f)
		if slices.Contains(assess.UnownedKinds, f.Kind) && !acted && party != "" {
			t.Errorf("%s has %s for an owner", f.Title(nil), party)
		}
		if acted && party != "p1" {
			t.Errorf("%s has an action of p1, and %q for an owner", f.Title(nil), party)
		}
	}
}

func TestChangesSinceTheLastVisitAreShown(t *testing.T) {
	in := smallInput(t)
	in.Changes = &Changes{Since: date("2026-05-04"), Before: assess.Totals{Assets: 2, Cells: 6}, Findings: []Change{
		{ID: in.Findings[0].ID, What: "new", Because: "client", Severity: assess.SeverityHigh},
		{ID: "f-gone", Title: "Logs on the old bot: not in place", What: "fixed", Because: "catalogue", Severity: assess.SeverityLow},
		{ID: "f-other", Kind: assess.FindingGap, What: "fixed", Because: "time", Severity: assess.SeverityLow},
		{ID: in.Findings[1].ID, What: "still_open"},
	}}
	text := textOf(t, mustWrite(t, in).PDF)
	for _, want := range []string{"state of 4 May 2026", "Logs on the old bot", "Not in place", "the catalogue", "time that passed", "1 finding is there as it was then"} {
		if !strings.Contains(text, want) {
			t.Errorf("there is no %q", want)
		}
	}
}

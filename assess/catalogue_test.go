package assess

import (
	"slices"
	"testing"
)

func TestIndexKnowsEveryCell(t *testing.T) {
	c := catalogueForTests()
	if got, want := len(c.Baselines()), len(c.Models)*len(c.Controls); got != want {
		t.Fatalf("%d baselines, want one per hosting model and control: %d", got, want)
	}
	for i, b := range c.Baselines() {
		model, control := c.Models[i/len(c.Controls)].ID, c.Controls[i%len(c.Controls)].ID
		if b.Model != model || b.Control != control {
			t.Fatalf("baseline %d is of %s × %s, want %s × %s", i, b.Model, b.Control, model, control)
		}
		if got := c.Baseline(model, control); got == nil || got.Owner != b.Owner {
			t.Errorf("%s × %s is %v", model, control, got)
		}
	}
}

func TestIndexFillsWhatAPackLeavesOut(t *testing.T) {
	b := catalogueForTests().Baseline(uncharted, injection)
	if b.Owner != OwnerUnassigned || b.Gap == "" || b.Confidence() != ConfidenceLow {
		t.Errorf("an unmapped cell is %+v: a gap, and never silence", b)
	}
}

func TestIndexForgetsWhatIsNotInTheCatalogue(t *testing.T) {
	c := catalogueForTests()
	c.Index([]Baseline{{Model: notCatalogued, Control: injection, Owner: OwnerCustomer}, {Model: bedrock, Control: "AI-SEC-999", Owner: OwnerCustomer}})
	for _, b := range c.Baselines() {
		if b.Owner != OwnerUnassigned {
			t.Errorf("%s × %s took the baseline of another", b.Model, b.Control)
		}
	}
}

func TestCatalogueLookups(t *testing.T) {
	c := catalogueForTests()
	if c.Control(injection).ID != injection || c.Model(azure).ID != azure {
		t.Error("what is there is not found")
	}
	if c.Control("AI-SEC-999") != nil || c.Model(HostingUnknown) != nil || c.Baseline(HostingUnknown, injection) != nil || c.Baseline(azure, "AI-SEC-999") != nil {
		t.Error("what is not there is found")
	}
	if got := c.Categories(); len(got) != 10 || !slices.Contains(got, "monitoring") || got[0] != "supply_chain" {
		t.Errorf("the categories are %v, want each once in the order of the controls", got)
	}
}

// A source that nobody opened never shows as high confidence.
func TestConfidenceOfASourceThatNobodyOpened(t *testing.T) {
	for check, opened := range map[string]bool{"repo": true, "search": true, "article": true, "link-seen": false, "repo-listing": false, "none": false} {
		for _, declared := range Confidences {
			want := declared
			if !opened {
				want = ConfidenceLow
			}
			b := Baseline{SourceCheck: check, Declared: declared}
			if got := b.Confidence(); got != want {
				t.Errorf("checked by %s and declared %s, it shows as %s", check, declared, got)
			}
		}
	}
}

func TestCanonicalProvider(t *testing.T) {
	c := catalogueForTests()
	for name, want := range map[string]string{
		"AWS": "AWS", "aws": "AWS", " Amazon Web Services ": "AWS", "AZURE": "Microsoft", "openai": "OpenAI",
		"Acme GmbH": "Acme GmbH", "": "", "  ": "",
	} {
		if got := c.CanonicalProvider(name); got != want {
			t.Errorf("%q is %q, want %q", name, got, want)
		}
	}
}

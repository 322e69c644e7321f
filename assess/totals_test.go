package assess

import (
	"slices"
	"testing"
)

func TestTotalsOfASmallEngagement(t *testing.T) {
	e := evaluate(person("dana"), asset("bot", bedrock, acts(TraitNo)), shown("e", Inspection, "bot", systemPrompt),
		rule("r", everywhere(), "", 1, clientOwner("dana")),
		cell("bot", systemPrompt, declared(Implemented)),                    // and shown
		cell("bot", fineTuning, declared(Implemented)),                      // but not shown
		cell("bot", injection, declared(Implemented)),                       // with a known gap
		cell("bot", apiAccess, declared(PartialStatus)),                     // shared
		cell("bot", rateLimits, declared(Planned), providerOwner("nobody"))) // half owned
	want := Totals{
		Assets: 1, Controls: 12, Cells: 12,
		Owned: 9, Unowned: 2, NotApplicable: 1, // output monitoring is undecided
		HalfOwned: 1, Undecided: 1, Presumed: 4,
		Applicable: 11, Compliant: 2, Partial: 2, Gaps: 7,
		NotAssessed: 6, Evidenced: 1,
	}
	if got := e.Totals(); got != want {
		t.Errorf(" got %+v\nwant %+v", got, want)
	}
	if got := e.AssetTotals("bot"); got != want {
		t.Errorf("the asset has %+v", got)
	}
}

func TestComplianceRate(t *testing.T) {
	for _, c := range []struct {
		name string
		t    Totals
		want float64
	}{
		{"of the applicable cells", Totals{Cells: 10, NotApplicable: 2, Applicable: 8, Compliant: 2}, 0.25},
		{"all", Totals{Applicable: 3, Compliant: 3}, 1},
		{"nothing applicable", Totals{Cells: 5, NotApplicable: 5}, 0},
		{"nothing at all", Totals{}, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := c.t.ComplianceRate(); got != c.want {
				t.Errorf("%v, want %v", got, c.want)
			}
		})
	}
}

func TestPartsAddUpToTheWhole(t *testing.T) {
	e := evaluate(crowd()...)
	whole := e.Totals()
	var assets, controls, categories Totals
	for _, a := range e.Assets() {
		assets.add(e.AssetTotals(a.ID), 1)
	}
	for _, c := range e.ByControl() {
		controls.add(c, 1)
	}
	for _, c := range e.ByCategory() {
		categories.add(c.Totals, 1)
	}
	assets.Controls, controls.Controls, categories.Controls = whole.Controls, whole.Controls, whole.Controls
	controls.Assets, categories.Assets = whole.Assets, whole.Assets // each part has all of them
	if assets != whole || controls != whole || categories != whole {
		t.Errorf("whole      %+v\nassets     %+v\ncontrols   %+v\ncategories %+v", whole, assets, controls, categories)
	}
}

func TestBreakdownsNameTheirParts(t *testing.T) {
	e := evaluate(asset("a", bedrock), asset("b", onPremises))
	if byControl := e.ByControl(); len(byControl) != testControls || byControl[6].NotApplicable != 1 || byControl[6].Cells != 2 {
		t.Errorf("rate limits apply on one of two assets: %+v", byControl[6])
	}
	var categories []string
	for _, c := range e.ByCategory() {
		categories = append(categories, c.Category)
		if c.Category == "monitoring" && (c.Controls != 3 || c.Assets != 2 || c.Cells != 6) {
			t.Errorf("monitoring counts %+v", c.Totals)
		}
	}
	if !slices.Equal(categories, e.Catalogue().Categories()) {
		t.Errorf("the categories come as %v", categories)
	}
	if got, want := e.AssetTotals("nobody"), (Totals{Controls: testControls}); got != want {
		t.Errorf("an asset that is not there counts %+v", got)
	}
}

func TestWhatPartiesCarry(t *testing.T) {
	load := func(e *Evaluation, id string) PartyLoad {
		for _, l := range e.ByParty() {
			if l.Party.ID == id {
				return l
			}
		}
		return PartyLoad{}
	}
	e := evaluate(person("dana"), person("erin"), retired(person("rob")), company("aws", "Amazon"), company("oai", "OpenAI"),
		asset("bot", bedrock), asset("tool", onPremises), asset("old", bedrock, at(LifecycleRetired)),
		cell("bot", systemPrompt, clientOwner("dana"), workers("erin", "dana"), declared(Implemented), due(daysAgo(1)),
			func(a *Answer) { a.Customer.Consulted, a.Customer.Informed = []string{"erin"}, []string{"erin", "rob"} }),
		cell("bot", apiAccess, clientOwner("dana"), providerOwner("dana"), due(daysAgo(1))),
		cell("bot", injection, clientOwner("rob")),
		cell("bot", retrieval, clientOwner("dana"), decided(OwnerNotApplicable)),
		cell("bot", outputWatch, clientOwner("dana")),                        // undecided: nobody's yet
		cell("bot", logRetention, clientOwner("erin"), providerOwner("oai")), // the client's alone
		cell("tool", injection, clientOwner("dana"), due(today())),
		cell("old", injection, clientOwner("dana")))
	for _, c := range []struct {
		name  string
		party string
		want  PartyLoad
	}{
		{"both sides of a shared cell count", "dana", PartyLoad{Accountable: 4, Responsible: 1, Unfinished: 3, Overdue: 2, Assets: 2, Client: 3, Of: 4}},
		{"responsible, consulted and informed", "erin", PartyLoad{Accountable: 1, Responsible: 1, Consulted: 1, Informed: 1, Unfinished: 1, Assets: 1, Client: 1, Of: 4}},
		{"a retired party shows what it still has", "rob", PartyLoad{Accountable: 1, Informed: 1, Unfinished: 1, Assets: 1, Of: 4}},
		{"a provider carries what is presumed", "aws", PartyLoad{Accountable: 4, Unfinished: 4, Assets: 1, Of: 4}},
		{"a clause that is not needed is nobody's", "oai", PartyLoad{Of: 4}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := load(e, c.party)
			got.Party = nil
			if got != c.want {
				t.Errorf(" got %+v\nwant %+v", got, c.want)
			}
		})
	}
	var names []string
	for _, l := range e.ByParty() {
		names = append(names, l.Party.Name)
	}
	if want := []string{"Amazon", "Dana", "Erin", "OpenAI", "Rob"}; !slices.Equal(names, want) {
		t.Errorf("the parties come as %v", names)
	}
}

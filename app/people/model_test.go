package people

import (
	"strings"
	"testing"

	"demarc/app/desk/desktest"
	"demarc/assess"
)

// The cells of a party in the panel are as many as the list says, and so are
// those among them that are overdue or unfinished.
func TestAPartysCellsAreThoseThatAreCounted(t *testing.T) {
	d, _ := desktest.New(t)
	m := newModel(d)
	for _, load := range m.loads {
		t.Run(load.Party.Name, func(t *testing.T) {
			held, late, left := m.holdings(load.Party.ID), 0, 0
			for i, h := range held {
				if h.late {
					late++
				}
				if !h.done {
					left++
				}
				if i > 0 && held[i-1].urgency() > h.urgency() {
					t.Error("what is overdue does not come first")
				}
			}
			if len(held) != load.Accountable || late != load.Overdue || left != load.Unfinished {
				t.Errorf("%d cells, %d overdue, %d unfinished, and not %d, %d, %d", len(held), late, left, load.Accountable, load.Overdue, load.Unfinished)
			}
		})
	}
}

func TestRowsStandByKind(t *testing.T) {
	d, _ := desktest.New(t)
	m := newModel(d)
	var headings []string
	for _, r := range m.rows(view{sorted: byName}) {
		if r.heading != "" {
			headings = append(headings, r.heading)
		} else if r.retired != strings.HasPrefix(headings[len(headings)-1], "Retired") {
			t.Errorf("%s stands under %s", r.name, headings[len(headings)-1])
		}
	}
	if got := strings.Join(headings, ", "); got != "People · 3, Teams · 9, Providers · 3, Retired · 1" {
		t.Errorf("the headings are %s", got)
	}
}

func TestRowsFollowTheOrderAndTheFilter(t *testing.T) {
	d, _ := desktest.New(t)
	m := newModel(d)
	for _, c := range []struct {
		name  string
		view  view
		first string // the first team
	}{
		{"by name", view{sorted: byName}, "Actuarial & Pricing"},
		{"by name, from the end", view{sorted: byName, downward: true}, "Legal & Compliance"},
		{"by what they carry", view{sorted: accountable, downward: true}, "AI Platform"},
		{"by what is overdue", view{sorted: overdue, downward: true}, "Data Governance"},
		{"by a word", view{sorted: byName, text: "cloud"}, "Cloud Security"},
		{"by a word of the function", view{sorted: byName, text: "product owner"}, "Claims IT"},
	} {
		t.Run(c.name, func(t *testing.T) {
			rows, first := m.rows(c.view), ""
			for i, r := range rows {
				if strings.HasPrefix(r.heading, "Teams") {
					first = rows[i+1].name
				}
			}
			if first != c.first {
				t.Errorf("the first team is %q", first)
			}
		})
	}
}

// What the panel says of leaving is what engagement then does.
func TestAnOutlookSaysWhatLeavingDoes(t *testing.T) {
	d, _ := desktest.New(t)
	m := newModel(d)
	id := func(name string) string {
		party, err := d.Session.FindParty(name)
		if err != nil {
			t.Fatal(err)
		}
		return party.ID
	}
	for _, c := range []struct {
		name           string
		leaving        leaving
		sentence, verb string
		cells          int
		loud, ready    bool
	}{
		{"retiring", leaving{party: id("Cloud Security"), retire: true}, "62 cells become unowned.", "Retire Cloud Security", 8, true, true},
		{"retiring with a successor", leaving{party: id("Cloud Security"), retire: true, to: id("AI Platform")}, "No cell becomes unowned.", "Hand over and retire", 0, false, true},
		{"retiring one without cells", leaving{party: id("AI Governance Board"), retire: true}, "No cell becomes unowned.", "Retire AI Governance Board", 0, false, true},
		{"handing over to nobody yet", leaving{party: id("Claims IT")}, "Claims IT is accountable for 14 clauses, owns 9 assets and has 1 action to do. All of it goes to the other party.", "Hand over", 8, false, false},
		{"handing over", leaving{party: id("Claims IT"), to: id("AI Platform")}, "Claims IT is accountable for 14 clauses, owns 9 assets and has 1 action to do. All of it goes to the other party.", "Hand over to AI Platform", 8, false, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			o, err := m.outlook(c.leaving)
			if err != nil {
				t.Fatal(err)
			}
			if o.sentence != c.sentence || o.verb != c.verb || len(o.cells) != c.cells || o.loud != c.loud || o.ready != c.ready {
				t.Errorf("it says %q, %d cells, %q", o.sentence, len(o.cells), o.verb)
			}
			if o.left < 0 || o.loud && len(o.cells)+o.left != 62 {
				t.Errorf("%d cells are left out", o.left)
			}
		})
	}
}

func TestPresentingNamesPeopleByWhatTheyDo(t *testing.T) {
	d, _ := desktest.New(t)
	d.Presenting = true
	m := newModel(d)
	names := ""
	for _, r := range m.rows(view{sorted: byName}) {
		names += r.name + "\n"
	}
	for _, load := range m.loads {
		if load.Party.Type == assess.Person && strings.Contains(names, load.Party.Name) {
			t.Errorf("%s is shown", load.Party.Name)
		}
	}
	if !strings.Contains(names, "CISO\n") || !strings.Contains(names, "Cloud Security\n") {
		t.Errorf("shown are %s", names)
	}
}

func TestANameHasToTellPartiesApart(t *testing.T) {
	d, _ := desktest.New(t)
	m := newModel(d)
	okafor, err := d.Session.FindParty("M. Okafor")
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ name, id, text, says string }{
		{"none", okafor.ID, " ", "A party needs a name."},
		{"another's", okafor.ID, "cloud  security", "There is already a party of that name."},
		{"its own", okafor.ID, "m. okafor", ""},
		{"a new one's", "", "M. Okafor", "There is already a party of that name."},
	} {
		if got := m.wrongName(c.id, c.text); got != c.says {
			t.Errorf("%s: %q", c.name, got)
		}
	}
}

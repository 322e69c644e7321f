package overview

import (
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"demarc/app/desk"
	"demarc/app/desk/desktest"
	"demarc/assess"
	"demarc/engagement"
	"demarc/marks"
	"demarc/words"
)

func given[T any](value T) *T { return &value }

// small opens an engagement without assets.
func small(t *testing.T) (*desk.Desk, *desktest.Window) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "small.demarc")
	options := engagement.Options{Library: desktest.Library(t), Who: engagement.Who{Author: "J. Weiss"}, Now: desktest.Now}
	session, err := engagement.Create(path, engagement.Beginning{Client: "Halden Bank", Title: "Workshop", Assessor: "J. Weiss"}, options)
	if err != nil {
		t.Fatal(err)
	}
	if err := session.Close(); err != nil {
		t.Fatal(err)
	}
	return desktest.Open(t, path)
}

func TestEveryFigureIsTheEvaluations(t *testing.T) {
	d, _ := desktest.New(t)
	v, totals := newView(d), d.Session.Evaluation().Totals()
	number := d.Number
	for _, c := range []struct {
		name, got, want string
		to              desk.Place
		filter          string
	}{
		{"unowned", v.unowned.figure.text, number(totals.Unowned), v.unowned.figure.to, "unowned"},
		{"of all cells", v.unowned.of, "of " + number(totals.Cells) + " cells", v.unowned.figure.to, "unowned"},
		{"half owned", v.unowned.parts[0].text, number(totals.HalfOwned) + " half owned", v.unowned.parts[0].to, "half_owned"},
		{"undecided", v.unowned.parts[1].text, number(totals.Undecided) + " undecided", v.unowned.parts[1].to, "undecided"},
		{"assessed", v.known[0].n, number(totals.Applicable - totals.NotAssessed), v.known[0].to, "assessed"},
		{"not assessed", v.known[1].n, number(totals.NotAssessed), v.known[1].to, "not_assessed"},
		{"presumed", v.rests[0].text, number(totals.Presumed) + " on the provider's word alone", v.rests[0].to, "presumed"},
		{"in place", v.inPlace.figure.text, strconv.FormatFloat(totals.ComplianceRate()*100, 'f', 1, 64) + " %", v.inPlace.figure.to, "implemented"},
		{"evidenced", v.inPlace.parts[0].text, number(totals.Evidenced) + " of these evidenced", v.inPlace.parts[0].to, "evidenced"},
	} {
		if c.got != c.want {
			t.Errorf("%s: %q, want %q", c.name, c.got, c.want)
		}
		if c.to.Screen != desk.Responsibilities || c.to.Filter != c.filter {
			t.Errorf("%s leads to %+v", c.name, c.to)
		}
	}
	if v.inPlace.of != "implemented, as declared" || !v.unowned.loud {
		t.Errorf("in place: %q; loud: %t", v.inPlace.of, v.unowned.loud)
	}
}

func TestFindingsBySeverity(t *testing.T) {
	d, _ := desktest.New(t)
	v, findings := newView(d), d.Session.Evaluation().Findings()
	counts, all := assess.SeverityCounts(findings), 0
	for i, word := range []string{"critical", "high", "medium", "low"} {
		c := v.severity[i]
		if c.word != word || c.n != d.Number(counts[3-i]) || c.to.Screen != desk.Findings || c.to.Filter != word {
			t.Errorf("%+v", c)
		}
		n, _ := strconv.Atoi(c.n)
		all += n
	}
	if all != len(findings) {
		t.Errorf("%d by severity, %d in all", all, len(findings))
	}
}

// Each tile says what is worst among the very cells that it leads to, and all
// tiles together are all cells.
func TestHeatTilesAgreeWithTheirCells(t *testing.T) {
	d, _ := desktest.New(t)
	e := d.Session.Evaluation()
	all, assets := 0, 0
	for _, row := range newHeat(d, e).rows {
		n, _ := strconv.Atoi(row.count)
		assets += n
		for _, tile := range row.tiles {
			cells := cellsAt(e, tile.to)
			all += len(cells)
			if len(cells) == 0 {
				if tile.worst != marks.Tiles {
					t.Errorf("%s says something of no cells", row.name)
				}
				continue
			}
			worst := slices.Min(cells)
			count := 0
			for _, cell := range cells {
				if cell == worst {
					count++
				}
			}
			if tile.worst != worst || tile.count != strconv.Itoa(count) || tile.all != strconv.Itoa(len(cells)) {
				t.Errorf("%q: want %s %d of %d", tile.words, worst.Words(), count, len(cells))
			}
		}
	}
	if totals := e.Totals(); all != totals.Cells || assets != totals.Assets {
		t.Errorf("%d cells on %d assets, want %d on %d", all, assets, totals.Cells, totals.Assets)
	}
}

func cellsAt(e *assess.Evaluation, place desk.Place) (cells []marks.Tile) {
	for _, asset := range e.Assets() {
		if asset.Hosting != place.Hosting {
			continue
		}
		for _, cell := range e.Row(asset.ID) {
			if slices.Contains(place.Category, cell.Control.Category) {
				cells = append(cells, marks.Of(&cell))
			}
		}
	}
	return cells
}

func TestHeatRowsAreInTheCataloguesOrder(t *testing.T) {
	c := &assess.Catalogue{Models: []assess.HostingModel{{ID: "b"}, {ID: "a"}, {ID: "unused"}}}
	c.Index(nil)
	counts := map[string]*heatCount{"a": {}, "b": {}, "zz_gone": {}, "gone": {}, assess.HostingUnknown: {}}
	want := []string{"b", "a", "gone", "zz_gone", assess.HostingUnknown}
	if got := hostingOrder(c, counts); !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}

func TestNextFive(t *testing.T) {
	d, _ := desktest.New(t)
	e := d.Session.Evaluation()
	urgent := e.Urgent(e.Findings(), 5)
	steps := newView(d).next
	if len(steps) != 5 {
		t.Fatalf("%d steps", len(steps))
	}
	for i, s := range steps {
		want := desk.Place{Screen: desk.Responsibilities, Asset: urgent[i].Asset.ID, Control: urgent[i].Control.ID}
		if s.to.Screen != want.Screen || s.to.Asset != want.Asset || s.to.Control != want.Control {
			t.Errorf("step %d leads to %+v", i, s.to)
		}
		if s.severity != urgent[i].Severity || s.about != urgent[i].Control.Short+" · "+urgent[i].Asset.Name {
			t.Errorf("step %d: %+v", i, s)
		}
	}
}

// An action that is about no cell leads to the finding that asks for it.
func TestAStepWithoutACellLeadsToItsFinding(t *testing.T) {
	asset := &assess.Asset{ID: "a"}
	for _, c := range []struct {
		name   string
		action assess.UrgentAction
		want   desk.Place
	}{
		{"a cell's", assess.UrgentAction{Action: words.Say("Renew"), Asset: asset, Control: &assess.Control{ID: "c"}}, desk.Place{Screen: desk.Responsibilities, Asset: "a", Control: "c"}},
		{"an asset's", assess.UrgentAction{Action: words.Say("Renew"), Asset: asset, Finding: "f-2"}, desk.Place{Screen: desk.Findings, Finding: "f-2"}},
		{"a party's", assess.UrgentAction{Action: words.Say("Other"), Finding: "f-1"}, desk.Place{Screen: desk.Findings, Finding: "f-1"}},
	} {
		if got := stepPlace(c.action); got.Finding != c.want.Finding || got.Asset != c.want.Asset || got.Control != c.want.Control || got.Screen != c.want.Screen {
			t.Errorf("%s step leads to %+v", c.name, got)
		}
	}
}

// No findings is no praise.
func TestNothingToDo(t *testing.T) {
	d, _ := desktest.New(t)
	totals := assess.Totals{Applicable: 676, NotAssessed: 64}
	for _, c := range []struct {
		name            string
		findings, steps int
		want            string
	}{
		{"no findings", 0, 0, "No findings in 612 assessed cells. 64 cells are not assessed."},
		{"all accepted", 3, 0, "Every finding is fixed or its risk accepted. They count all the same."},
		{"something to do", 3, 2, ""},
	} {
		if got := nothingWords(d, totals, c.findings, c.steps); got != c.want {
			t.Errorf("%s: %q", c.name, got)
		}
	}
}

func TestEmptyWords(t *testing.T) {
	d, _ := small(t)
	if v := newView(d); v.empty != "No assets yet. Import a CSV or add the first by hand." || v.begin.to.Do != "new" {
		t.Errorf("%+v", v)
	}
	asset, err := d.Session.AddAsset(engagement.AssetFields{Name: given("Claims bot")})
	if err != nil {
		t.Fatal(err)
	}
	if v := newView(d); v.empty != "" || len(v.heat.rows) != 1 || v.heat.rows[0].name != "Hosting not known" {
		t.Errorf("%+v", v)
	}
	if _, err := d.Session.RetireAsset(asset.ID); err != nil {
		t.Fatal(err)
	}
	if v := newView(d); !strings.HasPrefix(v.empty, "Every asset is retired or rejected") || v.begin.to.Screen != desk.Assets {
		t.Errorf("%+v", v)
	}
}

func TestVisits(t *testing.T) {
	d, _ := desktest.New(t)
	today := d.Session.Evaluation().Today()
	if since := lastVisit(d); since != 0 || freshWords(d, since) != "" {
		t.Errorf("a first visit comes after one on %s", since)
	}
	if since := lastVisit(d); since != 0 {
		t.Error("twice on one day is one visit")
	}
	earlier, err := assess.ParseDate("2026-11-10")
	if err != nil {
		t.Fatal(err)
	}
	d.Memory.Set(keyVisit, strconv.Itoa(int(earlier)))
	since := lastVisit(d)
	if since != earlier || day(d, keyVisit) != today {
		t.Errorf("the visit before was on %s", since)
	}
	difference, err := d.Session.Diff(nil, "2026-11-10")
	if err != nil {
		t.Fatal(err)
	}
	if got, want := freshWords(d, since), d.Number(len(difference.New))+" new since 10 Nov"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
	if got := freshWords(d, earlier-1000); got != "" {
		t.Errorf("%q, before the engagement began", got)
	}
}

func TestPresentingHidesPeople(t *testing.T) {
	d, _ := desktest.New(t)
	var person *assess.Party
	for _, party := range d.Session.State().SortedParties() {
		if party.Type == assess.Person {
			person = party
		}
	}
	sentence := person.Name + " holds too much; X" + person.Name + "X does not"
	if got := d.Discreet()(sentence); got != sentence {
		t.Errorf("%q while nobody is looking", got)
	}
	d.Presenting = true
	if got, want := d.Discreet()(sentence), d.Person(person.ID)+" holds too much; X"+person.Name+"X does not"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

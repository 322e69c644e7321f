package engagement

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"demarc/assess"
	"demarc/history"
)

// A list is imported, a person changes something here, the client something
// there, and the list comes again. Against the value of the last import it
// shows who changed what.
func TestImportMergesThreeWays(t *testing.T) {
	for _, c := range []struct {
		name              string
		first, ours, next string
		want              string
		conflict          bool
	}{
		{"nobody changed it", "eu", "eu", "eu", "eu", false},
		{"only we changed it, so it stays ours", "eu", "us", "eu", "us", false},
		{"only we cleared it, so it stays clear", "eu", "", "eu", "", false},
		{"only they changed it, so it becomes theirs", "eu", "eu", "ap", "ap", false},
		{"both changed it alike", "eu", "ap", "ap", "ap", false},
		{"both changed it, so somebody has to choose", "eu", "us", "ap", "us", true},
		{"their blank erases nothing", "eu", "eu", "", "eu", false},
		{"their blank erases no change of ours", "eu", "us", "", "us", false},
		{"it was blank, and they fill it", "", "", "ap", "ap", false},
		{"it was blank, and we filled it otherwise", "", "us", "ap", "us", true},
		{"we cleared it, and they say something new", "eu", "", "ap", "ap", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := newDesk(t)
			d.imports(d.table("name,external_id,region", "Triage,1,"+c.first), ImportOptions{})
			_, err := d.EditAsset("Triage", AssetFields{Region: &c.ours})
			d.check(err)
			next := d.table("name,external_id,region", "Triage,1,"+c.next)
			_, err = d.Import([]string{next}, ImportOptions{})
			if c.conflict {
				refusedWith(t, err, CodeRefused, "both changed", "nothing was imported", "--on-conflict")
			} else if err != nil {
				t.Fatal(err)
			}
			if got := d.find("Triage").Region; got != c.want {
				t.Errorf("the region is %q, want %q", got, c.want)
			}
		})
	}
}

// The party accountable for a cell is merged as the asset's fields are.
func TestImportMergesOwnersThreeWays(t *testing.T) {
	for _, c := range []struct {
		name              string
		first, ours, next string
		want              string
		conflict          bool
	}{
		{"only we changed it", "Anna", "Bert", "Anna", "Bert", false},
		{"only we took it off", "Anna", "", "Anna", "", false},
		{"only they changed it", "Anna", "Anna", "Cleo", "Cleo", false},
		{"both changed it", "Anna", "Bert", "Cleo", "Bert", true},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := newDesk(t)
			d.party("Anna")
			d.party("Bert")
			d.party("Cleo")
			d.imports(d.table("name,AI-SEC-002", "Triage,"+c.first), ImportOptions{})
			d.assign(Assignment{Assets: []string{"Triage"}, Controls: []string{"AI-SEC-002"}, Accountable: &c.ours})
			_, err := d.Import([]string{d.table("name,AI-SEC-002", "Triage,"+c.next)}, ImportOptions{})
			if (err != nil) != c.conflict {
				t.Fatalf("conflict: %v", err)
			}
			got := ""
			if clause := d.state.Cell(d.find("Triage").ID, "AI-SEC-002"); clause != nil && clause.Customer != nil {
				got = d.partyName(clause.Customer.Accountable)
			}
			if got != c.want {
				t.Errorf("%q is accountable, want %q", got, c.want)
			}
		})
	}
}

func TestImportCountsFromTheLastImportThatStands(t *testing.T) {
	d := newDesk(t)
	first := d.table("name,region", "Triage,eu")
	second := d.table("name,region", "Triage,us")
	d.imports(first, ImportOptions{})
	d.imports(second, ImportOptions{})
	if _, err := d.Undo(nil); err != nil {
		t.Fatal(err)
	}
	// What an undone import said is no base: the same list can be taken again.
	if done := d.imports(second, ImportOptions{}); done.Changed != 1 || d.find("Triage").Region != "us" {
		t.Errorf("%d changed, and the region is %q", done.Changed, d.find("Triage").Region)
	}
	// What was redone stands: against it, only we changed the region since.
	d.undo()
	d.redo()
	_, err := d.EditAsset("Triage", AssetFields{Region: given("ap")})
	d.check(err)
	if done := d.imports(second, ImportOptions{}); done.Changed != 0 || done.Preview.Unchanged != 1 {
		t.Errorf("after a redo the same list changes %d", done.Changed)
	}
}

func TestImportIsOneCommitOrNone(t *testing.T) {
	d := newDesk(t)
	before := d.commits()
	list := d.table("name,hosting_model,tags", "Triage,aws_bedrock,a|b", "Chat,saas_ai,", "Search,,c")
	done := d.imports(list, ImportOptions{})
	if done.New != 3 || d.commits() != before+1 {
		t.Errorf("%d new in %d commits", done.New, d.commits()-before)
	}
	head, err := d.Head()
	d.check(err)
	if head.Header.Kind != history.KindImport || head.Header.Capacity != history.CapacityImport {
		t.Errorf("the commit is of kind %s, in the capacity %s", head.Header.Kind, head.Header.Capacity)
	}
	if done = d.imports(list, ImportOptions{}); done.New+done.Changed != 0 || done.Preview.Unchanged != 3 || d.commits() != before+1 {
		t.Errorf("the same list again: %d new, %d changed, %d commits", done.New, done.Changed, d.commits()-before)
	}
	mixed := d.table("name,hosting_model", "Good,saas_ai", "Bad,sas_ay")
	if _, err := d.Import([]string{mixed}, ImportOptions{}); err == nil || len(d.state.Assets) != 3 {
		t.Errorf("a rejected row did not stop the import: %v", err)
	}
	refused, err := d.Import([]string{mixed}, ImportOptions{})
	refusedWith(t, err, CodeInput, "line 3", "hosting_model", "sas_ay", "nearest: saas_ai", "--skip-rejected")
	if refused == nil || len(refused.Preview.Rejected) != 1 {
		t.Error("the preview does not come with the refusal")
	}
	if done := d.imports(mixed, ImportOptions{SkipRejected: true}); done.New != 1 || done.Skipped != 1 {
		t.Errorf("%d new and %d skipped", done.New, done.Skipped)
	}
}

func TestImportAsksForEachConflict(t *testing.T) {
	d := newDesk(t)
	d.imports(d.table("name,region", "A,eu", "B,eu"), ImportOptions{})
	for _, name := range []string{"A", "B"} {
		_, err := d.EditAsset(name, AssetFields{Region: given("us")})
		d.check(err)
	}
	next := d.table("name,region", "A,ap", "B,ap")
	asked := errors.New("gone for lunch")
	if _, err := d.Import([]string{next}, ImportOptions{Ask: func(ImportRow) (Choice, error) { return "", asked }}); !errors.Is(err, asked) {
		t.Errorf("the answer was lost: %v", err)
	}
	done := d.imports(next, ImportOptions{Ask: func(row ImportRow) (Choice, error) {
		if row.Name == "A" {
			return ChoiceMine, nil
		}
		return ChoiceTheirs, nil
	}})
	if done.KeptMine != 1 || done.Taken != 1 || d.find("A").Region != "us" || d.find("B").Region != "ap" {
		t.Errorf("kept %d, took %d: %s and %s", done.KeptMine, done.Taken, d.find("A").Region, d.find("B").Region)
	}
}

// No row with a name is lost, whatever else has that name already.
func TestImportFindsEachAssetOnce(t *testing.T) {
	for _, c := range []struct {
		name   string
		byHand []string
		rows   []string
		want   int
	}{
		{"repeats are numbered", nil, []string{"Chat", "Chat", "Chat"}, 3},
		{"one written by hand is found by the first of them", []string{"Chat"}, []string{"Chat", "Chat"}, 2},
		{"two by hand cannot be told apart", []string{"Chat", "Chat"}, []string{"Chat"}, 3},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := newDesk(t)
			for _, name := range c.byHand {
				d.asset(name, assess.HostingUnknown)
			}
			list := d.table(append([]string{"name"}, c.rows...)...)
			d.imports(list, ImportOptions{})
			if len(d.state.Assets) != c.want {
				t.Errorf("%d assets, want %d", len(d.state.Assets), c.want)
			}
			if done := d.imports(list, ImportOptions{}); done.New+done.Changed+len(done.Preview.Conflicting) != 0 {
				t.Errorf("the same list again: %d new, %d changed, %d conflicting", done.New, done.Changed, len(done.Preview.Conflicting))
			}
		})
	}
}

// Ids follow from the engagement and the outside key, so that the same list on
// two laptops makes the same assets, and the same rule is the same record.
func TestDerivedIdsAgreeOnTwoLaptops(t *testing.T) {
	d := newDesk(t)
	other := d.copyOn("other.demarc")
	for _, laptop := range []*desk{d, other} {
		laptop.imports(laptop.table("name,external_id", "Triage,CMDB-1", "Chat,"), ImportOptions{})
		laptop.assign(Assignment{
			Scopes: []assess.Scope{{Kind: assess.ScopeAll}}, Controls: []string{"AI-SEC-002"}, Template: true,
		})
	}
	if d.digest() != other.digest() {
		t.Error("the two laptops have different records")
	}
	apart := newDesk(t)
	apart.imports(apart.table("name,external_id", "Triage,CMDB-1"), ImportOptions{})
	if apart.find("Triage").ID == d.find("Triage").ID {
		t.Error("two clients share an id")
	}
}

// An asset may go on being owned by somebody who has left, as the sheet says;
// nobody who has left is made accountable anew.
func TestImportKeepsARetiredOwnerWhereItStood(t *testing.T) {
	d := newDesk(t)
	anna := d.party("Anna")
	list := d.table("name,owner,AI-SEC-002", "Triage,Anna,Anna")
	d.imports(list, ImportOptions{})
	_, err := d.RetireParty("Anna", "")
	d.check(err)
	if done := d.imports(list, ImportOptions{}); done.Preview.Unchanged != 1 || d.find("Triage").Owner != anna.ID {
		t.Errorf("the same list again changes %d", done.Changed)
	}
	_, err = d.Import([]string{d.table("name,AI-SEC-002,AI-SEC-004", "Triage,Anna,Anna")}, ImportOptions{})
	refusedWith(t, err, CodeInput, "line 2", "AI-SEC-004", "\"Anna\" is retired and cannot become accountable")
}

// An asset whose external id was corrected here is still the asset that the
// list means.
func TestImportKnowsAnAssetWhoseExternalIdWasChangedHere(t *testing.T) {
	d := newDesk(t)
	list := d.table("name,external_id,region", "Triage,CMDB-1,eu")
	d.imports(list, ImportOptions{})
	_, err := d.EditAsset("Triage", AssetFields{ExternalID: given("CMDB-01")})
	d.check(err)
	if done := d.imports(list, ImportOptions{}); done.New != 0 || len(d.state.Assets) != 1 || d.find("Triage").ExternalID != "CMDB-01" {
		t.Errorf("%d new, %d assets, external id %q", done.New, len(d.state.Assets), d.find("Triage").ExternalID)
	}
	_, err = d.AddAsset(AssetFields{Name: given("Other"), ExternalID: given("CMDB-01")})
	refusedWith(t, err, CodeInput, "CMDB-01", "Triage")
}

// What is exported comes back as it was, on this engagement and on another.
func TestExportedAssetsComeBackAsTheyWere(t *testing.T) {
	d := newDesk(t)
	d.party("Anna")
	_, err := d.AddAsset(AssetFields{
		Name: given("=cmd() \"🤖\", مرحبا"), Hosting: given("aws_bedrock"), Data: &[]string{"personal", "public"}, Tags: &[]string{"a;b", "c,d"},
		Owner: given("Anna"), ApprovedUntil: given("2027-01-31"), Lifecycle: given("production"), Notes: given("first\nsecond"), ExternalID: given("-1"),
	})
	d.check(err)
	d.asset("Without an id", "unknown")
	path := filepath.Join(t.TempDir(), "assets.csv")
	_, err = d.ExportAssets(path)
	d.check(err)
	if done := d.imports(path, ImportOptions{}); done.Preview.Unchanged != 2 {
		t.Errorf("back here: %d new, %d changed, %d conflicting", done.New, done.Changed, len(done.Preview.Conflicting))
	}
	other := newDesk(t)
	other.party("Anna")
	other.imports(path, ImportOptions{})
	again := filepath.Join(t.TempDir(), "assets.csv")
	_, err = other.ExportAssets(again)
	d.check(err)
	first, _ := os.ReadFile(path)
	second, _ := os.ReadFile(again)
	if string(first) != string(second) {
		t.Errorf("elsewhere it came back as\n%s\nnot\n%s", second, first)
	}
}

// A value that was declined is not asked about again, however often the same
// file comes; another value is.
func TestImportAsksAboutAValueOnce(t *testing.T) {
	d := newDesk(t)
	for _, name := range []string{"Anna", "Bert", "Cleo", "Dora"} {
		d.party(name)
	}
	const header = "name,external_id,region,AI-SEC-002"
	d.imports(d.table(header, "Triage,1,eu,Anna"), ImportOptions{})
	_, err := d.EditAsset("Triage", AssetFields{Region: given("us")})
	d.check(err)
	d.assign(Assignment{Assets: []string{"Triage"}, Controls: []string{"AI-SEC-002"}, Accountable: given("Bert")})

	next := d.table(header, "Triage,1,ap,Cleo")
	before := d.commits()
	if done := d.imports(next, ImportOptions{OnConflict: ChoiceMine}); done.KeptMine != 1 || d.commits() != before+1 {
		t.Errorf("%d kept in %d commits", done.KeptMine, d.commits()-before)
	}
	if done := d.imports(next, ImportOptions{}); done.Preview.Unchanged != 1 || d.commits() != before+1 {
		t.Errorf("the same file again: %d unchanged, %d commits", done.Preview.Unchanged, d.commits()-before)
	}
	d.reopen()
	if done := d.imports(next, ImportOptions{}); done.Preview.Unchanged != 1 || d.find("Triage").Region != "us" {
		t.Errorf("after a restart: %d unchanged, region %q", done.Preview.Unchanged, d.find("Triage").Region)
	}
	for _, other := range []string{"Triage,1,sa,Cleo", "Triage,1,ap,Dora"} {
		_, err := d.Import([]string{d.table(header, other)}, ImportOptions{})
		refusedWith(t, err, CodeRefused, "both changed")
	}

	// Undone, it is asked again.
	d.undo()
	_, err = d.Import([]string{next}, ImportOptions{})
	refusedWith(t, err, CodeRefused, "both changed")
}

// What was declined is forgotten once the field is taken from the file: from
// there on, what only they change becomes theirs, also back to the old value.
func TestImportForgetsWhatWasDeclinedWhenTheTwoAgreeAgain(t *testing.T) {
	d := newDesk(t)
	list := func(region string) string { return d.table("name,external_id,region", "Triage,1,"+region) }
	d.imports(list("eu"), ImportOptions{})
	_, err := d.EditAsset("Triage", AssetFields{Region: given("us")})
	d.check(err)
	d.imports(list("ap"), ImportOptions{OnConflict: ChoiceMine})
	if marks := d.find("Triage").Declined; len(marks) != 1 || len(marks[0]) != len("region=")+16 {
		t.Errorf("declined %q", marks)
	}
	d.imports(list("sa"), ImportOptions{OnConflict: ChoiceTheirs})
	if marks := d.find("Triage").Declined; marks != nil {
		t.Errorf("still declined: %q", marks)
	}
	if done := d.imports(list("ap"), ImportOptions{}); done.Changed != 1 || d.find("Triage").Region != "ap" {
		t.Errorf("%d changed, region %q", done.Changed, d.find("Triage").Region)
	}
}

// An asset that an earlier list brought in and that is in no row is said to be
// gone, and nothing happens to it.
func TestImportSaysWhichAssetsTheListNoLongerNames(t *testing.T) {
	d := newDesk(t)
	d.imports(d.table("name,external_id,exposure", "Triage,1,", "Chat,2,", "Search,3,", "Scoring,4,", "Old,5,"), ImportOptions{})
	d.asset("By hand", "unknown")
	_, err := d.RetireAsset("Old")
	d.check(err)
	d.imports(d.table("name,external_id", "Undone,9"), ImportOptions{})
	d.undo()

	before := d.digest()
	// Search is renamed, Scoring is in a row that is rejected.
	preview, err := d.PreviewImport([]string{d.table("name,external_id,exposure", "Triage,1,", "Finder,3,", "Scoring,4,nonsense")}, ImportOptions{})
	d.check(err)
	if len(preview.Gone) != 1 || preview.Gone[0].Name != "Chat" || d.digest() != before {
		t.Errorf("gone: %v", preview.Gone)
	}
	done := d.imports(d.table("name,external_id", "Triage,1"), ImportOptions{})
	var names []string
	for _, asset := range done.Preview.Gone {
		names = append(names, asset.Name)
	}
	slices.Sort(names)
	if !slices.Equal(names, []string{"Chat", "Scoring", "Search"}) || d.digest() != before {
		t.Errorf("gone: %q", names)
	}
}

// Rows about one asset are never merged without a word: the preview names them,
// somebody has to choose, and the last one taken counts.
func TestImportNamesRowsAboutOneAsset(t *testing.T) {
	for _, c := range []struct {
		name   string
		tables [][]string
		want   Repeat
	}{
		{"one external id", [][]string{{"name,external_id,region", "Triage,CMDB-1001,eu", "Chat,CMDB-1002,eu", "Triage two,CMDB-1001,us"}}, Repeat{"CMDB-1001", false, 2}},
		{"one external id in two tables", [][]string{{"name,external_id,region", "Triage,CMDB-1001,eu"}, {"name,external_id,region", "Triage,CMDB-1001,us"}}, Repeat{"CMDB-1001", false, 2}},
		{"one name in two tables, without an id", [][]string{{"name,region", "Triage,eu"}, {"name,region", "Triage,us"}}, Repeat{"Triage", true, 2}},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := newDesk(t)
			var paths []string
			for _, rows := range c.tables {
				paths = append(paths, d.table(rows...))
			}
			preview, err := d.PreviewImport(paths, ImportOptions{})
			d.check(err)
			if !slices.Equal(preview.Repeated, []Repeat{c.want}) || len(preview.Conflicting) != c.want.Rows {
				t.Errorf("%v, %d conflicting", preview.Repeated, len(preview.Conflicting))
			}
			_, err = d.Import(paths, ImportOptions{})
			refusedWith(t, err, CodeRefused, "several", "nothing was imported")
			_, err = d.Import(paths, ImportOptions{OnConflict: ChoiceTheirs})
			d.check(err)
			for _, asset := range d.state.Assets {
				if asset.Name != "Chat" && asset.Region != "us" {
					t.Errorf("%s is in %q: the first row counts", asset.Name, asset.Region)
				}
			}
		})
	}
}

func TestImportSaysWhichRowsOnlyTheirOrderTellsApart(t *testing.T) {
	d := newDesk(t)
	preview, err := d.PreviewImport([]string{d.table("name", "Chat", "Triage", "Chat")}, ImportOptions{})
	d.check(err)
	if !slices.Equal(preview.ByOrder, []int{2, 4}) {
		t.Errorf("lines %v", preview.ByOrder)
	}
}

// A name is one name, however accents are encoded and wherever it was typed.
func TestNamesAreOneHoweverTheyAreTyped(t *testing.T) {
	const composed, decomposed = "M\u00fcller", "Mu\u0308ller"
	d := newDesk(t)
	party := d.party(decomposed)
	if party.Name != composed {
		t.Errorf("kept as %+q", party.Name)
	}
	_, err := d.AddParty(PartyFields{Name: given(decomposed)})
	refusedWith(t, err, CodeInput, "already a party called")
	if found, err := d.FindParty(decomposed); err != nil || found.ID != party.ID {
		t.Errorf("found %v, %v", found, err)
	}
	d.imports(d.table("name,external_id,owner", decomposed+"s Bot,X"+decomposed+","+decomposed), ImportOptions{})
	bot := d.find(composed + "s Bot")
	if bot.Owner != party.ID || bot.ExternalID != "X"+composed {
		t.Errorf("owner %q, external id %+q", bot.Owner, bot.ExternalID)
	}
	if done := d.imports(d.table("name,external_id,owner", composed+"s Bot,X"+composed+","+composed), ImportOptions{}); done.Preview.Unchanged != 1 {
		t.Errorf("composed again: %d new, %d changed", done.New, done.Changed)
	}
}

// Names and titles stand on one line; notes and reasons keep theirs.
func TestNamesStayOnOneLine(t *testing.T) {
	d := newDesk(t)
	asset, err := d.AddAsset(AssetFields{Name: given("two\nlines  here"), Region: given("eu\t1"), Notes: given("two\nlines  here"), Tags: &[]string{"a\nb"}})
	d.check(err)
	if asset.Name != "two lines here" || asset.Region != "eu 1" || asset.Notes != "two\nlines  here" || asset.Tags[0] != "a b" {
		t.Errorf("kept as %q, %q, %q, %q", asset.Name, asset.Region, asset.Notes, asset.Tags)
	}
	if found, err := d.FindAsset("two\nlines here"); err != nil || found.ID != asset.ID {
		t.Errorf("found %v, %v", found, err)
	}
	scope, err := d.SetScope(ScopeFields{Title: given("A\nB"), Objective: given("A\nB"), Exclude: []assess.Exclusion{{What: "C\nD", Reason: "E\nF"}}})
	d.check(err)
	if scope.Title != "A B" || scope.Objective != "A\nB" {
		t.Errorf("kept as %q and %q", scope.Title, scope.Objective)
	}
	for _, e := range scope.Exclusions {
		if e.What != "C D" || e.Reason != "E\nF" {
			t.Errorf("kept as %q and %q", e.What, e.Reason)
		}
	}
}

package inventory

import (
	"cmp"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"demarc/app/desk"
	"demarc/app/desk/desktest"
	"demarc/app/look"
	"demarc/engagement"
)

// table writes a table to a file of the test's own.
func table(t testing.TB, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// conflicting is a table with rows of every kind: what it says of the region of
// Broker FAQ chatbot is not what is stored.
func conflicting(t testing.TB, d *desk.Desk) string {
	asset, err := d.Session.FindAsset("Broker FAQ chatbot")
	if err != nil {
		t.Fatal(err)
	}
	here := "swedencentral"
	if _, err := d.Session.EditAsset(asset.ID, engagement.AssetFields{Region: &here}); err != nil {
		t.Fatal(err)
	}
	other, err := d.Session.FindAsset("Claims triage assistant")
	if err != nil {
		t.Fatal(err)
	}
	return table(t, "list.csv", "name,external_id,hosting_model,region,account,exposure,environment\n"+
		"New one,N-1,saas_ai,,,internal,\n"+
		"New two,N-2,azure_openai,,,public,\n"+
		"Broker FAQ chatbot,"+asset.ExternalID+",,northeurope,sub-other,,\n"+
		"Claims triage assistant,"+other.ExternalID+",,eu-north-1,,,\n"+
		"Third,N-3,azure_opnai,,,internal,\n"+
		"Fourth,N-4,aws_bedrock,,,everyone,\n")
}

// reading drops a table on the screen.
func reading(t *testing.T, path string) (*screen, *desktest.Window) {
	t.Helper()
	s, w := open(t)
	if !s.Drop([]string{path}, fyne.Position{}) {
		t.Fatal("the table is not taken")
	}
	if s.imports.pending == nil {
		t.Fatalf("it is not read: %s", s.imports.problem)
	}
	return s, w
}

func TestAnImportIsLookedAtDecidedAndDone(t *testing.T) {
	s, w := open(t)
	asset := s.pick(t, "Broker FAQ chatbot")
	s.Drop([]string{conflicting(t, s.desk)}, fyne.Position{})
	p := s.imports.pending
	if v := p.Preview; len(v.New) != 2 || len(v.Changed) != 1 || len(v.Conflicting) != 1 || len(v.Rejected) != 2 {
		t.Fatalf("the preview has %d %d %d %d rows", len(v.New), len(v.Changed), len(v.Conflicting), len(v.Rejected))
	}
	if got := p.hindrance(); got != "1 conflict is undecided, 2 rows are rejected: leave them out, or correct the table." {
		t.Errorf("it says %q", got)
	}
	if !button(t, s.imports.box, "Import 4 rows").Disabled() {
		t.Error("it can be imported all the same")
	}
	test.Tap(button(t, s.imports.box, "Rejected 2"))
	test.Tap(button(t, s.imports.box, "Leave rejected rows out"))
	test.Tap(button(t, s.imports.box, "Conflicting 1"))
	if p.undecided() != 1 {
		t.Fatal("a conflict is decided beforehand")
	}
	if !says(w.Side, "Comes in either way") { // the account, which nobody changed here
		t.Error("what does not depend on the choice looks as if it did")
	}
	press(w, fyne.KeyReturn) // into the panel
	press(w, fyne.KeyReturn) // keep mine
	before := s.desk.Session.Commits()
	totals := s.desk.Session.Evaluation().Totals()
	test.Tap(button(t, s.imports.box, "Import 4 rows"))
	if got := s.stored(asset.ID); s.desk.Session.Commits() != before+1 || got.Region != "swedencentral" || got.Account != "sub-other" {
		t.Errorf("%d commits, region %s, account %s", s.desk.Session.Commits()-before, got.Region, got.Account)
	}
	if s.front != part(s.list) || s.imports != nil {
		t.Error("the import is still open")
	}
	if got := s.lastSaid(w); got != "list.csv imported: 2 new, 1 changed, 1 kept as ours, 0 taken as theirs, 2 left out" {
		t.Errorf("said %q", got)
	}
	if _, err := s.desk.Session.Undo(nil); err != nil {
		t.Fatal(err)
	}
	if s.desk.Session.Evaluation().Totals() != totals {
		t.Error("one undo does not take it back")
	}
}

func TestConflictsAreDecidedAlike(t *testing.T) {
	s, _ := open(t)
	s.Drop([]string{conflicting(t, s.desk)}, fyne.Position{})
	s.imports.turn(kindConflicting)
	for text, want := range map[string]engagement.Choice{"All mine": engagement.ChoiceMine, "All theirs": engagement.ChoiceTheirs} {
		test.Tap(button(t, s.imports.box, text))
		if line := s.imports.lines[0]; line.Choice != want || line.Cells[5] != string(want) || s.imports.pending.undecided() != 0 {
			t.Errorf("%s: %+v", text, line)
		}
	}
}

func TestLinesOfAnImport(t *testing.T) {
	s, _ := open(t)
	s.Drop([]string{conflicting(t, s.desk)}, fyne.Position{})
	tests := []struct {
		name string
		kind kind
		want [][]string
	}{
		{"new", kindNew, [][]string{
			{"2", "New one", "Exposure: internal · Hosting: SaaS AI / web chat tools"},
			{"3", "New two", "Exposure: public · Hosting: Azure OpenAI Service"}}},
		{"changed", kindChanged, [][]string{{"5", "Claims triage assistant", "Region", "eu-central-1", "eu-north-1"}}},
		{"conflicting", kindConflicting, [][]string{
			{"4", "Broker FAQ chatbot", "Region", "swedencentral", "northeurope", "undecided"},
			{"", "", "Account", "sub-distribution", "sub-other"}}},
		{"rejected", kindRejected, [][]string{
			{"6", "Third", "hosting_model", "azure_opnai", "is no known hosting model; nearest: azure_openai"},
			{"7", "Fourth", "exposure", "everyone", "is no exposure: use internal, partner, public or unknown"}}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			lines := s.imports.pending.linesOf(test.kind)
			if len(lines) != len(test.want) {
				t.Fatalf("%d lines, want %d", len(lines), len(test.want))
			}
			for i, line := range lines {
				if !slices.Equal(line.Cells, test.want[i]) {
					t.Errorf("got  %q\nwant %q", line.Cells, test.want[i])
				}
			}
		})
	}
}

// The next thing that a person does in the table's program must not be imported
// unseen.
func TestATableThatChangedIsShownAgain(t *testing.T) {
	path := table(t, "list.csv", "name\nOne\n")
	s, w := reading(t, path)
	if err := os.WriteFile(path, []byte("name\nOne\nAnother\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	before := s.desk.Session.Commits()
	test.Tap(button(t, s.imports.box, "Import 1 row"))
	if s.desk.Session.Commits() != before || !strings.HasPrefix(s.lastSaid(w), "The table has changed") {
		t.Errorf("it was imported: %q", w.Said)
	}
	test.Tap(button(t, s.imports.box, "Import 2 rows"))
	if s.desk.Session.Commits() != before+1 {
		t.Error("it cannot be imported any more")
	}
}

func TestTablesThatCannotBeRead(t *testing.T) {
	s, w := open(t)
	s.Show(desk.Place{Do: "import"})
	typeInto(w, s.imports.path, "/nowhere/list.csv")
	press(w, fyne.KeyReturn)
	if s.imports.pending != nil || !says(s.imports.box, "cannot be read") || s.imports.path.Text != "/nowhere/list.csv" {
		t.Errorf("it says %q", s.imports.problem)
	}
	press(w, fyne.KeyEscape) // unchanged text: the window takes it, and enters the screen
	s.Enter()
	if s.front != part(s.list) {
		t.Error("escape does not lead back")
	}
	if s.Drop([]string{"picture.png"}, fyne.Position{}) {
		t.Error("a picture is taken for a table")
	}
}

const foreign = "Tool,Vendor,Where,Where,Remark\nChat,Acme,AWS,Kiel,good\nMail,Beta,Azure,Bonn,bad\n"

func TestColumnsAreGuessedAndCorrected(t *testing.T) {
	s, w := reading(t, table(t, "tools.csv", foreign))
	m, p := s.imports, s.imports.pending
	if !p.Guessed || m.view != kindColumns || len(m.lines) != 5 {
		t.Fatalf("the guess is not shown: %v, %d lines", m.view, len(m.lines))
	}
	press(w, fyne.KeyDown, fyne.KeyDown, fyne.KeyDown) // the second column headed Where
	press(w, fyne.KeyReturn)
	picker := w.Canvas().Focused().(*look.Picker)
	picker.SetText("region")
	press(w, fyne.KeyReturn)
	if got := p.Mapping.pairs()[3].Field; got != "region" {
		t.Fatalf("the column fills %q", got)
	}
	if got := p.Preview.New[0].Fields; !slices.ContainsFunc(got, func(f engagement.ImportField) bool { return f.Field == "region" && f.New == "Kiel" }) {
		t.Errorf("the preview has %+v", got)
	}
	w.Chosen = filepath.Join(t.TempDir(), "tools.map.yaml")
	test.Tap(button(t, m.box, "Save map…"))
	test.Tap(button(t, m.box, "Another table…"))
	s.Drop(p.Paths, fyne.Position{})
	if got := s.imports.pending.Mapping.pairs()[3].Field; got == "region" {
		t.Fatal("the guess already says so, so the test shows nothing")
	}
	test.Tap(button(t, m.box, "Load map…"))
	if got := s.imports.pending.Mapping.pairs()[3].Field; got != "region" {
		t.Errorf("the map that was loaded says %q: %v", got, w.Failed)
	}
}

func TestMappingsAreChanged(t *testing.T) {
	const text = "fields:\n  name: Tool # the name\n  provider:\n    from: Vendor\n    values:\n      Acme: Acme Ltd\n  notes: Remark\n"
	tests := []struct {
		name   string
		number int
		field  string
		want   string // fields by column
		fails  string
	}{
		{"a column that was not used", 3, "region", "name provider region - notes", ""},
		{"a column of a header that repeats", 4, "region", "name provider - region notes", ""},
		{"another field of a column", 2, "service", "name service - - notes", ""},
		{"a field that another column fills", 3, "provider", "name - provider - notes", ""},
		{"prose is joined", 3, "notes", "name provider notes - notes", ""},
		{"a column is not used any more", 5, "", "name provider - - -", ""},
		{"a control", 5, "AI-SEC-002", "name provider - - AI-SEC-002", ""},
		{"no name is left", 1, "", "name provider - - notes", "no column is given for the field name"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			m, err := newMapping([]string{"Tool", "Vendor", "Where", "Where", "Remark"}, []byte(text))
			if err != nil {
				t.Fatal(err)
			}
			err = m.set(test.number, test.field)
			if (err == nil) != (test.fails == "") || err != nil && !strings.Contains(err.Error(), test.fails) {
				t.Fatalf("error %v, want %q", err, test.fails)
			}
			var got []string
			for _, p := range m.pairs() {
				got = append(got, cmp.Or(p.Field, "-"))
			}
			if strings.Join(got, " ") != test.want {
				t.Errorf("got %q, want %q\n%s", got, test.want, m.text)
			}
			if err == nil && !strings.Contains(string(m.text), "# the name") {
				t.Errorf("a remark is lost:\n%s", m.text)
			}
		})
	}
}

func TestNotesOfAnImport(t *testing.T) {
	s, _ := reading(t, table(t, "tools.csv", "Tool,Stage,Platform,Nonsense\nChat,Quux,Vertex,1\nMail,Quux,Vertex,2\nChat,Live,Vertex,3\n"))
	notes := ""
	for _, note := range notesOf(s.desk, s.imports.pending.Preview) {
		notes += note.text + "\n"
	}
	for _, want := range []string{"3 columns are not used: Stage, Platform, Nonsense", "stay as they are: ", "told apart by their order alone"} {
		if !strings.Contains(notes, want) {
			t.Errorf("%q is missing in\n%s", want, notes)
		}
	}
}

// Owners whom nobody knows are offered with their names, and come in with the
// rows.
func TestUnknownOwnersAreOffered(t *testing.T) {
	s, w := reading(t, table(t, "list.csv", "System,Owner\nOne,Ada Quill\nTwo,Night desk\nThree,Claims IT\n"))
	m, parties, commits := s.imports, len(s.desk.Session.State().Parties), s.desk.Session.Commits()
	if !says(m.box, "Ada Quill, Night desk") {
		t.Fatal("their names are not shown")
	}
	test.Tap(button(t, m.box, "Add the 2 unknown owners as parties"))
	if len(m.pending.Preview.Notes) > 0 || !strings.Contains(m.pending.linesOf(kindNew)[0].Cells[2], "Ada Quill, a new party") {
		t.Errorf("the preview says %q and notes %v", m.pending.linesOf(kindNew)[0].Cells, m.pending.Preview.Notes)
	}
	m.run()
	asset, err := s.desk.Session.FindAsset("One")
	if err != nil || s.desk.Person(asset.Owner) != "Ada Quill" || s.desk.Session.Commits() != commits+1 {
		t.Fatalf("%+v after %d commits: %v, %v", asset, s.desk.Session.Commits()-commits, err, w.Failed)
	}
	if said := s.lastSaid(w); !strings.Contains(said, "3 new, 0 changed, 2 parties added") {
		t.Errorf("it says %q", said)
	}
	if _, err := s.desk.Session.Undo(nil); err != nil || len(s.desk.Session.State().Parties) != parties {
		t.Errorf("one undo leaves %d parties, %v", len(s.desk.Session.State().Parties), err)
	}
}

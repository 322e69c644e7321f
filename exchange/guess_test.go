package exchange

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"demarc/assess"
)

var update = flag.Bool("update", false, "write the golden files anew")

// known is what the names in the invented tables may refer to.
var known = Known{
	Hosting: []Name{
		{"aws_bedrock", "AWS Bedrock managed foundation model"},
		{"aws_bedrock_custom", "Bedrock Custom Model Import / fine-tuned on Bedrock"},
		{"aws_sagemaker", "AWS SageMaker (custom ML)"},
		{"azure_openai", "Azure OpenAI Service (now Azure OpenAI in Microsoft Foundry Models)"},
		{"self_hosted_onprem", "Self-hosted on-premises"},
	},
	Parties: []Name{{"p1", "Cloud Security"}, {"p2", "Claims IT"}, {"p3", "Risk"}},
	Controls: []Name{
		{"AI-SEC-001", "Model Provenance Verification"},
		{"AI-SEC-002", "Prompt Injection Defense"},
		{"AI-SEC-009", "RAG Pipeline Security"},
	},
}

func openFixture(t testing.TB, name string) *os.File {
	t.Helper()
	f, err := os.Open(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { f.Close() })
	return f
}

// mustGuess guesses a map and takes it through its file, as a person would.
func mustGuess(t testing.TB, table string, known Known) *Map {
	t.Helper()
	guessed, err := GuessMap(strings.NewReader(table), int64(len(table)), known)
	if err != nil {
		t.Fatal(err)
	}
	m, err := ReadMap("MAP.yaml", guessed.Encode())
	if err != nil {
		t.Fatalf("the guessed map cannot be read: %v\n%s", err, guessed.Encode())
	}
	return m
}

func mustRead(t testing.TB, table string, m *Map, set map[string]string, known Known) *Sheet {
	t.Helper()
	sheet, err := ReadAssets(strings.NewReader(table), int64(len(table)), m, set, known)
	if err != nil {
		t.Fatal(err)
	}
	return sheet
}

func TestGuessedMapsAsFiles(t *testing.T) {
	for _, name := range []string{"agencies", "insurer"} {
		t.Run(name, func(t *testing.T) {
			m, err := GuessMap(openFixture(t, name+".csv"), -1, known)
			if err != nil {
				t.Fatal(err)
			}
			golden := filepath.Join("testdata", name+".map.yaml")
			if *update {
				if err := os.WriteFile(golden, m.Encode(), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(golden)
			if err != nil {
				t.Fatal(err)
			}
			if got := string(m.Encode()); got != strings.ReplaceAll(string(want), "\r\n", "\n") {
				t.Errorf("the guessed map differs from %s; it is now:\n%s", golden, got)
			}
		})
	}
}

// The invented table has the shapes of a published inventory: Windows-1252,
// line breaks in headers and fields, headers and names that repeat, US dates,
// blanks in many spellings.
func TestUncorrectedGuessLosesNoRow(t *testing.T) {
	m, err := GuessMap(openFixture(t, "agencies.csv"), -1, known)
	if err != nil {
		t.Fatal(err)
	}
	sheet, err := ReadAssets(openFixture(t, "agencies.csv"), -1, m, nil, known)
	if err != nil {
		t.Fatal(err)
	}
	type brief struct {
		name, id, tags, data string
		lifecycle            assess.Lifecycle
		approval             assess.Approval
		provider, notes      string
	}
	want := []brief{
		{"Harbour Traffic Forecast", "MOH / Pilotage / Harbour Traffic Forecast", "MOH|Pilotage|Transport", "", "production", "approved", "", "Forecasts arrivals.\nHelps to plan pilots."},
		{"Generative AI Usage", "MOH / Customs / Generative AI Usage", "Customs|MOH|Mission – Enabling", "", "planned", "", "Examplecorp", "Drafting of letters"},
		{"Generative AI Usage", "MOH / Customs / Generative AI Usage #2", "Customs|MOH|Mission – Enabling", "", "planned", "", "Examplecorp", "Drafting of minutes"},
		{"Generative AI Usage", "OOL / Generative AI Usage", "Mission – Enabling|OOL", "personal", "development", "", "Examplecorp", "Searching the archive"},
		{"Café Menu “Planner”", "OOL / Canteen / Café Menu “Planner”", "Canteen|OOL|Other", "", "retired", "", "", ""},
		{"Fog Signal Triage (formerly \"Foghorn\")", "OOL / Signals / Fog Signal Triage (formerly \"Foghorn\")", "OOL|Safety|Signals", "personal", "test", "approved", "", "Ranks reports of fog; sends a boat, if needed"},
		{"None", "OOL / Signals / None", "OOL|Safety|Signals", "", "", "", "", "A system that is really called None"},
		{"=SUM Detector", "MOH / Accounts / =SUM Detector", "Accounts|Finance|MOH", "", "production", "", "Ledger & Søn", "Finds formulas in ledgers"},
	}
	if len(sheet.Rows) != len(want) {
		t.Fatalf("%d rows were read, want %d", len(sheet.Rows), len(want))
	}
	for i, row := range sheet.Rows {
		a := row.Asset
		got := brief{a.Name, a.ExternalID, strings.Join(a.Tags, "|"), strings.Join(a.Data, "|"), a.Lifecycle, a.Approval, a.Provider, a.Notes}
		if got != want[i] {
			t.Errorf("row %d:\n got %q\nwant %q", i+1, got, want[i])
		}
		if a.Hosting != assess.HostingUnknown || slices.Contains(row.Stated, "hosting_model") {
			t.Errorf("row %d: the table says nothing of hosting, got %q, stated %v", i+1, a.Hosting, row.Stated)
		}
		if len(row.Problems) > 0 || !row.Composed {
			t.Errorf("row %d: problems %v, composed %v", i+1, row.Problems, row.Composed)
		}
	}
	notes := sheet.Rows[6].Notes
	if len(notes) != 2 || notes[0].Value != "Data.State" || notes[1].Value != "In mission" || notes[1].Column != "Stage of Development" {
		t.Errorf("what could not be translated is not noted: %v", notes)
	}
	if sheet.Encoding != "Windows-1252" || sheet.Separator != "comma" {
		t.Errorf("read as %s, %s", sheet.Encoding, sheet.Separator)
	}
	if want := []string{"Organisation", "Other (Topic Area)", "Date Initiated", "If Other, please explain.", "If Other, please explain."}; !slices.Equal(sheet.IgnoredColumns, want) {
		t.Errorf("ignored columns %q, want %q", sheet.IgnoredColumns, want)
	}
}

func TestGuessFromAnInsurersSheet(t *testing.T) {
	m, err := GuessMap(openFixture(t, "insurer.csv"), -1, known)
	if err != nil {
		t.Fatal(err)
	}
	sheet, err := ReadAssets(openFixture(t, "insurer.csv"), -1, m, nil, known)
	if err != nil {
		t.Fatal(err)
	}
	first := sheet.Rows[0].Asset
	want := assess.Asset{
		Name: "Claims Copilot", Hosting: "azure_openai", Provider: "Microsoft", Data: []string{"confidential", "personal"},
		Exposure: assess.ExposureInternal, Retrieval: assess.TraitYes, Approval: "", ApprovedUntil: mustDate(t, "2026-12-31"),
		Lifecycle: assess.LifecycleProduction, Owner: "p2", Tags: []string{"Claims"}, ExternalID: "AI-1",
		Notes: "Drafts letters;\nnever sends them",
	}
	if !sameAsset(first, want) {
		t.Errorf("got  %+v\nwant %+v", first, want)
	}
	if sheet.Rows[1].Asset.Owner != "" || len(sheet.Rows[1].Notes) != 2 {
		t.Errorf("an unknown platform and an unknown owner are left out and noted, got %v", sheet.Rows[1].Notes)
	}
	if got := sheet.Rows[3].Asset; got.Name != "مساعد العقود" || got.Hosting != "self_hosted_onprem" {
		t.Errorf("got %+v", got)
	}
}

func TestGuessClues(t *testing.T) {
	tests := []struct {
		name, table string
		want        string // "field: column" in any order, and nothing else
	}{
		{"values speak where headers do not", "System,Where it runs,How far\nA,AWS Bedrock,planned\nB,azure-openai,test\n", "name: System; hosting_model: Where it runs; lifecycle: How far"},
		{"words of two fields decide nothing", "System,X\nA,internal\nB,public\n", "name: System"},
		{"yes and no decide nothing without a header", "System,X\nA,yes\nB,no\n", "name: System"},
		{"a header is not believed against its values", "System,Status\nA,green\nB,red\n", "name: System"},
		{"status may be of approval", "System,Status\nA,Approved\nB,Denied\n", "name: System; approval: Status"},
		{"owners who are no parties own all the same", "System,Owner,Description\nA,Ann,Does\nB,Bob,Things\n", "name: System; owner: Owner; notes: Description"},
		{"a second owner goes to the notes", "System,Contact,Owner\nA,Cem,Ann\nB,Dee,Bob\n", "name: System; owner: Owner; notes: Contact"},
		{"an owner among other words goes to the notes", "System,Deputy of the owner\nA,Ann\nB,Bob\n", "name: System; notes: Deputy of the owner"},
		{"parties own before others", "System,Owner,Contact\nA,Ann,Risk\nB,Bob,Risk\n", "name: System; owner: Contact; notes: Owner"},
		{"owners who are parties own", "System,Owner\nA,Risk\nB,cloud security\n", "name: System; owner: Owner"},
		{"who uses it, whether it acts, who signed it off", "System,Who uses it,Takes actions,Signed off?\nA,staff,yes,yes\nB,public,no,pending\n", "name: System; approval: Signed off?; exposure: Who uses it; agentic: Takes actions"},
		{"a description under a longer header", "System,Beschreibung / description\nA,Does things\nB,Does others\n", "name: System; notes: Beschreibung / description"},
		{"ids among which one repeats by mistake", "System,Ref no.\n" + numbered(40) + "Twin,N-7\n", "name: System; external_id: Ref no."},
		{"a column named like a control", "System,AI-SEC-002\nA,Risk\n", "name: System; AI-SEC-002: AI-SEC-002"},
		{"ids that repeat are none", "System,ID\nA,1\nB,1\n", "name: System"},
		{"our own headers, also blank", "name,hosting_model,tags\nA,,\n", "name: name; hosting_model: hosting_model; tags: tags"},
		{"no header speaks of a name", "X1,Handle\n7,Alpha\n7,Beta\n", "name: Handle"},
		{"a numbered column is no control", "System,Use Case 2,A-1\nA,planned,\nB,test,\n", "name: System; lifecycle: Use Case 2"},
		{"a header that holds the word for a name", "Bemerkungen,Name der Lösung\n,Triage\nx,Chat\n", "name: Name der Lösung; notes: Bemerkungen"},
		{"a header that holds the word for a name, but of its owner", "System owner,Handle\nAnn,A\nBob,B\n", "name: Handle; owner: System owner"},
		{"a mostly empty column is no name", "Hint,Handle\nOnly here,A\n,B\n,C\n", "name: Handle"},
		{"a mostly empty column is no name, whatever its header", "Use case,Project\nOnly here,A\n,B\n,C\n", "name: Project"},
		{"a short word for a department", "System,Dept\nA,Motor\nA,Life\n", "name: System; tags: Dept"},
		{"headers without text are named by number", "System,,\nA,planned,\nB,test,\n", "name: System; lifecycle: #2"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			m := mustGuess(t, test.table, known)
			var got []string
			for _, f := range m.fields {
				var from []string
				for _, part := range f.parts {
					for _, ref := range part.from {
						column := ref.header
						if ref.number > 0 {
							column = "#" + string(rune('0'+ref.number))
						}
						from = append(from, column)
					}
				}
				got = append(got, f.name+": "+strings.Join(from, " "))
			}
			if strings.Join(got, "; ") != test.want {
				t.Errorf("got  %s\nwant %s", strings.Join(got, "; "), test.want)
			}
			for _, row := range mustRead(t, test.table, m, nil, known).Rows {
				if len(row.Problems) > 0 {
					t.Errorf("the guess rejects line %d: %v", row.Line, row.Problems)
				}
			}
		})
	}
}

func numbered(n int) string {
	var rows strings.Builder
	for i := range n {
		fmt.Fprintf(&rows, "System %d,N-%d\n", i, i)
	}
	return rows.String()
}

// Clients write the names of products and platforms; a word that may mean two
// hosting models is left to a person.
func TestGuessedHostingByItsOtherNames(t *testing.T) {
	known := known
	known.HostingAliases = map[string][]string{"aws_bedrock": {"bedrock", "amazon bedrock"}, "self_hosted_onprem": {"on-prem"}}
	table := "System,Platform\nA,Amazon Bedrock\nB,on prem\nC,ON-PREM\nD,Vertex AI\n"
	m := mustGuess(t, table, known)
	var got []string
	for _, row := range mustRead(t, table, m, nil, known).Rows {
		got = append(got, row.Asset.Hosting)
	}
	if want := []string{"aws_bedrock", "self_hosted_onprem", "self_hosted_onprem", "unknown"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// What a guess does not understand stands in the map ready to be filled in, with
// the hosting models that go by such a name.
func TestGuessLeavesValuesToFillIn(t *testing.T) {
	known := known
	known.Hosting = append(slices.Clone(known.Hosting), Name{"gcp_vertex_fm", "Google managed models"}, Name{"gcp_vertex_custom", "Google custom training"})
	known.HostingAliases = map[string][]string{"gcp_vertex_fm": {"gemini on vertex ai"}, "gcp_vertex_custom": {"vertex ai training"}}
	table := "System,Platform,Stage\nA,Vertex AI,live\nB,\"Box # 1: \"\"x\"\"\",In mission\nC,Vertex AI,live\nD,AWS Bedrock,live\n"
	m := mustGuessed(t, table, known)
	for _, want := range []string{
		"\n    values:\n      # not translated: take the first # away and say what it means\n      # Vertex AI:  # 2 rows; gcp_vertex_custom or gcp_vertex_fm?\n      # \"Box # 1: \\\"x\\\"\":  # 1 row\n",
		"\n      live: production # 3 rows\n      # not translated: take the first # away and say what it means\n      # In mission:  # 1 row\n",
	} {
		if !strings.Contains(m, want) {
			t.Errorf("the map does not hold%s\n%s", want, m)
		}
	}
	filled := strings.NewReplacer(
		"# Vertex AI:", "Vertex AI: gcp_vertex_fm", "# \"Box # 1: \\\"x\\\"\":", "\"Box # 1: \\\"x\\\"\": self_hosted_onprem", "# In mission:", "In mission: production",
	).Replace(m)
	for i, row := range mustRead(t, table, mustMap(t, filled), nil, known).Rows {
		if want := []string{"gcp_vertex_fm", "self_hosted_onprem", "gcp_vertex_fm", "aws_bedrock"}[i]; row.Asset.Hosting != want || row.Asset.Lifecycle != "production" || len(row.Notes) > 0 {
			t.Errorf("row %d: %s, %s, %v", i, row.Asset.Hosting, row.Asset.Lifecycle, row.Notes)
		}
	}
}

func TestGuessLeavesNoMoreValuesThanAPersonFillsIn(t *testing.T) {
	table := strings.Builder{}
	table.WriteString("System,Platform\nA,AWS Bedrock\n")
	for i := range mostLeft + 3 {
		fmt.Fprintf(&table, "System %d,Cluster %d\n", i, i)
	}
	m := mustGuessed(t, table.String(), known)
	if shown := strings.Count(m, "# Cluster"); shown != mostLeft || !strings.Contains(m, "      # and 3 more\n") {
		t.Errorf("%d values are shown:\n%s", shown, m)
	}
}

func TestGuessedDateOrder(t *testing.T) {
	tests := []struct{ name, dates, want string }{
		{"a month beyond twelve is a day", "1/2/2026|3/25/2026", "mdy"},
		{"a day first", "1.2.2026|25.3.2026", "dmy"},
		{"the year first", "2026/3/4|2026/5/6", "ymd"},
		{"nothing decides", "1/2/2026|3/4/2026", "mdy"},
		{"most decide", "13/2/2026|14/2/2026|2/14/2026", "dmy"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			table := "Name,When\nA," + strings.ReplaceAll(test.dates, "|", "\nB,") + "\n"
			if got := mustGuess(t, table, known).dates; string(got) != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}

func TestGuessRefusesWithAReason(t *testing.T) {
	_, err := GuessMap(strings.NewReader("Code,Amount\nA1,1\nA1,2\n"), -1, known)
	wantError(t, err, "no column can be seen to hold the names of systems: head that column with name, and remove lines that stand above the header, which is taken to be line 1")
}

// Two meanings for one word would make a guess depend on chance.
func TestMeaningsAreUnambiguous(t *testing.T) {
	for name, words := range meanings {
		f, ok := fieldNamed(name)
		if !ok {
			t.Fatalf("%s is no field", name)
		}
		seen := map[string]string{}
		for ours, theirs := range words {
			if no := f.put(&assess.Asset{}, ours, newTerms(Known{})); no != nil {
				t.Errorf("%s: %q %s", name, ours, no.reason)
			}
			if len(theirs) == 0 {
				t.Errorf("%s: %q has no words", name, ours)
			}
			for _, word := range append(wordsFor(name, ours), strings.ReplaceAll(ours, "_", " ")) {
				if seen[word] != "" {
					t.Errorf("%s: %q means %s and %s", name, word, seen[word], ours)
				}
				if seen[word] = ours; lettersOf(word) != word {
					t.Errorf("%s: %q is not written in letters and digits", name, word)
				}
			}
		}
	}
	for _, c := range clues {
		if _, ok := fieldNamed(c.field); !ok {
			t.Errorf("a clue speaks for %q, which is no field", c.field)
		}
	}
	for _, phrases := range germanAndFrench {
		checkPhrases(t, phrases)
	}
	begun := map[string]bool{}
	for _, c := range clues {
		checkPhrases(t, c.phrases)
		begun[c.phrases[0]] = true
	}
	for _, phrases := range [][]string{ownerPhrases, unitPhrases, shortForms, topicPhrases, prosePhrases, purposePhrases, descriptionPhrases} {
		checkPhrases(t, phrases)
		begun[phrases[0]] = true
	}
	for first := range germanAndFrench {
		if !begun[first] {
			t.Errorf("no phrases begin with %q, so its German and French are never tried", first)
		}
	}
	for name, words := range germanAndFrenchMeanings {
		for ours := range words {
			if meanings[name][ours] == nil {
				t.Errorf("%s: the German and French for %q is never tried", name, ours)
			}
		}
	}
}

func checkPhrases(t *testing.T, phrases []string) {
	t.Helper()
	for _, phrase := range phrases {
		if lettersOf(phrase) != phrase {
			t.Errorf("the phrase %q is not written in letters and digits", phrase)
		}
	}
}

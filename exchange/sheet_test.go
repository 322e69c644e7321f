package exchange

import (
	"slices"
	"strings"
	"testing"

	"demarc/assess"
)

func TestAFullRow(t *testing.T) {
	table := "Name,Hosting-Model,provider,service,model,account,region,endpoint,environment,data,exposure,retrieval,agentic,Fine Tuned,custom_trained,approval,approved_until,owner,tags,notes,external_id,lifecycle,ai-sec-002,AI-SEC-009\n" +
		"Chat, AWS Bedrock managed foundation model ,AWS,Bedrock,claude,1234,eu-west-1,https://x,prod,Special Category| PERSONAL |personal,Public,YES,no,unknown,No,Under-Review,2026-12-31,cloud  security,b | a||b,Notes,X-1,Production,p2,\n"
	sheet := mustRead(t, table, nil, nil, known)
	row := sheet.Rows[0]
	if len(row.Problems) > 0 {
		t.Fatal(problemTexts(row.Problems))
	}
	want := assess.Asset{
		Name: "Chat", Hosting: "aws_bedrock", Provider: "AWS", Service: "Bedrock", Model: "claude", Account: "1234", Region: "eu-west-1",
		Endpoint: "https://x", Environment: "prod", Data: []string{"personal", "special_category"}, Exposure: assess.ExposurePublic,
		Retrieval: assess.TraitYes, Agentic: assess.TraitNo, FineTuned: assess.TraitUnknown, CustomTrained: assess.TraitNo,
		Approval: assess.ApprovalUnderReview, ApprovedUntil: mustDate(t, "2026-12-31"), Owner: "p1", Tags: []string{"a", "b"}, Notes: "Notes",
		ExternalID: "X-1", Lifecycle: assess.LifecycleProduction,
	}
	if !sameAsset(row.Asset, want) {
		t.Errorf("got  %+v\nwant %+v", row.Asset, want)
	}
	if !slices.Equal(row.Stated, fieldNames()) || row.Composed {
		t.Errorf("stated %v, composed %v", row.Stated, row.Composed)
	}
	if len(row.Accountable) != 1 || row.Accountable["AI-SEC-002"] != "p2" {
		t.Errorf("accountable %v", row.Accountable)
	}
	if len(sheet.IgnoredColumns) > 0 || len(sheet.Columns) != 24 {
		t.Errorf("columns %v, ignored %v", sheet.Columns, sheet.IgnoredColumns)
	}
}

func TestRejectedRows(t *testing.T) {
	tests := []struct {
		name, table string
		want        []string // of row 1
	}{
		{"unknown hosting model", "name,Hosting\u00a0Model\nA,aws_bedrok\n", []string{
			`line 2, "Hosting Model": "aws_bedrok" is no known hosting model (nearest: aws_bedrock, aws_bedrock_custom)`}},
		{"unknown owner", "name,owner\nA,Cloud Securty\n", []string{
			`line 2, "owner": "Cloud Securty" is no known party (nearest: Cloud Security)`}},
		{"unknown party in a control's column", "name,AI-SEC-002\nA,Claims\n", []string{
			`line 2, "AI-SEC-002": "Claims" is no known party (nearest: Claims IT)`}},
		{"nothing is near", "name,owner\nA,Zzz\n", []string{`line 2, "owner": "Zzz" is no known party`}},
		{"words", "name,data,exposure,retrieval,approval,lifecycle\nA,personal|secret,publik,maybe,ok,live\n", []string{
			`line 2, "data": "secret" is no data class: use public, internal, confidential, personal, special_category or unknown`,
			`line 2, "exposure": "publik" is no exposure: use internal, partner, public or unknown (nearest: public)`,
			`line 2, "retrieval": "maybe" is no answer: use yes, no or unknown`,
			`line 2, "approval": "ok" is no approval state: use proposed, under_review, approved or rejected`,
			`line 2, "lifecycle": "live" is no lifecycle stage: use planned, development, test, production or retired`}},
		{"a date that could be two days", "name,approved_until\nA,3/4/2026\n", []string{
			`line 2, "approved_until": "3/4/2026" is no date: write it as YYYY-MM-DD`}},
		{"no name", "name,notes\n,\"n\n2\"\n", []string{`line 2, "name": the row has no name`}},
		{"text beyond the header", "name,notes\nA,b,, c\n", []string{
			`line 2, "column 4": "c" stands in a column without a header: a text that contains the separator needs quotes`}},
		{"text in a column without a header", "name,,notes,\nA,x,b,\n", []string{
			`line 2, "column 2": "x" stands in a column without a header: a text that contains the separator needs quotes`}},
		{"the line is where the row began", "name,notes,owner\nA,\"1\n2\n3\",Who\n", []string{`line 2, "owner": "Who" is no known party`}},
		{"a foreign text is shown short and safe", "name,owner\nA,\"" + strings.Repeat("x\u202e\n", 60) + "\"\n", []string{
			`line 2, "owner": "` + strings.Repeat(`x\u202e `, 26) + `x…" is no known party`}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			row := mustRead(t, test.table, nil, nil, known).Rows[0]
			if got := problemTexts(row.Problems); !slices.Equal(got, test.want) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(test.want, "\n"))
			}
			for _, text := range problemTexts(row.Problems) {
				checkSentence(t, text)
			}
		})
	}
}

func TestRefusedHeaders(t *testing.T) {
	const hint = "make a map of the columns with `demarc import --guess-map FILE > MAP.yaml`, correct it, and import with `--map MAP.yaml`"
	tests := []struct{ name, table, want string }{
		{"their headers", "Use Case,Vendor,Stage,Risk\n", `the header names columns that are not ours: "Use Case", "Vendor", "Stage" and 1 more: ` + hint},
		{"a typing error", "name,hosting_modell\n", `the header names columns that are not ours: "hosting_modell" (nearest: hosting_model): ` + hint},
		{"no name", "provider,service\n", "line 1: the header has no column called name: " + hint},
		{"a field twice", "name,tags,Tags\n", `line 1, "Tags": the columns 2 and 3 have the same name: remove or rename one of them`},
		{"a control twice", "name,AI-SEC-001,ai sec 001\n", `line 1, "ai sec 001": the columns 2 and 3 have the same name: remove or rename one of them`},
		{"an unknown control", "\nname,AI-SEC-099\n", `line 2, "AI-SEC-099": the column is named like a control, and it is no known control (nearest: AI-SEC-009, AI-SEC-001, AI-SEC-002)`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := ReadAssets(strings.NewReader(test.table), -1, nil, nil, known)
			wantError(t, err, test.want)
		})
	}
}

func TestRowsOfUnequalLength(t *testing.T) {
	sheet := mustRead(t, "name,service,notes\nshort\nlong,s,n,, ,\nfull,s,n\n", nil, nil, Known{})
	for i, name := range []string{"short", "long", "full"} {
		row := sheet.Rows[i]
		if row.Asset.Name != name || len(row.Problems) > 0 {
			t.Errorf("row %d: %+v, %v", i+1, row.Asset, row.Problems)
		}
	}
}

// A blank must never erase, and a system may be called None.
func TestWhatCountsAsNothingSaid(t *testing.T) {
	const table = "name,hosting_model,provider,data,exposure,notes,external_id\nNone,,N/A, ,na,n/a,#N/A\nUnknown,unknown,unknown,unknown,unknown,none,-\n"
	sheet := mustRead(t, table, nil, nil, known)
	silent, said := sheet.Rows[0], sheet.Rows[1]
	if !slices.Equal(silent.Stated, []string{"name"}) || !sameAsset(silent.Asset, assess.Asset{Name: "None", Hosting: "unknown", ExternalID: "None"}) {
		t.Errorf("stated %v of %+v", silent.Stated, silent.Asset)
	}
	want := assess.Asset{Name: "Unknown", Hosting: "unknown", Provider: "unknown", Data: []string{"unknown"}, Exposure: "unknown", Notes: "none", ExternalID: "-"}
	if !sameAsset(said.Asset, want) || len(said.Stated) != 7 {
		t.Errorf("stated %v of %+v", said.Stated, said.Asset)
	}
}

func TestFillingBlanks(t *testing.T) {
	const table = "name,hosting_model,tags\nA,,\nB,unknown,own\nC,nonsense,\n"
	sheet := mustRead(t, table, nil, map[string]string{"Hosting Model": "azure-openai", "tags": "x|y", "exposure": "internal"}, known)
	a, b, c := sheet.Rows[0], sheet.Rows[1], sheet.Rows[2]
	if a.Asset.Hosting != "azure_openai" || !slices.Equal(a.Asset.Tags, []string{"x", "y"}) || a.Asset.Exposure != assess.ExposureInternal {
		t.Errorf("blanks are not filled: %+v", a.Asset)
	}
	if !slices.Equal(a.Stated, []string{"name", "hosting_model", "exposure", "tags"}) {
		t.Errorf("stated %v", a.Stated)
	}
	if b.Asset.Hosting != "unknown" || !slices.Equal(b.Asset.Tags, []string{"own"}) {
		t.Errorf("what a row says is not kept: %+v", b.Asset)
	}
	if len(c.Problems) != 1 {
		t.Errorf("a filler hides what is wrong: %v", c.Problems)
	}
}

func TestRefusedFillers(t *testing.T) {
	tests := []struct{ name, field, value, want string }{
		{"no field", "hosting", "aws_bedrock", `"hosting" is no field of an asset (nearest: hosting_model)`},
		{"no value", "region", " ", "region is set to nothing: give it a value, or leave it out"},
		{"the name", "name", "x", "name cannot be the same for every row, so it cannot be set"},
		{"a wrong word", "exposure", "inside", `exposure cannot be set: "inside" is no exposure: use internal, partner, public or unknown`},
		{"an unknown model", "hosting-model", "azure", `hosting_model cannot be set: "azure" is no known hosting model (nearest: azure_openai)`},
		{"an unknown owner", "owner", "Nobody", `owner cannot be set: "Nobody" is no known party`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := ReadAssets(strings.NewReader("name\nA\n"), -1, nil, map[string]string{test.field: test.value}, known)
			wantError(t, err, test.want)
		})
	}
}

func TestPartiesOfOneName(t *testing.T) {
	twins := Known{Parties: []Name{{"p1", "Risk"}, {"p2", "risk "}, {"Risk-3", "Third"}}}
	sheet := mustRead(t, "name,owner\nA,RISK\nB,p2\nC,Risk 3\n", nil, nil, twins)
	if got := problemTexts(sheet.Rows[0].Problems); !slices.Equal(got, []string{`line 2, "owner": "RISK" names more than one party: use its id (nearest: p1, p2)`}) {
		t.Error(got)
	}
	if sheet.Rows[1].Asset.Owner != "p2" || sheet.Rows[2].Asset.Owner != "Risk-3" {
		t.Errorf("owners %q, %q", sheet.Rows[1].Asset.Owner, sheet.Rows[2].Asset.Owner)
	}
}

func TestExternalIDs(t *testing.T) {
	tests := []struct {
		name, table string
		want        string
	}{
		{"composed of the name", "name\nA\nB\n", "A B"},
		{"repeats are numbered in the order of the file", "name\nA\nB\nA\nA\n", "A B A_#2 A_#3"},
		{"a name that looks numbered", "name\nA #2\nA\nA\n", "A_#2 A A_#3"},
		{"a stated id is not taken", "name,external_id\nA,\nA,A\nA,A #2\n", "A_#3 A A_#2"},
		{"stated ids repeat as they stand", "name,external_id\nA,X\nB,X\n", "X X"},
		{"a rejected row keeps its number", "name,exposure\nA,\nA,nonsense\nA,\n", "A A_#2 A_#3"},
		{"a row that is cut short keeps its number", "name,exposure\nA,\nA,,beyond\nA,\n", "A A_#2 A_#3"},
		{"white space and accents do not count", "name\n\"A\n  u\u0308\"\nA ü\n", "A_ü A_ü_#2"},
		{"a row without a name has none", "name,notes\n,x\n,y\nA,\n", "  A"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var got []string
			for _, row := range mustRead(t, test.table, nil, nil, known).Rows {
				got = append(got, strings.ReplaceAll(row.Asset.ExternalID, " ", "_"))
				if stated := slices.Contains(row.Stated, "external_id"); stated == row.Composed && row.Asset.ExternalID != "" {
					t.Errorf("line %d: stated %v, composed %v", row.Line, stated, row.Composed)
				}
			}
			if strings.Join(got, " ") != test.want {
				t.Errorf("got %q, want %q", strings.Join(got, " "), test.want)
			}
		})
	}
}

func TestRowsThatOnlyTheirOrderTellsApart(t *testing.T) {
	for _, test := range []struct {
		name, table string
		want        []int // lines
	}{
		{"names that repeat, all of them", "name\nA\nB\nA\nA\n", []int{2, 4, 5}},
		{"two of a name", "name\nA\nA\n", []int{2, 3}},
		{"names with ids of their own", "name,external_id\nA,1\nA,2\nB,\n", nil},
		{"one that states no id beside one that states it", "name,external_id\nA,\nA,A\n", nil},
		{"rows without a name", "name,notes\n,x\n,y\n", nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			var got []int
			for _, row := range mustRead(t, test.table, nil, nil, known).Rows {
				if row.ByOrder {
					got = append(got, row.Line)
				}
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("lines %v, want %v", got, test.want)
			}
		})
	}
}

// One row cannot cost more than a person reads.
func TestComplaintsAreBounded(t *testing.T) {
	row := mustRead(t, "name,data\nA,"+strings.Repeat("x|", 900)+"\nB,"+strings.Repeat("x|", mostItems)+"\n", nil, nil, known)
	if n := len(row.Rows[0].Problems); n != mostComplaints {
		t.Errorf("%d problems", n)
	}
	if got := problemTexts(row.Rows[1].Problems); len(got) != 1 || !strings.HasSuffix(got[0], "lists more than 1000 values") {
		t.Error(got)
	}
}

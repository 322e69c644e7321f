package exchange

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"demarc/assess"
)

func mustMap(t testing.TB, text string) *Map {
	t.Helper()
	m, err := ReadMap("MAP.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestMappedTable(t *testing.T) {
	m := mustMap(t, `
dates: dmy
nothing: [n.v., "-"]
compose_external_id: [Area, System]
fields:
  name: {from: [System, 3], join: " – "}
  hosting_model:
    from: platform
    values: {Amazon's bedrock: AWS Bedrock, Own: Self-hosted on-premises}
  lifecycle:
    - {from: Stage, values: {"Go: live": production}}
    - from: Old stage
      values:
        x: retired
  data:
    from: Data
    values: {"PII, PHI": personal|special_category, pii: [personal], "None": }
  approved_until: Valid to
  owner: Owner
  AI-SEC-002: Prompt Owner
  notes:
    from: [Purpose, Remark]
`)
	table := "\"System\n \",Area,Version,Platform,Stage,Old Stage,Data,Valid to,Owner,Prompt owner,Purpose,Remark,Rest\n" +
		"Chat\n\"Bot  \n2\",Sales,v1,amazon's  BEDROCK,go:  LIVE,x,\"PII,  phi\",3/4/2026,risk,Cloud Security,Talks,n.v.,r\n" +
		"Plain,-,,own,,X,Pii|confidential,31.12.27,-,-,,\"two\nlines\",\n"
	sheet := mustRead(t, table, m, nil, known)
	want := []assess.Asset{
		{Name: "Chat", ExternalID: "Chat", Hosting: "unknown"},
		{Name: "Bot 2 – v1", ExternalID: "Sales / Bot 2", Hosting: "aws_bedrock", Lifecycle: "production", Data: []string{"personal", "special_category"}, ApprovedUntil: mustDate(t, "2026-04-03"), Owner: "p3", Notes: "Purpose: Talks"},
		{Name: "Plain", ExternalID: "Plain", Hosting: "self_hosted_onprem", Lifecycle: "retired", Data: []string{"confidential", "personal"}, ApprovedUntil: mustDate(t, "2027-12-31"), Notes: "Remark: two\nlines"},
	}
	for i, row := range sheet.Rows {
		if len(row.Problems)+len(row.Notes) > 0 || !sameAsset(row.Asset, want[i]) {
			t.Errorf("row %d: %v\n got %+v\nwant %+v", i+1, problemTexts(row.Problems), row.Asset, want[i])
		}
	}
	if got := sheet.Rows[1].Accountable; len(got) != 1 || got["AI-SEC-002"] != "p1" {
		t.Errorf("accountable %v", got)
	}
	if !slices.Equal(sheet.IgnoredColumns, []string{"Rest"}) {
		t.Errorf("ignored %q", sheet.IgnoredColumns)
	}
}

// What has no translation rejects the row, unless the map says otherwise.
func TestUntranslatedValues(t *testing.T) {
	const fields = "fields: {name: System, lifecycle: Stage, data: Data}"
	const table = "System,Stage,Data\nA,mature,pii|public\n"
	strict := mustRead(t, table, mustMap(t, fields), nil, known).Rows[0]
	wantStrict := []string{
		`line 2, "Data": "pii" is no data class: use public, internal, confidential, personal, special_category or unknown`,
		`line 2, "Stage": "mature" is no lifecycle stage: use planned, development, test, production or retired`,
	}
	if got := problemTexts(strict.Problems); !slices.Equal(got, wantStrict) || len(strict.Notes) > 0 {
		t.Errorf("strict: %s, notes %v", strings.Join(got, "\n"), strict.Notes)
	}
	lenient := mustRead(t, table, mustMap(t, "untranslated: leave out\n"+fields), nil, known).Rows[0]
	wantLenient := []string{
		`line 2, "Data": "pii" was left out, because it is no data class: use public, internal, confidential, personal, special_category or unknown`,
		`line 2, "Stage": "mature" was left out, because it is no lifecycle stage: use planned, development, test, production or retired`,
	}
	if got := problemTexts(lenient.Notes); !slices.Equal(got, wantLenient) || len(lenient.Problems) > 0 {
		t.Errorf("lenient: %s, problems %v", strings.Join(got, "\n"), lenient.Problems)
	}
	if !slices.Equal(lenient.Asset.Data, []string{"public"}) || !slices.Equal(lenient.Stated, []string{"name", "data"}) {
		t.Errorf("%v, stated %v", lenient.Asset.Data, lenient.Stated)
	}
}

func TestRefusedMaps(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"empty", "# nothing\n", "MAP.yaml: the map is empty"},
		{"no YAML", "fields:\n  name: [A\n", "MAP.yaml, line 1: the map is no YAML here or on the next line: did not find expected ',' or ']'"},
		{"another shape", "- name\n", "MAP.yaml, line 1: keys and values are expected here, such as \"fields: …\""},
		{"an unknown key", "fields: {name: A}\nfeilds: {}\n", `MAP.yaml, line 2: "feilds" is no key of a map: use compose_external_id, dates, fields, nothing or untranslated`},
		{"an unknown key of a field", "fields:\n  name: A\n  tags:\n    form: B\n", `MAP.yaml, line 4: "form" is no key of a map: use from, join or values`},
		{"a key twice", "fields: {name: A}\nfields: {name: B}\n", `MAP.yaml, line 2: "fields" stands twice`},
		{"a field twice", "fields:\n  name: A\n  fine_tuned: B\n  fine-tuned: C\n", `MAP.yaml, line 4: "fine-tuned" stands twice`},
		{"a value twice", "fields:\n  name: A\n  lifecycle:\n    from: B\n    values:\n      Live: production\n      LIVE: retired\n", `MAP.yaml, line 7: "LIVE" stands twice`},
		{"an unknown field", "fields:\n  name: A\n  hosting: B\n", `MAP.yaml, line 3: "hosting" is neither a field of an asset nor a control (nearest: hosting_model)`},
		{"no name", "fields:\n  tags: B\n", "MAP.yaml: no column is given for the field name: an asset without a name cannot be imported"},
		{"no fields", "dates: mdy\n", "MAP.yaml: no column is given for the field name: an asset without a name cannot be imported"},
		{"fields are a list", "fields: [name]\n", "MAP.yaml, line 1: our fields are expected here, each with its column"},
		{"a wrong word", "fields:\n  name: A\n  lifecycle:\n    from: B\n    values:\n      Live: prodction\n", `MAP.yaml, line 6: "prodction" is no lifecycle stage: use planned, development, test, production or retired (nearest: production)`},
		{"a wrong word in a list", "fields:\n  name: A\n  data: {from: B, values: {x: personal|secret}}\n", `MAP.yaml, line 3: "secret" is no data class: use public, internal, confidential, personal, special_category or unknown`},
		{"a wrong order", "dates: american\nfields: {name: A}\n", `MAP.yaml, line 1: "american" is no order of dates: use mdy, dmy or ymd`},
		{"a wrong way", "untranslated: guess\nfields: {name: A}\n", `MAP.yaml, line 1: "guess" is no way to deal with a value: use leave_out or reject`},
		{"a list where one is joined", "fields:\n  name: [A, B]\n", `MAP.yaml, line 2: several columns for one field are written as "from: [A, B]"`},
		{"no column", "fields:\n  name:\n", "MAP.yaml, line 2: a column is expected here: its header, or its number"},
		{"no from", "fields:\n  name: {join: x}\n", `MAP.yaml, line 2: "from:" is missing: it names the column`},
		{"columns from nothing", "fields:\n  name: {from: []}\n", "MAP.yaml, line 2: a column is expected here: its header, or its number"},
		{"column 0", "fields:\n  name: 0\n", `MAP.yaml, line 2: "0" is no number of a column: columns are counted from 1`},
		{"a huge number", "fields:\n  name: 99999999999999999999999\n", "MAP.yaml, line 2: there is no column 99999999999999999999999"},
		{"an alias", "a: &a x\nfields: {name: *a}\n", `MAP.yaml, line 1: "a" is no key of a map: use compose_external_id, dates, fields, nothing or untranslated`},
		{"values are a list", "fields:\n  name: {from: A, values: [x]}\n", `MAP.yaml, line 2: translations are expected here, each as "theirs: ours"`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			m, err := ReadMap("MAP.yaml", []byte(test.text))
			if test.name == "a huge number" && err == nil {
				return // YAML takes it for a decimal number, and so for a header
			}
			wantError(t, err, test.want)
			if m != nil {
				t.Error("a refused map is none")
			}
		})
	}
	_, err := ReadMap("MAP.yaml", make([]byte, largestMap+1))
	wantError(t, err, "MAP.yaml: the map is larger than 1 MiB")
}

// The next version of a client's table has other columns, and says so.
func TestMapsThatDoNotFitTheTable(t *testing.T) {
	const table = "System,Stage,If Other,If  other\nA,x,,\n"
	tests := []struct{ name, text, want string }{
		{"a column is gone", "fields:\n  name: System\n  lifecycle: Stages\n", `MAP.yaml, line 3: the table has no column "Stages" (nearest: "Stage")`},
		{"a header repeats", "fields:\n  name: System\n  notes: if other\n", `MAP.yaml, line 3: 2 columns are headed "if other": name one by its number, 3, 4`},
		{"a number beyond the last", "fields:\n  name: System\n  notes: 5\n", "MAP.yaml, line 3: there is no column 5: the table has 4"},
		{"composed of nothing", "compose_external_id: [System, Area]\nfields: {name: System}\n", `MAP.yaml, line 1: the table has no column "Area"`},
		{"an unknown hosting model", "fields:\n  name: System\n  hosting_model:\n    from: Stage\n    values:\n      x: aws_bedrok\n", `MAP.yaml, line 6: "aws_bedrok" is no known hosting model (nearest: aws_bedrock, aws_bedrock_custom)`},
		{"an unknown party", "fields:\n  name: System\n  owner: {from: Stage, values: {x: Nobody}}\n", `MAP.yaml, line 3: "Nobody" is no known party`},
		{"an unknown control", "fields:\n  name: System\n  AI-SEC-003: Stage\n", `MAP.yaml, line 3: "AI-SEC-003" is neither a field nor a known control (nearest: AI-SEC-001, AI-SEC-002, AI-SEC-009)`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			_, err := ReadAssets(strings.NewReader(table), -1, mustMap(t, test.text), nil, known)
			wantError(t, err, test.want)
		})
	}
}

// Some shells save what a program prints as UTF-16.
func TestMapsInUTF16(t *testing.T) {
	text := "fields:\r\n  name: Überschrift\r\n"
	m := mustMap(t, "\xFF\xFE"+encode(t, text, "utf-16le"))
	if m.fields[0].parts[0].from[0].header != "Überschrift" {
		t.Errorf("read as %+v", m.fields)
	}
}

func TestEncodedMapsReadBack(t *testing.T) {
	text := `
untranslated: leave_out
dates: dmy
nothing: ["null", "#", "a, b"]
compose_external_id: [2, "yes", "Ünï: “x”"]
fields:
  name: "Line\nbreak \t \x07 \u202e 😀"
  lifecycle:
    - {from: "12", values: {"No": , "a: b # c": production, "'": test}}
    - {from: [12, "- x"], join: "\n"}
  data: {from: "null", values: {Yes: personal|internal}}
  AI-SEC-002: "*alias"
`
	m := mustMap(t, text)
	again := mustMap(t, string(m.Encode()))
	forget := func(m *Map) {
		for i := range m.compose {
			m.compose[i].line = 0
		}
		for i := range m.fields {
			m.fields[i].line = 0
			for j := range m.fields[i].parts {
				part := &m.fields[i].parts[j]
				for k := range part.from {
					part.from[k].line = 0
				}
				for k := range part.values {
					part.values[k].line = 0
				}
			}
		}
	}
	forget(m)
	forget(again)
	if !reflect.DeepEqual(m, again) {
		t.Errorf("got  %+v\nwant %+v\nfrom %s", again, m, m.Encode())
	}
}

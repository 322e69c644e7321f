package exchange

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
)

func mustColumns(t testing.TB, table string) *Columns {
	t.Helper()
	c, err := ReadColumns(strings.NewReader(table), -1)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

const platforms = "Tool,Where,\nA,on-prem GPU,1\nB,AWS Bedrock,1\nC,aws_bedrock,\nD,On-Prem GPU,\nE,on prem gpu,\nF,N/A,\nG,,\n"

func TestTheValuesOfAColumnAreCounted(t *testing.T) {
	c := mustColumns(t, platforms)
	values, more := c.Values(2)
	if want := []Value{{"on-prem GPU", 3}, {"AWS Bedrock", 2}, {"N/A", 1}}; !reflect.DeepEqual(values, want) || more != 0 {
		t.Errorf("%v and %d more, want %v", values, more, want)
	}
	if want := []string{"Tool", "Where", "column 3"}; !reflect.DeepEqual(c.Headers, want) {
		t.Errorf("the headers are %q", c.Headers)
	}
}

func TestSamplesAreTheFirstTextsHoweverLong(t *testing.T) {
	c := mustColumns(t, "Tool,Why\nA,\nB,"+strings.Repeat("long ", 100)+"\nC,brief\nD,brief\nE,third\nF,fourth\n")
	got := c.Samples(2)
	if len(got) != 3 || !strings.HasPrefix(got[0], "long long") || len([]rune(got[0])) > 80 || got[1] != "brief" || got[2] != "third" {
		t.Errorf("the samples are %q", got)
	}
}

func TestValuesAreKeptWithinBounds(t *testing.T) {
	var table strings.Builder
	table.WriteString("Tool,Where\n")
	for i := range mostValues + 7 {
		fmt.Fprintf(&table, "A,place %d\n", i)
	}
	if values, more := mustColumns(t, table.String()).Values(2); len(values) != mostValues || more != 7 {
		t.Errorf("%d values and %d more", len(values), more)
	}
}

func TestTablesAreCountedTogether(t *testing.T) {
	c := mustColumns(t, platforms)
	c.Add(mustColumns(t, "WHERE,Tool\nAWS Bedrock,H\naws-bedrock,I\nMars,J\n"))
	values, _ := c.Values(2)
	if want := []Value{{"AWS Bedrock", 4}, {"on-prem GPU", 3}, {"N/A", 1}, {"Mars", 1}}; !reflect.DeepEqual(values, want) {
		t.Errorf("%v, want %v", values, want)
	}
}

func TestAStrictMapRejectsWhatItDoesNotKnow(t *testing.T) {
	m, err := ReadMap("MAP.yaml", []byte("untranslated: reject\nfields:\n  name: T\n  exposure: W\n"))
	if err != nil {
		t.Fatal(err)
	}
	if got, err := mustColumns(t, "T,W\nA,nearby\n").Meanings(m, 2, "exposure", known); err != nil || !got[0].Rejects || !got[0].Refused {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestAMapGivesValuesAMeaning(t *testing.T) {
	for _, c := range []struct {
		name, table, fields, field string
		want                       []Meaning
	}{
		{"our own words", "T,W\nA,aws_bedrock\n", "hosting_model: W", "hosting_model", []Meaning{{Ours: "aws_bedrock"}}},
		{"translated", "T,W\nA,the cloud\n", "hosting_model: {from: W, values: {The Cloud: aws_bedrock}}", "hosting_model", []Meaning{{Ours: "aws_bedrock"}}},
		{"said to mean nothing", "T,W\nA,the cloud\n", "hosting_model: {from: W, values: {the cloud: }}", "hosting_model", []Meaning{{}}},
		{"usually nothing", "T,W\nA,N/A\n", "hosting_model: W", "hosting_model", []Meaning{{}}},
		{"not known", "T,W\nA,aws_bedrok\n", "hosting_model: W", "hosting_model", []Meaning{{Refused: true, Nearest: []string{"aws_bedrock", "aws_bedrock_custom"}}}},
		{"a list of which one is not known", "T,W\nA,personal|secret\n", "data: W", "data", []Meaning{{Ours: "personal", Refused: true}}},
		{"a list translated as a whole", "T,W\nA,personal|secret\n", "data: {from: W, values: {personal|secret: personal|confidential}}", "data", []Meaning{{Ours: "confidential|personal"}}},
		{"a column that is one of two", "T,V,W\nA,,yes\n", "retrieval: [{from: V}, {from: W, values: {yes: no}}]", "retrieval", []Meaning{{Ours: "no"}}},
		{"a column that fills another field", "T,W\nA,x\n", "notes: W", "hosting_model", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			m, err := ReadMap("MAP.yaml", []byte("untranslated: leave_out\nfields:\n  name: T\n  "+c.fields+"\n"))
			if err != nil {
				t.Fatal(err)
			}
			columns := mustColumns(t, c.table)
			got, err := columns.Meanings(m, len(columns.Headers), c.field, known)
			if err != nil || !reflect.DeepEqual(got, c.want) {
				t.Errorf("%+v, want %+v, %v", got, c.want, err)
			}
		})
	}
}

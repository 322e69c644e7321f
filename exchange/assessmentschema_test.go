package exchange

import (
	"bytes"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"demarc/assess"
)

func publishedSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	schema, err := compiler.Compile("../docs/assessment.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return schema
}

func validate(t *testing.T, schema *jsonschema.Schema, data []byte) error {
	t.Helper()
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return schema.Validate(document)
}

// TestWhatIsWrittenFollowsThePublishedSchema: a state in which every field of
// every record is set, so that one that is added without the schema is noticed.
func TestWhatIsWrittenFollowsThePublishedSchema(t *testing.T) {
	schema := publishedSchema(t)
	for name, state := range map[string]*assess.State{"everything": fullState(), "nothing": assess.NewState()} {
		t.Run(name, func(t *testing.T) {
			a := assessmentOf(t, state)
			for _, facts := range []AssessmentReport{a.Report, everyFact()} {
				a.Report = facts
				if err := validate(t, schema, encoded(t, a)); err != nil {
					t.Errorf("%.2000v", err)
				}
			}
		})
	}
}

func TestThePublishedSchemaRefuses(t *testing.T) {
	schema, valid := publishedSchema(t), string(encoded(t, assessmentOf(t, fullState())))
	for name, edit := range map[string][2]string{
		"another form":        {`"demarc-assessment/1"`, `"demarc-assessment/2"`},
		"a text for a number": {`"commits":3`, `"commits":"3"`},
		"a severity":          {`"severity":"high"`, `"severity":"very high"`},
		"a field of nobody's": {`"program":`, `"programme":"x","program":`},
		"a field of a record": {`"id":"a",`, `"id":"a","colour":"red",`},
		"a missing part":      {`"totals":{"assets":`, `"totals":{"asset":`},
		"a date":              {`"evaluated_on":"2026-11-21"`, `"evaluated_on":"21.11.2026"`},
		"a digest":            {`"sha256":"`, `"sha256":"x`},
	} {
		t.Run(name, func(t *testing.T) {
			edited := strings.Replace(valid, edit[0], edit[1], 1)
			if edited == valid {
				t.Fatalf("the data has no %s", edit[0])
			}
			if validate(t, schema, []byte(edited)) == nil {
				t.Error("it is accepted")
			}
		})
	}
}

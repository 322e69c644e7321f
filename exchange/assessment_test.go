package exchange

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"reflect"
	"strings"
	"testing"
	"time"

	"demarc/assess"
	"demarc/assets"
	"demarc/catalog"
)

var assessedOn = time.Date(2026, 11, 21, 9, 0, 0, 0, time.UTC)

func baseCatalogue(tb testing.TB, folder fs.FS) *assess.Catalogue {
	tb.Helper()
	pack, err := catalog.Load(folder)
	if err != nil {
		tb.Fatal(err)
	}
	catalogue, err := catalog.Compose(pack)
	if err != nil {
		tb.Fatal(err)
	}
	return catalogue
}

// filled sets every field of a record to something, so that a field that is
// left out is noticed, one that is added later too.
func filled(v reflect.Value, text string) {
	switch v.Kind() {
	case reflect.String:
		if v.Type() == reflect.TypeFor[assess.Owner]() {
			text = string(assess.OwnerShared) // it comes out again as a boundary
		}
		if v.String() == "" {
			v.SetString(text)
		}
	case reflect.Int32, reflect.Int64:
		v.SetInt(20_000)
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 1, 1))
		filled(v.Index(0), text)
	case reflect.Map:
		item := reflect.New(v.Type().Elem()).Elem()
		filled(item, text)
		v.Set(reflect.MakeMap(v.Type()))
		v.SetMapIndex(reflect.ValueOf("k"), item)
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		filled(v.Elem(), text)
	case reflect.Struct:
		for i := range v.NumField() {
			filled(v.Field(i), text)
		}
	}
}

// fullState has a record of every kind with every field set.
func fullState() *assess.State {
	const text = "Zürich <b> & \u2028 \"q\" 😀"
	s := assess.NewState()
	for _, record := range []assess.Record{
		&assess.Engagement{ID: "e"}, &assess.Party{ID: "p"}, &assess.Asset{ID: "a"}, &assess.Rule{ID: "r"}, &assess.Evidence{ID: "v"},
		&assess.Disposition{Finding: "f"}, &assess.Action{ID: "t"}, &assess.Cell{Asset: "a", Control: "AI-SEC-001"},
	} {
		filled(reflect.ValueOf(record).Elem(), text)
		s.Put(record)
	}
	s.Put(&assess.Asset{ID: "b", Name: "Chat", Hosting: "aws_bedrock", Exposure: assess.ExposurePublic})
	s.Put(&assess.Asset{ID: "c", Name: "Retired", Lifecycle: assess.LifecycleRetired})
	s.Put(&assess.Cell{Asset: "c", Control: "AI-SEC-001", Reopened: "2.0.0"})
	s.Put(&assess.Party{ID: "nothing but its key"})
	return s
}

func assessmentOf(tb testing.TB, s *assess.State) *Assessment {
	tb.Helper()
	e := assess.Evaluate(s, baseCatalogue(tb, assets.Catalogue()), assessedOn)
	return NewAssessment(e, e.Findings(), AssessmentFacts{Program: "Demarc 0.1.0", Head: strings.Repeat("9c", 32), Commits: 3,
		Report: AssessmentReport{Language: "en", State: "draft", Edition: "full", Made: "2026-11-21T09:00:00Z"}})
}

// everyFact are a report's facts with every field set.
func everyFact() AssessmentReport {
	var facts AssessmentReport
	filled(reflect.ValueOf(&facts).Elem(), "text")
	facts.State, facts.Edition, facts.Made = "final", "redacted", "2026-11-21T09:00:00Z"
	facts.FallbackFonts = list[string]{strings.Repeat("9c", 32)}
	facts.Removals[0].Count, facts.Released[0].Kind = 7, assess.KindAsset
	change := &facts.Changes.Findings[0]
	change.Severity, change.What, change.Because = assess.SeverityHigh, "fixed", "client"
	return facts
}

func encoded(tb testing.TB, a *Assessment) []byte {
	tb.Helper()
	var data bytes.Buffer
	if err := a.Encode(&data); err != nil {
		tb.Fatal(err)
	}
	return data.Bytes()
}

func TestAnAssessmentComesBackWhole(t *testing.T) {
	state := fullState()
	a := assessmentOf(t, state)
	data := encoded(t, a)
	var whole bytes.Buffer
	encoder := json.NewEncoder(&whole)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(a); err != nil || !bytes.Equal(data, whole.Bytes()) {
		t.Errorf("written in parts it is not its whole: %v", err)
	}
	back, err := ReadAssessment(data)
	if err != nil {
		t.Fatal(err)
	}
	read, err := back.State()
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(read, state) {
		t.Errorf("the records came back as\n%+v", read)
	}
	if again := encoded(t, assessmentOf(t, read)); !bytes.Equal(again, data) {
		t.Error("counted again it is written otherwise")
	}
	if said := back.Differences(assessmentOf(t, read)); len(said) > 0 {
		t.Errorf("it differs from itself: %v", said)
	}
}

func TestDifferencesNameWhatWasEdited(t *testing.T) {
	counted := assessmentOf(t, fullState())
	for name, edit := range map[string]struct {
		edit func(*Assessment)
		says string
	}{
		"a total":            {func(a *Assessment) { a.Totals.Unowned-- }, "the totals, unowned: the data says"},
		"a finding's score":  {func(a *Assessment) { a.Findings[0].Score++ }, "score: the data says"},
		"a severity":         {func(a *Assessment) { a.Findings[0].Severity = assess.SeverityLow }, "severity: the data says low, and its records come to"},
		"a finding's sum":    {func(a *Assessment) { a.Findings[0].Sum[0].Points = 1 }, "sum: the data says"},
		"a finding left out": {func(a *Assessment) { a.Findings = a.Findings[1:] }, "follows from the records, and the data does not have it"},
		"a finding invented": {func(a *Assessment) { a.Findings = append(a.Findings, AssessmentFinding{ID: "F-new"}) }, "the data has finding F-new, which does not follow"},
		"a finding repeated": {func(a *Assessment) { a.Findings = append(a.Findings, a.Findings[0]) }, "another order"},
		"a cell":             {func(a *Assessment) { a.Cells[3].Outcome = "compliant" }, "outcome: the data says"},
		"a cell left out":    {func(a *Assessment) { a.Cells = a.Cells[1:] }, "cell "},
		"cells in disorder":  {func(a *Assessment) { a.Cells[0], a.Cells[1] = a.Cells[1], a.Cells[0] }, "the cells stand in another order"},
		"the day":            {func(a *Assessment) { a.EvaluatedOn-- }, "the date of evaluation: the data says 2026-11-20, and its records come to 2026-11-21"},
		"every cell":         {func(a *Assessment) { a.Cells = nil }, "follows from the records"},
	} {
		t.Run(name, func(t *testing.T) {
			a, err := ReadAssessment(encoded(t, counted))
			if err != nil {
				t.Fatal(err)
			}
			edit.edit(a)
			said := a.Differences(counted)
			if len(said) == 0 || len(said) > maxDifferences || !strings.Contains(said[0].String(), edit.says) {
				t.Errorf("it says %v", said)
			}
		})
	}
}

func TestForeignDataIsRefused(t *testing.T) {
	valid := string(encoded(t, assessmentOf(t, fullState())))
	for name, test := range map[string]struct{ data, says string }{
		"nothing":            {"", "cannot be read as JSON"},
		"no JSON":            {"%PDF-1.4", "cannot be read as JSON"},
		"another's JSON":     {`{"schema":"cyclonedx"}`, "no assessment of this program"},
		"a newer form":       {`{"schema":"demarc-assessment/2","records":7}`, "does not know"},
		"deep":               {strings.Repeat("[", 100_000), "cannot be read as JSON"},
		"a list that is one": {`{"schema":"demarc-assessment/1","cells":{}}`, "where a list should be"},
		"a number as text":   {strings.Replace(valid, `"commits":3`, `"commits":"3"`, 1), "cannot be read"},
		"too long a list":    {`{"schema":"demarc-assessment/1","cells":[` + strings.Repeat("{},", maxAssessmentItems) + `{}]}`, "more than"},
		"too many assets":    {`{"schema":"demarc-assessment/1","records":{"assets":[` + strings.Repeat("{},", maxAssessmentAssets) + `{}]}}`, "more assets"},
		"a key that is none": {strings.Replace(valid, `"id":"p"`, `"id":""`, 1), "no key"},
		"a key twice":        {strings.Replace(valid, `"id":"b"`, `"id":"a"`, 1), "two records asset a"},
		"a cell of no asset": {strings.Replace(valid, `"asset":"a","control":"AI-SEC-001"`, `"asset":"","control":"AI-SEC-001"`, 1), "no key"},
		"too large":          {strings.Repeat(" ", MaxAssessment+1), "larger than 64 MiB"},
	} {
		t.Run(name, func(t *testing.T) {
			a, err := ReadAssessment([]byte(test.data))
			if err == nil {
				_, err = a.State()
			}
			if err == nil || !strings.Contains(err.Error(), test.says) {
				t.Errorf("it says %v", err)
			}
		})
	}
}

// FuzzReadAssessment: whatever is read can be evaluated and written, and then
// comes back as it is.
func FuzzReadAssessment(f *testing.F) {
	catalogue := baseCatalogue(f, assets.Catalogue())
	f.Add(encoded(f, assessmentOf(f, fullState())))
	f.Add(encoded(f, assessmentOf(f, assess.NewState())))
	f.Add([]byte(`{"schema":"demarc-assessment/1","records":{"assets":[{"id":"a"}],"cells":[{"asset":"a","control":"AI-SEC-001","customer":{}}]}}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		a, err := ReadAssessment(data)
		if err != nil {
			return
		}
		state, err := a.State()
		if err != nil || len(state.Assets) > 100 {
			return
		}
		e := assess.Evaluate(state, catalogue, a.EvaluatedOn.Time())
		counted := NewAssessment(e, e.Findings(), a.AssessmentFacts)
		a.Differences(counted)
		again, err := ReadAssessment(encoded(t, counted))
		if err != nil {
			t.Fatal(err)
		}
		if said := again.Differences(counted); len(said) > 0 {
			t.Fatalf("counted, written and read again it differs: %v", said)
		}
	})
}

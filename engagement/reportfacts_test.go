package engagement

import (
	"encoding/json"
	"fmt"
	"reflect"
	"testing"
	"time"

	"demarc/exchange"
	"demarc/report"
	"demarc/words"
)

// notInFacts are fields of a report's input that its facts do not carry, and why.
var notInFacts = map[string]string{
	"Evaluation": "the data's records, catalogue and date come to it",
	"Findings":   "they follow from the evaluation",
	"Fonts":      "they are the program's own; of further ones the digest is carried",
	"DataSHA256": "it is the digest of the data itself",
	"Attached":   "the data itself and tables that are made of it",
	"Slice":      "a part of a report carries no data",
}

// fillIn sets everything under a value that is kept to something.
func fillIn(v reflect.Value) {
	switch v.Kind() {
	case reflect.String:
		v.SetString("text")
	case reflect.Int, reflect.Int32, reflect.Int64:
		v.SetInt(20_000)
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		fillIn(v.Index(0))
		fillIn(v.Index(1))
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fillIn(v.Elem())
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).Tag.Get("json") != "-" {
				fillIn(v.Field(i))
			}
		}
	}
}

// TestFactsCarryAllThatPagesAreMadeFrom: whoever gives a report something new to
// say is told here that verifying has to know of it.
func TestFactsCarryAllThatPagesAreMadeFrom(t *testing.T) {
	library := &Library{Languages: mustLanguages(t)}
	for i := range reflect.TypeFor[report.Input]().NumField() {
		name := reflect.TypeFor[report.Input]().Field(i).Name
		if notInFacts[name] != "" {
			continue
		}
		t.Run(name, func(t *testing.T) {
			input := report.Input{Now: time.Date(2026, 11, 21, 9, 0, 0, 5, time.UTC)}
			field := reflect.ValueOf(&input).Elem().Field(i)
			switch name {
			case "Now":
			case "Language":
				input.Language = library.Languages[0]
			case "Omissions":
				input.Omissions = []words.Said{words.Say("no units in scope are stated"), words.Say("%d findings are not decided about", 3)}
			default:
				fillIn(field)
			}
			want, got := fmt.Sprintf("%+v", field.Interface()), ""
			back := throughFacts(t, library, &input)
			same := reflect.DeepEqual(field.Interface(), reflect.ValueOf(back).Field(i).Interface())
			if name == "Omissions" {
				want, got = fmt.Sprint(input.Omissions), fmt.Sprint(back.Omissions)
				same = want == got
			}
			if !same {
				t.Errorf("%.500s comes back as %.500s %+v", want, got, reflect.ValueOf(back).Field(i).Interface())
			}
		})
	}
}

func throughFacts(t *testing.T, l *Library, input *report.Input) report.Input {
	t.Helper()
	data, err := json.Marshal(factsOf(input))
	if err != nil {
		t.Fatal(err)
	}
	var facts exchange.AssessmentFacts
	if err := json.Unmarshal(data, &facts); err != nil {
		t.Fatal(err)
	}
	back, err := l.inputOf(&facts)
	if err != nil {
		t.Fatal(err)
	}
	return back
}

// TestPagesOfFallbackFontsAreNotSetAgain: the data has only their digests, and
// the numbers are counted all the same.
func TestPagesOfFallbackFontsAreNotSetAgain(t *testing.T) {
	fonts := sampleOptions(nil, sampleDay).Library.Fonts
	r := makeReport(t, ReportOptions{Fallback: [][]byte{fonts.Medium}})
	found, _ := checkData(t, r.library, r.path)
	expect(t, found, "matches", "its pages were set with fonts that are not in it")
	if found.Pages {
		t.Error("it says that its pages were set again")
	}
	if named := factsOf(&r.input).Report.FallbackFonts; len(named) != 1 || len(named[0]) != 64 {
		t.Errorf("the data names the fonts %v", named)
	}
}

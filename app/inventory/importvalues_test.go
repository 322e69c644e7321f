package inventory

import (
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"demarc/app/desk/desktest"
	"demarc/app/look"
	"demarc/engagement"
)

const platforms = "Tool,Hosting platform,Exposure,Data,Remark\n" +
	"Chat,on-prem GPU,public,PII,good\nMail,On-Prem GPU,internal,PII,\nRank,AWS Bedrock,public,Blueprints,slow\n" +
	"Sort,AWS Bedrock,public,PII,\nFind,Mars,public,PII,\nPlan,AWS Bedrock,partner,PII,\n"

// wordsShown are the values in the panel in their order, with what each means.
func (m *importing) wordsShown() string {
	var shown []string
	for _, w := range m.words {
		picker := w.Focus.(*look.Picker)
		text := w.theirs + "=" + picker.Text
		if w.refused {
			text = "!" + text
		}
		shown = append(shown, text)
	}
	return strings.Join(shown, ", ")
}

// column turns to the panel of a column with a header.
func (m *importing) column(t *testing.T, header string) {
	t.Helper()
	m.turn(kindColumns)
	for i, line := range m.lines {
		if line.pair.Column == header {
			m.table.Select(i)
			return
		}
	}
	t.Fatalf("there is no column %q", header)
}

// A note leads to its column; there each value that is left out is given a
// meaning by keys alone, and the preview follows.
func TestValuesThatAreLeftOutAreGivenAMeaning(t *testing.T) {
	s, w := reading(t, table(t, "tools.csv", platforms))
	m := s.imports
	notes, before := len(notesOf(s.desk, m.pending.Preview)), string(m.pending.Mapping.text)
	m.turn(kindNotes)
	if !strings.Contains(m.lines[0].note, "on-prem GPU") || findButton(w.Side, "Say what it means") == nil {
		t.Fatalf("the first note is %q", m.lines[0].note)
	}
	press(w, fyne.KeyReturn)
	if got := m.wordsShown(); m.view != kindColumns || got != "!on-prem GPU=, !Mars=, AWS Bedrock=AWS Bedrock managed foundation model" {
		t.Fatalf("the panel lists %s", got)
	}
	pickWord(t, w, "on-prem")
	if got := m.wordsShown(); !strings.HasPrefix(got, "!Mars=, AWS Bedrock=") || !strings.Contains(got, "on-prem GPU=Self-hosted") {
		t.Fatalf("then it lists %s", got)
	}
	if got := w.Canvas().Focused(); got != m.words[0].Focus {
		t.Error("the keyboard is not in the next value that is left out")
	}
	if n := len(notesOf(s.desk, m.pending.Preview)); n != notes-2 { // two spellings of it
		t.Errorf("there are %d notes, and were %d", n, notes)
	}
	pickWord(t, w, "says nothing")
	if w.Canvas().Focused() != m.table.Focusable() {
		t.Error("the last one does not lead back to the columns")
	}
	text := string(m.pending.Mapping.text)
	for _, want := range []string{`"on-prem GPU": "self_hosted`, `"Mars":`, "# Correct what is wrong, keep the file"} {
		if !strings.Contains(text, want) {
			t.Errorf("%s is missing in the map:\n%s", want, text)
		}
	}
	if strings.Contains(text, "# Mars:") || !strings.Contains(before, "# Mars:") {
		t.Errorf("the map asks still:\n%s", text)
	}
	for _, row := range m.pending.Preview.New {
		got := "unknown"
		for _, f := range row.Fields {
			if f.Field == "hosting_model" {
				got = f.New
			}
		}
		if want := map[string]string{"Chat": "self_hosted_onprem", "Mail": "self_hosted_onprem", "Find": "unknown"}[row.Name]; want != "" && got != want {
			t.Errorf("%s would be on %s", row.Name, got)
		}
	}
}

// pickWord types what a value means into the picker that has the keyboard.
func pickWord(t *testing.T, w *desktest.Window, text string) {
	t.Helper()
	picker, ok := w.Canvas().Focused().(*look.Picker)
	if !ok {
		t.Fatalf("%T has the keyboard", w.Canvas().Focused())
	}
	typeInto(w, picker, text)
	press(w, fyne.KeyReturn)
}

// What was understood can be understood otherwise; the keyboard stays there.
func TestAMeaningIsChanged(t *testing.T) {
	s, w := reading(t, table(t, "tools.csv", platforms))
	m := s.imports
	m.column(t, "Exposure")
	if got := m.wordsShown(); got != "public=public, internal=internal, partner=partner" {
		t.Fatalf("the panel lists %s", got)
	}
	w.Canvas().Focus(m.words[2].Focus)
	pickWord(t, w, "public")
	if got := m.wordsShown(); got != "public=public, internal=internal, partner=public" || w.Canvas().Focused() != m.words[2].Focus {
		t.Errorf("the panel lists %s, and %T has the keyboard", got, w.Canvas().Focused())
	}
	if f := m.pending.Preview.New[5].Fields; !slices.ContainsFunc(f, func(f engagement.ImportField) bool { return f.Field == "exposure" && f.New == "public" }) {
		t.Errorf("the preview has %+v", f)
	}
}

func TestAFieldWithSeveralTakesSeveral(t *testing.T) {
	s, w := reading(t, table(t, "tools.csv", platforms))
	m := s.imports
	m.column(t, "Data")
	w.Canvas().Focus(m.words[0].Focus)
	pickWord(t, w, "confidential")
	w.Canvas().Focus(m.words[len(m.words)-1].Focus)
	pickWord(t, w, "personal")
	w.Canvas().Focus(m.words[0].Focus)
	pickWord(t, w, "personal + conf")
	if got := m.wordsShown(); !strings.Contains(got, "PII=confidential + personal") && !strings.Contains(got, "PII=personal + confidential") {
		t.Errorf("the panel lists %s", got)
	}
}

func TestThePanelOfAColumnIsBounded(t *testing.T) {
	text := "Tool,Hosting platform\n"
	for i := range 50 {
		text += fmt.Sprintf("Tool %d,place %d\n", i, i%40)
	}
	s, w := reading(t, table(t, "tools.csv", text+"Chat,AWS Bedrock\n"))
	m := s.imports
	m.column(t, "Hosting platform")
	if len(m.words) != 30 || !says(w.Side, "and 11 more") || !m.words[0].refused {
		t.Errorf("%d values: %s", len(m.words), m.wordsShown())
	}
}

func TestTheSamplesOfAColumn(t *testing.T) {
	s, w := reading(t, table(t, "tools.csv", platforms))
	m := s.imports
	m.column(t, "Remark")
	if !says(w.Side, "good") || !says(w.Side, "slow") || len(m.words) != 0 {
		t.Error("the first texts are not shown")
	}
	s.desk.Presenting = true
	m.column(t, "Remark")
	if says(w.Side, "good") || !says(w.Side, "hidden while presenting") {
		t.Error("they are shown while presenting")
	}
}

func TestValuesAreTranslatedInTheMap(t *testing.T) {
	const text = "untranslated: leave_out\nfields:\n  name: Tool # the name\n  exposure: Vendor\n  lifecycle:\n    from: Remark\n    values:\n      Live: production\n      # not translated: take the first # away and say what it means\n      # Pilot:  # 2 rows\n  data:\n    - from: 3\n      values:\n        # PII:  # 1 row\n    - from: 4\n"
	for _, c := range []struct {
		name, field, theirs, ours string
		number                    int
		want, not                 string
	}{
		{"of a bare column", "exposure", "Everyone", "public", 2, `"Everyone": "public"`, ""},
		{"that a remark asks for", "lifecycle", "Pilot", "test", 5, `"Pilot": "test"`, "# Pilot"},
		{"that has a meaning", "lifecycle", "live", "test", 5, `Live: "test"`, "production"},
		{"that says nothing", "lifecycle", "Live", "", 5, "Live:\n", "production"},
		{"in a list of blocks", "data", "PII", "personal|public", 3, `"PII": "personal|public"`, "# PII"},
		{"in the second of them", "data", "no", "public", 4, `"no": "public"`, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			m, err := newMapping([]string{"Tool", "Vendor", "Where", "Where", "Remark"}, []byte(text))
			if err == nil {
				err = m.translate(c.number, c.field, c.theirs, c.ours)
			}
			if got := string(m.text); err != nil || !strings.Contains(got, c.want) || c.not != "" && strings.Contains(got, c.not) || !strings.Contains(got, "# the name") {
				t.Errorf("%v\n%s", err, got)
			}
		})
	}
	t.Run("of a column that fills another field", func(t *testing.T) {
		m, err := newMapping([]string{"Tool", "Vendor"}, []byte("fields:\n  name: Tool\n  exposure: Vendor\n"))
		if err != nil {
			t.Fatal(err)
		}
		if err := m.translate(1, "exposure", "x", "public"); err == nil {
			t.Error("it is written all the same")
		}
	})
}

// A table that was changed and read again shows the values that it has now.
func TestValuesAreReadAgain(t *testing.T) {
	path := table(t, "tools.csv", platforms)
	s, _ := reading(t, path)
	m := s.imports
	if err := os.WriteFile(path, []byte(platforms+"New,Venus,public,PII,\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	m.again()
	m.column(t, "Hosting platform")
	if !strings.Contains(m.wordsShown(), "!Venus=") {
		t.Errorf("the panel lists %s", m.wordsShown())
	}
	test.Tap(button(t, m.box, "New 7"))
}

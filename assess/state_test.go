package assess

import (
	"encoding/json"
	"reflect"
	"slices"
	"testing"
)

// oneOfEach is a record of every kind.
func oneOfEach() []Record {
	return []Record{
		&Engagement{ID: "eng", Client: "Harbour Mutual"}, person("dana"), asset("bot", bedrock), rule("r", everywhere(), injection, 1, clientOwner("dana")),
		cell("bot", injection, declared(Planned)), shown("e", Inspection, "bot"), &Disposition{Finding: "f-1", As: DispositionFixed}, &Action{ID: "act", Title: "Do it"},
	}
}

func TestStateKeepsRecordsOfEveryKind(t *testing.T) {
	s := engagement(oneOfEach()...)
	var kinds []RecordKind
	for _, record := range oneOfEach() {
		ref := record.Ref()
		kinds = append(kinds, ref.Kind)
		t.Run(string(ref.Kind), func(t *testing.T) {
			if got := s.Get(ref); !reflect.DeepEqual(got, record) {
				t.Fatalf("got %+v, put %+v", got, record)
			}
			fresh, err := NewRecord(ref)
			if err != nil || fresh.Ref() != ref {
				t.Fatalf("a new record has the reference %v, want %v (%v)", fresh.Ref(), ref, err)
			}
			s.Put(fresh)
			if got := s.Get(ref); got != fresh {
				t.Errorf("the new record did not take the old one's place: %+v", got)
			}
			s.Delete(ref)
			if got := s.Get(ref); got != nil {
				t.Errorf("deleted, it is still %+v", got)
			}
			s.Delete(ref)
		})
	}
	if !slices.Equal(kinds, RecordKinds) {
		t.Errorf("the kinds are %v, listed in the order of loading as %v", kinds, RecordKinds)
	}
}

func TestStateGetsNothingForWhatIsNotThere(t *testing.T) {
	s := NewState()
	for _, kind := range append(RecordKinds, "moon") {
		if got := s.Get(Ref{kind, "x/y"}); got != nil {
			t.Errorf("%s: got %+v", kind, got)
		}
	}
}

func TestNewRecordRefuses(t *testing.T) {
	for name, ref := range map[string]Ref{
		"a kind that does not exist": {"moon", "x"},
		"a cell without a control":   {KindCell, "bot"},
		"a cell of no asset":         {KindCell, "/AI-SEC-001"},
		"a cell of no control":       {KindCell, "bot/"},
	} {
		t.Run(name, func(t *testing.T) {
			if record, err := NewRecord(ref); err == nil {
				t.Errorf("made %+v", record)
			}
		})
	}
}

// A zero field is an absent field, and the key is not among the fields.
func TestEmptyRecordsHaveNoFields(t *testing.T) {
	for _, kind := range RecordKinds {
		record, err := NewRecord(Ref{kind, "bot/AI-SEC-001"})
		if err != nil {
			t.Fatal(err)
		}
		body, err := json.Marshal(record)
		if err != nil {
			t.Fatal(err)
		}
		want := "{}"
		if kind == KindRule {
			want = `{"scope":{}}` // a nested value, empty as well
		}
		if string(body) != want {
			t.Errorf("an empty %s is %s", kind, body)
		}
	}
}

func TestRecordsSurviveJSON(t *testing.T) {
	for _, record := range oneOfEach() {
		body, err := json.Marshal(record)
		if err != nil {
			t.Fatal(err)
		}
		again, err := NewRecord(record.Ref())
		if err == nil {
			err = json.Unmarshal(body, again)
		}
		if err != nil || !reflect.DeepEqual(again, record) {
			t.Errorf("%s became %+v (%v)", body, again, err)
		}
	}
}

func TestCellsAreKeptInOrderOfTheirControls(t *testing.T) {
	s := engagement(cell("bot", retrieval), cell("bot", injection), cell("bot", outputWatch), cell("tool", provenance), cell("bot", provenance))
	s.Delete(Ref{KindCell, CellKey("bot", outputWatch)})
	var controls []string
	for _, c := range s.Cells("bot") {
		controls = append(controls, c.Control)
	}
	if want := []string{provenance, injection, retrieval}; !slices.Equal(controls, want) {
		t.Errorf("the cells are of %v", controls)
	}
	if s.Cell("bot", outputWatch) != nil || s.Cell("tool", injection) != nil || s.Cell("bot", retrieval) == nil {
		t.Error("single cells are not found as they are")
	}
}

func TestListsAreInOrderOfNames(t *testing.T) {
	s := engagement(
		&Asset{ID: "3", Name: "beta"}, &Asset{ID: "2", Name: "Alpha"}, &Asset{ID: "4", Name: "Beta"}, &Asset{ID: "1", Name: "beta"},
		&Party{ID: "2", Name: "erin"}, &Party{ID: "1", Name: "Dana"},
		rule("b", withTag("eu"), injection, 1), rule("a", withTag("eu"), injection, 1), rule("c", everywhere(), "monitoring", 1), rule("d", everywhere(), "", 1),
		&Evidence{ID: "1", Name: "policy.pdf"}, &Evidence{ID: "2", Name: "Logs"},
		&Action{ID: "1", Title: "Later", Due: 900}, &Action{ID: "2", Title: "Whenever"}, &Action{ID: "3", Title: "Sooner", Due: 30}, &Action{ID: "4", Title: "also later", Due: 900},
	)
	var got [5][]string
	for _, a := range s.SortedAssets() {
		got[0] = append(got[0], a.ID)
	}
	for _, p := range s.SortedParties() {
		got[1] = append(got[1], p.ID)
	}
	for _, r := range s.SortedRules() {
		got[2] = append(got[2], r.ID)
	}
	for _, e := range s.SortedEvidence() {
		got[3] = append(got[3], e.ID)
	}
	for _, a := range s.SortedActions() {
		got[4] = append(got[4], a.ID)
	}
	want := [5][]string{{"2", "4", "1", "3"}, {"1", "2"}, {"d", "c", "a", "b"}, {"2", "1"}, {"3", "4", "1", "2"}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf(" got %v\nwant %v", got, want)
	}
}

func TestScopesAndTargetsInWords(t *testing.T) {
	for want, got := range map[string]string{
		"all": everywhere().String(), "tag=eu": withTag("eu").String(), "provider=AWS": ofProvider("AWS").String(), "hosting=unknown": hostedOn(HostingUnknown).String(),
		injection: rule("r", everywhere(), injection, 1).Target(), "monitoring": rule("r", everywhere(), "monitoring", 1).Target(), "every control": rule("r", everywhere(), "", 1).Target(),
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestRecordsAreListedByKindAndKey(t *testing.T) {
	s := engagement(oneOfEach()...)
	s.Put(asset("aaa", bedrock))
	s.Put(cell("aaa", injection, declared(Planned)))
	var got []string
	for _, record := range s.Records() {
		got = append(got, string(record.Ref().Kind)+" "+record.Ref().Key)
	}
	want := []string{
		"engagement eng", "party dana", "asset aaa", "asset bot", "rule r", "cell aaa/" + injection, "cell bot/" + injection,
		"evidence e", "disposition f-1", "action act",
	}
	if !slices.Equal(got, want) {
		t.Errorf("listed are %q", got)
	}
}

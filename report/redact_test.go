package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"demarc/assess"
)

// shown are the fields that a redacted report shows as they are. Whoever adds a
// field to a record and forgets it here and among the treatments is told by
// TestNothingPlantedIsLeft.
var shown = map[assess.RecordKind][]string{
	assess.KindEngagement: {"client", "packs", "report_version", "firm", "logo", "colour", "classification", "disclaimer"},
	assess.KindCell:       {"reopened"},
	assess.KindEvidence:   {"sha256"},
	assess.KindAction:     {"findings"},
}

// planter puts a secret into every text of a record that has none.
type planter struct {
	secrets map[string]string // the field, by secret
	kind    assess.RecordKind
}

func (p *planter) secret(path string) string {
	secret := fmt.Sprintf("Zq%03dx", len(p.secrets))
	p.secrets[secret] = string(p.kind) + "." + path
	return secret
}

func (p *planter) plant(r assess.Record) {
	p.kind = r.Ref().Kind
	p.walk(reflect.ValueOf(r).Elem(), "")
}

func (p *planter) walk(v reflect.Value, prefix string) {
	for i := range v.NumField() {
		field := v.Type().Field(i)
		name, _, _ := strings.Cut(field.Tag.Get("json"), ",")
		path, f := prefix+name, v.Field(i)
		switch {
		case name == "-" || slices.Contains(shown[p.kind], path):
		case field.Anonymous:
			p.walk(f, prefix)
		case f.Kind() == reflect.Struct:
			p.walk(f, path+".")
		case f.Kind() == reflect.Pointer:
			if f.IsNil() {
				f.Set(reflect.New(f.Type().Elem()))
			}
			p.walk(f.Elem(), path+".")
		case f.Kind() == reflect.Map && f.Type().Key().Kind() == reflect.String && f.Len() == 0:
			entry := reflect.New(f.Type().Elem()).Elem()
			p.walk(entry, path+".")
			f.Set(reflect.MakeMap(f.Type()))
			f.SetMapIndex(reflect.ValueOf(p.secret(path+" key")), entry)
		case f.Type() == reflect.TypeFor[string]() && f.Len() == 0:
			f.SetString(p.secret(path))
		case f.Type() == reflect.TypeFor[[]string]() && f.Len() == 0:
			f.Set(reflect.ValueOf([]string{p.secret(path), p.secret(path)}))
		}
	}
}

// planted is a state with secrets in all texts: in records of which nothing
// else is known, and in what the small one's leave empty.
func planted() (*assess.State, *planter) {
	s, p := smallState(), &planter{secrets: map[string]string{}}
	for _, list := range []any{s.Parties, s.Assets, s.Rules, s.Evidence} {
		for _, key := range slices.SortedFunc(slices.Values(reflect.ValueOf(list).MapKeys()), func(a, b reflect.Value) int { return strings.Compare(a.String(), b.String()) }) {
			r := reflect.ValueOf(list).MapIndex(key).Interface().(assess.Record)
			if rule, ok := r.(*assess.Rule); ok && rule.Scope.Kind == assess.ScopeAll {
				continue // a control that is none would make it reach nothing
			}
			p.plant(r)
		}
	}
	for _, cell := range s.Cells("a1") {
		p.plant(cell)
	}
	s.Engagement.Exclusions = nil
	p.plant(s.Engagement)
	fresh := []assess.Record{
		&assess.Asset{ID: "b1"}, &assess.Asset{ID: "b2", Hosting: "cloud_fm"}, &assess.Party{ID: "q1", Type: assess.Person}, &assess.Party{ID: "q2", Type: assess.ProviderParty},
		&assess.Rule{ID: "s1", Scope: assess.Scope{Kind: assess.ScopeTag}}, &assess.Rule{ID: "s2", Scope: assess.Scope{Kind: assess.ScopeProvider}},
		&assess.Rule{ID: "s3", Scope: assess.Scope{Kind: assess.ScopeHosting}}, &assess.Cell{Asset: "b1", Control: "T-001"}, &assess.Cell{Asset: "b2", Control: "T-002"},
		&assess.Evidence{ID: "w1"}, &assess.Evidence{ID: "w2", Assets: []string{"b2"}, Controls: []string{"T-002"}}, &assess.Action{ID: "u1"},
	}
	for _, r := range fresh {
		p.plant(r)
		s.Put(r)
	}
	for i, f := range assess.Evaluate(s, smallCatalogue(), fixedNow).Findings() {
		d := &assess.Disposition{Finding: f.ID, As: assess.DispositionStates[i%5], Until: date("2027-01-01"), At: at("2026-11-01"), Severity: f.Severity}
		p.plant(d)
		s.Put(d)
		a := &assess.Action{ID: "act" + f.ID, Findings: []string{f.ID}}
		p.plant(a)
		s.Put(a)
	}
	return s, p
}

func redactedInput(t *testing.T, s *assess.State, release ...Release) Input {
	t.Helper()
	redacted, removals := Redact(s, Redaction{Secret: []byte("secret"), Catalogue: smallCatalogue(), Release: release})
	in := inputOf(t, redacted, smallCatalogue())
	in.Edition, in.Removals = Redacted, removals
	return in
}

// everyRecord lists a state's records.
func everyRecord(s *assess.State) []assess.Record {
	list := []assess.Record{s.Engagement}
	for _, r := range s.SortedParties() {
		list = append(list, r)
	}
	for _, r := range s.SortedAssets() {
		list = append(list, r)
		for _, c := range s.Cells(r.ID) {
			list = append(list, c)
		}
	}
	for _, r := range s.SortedRules() {
		list = append(list, r)
	}
	for _, r := range s.SortedEvidence() {
		list = append(list, r)
	}
	for _, r := range s.SortedActions() {
		list = append(list, r)
	}
	for _, id := range slices.Sorted(maps.Keys(s.Dispositions)) {
		list = append(list, s.Dispositions[id])
	}
	return list
}

// recordsOf writes all that a state's records say.
func recordsOf(t *testing.T, s *assess.State) string {
	t.Helper()
	text, err := json.Marshal(everyRecord(s))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func textOf(t *testing.T, pdf []byte) string {
	var text strings.Builder
	for _, p := range readPages(t, pdf) {
		text.WriteString(p.words() + "\n")
	}
	return text.String()
}

// TestNothingPlantedIsLeft: neither in the records that the report, its
// attachments and its numbers are made from, nor on a page, nor in the file's
// properties and outline.
func TestNothingPlantedIsLeft(t *testing.T) {
	s, p := planted()
	full := textOf(t, mustWrite(t, inputOf(t, s, smallCatalogue())).PDF)
	seen := 0
	for secret := range p.secrets {
		if strings.Contains(full, secret) {
			seen++
		}
	}
	if seen < len(p.secrets)/3 || seen < 60 {
		t.Fatalf("the full edition shows %d of %d secrets: the search finds nothing", seen, len(p.secrets))
	}
	in := redactedInput(t, s)
	for _, edition := range []Edition{Redacted, Auditor} { // whatever else is printed of these records
		in.Edition = edition
		pdf := mustWrite(t, in).PDF
		text := strings.ToLower(textOf(t, pdf) + recordsOf(t, in.Evaluation.State()))
		for secret, field := range p.secrets {
			wide := utf16.Encode([]rune(secret))
			var bigEndian []byte
			for _, c := range wide {
				bigEndian = append(bigEndian, byte(c>>8), byte(c))
			}
			if strings.Contains(text, strings.ToLower(secret)) || bytes.Contains(pdf, []byte(secret)) || bytes.Contains(pdf, bigEndian) {
				t.Errorf("%s: what stood in %s is left", edition, field)
			}
		}
	}
}

// TestEveryTextHasATreatment: one without is removed, and its field shows as
// nothing but a mark for ever.
func TestEveryTextHasATreatment(t *testing.T) {
	s, p := planted()
	_ = s
	for _, field := range p.secrets {
		kind, path, _ := strings.Cut(strings.TrimSuffix(field, " key"), ".")
		if strings.HasSuffix(field, " key") {
			continue
		}
		if _, known := treatments[assess.RecordKind(kind)][path]; !known {
			t.Errorf("nobody said what a redacted report does with %s", field)
		}
	}
}

// TestRedactedRecordsHoldNoPartysID: in a full report it stands beside the name.
func TestRedactedRecordsHoldNoPartysID(t *testing.T) {
	s := syntheticState(60, mustCatalogue(t))
	for _, f := range assess.Evaluate(s, mustCatalogue(t), fixedNow).Findings() {
		s.Put(&assess.Disposition{Finding: f.ID, As: assess.DispositionFixed, By: s.SortedParties()[0].ID})
	}
	ids := slices.Sorted(maps.Keys(s.Parties))
	redacted, removals := Redact(s, Redaction{Secret: []byte("s"), Catalogue: mustCatalogue(t), Release: []Release{{assess.Ref{Kind: assess.KindParty, Key: ids[0]}, "function"}}})
	text := recordsOf(t, redacted)
	for _, id := range ids {
		if strings.Contains(text, `"`+id+`"`) {
			t.Errorf("%s is left", id)
		}
	}
	if key := removals.Released[0].Ref.Key; redacted.Parties[key] == nil {
		t.Errorf("what was released is of %q, which is nobody", key)
	}
	if len(redacted.Parties) != len(s.Parties) {
		t.Errorf("%d parties became %d", len(s.Parties), len(redacted.Parties))
	}
}

// numbersOf is all that is counted and judged.
func numbersOf(e *assess.Evaluation) []string {
	list := []string{fmt.Sprintf("%+v", e.Totals())}
	for _, f := range e.Findings() {
		control, asset := "", ""
		if f.Control != nil {
			control = f.Control.ID
		}
		if f.Asset != nil && f.Assets == 1 {
			asset = f.Asset.ID
		}
		list = append(list, fmt.Sprint(f.Kind, " ", f.Severity, f.Score, f.Sum, f.Assets, len(f.Cells), control, asset, f.State(e.Today())))
	}
	slices.Sort(list[1:])
	return list
}

func TestRedactionChangesNoNumber(t *testing.T) {
	big := mustCatalogue(t)
	filled := syntheticState(60, big)
	filled.Put(&assess.Party{ID: "px", Name: "Karelia Managed Services", Type: assess.ProviderParty})
	for i, a := range filled.SortedAssets() {
		a.Provider = []string{"", "Karelia Managed Services", "in-house", "azure", "Somebody GmbH"}[i%5]
	}
	for _, id := range slices.Sorted(maps.Keys(filled.Assets)) { // one party holds nearly all
		for i, c := range big.Controls {
			if i%5 != 0 {
				filled.Put(&assess.Cell{Asset: id, Control: c.ID, Answer: assess.Answer{Customer: &assess.Clause{Accountable: filled.SortedParties()[0].ID}}})
			}
		}
	}
	concentrated := 0
	for i, f := range assess.Evaluate(filled, big, fixedNow).Findings() {
		if f.Kind == assess.FindingConcentration {
			concentrated++
		}
		if i%3 == 0 || f.Kind == assess.FindingProviderReference || f.Kind == assess.FindingConcentration {
			filled.Put(&assess.Disposition{Finding: f.ID, Kind: f.Kind, As: assess.DispositionDisputed, Reason: "no"})
		}
	}
	if concentrated == 0 {
		t.Fatal("no finding is about one party")
	}
	for _, c := range []struct {
		name      string
		state     *assess.State
		catalogue *assess.Catalogue
	}{{"small", smallState(), smallCatalogue()}, {"large", filled, big}} {
		t.Run(c.name, func(t *testing.T) {
			redacted, _ := Redact(c.state, Redaction{Secret: []byte("s"), Catalogue: c.catalogue})
			before, after := numbersOf(assess.Evaluate(c.state, c.catalogue, fixedNow)), numbersOf(assess.Evaluate(redacted, c.catalogue, fixedNow))
			if !slices.Equal(before, after) {
				for i := range min(len(before), len(after)) {
					if before[i] != after[i] {
						t.Fatalf("%d and %d findings; the first that differs:\n%.300s\n%.300s", len(before), len(after), before[i], after[i])
					}
				}
				t.Fatalf("%d and %d findings", len(before), len(after))
			}
		})
	}
}

func TestPseudonymsAreStableAndHaveTheirSecret(t *testing.T) {
	redact := func(secret string) *assess.State {
		s, _ := Redact(smallState(), Redaction{Secret: []byte(secret), Catalogue: smallCatalogue()})
		return s
	}
	one, again, other := redact("a"), redact("a"), redact("b")
	if recordsOf(t, one) != recordsOf(t, again) {
		t.Error("the same records are redacted in two ways")
	}
	if one.Engagement.ID == "e" {
		t.Error("the engagement's id is left, from which with a client's id that of a record can be guessed")
	}
	p1, p2 := PseudonymousID([]byte("a"), "p1"), PseudonymousID([]byte("a"), "p2")
	if one.Parties["p1"] != nil || other.Parties[p1] != nil {
		t.Error("a party has its id, by which its name is found in a full report, or one that has no secret")
	}
	if one.Parties[p1].Name == other.Parties[PseudonymousID([]byte("b"), "p1")].Name || one.Assets["a1"].Name == other.Assets["a1"].Name {
		t.Error("a pseudonym does not depend on the secret")
	}
	if name := one.Parties[p1].Name; name != one.Cell("a2", "T-001").Boundary.By || !strings.HasPrefix(name, "Person ") {
		t.Errorf("M. Okafor is %q as a party and %q as who decided", name, one.Cell("a2", "T-001").Boundary.By)
	}
	if one.Evidence["v1"].ProvidedBy != one.Parties[p2].Name {
		t.Error("a team that is named by what it is called has another pseudonym")
	}
}

func TestWhatIsReleasedIsShown(t *testing.T) {
	s := smallState()
	in := redactedInput(t, s, Release{assess.Ref{Kind: assess.KindAsset, Key: "a1"}, "name"}, Release{assess.Ref{Kind: assess.KindEngagement, Key: "e"}, "exclusions"},
		Release{assess.Ref{Kind: assess.KindCell, Key: "a2/T-001"}, "boundary.rationale"})
	text := textOf(t, mustWrite(t, in).PDF)
	for _, want := range []string{"Claims triage assistant", "Call centre", "The integrator runs it", "Released one by one", "[removed]"} {
		if !strings.Contains(text, want) {
			t.Errorf("there is no %q", want)
		}
	}
	for _, gone := range []string{"Lapse prediction", "Contract 4.2", "AI estate 2026", "Who holds which duty?"} {
		if strings.Contains(text, gone) {
			t.Errorf("%q is left", gone)
		}
	}
}

func TestPseudonymsThatMeetAreToldApart(t *testing.T) {
	p := newPseudonyms([]byte("s"), nil)
	names := map[string]bool{}
	for i := range 20000 {
		names[p.of("Asset", fmt.Sprint(i))] = true
	}
	if len(names) != 20000 {
		t.Errorf("20000 values have %d pseudonyms", len(names))
	}
}

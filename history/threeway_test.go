package history

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"demarc/assess"

	"github.com/google/go-cmp/cmp"
)

// fields reads "name=Bot approval=approved tags[a]" as fields.
func fieldsOf(text string) Fields {
	fields := Fields{}
	for word := range strings.FieldsSeq(text) {
		path, value, given := strings.Cut(word, "=")
		if !given {
			value = present
		}
		fields[path] = value
	}
	return fields
}

// met merges three versions of one record.
func met(t *testing.T, ref assess.Ref, base, ours, theirs Fields, open ...string) *Merge {
	t.Helper()
	record := func(f Fields) assess.Record {
		if len(f) == 0 {
			return nil
		}
		record, err := Unflatten(ref, f)
		if err != nil {
			t.Fatal(err)
		}
		return record
	}
	w := threeWay{base: func(assess.Ref) (assess.Record, bool, error) { return record(base), true, nil }}
	if len(open) > 0 {
		w.open = map[assess.Ref][]string{ref: open}
	}
	for side, now := range []Fields{ours, theirs} {
		if change, differs := Diff(record(base), record(now)); differs {
			change.Ref = ref
			w.net[side].Changes = []Change{change}
		}
	}
	m, err := w.merge()
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestMergeUnitByUnit(t *testing.T) {
	tests := map[string]struct {
		kind               assess.RecordKind
		base, ours, theirs string
		want, conflicts    string
	}{
		"nobody":                          {"asset", "name=Bot", "name=Bot", "name=Bot", "name=Bot", ""},
		"one side":                        {"asset", "name=Bot", "name=Chat", "name=Bot", "name=Chat", ""},
		"the other side":                  {"asset", "name=Bot", "name=Bot", "name=Chat", "name=Chat", ""},
		"both alike":                      {"asset", "name=Bot", "name=Chat", "name=Chat", "name=Chat", ""},
		"different fields":                {"asset", "name=Bot", "name=Chat", "name=Bot notes=n", "name=Chat notes=n", ""},
		"one field":                       {"asset", "name=Bot", "name=Chat", "name=Talk", "", "name"},
		"one field removed":               {"asset", "name=Bot notes=n", "name=Bot", "name=Bot notes=m", "", "notes"},
		"elements of a set":               {"asset", "name=B tags[a] tags[b]", "name=B tags[b] tags[c]", "name=B tags[a] tags[b] tags[d]", "name=B tags[b] tags[c] tags[d]", ""},
		"a set's element, both":           {"asset", "name=B", "name=B tags[a]", "name=B tags[a]", "name=B tags[a]", ""},
		"made on both, alike":             {"asset", "", "name=Bot notes=n", "name=Bot notes=n", "name=Bot notes=n", ""},
		"made on both, with more":         {"asset", "", "name=Bot notes=n", "name=Bot tags[a]", "name=Bot notes=n tags[a]", ""},
		"made on both, not alike":         {"asset", "", "name=Bot", "name=Chat", "", "name"},
		"removed on both":                 {"asset", "name=Bot", "", "", "", ""},
		"removed here":                    {"asset", "name=Bot notes=n", "", "name=Bot notes=n", "", ""},
		"removed here, changed there":     {"asset", "name=Bot notes=n", "", "name=Chat notes=n", "", "whole"},
		"changed here, removed there":     {"asset", "name=Bot notes=n", "name=Bot notes=m", "", "", "whole"},
		"removed here, added to there":    {"asset", "name=Bot", "", "name=Bot notes=n", "", "whole"},
		"emptied of all but one field":    {"asset", "name=Bot notes=n", "name=Bot", "name=Chat notes=n", "name=Chat", ""},
		"a cell removed, changed":         {"cell", "rationale=r due=2026-01-01", "", "rationale=r due=2026-02-02", "", "due"},
		"a cell removed, added to":        {"cell", "rationale=r", "", "rationale=r due=2026-02-02", "due=2026-02-02", ""},
		"a status and who declared it":    {"cell", "declared.status=planned declared.by=p1", "declared.status=partial declared.by=p1", "declared.status=planned declared.by=p2", "", "declared"},
		"a status on one side":            {"cell", "declared.status=planned declared.by=p1", "declared.status=partial declared.by=p2", "declared.status=planned declared.by=p1 due=2026-01-01", "declared.status=partial declared.by=p2 due=2026-01-01", ""},
		"declared and concluded":          {"cell", "", "declared.status=planned", "concluded.status=partial", "declared.status=planned concluded.status=partial", ""},
		"the same status, another time":   {"cell", "", "declared.status=planned declared.at=2026-01-01T00:00:00.5Z", "declared.status=planned declared.at=2026-01-01T00:00:00Z", "declared.status=planned declared.at=2026-01-01T00:00:00.5Z", ""},
		"another status, another time":    {"cell", "", "declared.status=planned declared.at=2026-01-01T00:00:00Z", "declared.status=partial declared.at=2026-01-02T00:00:00Z", "", "declared"},
		"a boundary":                      {"cell", "", "boundary.owner=shared", "boundary.owner=customer boundary.by=p1", "", "boundary"},
		"two references":                  {"cell", "", "customer.reference.text=§1", "provider.reference.text=§2", "customer.reference.text=§1 provider.reference.text=§2", ""},
		"one reference":                   {"cell", "", "customer.reference.text=§1", "customer.reference.from=2026-01-01", "", "customer.reference"},
		"a rule's scope and control":      {"rule", "scope.kind=all control=AI-SEC-001", "scope.kind=tag scope.value=a control=AI-SEC-001", "scope.kind=all control=AI-SEC-002", "", "scope"},
		"a rule said anew":                {"rule", "at=2026-01-01T00:00:00Z due=2026-01-01", "at=2026-01-02T00:00:00Z due=2026-01-01", "at=2026-01-03T00:00:00Z due=2026-02-02", "at=2026-01-03T00:00:00Z due=2026-02-02", ""},
		"a rule's field said anew":        {"rule", "due=2026-01-01", "due=2026-01-01 since[due].at=2026-01-02T00:00:00Z", "due=2026-01-01 since[due].at=2026-01-01T00:00:00Z", "due=2026-01-01 since[due].at=2026-01-02T00:00:00Z", ""},
		"an exclusion":                    {"engagement", "exclusions[k].what=Pilot", "exclusions[k].what=Lab", "exclusions[k].what=Pilot exclusions[k].reason=over", "", "exclusions[k]"},
		"two exclusions":                  {"engagement", "", "exclusions[k].what=Lab", "exclusions[l].what=Lab", "exclusions[k].what=Lab exclusions[l].what=Lab", ""},
		"a period's ends":                 {"engagement", "", "period_from=2026-01-01", "period_to=2026-02-01", "", "period"},
		"who confirmed and when":          {"engagement", "", "inventory_confirmed_by=p1", "inventory_confirmed_on=2026-02-01", "", "inventory_confirmed"},
		"made at two times":               {"engagement", "", "created=2026-01-02T00:00:00Z", "created=2026-01-01T00:00:00Z", "created=2026-01-01T00:00:00Z", ""},
		"collected at two times":          {"evidence", "", "sha256=00 collected_at=2026-01-02T00:00:00Z", "sha256=00 collected_at=2026-01-01T00:00:00Z", "sha256=00 collected_at=2026-01-01T00:00:00Z", ""},
		"removed, collected at two times": {"evidence", "collected_at=2026-01-01T00:00:00Z", "", "collected_at=2026-01-02T00:00:00Z", "", "whole"},
		"a file's name and its hash":      {"evidence", "name=a sha256=00", "name=b sha256=00", "name=a sha256=01", "", "file"},
		"an approval and its end":         {"asset", "name=B approval=approved", "name=B approval=rejected", "name=B approval=approved approved_until=2026-01-01", "", "approval"},
		"a decision, and another's":       {"disposition", "as=open", "as=fixed", "as=open reason=r", "", "decision"},
		"a decision and a severity":       {"disposition", "as=open", "as=fixed", "as=open severity=low severity_reason=r", "as=fixed severity=low severity_reason=r", ""},
		"a severity and another's reason": {"disposition", "as=open", "as=open severity=low", "as=open severity_reason=r", "", "severity"},
		"two units":                       {"asset", "name=B notes=n", "name=C notes=m", "name=D notes=o", "", "name notes"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			ref := assess.Ref{Kind: test.kind, Key: "a1/AI-SEC-001"}
			base, ours, theirs := fieldsOf(test.base), fieldsOf(test.ours), fieldsOf(test.theirs)
			m, mirror := met(t, ref, base, ours, theirs), met(t, ref, base, theirs, ours)
			if units := unitsInConflict(m); units != test.conflicts || unitsInConflict(mirror) != units {
				t.Fatalf("in conflict are %q and %q", units, unitsInConflict(mirror))
			}
			if test.conflicts != "" {
				return
			}
			for _, m := range []*Merge{m, mirror} {
				fromOurs, fromTheirs, err := m.Changes(nil)
				if m == mirror {
					fromOurs, fromTheirs = fromTheirs, fromOurs
				}
				if err != nil {
					t.Fatal(err)
				}
				for _, way := range []struct {
					from    Fields
					changes []Change
				}{{ours, fromOurs}, {theirs, fromTheirs}} {
					if diff := cmp.Diff(fieldsOf(test.want), after(t, ref, way.from, way.changes)); diff != "" {
						t.Error(diff)
					}
				}
			}
		})
	}
}

func unitsInConflict(m *Merge) string {
	var units []string
	for _, c := range m.Conflicts {
		if c.Unit == "" {
			c.Unit = "whole"
		}
		units = append(units, c.Unit)
	}
	return strings.Join(units, " ")
}

// after is a record's fields after changes of it alone.
func after(t *testing.T, ref assess.Ref, from Fields, changes []Change) Fields {
	t.Helper()
	var record assess.Record
	var err error
	if len(from) > 0 {
		if record, err = Unflatten(ref, from); err != nil {
			t.Fatal(err)
		}
	}
	for _, change := range changes {
		if record, err = Apply(record, change); err != nil || change.Ref != ref {
			t.Fatal(change.Ref, err)
		}
	}
	return Flatten(record)
}

func TestAConflictSaysBothValues(t *testing.T) {
	ref := cell("a1")
	base := fieldsOf("declared.status=planned declared.by=p1 rationale=r")
	m := met(t, ref, base, fieldsOf("declared.status=partial declared.by=p1 rationale=r"), fieldsOf("declared.by=p1 rationale=r"))
	want := []Conflict{{
		ID: "ab4ea4909de6", Ref: ref, Unit: "declared", Base: fieldsOf("declared.status=planned declared.by=p1"),
		Ours: fieldsOf("declared.status=partial declared.by=p1"), Theirs: fieldsOf("declared.by=p1"),
	}}
	if diff := cmp.Diff(want, m.Conflicts); diff != "" {
		t.Error(diff)
	}
	asset := assess.Ref{Kind: assess.KindAsset, Key: "a1"}
	whole := met(t, asset, fieldsOf("name=Bot notes=n"), nil, fieldsOf("name=Chat notes=n")).Conflicts[0]
	if diff := cmp.Diff(fieldsOf("name=Chat notes=n"), whole.Theirs); diff != "" || len(whole.Ours) > 0 || len(whole.Base) != 2 {
		t.Error(whole, diff)
	}
}

func TestAnswers(t *testing.T) {
	asset := assess.Ref{Kind: assess.KindAsset, Key: "a1"}
	base, ours, theirs := fieldsOf("name=Bot approval=approved"), fieldsOf("name=Chat approval=rejected tags[a]"), fieldsOf("name=Talk approval=approved approved_until=2026-01-01")
	name, approval := conflictID(asset, "name"), conflictID(asset, "approval")
	tests := map[string]struct {
		answers map[string]Answer
		want    string
		err     string
	}{
		"ours":           {map[string]Answer{name: {Choice: ChooseOurs}, approval: {Choice: ChooseOurs}}, "name=Chat approval=rejected tags[a]", ""},
		"theirs":         {map[string]Answer{name: {Choice: ChooseTheirs}, approval: {Choice: ChooseTheirs}}, "name=Talk approval=approved approved_until=2026-01-01 tags[a]", ""},
		"of each":        {map[string]Answer{name: {Choice: ChooseOurs}, approval: {Choice: ChooseTheirs}}, "name=Chat approval=approved approved_until=2026-01-01 tags[a]", ""},
		"one's own":      {map[string]Answer{name: {ChooseOwn, fieldsOf("name=Call")}, approval: {ChooseOwn, nil}}, "name=Call tags[a]", ""},
		"own, with more": {map[string]Answer{name: {ChooseOwn, fieldsOf("name=Chat")}, approval: {ChooseOwn, fieldsOf("approval=proposed approved_until=2027-01-01")}}, "name=Chat approval=proposed approved_until=2027-01-01 tags[a]", ""},
		"none":           {nil, "", "2 of 2 conflicts are not answered"},
		"one of two":     {map[string]Answer{name: {Choice: ChooseOurs}}, "", "1 of 2 conflicts are not answered"},
		"no choice":      {map[string]Answer{name: {}, approval: {Choice: ChooseOurs}}, "", `cannot be answered with ""`},
		"another choice": {map[string]Answer{name: {Choice: "mine"}, approval: {Choice: ChooseOurs}}, "", `cannot be answered with "mine"`},
		"no conflict":    {map[string]Answer{name: {Choice: ChooseOurs}, approval: {Choice: ChooseOurs}, "x": {Choice: ChooseOurs}}, "", `no conflict "x"`},
		"another field":  {map[string]Answer{name: {ChooseOwn, fieldsOf("notes=n")}, approval: {Choice: ChooseOurs}}, "", `"notes" is no part of it`},
	}
	m := met(t, asset, base, ours, theirs)
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			fromOurs, fromTheirs, err := m.Changes(test.answers)
			if test.err != "" {
				if err == nil || !strings.Contains(err.Error(), test.err) {
					t.Errorf("said %v", err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			for _, got := range []Fields{after(t, asset, ours, fromOurs), after(t, asset, theirs, fromTheirs)} {
				if diff := cmp.Diff(fieldsOf(test.want), got); diff != "" {
					t.Error(diff)
				}
			}
		})
	}
	t.Run("a removed record", func(t *testing.T) {
		m := met(t, asset, base, nil, theirs)
		id := m.Conflicts[0].ID
		for choice, want := range map[Choice]Fields{ChooseOurs: {}, ChooseTheirs: theirs} {
			fromOurs, fromTheirs, err := m.Changes(map[string]Answer{id: {Choice: choice}})
			if err != nil {
				t.Fatal(err)
			}
			for _, got := range []Fields{after(t, asset, nil, fromOurs), after(t, asset, theirs, fromTheirs)} {
				if diff := cmp.Diff(want, got); diff != "" {
					t.Error(diff)
				}
			}
		}
		if _, _, err := m.Changes(map[string]Answer{id: {ChooseOwn, fieldsOf("name=Call")}}); err == nil {
			t.Error("half a record was accepted")
		}
	})
}

// Where the sides had merged before and answered differently, there is no base
// that would say who is right.
func TestAnOpenUnit(t *testing.T) {
	ref := assess.Ref{Kind: assess.KindAsset, Key: "a1"}
	bot, chat := fieldsOf("name=Bot"), fieldsOf("name=Chat")
	tests := map[string]struct {
		ours, theirs Fields
		open         string
		conflicts    string
	}{
		"both agree":            {chat, chat, "name", ""},
		"one as it was":         {bot, chat, "name", "name"},
		"the other as it was":   {chat, bot, "name", "name"},
		"another unit":          {bot, chat, "notes", ""},
		"one without it":        {bot, nil, "", "whole"},
		"the other without it":  {nil, chat, "", "whole"},
		"both, not alike":       {bot, chat, "", "name"},
		"both without it again": {nil, nil, "", ""},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			m := met(t, ref, bot, test.ours, test.theirs, test.open)
			if units := unitsInConflict(m); units != test.conflicts {
				t.Fatalf("in conflict are %q", units)
			}
			if slices.ContainsFunc(m.Conflicts, func(c Conflict) bool { return !c.BaseUnknown || c.Base != nil }) {
				t.Error("a base is named")
			}
		})
	}
}

// Every path that the table of units names is one that records have.
func TestUnitsAreOfFieldsThatThereAre(t *testing.T) {
	for kind, of := range bundles {
		record, err := assess.NewRecord(assess.Ref{Kind: kind, Key: "a/b"})
		if err != nil {
			t.Fatal(err)
		}
		paths := pathsOf(record)
		for _, b := range of {
			for _, path := range b.paths {
				if !slices.ContainsFunc(paths, func(p string) bool { return p == path || strings.HasSuffix(path, ".") && strings.HasPrefix(p, path) }) {
					t.Errorf("a %s has no %s", kind, path)
				}
			}
			if slices.Contains(paths, b.unit) && UnitOf(kind, b.unit) != b.unit {
				t.Errorf("the unit %s of a %s has the name of a field that is not in it", b.unit, kind)
			}
		}
	}
}

func pathsOf(record assess.Record) []string {
	var paths []string
	for _, l := range planOf(reflect.TypeOf(record).Elem()).leaves {
		paths = append(paths, l.path)
	}
	return paths
}

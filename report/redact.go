package report

import (
	"cmp"
	"maps"
	"reflect"
	"slices"
	"strings"

	"demarc/assess"
	"demarc/words"
)

// Redaction says how an engagement's records are redacted.
type Redaction struct {
	// Secret makes pseudonyms that are the same in every report on the
	// engagement and that nobody without the engagement can test a guess on.
	Secret    []byte
	Catalogue *assess.Catalogue
	// Public is what every copy of the program carries of the catalogue; nil:
	// all of it. Who is named elsewhere alone is somebody of the client's.
	Public   *assess.Catalogue
	Language *words.Language
	// Release keeps fields as they are.
	Release []Release
}

// Release names one field of one record, by its path in the history.
type Release struct {
	Ref   assess.Ref
	Field string
}

// Removals is what became of the records' texts: how many of each kind were
// replaced or removed, and which fields were released.
type Removals struct {
	Counts   []Removal
	Released []Release
}

// Removal counts texts of one kind.
type Removal struct {
	What string // in English
	N    int
}

// Redact makes a copy of the records in which no person, account, endpoint or
// deployment is named and no text that was typed is left, but what is released.
// It comes before the evaluation, so that nothing made from it can hold more.
// Whatever is counted stays as it was.
func Redact(s *assess.State, r Redaction) (*assess.State, Removals) {
	x := newRedactor(s, r)
	findings := x.renamedFindings()
	redacted := assess.NewState()
	engagement := *s.Engagement
	redacted.Put(x.record(&engagement))
	put(redacted, x, s.Parties)
	put(redacted, x, s.Assets)
	put(redacted, x, s.Rules)
	put(redacted, x, s.Evidence)
	for _, id := range slices.Sorted(maps.Keys(s.Assets)) {
		for _, cell := range s.Cells(id) {
			redacted.Put(x.record(cell))
		}
	}
	for _, id := range slices.Sorted(maps.Keys(s.Dispositions)) {
		disposition := x.record(s.Dispositions[id]).(*assess.Disposition)
		disposition.Finding = cmp.Or(findings[id], id)
		redacted.Put(disposition)
	}
	for _, id := range slices.Sorted(maps.Keys(s.Actions)) {
		action := x.record(s.Actions[id]).(*assess.Action)
		for i, finding := range action.Findings {
			action.Findings[i] = cmp.Or(findings[finding], finding)
		}
		slices.Sort(action.Findings)
		redacted.Put(action)
	}
	return redacted, x.removals(redacted, findings)
}

func newRedactor(s *assess.State, r Redaction) *redactor {
	r.Public = cmp.Or(r.Public, r.Catalogue)
	x := &redactor{Redaction: r, state: s, pseudonyms: newPseudonyms(r.Secret, r.Language), people: map[string]string{}, counts: map[string]int{}}
	for _, id := range slices.Sorted(maps.Keys(s.Parties)) {
		x.meet(s.Parties[id])
	}
	return x
}

// RedactChanges names findings as Redact does: by their new ids, and those that
// are gone not at all.
func RedactChanges(s *assess.State, r Redaction, c *Changes) *Changes {
	if c == nil {
		return nil
	}
	renamed := newRedactor(s, r).renamedFindings()
	redacted := *c
	redacted.Findings = slices.Clone(c.Findings)
	for i := range redacted.Findings {
		change := &redacted.Findings[i]
		change.ID = cmp.Or(renamed[change.ID], change.ID)
		if change.Title != "" || change.What == "fixed" {
			change.ID, change.Title = "", ""
		}
	}
	return &redacted
}

func put[R assess.Record](into *assess.State, x *redactor, records map[string]R) {
	for _, id := range slices.Sorted(maps.Keys(records)) {
		into.Put(x.record(records[id]))
	}
}

type redactor struct {
	Redaction
	state      *assess.State
	pseudonyms *pseudonyms
	people     map[string]string // what parties are called, by folded name
	counts     map[string]int
	ref        assess.Ref // of the record in hand
}

// fold makes names alike that mean the same.
func (x *redactor) fold(name string) string {
	return strings.ToLower(oneLine(x.Catalogue.CanonicalProvider(name)))
}

// meet gives a party the name by which it is called everywhere.
func (x *redactor) meet(p *assess.Party) {
	key := x.fold(p.Name)
	if key == "" || x.people[key] != "" {
		return
	}
	switch {
	case x.released(p.Ref(), "name"), p.Type == assess.ProviderParty && x.knownProvider(p.Name):
		x.people[key] = p.Name
	case p.Type == assess.Person:
		x.people[key] = x.pseudonyms.of("Person", key)
	case p.Type == assess.ProviderParty:
		x.people[key] = x.pseudonyms.of("Provider", key)
	default:
		x.people[key] = x.pseudonyms.of("Team", key)
	}
}

// knownProvider reports a company that the program's own catalogue names, or what
// people write where there is none.
func (x *redactor) knownProvider(name string) bool {
	if x.Catalogue.ProviderOf(&assess.Asset{Provider: name}) == "" {
		return true
	}
	key := x.fold(name)
	for i := range x.Public.Providers {
		if x.fold(x.Public.Providers[i].Name) == key {
			return true
		}
	}
	return slices.ContainsFunc(x.Public.Models, func(m assess.HostingModel) bool {
		return m.Company != "" && x.fold(m.Company) == key
	})
}

// renamedFindings are the findings whose id comes from a provider's name or a
// party's id.
func (x *redactor) renamedFindings() map[string]string {
	renamed := map[string]string{}
	rename := func(name string) {
		if fresh := x.provider(name); fresh != name {
			renamed[assess.ProviderFinding(x.Catalogue.CanonicalProvider(name))] = assess.ProviderFinding(x.Catalogue.CanonicalProvider(fresh))
		}
	}
	for _, p := range x.state.Parties {
		rename(p.Name)
		renamed[assess.ConcentrationFinding(p.ID)] = assess.ConcentrationFinding(x.pseudonyms.id(p.ID))
	}
	for i := range x.Catalogue.Models {
		rename(x.Catalogue.Models[i].Company)
	}
	for _, a := range x.state.Assets {
		rename(a.Provider)
	}
	return renamed
}

func (x *redactor) released(ref assess.Ref, path string) bool {
	return slices.ContainsFunc(x.Release, func(r Release) bool {
		rest, found := strings.CutPrefix(path, r.Field)
		return r.Ref == ref && found && (rest == "" || rest[0] == '.' || rest[0] == '[')
	})
}

// record redacts a copy of a record.
func (x *redactor) record(record assess.Record) assess.Record {
	x.ref = record.Ref()
	copied := reflect.New(reflect.TypeOf(record).Elem())
	copied.Elem().Set(reflect.ValueOf(record).Elem())
	x.walk(copied.Elem(), "")
	fresh := copied.Interface().(assess.Record)
	switch r := fresh.(type) {
	case *assess.Engagement:
		// Ids of what was imported follow from it and from the client's own ids.
		r.ID = x.pseudonyms.id(r.ID)
	case *assess.Party:
		// Whoever has a full report would find the name by it.
		r.ID = x.pseudonyms.id(r.ID)
	}
	return fresh
}

// walk redacts every text in a struct of a record, by its path.
func (x *redactor) walk(v reflect.Value, prefix string) {
	for i := range v.NumField() {
		name, _, _ := strings.Cut(v.Type().Field(i).Tag.Get("json"), ",")
		if name == "-" {
			continue
		}
		path := prefix + name
		switch f := v.Field(i); {
		case f.Kind() == reflect.Struct && name == "":
			x.walk(f, prefix)
		case f.Kind() == reflect.Struct:
			x.walk(f, path+".")
		case f.Kind() == reflect.Pointer && !f.IsNil():
			copied := reflect.New(f.Type().Elem())
			copied.Elem().Set(f.Elem())
			x.walk(copied.Elem(), path+".")
			f.Set(copied)
		case f.Kind() == reflect.Map && f.Len() > 0:
			x.walkMap(f, path)
		case f.Kind() == reflect.String && f.String() != "":
			f.SetString(x.text(path, f.String()))
		case f.Type() == reflect.TypeFor[[]string]() && f.Len() > 0:
			f.Set(reflect.ValueOf(x.set(path, f.Interface().([]string))))
		}
	}
}

func (x *redactor) walkMap(f reflect.Value, path string) {
	fresh := reflect.MakeMap(f.Type())
	keys := f.MapKeys()
	slices.SortFunc(keys, func(a, b reflect.Value) int { return strings.Compare(a.String(), b.String()) })
	for _, key := range keys {
		entry := reflect.New(f.Type().Elem()).Elem()
		entry.Set(f.MapIndex(key))
		x.walk(entry, path+".")
		if !isAnswerField(key.String()) && !x.released(x.ref, path) { // a rule's keys are fields
			key = reflect.ValueOf(x.pseudonyms.id(key.String()))
		}
		fresh.SetMapIndex(key, entry)
	}
	f.Set(fresh)
}

// isAnswerField reports the path of what an answer can say.
func isAnswerField(path string) bool {
	return slices.ContainsFunc(assess.Fields(), func(f assess.Field) bool { return f.Path() == path })
}

func (x *redactor) set(path string, list []string) []string {
	fresh := make([]string, 0, len(list))
	for _, text := range list {
		if text = x.text(path, text); text != "" {
			fresh = append(fresh, text)
		}
	}
	slices.Sort(fresh)
	return slices.Compact(fresh)
}

// text redacts one text. A field that nobody said how to treat is removed.
func (x *redactor) text(path, text string) string {
	if x.state.Parties[text] != nil {
		return x.pseudonyms.id(text) // it names nobody, and is not counted
	}
	if x.released(x.ref, path) {
		return text
	}
	t, known := treatments[x.ref.Kind][path]
	if !known {
		t = removed
	}
	fresh := t.apply(x, text)
	if fresh != text {
		x.counts[t.what]++
	}
	return fresh
}

// removals names what was released by the keys that it has now.
func (x *redactor) removals(redacted *assess.State, findings map[string]string) Removals {
	all := Removals{Released: slices.Clone(x.Release)}
	for i := range all.Released {
		switch ref := &all.Released[i].Ref; ref.Kind {
		case assess.KindEngagement:
			ref.Key = redacted.Engagement.ID
		case assess.KindParty:
			ref.Key = x.pseudonyms.id(ref.Key)
		case assess.KindDisposition:
			ref.Key = cmp.Or(findings[ref.Key], ref.Key)
		}
	}
	for _, what := range RemovalKinds {
		if n := x.counts[what]; n > 0 {
			all.Counts = append(all.Counts, Removal{what, n})
		}
	}
	return all
}

// who redacts the name of somebody.
func (x *redactor) who(name string) string {
	if known := x.people[x.fold(name)]; known != "" {
		return known
	}
	return x.pseudonyms.of("Person", x.fold(name))
}

func (x *redactor) provider(name string) string {
	if name == "" {
		return ""
	}
	if x.knownProvider(name) {
		// A name of the client's own for a company that is known becomes that.
		if known := x.Catalogue.CanonicalProvider(name); !strings.EqualFold(known, x.Public.CanonicalProvider(name)) {
			return known
		}
		return name
	}
	return cmp.Or(x.people[x.fold(name)], x.pseudonyms.of("Provider", x.fold(name)))
}

func (x *redactor) asset(id string) string {
	if x.state.Assets[id] != nil {
		return id
	}
	return x.pseudonyms.id(id)
}

// scopeValue redacts by what a scope rule picks its assets.
func (x *redactor) scopeValue(value string) string {
	switch x.state.Rules[x.ref.Key].Scope.Kind {
	case assess.ScopeProvider:
		return x.provider(value)
	case assess.ScopeHosting:
		return x.model(value)
	}
	return x.pseudonyms.of("Tag", strings.ToLower(value))
}

func (x *redactor) model(id string) string {
	if id == assess.HostingUnknown || x.Catalogue.Model(id) != nil {
		return id
	}
	return x.pseudonyms.of("Hosting model", strings.ToLower(id))
}

func (x *redactor) control(id string) string {
	if x.Catalogue.Control(id) != nil {
		return id
	}
	return x.pseudonyms.of("Control", id)
}

package history

import (
	"encoding/binary"
	"encoding/json"
	"maps"
	"slices"

	"demarc/assess"

	"pgregory.net/rapid"
)

// laptop is a copy of an engagement as the store keeps it, in memory.
type laptop struct {
	t       *rapid.T
	world   *world
	name    string
	graph   *Graph
	head    ID
	records map[assess.Ref]assess.Record
	stored  map[ID]Sealed
}

// world is what all laptops have in common: the clock, and, for the tests alone,
// what every commit's records were.
type world struct {
	now    int
	states map[ID]map[assess.Ref]assess.Record
}

// begun is a laptop with a new engagement.
func begun(t *rapid.T) *laptop {
	l := &laptop{t: t, world: &world{states: map[ID]map[assess.Ref]assess.Record{}}, name: "Ada", graph: &Graph{at: map[ID]int32{}}, records: map[assess.Ref]assess.Record{}, stored: map[ID]Sealed{}}
	e := &assess.Engagement{ID: "e1", Client: "Example", Created: 1}
	change, _ := Diff(nil, e)
	l.commit(KindEdit, ID{}, []Change{change})
	return l
}

// copied is another laptop with the same file.
func (l *laptop) copied(name string) *laptop {
	other := *l
	graph, err := NewGraph(l.graph.entries)
	if err != nil {
		l.t.Fatal(err)
	}
	other.name, other.graph, other.records, other.stored = name, graph, maps.Clone(l.records), maps.Clone(l.stored)
	return &other
}

func (l *laptop) load(id ID) (Commit, error) {
	return Check(l.stored[id].HeaderBytes, l.stored[id].BodyBytes)
}

func (l *laptop) at(ref assess.Ref) assess.Record { return l.records[ref] }

// commit makes a commit of one's own, with salts that nobody else has.
func (l *laptop) commit(kind Kind, target ID, changes []Change) {
	l.world.now++
	h := Header{Time: assess.Instant(l.world.now), Author: l.name, Capacity: CapacityAssessor, Kind: kind, Target: target}
	if l.head != (ID{}) {
		h.Parents = []ID{l.head}
	}
	l.seal(h, changes, changes, ownSalts(l.world.now, len(changes)))
}

func ownSalts(seed, n int) []Salt {
	salts := make([]Salt, n)
	for i := range salts {
		binary.BigEndian.PutUint64(salts[i][:], uint64(seed))
		salts[i][15] = byte(i)
	}
	return salts
}

// seal commits changes of the records, which the body holds relative to the
// first parent.
func (l *laptop) seal(h Header, changes, body []Change, salts []Salt) {
	l.apply(changes)
	h.State = digestOf(l.records)
	sealed, err := Seal(h, body, salts)
	if err != nil {
		l.t.Fatal(err)
	}
	l.take(sealed)
	l.head = sealed.ID
	l.world.states[l.head] = maps.Clone(l.records)
}

func (l *laptop) apply(changes []Change) {
	for _, change := range changes {
		record, err := Apply(l.records[change.Ref], change)
		if err != nil {
			l.t.Fatal(err)
		}
		if record == nil {
			delete(l.records, change.Ref)
		} else {
			l.records[change.Ref] = record
		}
	}
}

func (l *laptop) take(sealed Sealed) {
	if err := l.graph.Add(sealed.Entry); err != nil {
		l.t.Fatal(err)
	}
	l.stored[sealed.ID] = sealed
}

func digestOf(records map[assess.Ref]assess.Record) (d Digest) {
	for ref, record := range records {
		text, _ := json.Marshal(Flatten(record))
		d.Add(ref.Kind, []byte(ref.Key), text)
	}
	return d
}

// erase does what the forgets among the commits ask for.
func (l *laptop) erase() {
	for _, forget := range l.graph.entries {
		if forget.Header.Kind != KindForget {
			continue
		}
		commit, err := l.load(forget.ID)
		if err != nil {
			l.t.Fatal(err)
		}
		var refs []assess.Ref
		for _, change := range commit.Changes {
			if change.Forgets() {
				refs = append(refs, change.Ref)
			}
		}
		for _, id := range l.graph.NotAfter(forget.ID) {
			sealed := l.stored[id]
			if sealed.BodyBytes, _, err = Erase(sealed.BodyBytes, refs); err != nil {
				l.t.Fatal(err)
			}
			l.stored[id] = sealed
		}
	}
}

// fetch takes over the commits that another laptop has and this one lacks.
func (l *laptop) fetch(from *laptop) {
	for _, entry := range from.graph.entries {
		if _, known := l.graph.Entry(entry.ID); !known {
			l.take(from.stored[entry.ID])
		}
	}
}

// pull merges another laptop's head, and answers conflicts with what is given.
func (l *laptop) pull(from *laptop, answer func(Conflict) Answer) {
	l.fetch(from)
	theirs := from.head
	switch {
	case l.graph.Contains(l.head, theirs):
	case l.graph.Contains(theirs, l.head):
		net, err := l.graph.Net(l.head, theirs, l.load)
		if err != nil {
			l.t.Fatal(err)
		}
		l.apply(net.Changes)
		l.head = theirs
	default:
		l.join(theirs, l.merge(theirs), answer)
	}
	l.erase()
}

func (l *laptop) merge(theirs ID) *Merge {
	m, err := l.graph.Merge(l.head, theirs, l.load, l.at)
	if err != nil {
		l.t.Fatal(err)
	}
	return m
}

// join makes the merge commit.
func (l *laptop) join(theirs ID, m *Merge, answer func(Conflict) Answer) {
	answers := map[string]Answer{}
	for _, c := range m.Conflicts {
		answers[c.ID] = answer(c)
	}
	fromOurs, fromTheirs, err := m.Changes(answers)
	if err != nil {
		l.t.Fatal(err)
	}
	a, _ := l.graph.Entry(l.head)
	b, _ := l.graph.Entry(theirs)
	h := MergeHeader(a, b, "")
	body := fromOurs
	if h.Parents[0] == theirs {
		body = fromTheirs
	}
	l.world.now++
	salts := ownSalts(l.world.now, len(body))
	if len(m.Conflicts) > 0 {
		h.Time, h.Author = assess.Instant(l.world.now), l.name
	} else if salts, err = l.graph.MergeSalts(l.head, theirs, l.load, body); err != nil {
		l.t.Fatal(err)
	}
	l.seal(h, fromOurs, body, salts)
}

// palette is fields that the edits of the tests set, and their values.
var palette = map[assess.RecordKind]map[string][]string{
	assess.KindEngagement: {
		"client": {"A", "B"}, "period_from": {"2026-01-01", "2026-02-01"}, "period_to": {"2026-11-01"}, "units[x]": {present}, "units[y]": {present},
		"exclusions[k].what": {"Pilot", "Lab"}, "exclusions[k].reason": {"over"}, "created": {"2026-01-01T00:00:00Z", "2026-01-01T00:00:00.5Z"},
	},
	assess.KindAsset: {
		"name": {"Bot", "Chat"}, "approval": {"approved", "rejected"}, "approved_until": {"2027-01-01"}, "tags[a]": {present}, "tags[b]": {present}, "notes": {"n"},
	},
	assess.KindParty: {"name": {"Cloud", "Data"}, "retired": {present}, "email": {"a@b"}},
	assess.KindCell: {
		"customer.accountable": {"p1", "p2"}, "customer.responsible[p1]": {present}, "declared.status": {"planned", "partial"}, "declared.by": {"p1"},
		"declared.at": {"2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z"}, "customer.reference.text": {"§1", "§2"}, "customer.reference.from": {"2026-01-01"},
	},
	assess.KindRule: {
		"scope.kind": {"tag", "provider"}, "scope.value": {"a", "b"}, "control": {"AI-SEC-001"}, "at": {"2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z"},
		"since[due].at": {"2026-01-03T00:00:00Z", "2026-01-04T00:00:00Z"}, "due": {"2027-01-01"},
	},
	assess.KindEvidence: {
		"name": {"a.pdf", "b.pdf"}, "sha256": {"00", "01"}, "size": {"7"}, "collected_at": {"2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z"}, "assets[a1]": {present},
	},
	assess.KindDisposition: {"as": {"disputed", "fixed"}, "by": {"p1"}, "severity": {"low", "high"}, "severity_reason": {"known"}, "at": {"2026-01-01T00:00:00Z", "2026-01-02T00:00:00Z"}},
	assess.KindAction:      {"title": {"Write", "Read"}, "findings[f]": {present}, "due": {"2027-01-01"}},
}

// some is the few records that the edits are about, so that both sides meet.
var some = func() (refs []assess.Ref) {
	for _, kind := range assess.RecordKinds {
		refs = append(refs, assess.Ref{Kind: kind, Key: map[assess.RecordKind]string{assess.KindEngagement: "e1", assess.KindCell: "a1/AI-SEC-001"}[kind]})
	}
	for i := range refs {
		if refs[i].Key == "" {
			refs[i].Key = "k1"
		}
	}
	return append(refs, assess.Ref{Kind: assess.KindAsset, Key: "k2"}, assess.Ref{Kind: assess.KindCell, Key: "a2/AI-SEC-001"})
}()

// edit changes a few fields of a few records, or removes one.
func (l *laptop) edit() {
	var changes []Change
	for _, ref := range rapid.SliceOfNDistinct(rapid.SampledFrom(some), 1, 3, rapid.ID).Draw(l.t, "records") {
		fields := Flatten(l.records[ref])
		if ref.Kind != assess.KindEngagement && rapid.IntRange(0, 7).Draw(l.t, "removed") == 0 {
			fields = Fields{}
		} else {
			paths := slices.Sorted(maps.Keys(palette[ref.Kind]))
			for _, path := range rapid.SliceOfNDistinct(rapid.SampledFrom(paths), 1, 3, rapid.ID).Draw(l.t, "paths") {
				delete(fields, path)
				fields.put(path, rapid.SampledFrom(append(palette[ref.Kind][path], "")).Draw(l.t, "text"))
			}
		}
		if change, differs := Diff(l.records[ref], recordOf(l.t, ref, fields)); differs {
			change.Ref = ref
			changes = append(changes, change)
		}
	}
	if len(changes) > 0 {
		l.commit(KindEdit, ID{}, Sorted(changes))
	}
}

func recordOf(t *rapid.T, ref assess.Ref, fields Fields) assess.Record {
	if len(fields) == 0 {
		return nil
	}
	record, err := Unflatten(ref, fields)
	if err != nil {
		t.Fatal(err)
	}
	return record
}

// replay undoes or redoes what comes next, unless something stands in its way.
func (l *laptop) replay(kind Kind) {
	undo, redo := l.graph.Stack(l.head)
	if kind == KindRedo {
		undo = redo
	}
	if len(undo) == 0 {
		return
	}
	target := undo[len(undo)-1]
	before, _ := l.graph.Previous(target)
	net, err := l.graph.Net(before, target, l.load)
	if err != nil || len(net.Erased) > 0 {
		l.t.Fatalf("%v, erased %v", err, net.Erased)
	}
	changes := net.Changes
	if kind == KindUndo {
		changes = Invert(changes)
	}
	for _, change := range changes {
		if _, err := Apply(l.records[change.Ref], change); err != nil {
			return
		}
	}
	if len(changes) > 0 {
		l.commit(kind, target, changes)
	}
}

// forget forgets a record that is there, and what its copies said of it.
func (l *laptop) forget() {
	var there []assess.Ref
	for _, ref := range some {
		if l.records[ref] != nil && ref.Kind != assess.KindEngagement {
			there = append(there, ref)
		}
	}
	if len(there) > 0 {
		l.commit(KindForget, ID{}, []Change{{Ref: rapid.SampledFrom(there).Draw(l.t, "forgotten")}})
		l.erase()
	}
}

// anyAnswer answers conflicts this way and that.
func anyAnswer(t *rapid.T) func(Conflict) Answer {
	return func(c Conflict) Answer {
		choices := []Choice{ChooseOurs, ChooseTheirs, ChooseOwn}
		if c.Unit == "" {
			choices = choices[:2]
		}
		return Answer{rapid.SampledFrom(choices).Draw(t, "choice"), c.Base}
	}
}

// work lets a laptop do something. Crossing, two merge each other at once.
func (l *laptop) work(others []*laptop, forgets bool) {
	kinds := []string{"edit", "edit", "edit", "edit", "undo", "redo", "pull", "cross"}
	if forgets {
		kinds = append(kinds, "forget")
	}
	switch rapid.SampledFrom(kinds).Draw(l.t, l.name) {
	case "edit":
		l.edit()
	case "undo":
		l.replay(KindUndo)
	case "redo":
		l.replay(KindRedo)
	case "forget":
		l.forget()
	case "pull":
		if from := rapid.SampledFrom(others).Draw(l.t, "from"); from != l {
			l.pull(from, anyAnswer(l.t))
		}
	case "cross":
		if from := rapid.SampledFrom(others).Draw(l.t, "with"); from != l {
			before := from.copied("")
			from.pull(l, anyAnswer(l.t))
			l.pull(before, anyAnswer(l.t))
		}
	}
}

// visited is laptops on which the same engagement was worked at.
func visited(t *rapid.T, forgets bool) []*laptop {
	first := begun(t)
	for range rapid.IntRange(0, 4).Draw(t, "before") {
		first.work([]*laptop{first}, false)
	}
	laptops := []*laptop{first, first.copied("Bo"), first.copied("Cy")}
	for range rapid.IntRange(0, 14).Draw(t, "steps") + rapid.IntRange(0, 6).Draw(t, "more steps") {
		rapid.SampledFrom(laptops).Draw(t, "laptop").work(laptops, forgets)
	}
	return laptops
}
